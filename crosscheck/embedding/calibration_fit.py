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
from crosscheck.embedding.calibration import FILE, Map, apply, pair_key
from crosscheck.embedding.corpus import Source

ENOUGH = 500
"""Pairs from which a language pair gets a map of its own."""

_LEAST = 10
"""Similarities below which nothing is fitted."""

_FEWEST = 4
"""Pairs that a source must have to be looked at: fewer give no wrong partners."""

_MOST = 2000
"""Pairs of a language pair that are looked at."""

_POINTS = 24
"""Groups of equally many pairs, each a point of the map before points that would fall are joined."""

_PRIOR = 8.0
"""How many pairs in each group the general map counts for in that of a language pair."""

_SURE = 0.001
"""No similarity makes it surer than this."""

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
    """Maps of all pairs together and per language pair; expected calibration errors on the measuring
    half."""

    general: Map
    pairs: Mapping[str, Map]
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
    general = fit(every.similarity[~every.measuring], every.translation[~every.measuring], None)
    pairs: dict[str, Map] = {}
    errors: dict[str, float] = {}
    chances: list[NDArray[np.float64]] = []
    for key, sample in samples.items():
        fitting, measuring = ~sample.measuring, sample.measuring
        if sample.translation.sum() >= ENOUGH:
            pairs[key] = fit(sample.similarity[fitting], sample.translation[fitting], general)
        chance = apply(pairs.get(key, general), sample.similarity[measuring])
        chances.append(chance)
        if key in pairs:
            errors[key] = calibration_error(chance, sample.translation[measuring])
    truth = np.concatenate([sample.translation[sample.measuring] for sample in samples.values()])
    return Fit(
        general,
        pairs,
        calibration_error(np.concatenate(chances), truth),
        errors,
    )


def collect(embedder: Embedder, sources: Sequence[Source]) -> dict[str, Sample]:
    """Per language pair: the similarity of each translation, of a random wrong partner (the next item of the
    source, in a fixed order) and of the most similar wrong partner; the two wrong ones in turn, so that half
    are wrong."""
    parts: dict[str, list[Sample]] = {}
    for source in sources:
        items = sorted(source.items, key=lambda item: _hash(item[min(item)]))
        places: dict[str, int] = {}
        for item in items:
            for text in item.values():
                places.setdefault(text, len(places))
        vectors = embedder.encode(list(places))
        for one, other in combinations(source.languages, 2):
            both = [(item[one], item[other]) for item in items if one in item and other in item]
            once = {pair[0]: pair for pair in both}.values()
            pairs = list({pair[1]: pair for pair in once}.values())[:_MOST]
            if len(pairs) >= _FEWEST:
                left, right = (vectors[[places[pair[side]] for pair in pairs]] for side in (0, 1))
                measuring = np.array([_hash(f"half {pair[0]}") % 2 == 1 for pair in pairs])
                parts.setdefault(pair_key(one, other), []).append(_sample(left, right, measuring))
    return {
        key: Sample(*(np.concatenate([getattr(sample, name) for sample in found]) for name in _FIELDS))
        for key, found in parts.items()
    }


def _sample(left: NDArray[np.float32], right: NDArray[np.float32], measuring: NDArray[np.bool_]) -> Sample:
    table = (left @ right.T).astype(np.float64)
    count = len(table)
    own = table.diagonal().copy()
    wrong = table[np.arange(count), (np.arange(count) + 1) % count]
    np.fill_diagonal(table, -2)
    wrong[::2] = table.max(axis=1)[::2]
    return Sample(np.concatenate([own, wrong]), np.repeat([True, False], count), np.tile(measuring, 2))


def fit(similarity: NDArray[np.float64], translation: NDArray[np.bool_], prior: Map | None) -> Map:
    """The rising map that fits best, drawn towards `prior` (or towards one half) where pairs are few."""
    order = np.argsort(similarity, kind="stable")
    points: list[list[float]] = []  # similarity, translations, pairs
    for group in np.array_split(order, min(_POINTS, len(order))):
        place = float(similarity[group].mean())
        expected = 0.5 if prior is None else float(apply(prior, place))
        points.append([place, float(translation[group].sum()) + _PRIOR * expected, len(group) + _PRIOR])
        # Pool adjacent violators: a share below that of lesser similarities joins them.
        while len(points) > 1 and points[-2][1] * points[-1][2] >= points[-1][1] * points[-2][2]:
            place, right, count = points.pop()
            before = points[-1]
            share = count / (count + before[2])
            points[-1] = [before[0] * (1 - share) + place * share, before[1] + right, before[2] + count]
    chances = [min(max(right / count, _SURE), 1 - _SURE) for _, right, count in points]
    return tuple(round(point[0], 4) for point in points), tuple(round(chance, 4) for chance in chances)


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


def _hash(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "replace"))
