"""Suggestions in the target language's own writing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from building import differences, fact, identifier

from crosscheck.comparison import compare
from crosscheck.comparison.writing import number
from crosscheck.lexicons.load import load
from crosscheck.model import Fact, Kind, Strength

NUMBERS = [
    ("en", "12500", "12,500"),
    ("de", "12500", "12.500"),
    ("de", "4925.5", "4.925,5"),
    ("de", "-3.25", "−3,25"),
    ("fr", "1234567", "1\u202f234\u202f567"),
    ("es", "1500", "1500"),
    ("hi", "1234567", "12,34,567"),
    ("de-CH", "12500", "12'500"),
    ("vi", "1.5", "1,5"),
    ("en", "1/3", "1/3"),
]


@pytest.mark.parametrize(("lang", "value", "expected"), NUMBERS)
def test_number(lang: str, value: str, expected: str) -> None:
    assert number(Fraction(value), load(lang)) == expected


WORDS, MONTH = Strength.WORDS, Kind.MONTH
SUGGESTIONS = [
    ("de", fact(4925), fact("4.925", text="4,925"), "4.925"),
    ("de", fact(12_500, text="12,500"), fact(12_400, text="12.400 Stück"), "12.500 Stück"),
    (
        "de",
        fact(1_500_000, "EUR"),
        fact(1_400_000, "EUR", text="1,4 Mio.", derivation="1,4 × 10⁶"),
        "1,5 Mio. €",
    ),
    ("de", fact(6, kind=MONTH, strength=WORDS), fact(7, kind=MONTH, text="Juli", strength=WORDS), "Juni"),
    ("ru", fact(6, kind=MONTH, strength=WORDS), fact(7, kind=MONTH, text="июля", strength=WORDS), "июня"),
    ("de", fact(1110, kind=Kind.TIME), fact(1125, kind=Kind.TIME, text="18:45"), "18:30"),
    ("en", fact(1110, kind=Kind.TIME), fact(1125, kind=Kind.TIME, text="6:45"), "6:30"),
    ("de", identifier("21-NQ/TW"), identifier("12-NQ/TW"), "21-NQ/TW"),
    ("fr", identifier("No. 21"), identifier("n° 12"), "n° 21"),
    ("de", fact(480, "GBP"), fact(480, "EUR"), "480 £"),
    ("de", fact(64, "percent"), fact(64), "64 %"),
    ("de", fact(-8, "celsius"), fact(8, "celsius", text="8 °C"), "−8 °C"),
    ("de", fact(4, kind=Kind.ORDINAL), fact(5, kind=Kind.ORDINAL, text="5."), "4."),
    ("de", fact(3, strength=WORDS), fact(4, text="vier", strength=WORDS), "drei"),
]


@pytest.mark.parametrize(("lang", "source", "target", "expected"), SUGGESTIONS)
def test_suggestion(lang: str, source: Fact, target: Fact, expected: str) -> None:
    (made,) = differences([source], [target], lang)
    assert made.suggestion == expected


def test_a_whole_date_is_rewritten() -> None:
    source = [
        fact(16, kind=Kind.DAY, group=1),
        fact(6, kind=MONTH, group=1, strength=WORDS, text="June", start=3),
    ]
    target = [
        fact(16, kind=Kind.DAY, text="16.", start=3, group=1),
        fact(7, kind=MONTH, text="Juli", start=7, group=1, strength=WORDS),
        fact(2022, kind=Kind.YEAR, start=12, group=1),
    ]
    (made,) = [one for one in compare(source, target, "16 June", "am 16. Juli 2022", "de") if one.source]
    assert made.suggestion == "16. Juni 2022"


def test_a_missing_value_is_written_out() -> None:
    (made,) = differences([fact(12_500, "km")], [])
    assert made.suggestion == "12.500 km"


def test_an_added_value_needs_no_suggestion() -> None:
    (made,) = differences([], [fact(12_500)])
    assert made.suggestion is None
