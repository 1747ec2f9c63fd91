"""Unit symbols and currency signs around a number."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from crosscheck.lexicons.tokens import part_of_word
from crosscheck.lexicons.units import MONEY, SHARE, units


class Symbols(NamedTuple):
    """`ids` says what a symbol may mean; `before` are the currency and percent signs that may stand before a
    number. `sizes` gives, by the character that symbols of `ids` begin with, their lengths, longest first;
    `longest_before`, by the character that symbols of `before` end with, the length of the longest."""

    ids: dict[str, tuple[str, ...]]
    before: dict[str, tuple[str, ...]]
    sizes: dict[str, tuple[int, ...]]
    longest_before: dict[str, int]

    def after(self, text: str, at: int) -> str:
        """The longest symbol that stands at a place of a text and is no part of a longer word; else empty."""
        for size in self.sizes.get(text[at : at + 1], ()):
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
    sizes: dict[str, set[int]] = {}
    longest_before: dict[str, int] = {}
    for symbol in ids:
        sizes.setdefault(symbol[0], set()).add(len(symbol))
    for symbol in before:
        longest_before[symbol[-1]] = max(longest_before.get(symbol[-1], 0), len(symbol))
    by_size = {char: tuple(sorted(found, reverse=True)) for char, found in sizes.items()}
    return Symbols(ids, before, by_size, longest_before)
