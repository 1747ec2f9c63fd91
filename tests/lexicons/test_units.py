"""Units and currencies."""

from __future__ import annotations

from fractions import Fraction

from crosscheck.lexicons.units import MONEY, SHARE, units


def test_factors_are_exact() -> None:
    assert units()["mile"].factor == Fraction("1609.344")
    fahrenheit = units()["fahrenheit"]
    assert 32 * fahrenheit.factor + fahrenheit.offset == Fraction("273.15")


def test_every_dimension_is_told() -> None:
    assert units()["percent"].dimension == SHARE
    assert units()["EUR"].dimension == MONEY
    assert all(unit.factor > 0 and unit.dimension for unit in units().values())


def test_they_are_read_once() -> None:
    assert units() is units()
