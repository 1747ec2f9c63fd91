"""What a project settles about a language: how its texts write numbers and dates, and what ambiguous words
mean there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from crosscheck.lexicons.tokens import fold

if TYPE_CHECKING:
    from crosscheck.lexicons.load import Separators
    from crosscheck.model import Fact, Reading

MAGNITUDES = ("magnitudes", "magnitude_abbreviations")
"""The sections of a lexicon that a project may change."""


@dataclass(frozen=True, slots=True)
class Conventions:
    """`decimal` and `group` are the marks in numbers, `date_order` is "dmy", "mdy" or "ymd"; None leaves what
    the language does. `units` are ids of `lexicons/data/units.toml`: where a sign or word may mean several
    units, it means these. `magnitudes` gives words such as "billion" another value."""

    decimal: str | None = None
    group: tuple[str, ...] | None = None
    date_order: str | None = None
    units: tuple[str, ...] = ()
    magnitudes: tuple[tuple[str, int], ...] = ()

    @property
    def numbers(self) -> bool:
        """Whether it says how numbers are written."""
        return self.decimal is not None or self.group is not None

    def separators(self, usual: Separators) -> Separators:
        """The marks by which numbers are read. A mark has one meaning: the decimal mark groups nothing. Marks
        that can only group are read besides those of the project."""
        if not self.numbers:
            return usual
        settled = self.marks(usual)
        clear = (mark for mark in usual.group if mark not in ".," and mark not in settled.group)
        return replace(settled, group=(*settled.group, *clear))

    def marks(self, usual: Separators) -> Separators:
        """The marks that the project itself writes."""
        group = usual.group if self.group is None else tuple(fold(mark) for mark in self.group)
        decimal = self.decimal or next(
            mark for mark in (usual.decimal, ".", ",") if self.group is None or mark not in group
        )
        return replace(
            usual, decimal=decimal, group=tuple(mark for mark in group if mark != decimal), unsettled=()
        )

    def date_orders(self, usual: tuple[str, ...]) -> tuple[str, ...]:
        """The orders of dates in digits. The year first leaves open how the other dates are meant."""
        if self.date_order is None:
            return usual
        rest = (order for order in usual if order != self.date_order) if self.date_order == "ymd" else ()
        return (self.date_order, *rest)

    def words(self, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """A lexicon's data with the values of the magnitudes."""
        if not self.magnitudes:
            return data
        values = {fold(word): str(value) for word, value in self.magnitudes}
        changed: dict[str, dict[str, list[str]]] = {}
        for name in MAGNITUDES:
            section: dict[str, list[str]] = {}
            for value, forms in data[name].items():
                for form in forms:
                    section.setdefault(values.get(fold(form), value), []).append(form)
            changed[name] = section
        return {**data, **changed}

    def settle(self, fact: Fact) -> Fact:
        """The fact, with the units that its ambiguous ones mean here."""
        if not self.units or not any(len(reading.units) > 1 for reading in fact.readings):
            return fact
        return fact._replace(readings=tuple(map(self._settled, fact.readings)))

    def _settled(self, reading: Reading) -> Reading:
        meant = tuple(one for one in reading.units if one in self.units)
        return reading._replace(units=meant) if meant and len(reading.units) > 1 else reading


USUAL = Conventions()
"""Nothing is settled."""


def magnitude_words(data: Mapping[str, Any]) -> dict[str, Fraction]:
    """The words of a lexicon that multiply, folded, with their values."""
    return {
        fold(form): Fraction(value)
        for name in MAGNITUDES
        for value, forms in data[name].items()
        for form in forms
    }


@cache
def _parts(tag: str) -> tuple[str, ...]:
    return tuple(tag.lower().replace("_", "-").split("-"))


def conventions_for(known: Mapping[str, Conventions], tag: str) -> Conventions | None:
    """The conventions for a BCP 47 tag: those of the longest tag that it begins with."""
    fitting = [one for one in known if _parts(tag)[: len(_parts(one))] == _parts(one)]
    return known[max(fitting, key=len)] if fitting else None
