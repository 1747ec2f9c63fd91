"""What speaks for a link: evidence that adds up to one score per possible link.

Each kind of evidence is a term; its weight says how much it counts. Scores are natural logarithms of odds, so that the
search can tell how probable each link is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from crosscheck.alignment.anchors import Anchors, overlap, shared_anchors
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
from crosscheck.alignment.groups import Groups, Shape, Sums, hubness
from crosscheck.alignment.search import LARGEST, Chunk
from crosscheck.alignment.weights import Weights

_LIFT = LARGEST - 1


@dataclass(frozen=True, slots=True)
class _Products:
    """Inner products of the sentences around a chunk; row `_LIFT + r` belongs to the sentence before node row r."""

    dots: FloatArray
    shared: FloatArray
    same: FloatArray
    rows: FloatArray
    columns: FloatArray
    """Lengths of the sentences' vectors, 1 for zero."""


@dataclass(frozen=True, slots=True)
class Known:
    """One side with what is known of it beside the other: unit vectors as `unit_rows` gives them, lengths of the
    vectors, hubness, shared anchors."""

    features: Features
    units: Vectors
    norms: FloatArray
    hub: FloatArray
    anchors: Anchors

    def take(self, indices: IntArray) -> Known:
        """The sentences of the given indices, with the knowledge of all."""
        return Known(
            self.features.take(indices),
            self.units[indices],
            self.norms[indices],
            self.hub[indices],
            self.anchors.take(indices),
        )


def acquaint(source: Features, target: Features) -> tuple[Known, Known]:
    """What two sides tell of each other's sentences."""
    units = unit_rows(source.vectors), unit_rows(target.vectors)
    anchors = shared_anchors(source, target)
    return (
        Known(source, units[0], row_norms(source.vectors), hubness(units[0], units[1]), anchors[0]),
        Known(target, units[1], row_norms(target.vectors), hubness(units[1], units[0]), anchors[1]),
    )


class Evidence:
    """The evidence of one pair of sides; calling it scores the links that end in a chunk."""

    def __init__(
        self,
        source: Known,
        target: Known,
        types: tuple[tuple[int, int], ...],
        weights: Weights,
        shape: Shape,
    ) -> None:
        self._source, self._target, self._types = source, target, types
        self._weights, self._shape = weights, shape
        sides = source, target
        self._group_norms = tuple(group_norms(side.features.vectors, LARGEST) for side in sides)
        self._sums = tuple(Sums(side.features, side.hub, side.anchors.mass) for side in sides)

    def __call__(self, chunk: Chunk) -> FloatArray:
        """Scores (types, rows, columns) of the links that end at a chunk's nodes."""
        shape = (len(self._types), chunk.bottom - chunk.top, chunk.right - chunk.left)
        scores = np.zeros(shape)
        for index, terms in self.terms(chunk):
            for name, value in terms:
                scores[index] += getattr(self._weights, name) * value
        return scores

    def terms(self, chunk: Chunk) -> Iterator[tuple[int, Iterator[tuple[str, FloatArray]]]]:
        """For each type its index and its terms: the weight's name and the evidence (rows, columns)."""
        products = self._products(chunk)
        height, width = chunk.bottom - chunk.top, chunk.right - chunk.left
        i, j = np.arange(chunk.top, chunk.bottom), np.arange(chunk.left, chunk.right)
        largest_a = max(a for a, _ in self._types)
        # down[a][r, c]: the a sentences before node row r with the single sentence of column c; all columns.
        down = [products.dots[_LIFT:]]
        for a in range(2, largest_a + 1):
            down.append(down[-1] + products.dots[_LIFT - a + 1 : _LIFT - a + 1 + height])
        for b in range(1, LARGEST + 1):
            kinds = sorted((a, index) for index, (a, of_type) in enumerate(self._types) if of_type == b)
            if not kinds:
                continue
            across = _window(products.dots, b, width)
            across_shared = _window(products.shared, b, width)
            dots, shared = np.zeros((height, width)), np.zeros((height, width))
            done = 0
            theirs = self._sums[1].of(j, b)
            for a, index in kinds:
                while done < a:
                    dots = dots + across[_LIFT - done : _LIFT - done + height]
                    shared = shared + across_shared[_LIFT - done : _LIFT - done + height]
                    done += 1
                ours = self._sums[0].of(i, a)
                norms = self._group_norms[0][a - 1, i][:, None], self._group_norms[1][b - 1, j]
                cosine = dots / (norms[0] * norms[1])
                edges = self._edges(products, chunk, (across, down[a - 1]), (a, b), dots)
                yield index, self._link_terms((a, b), cosine, edges, shared, products.same, ours, theirs)

    def _link_terms(
        self,
        kind: tuple[int, int],
        cosine: FloatArray,
        edges: tuple[FloatArray, FloatArray, FloatArray],
        shared: FloatArray,
        same: FloatArray,
        ours: Groups,
        theirs: Groups,
    ) -> Iterator[tuple[str, FloatArray]]:
        a, b = kind
        size = (a + b) / 2
        height, width = cosine.shape
        one = np.ones((1, 1))
        yield "link", one
        yield "similarity", size * cosine
        yield "similarity_once", cosine
        yield "hub", size * (ours.hub[:, None] + theirs.hub) / 2
        if a + b > 2:
            yield "merge", (a + b - 2) * one
            yield "habit", self._shape.merging * one
            yield "edge", edges[0] - cosine
            yield "partial", edges[1]
            yield "gain", cosine - edges[2]
            yield "inner", ours.inner[:, None] + theirs.inner
        if min(a, b) > 1:
            yield "many", (min(a, b) - 1) * one
        if a == b == 1:
            yield "same", same[_LIFT : _LIFT + height, _LIFT : _LIFT + width]
        mass = ours.anchors[:, None] + theirs.anchors
        yield "anchors", np.minimum(2 * shared, mass)
        yield "lone_anchors", np.maximum(mass - 2 * shared, 0.0)
        off = (theirs.length - ours.length[:, None] - self._shape.ratio) / self._shape.spread
        off = np.minimum(off * off, 9.0)
        yield "length", off
        if a + b > 2:
            yield "merged_length", off
        yield "ends", (ours.end[:, None] != theirs.end).astype(np.float64)
        apart = [np.abs(x[:, None] - y) for x, y in zip(ours.marks, theirs.marks, strict=True)]
        stops = np.abs(ours.stops[:, None] - theirs.stops)
        yield "stops", np.minimum(stops, 4.0)
        yield "marks", np.minimum(sum(apart, start=np.zeros((height, width))), 4.0)
        if self._shape.structure > 0:
            yield "crossing", self._shape.structure * (ours.crossings[:, None] + theirs.crossings)
            yield "border", self._shape.structure * (ours.opens[:, None] != theirs.opens)
            yield "kind", self._shape.structure * (ours.kind[:, None] != theirs.kind)

    def _edges(
        self,
        products: _Products,
        chunk: Chunk,
        sums: tuple[FloatArray, FloatArray],
        kind: tuple[int, int],
        dots: FloatArray,
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Of a group's first and last sentences, the lowest cosine with the whole other side, the lowest partial
        correlation with it (what a sentence shares with the other side beyond what the rest of its group does), and
        the highest cosine that the link would have without one of them."""
        (a, b), (across, down) = kind, sums
        height, width = dots.shape
        lowest = np.full(dots.shape, np.inf), np.full(dots.shape, np.inf), np.full(dots.shape, np.inf)
        i, j = np.arange(chunk.top, chunk.bottom), np.arange(chunk.left, chunk.right)
        norms = self._group_norms[0][a - 1, i][:, None], self._group_norms[1][b - 1, j]
        if a > 1:
            for back in (0, a - 1):
                rows = slice(_LIFT - back, _LIFT - back + height)
                rest = self._group_norms[0][a - 2, i if back else np.maximum(i - 1, 0)][:, None]
                found = _partial(across[rows], dots, products.rows[rows, None], rest, norms)
                for kept, value in zip(lowest, found, strict=True):
                    np.minimum(kept, value, out=kept)
        if b > 1:
            for back in (0, b - 1):
                columns = slice(_LIFT - back, _LIFT - back + width)
                rest = self._group_norms[1][b - 2, j if back else np.maximum(j - 1, 0)]
                found = _partial(down[:, columns], dots, products.columns[columns], rest, norms[::-1])
                for kept, value in zip(lowest, found, strict=True):
                    np.minimum(kept, value, out=kept)
        return lowest[0], lowest[1], -lowest[2]

    def _products(self, chunk: Chunk) -> _Products:
        top, left = max(0, chunk.top - LARGEST), max(0, chunk.left - LARGEST)
        rows, columns = slice(top, chunk.bottom - 1), slice(left, chunk.right - 1)
        pad = ((top - chunk.top + LARGEST, 0), (left - chunk.left + LARGEST, 0))
        norms = self._source.norms[rows], self._target.norms[columns]
        dots = cosines(self._source.units[rows], self._target.units[columns]).astype(np.float64)
        dots *= norms[0][:, None] * norms[1]
        shared = overlap(
            self._source.anchors, self._target.anchors, (rows.start, rows.stop), (columns.start, columns.stop)
        )
        same = self._source.features.keys[rows, None] == self._target.features.keys[columns]
        return _Products(
            np.pad(dots, pad),
            np.pad(shared, pad),
            np.pad(same, pad).astype(np.float64),
            np.pad(np.where(norms[0] > 0, norms[0], 1.0), pad[0], constant_values=1.0),
            np.pad(np.where(norms[1] > 0, norms[1], 1.0), pad[1], constant_values=1.0),
        )


def _window(values: FloatArray, size: int, width: int) -> FloatArray:
    """Sums of `size` neighbouring columns, the last one before each node column."""
    total = values[:, _LIFT : _LIFT + width].copy()
    for back in range(1, size):
        total += values[:, _LIFT - back : _LIFT - back + width]
    return total


def _partial(
    edge_dots: FloatArray,
    dots: FloatArray,
    edge: FloatArray,
    rest: FloatArray,
    norms: tuple[FloatArray, FloatArray],
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Cosine of an edge sentence with the other side, their partial correlation given the rest of its group, and minus
    the rest's cosine.

    `edge` and `rest` are lengths of vectors, `norms` those of the whole group and of the other side."""
    group, other = norms
    cosine = edge_dots / (edge * other)
    of_rest = (dots - edge_dots) / (rest * other)
    inside = np.clip((group * group - rest * rest - edge * edge) / (2 * edge * rest), -1.0, 1.0)
    left = np.sqrt(np.maximum((1 - of_rest * of_rest) * (1 - inside * inside), 0.01))
    return cosine, (cosine - of_rest * inside) / left, -of_rest
