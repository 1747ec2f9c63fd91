"""Numbers said in steps of falling magnitude: "2 milyon 750 bin", "5 тыс. 300", "bin 238"."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from crosscheck.facts.digits import ONE, Literal
from crosscheck.facts.items import Item

if TYPE_CHECKING:
    from crosscheck.facts.num import Num

_MILLION = 10**6
_GROUP = 3
"""Digits that may follow a magnitude: fewer than a thousand of the next one."""


def read_steps(num: Num, items: Sequence[Item], at: int) -> int:
    """Add to `num`, which ends in a magnitude, the smaller ones from `at` on; where the number ends now."""
    last = num.scaled
    while at < len(items) and last >= 1000 and num.value.denominator == 1:
        item = items[at]
        if "number_and" in item.entry and last == _MILLION and _thousands(items, at + 1):
            at, item = at + 1, items[at + 1]  # it "3 milioni e 600 mila"
            num.end = item.start
        if item.kind != "d" or not item.text.isdigit() or len(item.text) > _GROUP or item.start - num.end > 1:
            break
        factor = (
            _magnitude(items[at + 1]) if at + 1 < len(items) and items[at + 1].start - item.end <= 1 else None
        )
        if factor == _MILLION and last == 1000 and num.scaled == 1000:
            # es-MX "2 mil 600 millones"
            step, end, after = (num.value + int(item.text)) * factor - num.value, items[at + 1].end, at + 2
            last = factor
        elif factor is not None and factor < last:
            step, end, after = int(item.text) * factor, items[at + 1].end, at + 2
            last = factor
        elif factor is None and last == 1000 and len(item.text) == _GROUP:
            step, end, after = Fraction(int(item.text)), item.end, at + 1
            last = ONE
        else:
            break
        num.values = (Literal(num.value + step, last / 2, True),)
        num.end, num.scaled, num.derivation = end, last, ""
        at = after
    return at


def _thousands(items: Sequence[Item], at: int) -> bool:
    """Whether digits and the word for thousand stand at a place."""
    return at + 1 < len(items) and items[at].kind == "d" and _magnitude(items[at + 1]) == 1000


def _magnitude(item: Item) -> Fraction | None:
    value = item.entry.get("magnitude", item.entry.get("magnitude_abbreviation"))
    return value if type(value) is Fraction else None
