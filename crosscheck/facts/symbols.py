"""Unit symbols and currency signs around a number."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from crosscheck.lexicons.units import MONEY, SHARE, units


class Symbols(NamedTuple):
    """`after` matches a symbol where a number ends; `ids` says what a symbol may mean; `before` are the currency and
    percent signs that may stand before a number."""

    after: re.Pattern[str]
    ids: dict[str, tuple[str, ...]]
    before: dict[str, tuple[str, ...]]
    longest: int


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
    alternatives = "|".join(
        re.escape(s) + (r"(?![^\W\d_])" if s[-1].isalpha() else "") for s in sorted(ids, key=len, reverse=True)
    )
    return Symbols(
        re.compile(alternatives),
        ids,
        before,
        max(map(len, before)),
    )
