"""Curves from similarity to probability for every language pair, learnt from all of them together.

A pair with a few hundred examples cannot carry a curve of its own: its calibration error would be mostly
chance. Here the log odds of a pair are a line in those of the general map; level and slope of that line are
the sum of two languages' parts and a part of the pair's own, each held near zero (logistic regression with a
normal prior, fitted by Newton's method; Gelman and Hill 2007, chapter 14). A language seen in nineteen pairs
so lends what is its own to each of them.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from crosscheck.embedding.calibration import Map, apply
from crosscheck.embedding.calibration_pairs import Sample

_LANGUAGE = 1.0
"""One over the variance of a language's part."""

_PAIR = 3.0
"""The same for the part of a pair by itself."""

_STEPS = 20
_SETTLED = 1e-6
_GRID = np.linspace(-0.2, 1.0, 241)
"""Cosines at which a curve is written down."""


def pooled_curves(samples: Mapping[str, Sample], general: Map) -> dict[str, Map]:
    """A map for each language pair ("de-en"), drawn towards `general` the more, the less is known of it."""
    languages = sorted({tag for key in samples for tag in key.split("-")})
    places = {key: _places(key, number, languages) for number, key in enumerate(samples)}
    count = 2 * (1 + len(languages) + len(samples))
    firmness = np.full(count, _PAIR)
    firmness[: 2 * (1 + len(languages))] = _LANGUAGE
    parts = np.zeros(count)
    parts[1] = 1.0  # the general map as it is: level 0, slope 1
    start = parts.copy()
    for _ in range(_STEPS):
        slope = firmness * (parts - start)
        curvature = np.diag(firmness)
        for key, sample in samples.items():
            mine, odds = places[key], _log_odds(general, sample.similarity)
            columns = np.tile(np.stack([np.ones_like(odds), odds], axis=1), 4)
            chance = _chance(columns @ parts[mine])
            slope[mine] += columns.T @ (chance - sample.translation)
            curvature[np.ix_(mine, mine)] += (columns * (chance * (1 - chance))[:, None]).T @ columns
        step = np.linalg.solve(curvature, slope)
        parts -= step
        if np.abs(step).max() < _SETTLED:
            break
    odds = _log_odds(general, _GRID)
    curves: dict[str, Map] = {}
    for key, mine in places.items():
        level, rise = parts[mine].reshape(4, 2).sum(axis=0)
        curves[key] = (tuple(_GRID.tolist()), tuple(_chance(level + max(rise, 0.0) * odds).tolist()))
    return curves


def _places(key: str, number: int, languages: list[str]) -> list[int]:
    """Where a pair's level and slope stand among the parts: those of all, of its two languages, its own."""
    one, other = (languages.index(tag) for tag in key.split("-"))
    groups = (0, 1 + one, 1 + other, 1 + len(languages) + number)
    return [2 * group + offset for group in groups for offset in (0, 1)]


def _log_odds(general: Map, similarity: NDArray[np.float64]) -> NDArray[np.float64]:
    chance = apply(general, similarity)
    odds: NDArray[np.float64] = np.log(chance / (1 - chance))
    return odds


def _chance(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    chance: NDArray[np.float64] = 1 / (1 + np.exp(-odds))
    return chance
