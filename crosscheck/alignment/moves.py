"""Blocks that stand elsewhere on the other side.

What the search left out on both sides is compared again without regard to order. A run left out here and a
run left out there become moved links when they resemble each other more than sentences do by chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

import numpy as np

from crosscheck.alignment.claims import preferred
from crosscheck.alignment.evidence import Evidence, Known
from crosscheck.alignment.features import IntArray, cosines, unit_rows
from crosscheck.alignment.groups import Shape
from crosscheck.alignment.options import Options
from crosscheck.alignment.posterior import likely_path
from crosscheck.alignment.search import ALL_TYPES, Grid, whole
from crosscheck.model import Link

_MOST_PAIRS = 40_000_000
"""More left-out pairs than this are two different texts; only the longest runs are then compared."""

_MOST_CELLS = 400_000
_SAMPLE = 256
_USUAL, _UNUSUAL = 1.9, 2.5
"""A block moved when its links' cosines, in standard deviations above what their sentences reach with any
others, sum to `_UNUSUAL` beyond `_USUAL` each. (Of candidates in composed pairs, 324 of 330 wrong ones lie
below, 440 of 441 right ones above.)"""

_SUPPOSED, _SPREAD = 8, 0.12
"""What few sentences tell of the spread is mixed with that many of the usual one."""

_PREFERRED, _LOOKED_AT = 2, 50
"""It also moved when so many of its links, among the first ones, join sentences that prefer each other to all
others."""


def find_moves(
    links: Sequence[Link], sides: tuple[Known, Known], shape: Shape, options: Options
) -> list[Link]:
    """The links with moved blocks linked; these stand at their source sentences."""
    links = list(links)
    while options.moves:
        found = _one_round(links, sides, shape, options)
        if not found:
            break
        here = {i for link in found for i in link.source}
        there = {j for link in found for j in link.target}
        gaps = [x for x in links if not (x.source and x.target)]
        gone = {x for x in gaps if here & set(x.source) or there & set(x.target)}
        links = [x for x in links if x not in gone] + found
    return links


def _one_round(links: list[Link], sides: tuple[Known, Known], shape: Shape, options: Options) -> list[Link]:
    runs = _runs(links)
    ours, theirs = ([run for run in side if run] for side in zip(*runs, strict=True)) if runs else ([], [])
    if not ours or not theirs:
        return []
    together = {(id(a), id(b)) for a, b in runs}
    found: list[Link] = []
    used: set[int] = set()
    for a, b in _candidates(ours, theirs, sides):
        if (id(ours[a]), id(theirs[b])) in together or {a, ~b} & used:
            continue
        moved = _moved(np.array(ours[a]), np.array(theirs[b]), sides, shape, options)
        if moved:
            used |= {a, ~b}
            found += moved
    return found


def _runs(links: list[Link]) -> list[tuple[list[int], list[int]]]:
    """The sentences left out, by the place between links where they were left out: source's, target's."""
    result = []
    for is_gap, run in groupby((x for x in links if not x.moved), key=lambda x: not (x.source and x.target)):
        if is_gap:
            members = list(run)
            result.append(([i for x in members for i in x.source], [j for x in members for j in x.target]))
    return result


def _candidates(
    ours: list[list[int]], theirs: list[list[int]], sides: tuple[Known, Known]
) -> list[tuple[int, int]]:
    """Pairs of runs whose sentences find each other, those with most such sentences first."""
    rows, row_runs = _flat(ours)
    columns, column_runs = _flat(theirs)
    if len(rows) * len(columns) > _MOST_PAIRS:
        most = int(_MOST_PAIRS**0.5)
        rows, row_runs = _longest(ours, most)
        columns, column_runs = _longest(theirs, most)
    run_of = (
        dict(zip(rows.tolist(), row_runs.tolist(), strict=True)),
        dict(zip(columns.tolist(), column_runs.tolist(), strict=True)),
    )
    votes = Counter((run_of[0][i], run_of[1][j]) for i, j in preferred(rows, columns, sides))
    return sorted(votes, key=lambda pair: (-votes[pair], pair))


def _flat(runs: list[list[int]]) -> tuple[IntArray, IntArray]:
    sentences = np.array([i for run in runs for i in run], dtype=np.int64)
    return sentences, np.repeat(np.arange(len(runs)), [len(run) for run in runs])


def _longest(runs: list[list[int]], most: int) -> tuple[IntArray, IntArray]:
    """The sentences of the longest runs, up to `most` of them."""
    sentences, numbers = _flat(runs)
    sizes = np.array([len(run) for run in runs])[numbers]
    kept = np.sort(np.argsort(-sizes, kind="stable")[:most])
    return sentences[kept], numbers[kept]


def _moved(
    ours: IntArray,
    theirs: IntArray,
    sides: tuple[Known, Known],
    shape: Shape,
    options: Options,
) -> list[Link]:
    """Links between two runs, if they are too good for chance."""
    n, m = len(ours), len(theirs)
    if n * m > _MOST_CELLS:
        return []
    weights = options.weights
    evidence = Evidence(sides[0].take(ours), sides[1].take(theirs), ALL_TYPES, weights, shape)
    grid = Grid(whole(n, m), ALL_TYPES, evidence, weights.gap, n, m)
    result = []
    for step in likely_path(grid, weights.opening, options.price):
        if step.a and step.b:
            source, target = ours[step.i - step.a : step.i], theirs[step.j - step.b : step.j]
            result.append(Link(tuple(source.tolist()), tuple(target.tolist()), step.confidence, moved=True))
    if sum(_outstanding(link, sides) - _USUAL for link in result) >= _UNUSUAL:
        return result
    return result if sum(_prefer(link, sides) for link in result[:_LOOKED_AT]) >= _PREFERRED else []


def _prefer(link: Link, sides: tuple[Known, Known]) -> bool:
    """Whether two sentences are each nearer to the other than to any other sentence of the other side; one
    that has no translation there is nearest to a sentence that has its own."""
    if len(link.source) != 1 or len(link.target) != 1:
        return False
    (i,), (j,) = link.source, link.target
    ours, theirs = sides[0].units, sides[1].units
    there, back = cosines(ours[[i]], theirs)[0], cosines(theirs[[j]], ours)[0]
    return bool((np.delete(there, j) < there[j]).all() and (np.delete(back, i) < back[i]).all())


def _outstanding(link: Link, sides: tuple[Known, Known]) -> float:
    """A link's cosine in standard deviations above the mean of what its groups reach with others."""
    groups = [
        unit_rows(side.features.vectors[list(chosen)].sum(axis=0, keepdims=True))
        for side, chosen in zip(sides, (link.source, link.target), strict=True)
    ]
    cosine = float(cosines(groups[0], groups[1])[0, 0])
    means, spreads = [], []
    for group, side, own in zip(groups, reversed(sides), (link.target, link.source), strict=True):
        places = np.linspace(0, len(side.units) - 1, min(_SAMPLE, len(side.units))).astype(np.int64)
        places = places[~np.isin(places, own)]
        if not len(places):
            return 0.0
        others = cosines(group, side.units[places])[0].astype(np.float64)
        means.append(float(others.mean()))
        squares = len(others) * float(others.var()) + _SUPPOSED * _SPREAD**2
        spreads.append(float(np.sqrt(squares / (len(others) + _SUPPOSED))))
    return (cosine - sum(means) / 2) / max(sum(spreads) / 2, 0.02)
