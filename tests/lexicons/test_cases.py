"""Every language reads what its case file says, and every form of its lexicon stands in a case."""

from __future__ import annotations

import pytest
from notation import CASES, WRITINGS, Expected, mismatch, read_cases, read_writings

from crosscheck.facts import extract
from crosscheck.lexicons.load import entries, languages, read_file
from crosscheck.lexicons.tokens import fold, tokens

LANGUAGES = languages()


@pytest.mark.parametrize("code", LANGUAGES)
def test_cases_are_read_as_written(code: str) -> None:
    wrong = []
    for line, text, expected in read_cases(code):
        problem = mismatch(expected, extract(text, code))
        if problem:
            wrong.append(f"{code}.tsv:{line}: {text!r}: {problem}")
    assert not wrong, f"{len(wrong)} cases of {code}:\n" + "\n".join(wrong[:20])


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_form_has_a_case(code: str) -> None:
    data = read_file(code)
    assert data is not None
    texts = " \n ".join(" ".join(t.text for t in tokens(fold(text))) for _, text, _ in read_cases(code))
    spaced = f" {texts} "
    inside = (
        data["language"]["segmentation"] != "spaces"
        or data["language"]["compounds"]
        or data["language"]["prefixes"]
    )
    missing = []
    for category, _, form in entries(data):
        words = " ".join(token.text for token in tokens(fold(form)))
        if not words:
            continue
        if f" {words} " not in spaced and not (inside and words in spaced) and category != "decade_suffix":
            missing.append(f"{category}: {form}")
    assert not missing, f"{len(missing)} forms of {code} have no case: " + "; ".join(missing[:40])


def test_every_case_file_belongs_to_a_language() -> None:
    assert {path.stem for path in CASES.glob("*.tsv")} == set(LANGUAGES)


@pytest.mark.parametrize(("lang", "text", "expected"), read_writings())
def test_writings_that_no_lexicon_holds(lang: str, text: str, expected: list[Expected]) -> None:
    assert not mismatch(expected, extract(text, lang)), WRITINGS.name
