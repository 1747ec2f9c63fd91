"""Unit symbols and currency signs around a number."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from crosscheck.lexicons.tokens import part_of_word
from crosscheck.lexicons.units import MONEY, SHARE, units


class Symbols(NamedTuple):
    """`ids` says what a symbol may mean; `before` are the currency and percent signs that may stand before a
    number. `longest` gives, by the character that a symbol of `ids` begins with, the length of the longest;
    `longest_before`, by the character that a symbol of `before` ends with."""

    ids: dict[str, tuple[str, ...]]
    before: dict[str, tuple[str, ...]]
    longest: dict[str, int]
    longest_before: dict[str, int]

    def after(self, text: str, at: int) -> str:
        """The longest symbol that stands at a place of a text and is no part of a longer word; else empty."""
        for size in range(min(self.longest.get(text[at : at + 1], 0), len(text) - at), 0, -1):
            symbol = text[at : at + size]
            if symbol in self.ids and not (
                symbol[-1].isalpha() and part_of_word(text[at + size : at + size + 1])
            ):
                return symbol
        return ""

    def money_at(self, text: str, at: int) -> bool:
        """Whether a currency sign stands at a place of a text, perhaps behind a space."""
        symbol = self.after(text, at) or self.after(text, at + 1)
        return symbol in self.before and symbol not in SHARES

    def money_before(self, text: str, at: int) -> bool:
        """Whether a currency sign ends right before a place of a text, perhaps with a space between."""
        return bool(self.money_at_end(text[max(0, at - 8) : at].rstrip()))

    def money_at_end(self, text: str) -> tuple[str, ...]:
        """The currencies that the longest sign at the end of a text may mean."""
        longest = self.longest_before.get(text[-1:], 0)
        for size in range(min(longest, len(text)), 0, -1):
            sign = text[-size:]
            if sign in self.before and sign not in SHARES:
                return self.before[sign]
        return ()


SHARES = ("%", "‰")
"""Signs of shares, which may stand before a number as currency signs do."""


@cache
def symbols() -> Symbols:
    ids: dict[str, tuple[str, ...]] = {}
    before: dict[str, tuple[str, ...]] = {}
    for unit in units().values():
        money = unit.dimension == MONEY
        share = unit.dimension == SHARE
        for symbol in (*unit.symbols, unit.id) if money else unit.symbols:
            ids[symbol] = (*ids.get(symbol, ()), unit.id)
            if money or share:
                before[symbol] = (*before.get(symbol, ()), unit.id)
    longest: dict[str, int] = {}
    longest_before: dict[str, int] = {}
    for symbol in ids:
        longest[symbol[0]] = max(longest.get(symbol[0], 0), len(symbol))
    for symbol in before:
        longest_before[symbol[-1]] = max(longest_before.get(symbol[-1], 0), len(symbol))
    return Symbols(ids, before, longest, longest_before)
