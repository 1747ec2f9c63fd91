"""Halves and quarters of a year that the other text says in months: "the first half", "the six months to
June", zh "1至6月"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from crosscheck.comparison.matching import Matched
from crosscheck.lexicons.load import Lexicon
from crosscheck.lexicons.tokens import fold
from crosscheck.members import MONTH, NUMBER, ORDINAL
from crosscheck.model import Placed

_PERIODS = {3: "quarter", 6: "half"}
"""The name in [halves] of a period of so many months."""
_YEAR = 12
_QUARTERS = 4


def settle_periods(
    found: Matched, source_text: str, target_text: str, source: Lexicon, target: Lexicon
) -> None:
    """Take free months, and the number of the half or quarter that faces them, off `found`."""
    _settle(found.source, found.free_source, found.target, found.free_target, target_text, target)
    _settle(found.target, found.free_target, found.source, found.free_source, source_text, source)


def _settle(
    own: Sequence[Placed],
    free: list[int],
    other: Sequence[Placed],
    free_other: list[int],
    text: str,
    lexicon: Lexicon,
) -> None:
    for i in list(free):
        fact = own[i].fact
        if fact.kind is NUMBER and "month" in fact.units:
            if _said(fact.value.numerator if fact.value.denominator == 1 else 0, text, lexicon):
                free.remove(i)
        elif fact.kind is MONTH and i in free:
            first = _first_month(own, i)
            if first is not None and _said(_length(own, first, i), text, lexicon):
                free[:] = [k for k in free if k not in (first, i)]
                nth = [k for k in free_other if _numbers_a_period(other[k])]
                if nth:
                    free_other.remove(nth[0])


def _first_month(own: Sequence[Placed], last: int) -> int | None:
    """The month right before the one at `last`."""
    sentence = own[last].sentence
    before = last - 1
    if before >= 0 and own[before].fact.kind is MONTH and own[before].sentence == sentence:
        return before
    return None


def _length(own: Sequence[Placed], first: int, last: int) -> int:
    """How many months there are from the first to the last."""
    return (own[last].fact.value.numerator - own[first].fact.value.numerator) % _YEAR + 1


def _numbers_a_period(placed: Placed) -> bool:
    fact = placed.fact
    return fact.kind is ORDINAL and 1 <= fact.value <= _QUARTERS


def _said(months: int, text: str, lexicon: Lexicon) -> bool:
    """Whether a text names a period of so many months."""
    name = _PERIODS.get(months)
    pattern = _forms(lexicon, name) if name is not None else None
    return pattern is not None and pattern.search(fold(text)) is not None


@lru_cache(maxsize=256)
def _forms(lexicon: Lexicon, name: str) -> re.Pattern[str] | None:
    """What finds the names of a period in a language's folded texts."""
    forms = [re.escape(fold(form)) for form in lexicon.data.get("halves", {}).get(name, ())]
    if not forms:
        return None
    start = "" if lexicon.segmentation == "none" or lexicon.compounds else r"(?<!\w)"
    prefixes = "|".join(sorted(map(re.escape, map(fold, lexicon.data["language"]["prefixes"])), key=len))
    return re.compile(f"{start}(?:{prefixes})?(?:{'|'.join(forms)})")
