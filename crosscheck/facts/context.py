"""What the reading rules share: the text, its language, and the parts being read."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from fractions import Fraction

from crosscheck.facts.digits import ZERO, Literal
from crosscheck.facts.items import NO_ENTRY, Entry, Item
from crosscheck.facts.num import Num, Parts
from crosscheck.lexicons.load import Lexicon, Value
from crosscheck.members import NUMBER
from crosscheck.model import Fact, Kind, Reading, Strength

CONSUMED = "consumed"
"""The role of a number that has become part of another fact."""
ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


class Context:
    """One text while it is read. `parts` are its items and numbers in order; `facts` collects what is
    settled. `said` holds the categories of all its lexicon terms: rules that need another one can be
    skipped. `nums`, `terms` and `words` are places in `parts`, as of `Parts`; `made` those of the numbers
    that rules have made of words."""

    __slots__ = (
        "facts",
        "folded",
        "groups",
        "lexicon",
        "made",
        "nums",
        "original",
        "parts",
        "said",
        "terms",
        "words",
    )

    def __init__(
        self,
        original: str,
        folded: str,
        lexicon: Lexicon,
        parts: Parts,
        groups: int,
        said: AbstractSet[str],
    ) -> None:
        self.original = original
        self.folded = folded
        self.lexicon = lexicon
        self.parts, self.nums, self.terms, self.words = parts
        self.made: list[int] = []
        self.groups = groups
        self.said = said
        self.facts: list[Fact] = []

    def index(self) -> None:
        """Note anew where numbers, lexicon terms and words stand; to be called when parts were removed."""
        self.nums = []
        self.terms = []
        self.words = []
        for at, part in enumerate(self.parts):
            if isinstance(part, Num):
                self.nums.append(at)
            elif part.entry:
                self.terms.append(at)
            elif part.kind in "wt":
                self.words.append(at)

    def make(self, index: int, num: Num) -> None:
        """Let a number stand in the place of a word."""
        self.parts[index] = num
        self.made.append(index)

    def entry(self, index: int) -> Entry:
        """The lexicon entry of the part at `index`; empty for numbers, plain words and places outside."""
        if 0 <= index < len(self.parts):
            return self.parts[index].entry
        return NO_ENTRY

    def num(self, index: int) -> Num | None:
        """The number at `index` that no rule has claimed as something special yet."""
        if 0 <= index < len(self.parts):
            part = self.parts[index]
            if part.kind is NUMBER:
                return part  # type: ignore[return-value]
        return None

    def sign(self, index: int) -> str:
        """The text of the sign or word at `index`, or ""."""
        if 0 <= index < len(self.parts):
            return self.parts[index].text
        return ""

    def gap(self, index: int) -> int:
        """Characters between the parts at `index` and `index` + 1; many where there are no two parts."""
        if not 0 <= index < len(self.parts) - 1:
            return 1000
        return self.parts[index + 1].start - self.parts[index].end

    def filler(self, index: int) -> bool:
        """Is the part at `index` a short word or mark that may stand inside an expression ("de", "of",
        ",")?"""
        if not 0 <= index < len(self.parts):
            return False
        part = self.parts[index]
        return (
            isinstance(part, Item)
            and part.kind in "wst"
            and part.end - part.start <= 3
            and part.text not in ";:()/!?"
        )

    def new_group(self) -> int:
        self.groups += 1
        return self.groups - 1

    def text(self, start: int, end: int) -> str:
        return self.original[start:end]

    def add(
        self, kind: Kind, start: int, end: int, value: Value | None, strength: Strength, group: int = -1
    ) -> None:
        """Record a fact with one plain reading."""
        assert type(value) is Fraction
        self.facts.append(
            Fact(kind, start, end, self.text(start, end), (Reading(value),), strength, group=group)
        )


def roman(text: str) -> int | None:
    """The value of a Roman numeral in capitals, or None."""
    if not text or not ROMAN.fullmatch(text):
        return None
    total, last = 0, 0
    for char in reversed(text):
        value = _ROMAN_VALUES[char]
        total += value if value >= last else -value
        last = max(last, value)
    return total


def exact(value: Fraction | int) -> tuple[Literal, ...]:
    return (Literal(value if type(value) is Fraction else Fraction(value), ZERO, True),)
