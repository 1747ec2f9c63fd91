"""Forms of a glossary in texts: strict where a finding hangs on it, generous where it would be a false
alarm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.glossary import Reader, Term, applying, fixed_case
from crosscheck.glossary.inflection import alternations, common, endings
from crosscheck.lexicons.load import languages

MENTIONS = [
    ("en", "party cell", "The Party Cells met.", "Party Cells"),
    ("en", "copy", "Two copies were made.", "copies"),
    ("en", "e-mail", "Send an email today.", None),
    ("en", "e-mail", "Send an e-mail today.", "e-mail"),
    ("en", "cell", "The cellar is damp.", None),
    ("en", "cell", "A cellist plays.", None),
    ("de", "Zelle", "Die Zellen wachsen.", "Zellen"),
    ("de", "Zelle", "Die Parteizellen wachsen.", None),
    ("en", "window", "It runs on Windows too.", None),
    ("en", "window", "Windows of the Old Town", "Windows"),
    ("en", "window", "Close All Windows", "Windows"),
    ("en", "window", "The “Windows” of the house", "Windows"),
    ("de", "zelle", "In den Zellen", "Zellen"),
    ("fr", "commune", "Les communes voisines", "communes"),
    ("es", "país", "Los países vecinos", "países"),
    ("ru", "завод", "На заводах города", "заводах"),
    ("pl", "powiat", "W powiatach górskich", "powiatach"),
    ("tr", "ilçe", "Bu ilçede yaşıyor", "ilçede"),
    ("ar", "مدرسة", "والمدرسة كبيرة", "والمدرسة"),
    ("ko", "당세포", "당세포가 늘었다", "당세포가"),
    ("ko", "창", "창을 닫는다", "창을"),
    ("zh", "党支部", "全县有党支部十二个", "党支部"),
    ("zh", "API", "使用APIs接口", None),
    ("ja", "支部", "この支部は新しい", "支部"),
    ("vi", "chi bộ", "Các chi bộ đảng", "chi bộ"),
    ("xx", "zorp", "A zorp is a zorp.", "zorp"),
]


@pytest.mark.parametrize(("lang", "form", "text", "found"), MENTIONS)
def test_mentions(lang: str, form: str, text: str, found: str | None) -> None:
    spans = Reader(lang).mentions(text, form)
    assert (text[spans[0].start : spans[0].end] if spans else None) == found
    assert not spans or Reader(lang).holds(text, form), "what is mentioned is there"


HOLDS = [
    ("de", "Zelle", "Die Parteizellen wachsen.", True),
    ("de", "Haus", "Die Häuser stehen leer.", True),
    ("de", "Parteizelle", "Die Partei-Zellen wachsen.", True),
    ("de", "Parteizelle", "Die Partei Zelle wächst.", True),
    ("ru", "окно", "список открытых окон", True),
    ("pl", "okno", "lista otwartych okien", True),
    ("pl", "okno", "lista otwartych domów", False),
    ("de", "Parteizelle", "Die Parteigruppe wächst.", False),
    ("de", "Kreis", "Der Bezirk wächst.", False),
    ("fr", "cellule du parti", "les cellules locales du Parti", True),
    ("fr", "cellule du parti", "la section du parti", False),
    ("ar", "مدرسة", "افتتحت المدارس", True),
    ("tr", "parti hücresi", "parti hücrelerinde", True),
    ("hi", "विद्यालय", "विद्यालयों में", True),
    ("ko", "당 세포", "당세포는 많다", True),
    ("zh", "党支部", "党小组十二个", False),
]


@pytest.mark.parametrize(("lang", "form", "text", "held"), HOLDS)
def test_holds(lang: str, form: str, text: str, held: bool) -> None:
    assert Reader(lang).holds(text, form) is held


def test_capitals_count_where_they_make_the_term() -> None:
    reader = Reader("en")
    assert fixed_case("WHO", False) and not fixed_case("Who", False) and fixed_case("Who", True)
    assert not fixed_case("党", False)
    assert [span.start for span in reader.mentions("Who said that the WHO did?", "WHO", True)] == [18]
    assert reader.mentions("Polish it", "polish", True) and not reader.mentions(
        "A Polish cook", "polish", True
    )
    assert reader.mentions("Two iPhones", "iPhone", True) and not reader.mentions(
        "Two iphones", "iPhone", True
    )
    assert reader.holds("WHO-led", "WHO", True) and not reader.holds("who led", "WHO", True)


def test_terms_hold_for_their_languages() -> None:
    every, german, swiss = (
        Term("a", ("b",)),
        Term("a", ("c",), (), "en", "de"),
        Term("a", ("d",), (), None, "de-CH"),
    )
    terms = (every, german, swiss)
    assert applying(terms, "en-GB", "de") == (every, german)
    assert applying(terms, "en", "de-CH") == terms
    assert applying(terms, "fr", "es") == (every,)


def test_every_language_yields_whole_alternations() -> None:
    for code in languages():
        found = alternations(code)
        assert all((two, one) in found for one, two in found)
        assert all(len(one) <= 4 and one != two for one, two in found)
    assert ("", "s") in alternations("en") and ("y", "ies") in alternations("en")
    assert alternations("xx") == frozenset()


@given(st.text(max_size=40), st.text(max_size=12))
def test_any_text_can_be_searched(text: str, form: str) -> None:
    for lang in ("en", "de", "ar", "zh", "ko", "xx"):
        reader = Reader(lang)
        for span in reader.mentions(text, form) if form.strip() else ():
            assert 0 <= span.start <= span.end <= len(text)
        reader.holds(text, form or "a")
        assert reader.mentions("", form) == []


def test_endings_need_a_common_beginning() -> None:
    assert endings("party", "parties") == ("y", "ies")
    assert endings("go", "gone") is None and common("abc", "abd") == 2
