"""Dynamic programming over a corridor of the alignment grid.

A node (i, j) stands before source sentence i and target sentence j. A link of type (a, b) leads from (i - a, j - b)
to (i, j). Work goes chunk by chunk: some rows of nodes times the columns that the corridor allows them, as dense
arrays, so that time and memory follow the corridor's area.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from crosscheck.alignment.features import FloatArray, IntArray, Vectors

LARGEST = 8
"""Most sentences on one side of a link."""

_ROWS = 32
_CELLS = 1 << 15

Scores = Callable[["Chunk"], Vectors]
"""Scores (types, rows, columns) of the links that end at a chunk's nodes; impossible ones may hold anything."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Nodes of rows [top, bottom) and columns [left, right)."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Corridor:
    """Columns first[i] … last[i] that row i of the nodes may use; both do not decrease, neighbours overlap."""

    first: IntArray
    last: IntArray

    def chunks(self) -> Iterator[Chunk]:
        rows = len(self.first)
        top = 0
        while top < rows:
            bottom = min(rows, top + _ROWS)
            while bottom - top > 1 and (
                (bottom - top) * int(self.last[bottom - 1] - self.first[top] + 1) > _CELLS
            ):
                bottom = top + (bottom - top) // 2
            yield Chunk(top, bottom, int(self.first[top]), int(self.last[bottom - 1]) + 1)
            top = bottom


@dataclass(frozen=True, slots=True)
class Step:
    """A link on a path: `a` source sentences before i, `b` target sentences before j."""

    i: int
    j: int
    a: int
    b: int


def whole(n: int, m: int) -> Corridor:
    """The corridor that allows everything."""
    return Corridor(np.zeros(n + 1, dtype=np.int64), np.full(n + 1, m, dtype=np.int64))


def best_path(
    corridor: Corridor,
    types: tuple[tuple[int, int], ...],
    scores: Scores,
    source_gaps: FloatArray,
    target_gaps: FloatArray,
) -> list[Step]:
    """The path of highest total score from (0, 0) to (n, m), in order.

    `types` are the links with sentences on both sides; `source_gaps` (n) and `target_gaps` (m) score leaving a
    sentence out. Of equal paths the one with the earlier type wins, and types before gaps.
    """
    a = np.array([kind[0] for kind in types], dtype=np.int64)
    b = np.array([kind[1] for kind in types], dtype=np.int64)
    target_sum = np.concatenate(([0.0], np.cumsum(target_gaps)))
    deletion, insertion, start = len(types), len(types) + 1, len(types) + 2
    trace: list[tuple[Chunk, np.ndarray[tuple[int, int], np.dtype[np.uint8]]]] = []
    # `grid` holds the totals of the rows still needed, with LARGEST unreachable columns and rows before it.
    grid = np.full((LARGEST, 1), -np.inf)
    left = 0
    for chunk in corridor.chunks():
        height, width = chunk.bottom - chunk.top, chunk.right - chunk.left
        fresh = np.full((LARGEST + height, LARGEST + width), -np.inf)
        _carry(grid, left, fresh, chunk.left - LARGEST)
        grid, left = fresh, chunk.left - LARGEST
        links = scores(chunk)
        origin = np.zeros((height, width), dtype=np.uint8)
        along = target_sum[chunk.left : chunk.right]
        columns = np.arange(LARGEST, LARGEST + width)[None, :] - b[:, None]
        every = np.arange(width)
        for row in range(height):
            here = LARGEST + row
            reached = grid[here - a[:, None], columns] + links[:, row]
            kind = np.argmax(reached, axis=0)
            best = reached[kind, every]
            if chunk.top + row > 0:
                dropped = grid[here - 1, LARGEST:] + source_gaps[chunk.top + row - 1]
                kind[dropped > best] = deletion
                best = np.maximum(best, dropped)
            elif chunk.left == 0:
                best[0], kind[0] = 0.0, start
            level = best - along
            highest = np.maximum.accumulate(level)
            kind[highest > level] = insertion
            origin[row] = kind
            grid[here, LARGEST:] = highest + along
        trace.append((chunk, origin))
    return _walk_back(trace, types, len(source_gaps), len(target_gaps))


def _carry(old: FloatArray, old_left: int, new: FloatArray, new_left: int) -> None:
    """Copies the last LARGEST rows of `old` to the first of `new`, column by column number."""
    begin = max(old_left, new_left)
    end = min(old_left + old.shape[1], new_left + new.shape[1])
    if begin < end:
        new[:LARGEST, begin - new_left : end - new_left] = old[-LARGEST:, begin - old_left : end - old_left]


def _walk_back(
    trace: list[tuple[Chunk, np.ndarray[tuple[int, int], np.dtype[np.uint8]]]],
    types: tuple[tuple[int, int], ...],
    n: int,
    m: int,
) -> list[Step]:
    kinds = (*types, (1, 0), (0, 1))
    steps: list[Step] = []
    i, j = n, m
    for chunk, origin in reversed(trace):
        while i >= chunk.top and (i > 0 or j > 0):
            step = kinds[origin[i - chunk.top, j - chunk.left]]
            steps.append(Step(i, j, *step))
            i, j = i - step[0], j - step[1]
    steps.reverse()
    return steps
