"""Two values that both versions state, but each in the other's place.

The values alone cannot tell: "27 men and 69 women" may become "69 Frauen und 27 Männer". Three clues together
do: the two facts are alike in kind and unit, so that they could be mistaken for each other; their order is
reversed; and the words around each of them are closer, across the languages, to the words around the other
one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from operator import lt
from typing import NamedTuple

from crosscheck.comparison.affinity import FORMS
from crosscheck.comparison.contexts import Closeness, Pair, crosswise
from crosscheck.comparison.matching import ALIKE, Matched
from crosscheck.comparison.quantities import Units, equal, relate
from crosscheck.lexicons.tokens import HANGUL, UNSPACED, fold
from crosscheck.members import DAY, DIGITS, EXACT, MONTH, WEAK, YEAR
from crosscheck.model import Cause, Change, Difference, Grade, Kind, Placed

_SURE = 0.2
"""By how much the contexts must fit better crosswise to be sure; where they fit better by less, it is a
warning. Of 15,100 human translations of news and talks it leaves 44 errors and 16 warnings; of 2,059
exchanges found in the same texts, 1,995 errors and 64 warnings."""
_FORM_MARGIN = 0.15
"""By how much the forms (kind, unit) must fit better crosswise to tell a swap by themselves."""
_WORD_MARGIN = 1.0
"""What is taken off where one of the values is a number word, or they differ in kind: those move about more
freely."""
_COMPARED_WITHIN = 30
"""Characters between two values that are set against each other, at most."""
_YEAR_WITHIN = 5
"""Characters between the month and the year of a date at most: es "23 de febrero de 2020"."""
_PARTITIVE_WORDS = 3
"""Words between the numbers of "6,000 of the total 330,000" at most."""
_KINDS = frozenset({Kind.NUMBER, Kind.YEAR, Kind.ORDINAL, Kind.MULTIPLE, Kind.MONTH, Kind.DAY, Kind.TIME})

_COUNTS = frozenset({Kind.NUMBER, Kind.ORDINAL})
"""Languages choose freely between the two: hole 16, 16th hole."""

_SIGNS = "+-−–"
_FIGURES = frozenset({Kind.NUMBER, Kind.YEAR})
_MISTAKABLE = frozenset({Kind.NUMBER, Kind.DAY, Kind.ORDINAL})

_UNIT_MISFITS = {Units.SAME: 0.0, Units.ONE_BARE: 0.1, Units.CONVERTIBLE: 0.0}
"""How unlike two facts are by their units, where that is less than a half."""

_ALIKE = (Units.SAME, Units.ONE_BARE)
_WRITTEN_ON = re.compile(f"[{UNSPACED}{HANGUL}]")


class Joints(NamedTuple):
    """Words of a language that set one value against another: behind the value ("20 instead of 10"), and
    behind the other one (ko "10 대신 20")."""

    first: tuple[str, ...]
    last: tuple[str, ...]


class Texts(NamedTuple):
    """The sentences of both versions by index, the words that make "3 of 5" of two numbers, those that
    only follow the 3, and those that compare two, of the source's and of the target's language."""

    source: Sequence[str]
    target: Sequence[str]
    partitives: tuple[str, ...] = ()
    parts_first: tuple[str, ...] = ()
    compared: tuple[Joints, ...] = ()


def swaps(found: Matched, texts: Texts, closeness: Closeness | None) -> Iterator[Difference]:
    """The pairs of matched values that changed places. Without `closeness` only ends of a range are
    judged."""
    pairs: list[Pair] = []
    forms: list[float] = []
    for i, j, agreed in found.pairs:
        one, its = found.source[i], found.target[j]
        if agreed is ALIKE and one.fact.kind in _KINDS:  # most pairs, and neither is weak
            pairs.append((one, its))
            forms.append(0.0)
        elif _definite(one, its):
            pairs.append((one, its))
            forms.append(_misfit(one, its))
    if len(pairs) < 2:
        return
    anchors = _anchors(pairs, found.source)
    ours = [(one.sentence, one.fact.start) for one, _ in pairs]
    theirs = [(its.sentence, its.fact.start) for _, its in pairs]
    in_order = all(map(lt, ours, ours[1:])) and all(map(lt, theirs, theirs[1:]))
    if not anchors and in_order and sum(sorted(forms)[-2:]) < _FORM_MARGIN:
        return  # most texts: nothing that the loop below looks for
    taken: set[int] = set()
    for a, b in combinations(range(len(pairs)), 2):
        turned = (ours[a] < ours[b]) is not (theirs[a] < theirs[b])
        straight = forms[a] + forms[b]
        if not (turned or anchors or straight >= _FORM_MARGIN):
            continue
        if a in taken or b in taken or _equal(pairs[a][0], pairs[b][0]):
            continue
        grade: Grade | None = None
        if _fits_crosswise(pairs[a], pairs[b], straight) or (
            anchors
            and (
                _left_mention(pairs[a], pairs[b], anchors)
                or _left_date(pairs[a], pairs[b], anchors, found.target)
            )
        ):
            grade = Grade.ERROR
        elif turned and _mixable(pairs[a], pairs[b]):
            if _cells(pairs[a], pairs[b], texts) or _ends(pairs[a], pairs[b], texts):
                grade = Grade.ERROR
            elif closeness is not None:
                grade = _exchanged(pairs[a], pairs[b], found, texts, closeness)
        if grade is not None:
            taken |= {a, b}
            (one, its), (two, other) = pairs[a], pairs[b]
            yield Difference(Change.SWAPPED, grade, one, its, Cause.SWAPPED, None, None, two, other)


def _definite(source: Placed, target: Placed) -> bool:
    """Whether both facts are more than everyday words, and of a kind that can be mistaken: what the other
    text says in another form and figure (1:50, a fiftieth) stands for nothing else."""
    one, two = source.fact, target.fact
    if one.strength is WEAK or two.strength is WEAK or one.kind not in _KINDS:
        return False
    return one.kind is two.kind or _equal(source, target)


def _equal(one: Placed, two: Placed) -> bool:
    first, second = one.fact.readings[0], two.fact.readings[0]
    return equal(first.value, second.value) and first.label == second.label


def _fits_crosswise(a: Pair, b: Pair, straight: float) -> bool:
    """Whether each value carries what the other should carry: "24 August … 7 people" as "7 August … 24
    people", where only one of them is a day. `straight` is the misfit as they stand."""
    if straight < _FORM_MARGIN or _worded(a, b) or not (_equal(*a) and _equal(*b)):
        return False
    return straight - _misfit(a[0], b[1]) - _misfit(b[0], a[1]) >= _FORM_MARGIN


def _anchors(pairs: Sequence[Pair], source: Sequence[Placed]) -> list[Pair]:
    """The pairs that are part of a mention on both sides and whose value is stated once, of the mentions that
    the target divides. Not years: one year serves both ends of "24 August to 5 September 2021"."""
    said: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for one, its in pairs:
        if one.fact.group >= 0:
            said.setdefault((one.sentence, one.fact.group), set()).add((its.sentence, its.fact.group))
    divided = {mention for mention, others in said.items() if len(others) > 1}
    if not divided:
        return []
    # As two ints: fractions are slow to hash.
    stated = Counter([(one.fact.kind, one.fact.value.as_integer_ratio()) for one in source])
    return [
        (one, its)
        for one, its in pairs
        if (one.sentence, one.fact.group) in divided
        and its.fact.group >= 0
        and one.fact.kind is not YEAR
        and stated[one.fact.kind, one.fact.value.as_integer_ratio()] == 1
    ]


def _left_mention(a: Pair, b: Pair, anchors: Sequence[Pair]) -> bool:
    """Whether one value took the other's place in a mention: "24 August … 5 September" as "5. August … 24.
    September", "won 4-1 … 18 games" as "4:18 gewonnen … 1 Spiel". What else the mention says stands still."""
    for one, two in ((a, b), (b, a)):
        if one[0].fact.group < 0 or two[1].fact.group < 0 or not _mistakable(one[0], two[0]):
            continue
        for here, there in anchors:
            if (
                _one_mention(here, one[0])
                and _one_mention(there, two[1])
                and here.fact.value not in (one[0].fact.value, two[0].fact.value)
                and not _one_mention(here, two[0])
                and not _one_mention(there, one[1])
            ):
                return True
    return False


def _left_date(a: Pair, b: Pair, anchors: Sequence[Pair], target: Sequence[Placed]) -> bool:
    """Whether a count took the place of a year: "23 February 2020 … 9,336 followers" as "23. Februar 9336 …
    2020 Anhänger"."""
    for one, two in ((a, b), (b, a)):
        if one[0].fact.kind is not YEAR or one[0].fact.group < 0 or two[0].fact.group >= 0:
            continue
        count = two[1].fact
        if count.kind is not Kind.NUMBER or count.units or count.group >= 0:
            continue
        for here, there in anchors:
            if (
                not _one_mention(here, one[0])
                or _one_mention(there, one[1])
                or there.sentence != two[1].sentence
            ):
                continue
            date = [placed.fact for placed in target if _one_mention(placed, there)]
            gap = count.start - max(fact.end for fact in date)
            if 0 < gap <= _YEAR_WITHIN and all(fact.kind is not YEAR for fact in date):
                return True
    return False


def _mistakable(one: Placed, two: Placed) -> bool:
    """Whether two values of one text could be mistaken for each other: counts, or parts of dates of one
    kind."""
    kind, other = one.fact.kind, two.fact.kind
    if kind is other:
        return kind is not MONTH  # the days of the two dates say it
    return kind in _MISTAKABLE and other in _MISTAKABLE


def _worded(a: Pair, b: Pair) -> bool:
    return any(one.fact.strength is not DIGITS for one in (*a, *b))


def _misfit(one: Placed, two: Placed) -> float:
    """How unlike two facts are, apart from their values."""
    kind, other = one.fact.kind, two.fact.kind
    units, other_units = one.fact.readings[0].units, two.fact.readings[0].units
    if kind is other and units == other_units:
        return 0.0
    alike = kind is other or (kind in _COUNTS and other in _COUNTS)
    form = 0.0 if alike else FORMS.get((kind, other), 1.0)
    return form + _UNIT_MISFITS.get(relate(units, other_units), 0.5)


def _mixable(a: Pair, b: Pair) -> bool:
    """Whether two unequal values could be mistaken for each other where they stand in reversed order."""
    (one, its), (two, other) = a, b
    if one.fact.kind is not two.fact.kind and its.fact.kind is not other.fact.kind and not _bare(a, b):
        return False
    ours, theirs = relate(one.fact.units, two.fact.units), relate(its.fact.units, other.fact.units)
    return Units.SAME in (ours, theirs) and ours in _ALIKE and theirs in _ALIKE


def _bare(a: Pair, b: Pair) -> bool:
    """Whether all four are bare figures that stand alone, of which some may be a year: "117", "1414"."""
    facts = [one.fact for one in (*a, *b)]
    return all(
        fact.kind in _FIGURES
        and not fact.units
        and fact.group < 0
        and fact.text.isdecimal()
        and fact.comparator is facts[0].comparator
        for fact in facts
    )


def _cells(a: Pair, b: Pair, texts: Texts) -> bool:
    """Whether each of the four fills a sentence of its own, its sign aside, as the cells of a table do: all
    languages keep their order."""
    return all(
        len(text[one.sentence].strip().lstrip(_SIGNS)) <= one.fact.end - one.fact.start
        for pair in (a, b)
        for one, text in zip(pair, (texts.source, texts.target), strict=True)
    )


def _ends(a: Pair, b: Pair, texts: Texts) -> bool:
    """Whether the two are the ends of one range on both sides, rising in the source and falling in the
    target or the other way round. A source that counts down with a dash ("4.2–3.9 million years ago") may be
    turned round."""
    if not (_one_mention(a[0], b[0]) and _one_mention(a[1], b[1])):
        return False
    if a[0].fact.role in ("low", "high") or a[0].fact.kind is b[0].fact.kind is DAY:
        return True
    return a[1].fact.role in ("low", "high") and not _score(a[0], b[0], texts.source)


def _exchanged(a: Pair, b: Pair, found: Matched, texts: Texts, closeness: Closeness) -> Grade | None:
    """How surely the contexts say that each value stands where the other belongs; None where they do not."""
    if _score(a[0], b[0], texts.source) or _score(a[1], b[1], texts.target):
        return None  # it may be told from the other side
    sides = ((a[0], b[0], texts.source), (a[1], b[1], texts.target))
    if all(_partitive(*side, texts.parts_first) for side in sides):
        # "19 of the 60" as es "60 de los 19"
        return Grade.ERROR if _alike(a[0], b[0]) and _alike(a[1], b[1]) else None
    if any(_partitive(*side, texts.partitives) for side in sides):
        return None
    compared = {_compared(*side, joints) for side, joints in zip(sides, texts.compared, strict=False)}
    if compared not in (set(), {None}, {"first"}, {"last"}):
        return None  # the other language names the other value first
    claimed = _claimed(a[0], b[0]), _claimed(a[1], b[1])
    if None not in claimed:
        return None if claimed[0] is claimed[1] else Grade.ERROR
    mixed = not (_alike(a[0], b[0]) and _alike(a[1], b[1]))
    fit = crosswise(a, b, (found.source, found.target), (texts.source, texts.target), closeness)
    beyond = fit - (_WORD_MARGIN if mixed or _worded(a, b) else 0.0)
    if beyond <= 0:
        return None
    return Grade.ERROR if beyond > _SURE else Grade.WARNING


def _claimed(one: Placed, two: Placed) -> bool | None:
    """Whether the first of two values is the one that is "about" or "at least" so much; None where both are
    or neither."""
    claims = one.fact.comparator is not EXACT, two.fact.comparator is not EXACT
    return None if claims[0] is claims[1] else claims[0]


def _alike(one: Placed, two: Placed) -> bool:
    """Whether two facts of one text are of one kind, and both or neither part of a mention of several
    numbers."""
    return one.fact.kind is two.fact.kind and (one.fact.group < 0) == (two.fact.group < 0)


def _partitive(one: Placed, two: Placed, texts: Sequence[str], forms: tuple[str, ...]) -> bool:
    """Whether the text says "36 of the 116": other languages name the whole first."""
    if one.sentence != two.sentence:
        return False
    first, last = sorted((one.fact, two.fact), key=lambda fact: fact.start)
    between = fold(texts[one.sentence][first.end : last.start]).replace("-", " ").lstrip()
    return between.startswith(forms) and len(between.split()) <= _PARTITIVE_WORDS


def _compared(one: Placed, two: Placed, texts: Sequence[str], joints: Joints) -> str | None:
    """Where the text that sets one value against the other has that other one: "last" in "20 minutes instead
    of every 10", "20 %, up from 15"; "first" in ko "10분 대신 20분". None where it sets none."""
    if one.sentence != two.sentence or relate(one.fact.units, two.fact.units) not in _ALIKE:
        return None
    first, last = sorted((one.fact, two.fact), key=lambda fact: fact.start)
    if last.start - first.end > _COMPARED_WITHIN:
        return None
    between = fold(texts[one.sentence][first.end : last.start])
    for forms, where in ((joints.first, "last"), (joints.last, "first")):
        for form in forms:
            if form in between and (
                _WRITTEN_ON.search(form) or re.search(rf"(?<!\w){re.escape(form)}(?!\w)", between)
            ):
                return where
    return None


def _score(one: Placed, two: Placed, texts: Sequence[str]) -> bool:
    """Whether two numbers of one mention are written with a sign between them, 2:1."""
    first, last = sorted((one.fact, two.fact), key=lambda fact: fact.start)
    between = texts[one.sentence][first.end : last.start]
    return _one_mention(one, two) and not any(character.isalpha() for character in between)


def _one_mention(one: Placed, two: Placed) -> bool:
    return one.sentence == two.sentence and one.fact.group == two.fact.group >= 0
