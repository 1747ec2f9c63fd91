"""Pairing the facts of two aligned groups that state the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from crosscheck.comparison.affinity import FORMS, Affinity, affinity, countable
from crosscheck.comparison.assignment import LARGE, assign, near
from crosscheck.comparison.quantities import Units, equal, relate
from crosscheck.model import Comparator, Fact, Kind, Placed, Strength

_ALONE = {Strength.DIGITS: 3.0, Strength.WORDS: 2.0, Strength.WEAK: 0.5}
"""What it costs to leave a fact alone: a weak one rather than one in digits; every pair costs less."""
_ORDER = 0.04
"""Among equal pairs the ones that keep the order of the text win; smaller than any difference of form."""
_ROLE = 0.03

_PLAIN = 0.2
"""Up to this cost, another form of a value in the same place is no reason to look further."""

ALIKE = Affinity(0.0, 0, 0)
"""Of two facts of one kind, value and unit, each in a single reading and neither an everyday word."""
_COMPATIBLE = (Units.SAME, Units.ONE_BARE)
_UPWARD = (Comparator.AT_LEAST, Comparator.MORE_THAN)
_DOWNWARD = (Comparator.AT_MOST, Comparator.LESS_THAN)
_DIGITS, _WEAK = Strength.DIGITS, Strength.WEAK
_NUMBER = Kind.NUMBER

_Key = tuple[Kind, tuple[int, int], tuple[str, ...], str | None]
"""Kind, value (numerator and denominator: fractions are slow to hash), units and label."""
_Places = dict[_Key, tuple[list[int], list[int]]]
"""Where the source and where the target states what a key says."""


@dataclass(slots=True)
class Matched:
    """The facts of an aligned group: `pairs` of places in `source` and `target`, and the places that stay
    free."""

    source: Sequence[Placed]
    target: Sequence[Placed]
    pairs: list[tuple[int, int, Affinity]] = field(default_factory=list)
    free_source: list[int] = field(default_factory=list)
    free_target: list[int] = field(default_factory=list)


def agree(source: Sequence[Fact], target: Sequence[Fact]) -> bool:
    """Whether both sides plainly state the same facts in the same order, everyday words left aside."""
    # Only weak facts need the call.
    ours = [one for one in source if one.strength is not _WEAK or raises(one)]
    theirs = [one for one in target if one.strength is not _WEAK or raises(one)]
    return len(ours) == len(theirs) and all(map(_plainly_equal, ours, theirs))


def _plainly_equal(one: Fact, two: Fact) -> bool:
    if len(one.readings) != 1 or len(two.readings) != 1:
        return False
    first, second = one.readings[0], two.readings[0]
    return (
        equal(first.value, second.value)
        and (one.kind is two.kind or _plain_form(one.kind, two.kind, first.units or second.units))
        and first.label == second.label
        and (first.units == second.units or relate(first.units, second.units) in _COMPATIBLE)
        and (one.comparator is two.comparator or not contradict(one.comparator, two.comparator))
    )


def _plain_form(one: Kind, two: Kind, units: tuple[str, ...]) -> bool:
    return FORMS.get((one, two), 1.0) <= _PLAIN and countable(one, units) and countable(two, units)


def contradict(one: Comparator, two: Comparator) -> bool:
    """Whether one comparator is a lower bound and the other an upper one."""
    return (one in _UPWARD and two in _DOWNWARD) or (one in _DOWNWARD and two in _UPWARD)


def match(source: Sequence[Placed], target: Sequence[Placed]) -> Matched:
    """Pair what agrees, at the least cost over all readings."""
    found = _equal(source, target)
    if (
        found.free_source
        and found.free_target
        and (
            any(raises(source[i].fact) for i in found.free_source)
            or any(raises(target[j].fact) for j in found.free_target)
        )
    ):
        _assign(found, found.free_source, found.free_target)
    return found


def raises(fact: Fact) -> bool:
    """Whether a fact can become a finding. A weak number alone says nothing; a weak "twice", "second" or
    "a third" faces others of its kind."""
    return fact.strength is not _WEAK or fact.kind is not _NUMBER or is_part(fact)


def is_part(fact: Fact) -> bool:
    """Whether the fact is a part of a whole, "a third"."""
    value, units, _, _, _ = fact.readings[0]
    return not units and value.denominator > 1 and 0 < value.numerator < value.denominator


def _equal(source: Sequence[Placed], target: Sequence[Placed]) -> Matched:
    """Pair, in the order of the text, what is written alike and equally often on both sides: most of any
    text."""
    places: _Places = {}
    _enter(source, places, 0)
    _enter(target, places, 1)
    partners: dict[int, int] = {}
    for rows, columns in places.values():
        if len(rows) == len(columns):
            partners.update(zip(rows, columns, strict=True))
    taken = set(partners.values())
    return Matched(
        source,
        target,
        [(i, partners[i], ALIKE) for i in sorted(partners)],
        [i for i in range(len(source)) if i not in partners],
        [j for j in range(len(target)) if j not in taken],
    )


def _enter(facts: Sequence[Placed], places: _Places, side: int) -> None:
    """Add the places of the facts that are plainly stated; not of those that can be read in several ways, or
    may have to stand aside for a stronger one."""
    for place, (_, fact) in enumerate(facts):
        if fact.strength is _WEAK or len(fact.readings) != 1:
            continue
        value, units, label, _, _ = fact.readings[0]
        key = (fact.kind, value.as_integer_ratio(), units, label)
        stated = places.get(key)
        if stated is None:
            stated = places[key] = ([], [])
        stated[side].append(place)


def _assign(found: Matched, rows: list[int], columns: list[int]) -> None:
    source, target = found.source, found.target
    ours, theirs = _settle(source, rows, target), _settle(target, columns, source)
    large = len(rows) * len(columns) > LARGE
    possible: dict[tuple[int, int], Affinity] = {}
    costs: list[list[float | None]] = []
    for a, i in enumerate(rows):
        one = source[i].fact
        only = ours.get(one.group)
        priced: list[float | None] = [None] * len(columns)
        costs.append(priced)
        for b, j in enumerate(columns):
            if large and not near(a, len(rows), b, len(columns)):
                continue
            two = target[j].fact
            agreed = affinity(one, two, only, theirs.get(two.group))
            if agreed is not None:
                possible[i, j] = agreed
                priced[b] = agreed.cost + _tie(source, i, target, j) - _gain(one, two)
    if not possible:
        return
    pairs = [(rows[a], columns[b]) for a, b in assign(costs, 0.0)]
    found.pairs += [(i, j, possible[i, j]) for i, j in pairs]
    found.pairs.sort()
    used_rows, used_columns = {i for i, _ in pairs}, {j for _, j in pairs}
    found.free_source = [i for i in rows if i not in used_rows]
    found.free_target = [j for j in columns if j not in used_columns]


def _gain(one: Fact, two: Fact) -> float:
    """What is saved by not leaving the two alone; above every affinity. A number word does not take an
    everyday word of another kind away from its like: "second-best for two days"."""
    if one.kind is not two.kind and one.strength is not _DIGITS is not two.strength:
        return 0.7 if one.strength is _WEAK or two.strength is _WEAK else 2.0
    return _ALONE[one.strength] + _ALONE[two.strength]


def _tie(source: Sequence[Placed], i: int, target: Sequence[Placed], j: int) -> float:
    cost = _ORDER * abs((i + 0.5) / len(source) - (j + 0.5) / len(target))
    one, two = source[i].fact.role, target[j].fact.role
    return cost + _ROLE if one and two and one != two else cost


def _settle(own: Sequence[Placed], free: Sequence[int], others: Iterable[Placed]) -> dict[int, int]:
    """For each group whose free facts can be read in several ways together (03/04/2020): the place of the
    reading that most facts of the other side confirm, the first of equals."""
    if len(free) < 2:
        return {}
    groups: dict[int, list[Fact]] = defaultdict(list)
    for i in free:
        fact = own[i].fact
        if fact.group >= 0 and len(fact.readings) > 1:
            groups[fact.group].append(fact)
    if not groups:
        return {}
    choices = {}
    stated: set[tuple[Kind, Fraction]] | None = None
    for group, members in groups.items():
        if len(members) < 2:
            continue
        if stated is None:
            stated = {(other.fact.kind, reading.value) for other in others for reading in other.fact.readings}
        ways = range(min(len(fact.readings) for fact in members))
        confirmed = [sum((fact.kind, fact.readings[k].value) in stated for fact in members) for k in ways]
        choices[group] = confirmed.index(max(confirmed))
    return choices
