"""What a project settles about a language: how that is written down, and what it does to readings."""

# ruff: noqa: E501

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

import crosscheck
from crosscheck import comparison
from crosscheck.errors import SettingsError
from crosscheck.facts import extract
from crosscheck.lexicons.conventions import Conventions, conventions_for
from crosscheck.lexicons.load import Separators, languages
from crosscheck.model import Fact, Kind
from crosscheck.settings import Settings, load

CONTINENTAL = Conventions(decimal=",", group=(".",))


def settings(folder: Path, text: str) -> Settings:
    (folder / "crosscheck.toml").write_text(text, "utf-8")
    return load(str(folder / "crosscheck.toml"))


def one(text: str, lang: str, conventions: Conventions | None) -> Fact:
    (fact,) = extract(text, lang, conventions)
    return fact


def test_everything_that_conventions_may_say(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        '[conventions.de]\ndecimal = ","\ngroup = [".", "\u2019"]\ndate-order = "dmy"\n'
        '[conventions.en-CA]\nunits = ["CAD", "short-ton"]\n[conventions.en.magnitudes]\nbillion = 1000000000000\n',
    )
    assert found.conventions == {
        "de": Conventions(",", (".", "\u2019"), "dmy"),
        "en-CA": Conventions(units=("CAD", "short-ton")),
        "en": Conventions(magnitudes=(("billion", 10**12),)),
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("conventions = 5", "line 1: 'conventions' must be written as tables such as [conventions.de]"),
        ('[conventions.xx]\ndecimal = ","', "line 1: unknown language 'xx'"),
        ('[conventions.de]\ndecimal = ";"', "line 2: 'conventions.de.decimal' must be one of ., ,"),
        ('[conventions.de]\ndecimals = ","', "line 2: unknown key 'decimals'; did you mean 'decimal'?"),
        ('[conventions.de]\ndecimal = ","\ngroup = ","', "line 1: 'conventions.de' has ',' for decimals and for"),
        ('[conventions.de]\ndate-order = "ddmm"', "line 2: 'conventions.de.date-order' must be one of dmy, mdy, ymd"),
        ('[conventions.de]\nunits = "cadd"', "line 2: unknown unit 'cadd'; did you mean 'CAD'?"),
        ("[conventions.en.magnitudes]\nbilion = 5", "line 2: unknown word for a magnitude 'bilion'; did you mean 'billion'"),
        ("[conventions.en]\nmagnitudes = { billion = 1.5 }", "line 2: 'conventions.en.magnitudes.billion' must be a whole"),
    ],
)  # fmt: skip
def test_a_mistake_shows_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings(tmp_path, text)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "lang", "conventions", "usual", "settled"),
    [
        ("12.500", "en", CONTINENTAL, "12.5", "12500"),
        ("12,5", "en", CONTINENTAL, "12.5", "12.5"),
        ("12,500", "de", Conventions(group=(",",)), "12.5", "12500"),
        ("12 500", "de", CONTINENTAL, "12500", "12500"),
        ("12.500", "xx", CONTINENTAL, "12.5", "12500"),
        ("5 billion", "en", Conventions(magnitudes=(("billion", 10**12),)), "5000000000", "5000000000000"),
    ],
)
def test_numbers_are_read_by_them(
    text: str, lang: str, conventions: Conventions, usual: str, settled: str
) -> None:
    assert one(text, lang, None).value == Fraction(usual)
    assert one(text, lang, conventions).value == Fraction(settled)


def date(text: str, lang: str, conventions: Conventions | None) -> dict[Kind, set[int]]:
    return {
        fact.kind: {int(reading.value) for reading in fact.readings}
        for fact in extract(text, lang, conventions)
    }


def test_dates_are_read_by_them() -> None:
    assert date("03/04/2019", "en", None)[Kind.MONTH] == {3, 4}
    assert date("03/04/2019", "en", Conventions(date_order="dmy"))[Kind.MONTH] == {4}
    assert date("03/04/2019", "en", Conventions(date_order="mdy"))[Kind.MONTH] == {3}
    assert date("03/04/2019", "en", Conventions(date_order="ymd"))[Kind.MONTH] == {3, 4}
    impossible = date("04/16/2019", "en", Conventions(date_order="dmy"))
    assert impossible == {Kind.YEAR: {2019}, Kind.MONTH: {4}, Kind.DAY: {16}}
    month = next(fact for fact in extract("04/16/2019", "en-US") if fact.kind is Kind.MONTH)
    assert month.text == "04"


def test_ambiguous_units_are_settled_and_others_stay() -> None:
    canadian = Conventions(units=("CAD",))
    assert len(one("$5", "en", None).units) > 5
    assert one("$5", "en", canadian).units == ("CAD",) == one("5 dollars", "en", canadian).units
    assert one("US$5", "en", canadian).units == ("USD",)
    assert one("5 km", "en", canadian).units == ("km",)


def test_the_longest_tag_counts() -> None:
    known = {"en": CONTINENTAL, "en-CA": Conventions(units=("CAD",))}
    assert conventions_for(known, "en-CA") is known["en-CA"]
    assert conventions_for(known, "en-GB") is known["en"] is conventions_for(known, "en")
    assert conventions_for(known, "eng") is None is conventions_for(known, "de")


@hypothesis.settings(deadline=None)
@given(
    st.sampled_from(languages()),
    st.from_regex(r"[1-9][0-9]{0,2}([., ][0-9]{3}){0,2}([.,][0-9]{1,2})?", fullmatch=True),
)
def test_what_follows_the_conventions_has_one_value(lang: str, text: str) -> None:
    """Under settled marks no number has two readings that are as good as each other."""
    for conventions in (CONTINENTAL, Conventions(decimal=".", group=(",",))):
        for fact in extract(text, lang, conventions):
            if fact.kind is Kind.NUMBER:
                assert len({reading.value for reading in fact.readings if reading.norm}) <= 1


SOURCE = "The fair drew 4,925 guests. Growth was 3.2 percent. The ticket costs $12.\n"


def audited(folder: Path, target: str, text: str) -> list[tuple[str, str | None]]:
    (folder / "a.txt").write_text(SOURCE, "utf-8")
    (folder / "b.txt").write_text(target, "utf-8")
    report = crosscheck.audit(
        folder / "a.txt",
        folder / "b.txt",
        source_lang="en",
        target_lang="de",
        settings=settings(folder, text),
    )
    return [(finding.rule, finding.suggestion) for finding in report.findings]


GERMAN = "Die Messe zog {} Gäste an. Das Wachstum lag bei {} Prozent. Die Karte kostet {}.\n"
SETTLED = "[conventions.de]\ndecimal = ','\ngroup = '.'\n"


def test_numbers_against_the_conventions_are_told(tmp_path: Path) -> None:
    good = GERMAN.format("4.925", "3,2", "12 US-Dollar")
    odd = GERMAN.format("4 925", "3.2", "12 US-Dollar")
    assert audited(tmp_path, good, SETTLED) == []
    assert audited(tmp_path, odd, "") == []
    assert audited(tmp_path, odd, SETTLED) == [("number-format", "4.925"), ("number-format", "3,2 Prozent")]
    odd = GERMAN.format("4.925", "3.20", "12 US-Dollar")
    assert audited(tmp_path, odd, SETTLED) == [("number-format", "3,20 Prozent")], "decimals stay"


def test_a_settled_currency_is_held_against_the_translation(tmp_path: Path) -> None:
    text = GERMAN.format("4.925", "3,2", "12 US-Dollar")
    assert audited(tmp_path, text, "[conventions.en]\nunits = 'USD'\n") == []
    ((rule, _),) = audited(tmp_path, text, "[conventions.en]\nunits = 'CAD'\n")
    assert rule == "currency-changed"


def test_suggestions_follow_the_conventions(tmp_path: Path) -> None:
    wrong = GERMAN.format("4.952", "3,2", "12 US-Dollar")
    assert audited(tmp_path, wrong, "")[0] == ("number-changed", "4.925")
    assert audited(
        tmp_path, GERMAN.format("4\u2019952", "3,2", "12 US-Dollar"), "conventions.de.group = '\u2019'"
    )[0] == ("number-changed", "4'925")


@given(
    st.integers(0, 10**9),
    st.sampled_from(("", "5", "50", "123")),
    st.sampled_from(((".", ","), (",", "."), (",", " "))),
)
def test_other_marks_keep_the_value(whole: int, decimals: str, written: tuple[str, str]) -> None:
    decimal, group = written
    digits = f"{whole:,}".replace(",", group) + (decimal + decimals if decimals else "")
    value = Fraction(int(str(whole) + decimals), 10 ** len(decimals))
    marks = CONTINENTAL.marks(Separators())
    made = comparison.remarked(digits, value, marks)
    assert made == f"{whole:,}".replace(",", ".") + ("," + decimals if decimals else "")
    assert comparison.remarked(digits, value + 1, marks) is None
