"""The score of a link: how probable it is that its two sides are translations of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from crosscheck.embedding.base import Embedder
from crosscheck.embedding.calibration import FILE, pair_key, probability
from crosscheck.embedding.static import StaticEmbedder
from crosscheck.model import Link

_BLOCK = 1 << 13
"""Links looked at together: 8 MiB a side at 256 dimensions."""


def scored(
    links: Sequence[Link],
    source: NDArray[np.float32],
    target: NDArray[np.float32],
    languages: Sequence[tuple[str, str]],
    embedder: Embedder,
) -> list[Link]:
    """The links with their scores, rounded to four places.

    `source` and `target` (sentences, dimension) hold vectors whose sums stand for sentences put together;
    `languages`, parallel to `links`, the tags of both sides. A link with an empty side scores 0: nothing
    there is a translation of anything. Where the model cannot judge, having no calibration or knowing no
    word of one side, the score is the link's confidence. Raises ModelError when a calibration is broken.
    """
    scores = [link.confidence if link.source and link.target else 0.0 for link in links]
    folder = embedder.folder if isinstance(embedder, StaticEmbedder) else None
    calibrated = folder is not None and (folder / FILE).is_file()
    places = [place for place, link in enumerate(links) if calibrated and link.source and link.target]
    for start in range(0, len(places), _BLOCK):
        block = places[start : start + _BLOCK]
        cosines, known = _cosines(
            _sums(source, [links[place].source for place in block]),
            _sums(target, [links[place].target for place in block]),
        )
        by_pair: dict[str, list[int]] = {}
        for row in np.flatnonzero(known).tolist():
            by_pair.setdefault(pair_key(*languages[block[row]]), []).append(row)
        for rows in by_pair.values():
            chances = probability(cosines[rows], *languages[block[rows[0]]], folder)
            for row, chance in zip(rows, chances.tolist(), strict=True):
                scores[block[row]] = round(chance, 4)
    return [replace(link, score=score) for link, score in zip(links, scores, strict=True)]


def _sums(vectors: NDArray[np.float32], groups: Sequence[tuple[int, ...]]) -> NDArray[np.float32]:
    """The summed rows of each group; no group is empty."""
    starts = np.cumsum([0, *map(len, groups)])
    rows = np.fromiter((row for group in groups for row in group), np.intp, int(starts[-1]))
    sums: NDArray[np.float32] = np.add.reduceat(vectors[rows], starts[:-1], axis=0)
    return sums


def _cosines(
    source: NDArray[np.float32], target: NDArray[np.float32]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Row by row, and whether both rows have a direction."""
    lengths = np.linalg.norm(source, axis=1) * np.linalg.norm(target, axis=1)
    products = np.einsum("ij,ij->i", source, target)
    known = lengths > 0
    return np.divide(products, lengths, out=np.zeros(len(products)), where=known), known
