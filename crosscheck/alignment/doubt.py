"""Which steps of a rough path leave no doubt, so that only the others need a full search."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from crosscheck.alignment.evidence import Known
from crosscheck.alignment.features import UNIT, FloatArray, IntArray
from crosscheck.alignment.groups import SMOOTH, Shape
from crosscheck.alignment.search import Step

Flags = npt.NDArray[np.bool_]

_COSINE, _LEAD, _OFF = 0.35, 0.1, 2.0
"""Least cosine, least lead over the neighbours' cosines, most deviation of the length (in spreads) of a sure
step."""

_NEAR = 4
"""Sure steps up to this far from an unsure one are searched all the same."""

SURE = 0.999
"""Confidence of what is not searched: the measured share of right links among them."""


def clear_steps(path: Sequence[Step], source: Known, target: Known, shape: Shape) -> Flags:
    """The steps (one flag each) that are sure and that no unsure one stands near."""
    unsure = np.flatnonzero(~_sure(path, source, target, shape))
    places = np.arange(len(path))
    edges = np.concatenate(([-len(path) - _NEAR], unsure, [2 * len(path) + _NEAR]))
    after = np.searchsorted(unsure, places)
    clear: Flags = np.minimum(places - edges[after], edges[after + 1] - places) > _NEAR
    return clear


def _sure(path: Sequence[Step], source: Known, target: Known, shape: Shape) -> Flags:
    """The steps that link one sentence with one whose meaning is near while its neighbours' is not, and
    whose length is as expected."""
    i, j = np.array([(step.i - 1, step.j - 1) for step in path], dtype=np.int64).reshape(-1, 2).T
    single = np.array([step.a == step.b == 1 for step in path], dtype=bool)
    i, j = np.maximum(i, 0), np.maximum(j, 0)
    lengths = target.features.lengths[j] + SMOOTH, source.features.lengths[i] + SMOOTH
    off = np.abs(np.log(lengths[0] / lengths[1]) - shape.ratio) / shape.spread
    near = _cosines(source, target, i, j)
    rival = np.full(len(path), -1.0)
    for down, right in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        k = np.clip(i + down, 0, len(source.units) - 1)
        m = np.clip(j + right, 0, len(target.units) - 1)
        other = (k != i) | (m != j)
        rival[other] = np.maximum(rival[other], _cosines(source, target, k[other], m[other]))
    flags: Flags = single & (near > _COSINE) & (near - rival > _LEAD) & (off < _OFF)
    return flags


def _cosines(source: Known, target: Known, i: IntArray, j: IntArray) -> FloatArray:
    """Cosines of the source's sentences i with the target's sentences j."""
    products: FloatArray = np.einsum("nd,nd->n", source.units[i], target.units[j]).astype(np.float64)
    return products / UNIT**2
