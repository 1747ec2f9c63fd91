"""From a cosine similarity to the probability that two texts are translations of each other.

The probability is that of a pair drawn from a set in which translations and others are equally many, and the
others are half random sentences of the same origin, half the most similar wrong sentence. Whoever knows
better odds multiplies: odds' = odds · prior odds.

The map is beta calibration (Kull et al. 2017, https://proceedings.mlr.press/v54/kull17a.html):
logit p = a·ln s − b·ln(1 − s) + c with s = (1 + cosine) / 2, fitted per language pair where there are enough
pairs kept apart from training, and over all of them for the rest (`calibration_fit`).
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
_EDGE = 1e-4


def probability(
    similarity: ArrayLike, source_lang: str, target_lang: str, folder: Path | None = None
) -> NDArray[np.float64]:
    """Probabilities (0 to 1), in the shape of `similarity` (cosines).

    Languages are BCP 47 tags, of which the primary subtag counts; a pair that was not calibrated by itself
    gets the map of all pairs. `folder` is the model's; default: the bundled model. Raises ModelError when the
    folder holds no calibration.
    """
    general, pairs = _read(bundled_folder() if folder is None else folder)
    chosen = pairs.get(pair_key(source_lang, target_lang), general)
    return apply(np.asarray(chosen), similarity)


def pair_key(one: str, other: str) -> str:
    """The name of a language pair, the same both ways: de-en."""
    return "-".join(sorted(tag.replace("_", "-").partition("-")[0].lower() for tag in (one, other)))


def features(similarity: ArrayLike) -> NDArray[np.float64]:
    """The three terms of the map, an array of shape (…, 3)."""
    share = np.clip((1 + np.asarray(similarity, np.float64)) / 2, _EDGE, 1 - _EDGE)
    return np.stack([np.log(share), -np.log1p(-share), np.ones_like(share)], axis=-1)


def apply(coefficients: NDArray[np.float64], similarity: ArrayLike) -> NDArray[np.float64]:
    """The map with coefficients (a, b, c)."""
    logit = features(similarity) @ coefficients
    chance: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(logit, -50, 50)))
    return chance


@lru_cache(maxsize=4)
def _read(folder: Path) -> tuple[tuple[float, ...], dict[str, tuple[float, ...]]]:
    path = folder / FILE
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        pairs = {str(key): _three(value) for key, value in content["pairs"].items()}
        return _three(content["general"]), pairs
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"cannot read {path}: the model has no calibration; `crosscheck model train` writes one"
        ) from error


def _three(values: list[float]) -> tuple[float, ...]:
    if len(values) != 3:
        raise ValueError("a calibration has three coefficients")
    return tuple(float(value) for value in values)
