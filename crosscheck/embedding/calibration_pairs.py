"""The pairs that a calibration is fitted on and measured with: translations, and wrong partners for them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from crosscheck.embedding.calibration import pair_key
from crosscheck.embedding.corpus import Source
from crosscheck.embedding.static import normalise

_FEWEST = 4
"""Pairs that a source must have to be looked at: fewer give no wrong partners."""

_MOST = 2000
"""Pairs of a language pair of a source that are looked at."""

_FIELDS = ("similarity", "size", "translation", "second")


class Summing(Protocol):
    """A static model: one whose vectors have a length that tells how much a text says."""

    def sums(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


@dataclass(frozen=True, slots=True)
class Sample:
    """Similarities (cosines) of pairs of texts, the length of the shorter of their two vectors, whether each
    is of a translation, and which half of the items it is of."""

    similarity: NDArray[np.float64]
    size: NDArray[np.float64]
    translation: NDArray[np.bool_]
    second: NDArray[np.bool_]

    def half(self, second: bool) -> Sample:
        """The part that is of one half of the items."""
        chosen = self.second == second
        return Sample(*(getattr(self, name)[chosen] for name in _FIELDS))


def together(samples: Sequence[Sample]) -> Sample:
    """Several samples as one."""
    return Sample(*(np.concatenate([getattr(one, name) for one in samples]) for name in _FIELDS))


def collect(embedder: Summing, sources: Sequence[Source]) -> dict[str, Sample]:
    """Per language pair: the similarity of each translation, of a random wrong partner (the next item of the
    source, in a fixed order) and of the most similar wrong partner; the two wrong ones in turn, so that half
    are wrong."""
    parts: dict[str, list[Sample]] = {}
    for source in sources:
        items = sorted(source.items, key=lambda item: _hash(item[min(item)]))
        places: dict[str, int] = {}
        for item in items:
            for text in item.values():
                places.setdefault(text, len(places))
        vectors = embedder.sums(list(places))
        for one, other in combinations(source.languages, 2):
            both = [(item[one], item[other]) for item in items if one in item and other in item]
            once = {pair[0]: pair for pair in both}.values()
            pairs = list({pair[1]: pair for pair in once}.values())[:_MOST]
            if len(pairs) >= _FEWEST:
                left, right = (vectors[[places[pair[side]] for pair in pairs]] for side in (0, 1))
                second = np.array([_hash(f"half {pair[0]}") % 2 == 1 for pair in pairs])
                parts.setdefault(pair_key(one, other), []).append(_sample(left, right, second))
    return {key: together(found) for key, found in sorted(parts.items())}


def _sample(left: NDArray[np.float32], right: NDArray[np.float32], second: NDArray[np.bool_]) -> Sample:
    table = (normalise(left) @ normalise(right).T).astype(np.float64)
    rows = np.arange(len(table))
    own = table.diagonal().copy()
    partners = (rows + 1) % len(rows)
    np.fill_diagonal(table, -2)
    partners[::2] = table.argmax(axis=1)[::2]
    ours, theirs = (np.linalg.norm(side, axis=1).astype(np.float64) for side in (left, right))
    return Sample(
        np.concatenate([own, table[rows, partners]]),
        np.concatenate([np.minimum(ours, theirs), np.minimum(ours, theirs[partners])]),
        np.repeat([True, False], len(rows)),
        np.tile(second, 2),
    )


def _hash(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "replace"))
