"""Coarse to fine: where in the grid the alignment can run.

Both sides are halved (neighbours summed) until their whole grid is small; the best path there, doubled and
widened, is the corridor of the next finer grid, and so on. Each level costs in proportion to its length.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crosscheck.alignment.features import Features
from crosscheck.alignment.search import Corridor, Step

WHOLE_CELLS = 80_000
"""A grid of up to this many cells is searched whole."""

_FILLED_CELLS = 40_000
"""Gaps on both sides next to each other are searched whole up to this size."""


def halved(side: Features) -> Features:
    """Neighbouring sentences joined in twos."""
    starts = np.arange(0, len(side), 2)
    keys = side.keys[starts] * np.int64(1_000_003)
    keys[: len(side) // 2] ^= side.keys[1::2]
    zeros = np.zeros(len(starts), dtype=np.int64)
    return Features(
        vectors=np.add.reduceat(side.vectors, starts, axis=0),
        lengths=np.add.reduceat(side.lengths, starts),
        anchor_offsets=np.append(side.anchor_offsets[:-1][::2], side.anchor_offsets[-1]),
        anchor_ids=side.anchor_ids,
        ends=zeros,
        keys=keys,
        blocks=zeros,
        kinds=zeros,
    )


def around(path: Sequence[Step], n: int, m: int, scale: int, margin: int) -> Corridor:
    """The corridor of a grid of n x m sentences around a path found in one `scale` times coarser."""
    first = np.full(n + 1, m, dtype=np.int64)
    last = np.zeros(n + 1, dtype=np.int64)
    for top, left, bottom, right in _boxes(path):
        low, high = min(top * scale, n), min(bottom * scale, n)
        first[low : high + 1] = np.minimum(first[low : high + 1], left * scale)
        last[low : high + 1] = np.maximum(last[low : high + 1], min(right * scale, m))
    first[0], last[n] = 0, m
    last = np.maximum.accumulate(last)
    first = np.minimum.accumulate(first[::-1])[::-1]
    rows = np.arange(n + 1)
    first = np.maximum(first[np.maximum(rows - margin, 0)] - margin, 0)
    last = np.minimum(last[np.minimum(rows + margin, n)] + margin, m)
    return Corridor(first, last)


def _boxes(path: Sequence[Step]) -> list[tuple[int, int, int, int]]:
    """Boxes (top, left, bottom, right) along the path; a run of gaps makes one box unless that is too
    large."""
    boxes: list[tuple[int, int, int, int]] = []
    run: list[tuple[int, int, int, int]] = []
    for step in path:
        box = (step.i - step.a, step.j - step.b, step.i, step.j)
        if step.a and step.b:
            boxes += _joined(run)
            boxes.append(box)
            run = []
        else:
            run.append(box)
    return boxes + _joined(run)


def _joined(run: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    if not run:
        return run
    top, left, bottom, right = *run[0][:2], *run[-1][2:]
    if (bottom - top) * (right - left) <= _FILLED_CELLS:
        return [(top, left, bottom, right)]
    return run
