"""What speaks for a link: evidence that adds up to one score per possible link of a chunk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from crosscheck.alignment.anchors import overlap, shared_anchors
from crosscheck.alignment.features import (
    Features,
    FloatArray,
    IntArray,
    Vectors,
    cosines,
    group_norms,
    row_norms,
    unit_rows,
)
from crosscheck.alignment.search import LARGEST, Chunk, Step

_ENOUGH = 8
"""Links of one sentence each that are enough to learn from."""

_SAMPLE = 256
_SMOOTH = 20.0
"""Characters added to every length, so that ratios of short lines do not swing."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts, in units of similarity of one sentence pair."""

    similarity: float = 1.0
    hub: float = 1.0
    merge: float = 0.12
    """Price of each sentence beyond one on either side."""
    many: float = 0.15
    """Further price where both sides have several sentences."""
    length: float = 0.06
    anchors: float = 0.3
    ends: float = 0.03
    marks: float = 0.03
    crossing: float = 0.3
    """Price of a paragraph boundary inside a group."""
    border: float = 0.1
    """Price of a link that starts a paragraph on one side only."""
    kind: float = 0.15
    gap: float = 0.0
    """Score of a sentence left out."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the pair itself says: log of the length ratio (target to source), its spread, and how far the paragraph
    structures agree, 0 to 1."""

    ratio: float = 0.0
    spread: float = 0.4
    structure: float = 0.0


class Evidence:
    """The evidence of one pair of sides; calling it scores the links that end in a chunk."""

    def __init__(
        self,
        source: Features,
        target: Features,
        types: tuple[tuple[int, int], ...],
        weights: Weights,
        shape: Shape,
    ) -> None:
        self.source, self.target, self.types, self.weights, self.shape = source, target, types, weights, shape
        self.source_units, self.target_units = unit_rows(source.vectors), unit_rows(target.vectors)
        self.source_norms, self.target_norms = row_norms(source.vectors), row_norms(target.vectors)
        self.source_groups = group_norms(source.vectors, LARGEST)
        self.target_groups = group_norms(target.vectors, LARGEST)
        self.source_hub = _hubness(self.source_units, self.target_units)
        self.target_hub = _hubness(self.target_units, self.source_units)
        self.source_anchors, self.target_anchors = shared_anchors(source, target)
        self.source_sums = _Sums(source, self.source_hub, self.source_anchors.mass)
        self.target_sums = _Sums(target, self.target_hub, self.target_anchors.mass)

    def __call__(self, chunk: Chunk) -> Vectors:
        """Scores (types, rows, columns)."""
        height, width = chunk.bottom - chunk.top, chunk.right - chunk.left
        rows, columns = (chunk.top - LARGEST, chunk.bottom - 1), (chunk.left - LARGEST, chunk.right - 1)
        first_row, first_column = max(0, rows[0]), max(0, columns[0])
        pad = ((first_row - rows[0], 0), (first_column - columns[0], 0))
        ours, theirs = slice(first_row, rows[1]), slice(first_column, columns[1])
        dots = cosines(self.source_units[ours], self.target_units[theirs]).astype(np.float64)
        dots *= self.source_norms[ours, None] * self.target_norms[theirs]
        dots = np.pad(dots, pad)
        shared = np.pad(
            overlap(
                self.source_anchors, self.target_anchors, (first_row, rows[1]), (first_column, columns[1])
            ),
            pad,
        )
        same = np.pad(self.source.keys[ours, None] == self.target.keys[theirs], pad)
        scores = np.zeros((len(self.types), height, width), dtype=np.float32)
        for b in range(1, LARGEST + 1):
            sizes = [index for index, kind in enumerate(self.types) if kind[1] == b]
            if not sizes:
                continue
            lift = LARGEST - 1
            across = sum(dots[:, lift - q : lift - q + width] for q in range(b))
            across_shared = sum(shared[:, lift - q : lift - q + width] for q in range(b))
            total = np.zeros((height, width))
            total_shared = np.zeros((height, width))
            done = 0
            for index in sorted(sizes, key=lambda k: self.types[k][0]):
                a = self.types[index][0]
                while done < a:
                    total += across[lift - done : lift - done + height]
                    total_shared += across_shared[lift - done : lift - done + height]
                    done += 1
                scores[index] = self._score(chunk, (a, b), total, total_shared)
                if a == b == 1:
                    scores[index] += same[lift : lift + height, lift : lift + width]
        return scores

    def _score(self, chunk: Chunk, kind: tuple[int, int], dots: FloatArray, shared: FloatArray) -> FloatArray:
        a, b = kind
        weights = self.weights
        i, j = np.arange(chunk.top, chunk.bottom), np.arange(chunk.left, chunk.right)
        ours, theirs = self.source_sums.of(i, a), self.target_sums.of(j, b)
        similarity = dots / (self.source_groups[a - 1, i][:, None] * self.target_groups[b - 1, j])
        hub = (ours.hub[:, None] + theirs.hub) / 2
        anchor_mass = ours.anchors[:, None] + theirs.anchors
        agreement = np.minimum(2 * shared, anchor_mass) / (anchor_mass + 0.5)
        off = (theirs.length - ours.length[:, None] - self.shape.ratio) / self.shape.spread
        length = np.minimum(off * off, 9.0) / 2
        ends = ours.end[:, None] != theirs.end
        value = (
            (a + b)
            / 2
            * (
                weights.similarity * (similarity - weights.hub * hub)
                + weights.anchors * agreement
                - weights.length * length
            )
        )
        value -= weights.ends * ends
        value -= weights.merge * (a + b - 2) + weights.many * (min(a, b) - 1)
        if self.shape.structure > 0:
            price = weights.crossing * (ours.crossings[:, None] + theirs.crossings)
            price += weights.border * (ours.opens[:, None] != theirs.opens)
            price += weights.kind * (ours.kind[:, None] != theirs.kind)
            value -= self.shape.structure * price
        return value


@dataclass(frozen=True, slots=True)
class _Groups:
    """Groups of one size, one entry each."""

    length: FloatArray
    hub: FloatArray
    anchors: FloatArray
    end: FloatArray
    opens: FloatArray
    crossings: FloatArray
    kind: FloatArray


class _Sums:
    """Running sums of one side, for the groups that end before given nodes."""

    def __init__(self, side: Features, hub: FloatArray, mass: FloatArray) -> None:
        self.lengths = _running(side.lengths)
        self.hub = _running(hub)
        self.anchors = _running(mass)
        starts = np.ones(len(side), dtype=np.int64)
        starts[1:] = side.blocks[1:] != side.blocks[:-1]
        self.starts = starts
        self.boundaries = _running(starts)
        self.ends, self.kinds = side.ends, side.kinds

    def of(self, nodes: IntArray, size: int) -> _Groups:
        begin = np.maximum(nodes - size, 0)
        last = np.maximum(nodes - 1, 0)
        first = np.minimum(begin, len(self.starts) - 1)
        return _Groups(
            np.log(self.lengths[nodes] - self.lengths[begin] + _SMOOTH),
            (self.hub[nodes] - self.hub[begin]) / size,
            self.anchors[nodes] - self.anchors[begin],
            self.ends[last],
            self.starts[first],
            self.boundaries[nodes] - self.boundaries[np.minimum(begin + 1, nodes)],
            self.kinds[first],
        )


def _running(values: FloatArray) -> FloatArray:
    return np.concatenate(([0.0], np.cumsum(values)))


def _hubness(rows: Vectors, columns: Vectors) -> FloatArray:
    """Mean cosine (n) of each row with an even sample of the other side."""
    sample = columns[np.unique(np.linspace(0, len(columns) - 1, min(_SAMPLE, len(columns))).astype(np.int64))]
    centre = sample.astype(np.float64).sum(axis=0) / max(1, len(sample))
    hubness: FloatArray = np.einsum("nd,d->n", rows, centre) / 4000.0**2
    return hubness


def learn_shape(source: Features, target: Features, path: Sequence[Step]) -> Shape:
    """What a rough path tells of the pair: how long translations are, and whether paragraphs match."""
    pairs = np.array([(s.i - 1, s.j - 1) for s in path if s.a == s.b == 1], dtype=np.int64).reshape(-1, 2)
    if len(pairs) < _ENOUGH:
        total = np.log((target.lengths.sum() + _SMOOTH) / (source.lengths.sum() + _SMOOTH))
        return Shape(float(np.clip(total, -1.5, 1.5)) / 2)
    ours, theirs = pairs.T
    ratios = np.log(target.lengths[theirs] + _SMOOTH) - np.log(source.lengths[ours] + _SMOOTH)
    middle = float(np.median(ratios))
    spread = float(np.median(np.abs(ratios - middle))) * 1.4826
    return Shape(middle, float(np.clip(spread, 0.2, 0.6)), _structure(source, target, ours, theirs))


def _structure(source: Features, target: Features, ours: IntArray, theirs: IntArray) -> float:
    """How well "starts a paragraph" on one side tells it on the other (correlation, at least 0)."""
    inner = (ours > 0) & (theirs > 0)
    ours, theirs = ours[inner], theirs[inner]
    a = (source.blocks[ours] != source.blocks[ours - 1]).astype(np.float64)
    b = (target.blocks[theirs] != target.blocks[theirs - 1]).astype(np.float64)
    a, b = a - a.mean(), b - b.mean()
    scale = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return max(0.0, float((a * b).sum()) / scale) if scale > 0 else 0.0
