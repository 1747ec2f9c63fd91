"""Fit the map from similarity to probability on pairs kept apart from training, and measure it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crosscheck.embedding.base import Embedder
from crosscheck.embedding.calibration import FILE, Map, apply
from crosscheck.embedding.calibration_pairs import Sample, collect, together
from crosscheck.embedding.calibration_pool import pooled_curves
from crosscheck.embedding.corpus import Source

_LEAST = 10
"""Similarities below which nothing is fitted."""

ENOUGH = 300
"""Translations from which the error of a language pair is worth naming: below, it is mostly chance."""

_POINTS = 60
"""Groups of equally many pairs, each a point of the map before points that would fall are joined."""

_PRIOR = 15.0
"""How many pairs in each group the pooled curve counts for in the map of a language pair. Between 8 and 30 it
makes little difference."""

_BLIND_PRIOR = 8.0
"""The same for even odds in the general map."""

_SURE = 0.001
"""No similarity makes it surer than this."""

_BINS = 10


@dataclass(frozen=True, slots=True)
class Fit:
    """Maps of all pairs together and per language pair; expected calibration errors, of each half of the
    items under maps fitted on the other half."""

    general: Map
    pairs: Mapping[str, Map]
    error: float
    pair_errors: Mapping[str, float]


def calibrate(embedder: Embedder, sources: Sequence[Source]) -> Fit | None:
    """Fit on the items of `sources`, which must be the held-out parts. Deterministic. None where they hold
    too little."""
    samples = collect(embedder, sources)
    halves = [{key: sample.half(second) for key, sample in samples.items()} for second in (False, True)]
    if any(sum(len(sample.similarity) for sample in half.values()) < _LEAST for half in halves):
        return None
    chances: dict[str, list[NDArray[np.float64]]] = {key: [] for key in samples}
    truths: dict[str, list[NDArray[np.bool_]]] = {key: [] for key in samples}
    for fitting, measuring in (halves, halves[::-1]):
        _, pairs = _maps(fitting)
        for key, sample in measuring.items():
            chances[key].append(apply(pairs[key], sample.similarity))
            truths[key].append(sample.translation)
    said = {key: np.concatenate(parts) for key, parts in chances.items()}
    true = {key: np.concatenate(parts) for key, parts in truths.items()}
    return Fit(
        *_maps(samples),
        calibration_error(np.concatenate(list(said.values())), np.concatenate(list(true.values()))),
        {key: calibration_error(said[key], true[key]) for key in said if true[key].sum() >= ENOUGH},
    )


def _maps(samples: Mapping[str, Sample]) -> tuple[Map, dict[str, Map]]:
    """The general map, and that of each language pair."""
    every = together(list(samples.values()))
    general = fit(every.similarity, every.translation, None)
    curves = pooled_curves(samples, general)
    return general, {
        key: fit(sample.similarity, sample.translation, curves[key])
        if len(sample.similarity)
        else curves[key]
        for key, sample in samples.items()
    }


def fit(similarity: NDArray[np.float64], translation: NDArray[np.bool_], prior: Map | None) -> Map:
    """The rising map that fits best, drawn towards `prior` (or towards one half) where pairs are few: level
    within joined groups, a line between them."""
    order = np.argsort(similarity, kind="stable")
    blocks: list[tuple[float, float, float, float]] = []  # first and last similarity, translations, pairs
    for group in np.array_split(order, min(_POINTS, len(order))):
        first = last = float(similarity[group].mean())
        expected, weight = (0.5, _BLIND_PRIOR) if prior is None else (float(apply(prior, first)), _PRIOR)
        right, count = float(translation[group].sum()) + weight * expected, len(group) + weight
        # Pool adjacent violators: a share below that of lesser similarities joins them.
        while blocks and blocks[-1][2] * count >= right * blocks[-1][3]:
            first, _, before, fewer = blocks.pop()
            right, count = right + before, count + fewer
        blocks.append((first, last, right, count))
    points: dict[float, float] = {}
    for first, last, right, count in blocks:
        chance = min(max(right / count, _SURE), 1 - _SURE)
        points |= {round(place, 4): round(chance, 4) for place in (first, last)}
    return tuple(points), tuple(points.values())


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
    (folder / FILE).write_text(json.dumps(content) + "\n", encoding="utf-8")
