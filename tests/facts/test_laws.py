"""Laws of reading: what CLDR writes is read as it was meant, in every language."""

from __future__ import annotations

import gc
import time
from datetime import date
from datetime import time as clock
from decimal import Decimal
from fractions import Fraction

import pytest
from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscheck.facts import extract
from crosscheck.languages import SUPPORTED
from crosscheck.model import Fact, Kind

REGIONS = ("de-CH", "de-AT", "es-MX", "en-IN", "en-GB", "fr-CH", "pt-PT", "pt-BR")
LOCALES = (*SUPPORTED, *REGIONS)
EXAMPLES = settings(max_examples=8, deadline=None)


def locale(tag: str) -> Locale:
    return Locale.parse(tag, sep="-")


def one(facts: tuple[Fact, ...], text: str) -> Fact:
    assert len(facts) == 1, f"{text!r}: {facts}"
    return facts[0]


@pytest.mark.parametrize("tag", LOCALES)
@EXAMPLES
@given(value=st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False))
def test_decimals_come_back(tag: str, value: Decimal) -> None:
    text = format_decimal(value, locale=locale(tag))
    fact = one(extract(text, tag), text)
    assert Fraction(value) in [reading.value for reading in fact.readings if reading.norm], text


@pytest.mark.parametrize("tag", LOCALES)
@EXAMPLES
@given(value=st.integers(0, 10**15))
def test_whole_numbers_come_back(tag: str, value: int) -> None:
    text = format_decimal(value, locale=locale(tag))
    fact = one(extract(text, tag), text)
    assert value in [reading.value for reading in fact.readings if reading.norm], text


@pytest.mark.parametrize("tag", LOCALES)
@EXAMPLES
@given(value=st.integers(1, 10**7))
def test_negative_numbers_come_back(tag: str, value: int) -> None:
    text = format_decimal(-value, locale=locale(tag))
    fact = one(extract(text, tag), text)
    assert -value in [reading.value for reading in fact.readings if reading.norm], text


@pytest.mark.parametrize("tag", LOCALES)
@EXAMPLES
@given(value=st.integers(0, 100_000))
def test_percentages_come_back(tag: str, value: int) -> None:
    text = format_percent(Decimal(value) / 1000, locale=locale(tag), format=None, decimal_quantization=False)
    fact = one(extract(text, tag), text)
    assert Fraction(value, 10) in [reading.value for reading in fact.readings if reading.norm], text
    assert "percent" in fact.units


@pytest.mark.parametrize("tag", LOCALES)
@EXAMPLES
@given(
    value=st.decimals(min_value=1, max_value=10**9, places=2, allow_nan=False),
    code=st.sampled_from(["USD", "EUR", "JPY", "GBP", "VND"]),
)
def test_amounts_of_money_come_back(tag: str, value: Decimal, code: str) -> None:
    text = format_currency(value, code, locale=locale(tag), currency_digits=False)
    fact = one(extract(text, tag), text)
    assert Fraction(value) in [reading.value for reading in fact.readings if reading.norm], text
    assert code in fact.units, text


def parts(facts: tuple[Fact, ...]) -> dict[Kind, Fraction]:
    return {
        fact.kind: fact.value
        for fact in facts
        if fact.kind in (Kind.YEAR, Kind.MONTH, Kind.DAY, Kind.WEEKDAY)
    }


@pytest.mark.parametrize("tag", LOCALES)
@pytest.mark.parametrize("style", ["full", "long"])
@EXAMPLES
@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_dates_come_back(tag: str, style: str, day: date) -> None:
    text = format_date(day, style, locale=locale(tag))
    facts = extract(text, tag)
    read = parts(facts)
    assert (read.get(Kind.YEAR), read.get(Kind.MONTH), read.get(Kind.DAY)) == (
        day.year,
        day.month,
        day.day,
    ), (text, facts)
    if style == "full":
        assert read.get(Kind.WEEKDAY, day.isoweekday()) == day.isoweekday(), (text, facts)


@pytest.mark.parametrize("tag", LOCALES)
@EXAMPLES
@given(day=st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_dates_in_digits_hold_the_right_reading(tag: str, day: date) -> None:
    text = format_date(day, "short", locale=locale(tag))
    facts = {fact.kind: fact for fact in extract(text, tag)}
    for kind, value in ((Kind.MONTH, day.month), (Kind.DAY, day.day)):
        assert kind in facts, (text, facts)
        assert value in [reading.value for reading in facts[kind].readings], (text, facts)


@pytest.mark.parametrize("tag", LOCALES)
@EXAMPLES
@given(hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_times_come_back(tag: str, hour: int, minute: int) -> None:
    text = format_time(clock(hour, minute), "short", locale=locale(tag))
    facts = extract(text, tag)
    fact = one(tuple(f for f in facts if f.strength != "weak"), text)
    assert fact.kind is Kind.TIME, (text, facts)
    assert hour * 60 + minute in [reading.value for reading in fact.readings], (text, facts)


@pytest.mark.parametrize("tag", [*SUPPORTED, "et"])
@given(text=st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_without_a_crash_and_inside_its_bounds(tag: str, text: str) -> None:
    for fact in extract(text, tag):
        assert 0 <= fact.start < fact.end <= len(text)
        assert fact.text == text[fact.start : fact.end]
        assert fact.readings


PIECES = ("1", "1.", "1,2", ". ", "1/", "+4 (", "a1-", "1'", "seven ")


@pytest.mark.parametrize(
    ("tag", "piece"), [*(("en", piece) for piece in PIECES), ("zh", "二"), ("ko", "일"), ("de", "ein")]
)
def test_adversarial_text_takes_linear_time(tag: str, piece: str) -> None:
    """Four times the text, up to 100 kB, takes about four times the time: no backtracking. 10 leaves room
    for noise; what the garbage collector has to look through grows with the whole suite, so it waits."""
    extract("1 warm 2 up", tag)

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        gc.disable()
        try:
            begun = time.process_time()
            extract.__wrapped__(text, tag)
            return time.process_time() - begun
        finally:
            gc.enable()

    small = seconds(25_000)
    assert seconds(100_000) < max(10 * small, 0.5)
