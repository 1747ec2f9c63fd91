"""How probable each link is, and the path that is expected to hold the most right links.

The scores make a log-linear model of all paths (a semi-Markov chain). A backward and a forward pass sum over
all paths; a link's probability is the share of the paths through it. The path chosen has the highest expected
number of right links, less a price per link (Goodman 1996, "Parsing algorithms and metrics": choose for the
measure that counts). In a run of gaps deletions come first, so that each set of links is one path; opening a
run costs extra.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from crosscheck.alignment.features import FloatArray, IntArray, Vectors
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

    `opening` is the score of starting a run of gaps on a side, `price` what a link must be worth: about half
    the F1 that one hopes for makes the path maximise expected F1.
    """
    worth = Rows()
    trace: Trace = []
    chosen: list[npt.NDArray[np.float32]] = []
    source_gaps, target_gaps = np.zeros(grid.n + 1), np.zeros(grid.m + 1)
    for chunk, chances in probabilities(grid, opening)[1]:
        worth.move(chunk)
        source_gaps[chunk.top : chunk.bottom] = chances.drop.sum(axis=1)
        for insert in chances.insert:
            target_gaps[chunk.left : chunk.right] += insert
        origin, chance = _choose(grid, price, chunk, chances, worth)
        trace.append((chunk, origin))
        chosen.append(chance)
    return _with_chances(walk_back(trace, grid), trace, chosen, source_gaps, target_gaps)


@dataclass(frozen=True, slots=True)
class Chances:
    """Probabilities of what ends at a chunk's nodes: links (rows, types, columns), a deletion, an insertion
    (rows, columns)."""

    link: FloatArray
    drop: FloatArray
    insert: FloatArray


def probabilities(grid: Grid, opening: float) -> tuple[float, Iterator[tuple[Chunk, Chances]]]:
    """The log sum over all paths, and chunk by chunk how probable each step is. `opening` is the score of
    starting a run of gaps on a side."""
    grid = replace(grid, scores=_Remembered(grid.scores))
    ahead = _backward(grid, opening)
    every = float(ahead[-1].sums[0, 0, 0]) + float(ahead[-1].base[0])
    return every, _forward(grid, opening, every, ahead)


def _backward(grid: Grid, opening: float) -> list[_Ahead]:
    """One entry per chunk, the last chunk first."""
    a, b = np.array(grid.types, dtype=np.int64).T
    most = len(grid.types)
    result: list[_Ahead] = []
    # Log sums of what begins with a link of each type, by the node where the link ends, for the rows of this
    # chunk and the LARGEST below it.
    ended, ended_left = np.full((most, LARGEST, 1), -np.inf), 0
    below, below_left = np.full(1, -np.inf), 0
    for chunk in reversed(list(grid.corridor.chunks())):
        height, width = chunk.bottom - chunk.top, chunk.width
        links = grid.scores(chunk)
        fresh = np.full((most, height + LARGEST, width + LARGEST), -np.inf)
        _copy(ended[:, :LARGEST], ended_left, fresh[:, height:], chunk.left)
        ended, ended_left = fresh, chunk.left
        deleted = np.full((1, width), -np.inf)
        _copy(below[None], below_left, deleted, chunk.left)
        below, below_left = deleted[0], chunk.left
        along = grid.gap * np.arange(width)
        stride = width + LARGEST
        places = ((np.arange(most) * (height + LARGEST) + a) * stride + b)[:, None] + np.arange(width)
        sums, base = np.empty((3, height, width), dtype=np.float32), np.empty(height)
        for row in range(height - 1, -1, -1):
            linked = _log_sum(ended.ravel()[row * stride :].take(places))[0]
            if chunk.top + row == grid.n:
                linked[-1] = 0.0
            inserted = np.logaddexp.accumulate((linked + along)[::-1])[::-1] - along
            other = linked.copy()
            np.logaddexp(linked[:-1], inserted[1:] + (opening + grid.gap), out=other[:-1])
            after_link = np.logaddexp(other, below + (opening + grid.gap))
            below = np.logaddexp(other, below + grid.gap)
            base[row] = after_link.max()
            for place, values in enumerate((after_link, below, inserted)):
                np.subtract(values, base[row], out=sums[place, row], casting="same_kind")
            np.add(links[:, row], after_link, out=ended[:, row, :width])
        result.append(_Ahead(chunk, sums, base))
    return result


def _forward(
    grid: Grid, opening: float, every: float, ahead: list[_Ahead]
) -> Iterator[tuple[Chunk, Chances]]:
    """Sums from the start, and with what lies ahead the probabilities. Uses up `ahead`."""
    sums, dropping = Rows(), Rows()
    while ahead:
        rest = ahead.pop()
        for rows in (sums, dropping):
            rows.move(rest.chunk)
        yield rest.chunk, _chances(grid, opening, rest, every, (sums, dropping))


def _chances(grid: Grid, opening: float, rest: _Ahead, every: float, before: tuple[Rows, Rows]) -> Chances:
    """The probabilities of a chunk; adds to `before` the log sums of its nodes: all, and those that end with
    deletions."""
    chunk = rest.chunk
    height, width = chunk.bottom - chunk.top, chunk.width
    sums, dropping = before
    links = grid.scores(chunk)
    along, places = grid.gap * np.arange(width), _places(grid, width)
    after_link, after_drop, after_insert = rest.sums + (rest.base - every)[:, None]
    link = np.empty((height, len(grid.types), width))
    drop, insert = np.empty((height, width)), np.full((height, width), -np.inf)
    for row in range(height):
        here = LARGEST + row
        linked, link[row], top = _log_sum(sums.values[row:].ravel().take(places) + links[:, row])
        if chunk.top + row == 0:
            linked[0] = 0.0
        drop[row] = dropping.values[here - 1, LARGEST:] + grid.gap
        entered = np.logaddexp(linked, drop[row])
        running = np.logaddexp.accumulate(entered + opening - along) + along
        insert[row, 1:] = running[:-1] + grid.gap
        np.logaddexp(entered, insert[row], out=sums.values[here, LARGEST:])
        np.logaddexp(linked + opening, drop[row], out=dropping.values[here, LARGEST:])
        link[row] *= np.exp(np.minimum(top + after_link[row], 0.0))
    return Chances(link, np.exp(drop + after_drop), np.exp(insert + after_insert))


def _choose(
    grid: Grid, price: float, chunk: Chunk, chances: Chances, worth: Rows
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float32]]:
    """The best step to each node of a chunk and the probability of its best link; adds to `worth` what the
    paths to the nodes are worth."""
    places = _places(grid, chunk.width)
    gain = np.empty_like(chances.link)
    best, with_drop = np.empty_like(chances.drop), chances.drop - price
    steps = np.cumsum(chances.insert - price, axis=1)
    for row in range(len(best)):
        here = LARGEST + row
        np.add(worth.values[row:].ravel().take(places), chances.link[row], out=gain[row])
        np.subtract(gain[row].max(axis=0), price, out=best[row])
        if chunk.top + row == 0:
            best[row, 0] = 0.0
        with_drop[row] += worth.values[here - 1, LARGEST:]
        level = np.maximum(best[row], with_drop[row]) - steps[row]
        worth.values[here, LARGEST:] = np.maximum.accumulate(level) + steps[row]
    kind = gain.argmax(axis=1)
    chance = np.take_along_axis(chances.link, kind[:, None], axis=1)[:, 0].astype(np.float32)
    kind[with_drop > best] = len(grid.types)
    level = np.maximum(best, with_drop) - steps
    kind[np.maximum.accumulate(level, axis=1) > level] = len(grid.types) + 1
    return kind.astype(np.uint8), chance


def _places(grid: Grid, width: int) -> IntArray:
    """Where links of each type (types, columns) that end in a row of a chunk begin in `Rows.values`, from
    LARGEST rows above it on."""
    a, b = np.array(grid.types, dtype=np.int64).T
    begin: IntArray = (LARGEST - a) * (LARGEST + width) + LARGEST - b
    return begin[:, None] + np.arange(width)


def _log_sum(values: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Log of the sums of exponentials of each column, -inf where there is nothing; the exponentials less the
    columns' highest, and these (0 for none)."""
    top = values.max(axis=0)
    top[np.isneginf(top)] = 0.0
    values -= top
    parts = np.exp(values, out=values)
    with np.errstate(divide="ignore"):
        return np.log(parts.sum(axis=0)) + top, parts, top


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
    begin, end = max(old_left, new_left), min(old_left + old.shape[-1], new_left + new.shape[-1])
    if begin < end:
        new[..., begin - new_left : end - new_left] = old[..., begin - old_left : end - old_left]
