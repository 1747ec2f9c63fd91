"""Fit the map from similarity to probability on pairs kept apart from training, and measure it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crosscheck.embedding.calibration import FILE, Map, Scale, apply
from crosscheck.embedding.calibration_pairs import Sample, Summing, collect, together
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


_QUARTERS = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class Measured:
    """A scale, and its expected calibration errors: over all pairs, and per language pair that has enough.
    Each half of the items was measured under a scale fitted on the other half."""

    scale: Scale
    error: float
    pair_errors: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Fit:
    """How similarities are read where the sizes of the texts are not known, and where they are."""

    plain: Measured
    sized: Measured


def calibrate(embedder: Summing, sources: Sequence[Source]) -> Fit | None:
    """Fit on the items of `sources`, which must be the held-out parts. Deterministic. None where they hold
    too little."""
    samples = collect(embedder, sources)
    halves = [{key: sample.half(second) for key, sample in samples.items()} for second in (False, True)]
    if any(sum(len(sample.similarity) for sample in half.values()) < _LEAST for half in halves):
        return None
    sizes = together(list(samples.values())).size
    edges = tuple(round(float(edge), 2) for edge in np.quantile(sizes, _QUARTERS))
    return Fit(_measured(samples, halves, ()), _measured(samples, halves, edges))


def _measured(
    samples: Mapping[str, Sample], halves: Sequence[Mapping[str, Sample]], edges: tuple[float, ...]
) -> Measured:
    said: dict[str, list[NDArray[np.float64]]] = {key: [] for key in samples}
    true: dict[str, list[NDArray[np.bool_]]] = {key: [] for key in samples}
    for fitting, measuring in (halves, halves[::-1]):
        scale = fit_scale(fitting, edges)
        for key, sample in measuring.items():
            said[key].append(scale.chances(sample.similarity, sample.size, key))
            true[key].append(sample.translation)
    chances = {key: np.concatenate(parts) for key, parts in said.items()}
    truths = {key: np.concatenate(parts) for key, parts in true.items()}
    return Measured(
        fit_scale(samples, edges),
        calibration_error(np.concatenate(list(chances.values())), np.concatenate(list(truths.values()))),
        {key: calibration_error(chances[key], truths[key]) for key in said if truths[key].sum() >= ENOUGH},
    )


def fit_scale(samples: Mapping[str, Sample], edges: tuple[float, ...]) -> Scale:
    """The scale of some samples, by size between the edges."""
    every = together(list(samples.values()))
    classes = np.digitize(every.size, edges)
    general = []
    for number in range(len(edges) + 1):
        chosen = classes == number
        if chosen.sum() < _LEAST:
            chosen = np.ones_like(chosen)
        general.append(fit(every.similarity[chosen], every.translation[chosen], None))
    scale = Scale(edges, tuple(general), {})
    chances = {key: scale.general_chances(one.similarity, one.size) for key, one in samples.items()}
    curves = pooled_curves({key: (chances[key], one.translation) for key, one in samples.items()})
    pairs = {
        key: fit(chances[key], one.translation, curves[key])
        for key, one in samples.items()
        if len(one.similarity)
    }
    return Scale(edges, tuple(general), pairs)


def fit(places: NDArray[np.float64], translation: NDArray[np.bool_], prior: Map | None) -> Map:
    """The rising map that fits best, drawn towards `prior` (or towards one half) where pairs are few: level
    within joined groups, a line between them."""
    order = np.argsort(places, kind="stable")
    blocks: list[tuple[float, float, float, float]] = []  # first and last place, translations, pairs
    for group in np.array_split(order, min(_POINTS, len(order))):
        first = last = round(float(places[group].mean()), 3)
        expected, weight = (0.5, _BLIND_PRIOR) if prior is None else (float(apply(prior, first)), _PRIOR)
        right, count = float(translation[group].sum()) + weight * expected, len(group) + weight
        # Pool adjacent violators: a share below that of lesser places, or at the same place, joins theirs.
        while blocks and (blocks[-1][1] >= first or blocks[-1][2] * count >= right * blocks[-1][3]):
            first, _, before, fewer = blocks.pop()
            right, count = right + before, count + fewer
        blocks.append((first, last, right, count))
    points: dict[float, float] = {}
    for first, last, right, count in blocks:
        chance = round(min(max(right / count, _SURE), 1 - _SURE), 4)
        points |= {first: chance, last: chance}
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
    """Write the maps into a model's folder, with the errors that were measured."""
    content = {"plain": _content(found.plain), "sized": _content(found.sized)}
    (folder / FILE).write_text(json.dumps(content) + "\n", encoding="utf-8")


def _content(found: Measured) -> dict[str, object]:
    errors = {"all": found.error, **found.pair_errors}
    return {
        "edges": found.scale.edges,
        "general": found.scale.general,
        "pairs": found.scale.pairs,
        "expected_calibration_error": {key: round(error, 4) for key, error in errors.items()},
    }
