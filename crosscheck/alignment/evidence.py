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
        self._source, self._target, self._types = source, target, types
        self._weights, self._shape = weights, shape
        sides = source, target
        self._sums = tuple(
            Sums(side.features, side.hub, side.anchors.mass, group_norms(side.features.vectors, LARGEST))
            for side in sides
        )

    def __call__(self, chunk: Chunk) -> Vectors:
        """Scores (types, rows, columns) of the links that end at a chunk's nodes."""
        scores = np.empty((len(self._types), chunk.bottom - chunk.top, chunk.width), dtype=np.float32)
        for places, terms in self.terms(chunk):
            total = np.zeros((len(places), *scores.shape[1:]), dtype=np.float32)
            for name, value in terms:
                total += getattr(self._weights, name) * value
            scores[places] = total
        return scores

    def terms(self, chunk: Chunk) -> Iterator[tuple[IntArray, Iterator[tuple[str, Vectors]]]]:
        """For the types of each target size, their places among the types and their terms: the weight's name
        and the evidence, (types, rows, columns) or what spreads to that."""
        products = self._products(chunk)
        down = _sums_of_rows(products.dots, max(a for a, _ in self._types))
        for b in sorted({b for _, b in self._types}):
            places = np.array([k for k, kind in enumerate(self._types) if kind[1] == b], dtype=np.int64)
            sizes = np.array([self._types[k][0] for k in places], dtype=np.int64)
            yield places, self._terms_of(chunk, products, down[sizes - 1], sizes, b)

    def _terms_of(
        self, chunk: Chunk, products: _Products, down: Vectors, a: IntArray, b: int
    ) -> Iterator[tuple[str, Vectors]]:
        """Terms of links of `a` (each) source and `b` target sentences; `down` sums `a` rows of
        `products.dots`."""
        height, width = chunk.bottom - chunk.top, chunk.width
        sizes, one = a[:, None, None].astype(np.float32), np.ones((1, 1, 1), dtype=np.float32)
        ours = self._sums[0].of(np.arange(chunk.top, chunk.bottom)[None, :], a[:, None]).standing()
        theirs = self._sums[1].of(np.arange(chunk.left, chunk.right)[None, :], np.array([[b]])).lying()
        dots = _sums_of_columns(down, b, width)
        cosine = dots / (ours.norm * theirs.norm)
        yield "link", one
        yield "similarity", (sizes + b) / 2 * cosine
        yield "similarity_once", cosine
        yield "unlike", (sizes + b) / 2 * np.minimum((cosine - 0.3) / 0.1, 0.0)
        yield "hub", (sizes + b) / 4 * (ours.hub + theirs.hub)
        yield "merge", sizes + (b - 2)
        yield "many", np.minimum(sizes, np.float32(b)) - 1
        yield "habit", self._shape.merging * (sizes + b > 2).astype(np.float32)
        partial, gain = self._edges(products, down, dots, cosine, (ours, theirs), a, b)
        yield "partial", partial / 0.2
        yield "stray", np.where(sizes + b > 2, np.minimum((partial - 0.2) / 0.1, 0.0), np.float32(0))
        yield "gain", np.clip(gain / 0.05, -2.0, 2.0)
        yield "inner", ours.inner + theirs.inner
        if b == 1:
            same = products.same[_LIFT : _LIFT + height, _LIFT : _LIFT + width]
            yield "same", np.where(sizes == 1, same, np.float32(0))
        shared = _sums_of_columns(_sums_of_rows(products.shared, int(a.max()))[a - 1], b, width)
        yield "anchors", np.maximum(ours.anchors + theirs.anchors - 2 * shared, 0.0)
        off = (theirs.length - ours.length - self._shape.ratio) / self._shape.spread
        yield "length", np.minimum(off * off, 9.0)
        yield "ends", (ours.end != theirs.end).astype(np.float32)
        alike = np.float32(self._shape.structure)
        if alike > 0:
            yield "crossing", alike * (ours.crossings + theirs.crossings)
            yield "border", alike * (ours.opens != theirs.opens)
            yield "kind", alike * (ours.kind != theirs.kind)

    def _edges(
        self,
        products: _Products,
        down: Vectors,
        dots: Vectors,
        cosine: Vectors,
        groups: tuple[Groups, Groups],
        a: IntArray,
        b: int,
    ) -> tuple[Vectors, Vectors]:
        """What a group's first and last sentences bring: the lowest partial correlation with the other side
        (what one shares with it beyond what the rest of its group does), and the least gain in cosine over
        the group without one of them. Both are 0 where no side has an edge to lose."""
        ours, theirs = groups
        height, width = dots.shape[1:]
        partial, gain = (np.full(dots.shape, np.inf, dtype=np.float32) for _ in range(2))
        if a.max() > 1:
            across = _sums_of_columns(products.dots[None], b, width)[0]
            many = np.flatnonzero(a > 1)
            last = np.broadcast_to(across[_LIFT : _LIFT + height], (len(many), height, width))
            first = np.stack([across[_LIFT - size + 1 : _LIFT - size + 1 + height] for size in a[many]])
            norms = np.stack(
                [products.rows[_LIFT - size + 1 : _LIFT - size + 1 + height] for size in a[many]]
            )
            ends = products.rows[None, _LIFT : _LIFT + height, None], norms[:, :, None]
            rests = ours.without_last[many], ours.without_first[many]
            for edge, norm, rest in zip((last, first), ends, rests, strict=True):
                found = _partial(edge, dots[many], norm, rest, (ours.norm[many], theirs.norm))
                partial[many] = np.minimum(partial[many], found[0])
                gain[many] = np.minimum(gain[many], cosine[many] - found[1])
        if b > 1:
            for back, rest in ((0, theirs.without_last), (b - 1, theirs.without_first)):
                columns = slice(_LIFT - back, _LIFT - back + width)
                found = _partial(
                    down[:, :, columns], dots, products.columns[columns], rest, (theirs.norm, ours.norm)
                )
                np.minimum(partial, found[0], out=partial)
                np.minimum(gain, cosine - found[1], out=gain)
        if b == 1 and a[0] == 1:
            partial[0] = gain[0] = 0.0
        return partial, gain

    def _products(self, chunk: Chunk) -> _Products:
        top, left = max(0, chunk.top - LARGEST), max(0, chunk.left - LARGEST)
        rows, columns = slice(top, chunk.bottom - 1), slice(left, chunk.right - 1)
        pad = ((top - chunk.top + LARGEST, 0), (left - chunk.left + LARGEST, 0))
        norms = self._source.norms[rows], self._target.norms[columns]
        dots = cosines(self._source.units[rows], self._target.units[columns])
        dots *= norms[0].astype(np.float32)[:, None] * norms[1].astype(np.float32)
        shared = overlap(
            self._source.anchors, self._target.anchors, (rows.start, rows.stop), (columns.start, columns.stop)
        )
        same = self._source.features.keys[rows, None] == self._target.features.keys[columns]
        return _Products(
            np.pad(dots, pad),
            np.pad(shared, pad).astype(np.float32),
            np.pad(same, pad).astype(np.float32),
            _padded_lengths(norms[0], pad[0]),
            _padded_lengths(norms[1], pad[1]),
        )


def _padded_lengths(norms: FloatArray, pad: tuple[int, int]) -> Vectors:
    return np.pad(np.where(norms > 0, norms, 1.0), pad, constant_values=1.0).astype(np.float32)


def _sums_of_rows(values: Vectors, most: int) -> Vectors:
    """(most, rows, columns): entry [a - 1] sums the `a` sentences before each node row, for every column."""
    height = len(values) - _LIFT
    sums = np.empty((most, height, values.shape[1]), dtype=np.float32)
    sums[0] = values[_LIFT:]
    for size in range(2, most + 1):
        sums[size - 1] = sums[size - 2] + values[_LIFT - size + 1 : _LIFT - size + 1 + height]
    return sums


def _sums_of_columns(values: Vectors, size: int, width: int) -> Vectors:
    """Sums of the `size` sentences before each node column, over the last axis."""
    total = values[..., _LIFT : _LIFT + width].copy()
    for back in range(1, size):
        total += values[..., _LIFT - back : _LIFT - back + width]
    return total


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
    of_rest = (dots - edge_dots) / (rest * other)
    inside = np.clip((group * group - rest * rest - edge * edge) / (2 * edge * rest), -1.0, 1.0)
    left = np.sqrt(np.maximum((1 - of_rest * of_rest) * (1 - inside * inside), 0.01))
    return (edge_dots / (edge * other) - of_rest * inside) / left, of_rest
