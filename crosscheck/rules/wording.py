"""Facts in words: what was read, in one notation for all languages."""

from __future__ import annotations

from crosscheck.figures import clock, figure
from crosscheck.model import Comparator, Fact, Kind

_PREFIXES = {
    Kind.ORDINAL: "ordinal ",
    Kind.MONTH: "month ",
    Kind.DAY: "day ",
    Kind.WEEKDAY: "weekday ",
    Kind.CENTURY: "century ",
    Kind.YEAR: "year ",
    Kind.MULTIPLE: "× ",
}
_UNITS = {"percent": " %"}


def describe(fact: Fact) -> str:
    """The value that a fact states: "12,500 km", "year 2022", "time 18:30", ">= 40", "21-NQ/TW"."""
    reading = fact.readings[0]
    if fact.kind is Kind.IDENTIFIER:
        return reading.label or fact.text
    if fact.kind is Kind.TIME:
        return f"time {clock(reading.value)}"
    if fact.kind is Kind.DECADE:
        return f"{reading.value}s"
    grouped = fact.kind in (Kind.NUMBER, Kind.MULTIPLE)
    sign = "" if fact.comparator is Comparator.EXACT else f"{fact.comparator.value} "
    value = sign + _PREFIXES.get(fact.kind, "") + figure(reading.value, grouped=grouped)
    if not reading.units:
        return value
    return value + (_UNITS.get(reading.units[0]) or f" {reading.units[0]}")
