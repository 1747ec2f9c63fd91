"""Fit the map from similarity to probability on pairs kept apart from training, and measure it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crosscheck.embedding.base import Embedder
from crosscheck.embedding.calibration import FILE, apply, features, pair_key
from crosscheck.embedding.corpus import Source

ENOUGH = 300
"""Pairs from which a language pair gets a map of its own."""

_LEAST = 10
"""Similarities below which nothing is fitted."""

_MOST = 2000
"""Pairs of a language pair that are looked at."""

_RIDGE = 5.0
"""Weight of the general map in that of a language pair, in units of observations' information."""

_BINS = 10
_FIELDS = ("similarity", "translation", "measuring")


@dataclass(frozen=True, slots=True)
class Sample:
    """Similarities with whether each is of a translation, and whether it is for measuring only."""

    similarity: NDArray[np.float64]
    translation: NDArray[np.bool_]
    measuring: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients of all pairs together and per language pair; expected calibration errors on the measuring
    half."""

    general: tuple[float, ...]
    pairs: Mapping[str, tuple[float, ...]]
    error: float
    pair_errors: Mapping[str, float]


def calibrate(embedder: Embedder, sources: Sequence[Source]) -> Fit | None:
    """Fit on half of the items, measure on the other. `sources` must be the held-out parts. Deterministic.
    None where they hold too little."""
    samples = dict(sorted(collect(embedder, sources).items()))
    if sum(int((~sample.measuring).sum()) for sample in samples.values()) < _LEAST:
        return None
    every = Sample(
        *(np.concatenate([getattr(sample, name) for sample in samples.values()]) for name in _FIELDS)
    )
    general = fit(every.similarity[~every.measuring], every.translation[~every.measuring], np.zeros(3), 1e-3)
    pairs: dict[str, NDArray[np.float64]] = {}
    errors: dict[str, float] = {}
    chances: list[NDArray[np.float64]] = []
    for key, sample in samples.items():
        fitting, measuring = ~sample.measuring, sample.measuring
        if sample.translation.sum() >= ENOUGH:
            pairs[key] = fit(sample.similarity[fitting], sample.translation[fitting], general, _RIDGE)
        chance = apply(pairs.get(key, general), sample.similarity[measuring])
        chances.append(chance)
        if key in pairs:
            errors[key] = calibration_error(chance, sample.translation[measuring])
    truth = np.concatenate([sample.translation[sample.measuring] for sample in samples.values()])
    return Fit(
        _rounded(general),
        {key: _rounded(value) for key, value in pairs.items()},
        calibration_error(np.concatenate(chances), truth),
        errors,
    )


def collect(embedder: Embedder, sources: Sequence[Source]) -> dict[str, Sample]:
    """Per language pair: the similarity of each translation, of a random wrong partner (the next item of the
    source, in a fixed order) and of the most similar wrong partner; the two wrong ones in turn, so that half
    are wrong."""
    parts: dict[str, list[Sample]] = {}
    for source in sources:
        for one, other in combinations(source.languages, 2):
            pairs = {item[one]: item[other] for item in source.items if one in item and other in item}
            pairs = {left: right for right, left in {right: left for left, right in pairs.items()}.items()}
            if len(pairs) >= 4:
                ordered = sorted(pairs.items(), key=lambda pair: _hash(pair[0]))[:_MOST]
                parts.setdefault(pair_key(one, other), []).append(_sample(embedder, ordered))
    return {
        key: Sample(*(np.concatenate([getattr(sample, name) for sample in found]) for name in _FIELDS))
        for key, found in parts.items()
    }


def _sample(embedder: Embedder, pairs: Sequence[tuple[str, str]]) -> Sample:
    left = embedder.encode([pair[0] for pair in pairs]).astype(np.float64)
    right = embedder.encode([pair[1] for pair in pairs]).astype(np.float64)
    table = left @ right.T
    own = table.diagonal().copy()
    count = len(pairs)
    wrong = table[np.arange(count), (np.arange(count) + 1) % count]
    np.fill_diagonal(table, -2)
    wrong[::2] = table.max(axis=1)[::2]
    measuring = np.array([_hash(pair[0]) & 1 == 1 for pair in pairs])
    return Sample(
        np.concatenate([own, wrong]), np.repeat([True, False], count), np.concatenate([measuring, measuring])
    )


def fit(
    similarity: NDArray[np.float64], translation: NDArray[np.bool_], prior: NDArray[np.float64], ridge: float
) -> NDArray[np.float64]:
    """Logistic regression on `features` by Newton's method, drawn towards `prior` with weight `ridge`."""
    terms = features(similarity)
    truth = translation.astype(np.float64)
    coefficients = prior.astype(np.float64).copy()
    for _ in range(50):
        chance = apply(coefficients, similarity)
        slope = terms.T @ (chance - truth) + ridge * (coefficients - prior)
        curve = (terms * (chance * (1 - chance))[:, None]).T @ terms + ridge * np.eye(3)
        step = np.linalg.solve(curve, slope)
        coefficients -= step
        if np.abs(step).max() < 1e-8:
            break
    return coefficients


def calibration_error(chance: NDArray[np.float64], truth: NDArray[np.bool_]) -> float:
    """Expected calibration error over ten equal bins (Naeini et al. 2015): the mean distance between the
    probability said and the share that is true, by the number in the bin."""
    bins = np.minimum((chance * _BINS).astype(int), _BINS - 1)
    gaps = [
        abs(float(chance[bins == number].mean()) - float(truth[bins == number].mean()))
        * int((bins == number).sum())
        for number in range(_BINS)
        if (bins == number).any()
    ]
    return sum(gaps) / len(chance)


def write_calibration(folder: Path, found: Fit) -> None:
    """Write the maps into a model's folder."""
    content = {
        "general": found.general,
        "pairs": found.pairs,
        "expected_calibration_error": {
            "all": round(found.error, 4),
            **{key: round(value, 4) for key, value in found.pair_errors.items()},
        },
    }
    (folder / FILE).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _rounded(values: NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(round(float(value), 4) for value in values)


def _hash(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "replace"))
