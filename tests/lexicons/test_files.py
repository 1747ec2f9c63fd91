"""Lexicon files are complete and free of contradictions."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from crosscheck.languages import SUPPORTED
from crosscheck.lexicons.load import languages, load, read_file
from crosscheck.lexicons.tokens import fold
from crosscheck.lexicons.units import units

DOCS = Path(__file__).parents[2] / "docs" / "lexicons.md"
LANGUAGES = languages()
# Names that may mean several things on purpose: "dollar", "pound".
MAY_REPEAT = {"units", "weak_units", "currencies"}
OPTIONAL = {
    "bound",
    "rates_before",
    "identifier_names",
    "named_dates",
    "units_before",
    "ordinal_after",
    "fraction_joiners",
    "added",
    "amounts",
    "multiple_before",
    "multiple_more",
}


def documented() -> dict[str, set[str]]:
    """Section → keys, as the first example of docs/lexicons.md shows them."""
    example = DOCS.read_text(encoding="utf-8").split("```toml")[1].split("```")[0]
    found: dict[str, set[str]] = {}
    section = ""
    for line in example.splitlines():
        if match := re.match(r"\[([\w.]+)\]", line):
            section = match[1]
            found[section] = set()
        elif (match := re.match(r"([a-z_]+) = ", line)) and section:
            found[section].add(match[1])
    return {name: keys for name, keys in found.items() if not re.search(r"\.[A-Z]", name)}


def test_all_languages_of_version_one_are_there() -> None:
    assert set(SUPPORTED) <= set(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_sections_are_complete(code: str) -> None:
    data = read_file(code)
    assert data is not None
    missing = []
    for section in documented():
        node: object = data
        for part in section.split("."):
            node = node.get(part) if isinstance(node, dict) else None
        if node is None and section not in OPTIONAL:
            missing.append(section)
    assert not missing, f"{code}.toml lacks {missing}"
    known = {name.split(".")[0] for name in documented()} | OPTIONAL
    assert set(data) <= known, f"{code}.toml has unknown sections {set(data) - known}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_form_has_two_meanings_in_a_section(code: str) -> None:
    data = read_file(code)
    assert data is not None
    twice = []
    for section, table in data.items():
        if section in MAY_REPEAT or not isinstance(table, dict):
            continue
        seen: dict[str, set[str]] = defaultdict(set)
        for key, forms in table.items():
            if isinstance(forms, list) and re.fullmatch(r"-?\d+(/\d+)?", key):
                for form in forms:
                    seen[fold(form)].add(key)
        twice += [f"{section}: {form} = {keys}" for form, keys in seen.items() if len(keys) > 1]
    assert not twice, f"{code}.toml: {twice}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_units_and_currencies_exist(code: str) -> None:
    data = read_file(code)
    assert data is not None
    used = {key for section in MAY_REPEAT for key in data[section]}
    used |= {key.split(" ")[1] for key in data.get("amounts", {})}
    assert used <= set(units()), f"{code}.toml: unknown ids {used - set(units())}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_months_and_weekdays_are_all_there(code: str) -> None:
    data = read_file(code)
    assert data is not None
    marks = data["dates"]["month_before"] or data["dates"]["month_after"]
    months = {*data["months"], *data["weak_months"]}
    assert marks or months >= {str(n) for n in range(1, 13)}
    assert {*data["weekdays"], *data["weak_weekdays"]} >= {str(n) for n in range(1, 8)}


@pytest.mark.parametrize("code", LANGUAGES)
def test_lexicons_compile(code: str) -> None:
    assert load(code).known
    assert load(code).trie
