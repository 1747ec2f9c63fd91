"""Exact values in plain figures, for people: one notation in all messages and derivations."""

from __future__ import annotations

from fractions import Fraction


def figure(value: Fraction, *, grouped: bool = True) -> str:
    """A value as English writes it: "-12,500.5"; a fraction "1/3" where its decimals do not end."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    sign, value = ("-", -value) if value < 0 else ("", value)
    whole, part = divmod(value.numerator, value.denominator)
    digits = ""
    while part:
        digit, part = divmod(part * 10, value.denominator)
        digits += str(digit)
    return sign + (f"{whole:,}" if grouped else str(whole)) + (f".{digits}" if digits else "")
