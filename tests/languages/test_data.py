"""The languages' data files: complete, and every entry of use."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from crosscheck.languages import SUPPORTED
from crosscheck.languages.profiles import profile
from crosscheck.languages.scripts import scripts
from crosscheck.languages.tags import parse

DATA = Path(__file__).parents[2] / "crosscheck" / "languages" / "data"
LISTS = ("prefixes", "abbreviations", "numbered")
KEYS = {"ordinal_dot", *LISTS, "starters", "function_words", "after_quote", "terminators"}


def load(name: str) -> dict[str, object]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", SUPPORTED)
def test_language_file(language: str) -> None:
    data = load(language)
    assert data.keys() <= KEYS
    assert {"ordinal_dot", *LISTS, "starters"} <= data.keys()
    for name in LISTS:
        entries = data[name]
        assert isinstance(entries, list)
        assert len(entries) == len(set(entries)), f"{name} holds an entry twice"
        assert all(entry.endswith(".") and entry == entry.strip() for entry in entries), name
    starters, words = data["starters"], data.get("function_words", [])
    assert isinstance(starters, list)
    assert isinstance(words, list)
    assert all(word == word.lower() and word == word.strip() for word in (*starters, *words))
    assert len(starters) == len(set(starters))
    assert len(words) == len(set(words))
    assert not set(starters) & set(words), "starters are function words without saying so again"


def test_no_file_without_a_language() -> None:
    others = {"names", "scripts", "neighbours"}
    assert {path.stem for path in DATA.glob("*.toml")} == {*SUPPORTED, *others}


def test_every_supported_language_has_one_script() -> None:
    written = [language for script in scripts().values() for language in script.languages]
    assert sorted(written) == sorted(SUPPORTED)


def test_languages_that_share_a_script_have_profiles() -> None:
    for script in scripts().values():
        languages = (*script.languages, *script.others)
        if len(languages) > 1:
            for language in languages:
                assert profile(language).counts


def test_neighbours_share_the_script() -> None:
    for language, others in load("neighbours").items():
        (script,) = [script for script in scripts().values() if language in script.languages]
        assert isinstance(others, list)
        assert others, "leave the entry out instead"
        assert set(others) <= set(script.others)


def test_names_and_replacements() -> None:
    data = load("names")
    names, replaced, mistaken = data["names"], data["replaced"], data["mistaken"]
    assert isinstance(names, dict) and isinstance(replaced, dict) and isinstance(mistaken, dict)
    assert set(SUPPORTED) <= names.keys()
    assert set(replaced.values()) | set(mistaken.values()) <= names.keys()
    assert not mistaken.keys() & names.keys()
    for code in names:
        assert str(parse(code)) == replaced.get(code, code)
