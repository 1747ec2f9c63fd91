"""Units and currencies of all languages, from `data/units.toml`: what can be converted into what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import tomli

MONEY = "money"
"""The dimension of all currencies; their rates change, so amounts are never converted."""
SMALL_MONEY = "small-money"
"""How the dimensions of coins begin, hundredths of a currency that their names do not settle."""
SHARE = "share"
"""The dimension of percent, permille and the like: parts of a whole."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure or a currency. A value in the base of the dimension is `value * factor + offset`."""

    id: str
    dimension: str
    factor: Fraction
    offset: Fraction
    symbols: tuple[str, ...]


@cache
def common() -> dict[str, Any]:
    """`units.toml` as it is written: what holds for all languages. Read once, on first use."""
    with files("crosscheck.lexicons").joinpath("data/units.toml").open("rb") as file:
        return tomli.load(file)


@cache
def suffixes() -> Mapping[str, Fraction]:
    """Letters that multiply the digits before them, where these are an amount of money or a decimal."""
    return MappingProxyType(
        {form: Fraction(factor) for factor, forms in common()["suffixes"].items() for form in forms}
    )


@cache
def units() -> Mapping[str, Unit]:
    """All units by id, currencies by their ISO 4217 code. Read once, on first use."""
    data = common()
    found = {
        name: Unit(
            name,
            entry["dimension"],
            Fraction(entry["factor"]),
            Fraction(entry.get("offset", "0")),
            tuple(entry["symbols"]),
        )
        for name, entry in data["units"].items()
    }
    for code, entry in data.get("currencies", {}).items():
        symbols = entry["symbols"] if isinstance(entry, dict) else entry
        found[code] = Unit(code, MONEY, Fraction(1), Fraction(0), tuple(symbols))
    return MappingProxyType(found)


@lru_cache(maxsize=4096)
def dimensions(ids: tuple[str, ...]) -> frozenset[str]:
    """The dimensions of the candidate units that are known."""
    known = units()
    return frozenset(known[one].dimension for one in ids if one in known)


@cache
def per(amount: str, time: str) -> str | None:
    """The id of the unit that is `amount` per `time` ("km", "hour": "km/h"), or None."""
    known = units()
    if amount not in known or time not in known:
        return None
    rates = {"length": "speed", "data": "data-rate"}
    factor = known[amount].factor / known[time].factor
    return next(
        (
            one.id
            for one in known.values()
            if one.dimension == rates.get(known[amount].dimension) and one.factor == factor
        ),
        None,
    )
