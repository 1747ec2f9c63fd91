"""What stays without a partner: a value that became another one, or one that is missing or added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations
from typing import NamedTuple

from crosscheck.comparison.affinity import label_digits
from crosscheck.comparison.assignment import LARGE, assign, near
from crosscheck.comparison.diagnosis import Slip, slip
from crosscheck.comparison.matching import Matched, is_part
from crosscheck.comparison.periods import settle_periods
from crosscheck.comparison.quantities import Units, converts, equal, relate
from crosscheck.lexicons.load import Lexicon
from crosscheck.lexicons.tokens import fold
from crosscheck.lexicons.units import SHARE, dimensions
from crosscheck.members import (
    DAY,
    DECADE,
    DIGITS,
    IDENTIFIER,
    MONTH,
    MULTIPLE,
    NUMBER,
    ORDINAL,
    WEAK,
    WEEKDAY,
    WORDS,
)
from crosscheck.model import Change, Difference, Fact, Grade, Kind, Placed

_CHANGED = Change.CHANGED
_CONVERTIBLE, _DIFFERENT, _SHARE_LOST = Units.CONVERTIBLE, Units.DIFFERENT, Units.SHARE_LOST
_ALONE = 1.0
_CUSTOMARY = ("mile", "yard", "foot", "inch", "lb", "oz", "gallon", "acre")
_COUNTED = frozenset({Kind.NUMBER, Kind.ORDINAL, Kind.MULTIPLE})
_TIMES = frozenset({"time", "calendar"})
_SHARE = frozenset({SHARE})
_SMALL, _TEENS = 3, 10
_SETS = (2, 3)
_DAY = 24
_NAME = 4
"""Letters that the name of a month must have to be looked for inside of words."""
_HEAD = 3
"""Letters that a number must have to be looked for at the head of words."""
_FIGURATIVE = frozenset({(Fraction(100), "percent"), (Fraction(180), "degree")})
"""Amounts that are said for "fully" and "back" as well."""
_ROUGHLY = Fraction(1, 16)
_RELATED = frozenset(
    pair
    for family in (
        (Kind.NUMBER, Kind.MULTIPLE, Kind.ORDINAL),
        (Kind.YEAR, Kind.DECADE, Kind.CENTURY),
        (Kind.YEAR, Kind.NUMBER),
        (Kind.DAY, Kind.ORDINAL),
        (Kind.DAY, Kind.NUMBER),
        (Kind.TIME, Kind.NUMBER),
        (Kind.CENTURY, Kind.ORDINAL),
        (Kind.IDENTIFIER, Kind.NUMBER),
    )
    for pair in permutations(family, 2)
)
"""Kinds of which one may have become the other."""


class Sides(NamedTuple):
    """What else tells about facts without a partner: the words of the linked sentences, and what the two
    languages are like."""

    source_text: str
    target_text: str
    source: Lexicon
    target: Lexicon


def differences(found: Matched, sides: Sides) -> list[Difference]:
    """Name every free fact of the group: changed, missing, added, or repeated. Everyday words never raise
    anything alone."""
    made: list[Difference] = []
    settle_periods(found, sides.source_text, sides.target_text, sides.source, sides.target)
    source = [found.source[i] for i in found.free_source]
    target = [found.target[j] for j in found.free_target]
    if source and target:
        costs, slips = _costs(found, source, target)
        pairs = assign(costs, _ALONE)
        for a, b in pairs:
            one, two = source[a], target[b]
            change, cause, factor = slips[a, b]
            made.append(Difference(change, _grade(one.fact, two.fact), one, two, cause, factor))
        used_source, used_target = {a for a, _ in pairs}, {b for _, b in pairs}
        source = [one for a, one in enumerate(source) if a not in used_source]
        target = [two for b, two in enumerate(target) if b not in used_target]
    for one in source:
        if one.fact.strength is not WEAK and not _named(one.fact, sides.target_text, sides.target):
            made.append(_alone(Change.MISSING, one, found, sides.target))
    for two in target:
        if two.fact.strength is not WEAK and not _named(two.fact, sides.source_text, sides.source):
            made.append(_alone(Change.ADDED, two, found, sides.source))
    return made


def _costs(
    found: Matched, source: Sequence[Placed], target: Sequence[Placed]
) -> tuple[list[list[float | None]], dict[tuple[int, int], Slip]]:
    """How unlikely each free fact of the source is to have become each one of the target, and for those that
    may have, by which slip."""
    here, there = _places(found.free_source, found.source), _places(found.free_target, found.target)
    large = len(source) * len(target) > LARGE
    costs: list[list[float | None]] = []
    slips: dict[tuple[int, int], Slip] = {}
    for a, (_, one) in enumerate(source):
        row: list[float | None] = [None] * len(target)
        costs.append(row)
        for b, (_, two) in enumerate(target):
            if large and not near(a, len(source), b, len(target)):
                continue
            if _may_become(one, two):
                slips[a, b] = made = slip(one, two)
                row[b] = _implausibility(one, two, made) + 0.3 * abs(here[a] - there[b])
    return costs, slips


def _grade(one: Fact, two: Fact) -> Grade:
    """Two facts of one kind that are both more than an everyday word cannot both be right."""
    weak, other_weak = one.strength is WEAK, two.strength is WEAK
    if weak is not other_weak:
        strong = two if weak else one
        alone = _alone_grade(Change.MISSING, strong)
        if alone is not Grade.ERROR and strong.strength is DIGITS and one.kind is not two.kind:
            return alone  # an everyday word makes nothing worse
    if not (weak or other_weak) or one.strength is DIGITS or two.strength is DIGITS:
        return Grade.ERROR
    return Grade.ERROR if one.kind is two.kind is not NUMBER else Grade.WARNING


def _may_become(one: Fact, two: Fact) -> bool:
    """Whether one fact can have been meant to be the other."""
    alike = one.kind is two.kind
    if not alike and (one.kind, two.kind) not in _RELATED:
        return False
    if one.strength is two.strength is DIGITS:
        return True
    weak, other_weak = one.strength is WEAK, two.strength is WEAK
    if (weak or other_weak) and not (is_part(one) and is_part(two)):
        if weak and other_weak and not (alike and one.kind in (ORDINAL, MULTIPLE)):
            return False
        if one.strength is not DIGITS is not two.strength and (not alike or one.kind is NUMBER):
            return False
    if _article(one) is not _article(two):
        return False  # a lone 1 stands for an article
    return not (weak and _lone_unit(one)) and not (other_weak and _lone_unit(two))


def _implausibility(one: Fact, two: Fact, made: Slip) -> float:
    """How unlikely it is that one fact was meant to be the other, apart from their distance."""
    cost = 0.0 if one.kind is two.kind else 0.3
    if made.change is not _CHANGED:
        cost -= 0.5
    else:
        related = relate(one.units, two.units)
        if related is _DIFFERENT or related is _SHARE_LOST:
            cost += 0.35
        elif related is _CONVERTIBLE:
            cost += 0.2
        elif made.cause is not None:
            cost -= 0.2
    if one.role != two.role:
        cost += 0.1
    if one.strength is WEAK or two.strength is WEAK:
        cost += 0.2
    return cost


def _places(free: Sequence[int], facts: Sequence[Placed]) -> list[float]:
    """Where in the text the free facts stand, 0 to 1."""
    return [(i + 0.5) / len(facts) for i in free]


def _alone(change: Change, placed: Placed, found: Matched, other_language: Lexicon) -> Difference:
    """A fact without any partner."""
    missing = change is Change.MISSING
    source, target = (placed, None) if missing else (None, placed)
    own, other = (found.source, found.target) if missing else (found.target, found.source)
    if _repeats(placed, own, other):
        return Difference(Change.REPEATED, Grade.NOTE, source, target)
    grade = _alone_grade(change, placed.fact)
    if missing and placed.fact.kind is MONTH and _day_alone(placed, found):
        grade = Grade.WARNING
    elif other_language.dual and _dual(placed.fact):
        grade = Grade.NOTE if placed.fact.strength is WORDS else Grade.WARNING
    return Difference(change, grade, source, target)


def _named(fact: Fact, text: str, lexicon: Lexicon) -> bool:
    """Whether the other text has the name of a month after all: unchanged as a part of a name ("April
    Smith"), or at the head of a longer word (de "Oktoberhälfte")."""
    if fact.strength is not WORDS or fact.group >= 0:
        return False
    if fact.kind is NUMBER and lexicon.compounds and not fact.units:
        return _heads_a_word(fact, text, lexicon)
    if fact.kind is not MONTH:
        return False
    if re.search(rf"\b{re.escape(fact.text)}\b", text):
        return True
    names = (lexicon.data.get(section, {}) for section in ("months", "weak_months"))
    forms = [form for months in names for form in months.get(str(fact.value), ())]
    folded = fold(text)
    return any(re.search(rf"\b{re.escape(fold(form))}", folded) for form in forms if len(form) >= _NAME)


def _heads_a_word(fact: Fact, text: str, lexicon: Lexicon) -> bool:
    """Whether a count is the head of a longer word: "five-party", nl "vijfpartijencoalitie"."""
    folded = fold(text)
    forms = lexicon.data["cardinals"].get(str(fact.value), ())
    return any(
        re.search(rf"\b{re.escape(fold(form))}[^\W\d_]{{{_NAME},}}", folded)
        for form in forms
        if len(form) >= _HEAD
    )


def _day_alone(placed: Placed, found: Matched) -> bool:
    """Whether the target states the day of this month alone: the press leaves out the current month."""
    if placed.fact.group < 0 or any(one.fact.kind is MONTH for one in found.target):
        return False
    days = {
        place
        for place, one in enumerate(found.source)
        if one.fact.kind is DAY and one.fact.group == placed.fact.group and one.sentence == placed.sentence
    }
    return any(i in days for i, _, _ in found.pairs)


def _dual(fact: Fact) -> bool:
    """Whether a language with a dual says the fact without a number."""
    return fact.kind is NUMBER and fact.value == 2 and not fact.units


def _lone_unit(fact: Fact) -> bool:
    """Whether the fact is a unit without a number, "a year"."""
    return fact.strength is WEAK and fact.value == 1 and bool(fact.units)


def _repeats(placed: Placed, own: Sequence[Placed], other: Sequence[Placed]) -> bool:
    """Whether the text states the value a second time, where the other text says "it" or the like."""
    fact = placed.fact
    labels = [[one.fact for one in side if one.fact.kind is IDENTIFIER] for side in (own, other)]
    if fact.kind is NUMBER and all(labels):
        digits = label_digits(fact, fact.readings[0])  # the 90 of "(STS-90)", given twice
        if all(any(label_digits(one, one.readings[0]) == digits for one in side) for side in labels):
            return True
    said = [one.fact for one in own if one is not placed and one.fact.kind is fact.kind]
    alike = (Units.SAME, Units.ONE_BARE)  # pt "de 20 em 20 minutos"
    if any(_same(one, fact) and relate(one.units, fact.units) in alike for one in said):
        return any(_same(one.fact, fact) for one in other)
    return False


def _same(one: Fact, two: Fact) -> bool:
    first, second = one.readings[0], two.readings[0]
    return equal(first.value, second.value) and first.label == second.label


def _alone_grade(change: Change, fact: Fact) -> Grade:
    kind = fact.kind
    if kind is WEEKDAY:
        return Grade.NOTE  # reports of the day drop and add them freely
    if kind is IDENTIFIER:
        label = fact.readings[0].label or ""
        if label.isdecimal():
            return Grade.ERROR
        # "CO2", "2FA", "R0" have names in words
        short = sum(char.isdecimal() for char in label) == 1 and "-" not in fact.text
        return Grade.NOTE if short else Grade.WARNING
    if kind is DECADE and 0 <= fact.value < 100:
        # "in his twenties" has many translations, and "teens" is rarely a number
        return Grade.NOTE if fact.value == _TEENS else Grade.WARNING
    if kind is DAY and fact.value == 1:
        return Grade.WARNING  # ja "1日" is "a day" as well
    if _bare_one(fact):  # the other text may say "a"
        return Grade.NOTE if change is Change.ADDED else Grade.WARNING
    if change is Change.ADDED and (_set(fact) or _whole_day(fact)):
        return Grade.WARNING
    if kind is ORDINAL and 0 < fact.value <= _SMALL:
        return Grade.WARNING  # "the return match" is 2차 elsewhere, "the top" 1위
    if kind is NUMBER and any((fact.value, unit) in _FIGURATIVE for unit in fact.units):
        return Grade.WARNING  # "100 % sure", "turned by 180 degrees"
    if kind is NUMBER and fact.value == 0 and fact.group < 0 and dimensions(fact.units) <= _SHARE:
        return Grade.WARNING  # "0 deaths", "0 %": no deaths, none; but not the end of "0 or 1", "0–5"
    if kind is NUMBER and _one_of_another_system(fact):
        return Grade.WARNING  # "about a mile" as 1.6 km
    if fact.strength is WORDS:
        return Grade.ERROR if kind is MONTH and change is Change.MISSING else Grade.WARNING
    return Grade.ERROR


def _set(fact: Fact) -> bool:
    """Whether a fact is a small count that is part of a word elsewhere: 2人 for a couple, 3部作 a trilogy."""
    return fact.kind is NUMBER and not fact.units and fact.group < 0 and fact.value in _SETS


def _whole_day(fact: Fact) -> bool:
    """Whether an amount is what another text may call "around the clock"."""
    return fact.kind is NUMBER and fact.value == _DAY and fact.units == ("hour",)


def _article(fact: Fact) -> bool:
    return fact.kind is NUMBER and not fact.units and fact.value == 1


def _bare_one(fact: Fact) -> bool:
    """Whether a fact is a one that other languages leave to an article or an adjective: "per offence" as 1回,
    "monthly" as 1か月."""
    return fact.kind in _COUNTED and any(
        reading.norm and reading.value == 1 and dimensions(reading.units) <= _TIMES
        for reading in fact.readings
    )


def _one_of_another_system(fact: Fact) -> bool:
    """Whether an amount is what another text may call a mile, a foot, an ounce."""
    units = fact.units
    if not units or dimensions(units).isdisjoint(dimensions(_CUSTOMARY)):
        return False
    one = Fraction(1)
    return any(converts(one, (other,), _ROUGHLY, fact.value, units, fact.precision) for other in _CUSTOMARY)
