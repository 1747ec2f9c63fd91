"""The score of a link: how probable it is that its two sides are translations of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from crosscheck.embedding.base import Embedder
from crosscheck.embedding.calibration import FILE, knows, pair_key, probability
from crosscheck.embedding.static import StaticEmbedder
from crosscheck.model import Link

UNDETERMINED = "und"
"""The tag of a language that nobody named: the general map is the best there is for it."""

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

    `source` and `target` (sentences, dimension) hold vectors whose sums stand for sentences put together, as
    `StaticEmbedder.sums` gives them; `languages`, parallel to `links`, the tags of both sides. A link with an
    empty side scores 0: nothing there is a translation of anything. Where the model cannot judge, having no
    calibration or knowing no word or not the language of one side, the score stays as it was: one half.
    Raises ModelError when a calibration is broken.
    """
    scores = [link.score if link.source and link.target else 0.0 for link in links]
    folder = embedder.folder if isinstance(embedder, StaticEmbedder) else None
    if folder is None or not (folder / FILE).is_file():
        return _with(links, scores)
    places: dict[str, list[int]] = {}
    for place, link in enumerate(links):
        if link.source and link.target:
            places.setdefault(pair_key(*languages[place]), []).append(place)
    for pair, own in places.items():
        one, other = pair.split("-")
        if not all(tag == UNDETERMINED or knows(tag, folder) for tag in (one, other)):
            continue
        for start in range(0, len(own), _BLOCK):
            block = own[start : start + _BLOCK]
            cosines, sizes = _compared(
                _sums(source, [links[place].source for place in block]),
                _sums(target, [links[place].target for place in block]),
            )
            chances = probability(cosines, one, other, folder, sizes)
            for place, chance, size in zip(block, chances.tolist(), sizes.tolist(), strict=True):
                if size > 0:
                    scores[place] = round(chance, 4)
    return _with(links, scores)


def _with(links: Sequence[Link], scores: Sequence[float]) -> list[Link]:
    return [
        link if link.score == score else replace(link, score=score)
        for link, score in zip(links, scores, strict=True)
    ]


def _sums(vectors: NDArray[np.float32], groups: Sequence[tuple[int, ...]]) -> NDArray[np.float32]:
    """The summed rows of each group; no group is empty."""
    starts = np.cumsum([0, *map(len, groups)])
    rows = np.fromiter((row for group in groups for row in group), np.intp, int(starts[-1]))
    sums: NDArray[np.float32] = np.add.reduceat(vectors[rows], starts[:-1], axis=0)
    return sums


def _compared(
    source: NDArray[np.float32], target: NDArray[np.float32]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The cosine of each two rows, and the length of the shorter; cosine 0 where a row has no direction."""
    lengths = np.linalg.norm(source, axis=1), np.linalg.norm(target, axis=1)
    products = np.einsum("ij,ij->i", source, target)
    size = np.minimum(*lengths).astype(np.float64)
    cosines = np.divide(products, lengths[0] * lengths[1], out=np.zeros(len(products)), where=size > 0)
    return cosines, size
