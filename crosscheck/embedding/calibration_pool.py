"""Curves from the general probability to that in a language pair, learnt from all pairs together.

A pair with a few hundred examples cannot carry a curve of its own: its calibration error would be mostly
chance. Here the log odds in a pair are a line in the general ones; level and slope of that line are the sum
of two languages' parts and a part of the pair's own, each held near zero (logistic regression with a
normal prior, fitted by Newton's method; Gelman and Hill 2007, chapter 14). A language seen in nineteen pairs
so lends what is its own to each of them.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from crosscheck.embedding.calibration import Map

_LANGUAGE = 1.0
"""One over the variance of a language's part."""

_PAIR = 3.0
"""The same for the part of a pair by itself."""

_STEPS = 20
_SETTLED = 1e-6
_GRID = np.linspace(-7, 7, 141)
"""Log odds at which a curve is written down."""

Answers = tuple[NDArray[np.float64], NDArray[np.bool_]]
"""General probabilities, above 0 and below 1, and whether each was of a translation."""


def pooled_curves(samples: Mapping[str, Answers]) -> dict[str, Map]:
    """A map for each language pair ("de-en"), the nearer to the general probability, the less is known of
    it."""
    languages = sorted({tag for key in samples for tag in key.split("-")})
    places = {key: _places(key, number, languages) for number, key in enumerate(samples)}
    count = 2 * (1 + len(languages) + len(samples))
    firmness = np.full(count, _PAIR, np.float64)
    firmness[: 2 * (1 + len(languages))] = _LANGUAGE
    parts = np.zeros(count)
    parts[1] = 1.0  # the general probability as it is: level 0, slope 1
    start = parts.copy()
    for _ in range(_STEPS):
        slope = firmness * (parts - start)
        curvature = np.diag(firmness)
        for key, (general, translation) in samples.items():
            mine, odds = places[key], np.log(general / (1 - general))
            columns = np.tile(np.stack([np.ones_like(odds), odds], axis=1), 4)
            chance = _chance(columns @ parts[mine])
            slope[mine] += columns.T @ (chance - translation)
            curvature[np.ix_(mine, mine)] += (columns * (chance * (1 - chance))[:, None]).T @ columns
        step = np.linalg.solve(curvature, slope)
        parts -= step
        if np.abs(step).max() < _SETTLED:
            break
    grid = tuple(_chance(_GRID).tolist())
    curves: dict[str, Map] = {}
    for key, mine in places.items():
        level, rise = parts[mine].reshape(4, 2).sum(axis=0)
        curves[key] = grid, tuple(_chance(level + max(rise, 0.0) * _GRID).tolist())
    return curves


def _places(key: str, number: int, languages: list[str]) -> list[int]:
    """Where a pair's level and slope stand among the parts: those of all, of its two languages, its own."""
    one, other = (languages.index(tag) for tag in key.split("-"))
    groups = (0, 1 + one, 1 + other, 1 + len(languages) + number)
    return [2 * group + offset for group in groups for offset in (0, 1)]


def _chance(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    chance: NDArray[np.float64] = 1 / (1 + np.exp(-odds))
    return chance
