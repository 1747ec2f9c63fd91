"""Sentences that belong elsewhere: taken out of links that merely stand where their partners should.

When a block moved, the search in order links what stands in its place: a neighbour holds a sentence of it, a
group swallows it, while its partner is left out or held elsewhere. Two sentences that prefer each other to
all others in doubt, and by far to what they are linked with, are set free for each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from crosscheck.alignment.evidence import Known
from crosscheck.alignment.features import FloatArray, IntArray, cosines
from crosscheck.model import Link

_MOST_PAIRS = 40_000_000
"""More pairs in doubt than this are not compared."""

_DOUBT = 0.9
"""Links of one with one of a higher confidence are not in doubt."""

_NEAR, _LEAD = 0.4, 0.15
"""The cosine of two sentences set free for each other is this much higher than those with what they are
linked with, and than `_NEAR`."""

_NEAR_IN_ROW, _LEAD_IN_ROW = 0.3, 0.05
"""The same where the sentences before or after prefer each other, too."""


def released(links: Sequence[Link], sides: tuple[Known, Known]) -> list[Link]:
    """The links without the sentences that belong elsewhere, which are left out."""
    held = [{i: link for link in links if _doubtful(link) for i in group_of(link, side)} for side in (0, 1)]
    rows, columns = (np.array(sorted(group), dtype=np.int64) for group in held)
    if len(rows) * len(columns) > _MOST_PAIRS:
        return list(links)
    free: tuple[set[int], set[int]] = (set(), set())
    pairs = {(i, j) for i, j in preferred(rows, columns, sides) if held[0][i] is not held[1][j]}
    for i, j in pairs:
        in_row = (i - 1, j - 1) in pairs or (i + 1, j + 1) in pairs
        near = _cosine(sides[0].units[i], sides[1].units[j])
        now = max(_present(held[0][i], 0, i, sides), _present(held[1][j], 1, j, sides))
        least, lead = (_NEAR_IN_ROW, _LEAD_IN_ROW) if in_row else (_NEAR, _LEAD)
        if near >= max(now, least) + lead:
            free[0].add(i)
            free[1].add(j)
    return [part for link in links for part in _without(link, free)]


def preferred(rows: IntArray, columns: IntArray, sides: tuple[Known, Known]) -> list[tuple[int, int]]:
    """Pairs of the given source and target sentences that are each other's nearest among them, hubness
    discounted."""
    if not len(rows) or not len(columns):
        return []
    best, back = np.zeros(len(rows), dtype=np.int64), np.full(len(columns), -np.inf)
    back_row = np.zeros(len(columns), dtype=np.int64)
    hub = sides[1].hub[columns]
    step = max(1, (1 << 20) // len(columns))
    for begin in range(0, len(rows), step):
        part = rows[begin : begin + step]
        near = cosines(sides[0].units[part], sides[1].units[columns]).astype(np.float64)
        near -= sides[0].hub[part][:, None] + hub
        best[begin : begin + step] = near.argmax(axis=1)
        top = near.max(axis=0)
        row = near.argmax(axis=0) + begin
        back_row = np.where(top > back, row, back_row)
        back = np.maximum(back, top)
    return [(int(rows[k]), int(columns[c])) for k, c in enumerate(best) if back_row[c] == k]


def _doubtful(link: Link) -> bool:
    if link.moved:
        return False
    return len(link.source) != 1 or len(link.target) != 1 or link.confidence < _DOUBT


def _present(link: Link, side: int, sentence: int, sides: tuple[Known, Known]) -> float:
    """Cosine of a sentence with what it is linked with; 0 if it is left out."""
    others = group_of(link, 1 - side)
    if not others:
        return 0.0
    other = sides[1 - side].features.vectors[list(others)].sum(axis=0, dtype=np.float64)
    return _cosine(sides[side].units[sentence], other)


def _without(link: Link, free: tuple[set[int], set[int]]) -> Iterable[Link]:
    """What is left of a link, and what is left out."""
    kept = [tuple(i for i in group_of(link, side) if i not in free[side]) for side in (0, 1)]
    if kept == [link.source, link.target] or not (link.source and link.target):
        return [link]
    rest = [replace(link, source=kept[0], target=kept[1])] if all(kept) else []
    gone = [set(group_of(link, side)) - (set(kept[side]) if rest else set()) for side in (0, 1)]
    return [
        *rest,
        *(Link((i,), (), 0.5) for i in sorted(gone[0])),
        *(Link((), (j,), 0.5) for j in sorted(gone[1])),
    ]


def group_of(link: Link, side: int) -> tuple[int, ...]:
    """A link's sentences of the source (0) or of the target (1)."""
    return link.target if side else link.source


def _cosine(a: FloatArray, b: FloatArray) -> float:
    """0 where one has no direction."""
    a, b = a.astype(np.float64), b.astype(np.float64)
    lengths = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / lengths if lengths > 0 else 0.0
