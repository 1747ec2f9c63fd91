"""What it costs to take two facts for one and the same.

Translation changes the form of a fact more than its value: a year is written as a bare number, an ordinal as
a cardinal, a decade by its last two digits, half as 50 %. `affinity` knows these habits; 0 means the same
value in the same form, below 1 means that the two may stand for each other, None that they state different
things.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from crosscheck.comparison.quantities import (
    CALENDAR,
    TIME,
    Units,
    as_int,
    as_share,
    converts,
    equal,
    in_base,
    relate,
)
from crosscheck.lexicons.units import MONEY, SHARE, common, dimensions
from crosscheck.members import (
    CENTURY,
    DAY,
    DECADE,
    IDENTIFIER,
    MONTH,
    MULTIPLE,
    NUMBER,
    ORDINAL,
    WEAK,
    WORDS,
    YEAR,
)
from crosscheck.members import TIME as TIME_OF_DAY
from crosscheck.model import Fact, Kind, Reading

NOT_NORM = 0.7
"""The cost of a reading that the language's own convention does not give."""
_LATER_READING = 0.01
_WORD = re.compile("[A-Z]{5}")
_LAW = re.compile("[0-9]{5,12}([A-Z]{2,3})")
"""The label of a law of a union of states, whose short name is translated."""
_SIGN = re.compile(r"\d+[A-Za-z]{1,2}")
_BARE = 0.1
_CONVERTED = 0.2


class Affinity(NamedTuple):
    """The cost of the best pair of readings, and their places in the facts."""

    cost: float
    source: int
    target: int


_SAME, _ONE_BARE, _DIFFERENT, _SHARE_LOST = Units.SAME, Units.ONE_BARE, Units.DIFFERENT, Units.SHARE_LOST
_FORMS: dict[tuple[Kind, Kind], float] = {
    (NUMBER, ORDINAL): 0.2,
    (NUMBER, YEAR): 0.1,
    (NUMBER, DAY): 0.1,
    (NUMBER, MONTH): 0.3,
    (NUMBER, DECADE): 0.2,
    (NUMBER, CENTURY): 0.2,
    (NUMBER, MULTIPLE): 0.15,
    (ORDINAL, DAY): 0.1,
    (ORDINAL, CENTURY): 0.1,
    (ORDINAL, YEAR): 0.4,
    (ORDINAL, MONTH): 0.4,
    (ORDINAL, MULTIPLE): 0.5,
    (ORDINAL, DECADE): 0.4,
    (YEAR, MULTIPLE): 0.4,
    (YEAR, DECADE): 0.1,
    (CENTURY, DECADE): 0.4,
}
"""Kinds that may stand for each other where the values are equal."""
FORMS = {pair: cost for (a, b), cost in _FORMS.items() for pair in ((a, b), (b, a))}

_COUNTED = frozenset((SHARE, "frequency"))
"""Dimensions of what may be said as so many times."""
_CALENDAR_UNITS = {DAY: "day", MONTH: "month"}
_LENGTHS_OF_TIME = frozenset((TIME, CALENDAR))

_SAID_AS: dict[Kind, tuple[Kind, ...]] = {
    YEAR: (YEAR, DECADE, NUMBER, ORDINAL),
    DECADE: (YEAR, DECADE, NUMBER, ORDINAL),
    CENTURY: (DECADE, YEAR, NUMBER),
    MULTIPLE: (MULTIPLE, NUMBER),
}
"""Kinds whose values may differ from that of a year, a decade … and yet say the same."""

_CONTRADICTING = (Units.CONVERTIBLE, _DIFFERENT, _SHARE_LOST)
_YEARS = ((), ("year",))
_MONTH_OR_NUMBER = {MONTH, NUMBER}
_DIGITS = re.compile(r"\d+")
_BASE_OF_YEARS = 100
_SHORT_YEAR = 2
_SHORTEST_PHONE, _COUNTRY = 7, 3
"""Digits of a telephone number without its leading zero, at least, and of a country's code, at most
(ITU-T E.164)."""


def affinity(
    source: Fact, target: Fact, source_only: int | None = None, target_only: int | None = None
) -> Affinity | None:
    """The cheapest way to read both facts as the same statement, or None. `source_only` and `target_only` are
    the places of the only reading to consider, where the group of the fact has settled that."""
    if source.text == target.text and _kept(source, target):
        return Affinity(_LATER_READING, 0, 0)
    ours, theirs = source.readings, target.readings
    if len(ours) == 1 == len(theirs) and source_only is None is target_only:
        cost = _reading_cost(source, ours[0], target, theirs[0])
        return None if cost is None else Affinity(cost, 0, 0)
    best: Affinity | None = None
    for i, one in enumerate(ours):
        if source_only is not None and i != source_only:
            continue
        for j, two in enumerate(theirs):
            if target_only is not None and j != target_only:
                continue
            cost = _reading_cost(source, one, target, two)
            if cost is None:
                continue
            cost += _LATER_READING * (i + j)
            if not (one.norm or _foreign(source)) or not (two.norm or _foreign(target)):
                cost += NOT_NORM
            if best is None or cost < best.cost:
                best = Affinity(cost, i, j)
                if not cost:
                    return best
    return best


def _kept(source: Fact, target: Fact) -> bool:
    """Whether one writing on both sides is a sign for both readers, however their languages read it: "235B",
    "10K"; "20.04" as a clock and as a number. Otherwise separators are judged by value."""
    if (source.kind, target.kind) in ((TIME_OF_DAY, NUMBER), (NUMBER, TIME_OF_DAY)):
        return True
    return _SIGN.fullmatch(source.text) is not None and (
        (source.value.numerator < 0) is (target.value.numerator < 0)
    )


def _foreign(fact: Fact) -> bool:
    """Whether no reading follows the language's convention: then the value is plain although the writing is
    not."""
    return not any(reading.norm for reading in fact.readings)


def _reading_cost(a: Fact, one: Reading, b: Fact, two: Reading) -> float | None:
    kind, other = a.kind, b.kind
    if kind is IDENTIFIER or other is IDENTIFIER:
        return _identifier_cost(a, one, b, two)
    if equal(one.value, two.value) and (kind is TIME_OF_DAY) is (other is TIME_OF_DAY):
        if kind is not other and (kind is MULTIPLE or other is MULTIPLE) and _measured(one, two):
            return None  # "twice in the last two days"
        if (
            kind is not other
            and not (countable(kind, two.units) and countable(other, one.units))
            # the quotation mark of "'60 Minutes'" makes no year of the 60
            and not (YEAR in (kind, other) and 0 <= one.value < _BASE_OF_YEARS)
        ):
            return None
        return _with_units(_form(a, b), one, two)
    if a.falling is not b.falling and kind is other and equal(one.value, -two.value):
        positive = one if one.value > 0 else two
        if positive is (one if a.falling else two) and relate(one.units, two.units) is _SAME:
            return _BARE  # "fell by 10 %", "−10 %"
    if kind is NUMBER is other:
        weak = a.strength is WEAK or b.strength is WEAK
        if weak and (_next_or_part(a, one, two) or _next_or_part(b, two, one)):
            return 0.4
        return _amounts(a, one, b, two)
    return _transformed(a, one, b, two) or _transformed(b, two, a, one)


def countable(kind: Kind, units: tuple[str, ...]) -> bool:
    """Whether a number with `units` may be what a fact of a kind states: ja "2日" is the second day or two
    days, but no two weeks. Four digits may count anything (de "1400 Flugstunden")."""
    own = _CALENDAR_UNITS.get(kind)
    return own is None or own in units or dimensions(units).isdisjoint(_LENGTHS_OF_TIME)


def _measured(one: Reading, two: Reading) -> bool:
    """Whether one of the readings has a unit of measure; beats per minute are counted, zh "每分钟50次"."""
    units = one.units or two.units
    return bool(units) and dimensions(units).isdisjoint(_COUNTED)


def _form(a: Fact, b: Fact) -> float | None:
    """The cost of two kinds for one value. Two everyday words of different kinds ("first", "one") are
    unrelated, but for parts: "by half", de "halbiert"."""
    if a.kind is b.kind:
        return 0.0
    if {a.kind, b.kind} == _MONTH_OR_NUMBER:
        named, number = (a, b) if a.kind is MONTH else (b, a)
        if named.strength is WORDS and named.group >= 0 > number.group:
            return None  # the 12 of "9–12" is not the December of a date
    everyday = a.strength is WEAK is b.strength and a.value.denominator == 1
    return None if everyday else FORMS.get((a.kind, b.kind))


def _with_units(form: float | None, one: Reading, two: Reading) -> float | None:
    """The cost of equal values, unless their units contradict each other."""
    if form is None:
        return None
    related = relate(one.units, two.units)
    if related is _SAME:
        return form
    return form + _BARE if related is _ONE_BARE else None


def _identifier_cost(a: Fact, one: Reading, b: Fact, two: Reading) -> float | None:
    """Labels agree when they hold the same digits in the same order: letters are transliterated or translated
    (COVID-19, ковид-19; No. 21, Nr. 21). Labels without digits must be equal."""
    if a.kind is b.kind and one.label == two.label:
        return 0.0
    first, second = label_digits(a, one), label_digits(b, two)
    if a.kind is b.kind:
        agree = first and first == second and not _mistyped(one.label or "", two.label or "")
        agree = agree or _one_number("".join(first), "".join(second)) or _word_written_on(one, two)
        return 0.3 if agree else None
    if _lettered(a, one, b) or _lettered(b, two, a):
        return None
    agree = first and ("".join(first) == "".join(second) or _written_alike(a.text, b.text))  # "4.10", "2.0"
    return 0.4 if agree and WEAK not in (a.strength, b.strength) else None


def _lettered(label: Fact, reading: Reading, other: Fact) -> bool:
    """Whether a label with letters faces part of a date: COVID-19 is no 19 March."""
    return (
        label.kind is IDENTIFIER
        and (other.kind is DAY or other.kind is MONTH)
        and any(char.isalpha() for char in reading.label or "")
    )


def _written_alike(first: str, second: str) -> bool:
    """Whether a label and a decimal are the same figures: "version 56.0"."""
    return "." in first and _DIGITS.findall(first) == _DIGITS.findall(second)


def _word_written_on(one: Reading, two: Reading) -> bool:
    """Whether a label differs by the word before it alone, which is written onto it: Table1.1, 1.1."""
    short, long = sorted((one.label or "", two.label or ""), key=len)
    bare = short.replace(".", "")
    return (
        bare.isdecimal()
        and len(long) > len(bare) + 1
        and long.endswith(bare)
        and long[: -len(bare)].isalpha()
    )


def _one_number(first: str, second: str) -> bool:
    """Whether two telephone numbers are one, with and without the code of the country: +49 30 123456,
    030 123456. (The leading zero is gone from `label_digits`.)"""
    short, long = sorted((first, second), key=len)
    return len(short) >= _SHORTEST_PHONE and 0 < len(long) - len(short) <= _COUNTRY and long.endswith(short)


def _mistyped(first: str, second: str) -> bool:
    """Whether one letter of a label is another: 21-NQ/TW against 21-NQ/TU. A translated label (UNO, ONU)
    differs in more, a transliterated one in its script."""
    if len(first) != len(second) or not (first.isascii() and second.isascii()):
        return False
    if _WORD.search(first) is not None:
        return False  # Projekt1
    law, other = _LAW.fullmatch(first), _LAW.fullmatch(second)
    if law is not None and other is not None and {law[1], other[1]} <= set(common()["labels"]["unions"]):
        return False  # 1272/2008/EC, 1272/2008/EG
    return sum(one != two for one, two in zip(first, second, strict=True)) == 1


def label_digits(fact: Fact, reading: Reading) -> list[str]:
    """The digits that make a label of a fact: its own, or those of a number or time."""
    if reading.label is not None:
        return [run.lstrip("0") or "0" for run in _DIGITS.findall(reading.label)]
    if fact.kind is TIME_OF_DAY:
        return [str(int(reading.value) // 60), str(int(reading.value) % 60)]
    value = reading.value
    if value.denominator == 1:
        return [str(abs(value.numerator))]
    return ["".join(_DIGITS.findall(fact.text)).lstrip("0") or "0"]  # a label has lost its point: "802.11b"


def _transformed(a: Fact, one: Reading, b: Fact, two: Reading) -> float | None:
    """Costs of different values of two kinds that say the same, seen from `a`."""
    kind, other = a.kind, b.kind
    if kind is NUMBER:
        return 0.4 if other is ORDINAL and _next_or_part(a, one, two) else None
    if kind is TIME_OF_DAY:
        return _clock_as_number(a, one, b, two) if other is NUMBER or other is ORDINAL else None
    if other not in _SAID_AS.get(kind, ()):
        return None
    x, y = as_int(one.value), as_int(two.value)
    if kind is YEAR or kind is DECADE:
        short = 0 <= y < _BASE_OF_YEARS <= x and x % _BASE_OF_YEARS == y
        if not short or two.units not in _YEARS or b.strength is WEAK:
            return None
        said = _DIGITS.search(b.text)
        return 0.3 if said is None or len(said[0]) <= _SHORT_YEAR else None  # not "0021" for 2021
    if kind is CENTURY:
        # sv "400-talet f.Kr." is the 5th century BC
        return 0.4 if x * y > 0 and (abs(one.value) - 1) * _BASE_OF_YEARS == abs(two.value) else None
    if x * y == 1 and not two.units:
        return 0.4  # "dropped by half", ru "упало в два раза": the verb says which way
    share = as_share(two.value, two.units)
    return 0.4 if other is NUMBER and share is not None and share in (x, x - 1, 1 - x) else None


def _next_or_part(a: Fact, one: Reading, two: Reading) -> bool:
    """ "A fourth" is a part or the next after the third; "a fourth consecutive" is four. "A half" is a part
    alone."""
    value = one.value
    if a.strength is not WEAK or value.numerator != 1 or one.units:
        return False
    return 2 < value.denominator == two.value


def _clock_as_number(a: Fact, one: Reading, b: Fact, two: Reading) -> float | None:
    """The cost of a time of day, or a duration written like one, for a number."""
    if one.units:  # the text leaves open whether it means a time or an amount: "в 3 часа", "1530 hours"
        same = equal(one.value, two.value) and relate(one.units, two.units) is _SAME
        return 0.1 if same else _amounts(a, one, b, two)
    x, y = as_int(one.value), as_int(two.value)
    digits = y // 1 * 60 + y % 1 * 100 if y >= 0 else None  # 22.15
    if not two.units and 0 < y < 1 and x % 60 and y * (x % 60) == x // 60 and ":" in a.text:
        return 0.3  # a scale of 1:50 is a fiftieth
    if not two.units or two.units[0] == "hour":
        return 0.3 if x in (y * 60, y * 60 + 720, digits) else None
    if x == digits and "." in a.text and dimensions(two.units) & {MONEY, SHARE}:
        return 0.3 + _BARE  # "2.10" may be a time, and is a price in the other text
    length = in_base(two.value, two.units)
    return 0.3 if length is not None and length[0] == TIME and lasts(a, length[1]) else None


def lasts(fact: Fact, seconds: Fraction) -> bool:
    """Whether a fact that is written like a time may be a duration: "2:13" as hours and minutes or as minutes
    and seconds."""
    return any(
        seconds == reading.value * 60 or (seconds == reading.value and reading.value % 60 != 0)
        for reading in fact.readings
        if not reading.units
    )


def _amounts(a: Fact, one: Reading, b: Fact, two: Reading) -> float | None:
    """The cost of two amounts that are equal once a unit is converted or a share is worked out."""
    if one.units == two.units and len(one.units) < 2:
        return None  # most pairs: nothing to convert
    related = relate(one.units, two.units)
    if related is _SHARE_LOST:  # 50 % and one half, 75 % and 0.75
        first, second = as_share(one.value, one.units), as_share(two.value, two.units)
        alike = (one.value if first is None else first) == (two.value if second is None else second)
        return 0.3 if alike else None
    # Degrees of an unsaid scale may be those of a said one, yet need converting.
    if (
        one.units
        and two.units
        and related is not _DIFFERENT
        and (len(one.units) > 1 or one.units != two.units)
    ):
        agree = converts(one.value, one.units, a.precision, two.value, two.units, b.precision) or converts(
            two.value, two.units, b.precision, one.value, one.units, a.precision
        )
        return _CONVERTED if agree else None
    return None


def contradicting_units(source: Fact, target: Fact) -> Units | None:
    """How the units disagree where two numbers are equal but for their units; None where that is not so."""
    if source.kind is not target.kind and (source.kind, target.kind) not in FORMS:
        return None
    for one in source.readings:
        for two in target.readings:
            if equal(one.value, two.value):
                related = relate(one.units, two.units)
                if related in _CONTRADICTING:
                    return related
    return None


def lost_sign(source: Fact, target: Fact) -> bool:
    """Whether the values differ by their sign alone."""
    if source.kind is not target.kind:
        return False
    for one in source.readings:
        for two in target.readings:
            opposite = one.value.numerator == -two.value.numerator != 0
            if (
                opposite
                and one.value.denominator == two.value.denominator
                and relate(one.units, two.units) in (_SAME, _ONE_BARE)
            ):
                return True
    return False
