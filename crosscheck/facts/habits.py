"""How a document writes dates and numbers, where its language leaves that open: learnt from those that can be
read in one way only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from crosscheck.facts.digit_dates import DATE
from crosscheck.lexicons.conventions import USUAL, Conventions
from crosscheck.lexicons.load import Lexicon, load
from crosscheck.lexicons.tokens import plain

_ORDERS = {"dmy", "mdy"}
_MONTHS = 12
_DECIMAL = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?P<a>\.)\d+|\d{1,3}(?:\.\d{3})+(?P<b>,)\d+|\d+(?P<c>[.,])(?:\d{1,2}|\d{4,}))"
    r"(?![\d.,]\d|\d)"
)
"""Numbers whose decimal mark is beyond doubt: both marks occur, or no three digits follow."""


def with_habits(known: Conventions | None, texts: Iterable[str], lang: str) -> Conventions | None:
    """The conventions of a document's `texts`: what a project has settled (`known`), else what the document
    itself shows without exception."""
    usual = known or USUAL
    lexicon = load(lang, known)
    open_dates = usual.date_order is None and set(lexicon.date_orders) >= _ORDERS
    open_numbers = not usual.numbers and bool(lexicon.separators.unsettled)
    if not open_dates and not open_numbers:
        return known
    orders: set[str] = set()
    marks: set[str] = set()
    for text in texts:
        simple = plain(text)
        if open_dates:
            orders |= _orders(simple)
        if open_numbers:
            marks |= _marks(simple, lexicon)
    if len(orders) == 1:
        usual = replace(usual, date_order=orders.pop())
    if len(marks) == 1:
        usual = replace(usual, decimal=marks.pop())
    return usual if usual != USUAL else known


def _orders(text: str) -> set[str]:
    """The orders of the dates in digits that only one order allows."""
    found = set()
    for match in DATE.finditer(text):
        first, second = int(match[1]), int(match[3])
        if first > _MONTHS >= second > 0:
            found.add("dmy")
        elif second > _MONTHS >= first > 0:
            found.add("mdy")
    return found


def _marks(text: str, lexicon: Lexicon) -> set[str]:
    """The decimal marks of numbers that leave no doubt, as far as the language has them."""
    usual = {one.decimal for one in (lexicon.separators, *lexicon.separators.unsettled)}
    return {mark for match in _DECIMAL.finditer(text) for mark in match.groups() if mark in usual}
