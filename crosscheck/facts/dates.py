"""Days, months, years, weekdays, decades and centuries."""

from __future__ import annotations

from fractions import Fraction

from crosscheck.facts.context import CONSUMED, Context, exact, roman
from crosscheck.facts.digits import Literal
from crosscheck.facts.num import Num
from crosscheck.facts.scanning import Item
from crosscheck.model import Kind, Strength

_DASHES = "-–—~"
_ROMAN_START = "IVXLC"
_ERAS = frozenset({"era_before", "era_common", "reign"})
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
                _weekday(context, part)
            if "decade_word" in entry:
                context.add(Kind.DECADE, part.start, part.end, entry["decade_word"], Strength.WORDS)
            if "century_word" in entry:
                context.add(Kind.CENTURY, part.start, part.end, entry["century_word"], Strength.WORDS)
            if "day_before" in entry or "month_before" in entry or "year_before" in entry:
                _marked_before(context, index)
            if "year_after" in entry or "month_after" in entry or "day_after" in entry:
                _marked_after(context, index)
    _centuries(context)
    _decades(context)
    if not _ERAS.isdisjoint(said):
        _eras(context)


def _small_day(num: Num | None) -> bool:
    """May this number be the day of a month?"""
    if num is None or num.units or num.fraction or not num.whole(1, 31):
        return False
    return num.digits in (1, 2) or num.ordinal or (num.strength is not Strength.DIGITS)


def _year_like(num: Num | None) -> bool:
    return num is not None and num.digits == 4 and num.whole(1000, 2999)


def _claim(num: Num, kind: Kind, group: int) -> None:
    num.kind, num.group = kind, group
    num.values = tuple(Literal(v.value, Fraction(0), v.norm) for v in num.values)


def _month(context: Context, index: int, item: Item) -> None:
    value = item.entry.get("month")
    weak = value is None
    if weak:
        value = item.entry["weak_month"]
        first = context.original[item.start]
        if first.islower() and context.lexicon.months_capital:
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
        day_at is None
        and _small_day(right)
        and right is not None
        and not _counts_something(context, after, right)
    ):
        day_right = after
    year_at = None
    step = (day_right + 1) if day_right is not None else after
    for probe in (step, step + 1, step + 2):
        if _year_like(context.num(probe)) and all(context.filler(between) for between in range(step, probe)):
            year_at = probe
            break
    if weak and day_at is None and day_right is None and year_at is None:
        if capital:
            context.add(Kind.MONTH, item.start, item.end, value, Strength.WEAK)
        return
    dated = day_at is not None or day_right is not None or year_at is not None
    if dated:
        context.new_group()
    else:
        group = -1
    for place, kind in ((day_at, Kind.DAY), (day_right, Kind.DAY), (year_at, Kind.YEAR)):
        num = context.num(place) if place is not None else None
        if num is not None:
            _claim(num, kind, group)
    if day_at is not None:
        _more_days(context, day_at, group, -1)
    if day_right is not None:
        _more_days(context, day_right, group, 1)
    context.add(Kind.MONTH, item.start, item.end, value, Strength.DIGITS if dated else Strength.WORDS, group)


def _counts_something(context: Context, index: int, num: Num) -> bool:
    """Does a unit or magnitude follow the number, so that it is no day ("May 5 people" cannot be told)?"""
    entry = context.entry(index + 1)
    return bool(
        num.ordinal is False
        and ("unit" in entry or "currency" in entry)
        and not any(k.startswith("weak") for k in entry)
    )


def _day_left(context: Context, index: int) -> int | None:
    at = index - 1
    for _ in range(2):
        num = context.num(at)
        if num is not None:
            return at if _small_day(num) and (num.ordinal or num.strength is not Strength.WEAK) else None
        if not context.filler(at) or context.sign(at) in _DASHES + ",":
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
        joins = (sign and sign in _DASHES + ",/&") or any(
            n in entry for n in ("number_and", "between_and", "from_to")
        )
        num = context.num(other)
        if not joins or not _small_day(num) or num is None:
            return
        if num.digits == 0 and not num.ordinal:
            return
        if step > 0 and (_unit_follows(context, other) or sign == ","):
            return
        _claim(num, Kind.DAY, group)
        at = other


def _unit_follows(context: Context, index: int) -> bool:
    entry = context.entry(index + 1)
    return "unit" in entry or "currency" in entry or context.sign(index + 1) in ("%", ":")


def _weekday(context: Context, item: Item) -> None:
    weak = "weekday" not in item.entry
    value = item.entry["weak_weekday" if weak else "weekday"]
    context.add(Kind.WEEKDAY, item.start, item.end, value, Strength.WEAK if weak else Strength.WORDS)


def _marked_before(context: Context, index: int) -> None:
    """Languages that name the part before the number: "ngày 16 tháng 6 năm 2022"."""
    entry = context.entry(index)
    num = context.num(index + 1)
    if num is None or num.fraction:
        return
    group = _group_before(context, index)
    if "day_before" in entry and num.whole(1, 31):
        _claim(num, Kind.DAY, group)
        _slashed_after(context, index + 1, group, (Kind.MONTH, Kind.YEAR))
    elif "month_before" in entry and num.whole(1, 12):
        follows = "year_before" not in context.entry(index + 2) and _unit_follows(context, index + 1)
        if follows and context.num(index - 1) is not None:
            return  # "2 tháng 6 ngày" is a duration
        _claim(num, Kind.MONTH, group)
        _slashed_after(context, index + 1, group, (Kind.YEAR,))
        day, year = context.num(index - 1), context.num(index + 3)
        if day is not None and day.digits and _small_day(day):
            _claim(day, Kind.DAY, group)
        if year is not None and _year_like(year) and context.sign(index + 2) == ",":
            _claim(year, Kind.YEAR, group)
    elif (
        "year_before" in entry and num.whole(1, 2999) and (num.digits >= 3 or num.strength is Strength.DIGITS)
    ):
        _claim(num, Kind.YEAR, group)


def _group_before(context: Context, index: int) -> int:
    """The group of the date part that ends right before `index`, or a new one."""
    for back in (1, 2):
        if index - back >= 0:
            part = context.parts[index - back]
            if isinstance(part, Num):
                if part.kind in (Kind.DAY, Kind.MONTH, Kind.YEAR) and part.group >= 0:
                    return part.group
                break
    return context.new_group()


def _slashed_after(context: Context, index: int, group: int, kinds: tuple[Kind, ...]) -> None:
    """ "ngày 6/11", "tháng 6/2022": further parts behind slashes."""
    for kind in kinds:
        if context.sign(index + 1) not in ("/", "-", ".") or context.gap(index) or context.gap(index + 1):
            return
        num = context.num(index + 2)
        if num is None or not num.whole(1, 12 if kind is Kind.MONTH else 2999):
            return
        if kind is Kind.YEAR and num.digits < 4:
            return
        _claim(num, kind, group)
        index += 2


def _marked_after(context: Context, index: int) -> None:
    """Languages that name the part after the number: 2022年6月16日."""
    entry = context.entry(index)
    num = context.num(index - 1)
    if num is None or num.fraction or num.scaled != 1 or context.gap(index - 1) > 1:
        return
    part = context.parts[index]
    group = _group_before(context, index - 1)
    if "month_after" in entry and num.whole(1, 12):
        _claim(num, Kind.MONTH, group)
    elif "day_after" in entry and num.whole(1, 31):
        _claim(num, Kind.DAY, group)
    elif "year_after" in entry and num.whole(1, 2999):
        month_follows = any("month_after" in context.entry(index + step) for step in (1, 2))
        if num.digits == 4 or (num.digits == 0 and num.value > 1000):
            _claim(num, Kind.YEAR, group)
        elif num.digits == 2 and month_follows:
            num.values = exact(num.value + (2000 if num.value < 50 else 1900))
            _claim(num, Kind.YEAR, group)
        elif "unit" in entry or "weak_unit" in entry:
            return
        elif num.digits >= 3 or month_follows:
            _claim(num, Kind.YEAR, group)
        else:
            return
    else:
        return
    num.end = (
        max(num.end, part.end)
        if context.gap(index - 1) == 0 and context.lexicon.segmentation != "spaces"
        else num.end
    )


def _centuries(context: Context) -> None:
    parts = context.parts
    original = context.original
    for index, part in enumerate(parts):
        if not isinstance(part, Item) or part.kind not in "wt":
            continue
        if not part.entry:
            if (
                part.end - part.start >= 2
                and original[part.start] in _ROMAN_START
                and (made := _roman_num(context, part)) is not None
            ):
                parts[index] = made
        elif "century" in part.entry:
            if (left := _century_number(context, index, -1)) is not None:
                _join_centuries(context, left)
            elif (right := _century_number(context, index, 1)) is not None:
                _join_centuries(context, right, 1)


def _roman_num(context: Context, part: Item) -> Num | None:
    """A Roman numeral, perhaps with an ordinal suffix: XIX, XIXe."""
    if not part.text or part.text[0] not in "ivxlcdm":
        return None
    text = context.text(part.start, part.end)
    letters = text.rstrip("abcdefghijklmnopqrstuvwxyzªºèé")
    if not letters.isascii() or (
        letters != text and text[len(letters) :] not in context.lexicon.suffixes["ordinal"]
    ):
        return None
    value = roman(letters)
    if value is None or value >= 40:
        return None
    num = Num(part.start, part.end, exact(value), Strength.WEAK)
    num.ordinal, num.raw = True, "roman"
    return num


def _century_number(context: Context, index: int, step: int) -> int | None:
    at = index + step
    for _ in range(3):
        num = context.num(at)
        if num is not None:
            if step > 0 and num.digits and {"unit", "weak_unit"} & context.entry(at + 1).keys():
                return None  # pl "w wieku 12 lat" is an age
            if step < 0 and not num.digits and not num.ordinal and context.lexicon.segmentation == "spaces":
                return None  # "two centuries ago", "vor einem Jahrhundert": a count
            if num.whole(1, 40):
                num.kind = Kind.CENTURY
                num.strength = Strength.DIGITS if num.strength is Strength.WEAK else num.strength
                return at
            return None
        if not 0 <= at < len(context.parts):
            return None
        part = context.parts[at]
        if isinstance(part, Num):
            return None
        if (made := _roman_num(context, part)) is not None:
            made.kind, made.strength = Kind.CENTURY, Strength.DIGITS
            context.parts[at] = made
            return at
        suffix = part.text in "-." or part.text in context.lexicon.suffixes["ordinal"]
        if not suffix and "ordinal_before" not in part.entry and "ordinal_after" not in part.entry:
            return None
        at += step
    return None


def _join_centuries(context: Context, at: int, step: int = -1) -> None:
    """ "the 19th and 20th centuries", "XVI–XVII wiek"."""
    for _ in range(3):
        joint, other = at + step, at + 2 * step
        while (context.sign(joint) and context.sign(joint) in "-.") or context.sign(
            joint
        ) in context.lexicon.suffixes["ordinal"]:
            joint += step
            other += step
            if context.num(joint) is not None:
                other, joint = joint, joint - step
                break
        entry, sign = context.entry(joint), context.sign(joint)
        if not (
            (sign and sign in _DASHES + ",")
            or any(n in entry for n in ("number_and", "between_and", "from_to"))
        ):
            return
        num = context.num(other)
        if num is None and 0 <= other < len(context.parts) and isinstance(item := context.parts[other], Item):
            num = _roman_num(context, item)
            if num is not None:
                context.parts[other] = num
        if num is None or not num.whole(1, 40):
            return
        num.kind = Kind.CENTURY
        num.strength = Strength.DIGITS if num.strength is Strength.WEAK else num.strength
        at = other


def _decades(context: Context) -> None:
    for index in context.nums:
        num = context.num(index)
        if num is None or not num.plain or num.digits not in (2, 4) or num.value % 10:
            continue
        after = context.entry(index + 1)
        suffix = context.sign(index + 1)
        close = index + 1 < len(context.parts) and context.gap(index) == 0
        if close and ("decade_suffix" in after or (suffix and suffix in context.lexicon.suffixes["decade"])):
            num.kind = Kind.DECADE
            num.end = context.parts[index + 1].end
            _decade_of_century(context, index, num)
        elif "decade_suffix" in after and context.gap(index) == 1 and "unit" not in after:
            num.kind = Kind.DECADE
            _decade_of_century(context, index, num)
        elif "decade_before" in context.entry(index - 1) and not _unit_follows(context, index):
            num.kind = Kind.DECADE
        if num.kind is Kind.DECADE and num.value < 100:
            _century_after(context, index, num)


def _decade_of_century(context: Context, index: int, decade: Num) -> None:
    """ "19世纪50年代", "the fifties of the 19th century": the century says which decade it is."""
    for back in (1, 2, 3):
        if index < back:
            return
        century = context.parts[index - back]
        if isinstance(century, Num):
            if century.kind is Kind.CENTURY and century.value > 0 and 0 <= decade.value < 100:
                decade.values = exact((century.value - 1) * 100 + decade.value)
                decade.start = century.start
                century.role = CONSUMED
            return


def _century_after(context: Context, index: int, decade: Num) -> None:
    """ "в 50-х годах XIX века", "v 50. letech 19. století": the same with the century behind."""
    for part in context.parts[index + 1 : index + 5]:
        if isinstance(part, Num):
            if (
                part.kind is Kind.CENTURY
                and part.value > 0
                and 0 <= decade.value < 100
                and part.role != CONSUMED
            ):
                decade.values = exact((part.value - 1) * 100 + decade.value)
                decade.end = part.end
                part.role = CONSUMED
            return
        if (part.kind == "s" and part.text != ".") or (part.kind == "w" and part.end - part.start > 3):
            return


def _eras(context: Context) -> None:
    for index in context.terms:
        part = context.parts[index]
        if not isinstance(part, Item):
            continue
        if "era_before" in part.entry:
            for at in (index - 1, index - 2, index + 1, index + 2):
                if not 0 <= at < len(context.parts):
                    continue
                target = context.parts[at]
                if (
                    isinstance(target, Num)
                    and target.value > 0
                    and target.kind in (Kind.NUMBER, Kind.YEAR, Kind.CENTURY, Kind.DECADE)
                ):
                    if target.kind is Kind.NUMBER:
                        target.kind = Kind.YEAR
                    target.values = exact(-_as_written(target))
                    if index > at:
                        _same_era(context, at, target.kind)
                    break
        elif "era_common" in part.entry:
            for at in (index - 1, index - 2, index + 1):
                num = context.num(at)
                if num is not None and num.digits and num.whole(1, 2999):
                    _claim(num, Kind.YEAR, -1)
                    break
        elif "reign" in part.entry:
            if "era_first" in context.entry(index + 1) and type(first := part.entry["reign"]) is Fraction:
                context.add(Kind.YEAR, part.start, context.parts[index + 1].end, first, Strength.DIGITS)
            counted = context.parts[index + 1] if index + 1 < len(context.parts) else None
            base = part.entry["reign"]
            if isinstance(counted, Num) and type(base) is Fraction and (count := _as_written(counted)) < 100:
                counted.kind = Kind.YEAR
                counted.values = exact(base + count - 1)
                counted.derivation = f"{context.text(part.start, counted.end)} = {base + count - 1}"
                counted.start = part.start


def _as_written(num: Num) -> Fraction:
    """The year as the text has it: a date may have taken 30 for 2030."""
    return Fraction(num.raw) if num.raw.isdigit() else num.value


def _same_era(context: Context, at: int, kind: Kind) -> None:
    """ "from 510 to 323 BC": the era holds for both ends of a range."""
    joint = context.entry(at - 1)
    sign = context.sign(at - 1)
    if (sign and sign in _DASHES) or "from_to" in joint or "between_and" in joint:
        other = context.parts[at - 2] if at >= 2 else None
        if isinstance(other, Num) and other.value > 0 and other.kind in (Kind.NUMBER, kind):
            other.kind = kind
            other.values = exact(-other.value)
