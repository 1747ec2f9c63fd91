"""Dates in digits, read from the characters alone: 2022-06-16, 16.6.2022, "vom 1.9. bis 15.10."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from crosscheck.facts.found import Found, at_runs
from crosscheck.lexicons import tokens
from crosscheck.lexicons.load import Lexicon
from crosscheck.members import DAY, MONTH, TIME, YEAR
from crosscheck.model import Fact, Kind, Reading

_ISO_DATE = re.compile(r"(?<![\d.,/-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
DATE = re.compile(
    r"(?<![\d.,/:-])(\d{1,2})\u200f?([./-])\s?(\d{1,2})\u200f?\2\s?(\d{4}|\d{2})(?![\d:]|[./-]\d)"
)
_SHORT_YEAR_FIRST = re.compile(r"(?<![\d.,/:-])(\d{2})([./-])\s?(\d{1,2})\2\s?(\d{1,2})(?![\d:]|[./-]\d)")
_YEAR_FIRST = re.compile(r"(?<![\d.,/:-])([12]\d{3})([./-])\s?(\d{1,2})\2\s?(\d{1,2})(?![\d:]|[./-]\d)")
_LONGEST_LEAD = 24
_SHORT_DATE = re.compile(r"(?<![\d.,/:])(?<!\d-)([0-3]?\d)\.([01]?\d)\.(?!\d)")
_AFTER_SHORT_DATE = "–—,;)/-"
"""Signs that may follow "31.8." where a sentence does not end there."""
_MONTH_AND_YEAR = re.compile(r"(?<![\d.,/:+-])(0[1-9]|1[0-2])\.((?:19|20)\d\d)(?!\s?[%°€$£]|[\w-]|[.,/:]\d)")
_FIRST_WORD = re.compile(r"\s?([^\W\d_]{1,12})")
_TWO_MARKS = re.compile(r"[0-9]\u200f?[./-]\s?[0-9]{1,2}\u200f?[./-]")


def digit_dates(
    plain: str, runs: Sequence[tuple[int, int]], original: str, lexicon: Lexicon, found: Found
) -> None:
    """Whole dates in digits, in the orders that the language writes."""
    for match in at_runs(_ISO_DATE, plain, runs) if plain.count("-") > 1 else ():
        year, month, day = (int(part) for part in match.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            _date(match.span(), original, [(year, month, day)], (1, 2, 3), match, found)
    if _TWO_MARKS.search(plain) is None:
        return
    short_first = lexicon.date_orders[:1] == ("ymd",)
    for pattern in (_YEAR_FIRST, _SHORT_YEAR_FIRST, DATE) if short_first else (_YEAR_FIRST, DATE):
        for match in at_runs(pattern, plain, runs):
            if not found.free(*match.span()):
                continue
            one, mark, two, three = match.groups()
            if pattern is not DATE:
                year = int(one) if len(one) == 4 else full_year(int(one))
                choices = [(year, int(two), int(three))]
                parts = (1, 3, 4)
            else:
                if mark == "-" and len(three) != 4:
                    continue
                if len(three) == 2 and mark not in lexicon.date_separators:
                    continue
                if mark == "." and _led(original, match.start(), lexicon):
                    continue  # "version 9.1.19"
                if mark == "." and len(three) == 2 and _hours_follow(original, match.end(), lexicon):
                    _dotted_clock(match, original, found)  # nl "2.19.11 uur"
                    continue
                year = int(three) if len(three) == 4 else full_year(int(three))
                orders = lexicon.date_orders or ("dmy", "mdy")
                pairs = [
                    (int(one), int(two)) if order == "dmy" else (int(two), int(one))
                    for order in orders
                    if order != "ymd"
                ]
                choices = [(year, month, day) for day, month in dict.fromkeys(pairs)]
                parts = (4, 3, 1)
            # A date that the usual order makes impossible is written in the other one.
            choices = _possible(choices) or _possible([(y, d, m) for y, m, d in choices])
            if pattern is DATE and choices and choices[0][1:] == (int(one), int(two)):
                parts = (4, 1, 3)  # the month stands first
            if choices:
                _date(match.span(), original, choices, parts, match, found)


def _hours_follow(original: str, at: int, lexicon: Lexicon) -> bool:
    """Whether a word for hours of the clock stands behind a place of a text."""
    ahead = _FIRST_WORD.match(original, at)
    return ahead is not None and tokens.fold(ahead.group(1)) in _hours(lexicon)


@lru_cache(maxsize=64)
def _hours(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(map(tokens.fold, lexicon.data.get("time", {}).get("hour_after", ())))


def short_dates(
    plain: str, runs: Sequence[tuple[int, int]], original: str, lexicon: Lexicon, found: Found
) -> None:
    """Day and month with both their dots, in the middle of a sentence: "vom 1.9. bis", "(31.8.)"."""
    for match in at_runs(_SHORT_DATE, plain, runs):
        day, month = int(match[1]), int(match[2])
        if not (1 <= day <= 31 and 1 <= month <= 12 and found.free(*match.span())):
            continue
        follows = plain[match.end() : match.end() + 2].lstrip()[:1]
        inside = follows.islower() or follows.isdigit() or (follows and follows in _AFTER_SHORT_DATE)
        if inside and not _led(original, match.start(), lexicon):
            found.take(*match.span())
            _parts(match, ((DAY, 1), (MONTH, 2)), original, found)
    if ".20" in plain or ".19" in plain:
        _months_and_years(plain, runs, original, lexicon, found)


def _months_and_years(
    plain: str, runs: Sequence[tuple[int, int]], original: str, lexicon: Lexicon, found: Found
) -> None:
    """A month of a year with a dot between them, "09.2026": neither a decimal nor a grouped number."""
    for match in at_runs(_MONTH_AND_YEAR, plain, runs):
        if found.free(*match.span()) and not _led(original, match.start(), lexicon):
            found.take(*match.span())
            _parts(match, ((MONTH, 1), (YEAR, 2)), original, found)


def _parts(match: re.Match[str], parts: tuple[tuple[Kind, int], ...], original: str, found: Found) -> None:
    """The facts that the groups of a match are, as one date."""
    for kind, place in parts:
        start, end = match.span(place)
        reading = Reading(Fraction(int(match[place])))
        found.facts.append(Fact(kind, start, end, original[start:end], (reading,), group=found.groups))
    found.groups += 1


def _led(original: str, at: int, lexicon: Lexicon) -> bool:
    """Whether a word that makes a label of the next digits stands before a place of a text."""
    return stands_before(original, at, _leads(lexicon))


def stands_before(original: str, at: int, forms: frozenset[str]) -> bool:
    """Whether one of the folded forms stands before a place of a text."""
    before = tokens.fold(original[max(0, at - _LONGEST_LEAD) : at]).rstrip()
    return any(before.endswith(form) and not before[: -len(form)][-1:].isalnum() for form in forms)


@lru_cache(maxsize=64)
def _leads(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(map(tokens.fold, lexicon.data.get("identifiers", {}).get("lead", ())))


def _possible(dates: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    return [date for date in dates if 1 <= date[1] <= 12 and 1 <= date[2] <= 31]


def full_year(year: int) -> int:
    """The usual window for years of two digits."""
    return year + (2000 if year < 50 else 1900)


def _date(
    span: tuple[int, int],
    original: str,
    choices: list[tuple[int, int, int]],
    parts: tuple[int, int, int],
    match: re.Match[str],
    found: Found,
) -> None:
    group = found.groups
    found.groups += 1
    found.take(*span)
    for place, kind in enumerate((YEAR, MONTH, DAY)):
        start, end = match.span(parts[place])
        if len(choices) > 1 and kind is not YEAR:
            start, end = span
        derivation = f"{original[span[0] : span[1]]}: " + " / ".join(
            f"{y:04}-{m:02}-{d:02}" for y, m, d in choices
        )
        readings = tuple(Reading(Fraction(choice[place]), derivation=derivation) for choice in choices)
        found.facts.append(Fact(kind, start, end, original[start:end], readings, group=group))


def _dotted_clock(match: re.Match[str], original: str, found: Found) -> None:
    """Hours, minutes and seconds with dots between them."""
    hours, minutes, seconds = int(match.group(1)), int(match.group(3)), seconds_of(match.group(4))
    if hours <= 24 and minutes < 60 and seconds < 1:
        found.take(*match.span())
        reading = Reading(hours * 60 + minutes + seconds)
        found.facts.append(Fact(TIME, *match.span(), original[match.start() : match.end()], (reading,)))


def seconds_of(text: str) -> Fraction:
    """Seconds in digits, as a part of a minute."""
    return Fraction(text.replace(",", ".")) / 60
