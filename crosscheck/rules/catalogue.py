"""The rules as data: `catalogue.toml`, read once on first use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import tomli

from crosscheck.errors import RuleError
from crosscheck.model import Cause, Grade


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of texts with their languages, and the settings (TOML) that the rule needs, if any. `row` makes
    it a row of a bilingual table."""

    source_lang: str
    target_lang: str
    source: str
    target: str
    settings: str = ""
    row: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """What a finding can name. `grade` is the gravest grade that it gives."""

    id: str
    group: str
    grade: Grade
    title: str
    message: str
    help: str
    flags: tuple[Example, ...]
    leaves: tuple[Example, ...]


@cache
def catalogue() -> Mapping[str, Rule]:
    """All rules by id, in the order of the file."""
    rules = {}
    for entry in _data()["rule"]:
        rules[entry["id"]] = Rule(
            id=entry["id"],
            group=entry["group"],
            grade=Grade(entry["grade"]),
            title=entry["title"],
            message=entry["message"],
            help=" ".join(entry["help"].split()),
            flags=tuple(Example(**one) for one in entry.get("flags", ())),
            leaves=tuple(Example(**one) for one in entry.get("leaves", ())),
        )
    return MappingProxyType(rules)


@cache
def causes() -> Mapping[Cause, str]:
    """What each cause is called; `{factor}` stands in those of scale."""
    return MappingProxyType({Cause(name): text for name, text in _data()["causes"].items()})


def find_rule(name: str) -> Rule:
    """The rule of that id. Raises RuleError, with the nearest name, where there is none."""
    rules = catalogue()
    if name in rules:
        return rules[name]
    near = get_close_matches(name.lower(), rules, n=1, cutoff=0.4)
    hint = f"did you mean {near[0]}?" if near else f"the rules are {', '.join(rules)}"
    raise RuleError(f"there is no rule {name!r}; {hint}")


@cache
def _data() -> dict[str, Any]:
    with files("crosscheck.rules").joinpath("catalogue.toml").open("rb") as file:
        return tomli.load(file)
