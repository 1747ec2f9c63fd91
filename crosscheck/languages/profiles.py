"""How often letter n-grams occur in a language: the profiles that langdetect ships, read without importing
it.

langdetect reads all of its 55 profiles (0.3 s) and samples n-grams at random, so that its answers vary. Here
only the profiles in question are read, and all n-grams count, so that the same text always gets the same
answer. Characters are folded as in the profiles' making: what is no letter becomes a blank, and the second
half of the block Latin Extended Additional (Vietnamese vowels with tone) one letter."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from math import log
from pathlib import Path

from crosscheck.errors import CrosscheckError

FLOOR = 5e-5
"""Added to every relative frequency, as in langdetect (alpha 0.5 over a base frequency of 10,000)."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Counts of n-grams (n = 1, 2, 3; blanks mark the ends of words) and the sums for each n."""

    counts: dict[str, int]
    totals: tuple[int, int, int]

    def score(self, counted: Counter[str]) -> float:
        """The log-likelihood of n-grams with their numbers."""
        count_of, totals = self.counts.get, self.totals
        return sum(
            number * log(count_of(gram, 0) / totals[len(gram) - 1] + FLOOR)
            for gram, number in counted.items()
        )


@cache
def profile(language: str) -> Profile:
    """The profile of a language by its primary subtag."""
    data = json.loads((_folder() / language).read_text(encoding="utf-8"))
    one, two, three = data["n_words"]
    return Profile(data["freq"], (one, two, three))


@cache
def odds(first: str, second: str) -> dict[str, float]:
    """For every sequence of three letters that either language uses, how much it speaks for the first: the
    logarithm of the ratio of its smoothed frequencies."""
    one, two = profile(first), profile(second)
    (*_, size_one), (*_, size_two) = one.totals, two.totals
    return {
        gram: log((one.counts.get(gram, 0) / size_one + FLOOR) / (two.counts.get(gram, 0) / size_two + FLOOR))
        for gram in one.counts.keys() | two.counts.keys()
        if len(gram) == 3
    }


@cache
def _folder() -> Path:
    found = find_spec("langdetect")
    if found is None or found.origin is None:
        raise CrosscheckError("langdetect is not installed; install crosscheck with its dependencies")
    return Path(found.origin).parent / "profiles"


class _Folding(dict[int, int]):
    """A table for `str.translate` that fills itself."""

    def __missing__(self, code: int) -> int:
        character = chr(code)
        folded = code
        if unicodedata.category(character)[0] not in "LM":
            folded = 0x20
        elif 0x1EA0 <= code <= 0x1EFF:
            folded = 0x1EC3
        elif code == 0x06CC:  # Farsi yeh counts as the Arabic one
            folded = 0x064A
        elif code == 0x0219:  # s and t with comma below count as those with cedilla
            folded = 0x015F
        elif code == 0x021B:
            folded = 0x0163
        self[code] = folded
        return folded


_FOLDING = _Folding()


def words(text: str) -> list[str]:
    """The words of a text, folded; those in capitals throughout in lower case."""
    folded = unicodedata.normalize("NFC", text).translate(_FOLDING).split()
    return [word.lower() if len(word) > 1 and word.isupper() else word for word in folded]


def grams(found: list[str]) -> Counter[str]:
    """All n-grams of words with their numbers, n from 1 to 3, blanks at both ends of a word."""
    text = f" {' '.join(found)} "
    counted = Counter(text)
    counted.update(map("".join, pairwise(text)))
    counted.update(triples(found))
    del counted[" "]
    return counted


def triples(found: list[str]) -> list[str]:
    """All sequences of three letters or blanks within words."""
    text = f" {'  '.join(found)} "
    return [
        gram
        for gram in map("".join, zip(text, text[1:], text[2:], strict=False))
        if gram[1:] != "  " != gram[:2]
    ]
