"""From a cosine similarity to the probability that two texts are translations of each other.

The probability is that of a pair drawn from a set in which translations and others are equally many, and the
others are half random sentences of the same origin, half the most similar wrong sentence. Whoever knows
better odds multiplies: odds' = odds · prior odds.

Two rising lines through points make the map: one from the similarity to the share of translations among pairs
of about that similarity (isotonic regression, Zadrozny and Elkan 2002,
https://doi.org/10.1145/775047.775151), and one from there to the share in the two languages. Short texts of
the same meaning often have little in common, long ones hardly ever; so there is a second map, with a first
line for each class of texts by how much they say (`calibration_fit`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crosscheck.embedding.loading import bundled_folder, remedy
from crosscheck.errors import ModelError

FILE = "calibration.json"

Map = tuple[tuple[float, ...], tuple[float, ...]]
"""Rising places (cosines or probabilities), and the probability at each."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How similarities are read. `general` holds one map more than there are `edges`: for sizes below the
    first edge, up to the second and so on. `pairs` maps what these give to the probability in a language
    pair ("de-en")."""

    edges: tuple[float, ...]
    general: tuple[Map, ...]
    pairs: Mapping[str, Map]

    def chances(
        self, similarity: NDArray[np.float64], sizes: NDArray[np.float64], pair: str
    ) -> NDArray[np.float64]:
        """Probabilities in a language pair; the general ones where it has no map."""
        chances = self.general_chances(similarity, sizes)
        return apply(self.pairs[pair], chances) if pair in self.pairs else chances

    def general_chances(
        self, similarity: NDArray[np.float64], sizes: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Probabilities over all language pairs together."""
        classes = np.digitize(sizes, self.edges)
        return np.choose(classes, [apply(points, similarity) for points in self.general])


def probability(
    similarity: ArrayLike,
    source_lang: str,
    target_lang: str,
    folder: Path | None = None,
    sizes: ArrayLike | None = None,
) -> NDArray[np.float64]:
    """Probabilities (0 to 1), in the shape of `similarity` (cosines).

    Languages are BCP 47 tags, of which the primary subtag counts; a pair that was not calibrated by itself
    gets the map of all pairs. `folder` is the model's; default: the bundled model. `sizes` (in the shape of
    `similarity`) tells how much the texts say: the length of the shorter of the two vectors that
    `StaticEmbedder.sums` gives for them. With it the probability is sharper. Raises ModelError when the
    folder holds no calibration.
    """
    scales = _read(bundled_folder() if folder is None else folder)
    cosines = np.asarray(similarity, np.float64)
    pair = pair_key(source_lang, target_lang)
    if sizes is None:
        return scales["plain"].chances(cosines, np.zeros_like(cosines), pair)
    return scales["sized"].chances(cosines, np.asarray(sizes, np.float64), pair)


def knows(language: str, folder: Path) -> bool:
    """Whether a language (a BCP 47 tag) was among those that a model was calibrated on. Raises ModelError as
    `probability`."""
    tag = _primary(language)
    return any(tag in pair.split("-") for pair in _read(folder)["plain"].pairs)


def pair_key(one: str, other: str) -> str:
    """The name of a language pair, the same both ways: de-en."""
    return "-".join(sorted((_primary(one), _primary(other))))


def _primary(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()


def apply(points: Map, places: ArrayLike) -> NDArray[np.float64]:
    """Read the line through the points at some places; level beyond its ends."""
    chances: NDArray[np.float64] = np.interp(np.asarray(places, np.float64), *points)
    return chances


@lru_cache(maxsize=4)
def _read(folder: Path) -> dict[str, Scale]:
    path = folder / FILE
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {name: _scale(content[name]) for name in ("plain", "sized")}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"cannot read {path}: it holds no calibration as `crosscheck model train` writes one; "
            f"{remedy(folder)}"
        ) from error


def _scale(value: dict[str, Any]) -> Scale:
    edges = tuple(map(float, value["edges"]))
    general = tuple(map(_points, value["general"]))
    if list(edges) != sorted(edges) or len(general) != len(edges) + 1:
        raise ValueError("there is one general map more than there are edges")
    return Scale(edges, general, {str(key): _points(points) for key, points in value["pairs"].items()})


def _points(value: list[list[float]]) -> Map:
    places, chance = (tuple(map(float, part)) for part in value)
    if len(places) != len(chance) or not places or list(places) != sorted(places):
        raise ValueError("a map is rising places with a probability each")
    return places, chance
