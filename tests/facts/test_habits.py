"""What a document's own dates and numbers settle."""

from __future__ import annotations

import pytest

from crosscheck.facts import extract, with_habits
from crosscheck.lexicons.conventions import Conventions
from crosscheck.model import Kind

CASES = [
    ("en", ["Sent on 25/12/2020.", "Paid on 03/04/2021."], "dmy", None),
    ("en", ["Sent on 12/25/2020.", "Paid on 03/04/2021."], "mdy", None),
    ("en", ["Sent on 25/12/2020.", "Paid on 12/25/2020."], None, None),
    ("en", ["Paid on 03/04/2021."], None, None),
    ("de", ["Am 25.12.2020."], None, None),
    ("ar", ["1.234,5 و 7,25"], None, ","),
    ("ar", ["1,234.5"], None, "."),
    ("ar", ["1,234.5 و 7,25"], None, None),
    ("ar", ["1,234"], None, None),
]


@pytest.mark.parametrize(("lang", "texts", "order", "decimal"), CASES)
def test_what_is_beyond_doubt_settles_the_rest(
    lang: str, texts: list[str], order: str | None, decimal: str | None
) -> None:
    found = with_habits(None, texts, lang)
    assert (found.date_order if found else None) == order
    assert (found.decimal if found else None) == decimal


def test_a_project_has_the_last_word() -> None:
    settled = Conventions(date_order="mdy")
    assert with_habits(settled, ["Sent on 25/12/2020."], "en") == settled


def test_an_ambiguous_date_is_read_as_the_others() -> None:
    texts = ["Sent on 25/12/2020.", "Paid on 03/04/2021."]
    facts = extract(texts[1], "en", with_habits(None, texts, "en"))
    assert [one.value for one in facts if one.kind is Kind.MONTH] == [4]
    assert all(len(one.readings) == 1 for one in facts)
