"""Days, months, years and weekdays."""

from __future__ import annotations

from fractions import Fraction

from crosscheck.facts.context import Context, exact
from crosscheck.facts.digits import ZERO, Literal
from crosscheck.facts.items import Item
from crosscheck.facts.num import Num
from crosscheck.facts.symbols import symbols
from crosscheck.members import CENTURY, DAY, DECADE, DIGITS, MONTH, WEAK, WEEKDAY, WORDS, YEAR
from crosscheck.model import Kind, Reading

DASHES = "-–—~"
JOINTS = frozenset({"number_and", "between_and", "from_to", "or"})
"""The words that join two numbers which share what stands before or behind them."""
_NAMED = frozenset({"month", "century"})
_DATED = frozenset(
    {
        "month",
        "weak_month",
        "weekday",
        "weak_weekday",
        "decade_word",
        "century_word",
        "day_before",
        "month_before",
        "year_before",
        "year_after",
        "month_after",
        "day_after",
    }
)

_HALVES = frozenset({"am", "pm", "night"})


def read_dates(context: Context) -> None:
    """Claim the numbers that are parts of dates."""
    said = context.said
    for index in context.terms if not _DATED.isdisjoint(said) else ():
        part = context.parts[index]
        if isinstance(part, Item):
            entry = part.entry
            if "month" in entry or "weak_month" in entry:
                _month(context, index, part)
            if "weekday" in entry or "weak_weekday" in entry:
                _weekday(context, index, part)
            if "decade_word" in entry:
                context.add(DECADE, part.start, part.end, entry["decade_word"], WORDS)
                _decade_before(context, index, part)
            if "century_word" in entry:
                context.add(CENTURY, part.start, part.end, entry["century_word"], WORDS)
            if "day_before" in entry or "month_before" in entry or "year_before" in entry:
                _marked_before(context, index)
            if "year_after" in entry or "month_after" in entry or "day_after" in entry:
                _marked_after(context, index)


def _decade_before(context: Context, index: int, decade: Item) -> None:
    """zh "六七十年代": the digit written before a decade names the decade before that."""
    before, value = (context.parts[index - 1] if index else None), decade.entry["decade_word"]
    if isinstance(before, Item) and before.end == decade.start and before.end - before.start == 1:
        digit = context.lexicon.trie.get(before.text, {}).get("", {}).get("cardinal")
        if type(digit) is Fraction and type(value) is Fraction and digit * 10 + 10 == value % 100:
            context.add(DECADE, before.start, before.end, value - 10, WORDS)


def _small_day(num: Num | None) -> bool:
    """May this number be the day of a month?"""
    if num is None or num.units or num.fraction or not num.whole(1, 31):
        return False
    return num.digits in (1, 2) or num.ordinal or (num.strength is not DIGITS)


def _year_like(num: Num | None) -> bool:
    return num is not None and num.digits == 4 and num.whole(1000, 2999)


def claim(num: Num, kind: Kind, group: int) -> None:
    num.kind, num.group = kind, group
    num.values = tuple(Literal(v.value, ZERO, v.norm) for v in num.values)


def _month(context: Context, index: int, item: Item) -> None:
    value = item.entry.get("month")
    weak = value is None
    if weak:
        value = item.entry["weak_month"]
        first = context.original[item.start]
        small = context.lexicon.months_small and _day_beside(context, index)
        if first.islower() and context.lexicon.months_capital and not small:
            return
        capital = first.isupper() and item.start > 0
    group = context.groups
    day_at = _day_left(context, index)
    after = index + 1
    if context.sign(after) == ".":
        after += 1
    right = context.num(after)
    day_right = None
    if (
        (day_at is None or _loosely(context, day_at, index))
        and _small_day(right)
        and right is not None
        and (right.digits or right.ordinal)
        and not _counts_something(context, after, right)
    ):
        day_at, day_right = None, after
    year_at = None
    step = (day_right + 1) if day_right is not None else after
    for probe in (step, step + 1, step + 2):
        if _year_like(context.num(probe)) and all(context.filler(between) for between in range(step, probe)):
            year_at = probe
            break
    if weak and day_at is None and day_right is None and year_at is None:
        if capital:
            context.add(MONTH, item.start, item.end, value, WEAK)
        return
    dated = day_at is not None or day_right is not None or year_at is not None
    if dated:
        context.new_group()
    else:
        group = -1
    for place, kind in ((day_at, DAY), (day_right, DAY), (year_at, YEAR)):
        num = context.num(place) if place is not None else None
        if num is not None:
            claim(num, kind, group)
    if day_at is not None:
        _more_days(context, day_at, group, -1)
    if day_right is not None:
        _more_days(context, day_right, group, 1)
    context.add(MONTH, item.start, item.end, value, DIGITS if dated else WORDS, group)


def _day_beside(context: Context, index: int) -> bool:
    """Whether digits that may be a day stand right before a month: tr "1 ekim"."""
    num = context.num(index - 1)
    return _small_day(num) and num is not None and num.digits > 0


def _loosely(context: Context, day: int, month: int) -> bool:
    """Whether the number to the left is a day only if nothing better is: "Terminal 3 on August 22"."""
    num = context.num(day)
    return day < month - 1 and num is not None and not num.ordinal and context.gap(month) == 1


def _counts_something(context: Context, index: int, num: Num) -> bool:
    """Does a unit or magnitude follow the number, so that it is no day ("May 5 people" cannot be told)?"""
    entry = context.entry(index + 1)
    if not num.ordinal and _symbol_follows(context, num):
        return True
    return bool(
        num.ordinal is False
        and ("unit" in entry or "currency" in entry)
        and not any(k.startswith("weak") for k in entry)
    )


def _symbol_follows(context: Context, num: Num) -> bool:
    """Whether the sign of a unit stands behind the number: "in July 3 % of the voters". A single letter
    behind a space may be a word."""
    text, end = context.original, num.end
    spaced = text[end : end + 1].isspace()
    symbol = symbols().after(text, end + spaced)
    return len(symbol) > 1 or (bool(symbol) and not (spaced and symbol.isalpha()))


def _day_left(context: Context, index: int) -> int | None:
    at = index - 1
    for _ in range(2):
        num = context.num(at)
        if num is not None:
            return at if _small_day(num) and (num.ordinal or num.strength is not WEAK) else None
        if not context.filler(at) or context.sign(at) in DASHES + ",":
            return None
        if any(name in context.entry(at) for name in ("from_to", "between_and")):
            return None
        at -= 1
    return None


def _more_days(context: Context, at: int, group: int, step: int) -> None:
    """ "5–7 June", "5, 6 und 7. Juni", "June 5 and 6": days joined to a day."""
    listed = False
    for _ in range(4):
        joint, other = at + step, at + 2 * step
        while context.sign(joint) and (
            context.sign(joint) == "." or context.sign(joint) in context.lexicon.suffixes["ordinal"]
        ):
            joint += step
            other += step
        entry, sign = context.entry(joint), context.sign(joint)
        if sign == "," and not listed:
            return
        listed = listed or "number_and" in entry
        joins = (sign and sign in DASHES + ",/&") or not JOINTS.isdisjoint(entry)
        num = context.num(other)
        if not joins or not _small_day(num) or num is None:
            return
        if num.digits == 0 and not num.ordinal:
            return
        if step > 0 and (unit_follows(context, other) or sign == ","):
            return
        if step > 0 and not _HALVES.isdisjoint(context.entry(other + 1)):
            return  # "from April 2 to 6 a.m. on April 5"
        claim(num, DAY, group)
        at = other


def unit_follows(context: Context, index: int) -> bool:
    entry = context.entry(index + 1)
    return "unit" in entry or "currency" in entry or context.sign(index + 1) in ("%", ":")


def _weekday(context: Context, index: int, item: Item) -> None:
    """Tuesday; in "die Nacht auf Mittwoch" Wednesday, or the Tuesday whose night it is."""
    weak = "weekday" not in item.entry
    value = item.entry["weak_weekday" if weak else "weekday"]
    context.add(WEEKDAY, item.start, item.end, value, WEAK if weak else WORDS)
    if "night_before" in context.entry(index - 1):
        named = context.facts[-1]
        day_before = Reading((named.value + 5) % 7 + 1)
        context.facts[-1] = named._replace(readings=(*named.readings, day_before))


def _marked_before(context: Context, index: int) -> None:
    """Languages that name the part before the number: "ngày 16 tháng 6 năm 2022"."""
    entry = context.entry(index)
    num = context.num(index + 1)
    if num is None or num.fraction:
        return
    group = _group_before(context, index)
    if "day_before" in entry and num.whole(1, 31):
        claim(num, DAY, group)
        _slashed_after(context, index + 1, group, (MONTH, YEAR))
    elif "month_before" in entry and num.whole(1, 12):
        follows = "year_before" not in context.entry(index + 2) and unit_follows(context, index + 1)
        if follows and context.num(index - 1) is not None:
            return  # "2 tháng 6 ngày" is a duration
        claim(num, MONTH, group)
        _slashed_after(context, index + 1, group, (YEAR,))
        day, year = context.num(index - 1), context.num(index + 3)
        if day is not None and day.digits and _small_day(day):
            claim(day, DAY, group)
        if year is not None and _year_like(year) and context.sign(index + 2) == ",":
            claim(year, YEAR, group)
    elif (
        "year_before" in entry
        and num.whole(1, 2999)
        and (num.digits >= 3 or num.strength is DIGITS)
        and not (num.value <= 31 and _named_behind(context, index + 2))  # hi "पिछले साल 24 अक्टूबर"
        and "decade_suffix" not in context.entry(index + 2)
    ):
        claim(num, YEAR, group)


def _named_behind(context: Context, at: int) -> bool:
    """Whether a month or century follows, which the number before belongs to: hi "हर साल 15 और 18 जनवरी",
    "सन् 20वीं सदी"."""
    return any(not _NAMED.isdisjoint(context.entry(step)) for step in range(at, at + 3))


def _group_before(context: Context, index: int) -> int:
    """The group of the date part that ends right before `index`, or a new one."""
    for back in (1, 2):
        if index - back >= 0:
            part = context.parts[index - back]
            if isinstance(part, Num):
                if part.kind in (DAY, MONTH, YEAR) and part.group >= 0:
                    return part.group
                break
    return context.new_group()


def _slashed_after(context: Context, index: int, group: int, kinds: tuple[Kind, ...]) -> None:
    """ "ngày 6/11", "tháng 6/2022": further parts behind slashes."""
    for kind in kinds:
        if context.sign(index + 1) not in ("/", "-", ".") or context.gap(index) or context.gap(index + 1):
            return
        num = context.num(index + 2)
        if num is None or not num.whole(1, 12 if kind is MONTH else 2999):
            return
        if kind is YEAR and num.digits < 4:
            return
        claim(num, kind, group)
        index += 2


def _also_before(context: Context, at: int, kind: Kind, last: int, group: int) -> None:
    """ "6至8日", "3~5日": the other end of a range shares the word."""
    sign, low, high = context.sign(at - 1), context.num(at - 2), context.parts[at]
    joins = (sign and sign in DASHES) or not {"from_to", "between_and"}.isdisjoint(context.entry(at - 1))
    if joins and low is not None and low.whole(1, last) and isinstance(high, Num) and low.value < high.value:
        claim(low, kind, group)


def _estimated(context: Context, at: int, num: Num) -> bool:
    """Whether the number at `at` ends an estimate, ja "2、3日": two or three days, where no month says which
    ones."""
    low = context.num(at - 2) if context.sign(at - 1) == "、" else None
    return (
        low is not None
        and low.digits == num.digits == 1
        and num.value == low.value + 1
        and context.gap(at - 2) == context.gap(at - 1) == 0
        and "month_after" not in context.entry(at - 3)
    )


def _marked_after(context: Context, index: int) -> None:
    """Languages that name the part after the number: 2022年6月16日."""
    entry = context.entry(index)
    num = context.num(index - 1)
    if num is None or num.fraction or num.scaled != 1 or context.gap(index - 1) > 1:
        return
    part = context.parts[index]
    group = _group_before(context, index - 1)
    if "month_after" in entry and num.whole(1, 12):
        claim(num, MONTH, group)
        _also_before(context, index - 1, MONTH, 12, group)
    elif "day_after" in entry and num.whole(1, 31) and not _estimated(context, index - 1, num):
        claim(num, DAY, group)
        _also_before(context, index - 1, DAY, 31, group)
    elif "year_after" in entry and num.whole(1, 2999):
        month_follows = context.num(index + 1) is not None and "month_after" in context.entry(index + 2)
        if num.digits == 4 or (num.digits == 0 and num.value > 1000):
            claim(num, YEAR, group)
        elif num.digits == 2 and month_follows:
            num.values = exact(num.value + (2000 if num.value < 50 else 1900))
            claim(num, YEAR, group)
        elif "unit" in entry or "weak_unit" in entry:
            return
        elif num.digits >= 3 or month_follows:
            claim(num, YEAR, group)
        else:
            return
    else:
        return
    num.end = (
        max(num.end, part.end)
        if context.gap(index - 1) == 0 and context.lexicon.segmentation != "spaces"
        else num.end
    )
