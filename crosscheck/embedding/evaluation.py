"""How often a sentence's nearest neighbour in the other language is its translation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crosscheck.embedding.base import Embedder
from crosscheck.embedding.corpus import Source, is_held_out, read_source
from crosscheck.errors import ModelError

_BLOCK = 1024


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Shares from 0 to 1 of `items` pairs whose partner is the nearest (cosine), first to second language and
    back."""

    source: str
    languages: tuple[str, str]
    items: int
    forward: float
    backward: float

    @property
    def mean(self) -> float:
        return (self.forward + self.backward) / 2


def retrieval(left: NDArray[np.float32], right: NDArray[np.float32]) -> tuple[float, float]:
    """Top-1 accuracy both ways of two arrays (n, dimension) of normalised rows that belong together by place.

    Of equal neighbours the first counts, so rows of zeros score nothing.
    """
    count = len(left)
    hits = [0, 0]
    for way, (queries, keys) in enumerate(((left, right), (right, left))):
        for start in range(0, count, _BLOCK):
            nearest = (queries[start : start + _BLOCK] @ keys.T).argmax(axis=1)
            hits[way] += int((nearest == np.arange(start, min(start + _BLOCK, count))).sum())
    return hits[0] / count, hits[1] / count


def evaluate(
    embedder: Embedder, source: Source, unique: bool = False, every_pair: bool = False
) -> list[Accuracy]:
    """Accuracy of a source's first language (English, where it has it) against each other one, or of every
    two languages with `every_pair`.

    With `unique` a text counts once per language pair: a translation memory repeats itself, and two
    translations of one sentence cannot both be the nearest. Published test sets count every row.
    """
    first = "en" if "en" in source.languages else source.languages[0]
    languages = sorted(source.languages, key=lambda language: (language != first, language))
    places: dict[str, int] = {}
    for item in source.items:
        for text in item.values():
            places.setdefault(text, len(places))
    vectors = embedder.encode(list(places))
    found: list[Accuracy] = []
    for left, right in combinations(languages, 2):
        if left != first and not every_pair:
            break
        pairs = [(item[left], item[right]) for item in source.items if left in item and right in item]
        if unique:
            once = {pair[0]: pair for pair in pairs}.values()
            pairs = list({pair[1]: pair for pair in once}.values())
        if len(pairs) > 1:
            sides = (vectors[[places[pair[side]] for pair in pairs]] for side in (0, 1))
            found.append(Accuracy(source.name, (left, right), len(pairs), *retrieval(*sides)))
    return found


def evaluate_files(embedder: Embedder, paths: Sequence[Path]) -> list[Accuracy]:
    """`evaluate` for every file. Raises ModelError when a file cannot be read, or none has two pairs."""
    found = [result for path in paths for result in evaluate(embedder, read_source(path))]
    if not found:
        raise ModelError(
            "nothing to evaluate: no file has two pairs of the same two languages; give more parallel text"
        )
    return found


def held_out(source: Source) -> Source:
    """The part of a source that training leaves out."""
    return Source(source.name, source.languages, tuple(item for item in source.items if is_held_out(item)))


def mean_accuracy(results: Sequence[Accuracy]) -> float:
    """The mean over results and both directions; 0 for none."""
    return sum(result.mean for result in results) / len(results) if results else 0.0
