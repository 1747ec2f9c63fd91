"""What would be right, in the target language's own writing: "12.500", "1,5 Mio.", "16. Juni 2022"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from crosscheck.figures import clock
from crosscheck.lexicons.load import Lexicon, Separators
from crosscheck.lexicons.tokens import fold, plain
from crosscheck.lexicons.units import units
from crosscheck.model import Cause, Change, Difference, Fact, Kind, Placed

_RUN = re.compile(r"\d+(?:[.,'’٬٫\u00a0\u202f ]\d+)*")
_CLOCK = re.compile(r"(\d{1,2})(\D{1,4})(\d{2})")
_NARROW = "\u202f"
_MOST_DECIMALS = 6
_LEAST_COMPACT = 10**6
_WORD_SECTIONS = {
    Kind.NUMBER: ("cardinals", "weak_cardinals"),
    Kind.ORDINAL: ("ordinals", "weak_ordinals"),
    Kind.MONTH: ("months", "weak_months"),
    Kind.WEEKDAY: ("weekdays", "weak_weekdays"),
    Kind.MULTIPLE: ("multiples",),
}


def suggest(difference: Difference, group: Sequence[Placed], text: str, lexicon: Lexicon) -> str | None:
    """How the target should state the source's value; None where no single writing can be named.

    `group` holds the target's facts of the same mention (a date, a range), so that the whole mention is
    rewritten; `text` is the target sentence, or "" where it is not at hand.
    """
    if difference.source is None or difference.change in (Change.SWAPPED, Change.COMPARATOR, Change.REPEATED):
        return None
    meant = difference.source.fact
    if difference.target is None:
        return written(meant, lexicon)
    stated = difference.target.fact
    right = rewritten(meant, stated, lexicon, difference.cause)
    members = [one.fact for one in group]
    if right is None or not text or len(members) < 2 or stated not in members:
        return right
    start, end = min(fact.start for fact in members), max(fact.end for fact in members)
    return text[start : stated.start] + right + text[stated.end : end]


def written(fact: Fact, lexicon: Lexicon) -> str | None:
    """A fact that the target does not state at all."""
    reading = fact.readings[0]
    match fact.kind:
        case Kind.IDENTIFIER:
            return fact.text
        case Kind.TIME:
            return clock(reading.value)
        case Kind.MONTH | Kind.WEEKDAY:
            return _word(fact.kind, reading.value, None, "", lexicon)
        case Kind.NUMBER:
            return _amount(reading.value, reading.units, lexicon)
        case Kind.YEAR | Kind.DAY:
            return str(reading.value)
    return None


def rewritten(meant: Fact, stated: Fact, lexicon: Lexicon, cause: Cause | None) -> str | None:
    """The stretch of `stated` with the value of `meant`, keeping the form that the target chose."""
    if cause in (Cause.UNIT, Cause.CURRENCY, Cause.PERCENT, Cause.PERCENT_POINT):
        return _amount(meant.value, meant.units, lexicon, stated.text)
    text = plain(stated.text)
    if meant.kind is Kind.IDENTIFIER or stated.kind is Kind.IDENTIFIER:
        return _relabelled(meant, stated.text)
    if not any(character.isdigit() for character in text):
        word = _word(stated.kind, meant.value, stated.value, text, lexicon)
        return word or (number(meant.value, lexicon) if stated.kind is Kind.NUMBER else None)
    if stated.kind is Kind.TIME:
        shown = _CLOCK.search(text)
        hours, minutes = divmod(meant.value, 60)
        if shown is None or (meant.value.denominator, stated.value.denominator) != (1, 1):
            return clock(meant.value)
        if int(shown[1]) <= 12 < stated.value // 60 and hours > 12:
            hours -= 12
        return text[: shown.start()] + f"{hours}{shown[2]}{int(minutes):02}" + text[shown.end() :]
    runs = list(_RUN.finditer(text))
    if len(runs) != 1:
        return None
    if stated.kind is not Kind.NUMBER:
        new = str(meant.value) if meant.value.denominator == 1 else number(meant.value, lexicon)
    elif stated.readings[0].derivation or cause is Cause.MAGNITUDE:
        return _amount(meant.value, meant.units, lexicon, stated.text)
    else:
        new = number(meant.value, lexicon)
    return stated.text[: runs[0].start()] + new + stated.text[runs[0].end() :]


def number(value: Fraction, lexicon: Lexicon) -> str:
    """A value in digits, with the language's marks."""
    marks = lexicon.separators
    sign, value = ("−", -value) if value < 0 else ("", value)
    if _decimals(value) is None:
        return f"{sign}{value.numerator}/{value.denominator}"
    whole, part = divmod(value.numerator, value.denominator)
    digits = str(whole)
    if marks.group and len(digits) >= marks.min_grouped:
        digits = _grouped(digits, marks.grouping, _NARROW if marks.group[0] == " " else marks.group[0])
    if part:
        places = _decimals(value) or 0
        digits += marks.decimal + str(part * 10**places // value.denominator).zfill(places)
    return sign + digits


def remarked(digits: str, value: Fraction, marks: Separators) -> str | None:
    """A number as it is written (plain digits with marks), with other marks for the same value; its decimals
    stay, and it is grouped where it was. None where the digits do not state the value."""
    for decimal in (".", ","):
        whole, mark, part = digits.rpartition(decimal) if decimal in digits else (digits, "", "")
        figures = "".join(char for char in whole if char.isdigit())
        if not figures or (mark and not part.isdigit()):
            continue
        if Fraction(int(figures + part), 10 ** len(part)) != value:
            continue
        if figures != whole and marks.group:
            figures = _grouped(figures, marks.grouping, _NARROW if marks.group[0] == " " else marks.group[0])
        return f"{figures}{marks.decimal}{part}" if part else figures
    return None


def _decimals(value: Fraction) -> int | None:
    """How many decimals a value needs; None where that is more than six."""
    if value.denominator == 1:
        return 0
    return next((n for n in range(_MOST_DECIMALS + 1) if not 10**n % value.denominator), None)


def _grouped(digits: str, sizes: Sequence[int], mark: str) -> str:
    parts, place = [], 0
    while digits:
        size = sizes[min(place, len(sizes) - 1)]
        parts.append(digits[-size:])
        digits, place = digits[:-size], place + 1
    return mark.join(reversed(parts))


def _amount(value: Fraction, ids: Sequence[str], lexicon: Lexicon, text: str = "") -> str:
    """A number, large ones with the language's magnitude word (the one that `text` uses), and its unit."""
    figure = _compact(value, lexicon, text) or number(value, lexicon)
    return f"{figure} {_unit(ids[0], lexicon)}" if ids else figure


def _compact(value: Fraction, lexicon: Lexicon, text: str) -> str | None:
    """ "1,5 Mio." where the value is round enough for it."""
    if abs(value) < _LEAST_COMPACT:
        return None
    forms = lexicon.data.get("magnitude_abbreviations", {}) or {}
    full = lexicon.data.get("magnitudes", {})
    sizes = sorted({int(key) for key in (*forms, *full) if key.isdigit()}, reverse=True)
    for size in sizes:
        if size < _LEAST_COMPACT or abs(value) < size:
            continue
        places = _decimals(value / size)
        if places is not None and places <= 2:
            words = [*full.get(str(size), ()), *forms.get(str(size), ())]
            used = [word for word in words if word in text]
            if words:
                word = max(used, key=len) if used else words[0 if abs(value) == size else 1 % len(words)]
                return f"{number(value / size, lexicon)} {word}"
    return None


def _unit(one: str, lexicon: Lexicon) -> str:
    known = units().get(one)
    if known is not None and known.symbols:
        return known.symbols[0]
    for section in ("units", "percent", "currencies", "weak_units"):
        forms = lexicon.data.get(section, {}).get(one)
        if forms:
            return str(forms[-1])
    return one


def _word(kind: Kind, value: Fraction, old: Fraction | None, text: str, lexicon: Lexicon) -> str | None:
    """The language's word for a value, in the inflection that `text` uses for the `old` value."""
    for section in _WORD_SECTIONS.get(kind, ()):
        table = lexicon.data.get(section, {})
        forms = table.get(str(value), [])
        if not forms:
            continue
        folded = [fold(form) for form in table.get(str(old), [])] if old is not None else []
        place = folded.index(fold(text)) if fold(text) in folded else 0
        word = str(forms[place if len(forms) == len(folded) else 0])
        return word[:1].upper() + word[1:] if text[:1].isupper() else word
    return None


def _relabelled(meant: Fact, text: str) -> str:
    """The target's label with the source's digits where both have equally many runs of them."""
    digits = re.findall(r"\d+", plain(meant.text))
    runs = list(re.finditer(r"\d+", plain(text)))
    if not digits or len(digits) != len(runs):
        return meant.text
    made = text
    for new, run in zip(reversed(digits), reversed(runs), strict=True):
        made = made[: run.start()] + new + made[run.end() :]
    return meant.text if made == text else made
