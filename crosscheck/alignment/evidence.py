"""What speaks for a link: evidence that adds up to one score per possible link.

Each kind of evidence is a term; its weight says how much it counts. Scores are natural logarithms of odds, so
that the search can tell how probable each link is.
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
from crosscheck.alignment.search import LARGEST, Chunk, Types
from crosscheck.alignment.weights import Weights

_LIFT = LARGEST - 1


@dataclass(frozen=True, slots=True)
class _Products:
    """Inner products of the sentences around a chunk; row `_LIFT + r` belongs to the sentence before node row
    r."""

    dots: Vectors
    shared: Vectors
    same: Vectors
    rows: Vectors
    columns: Vectors
    """Lengths of the sentences' vectors, 1 for zero."""


@dataclass(frozen=True, slots=True)
class Known:
    """One side with what is known of it beside the other: unit vectors as `unit_rows` gives them, lengths of
    the vectors, hubness, shared anchors."""

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
        types: Types,
        weights: Weights,
        shape: Shape,
    ) -> None:
        self._source, self._target = source, target
        self._weights, self._shape = weights, shape
        sides = source, target
        self._sums = tuple(
            Sums(side.features, side.hub, side.anchors.mass, group_norms(side.features.vectors, LARGEST))
            for side in sides
        )
        a, b = np.array(types, dtype=np.int64).reshape(-1, 2).T
        # Inside, types stand in such an order that those with several sentences on a side are neighbours.
        order = np.argsort(np.where(a == 1, 3 * (b == 1), 1 + (b == 1)), kind="stable")
        self.places, self._a, self._b = np.argsort(order), a[order], b[order]
        several = np.flatnonzero(self._a > 1), np.flatnonzero(self._b > 1)
        self._several = tuple(slice(k[0], k[-1] + 1) if len(k) else slice(0, 0) for k in several)

    def __call__(self, chunk: Chunk) -> Vectors:
        """Scores (types, rows, columns) of the links that end at a chunk's nodes."""
        total = np.zeros((len(self._a), chunk.bottom - chunk.top, chunk.width), dtype=np.float32)
        weighted = np.empty_like(total)
        for name, value in self.terms(chunk):
            weight = getattr(self._weights, name)
            if value.shape == total.shape:
                total += np.multiply(value, weight, out=weighted)
            else:
                total += weight * value
        return total[self.places]

    def terms(self, chunk: Chunk) -> Iterator[tuple[str, Vectors]]:
        """What speaks for each type of link: the weight's name and the evidence, (types, rows, columns) or
        what spreads to that; type k stands at `places[k]`."""
        height, width = chunk.bottom - chunk.top, chunk.width
        a, b = (sizes[:, None, None].astype(np.float32) for sizes in (self._a, self._b))
        alone = a + b == 2
        products = self._products(chunk)
        ours = self._sums[0].of(np.arange(chunk.top, chunk.bottom), self._a).standing()
        theirs = self._sums[1].of(np.arange(chunk.left, chunk.right), self._b).lying()
        down = _sums_of_rows(products.dots, int(self._a.max()))
        dots = self._sums_of_groups(down, width)
        cosine = dots / (ours.norm * theirs.norm)
        yield "link", np.ones((1, 1, 1), dtype=np.float32)
        yield "similarity", (a + b) / 2 * cosine
        yield "similarity_once", cosine
        yield "unlike", (a + b) / 2 * np.minimum((cosine - 0.3) / 0.1, 0.0)
        yield "hub", (a + b) / 4 * (ours.hub + theirs.hub)
        yield "merge", a + (b - 2)
        yield "many", np.minimum(a, b) - 1
        yield "habit", self._shape.merging * (a + b > 2).astype(np.float32)
        partial, gain = self._edges(products, down, dots, cosine, (ours, theirs))
        yield "partial", partial / 0.2
        yield "stray", np.where(alone, np.float32(0), np.minimum((partial - 0.2) / 0.1, 0.0))
        yield "gain", np.clip(gain / 0.05, -2.0, 2.0)
        yield "inner", ours.inner + theirs.inner
        same = products.same[_LIFT : _LIFT + height, _LIFT : _LIFT + width]
        yield "same", np.where(alone, same, np.float32(0))
        shared = self._sums_of_groups(_sums_of_rows(products.shared, int(self._a.max())), width)
        yield "anchors", np.maximum(ours.anchors + theirs.anchors - 2 * shared, 0.0)
        off = (theirs.length - ours.length - self._shape.ratio) / self._shape.spread
        yield "length", np.minimum(off * off, 9.0)
        yield "ends", (ours.end != theirs.end).astype(np.float32)
        alike = np.float32(self._shape.structure)
        if alike > 0:
            yield "crossing", alike * (ours.crossings + theirs.crossings)
            yield "border", alike * (ours.opens != theirs.opens)
            yield "kind", alike * (ours.kind != theirs.kind)

    def _sums_of_groups(self, down: Vectors, width: int) -> Vectors:
        """Sums over the sentences of links of each type (types, rows, columns), from `_sums_of_rows`."""
        result = np.empty((len(self._a), down.shape[1], width), dtype=np.float32)
        total = np.zeros((len(down), down.shape[1], width), dtype=np.float32)
        for size in range(1, int(self._b.max()) + 1):
            most = int(self._a[self._b >= size].max())
            left = _LIFT - size + 1
            total[:most] += down[:most, :, left : left + width]
            places = np.flatnonzero(self._b == size)
            result[places] = total[self._a[places] - 1]
        return result

    def _edges(
        self,
        products: _Products,
        down: Vectors,
        dots: Vectors,
        cosine: Vectors,
        groups: tuple[Groups, Groups],
    ) -> tuple[Vectors, Vectors]:
        """What a group's first and last sentences bring: the lowest partial correlation with the other side
        (what one shares with it beyond what the rest of its group does), and the least gain in cosine over
        the group without one of them. Both are 0 where no side has an edge to lose."""
        ours, theirs = groups
        height, width = dots.shape[1:]
        partial, gain = (np.full(dots.shape, np.inf, dtype=np.float32) for _ in range(2))
        partial[self._a + self._b == 2] = gain[self._a + self._b == 2] = 0.0
        many = self._several[0]
        sizes = list(zip(self._a[many].tolist(), self._b[many].tolist(), strict=True))
        across = _sums_of_columns(products.dots, int(self._b.max()), width)
        for first in (False, True) if sizes else ():
            tops = [_LIFT - (a - 1 if first else 0) for a, _ in sizes]
            edge = np.stack(
                [across[b - 1, top : top + height] for top, (_, b) in zip(tops, sizes, strict=True)]
            )
            norm = np.stack([products.rows[top : top + height, None] for top in tops])
            rest = (ours.without_first if first else ours.without_last)[many]
            norms = ours.norm[many], theirs.norm[many]
            _least((partial[many], gain[many]), (edge, norm), (dots[many], cosine[many]), rest, norms)
        many = self._several[1]
        sizes = list(zip(self._a[many].tolist(), self._b[many].tolist(), strict=True))
        for first in (False, True) if sizes else ():
            lefts = [_LIFT - (b - 1 if first else 0) for _, b in sizes]
            edge = np.stack(
                [down[a - 1, :, left : left + width] for left, (a, _) in zip(lefts, sizes, strict=True)]
            )
            norm = np.stack([products.columns[None, left : left + width] for left in lefts])
            rest = (theirs.without_first if first else theirs.without_last)[many]
            norms = theirs.norm[many], ours.norm[many]
            _least((partial[many], gain[many]), (edge, norm), (dots[many], cosine[many]), rest, norms)
        return partial, gain

    def _products(self, chunk: Chunk) -> _Products:
        top, left = max(0, chunk.top - LARGEST), max(0, chunk.left - LARGEST)
        rows, columns = slice(top, chunk.bottom - 1), slice(left, chunk.right - 1)
        shape = _LIFT + chunk.bottom - chunk.top, _LIFT + chunk.width
        inside = np.s_[top - chunk.top + LARGEST :, left - chunk.left + LARGEST :]
        dots, shared, same = np.zeros((3, *shape), dtype=np.float32)
        lengths = np.ones(shape[0], dtype=np.float32), np.ones(shape[1], dtype=np.float32)
        lengths[0][inside[0]], lengths[1][inside[1]] = self._source.norms[rows], self._target.norms[columns]
        dots[inside] = cosines(self._source.units[rows], self._target.units[columns])
        dots *= lengths[0][:, None] * lengths[1]
        shared[inside] = overlap(
            self._source.anchors, self._target.anchors, (rows.start, rows.stop), (columns.start, columns.stop)
        )
        same[inside] = self._source.features.keys[rows, None] == self._target.features.keys[columns]
        return _Products(dots, shared, same, *(np.where(x > 0, x, np.float32(1)) for x in lengths))


def _least(
    least: tuple[Vectors, Vectors],
    edge: tuple[Vectors, Vectors],
    pairs: tuple[Vectors, Vectors],
    rest: Vectors,
    norms: tuple[Vectors, Vectors],
) -> None:
    """Lowers the `least` partial correlation and gain by those of an `edge` sentence: its products with the
    other side and its length. `pairs` are the products and cosines of the groups."""
    found, of_rest = _partial(edge[0], pairs[0], edge[1], rest, norms)
    np.minimum(least[0], found, out=least[0])
    np.minimum(least[1], pairs[1] - of_rest, out=least[1])


def _sums_of_rows(values: Vectors, most: int) -> Vectors:
    """(most, rows, columns): entry [a - 1] sums the `a` sentences before each node row, for every column."""
    height = len(values) - _LIFT
    sums = np.empty((most, height, values.shape[1]), dtype=np.float32)
    sums[0] = values[_LIFT:]
    for size in range(2, most + 1):
        sums[size - 1] = sums[size - 2] + values[_LIFT - size + 1 : _LIFT - size + 1 + height]
    return sums


def _sums_of_columns(values: Vectors, most: int, width: int) -> Vectors:
    """(most, rows, columns): entry [b - 1] sums the `b` sentences before each node column, for every row."""
    sums = np.empty((most, len(values), width), dtype=np.float32)
    sums[0] = values[:, _LIFT:]
    for size in range(2, most + 1):
        sums[size - 1] = sums[size - 2] + values[:, _LIFT - size + 1 : _LIFT - size + 1 + width]
    return sums


def _partial(
    edge_dots: Vectors,
    dots: Vectors,
    edge: Vectors,
    rest: Vectors,
    norms: tuple[Vectors, Vectors],
) -> tuple[Vectors, Vectors]:
    """Partial correlation of an edge sentence with the other side, given the rest of its group; the rest's
    cosine.

    `edge` and `rest` are lengths of vectors, `norms` those of the whole group and of the other side."""
    group, other = norms
    of_rest = dots - edge_dots
    of_rest /= rest * other
    inside = np.clip((group * group - rest * rest - edge * edge) / (2 * edge * rest), -1.0, 1.0)
    left = of_rest * of_rest
    np.subtract(1, left, out=left)
    left *= 1 - inside * inside
    np.sqrt(np.maximum(left, 0.01, out=left), out=left)
    partial = edge_dots / (edge * other)
    partial -= of_rest * inside
    partial /= left
    return partial, of_rest
