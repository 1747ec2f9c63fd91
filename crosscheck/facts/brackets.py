"""Losses as bookkeepers write them: "(1,234)", "$(12.4) million", "(0.3)%"."""

from __future__ import annotations

from fractions import Fraction

from crosscheck.facts.context import CONSUMED, Context
from crosscheck.facts.digits import Literal
from crosscheck.facts.num import Num
from crosscheck.facts.symbols import symbols
from crosscheck.facts.words import is_power
from crosscheck.figures import figure
from crosscheck.lexicons.units import MONEY, SHARE, dimensions
from crosscheck.members import DIGITS, TIME


def read_brackets(context: Context, index: int, num: Num) -> None:
    """Make a number in round brackets negative where that is sure: where the brackets leave a unit or a
    magnitude outside, and in a table's cell of its own. Elsewhere they may as well set off a plain amount,
    and both readings stay; bare years and small numbers ("(12)", "(2019)") are never amounts."""
    text, start, end = context.folded, num.start, num.end
    if num.value <= 0 or text[start - 1 : start] != "(" or text[end : end + 1] != ")":
        return
    before = context.parts[max(0, index - 4) : index]
    if any(isinstance(part, Num) and part.end >= start - 2 for part in before):
        # contracts say an amount in words and again in digits, "twelve million (12,000,000) €"; zh sets off
        # a share without a space, "1860万欧元(4.7%)"
        return
    money = symbols().money_at_end(context.original[: start - 1])
    bare = num.plain and not num.units and (num.digits < 3 or (num.digits == 4 and 1000 <= num.value < 2200))
    cell = not (text[: start - 1] + text[end + 1 :]).strip()
    outside = (money or not bare) and _magnitude_outside(context, index, num)
    if not outside:
        symbol = symbols().after(context.original, end + 1)
        outside = bool(money or symbol)
        if symbol and not num.units:
            num.units, num.end = symbols().ids[symbol], end + 1 + len(symbol)
    num.units = num.units or money
    negative = tuple(Literal(-v.value, v.precision, v.norm) for v in num.values)
    if outside or (cell and not bare):
        num.values = negative
        num.start, num.end = start - 1, max(num.end, end + 1)
        num.derivation = f"{context.original[num.start : num.end]} = {figure(num.value)}"
    elif not bare and (not num.units or not dimensions(num.units).isdisjoint((MONEY, SHARE))):
        num.values += negative


def _magnitude_outside(context: Context, index: int, num: Num) -> bool:
    """Apply what stands behind the closing bracket and multiplies the number, with its currency."""
    if index + 2 >= len(context.parts) or context.sign(index + 1) != ")" or context.gap(index + 1) > 1:
        return False
    part = context.parts[index + 2]
    if isinstance(part, Num):
        if part.strength is DIGITS or part.value < 1000 or not is_power(part.value):
            return False
        factor, units = part.value, part.units
        part.role, part.kind = CONSUMED, TIME
    else:
        found = part.entry.get("magnitude", part.entry.get("magnitude_abbreviation"))
        if type(found) is not Fraction:
            return False
        factor, units = found, symbols().money_at_end(context.original[part.start : part.end])
    num.scale(factor)
    num.units, num.end, num.plain = num.units or units, part.end, False
    behind = num.end + int(context.original[num.end : num.end + 1].isspace())
    if not num.units and (symbol := symbols().after(context.original, behind)):
        num.units, num.end = symbols().ids[symbol], behind + len(symbol)
    return True
