"""Times of day."""

from __future__ import annotations

import re
from fractions import Fraction

from crosscheck.facts.context import CONSUMED, Context
from crosscheck.facts.digits import ZERO, Literal
from crosscheck.facts.items import Item
from crosscheck.facts.num import Num
from crosscheck.facts.symbols import symbols
from crosscheck.members import DIGITS, NUMBER, TIME, WEAK, WORDS
from crosscheck.model import Reading

_DAY_HOURS = 24
_STOPS = frozenset(("", ".", ",", ";", ":", "!", "?", ")"))
_TIMED = frozenset(
    {
        "hour_after",
        "hour_before",
        "at",
        "am",
        "pm",
        "night",
        "half_before",
        "half_past",
        "half_after",
        "quarter_past",
        "quarter_after",
        "quarter_to",
        "quarter_to_after",
        "quarter_before",
        "noon",
        "midnight",
    }
)
_PAST = frozenset({"half_after", "quarter_after", "quarter_to_after"})
_COUNTS = frozenset({"unit", "weak_unit", "currency", "magnitude", "counter", "multiple_after"})
_AFTER_HOUR = (
    ("half_after", Fraction(30)),
    ("quarter_after", Fraction(15)),
    ("three_quarters_after", Fraction(45)),
    ("quarter_to_after", Fraction(-15)),
)


def read_times(context: Context) -> None:
    """Claim the numbers that are times: 3:30 p.m., 15 h 30, halb vier, 下午3点半."""
    several = len(context.nums) > 1
    for index in context.nums:
        part = context.parts[index]
        if part.kind is TIME:
            if isinstance(part, Num) and (half := _half_day(context, index)) is not None:
                as_time(part, part.value, half)
        elif several and part.kind is NUMBER and isinstance(part, Num) and part.plain:
            _hundredths(context, index, part)
    for index in context.terms if not _TIMED.isdisjoint(context.said) else ():
        part = context.parts[index]
        if isinstance(part, Item):
            entry = part.entry
            if "hour_after" in entry:
                _hour_after(context, index)
            elif "hour_before" in entry:
                _hour_before(context, index)
            elif "at" in entry:
                _at(context, index)
            elif not _PAST.isdisjoint(entry) and "added_after" not in entry:
                _nth_and_half(context, index)
            if ("am" in entry or "pm" in entry or "night" in entry) and (
                "counter" not in entry or context.num(index - 1) is None  # vi "3 chiều", zh "3晚"
            ):
                _half_after(context, index)
                _half_past_named(context, index + 1)
            for name, shift in (
                ("half_before", -30),
                ("half_past", 30),
                ("quarter_past", 15),
                ("quarter_to", -15),
                ("quarter_before", -45),
            ):
                if name in entry and (num := context.num(index + 1)) is not None and num.whole(1, 24):
                    if "added_before" in entry and not _hour_told(context, index):
                        break  # hi "साढ़े तीन" kilos
                    num.start = part.start
                    num.strength = DIGITS if num.digits else WORDS
                    _settle(context, index + 1, num, num.value * 60 + shift)
                    break
            if "noon" in entry or "midnight" in entry:
                value = Fraction(720) if "noon" in entry else ZERO
                twelve = context.num(index - 1)
                if twelve is not None:  # "12 noon"
                    if twelve.whole(12, 12) and context.gap(index - 1) == 1:
                        as_time(twelve, value, "")
                    continue
                past = _past(context, index + 1)  # fr "midi et demi"
                end = part.end if past is None else context.parts[index + 1].end
                context.add(TIME, part.start, end, value + (past or 0), WEAK if past is None else WORDS)
    if several:
        _ranges(context)


def _hour_told(context: Context, index: int) -> bool:
    """Whether the words around the number behind `index` say that it is an hour of the day."""
    return "hour_after" in context.entry(index + 2) or _half_named(context, index - 1) is not None


def _hundredths(context: Context, index: int, num: Num) -> None:
    """ "10秒15", "9 s 58": digits right behind the seconds are their decimals."""
    num_after = context.num(index + 2)
    if num_after is None or not num_after.plain:
        return
    joined = context.gap(index) == context.gap(index + 1) == 0
    said = joined and num_after.digits <= 3 and context.entry(index + 1).get("unit") == ("second",)
    if said or (num_after.digits == 2 and num.value < 60 and _seconds_apart(context, num, num_after)):
        size = 10**num_after.digits
        num.values = (Literal(num.value + num_after.value / size, Fraction(1, 2 * size), True),)
        num.plain, num_after.kind, num_after.role = False, TIME, CONSUMED


def _seconds_apart(context: Context, num: Num, after: Num) -> bool:
    """Whether only the sign for seconds stands between two numbers, and none behind them."""
    between = context.original[num.end : after.start]
    return (
        between.strip() == "s" and len(between) <= 3 and not symbols().after(context.original, after.end + 1)
    )


def _half_after(context: Context, index: int) -> None:
    """ "3 p.m.", "1.30 p.m."; where the word is a unit as well (ru "дня", of the day), only behind "at" or
    behind what looks like a clock."""
    num, entry = context.num(index - 1), context.entry(index)
    if num is None:
        hour, past = context.num(index - 2), _past(context, index - 1)
        if hour is not None and past is not None and hour.whole(1, 12) and not hour.units:
            hour.end = context.parts[index - 1].end
            _settle(context, index - 2, hour, hour.value * 60 + past)  # vi "5 rưỡi chiều"
        return
    half = next(name for name in ("pm", "am", "night") if name in entry)
    clock = None if any(v.norm for v in num.values) and "unit" in entry else dotted(num)
    if num.whole(0, 24) and context.gap(index - 1) <= 2:
        unit = entry.get("unit")
        if isinstance(unit, tuple):
            before = context.entry(index - 2)
            ranged = "from_to" in before and any(
                isinstance(part, Num) and part.kind is TIME for part in context.parts[index - 4 : index - 2]
            )
            if not (ranged or "at" in before or "hour_before" in before):
                return
            num.alternative = Reading(num.value, unit)
            num.end = context.parts[index].end
            as_time(num, num.value * 60, half)
        else:
            _settle(context, index - 1, num, num.value * 60)
    elif clock is not None:
        as_time(num, clock, half) if "unit" in entry else _settle(context, index - 1, num, clock)


def dotted(num: Num) -> Fraction | None:
    """15.30 as a time, in minutes; None where it cannot be one."""
    hours, mark, minutes = num.raw.replace(",", ".").partition(".")
    if (
        mark
        and len(minutes) == 2
        and hours.isdigit()
        and minutes.isdigit()
        and int(hours) <= 24
        and int(minutes) < 60
    ):
        return Fraction(int(hours) * 60 + int(minutes))
    return None


_WRITTEN = re.compile(r"\d{1,2}[.,]\d\d")


def read_dotted(context: Context) -> None:
    """14.05 in a language with a decimal comma, and 09.30 everywhere, are times where no other rule wants
    them; in a range both ends must look so."""
    for index in context.nums:
        num = context.parts[index]
        if not isinstance(num, Num) or num.plain or num.ordinal or num.kind is not NUMBER:
            continue
        if not _WRITTEN.fullmatch(num.raw) or num.scaled != 1:
            continue
        zero = num.raw[0] == "0" and num.raw[1].isdigit()
        if num.raw[0] == "0" and not zero:
            continue  # tr "0.01 sent"
        hours = num.units == ("hour",) and num.end - num.start == len(num.raw) + 1  # de "20.30h"
        usual = any(literal.norm for literal in num.values)
        if (usual and not zero) or (num.units and (usual or not hours)):
            continue
        if context.original[num.end : num.end + 1].isalpha() and not hours:
            continue  # it "0.26pc"
        clock = dotted(num)
        mates = [other for at in context.nums if (other := context.num(at)) and other.group == num.group >= 0]
        if clock is not None and all(other.kind is TIME or dotted(other) is not None for other in mates):
            half = _half_named(context, index - 1)  # tr "akşam 7.15'te"
            num.units = ()
            as_time(num, clock, half or "")


def _hour_after(context: Context, index: int) -> None:
    num = context.num(index - 1)
    if num is None or num.scaled != 1 or context.gap(index - 1) > 1:
        return
    entry, part = context.entry(index), context.parts[index]
    clock = dotted(num)
    if clock is not None and not num.whole(0, 24):
        _settle(context, index - 1, num, clock)
        num.end = part.end
        return
    if not num.whole(0, 24) or (num.strength is WEAK and "unit" in entry):
        return
    if (
        num.value == _DAY_HOURS
        and num.digits
        and context.gap(index - 1) == 0
        and len(context.sign(index)) == 1
    ):
        return  # fr "en moins de 24h"
    lasting = "unit" in entry or "weak_unit" in entry
    marked = _half_day(context, index - 1) is not None or "hour_before" in context.entry(index - 2)
    glued = context.gap(index - 1) == context.gap(index) == context.gap(index + 1) == 0  # "14h30min"
    if lasting and not marked and not glued:
        after = context.entry(index + 2)
        if ("minute_after" in after and "unit" in after) or _counted(context, index + 2):
            return  # "2 hours 30 minutes", uk "за 24 години 19 провінцій"
    minutes, end = _minutes(context, index, marked)
    if lasting and minutes is None and not marked:
        return  # "24 heures" may be a time or a duration: it stays an amount of hours
    num.end = end
    _settle(context, index - 1, num, num.value * 60 + (minutes or 0))


_PARTICLE = 3
"""Letters of a word at most that names nothing that could be counted."""


def _counted(context: Context, index: int) -> bool:
    """Whether a word that the number before may count stands at `index`."""
    part = context.parts[index] if index < len(context.parts) else None
    return part is not None and part.kind == "w" and part.end - part.start > _PARTICLE


def _minutes(context: Context, index: int, clock: bool = False) -> tuple[Fraction | None, int]:
    """The minutes that follow the word for the hour at `index`, and where they end; `clock` says that the
    hour is one of the day, whatever that word may mean."""
    part = context.parts[index]
    if (past := _past(context, index + 1)) is not None:
        return past, context.parts[index + 1].end
    if "number_and" in context.entry(index + 1) and "minute_after" in context.entry(index + 3):
        index += 1  # ar "الساعة 7 و30 دقيقة"
    num = context.num(index + 1)
    spoken = (
        num is not None
        and not num.digits
        and num.strength is not WEAK
        and (clock or "unit" not in context.entry(index))
        and (context.sign(index + 2) in _STOPS or _article(context, index + 2))
    )
    if (
        num is not None
        and num.whole(0, 59)
        and context.gap(index) <= 1
        and (num.digits == 2 or spoken or "minute_after" in context.entry(index + 2))
    ):
        num.kind, num.role = TIME, CONSUMED
        end = num.end
        if "minute_after" in context.entry(index + 2) and context.gap(index + 1) <= 1:
            end = context.parts[index + 2].end
        return num.value, end
    return None, part.end


def _article(context: Context, index: int) -> bool:
    """Whether an article that looks like a number stands at `index`: de "um zwei Uhr dreißig einen"."""
    num = context.num(index)
    return num is not None and num.strength is WEAK


def _past(context: Context, index: int) -> Fraction | None:
    """The minutes that a form at `index`, after the hour, adds to it: "y media", "moins le quart"."""
    entry = context.entry(index)
    for name, minutes in _AFTER_HOUR:
        if name in entry:
            return minutes
    return None


def _half_past_named(context: Context, index: int) -> None:
    """tr "akşam yedi buçukta": behind the half of the day an hour with its half, where nothing is counted."""
    hour, past = context.num(index), _past(context, index + 1)
    counts = not _COUNTS.isdisjoint(context.entry(index + 2))
    if hour is not None and past is not None and hour.whole(1, 12) and not hour.digits and not counts:
        hour.end = context.parts[index + 1].end
        _settle(context, index, hour, hour.value * 60 + past)


def _hour_before(context: Context, index: int) -> None:
    num = context.num(index + 1)
    if num is None:
        return
    follows = context.entry(index + 2)
    if (
        "hour_after" in follows
        or "unit" in follows
        or "currency" in follows
        or context.sign(index + 2) == "%"
    ):
        return
    clock = dotted(num)
    if clock is not None and num.value.denominator != 1:
        _settle(context, index + 1, num, clock)
    elif num.whole(0, 24) and (num.digits or num.ordinal or num.strength is WORDS):
        past = _past(context, index + 2)
        if past is not None:
            num.end = context.parts[index + 2].end
        elif "number_and" in follows and "minute_after" in context.entry(index + 4):
            past, num.end = _minutes(context, index + 1)  # "الساعة 7 و30 دقيقة"
        _settle(context, index + 1, num, num.value * 60 + (past or 0))


def _nth_and_half(context: Context, index: int) -> None:
    """An ordinal with a half behind it is an hour where hours are ordinals: ar "الثامنة والنصف"."""
    num = context.num(index - 1)
    if num is not None and num.ordinal and not num.digits and num.whole(1, 12) and num.kind is NUMBER:
        num.end = context.parts[index].end
        num.strength = WORDS
        _settle(context, index - 1, num, num.value * 60 + (_past(context, index) or 0))


def _at(context: Context, index: int) -> None:
    """A word such as "at": it makes hours with their unit, or digits that look like a clock, a time of
    day."""
    num = context.num(index + 1)
    if num is None or num.scaled != 1 or num.strength is WEAK:
        return
    follows = context.entry(index + 2)
    if num.whole(0, 23) and "hour_after" in follows and "unit" in follows:  # "в 24 часа" is how long
        minutes, num.end = _minutes(context, index + 2, clock=True)
        _settle(context, index + 1, num, num.value * 60 + (minutes or 0))
    elif "quarter_to_after" in follows and num.whole(1, 12):  # pt "às nove menos um quarto"
        num.end = context.parts[index + 2].end
        _settle(context, index + 1, num, num.value * 60 - 15)
    elif (
        context.lexicon.separators.decimal != "."
        and "." in num.raw
        and (clock := dotted(num)) is not None
        and follows.keys().isdisjoint(("unit", "currency", "magnitude"))
        and context.sign(index + 2) not in ("%", "-")
    ):
        _settle(context, index + 1, num, clock)


_CUTS = frozenset(",;-–—~")
"""Signs that part a time from the words behind them."""


def _half_day(context: Context, index: int) -> str | None:
    """Which half of the day the words around the number at `index` name: "am", "pm", "night"."""
    after: str | None = None
    at = index + 1
    while at < len(context.parts) and at - index <= 4:
        part = context.parts[at]
        if (isinstance(part, Num) and part.role != CONSUMED) or "from_to" in context.entry(at):
            break
        if (after := _half_named(context, at)) is not None or context.sign(at) in _CUTS:
            break
        at += 1
    if after is not None and at - index <= 2:
        return after
    # "दोपहर 3:30 बजे … रात 9 बजे": what stands before is nearer
    return _half_named(context, index - 1) or _half_named(context, index - 2) or after


def _half_named(context: Context, index: int) -> str | None:
    entry = context.entry(index)
    if not entry or "unit" in entry:
        return None
    return next((name for name in ("pm", "am", "night") if name in entry), None)


def _settle(context: Context, index: int, num: Num, minutes: Fraction) -> None:
    """Make the number a time. Without a word for the half of the day, an hour up to twelve has two
    readings."""
    half = _half_day(context, index)
    as_time(num, minutes, half)


def as_time(num: Num, minutes: Fraction, half: str | None) -> None:
    """Make the number a time, in the half of the day that is named ("" where the time is exact)."""
    num.kind = TIME
    hour = minutes // 60
    readings = [minutes % 1440]
    if half == "night":
        half = "pm" if 6 <= hour < 12 else "am"
    if half == "pm":
        readings = [minutes + 720 if hour < 12 else minutes]
    elif half == "am":
        readings = [minutes - 720 if hour == 12 else minutes]
    elif hour <= 12 and half is None:
        readings.append((minutes + 720) % 1440)
    num.values = tuple(Literal(value % 1440, ZERO, True) for value in readings)


def _ranges(context: Context) -> None:
    """ "10 to 11 pm", "9:00–11:30 a.m.": a time at one end makes the other end one, in the same half of the
    day."""
    for index in context.nums:
        part = context.parts[index]
        if not isinstance(part, Num) or part.kind is not TIME or part.role == CONSUMED:
            continue
        joint = context.entry(index - 1)
        sign = context.sign(index - 1)
        if not ((sign and sign in "-–—~") or "from_to" in joint or "between_and" in joint):
            continue
        other = context.parts[index - 2] if index >= 2 else None
        if not isinstance(other, Num):
            continue
        half = next((n for n in ("pm", "am", "night") if n in context.entry(index + 1)), None)
        if other.kind is NUMBER and other.whole(0, 24) and other.digits in (1, 2):
            as_time(other, other.value * 60, half)
        elif other.kind is TIME and half is not None and len(other.values) > 1:
            as_time(other, other.value, half)
