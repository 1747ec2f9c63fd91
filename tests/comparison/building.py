"""Facts by hand, in short."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from crosscheck.comparison import Closeness, compare
from crosscheck.model import Comparator, Difference, Fact, Kind, Reading, Strength


def fact(
    value: int | str,
    *units: str,
    kind: Kind = Kind.NUMBER,
    text: str | None = None,
    start: int = 0,
    also: Sequence[Reading] = (),
    strength: Strength = Strength.DIGITS,
    comparator: Comparator = Comparator.EXACT,
    precision: str = "0",
    group: int = -1,
    role: str = "",
    derivation: str = "",
) -> Fact:
    """A fact with one reading by the convention, and `also` as further readings."""
    shown = str(value) if text is None else text
    label = shown if kind is Kind.IDENTIFIER else None
    number = Fraction(0) if label else Fraction(value)
    first = Reading(number, units, label, True, derivation)
    return Fact(
        kind,
        start,
        start + len(shown),
        shown,
        (first, *also),
        strength,
        comparator,
        Fraction(precision),
        group,
        role,
    )


def identifier(label: str) -> Fact:
    return fact(0, kind=Kind.IDENTIFIER, text=label)


def differences(
    source: Sequence[Fact], target: Sequence[Fact], lang: str = "de", closeness: Closeness | None = None
) -> list[Difference]:
    """Compare two lists of facts whose places in the text do not matter."""
    return compare(_spread(source), _spread(target), _text(source), _text(target), lang, closeness=closeness)


def shown(made: Sequence[Difference]) -> list[str]:
    """Differences in short: "changed error 5>6"."""
    return [f"{one.change.value} {one.grade.value} {_side(one, 0)}>{_side(one, 1)}" for one in made]


def _side(difference: Difference, side: int) -> str:
    placed = (difference.source, difference.target)[side]
    return "" if placed is None else placed.fact.text


def _text(facts: Sequence[Fact]) -> str:
    return " ".join(one.text for one in facts)


def _spread(facts: Sequence[Fact]) -> list[Fact]:
    """The facts one after another, as they stand in `_text`."""
    placed, start = [], 0
    for one in facts:
        end = start + len(one.text)
        placed.append(
            Fact(
                one.kind,
                start,
                end,
                one.text,
                one.readings,
                one.strength,
                one.comparator,
                one.precision,
                one.group,
                one.role,
            )
        )
        start = end + 1
    return placed
