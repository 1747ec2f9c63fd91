"""The alignment grid: where a search may go, and the best path through it.

A node (i, j) stands before source sentence i and target sentence j. A link of type (a, b) leads from (i - a,
j - b) to (i, j). Work goes chunk by chunk: some rows of nodes times the columns that the corridor allows
them, as dense arrays, so that time and memory follow the corridor's area.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from crosscheck.alignment.features import FloatArray, IntArray, Vectors

Types = tuple[tuple[int, int], ...]
"""Kinds of links with sentences on both sides: how many of the source's, how many of the target's."""

LARGEST = 8
"""Most sentences on one side of a link."""

ALL_TYPES = tuple(
    (a, b)
    for a in range(1, LARGEST + 1)
    for b in range(1, LARGEST + 1)
    if min(a, b) == 1 or (min(a, b) == 2 and max(a, b) <= 5) or max(a, b) <= 4
)
"""Links with sentences on both sides: up to 8 to 1, 5 to 2, 4 to 4; ordered by the first number."""

SIMPLE = ((1, 1), (1, 2), (2, 1))
"""Those of a rough path."""

_ROWS = 32
_CELLS = 1 << 15

Trace = list[tuple["Chunk", npt.NDArray[np.uint8]]]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Nodes of rows [top, bottom) and columns [left, right)."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def width(self) -> int:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Corridor:
    """Columns first[i] … last[i] that row i of the nodes may use; neither decreases, neighbours overlap."""

    first: IntArray
    last: IntArray

    def chunks(self) -> Iterator[Chunk]:
        rows = len(self.first)
        top = 0
        while top < rows:
            bottom = min(rows, top + _ROWS)
            while bottom - top > 1 and self._cells(top, bottom) > _CELLS:
                bottom = top + (bottom - top) // 2
            yield Chunk(top, bottom, int(self.first[top]), int(self.last[bottom - 1]) + 1)
            top = bottom

    def _cells(self, top: int, bottom: int) -> int:
        return (bottom - top) * int(self.last[bottom - 1] - self.first[top] + 1)


def whole(n: int, m: int) -> Corridor:
    """The corridor that allows everything."""
    return Corridor(np.zeros(n + 1, dtype=np.int64), np.full(n + 1, m, dtype=np.int64))


@dataclass(frozen=True, slots=True)
class Grid:
    """What a search needs: where to look, the types of links with sentences on both sides, what scores
    (types, rows, columns) the links that end at a chunk's nodes, and the score of leaving one sentence
    out."""

    corridor: Corridor
    types: Types
    scores: Callable[[Chunk], Vectors]
    gap: float
    n: int
    m: int


@dataclass(frozen=True, slots=True)
class Step:
    """A link on a path: `a` source sentences before i, `b` target sentences before j."""

    i: int
    j: int
    a: int
    b: int
    confidence: float = 0.0


class Rows:
    """Values of the nodes of a chunk and of the rows before it, -inf where nothing is known."""

    def __init__(self) -> None:
        self.values = np.full((LARGEST, 1), -np.inf)
        self._left = 0

    def move(self, chunk: Chunk) -> None:
        """Makes room for a chunk further down; the last rows stay at hand.

        Node (top + r, left + c) is then `values[LARGEST + r, LARGEST + c]`."""
        fresh = np.full((LARGEST + chunk.bottom - chunk.top, LARGEST + chunk.width), -np.inf)
        left = chunk.left - LARGEST
        begin = max(self._left, left)
        end = min(self._left + self.values.shape[1], chunk.right)
        if begin < end:
            fresh[:LARGEST, begin - left : end - left] = self.values[
                -LARGEST:, begin - self._left : end - self._left
            ]
        self.values, self._left = fresh, left

    def before(self, row: int, a: int, b: int) -> FloatArray:
        """The values `a` rows above a chunk's row and `b` columns to the left of its nodes."""
        return self.values[LARGEST + row - a, LARGEST - b : self.values.shape[1] - b]

    def above(self, a: int, b: int, height: int) -> FloatArray:
        """The same for all rows of a chunk."""
        top = LARGEST - a
        return self.values[top : top + height, LARGEST - b : self.values.shape[1] - b]


def best_path(grid: Grid) -> list[Step]:
    """The path of highest total score from (0, 0) to (n, m), in order.

    Of equal paths the one with the earlier type wins, and types before gaps.
    """
    trace: Trace = []
    best = Rows()
    for chunk in grid.corridor.chunks():
        best.move(chunk)
        links = grid.scores(chunk)
        along = grid.gap * np.arange(chunk.width)
        reached = np.empty(chunk.width)
        # Row by row the totals alone; which step each came from is then asked of all rows together.
        for row in range(chunk.bottom - chunk.top):
            total = best.values[LARGEST + row, LARGEST:]
            for (a, b), scores in zip(grid.types, links, strict=True):
                np.add(best.before(row, a, b), scores[row], out=reached)
                np.maximum(total, reached, out=total)
            if chunk.top + row == 0:
                total[0] = 0.0
            np.add(best.before(row, 1, 0), grid.gap, out=reached)
            np.maximum(total, reached, out=total)
            total -= along
            np.maximum.accumulate(total, out=total)
            total += along
        trace.append((chunk, _origins(grid, chunk, best, links)))
    return walk_back(trace, grid)


def _origins(grid: Grid, chunk: Chunk, best: Rows, links: Vectors) -> npt.NDArray[np.uint8]:
    """The step (index of type, then deletion, insertion) on which each node of a chunk is reached best."""
    height = chunk.bottom - chunk.top
    deletion, insertion = len(grid.types), len(grid.types) + 1
    reached = np.stack(
        [best.above(a, b, height) + scores for (a, b), scores in zip(grid.types, links, strict=True)]
    )
    kind: npt.NDArray[np.uint8] = reached.argmax(axis=0).astype(np.uint8)
    total = reached.max(axis=0)
    if chunk.top == 0:
        total[0, 0] = 0.0
    dropped = best.above(1, 0, height) + grid.gap
    kind[dropped > total] = deletion
    level = np.maximum(total, dropped) - grid.gap * np.arange(chunk.width)
    kind[np.maximum.accumulate(level, axis=1) > level] = insertion
    return kind


def walk_back(trace: Trace, grid: Grid) -> list[Step]:
    """The path that a trace of origins (index of type, then deletion, insertion) holds."""
    kinds: Sequence[tuple[int, int]] = (*grid.types, (1, 0), (0, 1))
    steps: list[Step] = []
    i, j = grid.n, grid.m
    for chunk, origin in reversed(trace):
        while i >= chunk.top and (i > 0 or j > 0):
            step = kinds[origin[i - chunk.top, j - chunk.left]]
            steps.append(Step(i, j, *step))
            i, j = i - step[0], j - step[1]
    steps.reverse()
    return steps
