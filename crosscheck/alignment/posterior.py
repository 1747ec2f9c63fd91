"""How probable each link is, and the path that is expected to hold the most right links.

The scores make a log-linear model of all paths (a semi-Markov chain). A backward and a forward pass sum over
all paths; a link's probability is the share of the paths through it. The path chosen has the highest expected
number of right links, less a price per link (Goodman 1996, "Parsing algorithms and metrics": choose for the
measure that counts). In a run of gaps deletions come first, so that each set of links is one path; opening a
run costs extra.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from crosscheck.alignment.features import FloatArray, Vectors
from crosscheck.alignment.search import LARGEST, Chunk, Grid, Rows, Step, Trace, walk_back

_ROOM = 24_000_000
"""Bytes of scores to keep."""


@dataclass(frozen=True, slots=True)
class _Ahead:
    """Log sums over all ways from a chunk's nodes to the end: `sums` (3, rows, columns) after a link, a
    deletion, an insertion, each row less its `base`."""

    chunk: Chunk
    sums: npt.NDArray[np.float32]
    base: FloatArray


class _Remembered:
    """Scores that are kept from the backward pass for the forward pass, as many as fit; what is asked again
    is forgotten."""

    def __init__(self, scores: Callable[[Chunk], Vectors]) -> None:
        self._scores = scores
        self._kept: deque[tuple[Chunk, Vectors]] = deque()
        self._room = _ROOM

    def __call__(self, chunk: Chunk) -> Vectors:
        if self._kept and self._kept[-1][0] == chunk:
            scores = self._kept.pop()[1]
            self._room += scores.nbytes
            return scores
        scores = self._scores(chunk)
        self._kept.append((chunk, scores))
        self._room -= scores.nbytes
        while self._room < 0:
            self._room += self._kept.popleft()[1].nbytes
        return scores


def likely_path(grid: Grid, opening: float, price: float) -> list[Step]:
    """The path of most expected right links, each step with its probability.

    `grid.types` are ordered by their first number. `opening` is the score of starting a run of gaps on a
    side, `price` what a link must be worth: about half the F1 that one hopes for makes the path maximise
    expected F1.
    """
    grid = replace(grid, scores=_Remembered(grid.scores))
    with np.errstate(divide="ignore"):
        ahead = _backward(grid, opening)
        return _forward(grid, opening, price, ahead)


def _backward(grid: Grid, opening: float) -> list[_Ahead]:
    """One entry per chunk, the last chunk first."""
    a, b = np.array(grid.types, dtype=np.int64).T
    starts = np.flatnonzero(np.diff(a, prepend=0))
    sizes, group = a[starts], np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(a))))
    result: list[_Ahead] = []
    # Log sums of what begins with a link, for the rows of this chunk and the LARGEST above it.
    waiting, waiting_left = np.full((LARGEST, 1), -np.inf), 0
    below, below_left = np.full(1, -np.inf), 0
    for chunk in reversed(list(grid.corridor.chunks())):
        height, width = chunk.bottom - chunk.top, chunk.width
        links = grid.scores(chunk)
        fresh = np.full((LARGEST + height, LARGEST + width), -np.inf)
        _copy(waiting[:LARGEST], waiting_left, fresh[-LARGEST:], chunk.left - LARGEST)
        waiting, waiting_left = fresh, chunk.left - LARGEST
        deleted = np.full((1, width), -np.inf)
        _copy(below[None], below_left, deleted, chunk.left)
        below, below_left = deleted[0], chunk.left
        along = grid.gap * np.arange(width)
        spread = np.arange(width + LARGEST) + b[:, None]
        sums, base = np.empty((3, height, width), dtype=np.float32), np.empty(height)
        for row in range(height - 1, -1, -1):
            linked = waiting[LARGEST + row, LARGEST:]
            if chunk.top + row == grid.n:
                linked[-1] = 0.0
            inserted = np.logaddexp.accumulate((linked + along)[::-1])[::-1] - along
            opened = np.append(inserted[1:], -np.inf) + (opening + grid.gap)
            other = np.logaddexp(linked, opened)
            after_link = np.logaddexp(other, below + (opening + grid.gap))
            below = np.logaddexp(other, below + grid.gap)
            base[row] = after_link.max()
            sums[:, row] = np.stack((after_link, below, inserted)) - base[row]
            reach = np.full((len(a), width + 2 * LARGEST), -np.inf)
            reach[:, LARGEST : LARGEST + width] = links[:, row] + after_link
            reach = np.take_along_axis(reach, spread, axis=1)
            top = np.maximum.reduceat(reach, starts, axis=0)
            top[np.isneginf(top)] = 0.0
            summed = np.log(np.add.reduceat(np.exp(reach - top[group]), starts, axis=0)) + top
            rows = LARGEST + row - sizes
            waiting[rows] = np.logaddexp(waiting[rows], summed)
        result.append(_Ahead(chunk, sums, base))
    return result


def _forward(grid: Grid, opening: float, price: float, ahead: list[_Ahead]) -> list[Step]:
    """Sums from the start, and with what lies ahead the probabilities and the best path. Uses up `ahead`."""
    a, b = np.array(grid.types, dtype=np.int64).T
    deletion, insertion = len(grid.types), len(grid.types) + 1
    every = float(ahead[-1].sums[0, 0, 0]) + float(ahead[-1].base[0])  # all paths
    sums, worth, dropping = Rows(), Rows(), Rows()
    trace: Trace = []
    chances: list[npt.NDArray[np.float32]] = []
    source_gaps, target_gaps = np.zeros(grid.n + 1), np.zeros(grid.m + 1)
    while ahead:
        rest = ahead.pop()
        chunk = rest.chunk
        height, width = chunk.bottom - chunk.top, chunk.width
        links = grid.scores(chunk)
        for rows in (sums, worth, dropping):
            rows.move(chunk)
        origin = np.zeros((height, width), dtype=np.uint8)
        chance = np.zeros((height, width), dtype=np.float32)
        along, columns = grid.gap * np.arange(width), np.arange(LARGEST, LARGEST + width)
        for row in range(height):
            here = LARGEST + row
            after_link, after_drop, after_insert = rest.sums[:, row] + (rest.base[row] - every)
            reached = sums.values[here - a[:, None], columns - b[:, None]] + links[:, row]
            top = reached.max(axis=0)
            top[np.isneginf(top)] = 0.0
            parts = np.exp(reached - top)
            linked = np.log(parts.sum(axis=0)) + top
            if chunk.top + row == 0:
                linked[0] = 0.0
            dropped = dropping.values[here - 1, LARGEST:] + grid.gap
            entered = np.logaddexp(linked, dropped)
            running = np.logaddexp.accumulate(entered + opening - along) + along
            inserted = np.append(-np.inf, running[:-1] + grid.gap)
            sums.values[here, LARGEST:] = np.logaddexp(entered, inserted)
            dropping.values[here, LARGEST:] = np.logaddexp(linked + opening, dropped)
            link_chance = parts * np.exp(np.minimum(top + after_link, 0.0))
            drop_chance, insert_chance = np.exp(dropped + after_drop), np.exp(inserted + after_insert)
            source_gaps[chunk.top + row] = drop_chance.sum()
            target_gaps[chunk.left : chunk.right] += insert_chance
            gain = worth.values[here - a[:, None], columns - b[:, None]] + link_chance
            kind = np.argmax(gain, axis=0)
            best = gain[kind, columns - LARGEST] - price
            chance[row] = link_chance[kind, columns - LARGEST]
            if chunk.top + row == 0:
                best[0] = 0.0
            with_drop = worth.values[here - 1, LARGEST:] + drop_chance - price
            kind[with_drop > best] = deletion
            steps = np.cumsum(insert_chance - price)
            level = np.maximum(best, with_drop) - steps
            highest = np.maximum.accumulate(level)
            kind[highest > level] = insertion
            origin[row] = kind
            worth.values[here, LARGEST:] = highest + steps
        trace.append((chunk, origin))
        chances.append(chance)
    return _with_chances(walk_back(trace, grid), trace, chances, source_gaps, target_gaps)


def _with_chances(
    path: list[Step],
    trace: Trace,
    chances: list[npt.NDArray[np.float32]],
    source_gaps: FloatArray,
    target_gaps: FloatArray,
) -> list[Step]:
    result: list[Step] = []
    place = 0
    for step in path:
        while step.i >= trace[place][0].bottom:
            place += 1
        chunk = trace[place][0]
        if not step.b:
            chance = float(source_gaps[step.i])
        elif not step.a:
            chance = float(target_gaps[step.j])
        else:
            chance = float(chances[place][step.i - chunk.top, step.j - chunk.left])
        result.append(Step(step.i, step.j, step.a, step.b, min(1.0, chance)))
    return result


def _copy(old: FloatArray, old_left: int, new: FloatArray, new_left: int) -> None:
    """Copies what two arrays share, their first columns being `old_left` and `new_left`."""
    begin, end = max(old_left, new_left), min(old_left + old.shape[1], new_left + new.shape[1])
    if begin < end:
        new[:, begin - new_left : end - new_left] = old[:, begin - old_left : end - old_left]
