"""From two sides' features to links."""

from __future__ import annotations

import numpy as np

from crosscheck.alignment.confidence import calibrated
from crosscheck.alignment.corridor import WHOLE_CELLS, around, halved
from crosscheck.alignment.doubt import SURE, clear_steps
from crosscheck.alignment.evidence import Evidence, Known, acquaint
from crosscheck.alignment.features import Features
from crosscheck.alignment.groups import Shape, learn_shape
from crosscheck.alignment.moves import find_moves
from crosscheck.alignment.options import Options
from crosscheck.alignment.order import in_order
from crosscheck.alignment.posterior import likely_path
from crosscheck.alignment.refine import refined
from crosscheck.alignment.review import reviewed
from crosscheck.alignment.search import ALL_TYPES, SIMPLE, Grid, Step, Types, best_path, whole
from crosscheck.model import Link

_COARSE_MARGIN = 12
_FINE_MARGIN = 12
_BLIND = 0.2
"""Mean probability of links below which the probabilities are of no use."""


def align(source: Features, target: Features, options: Options | None = None) -> list[Link]:
    """Links between two sides: every sentence is in exactly one, in order except those marked moved.

    Links come in source order; a link without source sentences stands where its target sentences belong.
    """
    options = options or Options()
    if source.same_as(target):
        return [Link((i,), (i,), 1.0) for i in range(len(source))]
    if _comes_first(source, target):
        return in_order(_aligned(source, target, options))
    links = _aligned(target, source, options)
    return in_order([Link(link.target, link.source, link.confidence, link.moved) for link in links])


def _comes_first(source: Features, target: Features) -> bool:
    """A fixed order of the two sides, so that swapping them changes nothing but the sides' names."""
    for a, b in (
        (source.lengths, target.lengths),
        (source.keys, target.keys),
        (source.blocks, target.blocks),
        (source.kinds, target.kinds),
    ):
        if len(a) != len(b):
            return len(a) < len(b)
        different = np.flatnonzero(a != b)
        if len(different):
            return bool(a[different[0]] < b[different[0]])
    return True


def _aligned(source: Features, target: Features, options: Options) -> list[Link]:
    n, m = len(source), len(target)
    if n == 0 or m == 0:
        return [Link((i,), (), 1.0) for i in range(n)] + [Link((), (j,), 1.0) for j in range(m)]
    links, sides, shape = first_links(source, target, options)
    return calibrated(find_moves(reviewed(links, sides, shape), sides, shape, options))


def first_links(
    source: Features, target: Features, options: Options
) -> tuple[list[Link], tuple[Known, Known], Shape]:
    """The links that a search in order finds, neither side being empty, and what was learnt on the way; the
    links are still to be reviewed, and none has moved far."""
    sides = acquaint(source, target)
    path = _rough_path(*sides, options)
    shape = learn_shape(source, target, path)
    clear = clear_steps(path, *sides, shape)
    links = [_link(step) for step, known in zip(path, clear, strict=True) if known]
    rest = [step for step, known in zip(path, clear, strict=True) if not known]
    if rest:
        links += _searched(rest, sides, shape, options, bool(links))
    return refined(in_order(links), sides, shape, options), sides, shape


def _searched(
    path: list[Step], sides: tuple[Known, Known], shape: Shape, options: Options, trusted: bool
) -> list[Link]:
    """Links between the sentences on a rough path, all kinds of links considered. Where probabilities tell
    nothing (lines that are all the same), they are not `trusted` and the best path decides."""
    ours = np.array([i for step in path for i in range(step.i - step.a, step.i)], dtype=np.int64)
    theirs = np.array([j for step in path for j in range(step.j - step.b, step.j)], dtype=np.int64)
    n, m = len(ours), len(theirs)
    ends = np.cumsum([(step.a, step.b) for step in path], axis=0)
    steps = [Step(i, j, step.a, step.b) for step, (i, j) in zip(path, ends.tolist(), strict=True)]
    weights = options.weights
    evidence = Evidence(sides[0].take(ours), sides[1].take(theirs), ALL_TYPES, weights, shape)
    grid = Grid(around(steps, n, m, 1, _FINE_MARGIN), ALL_TYPES, evidence, weights.gap, n, m)
    steps = likely_path(grid, weights.opening, options.price)
    if not trusted and sum(step.confidence for step in steps) < _BLIND * len(steps):
        steps = best_path(grid)
    return [
        Link(
            tuple(ours[step.i - step.a : step.i].tolist()),
            tuple(theirs[step.j - step.b : step.j].tolist()),
            step.confidence,
        )
        for step in steps
    ]


def _rough_path(source: Known, target: Known, options: Options, types: Types = SIMPLE) -> list[Step]:
    """A path of simple links over the whole grid, found coarse to fine; only the finest merges."""
    n, m = len(source.features), len(target.features)
    if n * m <= WHOLE_CELLS or min(n, m) == 1:
        corridor = whole(n, m)
    else:
        coarse = acquaint(halved(source.features), halved(target.features))
        corridor = around(_rough_path(*coarse, options, ((1, 1),)), n, m, 2, _COARSE_MARGIN)
    weights = options.weights
    evidence = Evidence(source, target, types, weights, Shape())
    return best_path(Grid(corridor, types, evidence, weights.gap + weights.opening / 2, n, m))


def _link(step: Step) -> Link:
    """The link of a step that leaves no doubt."""
    source, target = range(step.i - step.a, step.i), range(step.j - step.b, step.j)
    return Link(tuple(source), tuple(target), SURE)
