"""Pairing the facts of two aligned groups that state the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from crosscheck.comparison.affinity import FORMS, Affinity, affinity
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

_ALIKE = Affinity(0.0, 0, 0)
_COMPATIBLE = (Units.SAME, Units.ONE_BARE)
_UPWARD = (Comparator.AT_LEAST, Comparator.MORE_THAN)
_DOWNWARD = (Comparator.AT_MOST, Comparator.LESS_THAN)
_DIGITS, _WEAK = Strength.DIGITS, Strength.WEAK
_NUMBER = Kind.NUMBER

_Key = tuple[Kind, tuple[int, int], tuple[str, ...], str | None]
"""Kind, value (numerator and denominator: fractions are slow to hash), units and label."""


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
        and (one.kind is two.kind or FORMS.get((one.kind, two.kind), 1.0) <= _PLAIN)
        and first.label == second.label
        and (first.units == second.units or relate(first.units, second.units) in _COMPATIBLE)
        and not contradict(one.comparator, two.comparator)
    )


def contradict(one: Comparator, two: Comparator) -> bool:
    """Whether one comparator is a lower bound and the other an upper one."""
    if one is two:
        return False
    return (one in _UPWARD and two in _DOWNWARD) or (one in _DOWNWARD and two in _UPWARD)


def match(source: Sequence[Placed], target: Sequence[Placed]) -> Matched:
    """Pair what agrees, at the least cost over all readings."""
    found = Matched(source, target)
    found.free_source, found.free_target = _equal(found)
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
    value = fact.readings[0].value
    return 0 < value.numerator < value.denominator and not fact.readings[0].units


def _equal(found: Matched) -> tuple[list[int], list[int]]:
    """Pair, in the order of the text, what is written alike and equally often on both sides: most of any
    text."""
    theirs = _by_key(found.target)
    pairs = []
    for key, rows in _by_key(found.source).items():
        columns = theirs.get(key)
        if columns is not None and len(rows) == len(columns):
            pairs += [(i, j, _ALIKE) for i, j in zip(rows, columns, strict=True)]
    pairs.sort()
    found.pairs = pairs
    taken_rows, taken_columns = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    return (
        [i for i in range(len(found.source)) if i not in taken_rows],
        [j for j in range(len(found.target)) if j not in taken_columns],
    )


def _by_key(facts: Sequence[Placed]) -> dict[_Key, list[int]]:
    """The places of the facts that are plainly stated, by what they state; without those that can be read in
    several ways, or may have to stand aside for a stronger one."""
    places: dict[_Key, list[int]] = {}
    for place, (_, fact) in enumerate(facts):
        if fact.strength is _WEAK or len(fact.readings) != 1:
            continue
        value, units, label, _, _ = fact.readings[0]
        key = (fact.kind, value.as_integer_ratio(), units, label)
        if key in places:
            places[key].append(place)
        else:
            places[key] = [place]
    return places


def _assign(found: Matched, rows: list[int], columns: list[int]) -> None:
    source, target = found.source, found.target
    ours, theirs = _settle(source, rows, target), _settle(target, columns, source)
    large = len(rows) * len(columns) > LARGE
    table: list[list[Affinity | None]] = []
    costs: list[list[float | None]] = []
    for a, i in enumerate(rows):
        one = source[i].fact
        only = ours.get(one.group)
        line: list[Affinity | None] = []
        priced: list[float | None] = []
        for b, j in enumerate(columns):
            two = target[j].fact
            if large and not near(a, len(rows), b, len(columns)):
                agreed = None
            else:
                agreed = affinity(one, two, only, theirs.get(two.group))
            line.append(agreed)
            priced.append(
                None if agreed is None else agreed.cost + _tie(source, i, target, j) - _gain(one, two)
            )
        table.append(line)
        costs.append(priced)
    pairs = assign(costs, 0.0)
    if not pairs:
        return
    for a, b in pairs:
        agreed = table[a][b]
        if agreed is not None:
            found.pairs.append((rows[a], columns[b], agreed))
    found.pairs.sort(key=lambda pair: pair[:2])
    used_rows, used_columns = {a for a, _ in pairs}, {b for _, b in pairs}
    found.free_source = [i for a, i in enumerate(rows) if a not in used_rows]
    found.free_target = [j for b, j in enumerate(columns) if b not in used_columns]


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
