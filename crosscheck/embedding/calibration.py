"""From a cosine similarity to the probability that two texts are translations of each other.

The probability is that of a pair drawn from a set in which translations and others are equally many, and the
others are half random sentences of the same origin, half the most similar wrong sentence. Whoever knows
better odds multiplies: odds' = odds · prior odds.

The map is a rising line through points: the share of translations among pairs of about the same similarity
(isotonic regression, Zadrozny and Elkan 2002, https://doi.org/10.1145/775047.775151), per language pair where
enough pairs were kept apart from training, and over all of them for the rest (`calibration_fit`).
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crosscheck.embedding.loading import bundled_folder
from crosscheck.errors import ModelError

FILE = "calibration.json"

Map = tuple[tuple[float, ...], tuple[float, ...]]
"""Cosines, rising, and the probability at each."""


def probability(
    similarity: ArrayLike, source_lang: str, target_lang: str, folder: Path | None = None
) -> NDArray[np.float64]:
    """Probabilities (0 to 1), in the shape of `similarity` (cosines).

    Languages are BCP 47 tags, of which the primary subtag counts; a pair that was not calibrated by itself
    gets the map of all pairs. `folder` is the model's; default: the bundled model. Raises ModelError when the
    folder holds no calibration.
    """
    general, pairs = _read(bundled_folder() if folder is None else folder)
    return apply(pairs.get(pair_key(source_lang, target_lang), general), similarity)


def pair_key(one: str, other: str) -> str:
    """The name of a language pair, the same both ways: de-en."""
    return "-".join(sorted(tag.replace("_", "-").partition("-")[0].lower() for tag in (one, other)))


def apply(points: Map, similarity: ArrayLike) -> NDArray[np.float64]:
    """Read the line through the points at some cosines; level beyond its ends."""
    chances: NDArray[np.float64] = np.interp(np.asarray(similarity, np.float64), *points)
    return chances


@lru_cache(maxsize=4)
def _read(folder: Path) -> tuple[Map, dict[str, Map]]:
    path = folder / FILE
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        pairs = {str(key): _points(value) for key, value in content["pairs"].items()}
        return _points(content["general"]), pairs
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"cannot read {path}: the model has no calibration; `crosscheck model train` writes one"
        ) from error


def _points(value: list[list[float]]) -> Map:
    similarity, chance = (tuple(map(float, part)) for part in value)
    if len(similarity) != len(chance) or not similarity or list(similarity) != sorted(similarity):
        raise ValueError("a map is rising similarities with a probability each")
    return similarity, chance
