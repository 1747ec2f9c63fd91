"""Times of day said with minutes before or after the hour: ten past five, fünf vor zwölf, без пяти семь;
and hours in four digits: 1530 hours."""

from __future__ import annotations

from fractions import Fraction

from crosscheck.facts.context import CONSUMED, Context
from crosscheck.facts.digits import ZERO, Literal
from crosscheck.facts.items import Entry, Item
from crosscheck.facts.num import Num
from crosscheck.facts.times import as_time
from crosscheck.lexicons.tokens import bare, words
from crosscheck.members import NUMBER, TIME, WEAK, WORDS
from crosscheck.model import Fact, Reading

_BETWEEN = (("minutes_past", 1), ("minutes_to", -1))
_BEHIND = (("past_after", 1), ("to_after", -1))
_WITHIN = (("hour_plus", 1), ("hour_minus", -1))
_SAID = frozenset(
    {"minutes_to_before", "minutes_begun", "hour_begun", "moment"}
    | {name for pairs in (_BETWEEN, _BEHIND, _WITHIN) for name, _ in pairs}
)
_AMBIGUOUS = frozenset({"from_to", "between_and", "ratio_in", "ratio_to", "comparator_before"})
"""What the word between minutes and hour may say as well: then only a word for minutes or "at" settles it."""
_HALVES = frozenset({"am", "pm", "night"})
_COUNTING = ("unit", "weak_unit", "currency", "magnitude", "counter", "multiple_after")
_DAY, _SIX = 1440, 360
_TWENTY = Fraction(20)
_STOPS = frozenset(("", ".", ",", ";", "!", "?"))


def read_spoken_times(context: Context) -> None:
    """Claim the numbers that are hours and minutes of such a time; the half of the day is settled later."""
    if not _SAID.isdisjoint(context.said):
        for index in context.terms:
            entry = context.entry(index)
            if "moment" in entry:
                _moment(context, index)
            if "minutes_to_before" in entry:
                minutes, named, at = _ahead(context, index + 1)
                if not _twenty_to(context, index):
                    _claim(context, index, minutes, named, at, -1)
            for name, sign in _BETWEEN:
                if name in entry:
                    _between(context, index, sign)
            if "minutes_begun" in entry:
                _between(context, index, 1, shift=-60)
            for name, sign in _BEHIND:
                if name in entry:
                    minutes, named, at = _back(context, index - 1)
                    at -= "hour_after" in context.entry(at)  # ja "10時5分前"
                    _claim(context, index, minutes, named, at, sign)
            for name, sign in _WITHIN:
                if name in entry:
                    _within(context, index, sign)
        if "hour_begun" in context.said:
            _begun(context)
        for index in context.terms:
            if context.entry(index).keys() <= _SAID:
                _say_nothing_more(context, index)
    if "unit" in context.said or "at" in context.said:
        _four_digits(context)


def _say_nothing_more(context: Context, index: int) -> None:
    """Make a plain word of the term at `index`, so that other rules do not read it again."""
    part = context.parts[index]
    if isinstance(part, Item):
        context.parts[index] = Item(part.start, part.end, part.text, "w")


def _minute_word(entry: Entry) -> bool:
    return entry.get("unit") == ("minute",) or "minute_after" in entry


def _minutes(context: Context, index: int) -> Num | None:
    num = context.num(index)
    return num if num is not None and num.whole(1, 59) and not num.ordinal else None


def _ahead(context: Context, index: int) -> tuple[Num | None, bool, int]:
    """The minutes at `index`, whether a word says that they are, and the index behind them."""
    named = _minute_word(context.entry(index + 1))
    return _minutes(context, index), named, index + 1 + named


def _twenty_to(context: Context, index: int) -> bool:
    """pl "za dwadzieścia ósma": twenty to eight, not the 28th; the term at `index` is the word before."""
    num = context.num(index + 1)
    if num is None or not num.ordinal or num.digits or not num.whole(21, 29):
        return False
    first = words(bare(context.folded[num.start : num.end]))[0]
    if context.lexicon.trie.get(first, {}).get("", {}).get("cardinal") != _TWENTY:
        return False
    _say_nothing_more(context, index)
    num.start, num.ordinal = context.parts[index].start, False
    as_time(num, (num.value - _TWENTY) * 60 - _TWENTY, None)
    return True


def _back(context: Context, index: int) -> tuple[Num | None, bool, int]:
    """The minutes that end at `index`, whether a word says that they are, and the index before them."""
    named = _minute_word(context.entry(index))
    return _minutes(context, index - named), named, index - 1 - named


def _hour(context: Context, index: int) -> Num | None:
    """The number at `index` that may be an hour of the day: it counts nothing else."""
    num = context.num(index)
    follows = context.entry(index + 1)
    if num is None or not num.whole(1, 24) or context.sign(index + 1) == "%":
        return None
    counts = any(name in follows for name in _COUNTING) and "hour" not in _units(follows)
    return None if counts and "hour_after" not in follows else num


def _units(entry: Entry) -> tuple[str, ...]:
    unit = entry.get("unit")
    return unit if isinstance(unit, tuple) else ()


def _round(minutes: Num) -> bool:
    """Whether minutes are of the kind that is said without the word for them."""
    return minutes.value % 5 == 0 and minutes.value <= 25


def _claim(
    context: Context,
    index: int,
    minutes: Num | None,
    named: bool,
    hour_at: int,
    sign: int,
    shift: int = 0,
) -> None:
    """Make one time of the minutes, the hour (`shift` minutes later) and the term at `index`."""
    hour = _hour(context, hour_at)
    if minutes is None or hour is None or hour is minutes or not (named or _round(minutes)):
        return
    _say_nothing_more(context, index)
    hour.start = min(hour.start, minutes.start, context.parts[index].start)
    hour.end = max(hour.end, minutes.end, context.parts[index].end)
    minutes.kind, minutes.role = TIME, CONSUMED
    if hour.strength is WEAK:
        hour.strength = WORDS
    hour.ordinal = False
    as_time(hour, (hour.value * 60 + shift + sign * minutes.value) % _DAY, None)


def _between(context: Context, index: int, sign: int, shift: int = 0) -> None:
    """The minutes, the term at `index`, the hour, `shift` minutes off: uk "п'ять на другу" is 1:05."""
    minutes, named, before = _back(context, index - 1)
    if minutes is None:
        return
    if "half_before" in context.entry(index + 1):  # "fünf vor halb neun"
        if not minutes.digits:
            _claim(context, index, minutes, named, index + 2, sign, shift=-30)
        return
    marked = named or any(name in context.entry(before) for name in ("at", "hour_before"))
    six = context.num(index + 1)
    if six is not None and minutes.value > six.value and not (six.digits or minutes.digits):
        marked = marked or _of_the_day(context, index + 2)  # "ten to six in the morning" is no range
    ambiguous = not _AMBIGUOUS.isdisjoint(context.entry(index)) or shift
    if not marked and ambiguous and not (_round(minutes) and _ends(context, index)):
        return
    follows = context.entry(index + 1)
    if named and ("noon" in follows or "midnight" in follows):  # "five minutes to midnight"
        minutes.start = min(minutes.start, context.parts[index].start)
        minutes.end = context.parts[index + 1].end
        midday = 720 if "noon" in follows else 0
        as_time(minutes, Fraction((midday + sign * minutes.value) % _DAY), "")
        return
    hour = context.num(index + 1)
    if hour is not None and (marked or not (hour.digits or minutes.digits)):
        _claim(context, index, minutes, named, index + 1, sign, shift)


def _ends(context: Context, index: int) -> bool:
    """Whether "over" at `index` stands between two words that end the clause: sv "slutar fem över ett."."""
    before, after = context.num(index - 1), context.num(index + 1)
    worded = before is not None and after is not None and not (before.digits or after.digits)
    return worded and "comparator_before" in context.entry(index) and context.sign(index + 2) in _STOPS


def _of_the_day(context: Context, index: int) -> bool:
    """Whether the word at `index` names a half of the day."""
    return not _HALVES.isdisjoint(context.entry(index))


def _within(context: Context, index: int, sign: int) -> None:
    """The hour, then its minutes: "las nueve menos veinte", "pukul delapan lewat sepuluh"."""
    minutes, named, behind = _ahead(context, index + 1)
    named_hour = "hour_after" in context.entry(index - 1)
    at = index - 1 - named_hour
    hour, before = context.num(at), context.entry(at - 1)
    if minutes is None or hour is None or minutes.value == hour.value:
        return
    if not named and any(name in context.entry(behind) for name in _COUNTING):
        return
    marked = (
        (sign < 0 and _of_the_day(context, behind))
        or "hour_before" in before
        or ("at" in before and (sign < 0 or not hour.digits))
    )
    if (marked or (named_hour and sign < 0)) and (named or minutes.value % 5 == 0 or minutes.value > 24):
        end = context.parts[behind - 1].end
        _claim(context, index, minutes, True, at, sign)
        hour.end = max(hour.end, end)


def _begun(context: Context) -> None:
    """ru "десять минут шестого": ten minutes of the sixth hour, 5:10."""
    for index in context.nums:
        hour = context.num(index)
        if hour is None or not hour.ordinal or not _minute_word(context.entry(index - 1)):
            continue
        node = context.lexicon.trie
        for word in words(bare(context.folded[hour.start : hour.end])):
            node = node.get(word, {})
        minutes = _minutes(context, index - 2)
        if "hour_begun" in node.get("", {}) and minutes is not None and not minutes.digits:
            _claim(context, index - 1, minutes, True, index, 1)
        if hour.kind is TIME:
            as_time(hour, (hour.values[0].value - 60) % _DAY, None)


def _moment(context: Context, index: int) -> None:
    """A time that has a name and no number: ru "час дня", one in the afternoon; tr "akşam saat onda"."""
    part = context.parts[index]
    entry = context.entry(index)
    value = entry["moment"]
    if type(value) is not Fraction or (index and isinstance(context.parts[index - 1], Num)):
        return
    first = context.folded[part.start : part.end].partition(" ")[0]
    named = context.lexicon.trie.get(first, {}).get("", {})  # tr "sabah" in "sabah sekizde"
    halves = _HALVES & (entry.keys() | context.entry(index - 1).keys() | named.keys())
    late = "pm" in halves or ("night" in halves and value >= _SIX)
    values = [value + 720 if late and value < 720 else value]
    if not halves and value < 780:
        values.append((value + 720) % _DAY)
    readings = tuple(Reading(Fraction(one)) for one in values)
    text = context.text(part.start, part.end)
    context.facts.append(Fact(TIME, part.start, part.end, text, readings, WORDS))


def _four_digits(context: Context) -> None:
    """ "1530 hours", "from 1000 to 2030 hours", "at 0500"; an amount of hours, or a number, stays a second
    reading."""
    for index in context.nums:
        num = context.parts[index]
        if not isinstance(num, Num) or num.digits != 4 or num.kind is not NUMBER:
            continue
        if context.entry(index + 1).get("unit") != ("hour",):
            clock = _clock(num) if num.raw[0] == "0" and "at" in context.entry(index - 1) else None
            if clock is not None:
                num.kind, num.alternative = TIME, Reading(num.value)
                num.values = (Literal(clock, ZERO, True),)
            continue
        low = context.num(index - 2) if "from_to" in context.entry(index - 1) else None
        if low is not None and low.digits != 4:
            low = None
        before = context.entry(index - 1 if low is None else index - 3)
        led = num.raw[0] == "0" or any(name in before for name in ("at", "hour_before", "range_open"))
        clocks = [one for one in (low, num) if one is not None]
        if all(_clock(one) is not None for one in clocks) and (led or num.value % 100):
            num.end = context.parts[index + 1].end
            for one in clocks:
                one.alternative = Reading(one.value, ("hour",))
                one.kind = TIME
                one.values = (Literal(_clock(one) or ZERO, ZERO, True),)


def _clock(num: Num) -> Fraction | None:
    """Four digits as hours and minutes, in minutes."""
    hours, minutes = divmod(num.value, 100)
    return hours * 60 + minutes if hours < 24 and minutes < 60 else None
