"""Exact values in plain figures, for people: one notation in all messages and derivations."""

from __future__ import annotations

from fractions import Fraction


def figure(value: Fraction, *, grouped: bool = True) -> str:
    """A value as English writes it: "-12,500.5"; a fraction "1/3" where its decimals do not end."""
    if value.denominator == 1:
        return f"{value.numerator:,}" if grouped else str(value.numerator)
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


def clock(minutes: Fraction) -> str:
    """A time of day or a duration in minutes as people write it: "18:30", with seconds "2:13:38"."""
    hours, rest = divmod(minutes, 60)
    past, part = divmod(rest, 1)
    seconds = f":{'0' if part * 60 < 10 else ''}{figure(part * 60)}" if part else ""
    return f"{hours}:{past:02}{seconds}"
