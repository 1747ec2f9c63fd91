"""From two sides' features to links."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from crosscheck.alignment.corridor import WHOLE_CELLS, around, halved
from crosscheck.alignment.evidence import Evidence
from crosscheck.alignment.features import Features
from crosscheck.alignment.groups import Shape, learn_shape
from crosscheck.alignment.posterior import likely_path
from crosscheck.alignment.search import LARGEST, Grid, Step, best_path, whole
from crosscheck.alignment.weights import Weights
from crosscheck.model import Link

_SIMPLE = ((1, 1), (1, 2), (2, 1))
_ALL = tuple((a, b) for a in range(1, LARGEST + 1) for b in range(1, LARGEST + 1) if a + b <= LARGEST + 1)
_COARSE_MARGIN = 12
_FINE_MARGIN = 16


@dataclass(frozen=True, slots=True)
class Options:
    """How to align. `weights` are the evidence's; see `Weights`."""

    weights: Weights = field(default_factory=Weights)
    price: float = 0.45


def align(source: Features, target: Features, options: Options | None = None) -> list[Link]:
    """Links between two sides: every sentence is in exactly one, in order except those marked moved.

    Links come in source order; a link without source sentences stands where its target sentences belong.
    """
    options = options or Options()
    if _comes_first(source, target):
        return _links(_aligned(source, target, options))
    return _links([Step(s.j, s.i, s.b, s.a) for s in _aligned(target, source, options)])


def _comes_first(source: Features, target: Features) -> bool:
    """A fixed order of the two sides, so that swapping them changes nothing but the sides' names."""
    for a, b in (
        (source.lengths, target.lengths),
        (source.keys, target.keys),
        (source.blocks, target.blocks),
    ):
        if len(a) != len(b):
            return len(a) < len(b)
        different = np.flatnonzero(a != b)
        if len(different):
            return bool(a[different[0]] < b[different[0]])
    return True


def _aligned(source: Features, target: Features, options: Options) -> list[Step]:
    n, m = len(source), len(target)
    if n == 0 or m == 0:
        return [Step(i, 0, 1, 0) for i in range(1, n + 1)] + [Step(0, j, 0, 1) for j in range(1, m + 1)]
    path = _rough_path(source, target, options)
    shape = learn_shape(source, target, path)
    evidence = Evidence(source, target, _ALL, options.weights, shape)
    corridor = around(path, n, m, 1, _FINE_MARGIN)
    grid = Grid(corridor, _ALL, evidence, options.weights.gap, n, m)
    return likely_path(grid, options.weights.opening, options.price)


def _rough_path(source: Features, target: Features, options: Options) -> list[Step]:
    """A path of simple links over the whole grid, found coarse to fine."""
    n, m = len(source), len(target)
    if n * m <= WHOLE_CELLS or min(n, m) == 1:
        corridor = whole(n, m)
    else:
        corridor = around(_rough_path(halved(source), halved(target), options), n, m, 2, _COARSE_MARGIN)
    evidence = Evidence(source, target, _SIMPLE, options.weights, Shape())
    return best_path(
        Grid(corridor, _SIMPLE, evidence, options.weights.gap + options.weights.opening / 2, n, m)
    )


def _links(path: list[Step]) -> list[Link]:
    return [
        Link(
            tuple(range(step.i - step.a, step.i)),
            tuple(range(step.j - step.b, step.j)),
            round(step.confidence, 4),
        )
        for step in path
    ]
