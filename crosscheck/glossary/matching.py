"""Where a glossary's form stands in a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from crosscheck.glossary.inflection import STEM, alternations, endings
from crosscheck.lexicons.load import Lexicon, load
from crosscheck.lexicons.tokens import bare, fold, lower, plain, tokens

JOINING = frozenset("-'")
"""Signs that writers set or leave out within a term."""
ALIKE = 80.0
"""From which likeness (rapidfuzz, 0 to 100) two words may be forms of one: Haus and Häuser 83."""
ALIKE_SHORT, LETTERS = 65.0, 5
"""The same for words of so many letters that begin with the same two: окно and окон 75, okno and okien 67."""
BEGINNING = 0.7
"""The share of a form's letters with which its inflections begin at least."""
SHORT = 3
"""Words of so many letters are articles and prepositions within a longer term, and may change."""
BETWEEN = 2
"""How many other words may stand between the words of a term ("cells of the local party")."""


class Span(NamedTuple):
    """A stretch of a text, in characters, half open."""

    start: int
    end: int


class Word(NamedTuple):
    """A word of a text; `text` keeps its capitals."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[Word, ...]:
    """The words and signs of a text, without those that only join."""
    return tuple(
        Word(token.start, token.end, bare(token.text))
        for token in tokens(plain(text))
        if token.text not in JOINING
    )


class Reader:
    """Finds forms in texts of one language (a BCP 47 tag)."""

    def __init__(self, lang: str) -> None:
        self._lexicon: Lexicon = load(lang)
        self._endings = alternations(lang.lower().replace("_", "-").split("-")[0])

    def beginning(self, form: str) -> str:
        """What a text that mentions the form has among its `beginnings`."""
        if self._lexicon.segmentation == "none":
            return fold(form)[:1]
        return lower(words_of(form)[0].text)[:STEM] if words_of(form) else ""

    def beginnings(self, text: str) -> set[str]:
        """How the words of a text begin, so that forms can be looked up."""
        if self._lexicon.segmentation == "none":
            return set(fold(text))
        return set(_places(text, self._lexicon.prefixes))

    def mentions(self, text: str, form: str, cased: bool = False) -> list[Span]:
        """Where the form stands, in an inflection that the language surely makes of it. `cased`: capitals
        count, but for the one that begins a sentence. A small word is not one that is written as a name."""
        if self._lexicon.segmentation == "none":
            return list(_stretches(text, form, cased))
        wanted, found = words_of(form), words_of(text)
        spans = []
        for at in _places(text, self._lexicon.prefixes).get(self.beginning(form), ()) if wanted else ():
            if at + len(wanted) > len(found):
                break
            if not self._named(wanted[0].text, found, at) and all(
                self._same(one.text, two.text, cased, not at + place)
                for place, (one, two) in enumerate(zip(wanted, found[at : at + len(wanted)], strict=True))
            ):
                spans.append(Span(found[at].start, found[at + len(wanted) - 1].end))
        return spans

    def holds(self, text: str, form: str, cased: bool = False) -> bool:
        """Whether the form stands in the text in any guise: another inflection, part of a compound, with
        other words in between."""
        if self.mentions(text, form, cased):
            return True
        if cased:
            return any(word.text.startswith(form) for word in words_of(text))
        if self._lexicon.segmentation != "spaces":
            return _closed(form) in _closed(text)
        wanted = [_letters(word.text) for word in words_of(form)]
        if self._akin("".join(wanted), _guises(text, self._lexicon.prefixes)):
            return True
        return len(wanted) > 1 and self._scattered(
            [one for one in wanted if len(one) > SHORT] or wanted, text
        )

    def _named(self, wanted: str, found: Sequence[Word], at: int) -> bool:
        """Whether a capital within a sentence makes a name of a word: "Windows" is no form of "window". Where
        the word before has one too, it is a heading; languages that write all nouns so say nothing."""
        if wanted[0].isupper() or self._noun_capitals or not at or not found[at].text[0].isupper():
            return False
        return not found[at - 1].text[0].isupper() and found[at - 1].text[0].isalpha()

    @cached_property
    def _noun_capitals(self) -> bool:
        """Whether the language writes nouns with a capital, told by its names of units."""
        forms = [form for forms in self._lexicon.data.get("units", {}).values() for form in forms]
        return bool(sum(form[:1].isupper() for form in forms) * 2 > len(forms))

    def _same(self, wanted: str, found: str, cased: bool, first: bool) -> bool:
        """Whether a word of a text is a word of a term."""
        if not cased:
            wanted, found = lower(wanted), lower(found)
        elif first and found[0] == wanted[0].upper():
            found = wanted[0] + found[1:]
        if wanted == found:
            return True
        if self._lexicon.segmentation == "endings":
            return found.startswith(wanted)
        return any(
            rest == wanted or endings(wanted, rest) in self._endings
            for rest in _without_clitics(found, self._lexicon.prefixes)
        )

    def _akin(self, wanted: str, found: Sequence[str]) -> bool:
        """Whether a word of `found` may be a form, or a compound, of a word of a term."""
        from rapidfuzz.fuzz import ratio
        from rapidfuzz.process import extractOne

        beginning = wanted[: max(SHORT, ceil(BEGINNING * len(wanted)))]
        if len(beginning) >= SHORT and any(word.startswith(beginning) for word in found):
            return True
        if len(wanted) <= SHORT:
            return False
        if self._lexicon.compounds and any(
            wanted[: max(SHORT + 1, len(wanted) - 2)] in word for word in found
        ):
            return True
        if extractOne(wanted, found, scorer=ratio, score_cutoff=ALIKE) is not None:
            return True
        alike = [word for word in found if word[:2] == wanted[:2]] if len(wanted) <= LETTERS else []
        return extractOne(wanted, alike, scorer=ratio, score_cutoff=ALIKE_SHORT) is not None

    def _scattered(self, wanted: Sequence[str], text: str) -> bool:
        """Whether words akin to all of `wanted` stand in their order and near each other."""
        found = [
            [_letters(rest) for rest in _without_clitics(lower(word.text), self._lexicon.prefixes)]
            for word in words_of(text)
        ]
        for start in range(len(found)):
            at = start if self._akin(wanted[0], found[start]) else -1
            for one in wanted[1:]:
                if at < 0:
                    break
                near = range(at + 1, min(at + 2 + BETWEEN, len(found)))
                at = next((place for place in near if self._akin(one, found[place])), -1)
            if at >= 0:
                return True
        return False


@lru_cache(maxsize=4096)
def _places(text: str, prefixes: tuple[str, ...]) -> dict[str, list[int]]:
    """Where words begin with some letters, up to `STEM` of them, by these letters."""
    found: dict[str, list[int]] = {}
    for at, word in enumerate(words_of(text)):
        rests = set(_without_clitics(lower(word.text), prefixes))
        for beginning in {rest[:size] for rest in rests for size in range(1, STEM + 1)}:
            found.setdefault(beginning, []).append(at)
    return found


@lru_cache(maxsize=4096)
def _guises(text: str, prefixes: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a text without marks, each with and without its clitics, and neighbours put together."""
    words = [_letters(word.text) for word in words_of(text)]
    single = (
        _letters(rest) for word in words_of(text) for rest in _without_clitics(lower(word.text), prefixes)
    )
    return tuple(dict.fromkeys((*single, *(one + two for one, two in pairwise(words)))))


def _without_clitics(word: str, prefixes: Sequence[str]) -> Iterator[str]:
    """The word, and what is left of it without each clitic that the language writes onto words."""
    yield word
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= SHORT:
            yield word[len(prefix) :]


def _stretches(text: str, form: str, cased: bool) -> Iterator[Span]:
    """Where a form stands in a text without spaces. Latin words within it end where their letters do."""
    whole, part = (plain(text), plain(form)) if cased else (fold(text), fold(form))
    at = whole.find(part) if part else -1
    while at >= 0:
        end = at + len(part)
        if not (_latin(whole[at - 1 : at]) and _latin(part[0])) and not (
            _latin(part[-1]) and _latin(whole[end : end + 1])
        ):
            yield Span(at, end)
        at = whole.find(part, end)


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


@cache
def _letters(word: str) -> str:
    """A word in small letters without marks above and below them."""
    return "".join(c for c in unicodedata.normalize("NFKD", lower(word)) if not unicodedata.combining(c))


def _closed(text: str) -> str:
    return "".join(fold(text).split())
