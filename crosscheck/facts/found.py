"""What patterns find in the characters: facts, and the stretches that nothing else may read again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crosscheck.facts.digits import ZERO
from crosscheck.lexicons import tokens
from crosscheck.lexicons.units import common
from crosscheck.members import IDENTIFIER, ORDINAL
from crosscheck.model import Fact, Reading


class Found:
    """Facts that patterns read, and the stretches that nothing else may read again."""

    __slots__ = ("facts", "groups", "taken")

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.taken: list[tuple[int, int]] = []
        self.groups = 0

    def free(self, start: int, end: int) -> bool:
        return all(end <= begin or start >= stop for begin, stop in self.taken)

    def take(self, start: int, end: int) -> None:
        self.taken.append((start, end))

    def identifier(self, start: int, end: int, text: str) -> None:
        self.take(start, end)
        label = normal(tokens.plain(text))
        quarters = common()["labels"]["quarters"]
        if label in quarters:  # "Q2" is the second quarter
            value = Reading(Fraction(quarters.index(label) + 1))
            self.facts.append(Fact(ORDINAL, start, end, text, (value,)))
            return
        self.facts.append(Fact(IDENTIFIER, start, end, text, (Reading(ZERO, label=label),)))


def normal(text: str) -> str:
    """An identifier without what writers vary: case, spaces, hyphens, dots."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\W_]+", "", text).upper()


def at_runs(pattern: re.Pattern[str], plain: str, runs: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """What `finditer` finds of a pattern that begins with the first of some digits; much faster, since all
    other places of the text need not be tried."""
    end = 0
    for start, _ in runs:
        if start >= end and (match := pattern.match(plain, start)) is not None:
            end = match.end()
            yield match
