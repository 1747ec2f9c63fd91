"""Amounts said in two units: "5 ft 10", "1 m 80", "71 € 50", "1500 руб. 50 коп."."""

from __future__ import annotations

from fractions import Fraction

from crosscheck.facts.context import CONSUMED, Context, exact
from crosscheck.facts.digits import Literal
from crosscheck.facts.num import VULGAR, Num
from crosscheck.lexicons.units import MONEY, SMALL_MONEY, dimensions, units
from crosscheck.members import NUMBER, TIME, WEAK, WORDS

_BETWEEN = 4
"""Parts of the text between the two numbers at most: unit, dot, joining word."""
_LONGEST_PARTICLE = 3
"""Letters of a word behind the amount that names nothing that could be counted: "et", "und", "в"."""


def read_smaller(context: Context, index: int, num: Num) -> None:
    """Join the number at `index` to the amount before it, whose hundredths (or, after feet, inches) it
    says."""
    at = index - 1
    while at > 0 and not isinstance(context.parts[at], Num) and index - at < _BETWEEN:
        at -= 1
    first = context.parts[at] if at >= 0 else None
    if not isinstance(first, Num) or first.kind is not NUMBER:
        return
    if not first.units:
        _feet(context, first, num)
        return
    joint = context.sign(index - 1)
    joined = (
        joint.isalpha()
        and len(joint) <= _LONGEST_PARTICLE
        and context.gap(index - 1) == 1
        and context.parts[index - 1].start > first.end
    )
    gap = (context.parts[index - 1].start if joined else num.start) - first.end
    if gap > 1 or num.ordinal or num.scaled != 1:
        return
    if not joined and context.original[num.start : num.end] in VULGAR and first.value.denominator == 1:
        first.values, first.end, first.plain = exact(first.value + num.value), num.end, False
        num.role, num.kind = CONSUMED, TIME  # fr "1 pouce ½"
        return
    if first.units == ("foot",):
        if num.whole(0, 11) and not joined:
            num.units = ("inch",)
            first.group = num.group = context.new_group()
        return
    money = dimensions(first.units)
    if first.scaled != 1 or first.value.denominator != 1:
        return
    if coins := dimensions(num.units):
        hundredths = (
            MONEY in money and any(one.startswith(SMALL_MONEY) for one in coins) and 0 < num.value < 100
        )
    else:
        hundredths = (
            (first.units == ("m",) or (money == {MONEY} and not joined))
            and (num.digits == 2 or (not num.digits and num.whole(10, 99)))
            and ("number_and" in context.entry(index - 1) or not joined)
            and not context.original[first.end - 1].isdigit()
            and not _counts(context, index + 1, num)
        )
    if hundredths and num.value.denominator == 1:
        first.values = (Literal(first.value + num.value / 100, Fraction(1, 200), True),)
        if coins:
            first.units = tuple(one for one in first.units if units()[one].dimension == MONEY)
        first.end, first.plain, first.alternative = num.end, False, None
        if first.strength is WEAK:
            first.strength = WORDS
        num.kind, num.role = TIME, CONSUMED


_FEET, _INCHES = "'’′", '"”″'


def _feet(context: Context, first: Num, num: Num) -> None:
    """6'7": feet and inches in the signs of a typewriter."""
    text = context.original
    if (
        num.start - first.end != 1
        or text[first.end] not in _FEET
        or text[num.end : num.end + 1] not in _INCHES
    ):
        return
    if num.end < len(text) and first.whole(1, 9) and num.whole(0, 11):
        first.units, num.units = ("foot",), ("inch",)
        first.group = num.group = context.new_group()
        first.end, num.end = num.start, num.end + 1


def _counts(context: Context, at: int, num: Num) -> bool:
    """Whether what stands behind a number may be what it counts: "3 m 15 personnes", but de "einen Meter
    achtzig groß"."""
    if at >= len(context.parts):
        return False
    part = context.parts[at]
    if isinstance(part, Num):
        return False
    if part.kind == "w":
        return num.digits > 0 and part.end - part.start > _LONGEST_PARTICLE
    return part.kind == "t" and "number_and" not in part.entry
