"""How often letter n-grams occur in a language: the profiles that langdetect ships, read without importing it.

langdetect reads all of its 55 profiles (0.3 s) and samples n-grams at random, so that its answers vary. Here only the
profiles in question are read, and all n-grams count, so that the same text always gets the same answer. Characters are
folded as in the profiles' making: what is no letter becomes a blank, and the second half of the block Latin Extended
Additional (Vietnamese vowels with tone) one letter.
"""

from __future__ import annotations

import json
import math

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from crosscheck.errors import CrosscheckError

FLOOR = 5e-5
"""Added to every relative frequency, as in langdetect (alpha 0.5 over a base frequency of 10,000)."""

SAME = {"zh": "zh-cn"}
"""Profiles that go by another name."""




@dataclass(frozen=True, slots=True)
class Profile:
    """Relative frequency of n-grams (n = 1, 2, 3; blanks mark the ends of words) among those of their length."""

    language: str
    frequencies: dict[str, float]

    def weight(self, gram: str) -> float:
        """The logarithm of an n-gram's smoothed frequency."""
        return math.log(self.frequencies.get(gram, 0.0) + FLOOR)


@cache
def profile(language: str) -> Profile:
    """The profile of a language by its primary subtag."""
    file = _folder() / SAME.get(language, language)
    data = json.loads(file.read_text(encoding="utf-8"))
    totals = data["n_words"]
    return Profile(
        language,
        {gram: count / totals[len(gram) - 1] for gram, count in data["freq"].items() if len(gram) <= len(totals)},
    )


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
        if not character.isalpha() and not unicodedata.combining(character):
            folded = 32
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


def grams(found: list[str], longest: int = 3) -> list[str]:
    """All n-grams of words, n from 1 to `longest`, blanks at both ends of a word."""
    result: list[str] = []
    for word in found:
        padded = f" {word} "
        size = len(padded)
        result.extend(word)
        for length in range(2, longest + 1):
            result.extend(padded[start : start + length] for start in range(size - length + 1))
    return result
