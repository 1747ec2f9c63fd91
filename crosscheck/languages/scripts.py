"""Which script a letter belongs to, and which languages are written in it (`data/scripts.toml`)."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Script:
    """A script with the supported languages written in it and the further ones that have a profile."""

    name: str
    languages: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Scripts:
    by_name: dict[str, Script]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    names: tuple[str, ...]


@cache
def _load() -> _Scripts:
    text = files("crosscheck.languages").joinpath("data", "scripts.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    ranges = sorted(
        (*(int(code, 16) for code in span.split("-")), name) for name, entry in data.items() for span in entry["ranges"]
    )
    return _Scripts(
        {name: Script(name, tuple(entry["languages"]), tuple(entry["others"])) for name, entry in data.items()},
        tuple(start for start, _, _ in ranges),
        tuple(end for _, end, _ in ranges),
        tuple(name for _, _, name in ranges),
    )


@cache
def script_of(character: str) -> str | None:
    """The name of a letter's script; None for anything else and for scripts that are not listed."""
    scripts, code = _load(), ord(character)
    place = bisect_right(scripts.starts, code) - 1
    return scripts.names[place] if place >= 0 and code <= scripts.ends[place] else None


def script(name: str) -> Script:
    """A script by its name."""
    return _load().by_name[name]


def scripts_in(text: str) -> Counter[str]:
    """How many letters of each script a text holds."""
    found: Counter[str] = Counter()
    for character, count in Counter(text).items():
        name = script_of(character)
        if name is not None:
            found[name] += count
    return found


@cache
def scripts_for(language: str) -> frozenset[str]:
    """The names of the scripts that a language is written in; empty for one that is not listed."""
    names = {name for name, entry in _load().by_name.items() if language in entry.languages + entry.others}
    # Japanese is written in kana and Han together, Korean may hold some Han.
    return frozenset(names | {"han"} if names & {"kana", "hangul"} else names)
