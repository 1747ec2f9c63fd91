"""Unit symbols and currency signs around a number."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from crosscheck.lexicons.tokens import part_of_word
from crosscheck.lexicons.units import MONEY, SHARE, units


class Symbols(NamedTuple):
    """`ids` says what a symbol may mean; `before` are the currency and percent signs that may stand before a
    number. The lengths are those of the longest symbol of each."""

    ids: dict[str, tuple[str, ...]]
    before: dict[str, tuple[str, ...]]
    longest_after: int
    longest: int

    def after(self, text: str, at: int) -> str:
        """The longest symbol that stands at a place of a text and is no part of a longer word; else empty."""
        for size in range(min(self.longest_after, len(text) - at), 0, -1):
            symbol = text[at : at + size]
            if symbol in self.ids and not (
                symbol[-1].isalpha() and part_of_word(text[at + size : at + size + 1])
            ):
                return symbol
        return ""


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
    return Symbols(ids, before, max(map(len, ids)), max(map(len, before)))
