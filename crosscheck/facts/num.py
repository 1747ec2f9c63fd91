"""A number while its surroundings are being read, and how values are shown."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from crosscheck.facts.digits import Literal
from crosscheck.facts.items import NO_ENTRY, Item
from crosscheck.members import EXACT, NUMBER
from crosscheck.model import Reading, Strength

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
VULGAR = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅕": Fraction(1, 5),
    "⅖": Fraction(2, 5),
    "⅗": Fraction(3, 5),
    "⅘": Fraction(4, 5),
    "⅙": Fraction(1, 6),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
}


class Num:
    """A number in the text while its surroundings are being read; ends as one fact.

    `values` are readings as (value, precision, norm). `plain` is true for bare digits without separators;
    `scaled` the magnitude that was applied ("1.5 million": 1,000,000). `entry` and `text` are always empty:
    so rules need not ask whether a part is an `Item`."""

    __slots__ = (
        "alternative",
        "comparator",
        "derivation",
        "digits",
        "end",
        "falling",
        "fraction",
        "group",
        "kind",
        "label",
        "ordinal",
        "plain",
        "raw",
        "role",
        "scaled",
        "start",
        "strength",
        "units",
        "values",
    )

    entry = NO_ENTRY
    text = ""

    def __init__(self, start: int, end: int, values: tuple[Literal, ...], strength: Strength) -> None:
        self.start = start
        self.end = end
        self.values = values
        self.strength = strength
        self.kind = NUMBER
        self.digits = 0
        self.plain = False
        self.raw = ""
        self.ordinal = False
        self.fraction = False
        self.scaled: Fraction | int = 1
        self.units: tuple[str, ...] = ()
        self.comparator = EXACT
        self.group = -1
        self.role = ""
        self.label: str | None = None
        self.derivation = ""
        self.alternative: Reading | None = None
        self.falling = False

    @property
    def value(self) -> Fraction:
        return self.values[0].value

    def scale(self, factor: Fraction) -> None:
        """Multiply all readings."""
        self.values = tuple(Literal(v.value * factor, v.precision * factor, v.norm) for v in self.values)
        self.scaled *= factor

    def whole(self, low: int, high: int) -> bool:
        """Is it written as a whole number from `low` to `high`?"""
        value = self.values[0].value
        return (
            value.denominator == 1 and low <= value.numerator <= high and not self.units and self.scaled == 1
        )

    def readings(self) -> tuple[Reading, ...]:
        units, label, derivation = self.units, self.label, self.derivation
        new = tuple.__new__  # as `Reading(…)` makes it, without the call between
        if len(self.values) == 1 and self.alternative is None:  # nearly all numbers
            only = self.values[0]
            return (new(Reading, (only.value, units, label, only.norm, derivation)),)
        own = tuple([new(Reading, (v.value, units, label, v.norm, derivation)) for v in self.values])
        return own if self.alternative is None else (*own, self.alternative)

    def __repr__(self) -> str:
        return f"<{self.kind} {self.value} {self.units}>"


Part = Item | Num


class Parts(NamedTuple):
    """A text's items and numbers in order, and the places of the numbers, the lexicon terms and the other
    words that may mean something."""

    all: list[Part]
    nums: list[int]
    terms: list[int]
    words: list[int]


def power(value: Fraction) -> str:
    """A magnitude the way derivations show it: 10⁹, or digits."""
    digits = str(value)
    if value.denominator == 1 and digits.rstrip("0") == "1" and len(digits) > 3:
        return "10" + str(len(digits) - 1).translate(_SUPERSCRIPT)
    return digits
