"""What a language says about the ends of its sentences: one file a language in `data/`, no code.

    ordinal_dot    whether a full stop after a number makes an ordinal ("16. Juni")
    prefixes       abbreviations that always stand before something: they never end a sentence
    abbreviations  may end a sentence: they do where one of `starters` follows with a capital
    numbered       end a sentence unless a number follows ("Nr. 21", but English "No." too)
    starters       words that sentences begin with, and names or nouns do not
    function_words further words that tell the language of a sentence
    after_quote    how a sentence goes on after a closing quotation mark
    terminators    further signs that end a sentence

Matching of abbreviations leaves blanks out ("z. B." is "z.B."). An entry without capitals stands for its
capitalised form too, one of `prefixes` or `numbered` also for the form without capitals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tomli


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The knowledge of one language's file, prepared for look-up."""

    ordinal_dot: bool = False
    prefixes: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    beginnings: frozenset[str] = frozenset()
    """Two or more pieces of abbreviations that are written with blanks: "z.B.", "a.a." of "a. a. O."."""
    starters: frozenset[str] = frozenset()
    function_words: frozenset[str] = frozenset()
    """The starters among them."""
    after_quote: tuple[str, ...] = ()
    terminators: str = ""


NEUTRAL = Segmentation()
"""For languages without a file: no abbreviations, no ordinals."""


@cache
def segmentation(language: str) -> Segmentation:
    """The knowledge for a primary language subtag such as "de"; `NEUTRAL` where there is no file."""
    file = Path(__file__).parent / "data" / f"{language}.toml"
    if not file.is_file():
        return NEUTRAL
    data = tomli.loads(file.read_text(encoding="utf-8"))
    return Segmentation(
        data["ordinal_dot"],
        _abbreviations(data["prefixes"], str.lower),
        _abbreviations(data["abbreviations"]),
        _abbreviations(data["numbered"], str.lower),
        frozenset(_beginnings((*data["prefixes"], *data["abbreviations"]))),
        frozenset(data["starters"]),
        frozenset((*data["starters"], *data.get("function_words", ()))),
        tuple(data.get("after_quote", ())),
        data.get("terminators", ""),
    )


def _abbreviations(entries: list[str], further: Callable[[str], str] = str) -> frozenset[str]:
    joined = {entry.replace(" ", "") for entry in entries}
    capitalised = {entry[:1].upper() + entry[1:] for entry in joined if entry == entry.lower()}
    return frozenset(joined | capitalised | set(map(further, joined)))


def _beginnings(entries: Iterable[str]) -> Iterator[str]:
    for entry in entries:
        pieces = entry.split()
        for count in range(2, len(pieces) + 1):
            yield "".join(pieces[:count])
