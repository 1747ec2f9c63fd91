"""Sums over groups of neighbouring sentences, and what a pair of sides tells of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from crosscheck.alignment.features import UNIT, Features, FloatArray, IntArray, Vectors, cosines, unit_rows
from crosscheck.alignment.search import Step

_ENOUGH = 8
"""Links of one sentence each that are enough to learn from."""

_SAMPLE = 256
SMOOTH = 20.0
"""Characters added to every length, so that ratios of short lines do not swing."""


STRONG = 3
"""Closing marks up to this class end a sentence (full stop, question, exclamation); those above only
pause."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the pair itself says: log of the length ratio (target to source), its spread, and how far the
    paragraph structures agree, 0 to 1."""

    ratio: float = 0.0
    spread: float = 0.4
    structure: float = 0.0
    merging: float = -2.0


Values = npt.NDArray[Any]
"""Numbers of one per group; single precision once they stand or lie."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of neighbouring sentences, arrays of one shape: length of the vector, also without the first and
    the last sentence; log length of the text, mean hubness, anchors' weight, closing mark, sentences inside
    that close with a strong one, whether it opens a block, block boundaries inside, kind of block."""

    norm: Values
    without_first: Values
    without_last: Values
    length: Values
    hub: Values
    anchors: Values
    end: Values
    inner: Values
    opens: Values
    crossings: Values
    kind: Values

    def standing(self) -> Groups:
        """Arrays (types, nodes) as (types, nodes, 1)."""
        return Groups(*(getattr(self, name).astype(np.float32)[:, :, None] for name in self.__slots__))

    def lying(self) -> Groups:
        """Arrays (types, nodes) as (types, 1, nodes)."""
        return Groups(*(getattr(self, name).astype(np.float32)[:, None, :] for name in self.__slots__))


class Sums:
    """Running sums of one side, for the groups that end before given nodes."""

    def __init__(self, side: Features, hub: FloatArray, anchors: FloatArray, norms: FloatArray) -> None:
        starts = np.ones(len(side))
        starts[1:] = side.blocks[1:] != side.blocks[:-1]
        closed = (side.ends > 0) & (side.ends <= STRONG)
        self._norms, self._starts, self._ends, self._kinds = norms, starts, side.ends, side.kinds
        self._lengths, self._hub, self._anchors, self._boundaries, self._closed = map(
            _running, (side.lengths, hub, anchors, starts, closed)
        )

    def of(self, nodes: IntArray, sizes: IntArray) -> Groups:
        """The groups of so many sentences before each node (sizes, nodes); cut off at the first sentence."""
        size = sizes[:, None]
        begin = np.maximum(nodes - size, 0)
        last = np.maximum(nodes - 1, 0) + np.zeros_like(begin)
        first = np.minimum(begin, len(self._starts) - 1)
        row, smaller = size - 1, np.maximum(size - 2, 0)
        return Groups(
            self._norms[row, nodes],
            self._norms[smaller, nodes],
            self._norms[smaller, last],
            np.log(self._lengths[nodes] - self._lengths[begin] + SMOOTH),
            (self._hub[nodes] - self._hub[begin]) / size,
            self._anchors[nodes] - self._anchors[begin],
            self._ends[last],
            self._closed[last] - self._closed[np.minimum(begin, last)],
            self._starts[first],
            self._boundaries[nodes] - self._boundaries[np.minimum(begin + 1, nodes)],
            self._kinds[first],
        )


def _running(values: npt.NDArray[np.generic]) -> FloatArray:
    return np.concatenate((np.zeros(1), np.cumsum(values, dtype=np.float64)))


def hubness(rows: Vectors, columns: Vectors) -> FloatArray:
    """Mean cosine (n) of each row with an even sample of the other side; both as `unit_rows` gives them."""
    places = np.linspace(0, len(columns) - 1, min(_SAMPLE, len(columns))).astype(np.int64)
    centre = columns[places].astype(np.float64).mean(axis=0)
    length = float(np.sqrt((centre * centre).sum()))
    near = cosines(rows, unit_rows(centre[None].astype(np.float32)))[:, 0].astype(np.float64)
    mean: FloatArray = near * (length / UNIT)
    return mean


def learn_shape(source: Features, target: Features, path: Sequence[Step]) -> Shape:
    """What a rough path tells of the pair: how long translations are, and whether paragraphs match."""
    merged = sum(step.a + step.b > 2 for step in path)
    single = sum(step.a == step.b == 1 for step in path)
    merging = float(np.log((merged + 3.0) / (single + 27.0)))
    pairs = np.array([(s.i - 1, s.j - 1) for s in path if s.a == s.b == 1], dtype=np.int64).reshape(-1, 2)
    if len(pairs) < _ENOUGH:
        total = np.log((target.lengths.sum() + SMOOTH) / (source.lengths.sum() + SMOOTH))
        return Shape(float(np.clip(total, -1.5, 1.5)) / 2, merging=merging)
    ours, theirs = pairs.T
    ratios = np.log(target.lengths[theirs] + SMOOTH) - np.log(source.lengths[ours] + SMOOTH)
    middle = _median(ratios)
    spread = _median(np.abs(ratios - middle)) * 1.4826
    return Shape(middle, float(np.clip(spread, 0.2, 0.6)), _structure(source, target, ours, theirs), merging)


def _median(values: FloatArray) -> float:
    """numpy's own imports its masked arrays, which takes longer than aligning a page."""
    ordered, half = np.sort(values), len(values) // 2
    return float(ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2)


def _structure(source: Features, target: Features, ours: IntArray, theirs: IntArray) -> float:
    """How well "starts a paragraph" on one side tells it on the other (correlation, at least 0)."""
    inner = (ours > 0) & (theirs > 0)
    ours, theirs = ours[inner], theirs[inner]
    a = (source.blocks[ours] != source.blocks[ours - 1]).astype(np.float64)
    b = (target.blocks[theirs] != target.blocks[theirs - 1]).astype(np.float64)
    if len(a) == 0:
        return 0.0
    a, b = a - a.mean(), b - b.mean()
    scale = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return max(0.0, float((a * b).sum()) / scale) if scale > 0 else 0.0
