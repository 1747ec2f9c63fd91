"""What probably happened when one value became another."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from crosscheck.comparison.affinity import contradicting_units, lost_sign
from crosscheck.comparison.quantities import Units, as_int, equal
from crosscheck.lexicons.units import MONEY, dimensions
from crosscheck.model import Cause, Change, Fact, Kind

_DIGITS = re.compile(r"\D+")
_SCALES = frozenset(10**power for power in (1, 2, 3, 4, 5, 6, 8, 9, 12))
_HALF_DAY = 720
_NUMBER, _TIME, _IDENTIFIER = Kind.NUMBER, Kind.TIME, Kind.IDENTIFIER
_NAMES, _YEARS = (Kind.MONTH, Kind.WEEKDAY), (Kind.YEAR, Kind.DECADE)
POINT = "point"
"""The unit id of percentage points."""


class Slip(NamedTuple):
    """By what one value became another one: the cause, where one can be named, and target over source where
    the scale differs."""

    change: Change
    cause: Cause | None
    factor: Fraction | None = None


def slip(source: Fact, target: Fact) -> Slip:
    """What became of a fact whose place in the target another one takes."""
    related = contradicting_units(source, target)
    if related is not None:
        return Slip(Change.UNIT, unit_cause(source, target, related))
    if lost_sign(source, target):
        return Slip(Change.SIGN, Cause.SIGN)
    return Slip(Change.CHANGED, *value_cause(source, target))


def unit_cause(source: Fact, target: Fact, related: Units) -> Cause:
    """Why equal values carry different units."""
    if related is Units.SHARE_LOST:
        return Cause.PERCENT
    if POINT in source.units or POINT in target.units:
        return Cause.PERCENT_POINT
    if MONEY in dimensions(source.units) and MONEY in dimensions(target.units):
        return Cause.CURRENCY
    return Cause.UNIT


def value_cause(source: Fact, target: Fact) -> tuple[Cause | None, Fraction | None]:
    """The likely cause of a changed value, and target over source where the scale differs."""
    a, b = source.value, target.value
    if source.kind is _IDENTIFIER or target.kind is _IDENTIFIER:
        return _digits_cause(_plain(_label(source)), _plain(_label(target))), None
    if source.kind in _NAMES or equal(a, b):
        return None, None
    if _TIME is source.kind is target.kind and abs(a - b) == _HALF_DAY:
        return Cause.HALF_DAY, None
    if source.kind in _YEARS and (as_int(a) - as_int(b)) % 100 == 0:
        return Cause.CENTURY, None
    if source.kind is _NUMBER is target.kind and a and b:
        up, down = b.numerator * a.denominator, a.numerator * b.denominator  # b / a is up / down
        scale, rest = divmod(up, down) if abs(up) >= abs(down) else divmod(down, up)
        if not rest and scale in _SCALES:
            factor = Fraction(up, down)
            alike = _plain(source.text) == _plain(target.text)
            magnitude = bool(source.readings[0].derivation or target.readings[0].derivation)
            if alike and scale == 1000 and not magnitude:
                return Cause.SEPARATOR, factor
            return (Cause.MAGNITUDE if magnitude else Cause.SCALE), factor
    cause = _digits_cause(_written(source), _written(target))
    if cause is None and source.role in ("low", "high"):
        cause = Cause.RANGE_END
    return cause, None


def _label(fact: Fact) -> str:
    return fact.readings[0].label or fact.text


def _plain(text: str) -> str:
    return _DIGITS.sub("", text)


def _written(fact: Fact) -> str:
    """The digits of the value, without trailing zeros of a large number's magnitude."""
    value = fact.value
    return str(abs(value.numerator)) if value.denominator == 1 else _plain(fact.text)


def _digits_cause(a: str, b: str) -> Cause | None:
    """How one string of digits became the other by a single slip."""
    if a == b:
        return None
    if len(a) == len(b):
        differing = [i for i in range(len(a)) if a[i] != b[i]]
        if len(differing) == 1:
            return Cause.DIGIT_CHANGED
        first, last = differing[0], differing[-1]
        if sorted(a[first : last + 1]) == sorted(b[first : last + 1]):
            return Cause.TRANSPOSED
    elif abs(len(a) - len(b)) == 1:
        long, short = (a, b) if len(a) > len(b) else (b, a)
        if any(long[:i] + long[i + 1 :] == short for i in range(len(long))):
            return Cause.DIGIT_DROPPED if long is a else Cause.DIGIT_ADDED
    return None
