"""Facts that only together equal a fact of the other side, or that merely repeat one in another form.

"13:10" against "13 minutes 10 seconds", "5 ft 10 in" against "178 cm", "one in five" against "20 %",
"45 miles (72 km)" against "72 km". What is explained here is taken off the free lists and raises nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from crosscheck.comparison.affinity import Affinity, affinity, lasts
from crosscheck.comparison.matching import Matched, contradict, is_part
from crosscheck.comparison.quantities import HABIT, TIME, Units, as_share, converts, in_base, relate
from crosscheck.members import CENTURY, DAY, DECADE, IDENTIFIER, MONTH, NUMBER, ORDINAL, WEAK
from crosscheck.members import TIME as TIME_OF_DAY
from crosscheck.model import Fact, Kind, Placed

_SAME, _CONVERTIBLE = Units.SAME, Units.CONVERTIBLE
_WHOLE = Affinity(0.3, 0, 0)
_DIGITS = re.compile(r"\d+")
_WEEK_OR_YEAR = (7, 365)
_ROUND_THE_CLOCK = (24, *_WEEK_OR_YEAR)
_CLOCK_GAP = 24
"""Characters between the numbers of "24 hours a day, 7 days a week" at most."""
_HOURS = (NUMBER, ORDINAL)
"""What may name the hour: "six thirty", pl "szósta trzydzieści"."""
_LABELLED = (NUMBER, IDENTIFIER)
_HUNDRED = 100
_RATIO_GAP = 12
"""Characters between the numbers of "one out of five" at most."""


def settle_composites(found: Matched) -> None:
    """Take free facts that together equal one free fact of the other side, and parallel amounts, off
    `found`."""
    source, free_source = found.source, found.free_source
    target, free_target = found.target, found.free_target
    if free_source and free_target:
        against = _together(source, free_source, target, free_target)
        found.pairs += [(part, whole, _WHOLE) for part, whole in against]
        against = _together(target, free_target, source, free_source)
        found.pairs += [(whole, part, _WHOLE) for part, whole in against]
    for i, j, _ in found.pairs:
        if not (free_source or free_target):
            return
        one, two = source[i].fact, target[j].fact
        if one.group >= 0 or one.kind is DECADE:
            _rest(source, free_source, i, target, free_target, j)
        if two.group >= 0 or two.kind is DECADE:
            _rest(target, free_target, j, source, free_source, i)
    _round_the_clock(source, free_source)
    _round_the_clock(target, free_target)
    _parallel(source, free_source, target, free_target)
    _parallel(target, free_target, source, free_source)


def _together(
    parts: Sequence[Placed], free: list[int], wholes: Sequence[Placed], free_wholes: list[int]
) -> list[tuple[int, int]]:
    """Take off what together equals one fact; the places of a part and its whole where one is said to be a
    lower bound and the other an upper one."""
    against: list[tuple[int, int]] = []
    if len(free) < 2:
        return against
    for whole in list(free_wholes):
        fact = wholes[whole].fact
        rules = _RULES.get(fact.kind)
        if rules is None:
            continue
        for some in _candidates(parts, free):
            members = [parts[i].fact for i in some]
            if any(rule(members, fact) for rule in rules):
                free_wholes.remove(whole)
                for i in some:
                    free.remove(i)
                    if contradict(parts[i].fact.comparator, fact.comparator):
                        against.append((i, whole))
                break
    return against


def _candidates(parts: Sequence[Placed], free: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Free facts of one group, and free neighbours."""
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i in free:
        if parts[i].fact.group >= 0:
            groups[parts[i].sentence, parts[i].fact.group].append(i)
    for members in groups.values():
        if len(members) > 1:
            yield tuple(members)
    for size in (3, 2):
        for some in zip(*(free[start:] for start in range(size)), strict=False):
            if some[-1] - some[0] == size - 1 and parts[some[0]].sentence == parts[some[-1]].sentence:
                yield some


def _clock(parts: Sequence[Fact], whole: Fact) -> bool:
    """Hours and minutes, or minutes and seconds, given apart; "six thirty" in the language's own words."""
    if parts[0].kind not in _HOURS or any(part.kind is not NUMBER for part in parts[1:]):
        return False
    amounts = [in_base(part.value, part.units) for part in parts]
    if all(amount is not None and amount[0] == TIME for amount in amounts):
        return lasts(whole, sum((amount[1] for amount in amounts if amount is not None), Fraction(0)))
    minutes = parts[0].value * 60 + parts[1].value
    return len(parts) == 2 and any(reading.value in (minutes, minutes + 720) for reading in whole.readings)


def _ratio(parts: Sequence[Fact], whole: Fact) -> bool:
    """One in five as 20 % or as a fifth."""
    if len(parts) != 2 or not (whole.units or is_part(whole)) or any(part.units for part in parts):
        return False
    if parts[0].group < 0 and parts[1].start - parts[0].end > _RATIO_GAP:
        return False
    low, high = sorted(part.value for part in parts)
    if not 0 < low < high:
        return False
    share = as_share(whole.value, whole.units)
    return low / high == (whole.value if share is None else share)


def _compound(parts: Sequence[Fact], whole: Fact) -> bool:
    """Feet and inches, hours and minutes, years and months as one amount."""
    goal = in_base(whole.value, whole.units)
    if goal is None:
        return False
    total = Fraction(0)
    for part in parts:
        amount = in_base(part.value, part.units) if part.kind is NUMBER else None
        if amount is None or amount[0] != goal[0]:
            return False
        total += amount[1]
    return abs(total - goal[1]) <= HABIT * abs(goal[1]) / 2


def _short_date(parts: Sequence[Fact], whole: Fact) -> bool:
    """Day and month written like a decimal, "8.8.", where that is none of the language's own; or like a
    fraction, vi "ngày 1/7"."""
    if len(parts) != 2 or {part.kind for part in parts} != {DAY, MONTH}:
        return False
    if whole.units or ("/" not in whole.text and any(reading.norm for reading in whole.readings)):
        return False
    day, month = sorted(parts, key=lambda part: part.kind is MONTH)
    return [Fraction(run) for run in _DIGITS.findall(whole.text)] == [day.value, month.value]


def _label(parts: Sequence[Fact], whole: Fact) -> bool:
    """An identifier whose numbers the other text sets apart: AS-207/208 against 207 and 208; and digits with
    marks that only one of the languages takes for one number: "116 123", "40,45"."""
    if whole.kind is NUMBER:
        if whole.units or any(part.kind not in _LABELLED or part.units for part in parts):
            return False
    elif any(part.kind is IDENTIFIER for part in parts):
        return False
    if not all(_DIGITS.search(part.text) for part in parts):
        return False
    return _DIGITS.findall(whole.text) == [run for part in parts for run in _DIGITS.findall(part.text)]


_RULES: dict[Kind, tuple[Callable[[Sequence[Fact], Fact], bool], ...]] = {
    TIME_OF_DAY: (_clock,),
    NUMBER: (_ratio, _compound, _label, _short_date),
    IDENTIFIER: (_label,),
}
"""What may be the whole of several facts, by its kind."""


def _rest(
    own: Sequence[Placed],
    free: list[int],
    matched: int,
    other: Sequence[Placed],
    free_other: list[int],
    partner: int,
) -> None:
    """What belongs to a matched fact and is said by its partner alone."""
    fact = own[matched].fact
    if fact.group >= 0 and fact.readings[0].units:
        _rest_of_compound(own, free, matched, other[partner].fact)
    if fact.kind is DECADE:
        _century_said(own, free, matched, other[partner].fact)
        _round_of_years(other, free_other, partner)


def _rest_of_compound(own: Sequence[Placed], free: list[int], matched: int, whole: Fact) -> None:
    """The inches of "6 ft 6", where the feet alone are already close to "2 m"."""
    group = own[matched].fact.group
    mates = [i for i in free if own[i].fact.group == group and own[i].sentence == own[matched].sentence]
    if mates and _compound([own[i].fact for i in (matched, *mates)], whole):
        for i in mates:
            free.remove(i)


def _century_said(own: Sequence[Placed], free: list[int], matched: int, whole: Fact) -> None:
    """The century of "the sixties of the 20th century", where the other text says 1960."""
    short = own[matched].fact
    if not 0 <= short.value < _HUNDRED <= whole.value:
        return
    century = whole.value // _HUNDRED + 1
    for i in list(free):
        if own[i].fact.kind is CENTURY and own[i].fact.value == century:
            free.remove(i)


def _round_of_years(other: Sequence[Placed], free: list[int], matched: int) -> None:
    """The end of "20 to 30" against "the twenties", of "1990–1999" against "the nineties"."""
    if matched + 1 not in free:
        return
    first, last = other[matched].fact, other[matched + 1].fact
    if first.group == last.group >= 0 and last.value - first.value in (9, 10):
        free.remove(matched + 1)


def _round_the_clock(own: Sequence[Placed], free: list[int]) -> None:
    """24 hours a day, 7 days a week: a set phrase, for which other languages have a word; fr "24 heures sur
    24, 7 jours sur 7"."""
    if len(free) < 2:
        return
    run: list[int] = []
    for i in [k for k in free if own[k].fact.strength is not WEAK]:
        fact = own[i].fact
        value = fact.value
        known = value.denominator == 1 and value.numerator in _ROUND_THE_CLOCK
        if not known and "24" not in _DIGITS.findall(fact.text):
            continue
        if run and fact.start - own[run[-1]].fact.end >= _CLOCK_GAP:
            run = []
        run.append(i)
        if value in _WEEK_OR_YEAR and len(run) > 1:
            for k in run:
                if k in free:
                    free.remove(k)


def _parallel(
    own: Sequence[Placed], free: list[int], other: Sequence[Placed], free_other: Sequence[int]
) -> None:
    """Amounts that repeat, in another unit, one that the other side states: "45 miles (72 km)" against "72
    km"."""
    for i in list(free):
        fact = own[i].fact
        units = fact.readings[0].units
        if not units or fact.kind is not NUMBER:
            continue
        if any(relate(units, other[j].fact.units) is _SAME for j in free_other):
            continue  # another figure in this unit faces it
        for twin in own:
            if twin is own[i] or not _converted(fact, twin.fact):
                continue
            if any(affinity(twin.fact, one.fact) and not _differ(fact, one.fact) for one in other):
                free.remove(i)
                break


def _differ(a: Fact, b: Fact) -> bool:
    """Whether two amounts in one unit are too far apart for one to be the other, rounded."""
    return a.units == b.units and abs(a.value - b.value) > max(a.precision, b.precision)


def _converted(a: Fact, b: Fact) -> bool:
    """Whether two facts of one text state one amount in two units."""
    if b.kind is not NUMBER or relate(a.units, b.units) is not _CONVERTIBLE:
        return False
    return converts(a.value, a.units, a.precision, b.value, b.units, b.precision)
