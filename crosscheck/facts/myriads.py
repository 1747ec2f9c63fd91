"""Numbers of digits and words for powers of ten, counted in myriads: "1억 4천 2백만", "1 億 4 千万"."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from crosscheck.facts.digits import ONE, ZERO, Literal, literal
from crosscheck.facts.items import Item
from crosscheck.lexicons.load import Lexicon
from crosscheck.model import Comparator

if TYPE_CHECKING:
    from crosscheck.facts.num import Num

_MYRIAD = 10_000
_CALENDAR = frozenset({"year_after", "month_after", "day_after", "hour_after"})
_COUNTS = frozenset({"unit", "weak_unit", "currency", "counter", "multiple_after"})
_COUNTED = frozenset({"currency", "counter", "unit"})


def read_myriads(num: Num, items: Sequence[Item], index: int, lexicon: Lexicon) -> int | None:
    """Read the number that begins with the digits at `index` into `num`.

    Where it ends; None where it is plain digits, or digits and one word, which other rules read."""
    total = section = ZERO
    pending: Literal | None = None
    last_big: Fraction | None = None
    last_small = last_unit = Fraction(_MYRIAD)
    precision = ZERO
    groups = words = 0
    comparator: Comparator | None = None
    at, end = index, items[index].start
    while at < len(items):
        item = items[at]
        gap = item.start - end
        if gap > 1:
            break
        if item.kind == "d":
            readings = literal(item.text, lexicon.separators)
            if pending is not None or not readings:
                break
            if groups and not _continues(items, at, gap, readings[0].value, last_unit, lexicon):
                break
            pending = readings[0]
            groups += 1
        elif (power := _power(item)) is None:
            more = item.entry.get("comparator_after")
            following = items[at + 1] if at + 1 < len(items) else None
            if not isinstance(more, Comparator) or (pending is None and not section) or following is None:
                break
            if (
                item.end - item.start != 1
                or following.start != item.end
                or (_power(following) or 0) < _MYRIAD
            ):
                break
            comparator = more
        elif power < _MYRIAD:
            if power >= last_small or (pending is None and not words):
                break
            section += (ONE if pending is None else pending.value) * power
            precision = (Fraction(1, 2) if pending is None else pending.precision) * power
            pending, last_small, last_unit = None, power, power
            words += 1
        else:
            if pending is None and not section:
                if last_big is None or gap or total == 0:
                    break
                total, precision = total * power, precision * power  # 万億
            elif last_big is not None and power >= last_big:
                break
            else:
                precision = (precision if pending is None else pending.precision) * power
                total += (section + (pending.value if pending is not None else 0)) * power
                pending, section = None, ZERO
            last_big, last_unit, last_small = power, power, Fraction(_MYRIAD)
            words += 1
        end = item.end
        at += 1
    if not words or (groups < 2 and words < 2 and comparator is None):
        return None
    if pending is not None:
        precision = pending.precision
    value = total + section + (pending.value if pending is not None else 0)
    num.values = (Literal(value, precision, True),)
    num.end, num.plain, num.scaled = end, False, last_unit
    if comparator is not None:
        num.comparator = comparator
    return at


def digit_runs(items: list[Item]) -> list[Item]:
    """Digits written as words one after the other, in a language without spaces: 二零一八 becomes 2018.

    Two of them are no number."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        stop = at
        while (
            stop < len(items)
            and _digit(items[stop]) is not None
            and (stop == at or items[stop].start == items[stop - 1].end)
        ):
            stop += 1
        goes_on = bool(at) and items[at - 1].end == items[at].start and _power(items[at - 1]) is not None
        digits = (
            "" if goes_on else "".join(str(_digit(item)) for item in items[at:stop])
        )  # 二百零五 is no such run
        if len(digits) > 2 or (len(digits) == 2 and "0" in digits):
            out.append(Item(items[at].start, items[stop - 1].end, digits, "d"))
        elif len(digits) == 2:
            while stop < len(items) and _power(items[stop]) is not None:
                stop += 1
            out.extend(_estimate(items, at, stop))
        else:
            stop = max(stop, at + 1)
            out.extend(items[at:stop])
        at = stop
    return out


def _estimate(items: list[Item], at: int, stop: int) -> list[Item]:
    """ "五六百米", "四五千年": two neighbours are the ends of a range, where something counts them; else tens
    and ones of a discount (八五折), a name (九二共识) or nothing."""
    low, high = _digit(items[at]), _digit(items[at + 1])
    following = items[stop] if stop < len(items) else None
    counted = following is not None and not _COUNTS.isdisjoint(following.entry)
    discount = following is not None and "left_of_ten" in following.entry
    if low is not None and high is not None and high - low != 1 and discount:
        return [Item(items[at].start, items[stop - 1].end, f"{low}{high}", "d")]
    if low is None or high is None or high - low != 1 or not (counted and following is not None):
        return [Item(item.start, item.end, item.text, "w") for item in items[at:stop]]
    power = ONE
    for item in items[at + 2 : stop]:
        power *= _power(item) or 1
    first, second, end = items[at], items[at + 1], items[stop - 1].end
    return [
        Item(first.start, first.end, first.text, "t", {"cardinal": low * power}),
        Item(first.end, first.end, "~", "s"),
        Item(second.start, end, second.text, "t", {"cardinal": high * power}),
    ]


def _digit(item: Item) -> Fraction | None:
    """The value of a single character that stands for 0 to 9."""
    value = item.entry.get("cardinal", item.entry.get("weak_cardinal"))
    return value if type(value) is Fraction and value < 10 and item.end - item.start == 1 else None


def _continues(
    items: Sequence[Item], at: int, gap: int, value: Fraction, unit: Fraction, lexicon: Lexicon
) -> bool:
    """Whether further digits belong to the number: "1만 5000원", but not "3억 2020년"."""
    if value >= unit or (value.denominator != 1 and gap):
        return False
    following = items[at + 1] if at + 1 < len(items) else None
    if following is not None and _power(following) is not None and following.start - items[at].end <= 1:
        return True
    if gap == 0:
        return True
    entry = {} if following is None else following.entry
    if not _CALENDAR.isdisjoint(entry):
        return False
    # "1만 7,500으로": all places down from the myriad are filled
    return value * 10 >= unit or (lexicon.segmentation == "endings" and not _COUNTED.isdisjoint(entry))


def _power(item: Item) -> Fraction | None:
    """The power of ten that a word stands for, from ten up."""
    for name in ("magnitude", "cardinal"):
        value = item.entry.get(name)
        if type(value) is Fraction and value >= 10 and str(value).strip("0") == "1":
            return value
    return None
