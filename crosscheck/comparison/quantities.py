"""Units of two readings: the same, convertible, or in contradiction."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from crosscheck.lexicons.units import SHARE, Unit, dimensions, units

HABIT = Fraction(3, 100)
"""How far a writer's converted round number lies from the exact one: "1,000 feet" becomes "300 m" (1.6 %), "6
feet" becomes "1.8 m" (1.6 %). Human translations of published texts stay within this."""


_HEAT, _DIAL = 100, 5
"""Cooks round temperatures from 100 degrees on to tens: 350 °F (176.7 °C) is the 180 °C of an oven's dial."""
DEGREE, TEMPERATURE = "degree", "temperature"
_RATES = {"length": "speed", "data": "data-rate"}
_HOUR = 3600
CALENDAR, TIME = "calendar", "time"
MONTH = 2_629_746
"""Seconds of a month, 365.2425 days / 12."""


def equal(one: Fraction, two: Fraction) -> bool:
    """`one == two`, without the checks for other kinds of number that make that slow."""
    return one is two or (one.numerator == two.numerator and one.denominator == two.denominator)


def as_int(value: Fraction) -> int | Fraction:
    """A whole value as an int, which is ten times as fast to work with."""
    return value.numerator if value.denominator == 1 else value


class Units(Enum):
    """How two sets of candidate units relate."""

    SAME = 0
    ONE_BARE = 1
    CONVERTIBLE = 2
    DIFFERENT = 3
    SHARE_LOST = 4
    """One side says percent (or the like), the other states no unit."""


@lru_cache(maxsize=4096)
def relate(a: tuple[str, ...], b: tuple[str, ...]) -> Units:
    """How the candidate units `a` and `b` relate; an empty set is a bare number."""
    if a == b or not set(a).isdisjoint(b):
        return Units.SAME
    if not a or not b:
        return Units.SHARE_LOST if is_share(a or b) else Units.ONE_BARE
    if _loose(a, b) or _loose(b, a):
        return Units.ONE_BARE
    if dimensions(a) & dimensions(b) or {CALENDAR, TIME} <= dimensions(a) | dimensions(b):
        return Units.CONVERTIBLE
    return Units.DIFFERENT


def _loose(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether `a` may be a short way to say `b`: "80 degrees" for degrees of a scale, "80 miles" for mph
    where "per hour" stands elsewhere, "600 Mbit" for Mbit/s."""
    if DEGREE in a and TEMPERATURE in dimensions(b):
        return True
    known = units()
    amounts = [known[one] for one in a if one in known and known[one].dimension in _RATES]
    rates = [known[one] for one in b if one in known]
    return any(
        _RATES[amount.dimension] == rate.dimension and amount.factor in (rate.factor, rate.factor * _HOUR)
        for amount in amounts
        for rate in rates
    )


@lru_cache(maxsize=4096)
def is_share(ids: tuple[str, ...]) -> bool:
    """Whether the units are percent, permille or the like."""
    return SHARE in dimensions(ids)


def converts(
    value: Fraction,
    ids: tuple[str, ...],
    precision: Fraction,
    other: Fraction,
    other_ids: tuple[str, ...],
    other_precision: Fraction,
) -> bool:
    """Whether one amount may be the writer's conversion of the other.

    `value` stands in the first of `ids`; the other candidates are tried with the same figure ("pound",
    "ton"). The two agree when they differ by no more than what both writers left open by their rounding (the
    precisions, half a unit of the last place), or by `HABIT`.
    """
    for ratio, shift in _conversions(ids, other_ids):
        if not shift:
            if _close(value, ratio, precision, other, other_precision):
                return True
            continue
        there = value * ratio
        slack = other_precision + precision * ratio
        # 10 °F warmer is 5.6 °C warmer: a difference of temperatures has no offset, and is not below zero.
        if min(value, other) > 0 and abs(there - other) <= slack:
            return True
        if min(value, other) >= _HEAT and other % 10 == 0:
            slack = max(slack, Fraction(_DIAL))
        if abs(there + shift - other) <= slack:
            return True
    return False


def _close(
    value: Fraction, ratio: Fraction, precision: Fraction, other: Fraction, other_precision: Fraction
) -> bool:
    """Whether `value * ratio` differs from the other amount by no more than `HABIT`, or by no more than the
    precisions leave open, where these leave open less than half of it."""
    # Both in one denominator, as whole numbers: most amounts are far apart, and fractions are slow.
    there = value.numerator * ratio.numerator * other.denominator
    stated = other.numerator * value.denominator * ratio.denominator
    apart = abs(there - stated)
    if HABIT.denominator * apart <= HABIT.numerator * abs(there):
        return True
    if 2 * apart >= abs(stated):
        return False
    slack = other_precision + precision * ratio
    return 2 * slack < abs(other) and abs(value * ratio - other) <= slack


@lru_cache(maxsize=4096)
def _conversions(ids: tuple[str, ...], other_ids: tuple[str, ...]) -> tuple[tuple[Fraction, Fraction], ...]:
    """For each pair of candidates with a known rate between them (currencies have none): what to multiply an
    amount of the first with, and what to add, to have it in the second."""
    known = units()
    found = []
    for one in _with_scales(ids):
        for two in _with_scales(other_ids):
            a, b = _comparable(known.get(one), known.get(two))
            if a is None or b is None or a.dimension != b.dimension:
                continue
            if a.factor != b.factor or a.offset != b.offset:
                found.append((a.factor / b.factor, (a.offset - b.offset) / b.factor))
    return tuple(found)


def _with_scales(ids: tuple[str, ...]) -> tuple[str, ...]:
    """Bare degrees may be of either scale."""
    return (*ids, "celsius", "fahrenheit") if DEGREE in ids else ids


def _comparable(a: Unit | None, b: Unit | None) -> tuple[Unit | None, Unit | None]:
    """Months beside weeks become seconds, of the mean Gregorian month; other pairs stay."""
    if a is not None and b is not None and {a.dimension, b.dimension} == {CALENDAR, TIME}:
        a, b = (
            replace(unit, dimension=TIME, factor=unit.factor * MONTH) if unit.dimension == CALENDAR else unit
            for unit in (a, b)
        )
    return a, b


def as_share(value: Fraction, ids: tuple[str, ...]) -> Fraction | None:
    """A percentage as a part of one; None where the unit is no share."""
    known = units()
    for one in ids:
        unit = known.get(one)
        if unit is not None and unit.dimension == SHARE:
            return value * unit.factor
    return None


def in_base(value: Fraction, ids: tuple[str, ...]) -> tuple[str, Fraction] | None:
    """Dimension and value in its base unit, after the first candidate that is known."""
    known = units()
    for one in ids:
        unit = known.get(one)
        if unit is not None:
            amount = value if unit.factor == 1 else value * unit.factor
            return unit.dimension, amount + unit.offset if unit.offset else amount
    return None
