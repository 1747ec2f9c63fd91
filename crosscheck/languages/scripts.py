"""Which script a letter belongs to, and which languages are written in it (`data/scripts.toml`)."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tomli

HAN, KANA, HANGUL, LATIN = "cjk", "kana", "hangul", "latin"
_SAME = {"hiragana": KANA, "katakana": KANA, "katakana-hiragana": KANA}
_WIDTHS = frozenset({"fullwidth", "halfwidth"})


@dataclass(frozen=True, slots=True)
class Script:
    """A script with the supported languages written in it and the further ones that have a profile."""

    name: str
    languages: tuple[str, ...]
    others: tuple[str, ...]


@cache
def scripts() -> dict[str, Script]:
    """The known scripts by name."""
    data = tomli.loads((Path(__file__).parent / "data" / "scripts.toml").read_text(encoding="utf-8"))
    return {
        name: Script(name, tuple(entry["languages"]), tuple(entry["others"])) for name, entry in data.items()
    }


@cache
def script_of(character: str) -> str | None:
    """The script of a letter by its Unicode name ("LATIN SMALL LETTER A"); None for other characters and
    scripts."""
    if not character.isalpha():
        return None
    first, *rest = unicodedata.name(character, "?").lower().split()
    if first in _WIDTHS:
        first = rest[0]
    name = _SAME.get(first, first)
    return name if name in scripts() else None


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
    names = {name for name, entry in scripts().items() if language in entry.languages + entry.others}
    # Japanese is written in kana and Han together, Korean may hold some Han.
    return frozenset(names | {HAN} if names & {KANA, HANGUL} else names)
