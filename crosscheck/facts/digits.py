"""Digits with separators → exact values, by the habits of a locale."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from crosscheck.lexicons.load import Separators

ZERO, ONE = Fraction(0), Fraction(1)
"""Making a fraction takes longer than most of what is done with it."""
_FOREIGN = (
    Separators(".", (",", "'", " ")),
    Separators(",", (".", "'", " ")),
    Separators(".", (",",), (3, 2)),
)


_LONGEST = 60


class Literal(NamedTuple):
    """One reading of a number in digits. `precision` is half a unit of the last place written."""

    value: Fraction
    precision: Fraction
    norm: bool


_HALF = Fraction(1, 2)


@lru_cache(maxsize=65536)
def whole(text: str) -> tuple[Literal, ...]:
    """The one reading of bare digits; empty where they are longer than any amount. Remembered apart, since
    the hash of separators takes longer than the rest."""
    return (Literal(Fraction(int(text)), _HALF, True),) if len(text) <= _LONGEST else ()


@lru_cache(maxsize=65536)
def literal(text: str, separators: Separators) -> tuple[Literal, ...]:
    """All readings of a folded number text such as "1.500,25"; those of the locale come first and are `norm`.

    Empty where the text is no single number ("1.2.3", "5,6,7") or longer than any amount."""
    if len(text) > _LONGEST:
        return ()
    if text.isdigit():
        return whole(text)
    found: dict[Fraction, Literal] = {}
    grouped = False
    for habit in (separators, *separators.unsettled):
        if (got := _read(text, habit)) is not None and got[0] not in found:
            # Three digits behind the usual group mark are hardly ever decimals of another region.
            found[got[0]] = Literal(*got, not grouped)
            grouped = habit is separators and got[0].denominator == 1 and habit.decimal not in text
    for habit in _FOREIGN:
        if (got := _read(text, habit)) is not None and got[0] not in found:
            found[got[0]] = Literal(*got, False)
    return tuple(found.values())


def _read(text: str, habit: Separators) -> tuple[Fraction, Fraction] | None:
    whole, mark, decimals = text.partition(habit.decimal)
    if mark and not decimals.isdigit():
        return None
    if not whole.isdigit():
        marks = {char for char in whole if not char.isdigit()}
        if len(marks) != 1 or not marks <= set(habit.group):
            return None
        groups = whole.split(marks.pop())
        if not _grouped(groups, habit.grouping):
            return None
        whole = "".join(groups)
    return Fraction(int(whole + decimals), 10 ** len(decimals)), Fraction(1, 2 * 10 ** len(decimals))


def _grouped(groups: list[str], sizes: tuple[int, ...]) -> bool:
    """Whether groups of digits have the sizes that the locale wants, counted from the right."""
    if groups[0].startswith("0"):
        return False
    for place, group in enumerate(reversed(groups)):
        size = sizes[min(place, len(sizes) - 1)]
        if len(group) != size and not (place == len(groups) - 1 and 0 < len(group) < size):
            return False
    return True
