"""How words of a language change their endings, learnt from the forms that its lexicon lists.

A lexicon names every inflected form of its units, months, currencies and ordinals. Two forms of one entry
that begin alike show an alternation of endings ("y" and "ies", "" and "en"); one that occurs in several
entries is taken for a habit of the language. So no ending of any language stands in code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Any

from crosscheck.lexicons.load import read_file
from crosscheck.lexicons.tokens import bare, fold

SECTIONS = ("units", "weak_units", "currencies", "magnitudes", "ordinals", "months", "groups", "centuries")
"""Where lexicons list nouns and adjectives with their inflections."""
STEM = 3
"""The least number of letters that two forms must share."""
ENDING = 4
"""The most letters that an ending has."""
OFTEN = 2
"""In how many entries an alternation must occur."""
FORMS = 40
"""Of longer lists the first so many are looked at; they are full paradigms of the same endings."""

Alternation = tuple[str, str]


@cache
def alternations(code: str) -> frozenset[Alternation]:
    """The pairs of endings, each in both orders, of a primary language subtag; empty where there is no
    lexicon, or where its language does not inflect."""
    data = read_file(code)
    if data is None:
        return frozenset()
    counted: Counter[Alternation] = Counter()
    for forms in _lists(data):
        words = sorted({bare(fold(form)) for form in forms})
        letters = [word for word in words if word.isalpha()][:FORMS]
        counted.update({made for one, two in combinations(letters, 2) if (made := endings(one, two))})
    return frozenset(
        pair for (one, two), count in counted.items() if count >= OFTEN for pair in ((one, two), (two, one))
    )


def _lists(data: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    for name in SECTIONS:
        for forms in data.get(name, {}).values():
            if isinstance(forms, list):
                yield forms


def endings(one: str, two: str) -> Alternation | None:
    """What follows the common beginning of two words; None where that is too short, or what follows too
    long."""
    same = common(one, two)
    if same < STEM or max(len(one), len(two)) - same > ENDING:
        return None
    return one[same:], two[same:]


def common(one: str, two: str) -> int:
    """How many letters two words share at their beginnings."""
    count = 0
    for first, second in zip(one, two, strict=False):
        if first != second:
            break
        count += 1
    return count
