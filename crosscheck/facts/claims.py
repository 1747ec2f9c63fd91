"""What the words and signs around a number claim about it: below zero, at least, not more than."""

from __future__ import annotations

import unicodedata

from crosscheck.facts.brackets import read_brackets
from crosscheck.facts.context import CONSUMED, Context
from crosscheck.facts.digits import Literal
from crosscheck.facts.items import Item
from crosscheck.facts.negations import CLAUSE_ENDS, NEGATED, negated, negated_behind
from crosscheck.facts.num import Num
from crosscheck.lexicons.units import MONEY, SHARE, dimensions
from crosscheck.members import (
    ABOUT,
    AT_LEAST,
    AT_MOST,
    DIGITS,
    LESS_THAN,
    MULTIPLE,
    NUMBER,
    TIME,
    WORDS,
    YEAR,
)
from crosscheck.model import Comparator

_MINUS = frozenset("-−–")
_SIGNED = frozenset({"minus", "below_zero"})
_COMPARED = frozenset({"comparator_before", "comparator_after"})
_TEMPERATURE, _TIME, _CALENDAR, _POINTS = "temperature", "time", "calendar", "share-difference"
_BELOW_ZERO = frozenset({_TEMPERATURE, SHARE, MONEY, _POINTS})
"""Dimensions whose amounts are often negative: a dash before them is a minus."""
_REACH_BACK, _REACH_ON = 6, 3
"""Words, numbers and signs between an amount and the word for its decrease, before and behind it."""
_OUTER = (AT_LEAST, AT_MOST, ABOUT)
"""What may stand before "up to" and say more about the number."""


def read_claims(context: Context) -> None:
    """Give the numbers their signs and comparators, once units and ranges are known."""
    said = context.said
    text = context.folded
    signed = "-" in text or "–" in text or "−" in text or not _SIGNED.isdisjoint(said)
    bracketed = "(" in text
    compared = not _COMPARED.isdisjoint(said)
    falls = "decrease" in said
    if not (signed or compared or bracketed or falls):
        return
    for index in context.nums:
        part = context.parts[index]
        if isinstance(part, Num) and part.role != CONSUMED:
            if signed and part.kind in (NUMBER, MULTIPLE):
                _sign(context, index, part)
            if (falls or compared) and part.kind is NUMBER:
                _decrease(context, index, part)
            if bracketed and part.kind is NUMBER and part.strength is DIGITS:
                read_brackets(context, index, part)
            if compared and part.kind in (NUMBER, MULTIPLE, TIME, YEAR):
                _comparator(context, index, part)


# --- signs


def _sign(context: Context, index: int, num: Num) -> None:
    if num.value.numerator <= 0:
        return
    if _said_negative(context, index, num):
        _negate(num)
        if num.role == "high" and "minus" not in context.entry(index - 1):
            for place in context.nums:  # "between five and ten below zero"
                low = context.num(place)
                if low is not None and low.group == num.group and low.value > 0:
                    _negate(low)
        return
    if num.strength is WORDS:
        return  # "-cinco italianos, dos franceses-": a dash before a word is no minus
    start = num.start
    text = context.folded
    dash = text[start - 1 : start]
    if dash not in _MINUS:  # the sign may stand inside the number's stretch: $-5
        item = context.parts[index - 1] if index else None
        if isinstance(item, Item) and item.text in _MINUS and item.start >= start:
            _negate(num)
        elif dash == " " and text[start - 2 : start - 1] in _MINUS:
            _spaced(context, index, num)
        return
    if _number_ends(context, index - 1, start - 1):
        return  # "20 -30 km", "5 % –7 %", "5파운드-7파운드": a range
    ahead = text[start - 2] if start >= 2 else " "
    if text[max(0, start - 5) : start - 1].replace(" ", "").endswith("+/"):
        return  # "+/-3 %"
    if ahead.isspace() or ahead in "(«„“\"'[:;=~≈<>≤≥±/":
        _negate(num, unsure=dash == "–" and _after_word(context, start) and _plain_amount(num))
    elif ord(ahead) > 0x2E80 and (num.units or not ahead.isalpha()):
        _negate(num)  # "为-5度" is below zero, "氧-18" a name
    elif _letter(ahead) and dimensions(num.units) & {_TEMPERATURE}:
        _negate(num, unsure=True)  # hi "तापमान-7.2 डिग्री"
    elif _letter(ahead) and num.kind is NUMBER and num.plain and not num.units:
        # "oxygen-18" is a name; a translation may set it apart, "الأكسجين -18"
        num.values = (*num.values, *(Literal(-v.value, v.precision, v.norm) for v in num.values))


def _letter(char: str) -> bool:
    """Whether a character is a letter or one of its vowel signs (hi "में")."""
    return char.isalpha() or unicodedata.category(char)[0] == "M"


def _said_negative(context: Context, index: int, num: Num) -> bool:
    """Whether a word says so: "minus 5", "five degrees below zero"."""
    if _SIGNED.isdisjoint(context.said) or num.ordinal:
        return False
    if "minus" in context.entry(index - 1) and context.sign(index - 1) not in _MINUS:
        return True
    below = any("below_zero" in context.entry(index + step) for step in (1, 2, 3))
    return below and not context.num(index + 1)


def _spaced(context: Context, index: int, num: Num) -> None:
    """ "indiquent - 7 degrés": a minus with a space behind, where the unit makes it likely."""
    dash = num.start - 2
    if dimensions(num.units) & {_TEMPERATURE} and not _number_ends(context, index - 1, dash):
        _negate(num, unsure=True)


def _number_ends(context: Context, at: int, dash: int) -> bool:
    """Whether a number, with its unit, is what stands before the dash: then the dash joins the two."""
    edge = _last_sign(context, dash)
    for back in range(at, -1, -1):
        part = context.parts[back]
        if part.start >= edge:
            continue
        if isinstance(part, Num):
            return part.end >= edge
        if part.end < edge or "unit" in part.entry:
            return part.end >= edge
    return False


def _last_sign(context: Context, at: int) -> int:
    """The end of the text before `at`, without space."""
    while at > 0 and context.original[at - 1].isspace():
        at -= 1
    return at


def _after_word(context: Context, start: int) -> bool:
    return context.original[: start - 1].rstrip()[-1:].isalpha()


def _plain_amount(num: Num) -> bool:
    """Whether nothing about the amount makes it likely to be negative."""
    return dimensions(num.units).isdisjoint(_BELOW_ZERO)


def _negate(num: Num, unsure: bool = False) -> None:
    negative = tuple(Literal(-v.value, v.precision, v.norm) for v in num.values)
    num.values = (*negative, *num.values) if unsure else negative


def _decrease(context: Context, index: int, num: Num) -> None:
    """Mark "fell by 10 %", "10 % off": the other language may say it with a minus instead."""
    if dimensions(num.units).isdisjoint(_BELOW_ZERO):
        return
    if num.alternative is not None and num.alternative.value < 0:
        return  # zh "八五折" says by itself what is taken off
    before = range(index - 1, index - 1 - _REACH_BACK, -1)
    num.falling = any("decrease" in context.entry(at) for at in before) or _falls_behind(context, index)


def _falls_behind(context: Context, index: int) -> bool:
    """ "10 % off", "10 % less than planned": a word for the decrease behind the amount, in its own clause."""
    for at in range(index + 1, index + 1 + _REACH_ON):
        if at >= len(context.parts) or isinstance(context.parts[at], Num) or context.sign(at) in CLAUSE_ENDS:
            return False
        entry = context.entry(at)
        less = entry.get("comparator_before") is LESS_THAN and context.num(at + 1) is None
        if less or "decrease" in entry:
            return True
    return False


# --- comparators


def _comparator(context: Context, index: int, num: Num) -> None:
    at = _before(context, index, num)
    if at is not None:
        found = context.entry(at)["comparator_before"]
        if isinstance(found, Comparator) and not _during(context, at, num):
            num.comparator = negated(context, at, found)
    elif (found_after := _after(context, index, num)) is not None:
        num.comparator = found_after


def _before(context: Context, index: int, num: Num) -> int | None:
    """Where a comparator stands before the number."""
    at = index - 1
    for _ in range(4):
        if at < 0:
            return None
        part = context.parts[at]
        if isinstance(part, Num):
            return None
        if "ratio_in" in part.entry and at == index - 1 and context.num(at - 1) is not None:
            return None  # vi "4 trên 10": in, not over
        if "comparator_before" in part.entry:
            joins = "from_to" in part.entry and any(
                isinstance(p, Num) for p in context.parts[max(0, at - 2) : at]
            )
            if "from_to" in part.entry and context.entry(at - 1).get("comparator_before") in _OUTER:
                return at - 1  # ru "как минимум до 50 %", but de "über bis zu 35 Grad steile Hänge"
            return None if joins else at  # "от 4 до 6 недель": it joins a range
        inside = (
            part.start >= num.start
            or part.kind == "s"
            or "range_open" in part.entry
            or "currency" in part.entry
        )
        if not inside and not (part.kind == "w" and part.end - part.start <= 3 and at == index - 1):
            return None
        if part.text in ",;:()" and not _set_off(context, at, index):
            return None
        at -= 1
    return None


def _set_off(context: Context, comma: int, index: int) -> bool:
    """es "por, como máximo, 20 segundos": a comma on both sides of the comparator."""
    return (
        context.sign(comma) == "," == context.sign(comma - 2)
        and comma == index - 1
        and "comparator_before" in context.entry(comma - 1)
    )


def _after(context: Context, index: int, num: Num) -> Comparator | None:
    """What a comparator behind the number and its unit says."""
    at = index + 1
    while at < len(context.parts) and context.parts[at].start < num.end:
        within = context.entry(at).get("comparator_after")
        if isinstance(within, Comparator):
            return within  # tr "yaşından küçük": the name of the unit is a part of it
        at += 1
    denied = "negation" in context.entry(at)
    if denied:
        at += 1  # "5 % nicht übersteigen"
    for step in (at, at + 1, at + 2):
        if step == at + 2 and not _ending(context, at + 1):
            return None
        entry = context.entry(step)
        if "comparator_before" in entry and context.num(step + 1) is not None:
            return None  # "8 m and over 12 km": it belongs to the number behind
        found = entry.get("comparator_after")
        if isinstance(found, Comparator):
            if num.role == "high" and "range_close" in entry:
                return None  # hi "5 से 7 … तक": from 5 to 7
            return NEGATED.get(found, found) if denied else negated_behind(context, step, found)
        if step < len(context.parts) and (
            isinstance(context.parts[step], Num) or context.sign(step) in (",", ".", ";")
        ):
            return None
    return None


def _during(context: Context, at: int, num: Num) -> bool:
    """Whether the word means "in the course of": over 24 hours."""
    return "during" in context.entry(at) and not dimensions(num.units).isdisjoint((_TIME, _CALENDAR))


def _ending(context: Context, index: int) -> bool:
    """Whether the part at `index` is an ending that is written onto the one before: ko "명이"."""
    return context.gap(index - 1) == 0 and context.sign(index) in context.lexicon.endings
