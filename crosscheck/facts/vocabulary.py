"""What single tokens mean in a language, remembered: texts use the same words again and again, and most of
them mean nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from crosscheck.facts.items import NO_ENTRY, Entry
from crosscheck.facts.num import VULGAR
from crosscheck.lexicons.load import Lexicon, Node
from crosscheck.lexicons.tokens import HANGUL, UNSPACED, is_word

NOTHING = " "
"""Stands for the text of an item that is no token: no form has a space in a token."""
_REMEMBERED = 50_000
_SHORT = 4
_SHORTEST_STEM = 3
_SHORTEST_PART = 2
"""Characters that parts of compounds are looked up by."""
_RUN = {"none": re.compile(f"[{UNSPACED}]"), "endings": re.compile(f"[{HANGUL}]")}
_ENDED = frozenset({"month", "weekday", "unit", "currency", "magnitude"})


_CORE = frozenset(
    {
        "cardinal",
        "weak_cardinal",
        "ordinal",
        "weak_ordinal",
        "magnitude",
        "vague",
        "fraction",
        "group",
        "added_after",
        "amount",
        "month",
        "weak_month",
        "night_before",
        "century",
        "reign",
        "named_date",
        "identifier_name",
        "moment",
    }
)
"""What can become a number or date; all other terms only say something about one of these."""
_LONE = frozenset(
    {
        "unit",
        "multiple",
        "weekday",
        "weak_weekday",
        "decade_word",
        "century_word",
        "noon",
        "midnight",
    }
)
"""What holds a value without any neighbour."""
NAMES = frozenset({"weekday", "month", "century_word"})
"""What may mean something else in another case."""


Reach = Literal["", "alone", "near", "capital"]
"""What an item of a text makes worth reading: nothing, itself, what stands near it, or that where it is not
written small."""


def reach_of(kind: str, entry: Entry) -> Reach:
    """What an item of this kind and entry makes worth reading."""
    if not entry:
        return "" if kind in "ws" else "near"
    if not _CORE.isdisjoint(entry):
        return "near"
    return "" if _LONE.isdisjoint(entry) else "alone"


class Meaning:
    """What is to be known of a token that cannot be passed over.

    `kind`, `entry` and `joined` are those of the `Item` that it is by itself, and `reach` what that makes
    worth reading; `node` holds the longer forms that begin with the token. `several`: it must be looked at
    more closely, since it is a run of letters in which forms are to be found (`run`), a compound of `parts`,
    a name that may mean something else in another case (`cased`), or no token.
    `silent`: it is nothing of all this, though a longer form may begin with it."""

    __slots__ = ("cased", "entry", "joined", "kind", "node", "parts", "reach", "run", "several", "silent")

    def __init__(
        self,
        kind: str,
        node: Node | None = None,
        *,
        entry: Entry = NO_ENTRY,
        joined: bool = False,
        parts: tuple[tuple[str, Entry], ...] = (),
        run: bool = False,
        cased: bool = False,
        reach: Reach = "",
    ) -> None:
        if node is not None and "" in node:  # what the lexicon says of the token itself comes first
            entry, joined, parts, run = node[""], False, (), False
        self.kind = "t" if entry else kind
        self.node = node if node is not None and (len(node) > 1 or "" not in node) else None
        self.entry = entry
        self.joined = joined
        self.parts = parts
        self.run = run
        self.cased = cased and not NAMES.isdisjoint(entry)
        self.several = run or bool(parts) or self.cased or kind == "x"
        self.reach: Reach = reach if self.kind == "w" else reach_of(self.kind, entry)
        self.silent = not (self.reach or self.several)


Known = Meaning | Literal[False] | None
"""None for a plain word, False for a plain sign."""
_DIGITS = Meaning("d")
_RUN_OF_LETTERS = Meaning("w", run=True)


class Vocabulary(dict[str, Known]):
    """The meanings of a language's tokens, made when they are first asked for."""

    __slots__ = ("_compounds", "_lexicon", "_prefixes", "_run", "_stems")

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._run = _RUN.get(lexicon.segmentation)
        # How the words begin that are looked at more closely; nearly all others mean nothing.
        self._prefixes = frozenset(prefix[0] for prefix in lexicon.prefixes)
        self._stems = _stems(lexicon) if lexicon.endings else frozenset()
        self._compounds = frozenset(_parts(lexicon).first) if lexicon.compounds else frozenset()
        self[NOTHING] = Meaning("x")

    def __missing__(self, token: str) -> Known:
        node: Node | None = self._lexicon.trie.get(token)
        if "0" <= token[0] <= "9":
            found: Known = _DIGITS if node is None else Meaning("d", node)
            if len(token) > _SHORT:
                return found  # few long numbers come again
        elif not (token[0].isalpha() or is_word(token)):  # the former is faster and nearly always told
            found = False if node is None else Meaning("s", node)
        elif self._run is not None and self._run.match(token):
            if node is None:
                return _RUN_OF_LETTERS  # few runs come again
            found = Meaning("w", node, run=True, cased=token in self._lexicon.cased)
        else:
            found = self._word(token, node)
        if len(self) >= _REMEMBERED:
            self.clear()
            self[NOTHING] = Meaning("x")
        self[token] = found
        return found

    def _word(self, token: str, node: Node | None) -> Known:
        lexicon = self._lexicon
        cased = token in lexicon.cased
        first = token[0]
        if first in self._prefixes and (prefixed := _prefixed(token, lexicon)) is not None:
            return Meaning("w", node, entry=prefixed[0], joined=prefixed[1], cased=cased)
        if token[:_SHORTEST_STEM] in self._stems and (stem := _stem(token, lexicon)) is not None:
            return Meaning("w", node, entry=stem, cased=cased)
        if token[:_SHORTEST_PART] in self._compounds and (parts := compound(token, lexicon)):
            return Meaning("w", node, parts=parts, cased=cased)
        # a Roman numeral or a vulgar fraction may become a number by itself; years in Roman numerals are rare
        roman = first in _NUMERALS and _roman_like(token, lexicon)
        if (roman and first not in "dm") or first in VULGAR:
            return Meaning("w", node, cased=cased, reach="capital")
        if not (roman or unicodedata.is_normalized("NFKC", token)):
            roman = _roman_like(unicodedata.normalize("NFKC", token), lexicon)
        if node is not None or roman:
            return Meaning("w", node, cased=cased)
        return None


@cache
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """The one vocabulary of a lexicon."""
    return Vocabulary(lexicon)


_NUMERALS = "ivxlcdmⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"


def _roman_like(token: str, lexicon: Lexicon) -> bool:
    """Might this be a Roman numeral, written in capitals, perhaps with the ending of an ordinal (XIXe)?"""
    if token[0] not in _NUMERALS:
        return False
    rest = token.strip(_NUMERALS)
    if not rest:
        return True
    suffixes = _suffixes(lexicon)
    return token.endswith(suffixes) and any(
        token.endswith(suffix) and not token[: -len(suffix)].strip(_NUMERALS) for suffix in suffixes
    )


@cache
def _suffixes(lexicon: Lexicon) -> tuple[str, ...]:
    """The endings of ordinals, for `str.endswith`, which takes many at once."""
    return tuple(sorted(lexicon.suffixes["ordinal"]))


def form(trie: Node, text: str) -> Entry | None:
    """The entry of a form that is a single token."""
    node = trie.get(text)
    found: Entry | None = None if node is None else node.get("")
    return found


def _prefixed(word: str, lexicon: Lexicon) -> tuple[Entry, bool] | None:
    """A form behind a clitic, or several, that the language writes onto the next word; whether a joining word
    is among them."""
    if not word.startswith(lexicon.prefixes):
        return None
    for prefix in lexicon.prefixes:
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            entry = form(lexicon.trie, word[len(prefix) :])
            if entry is not None:
                return entry, any(prefix.startswith(joiner) for joiner in lexicon.joiners)
    return None


def _stem(text: str, lexicon: Lexicon) -> Entry | None:
    """What is kept of a name that carries one of the language's endings: tr "Eylülünde"."""
    for size in range(1, min(lexicon.longest_ending, len(text) - _SHORTEST_STEM) + 1):
        if text[-size:] in lexicon.endings:
            entry = form(lexicon.trie, text[:-size])
            if entry is not None:
                kept = {name: value for name, value in entry.items() if name in _ENDED}
                if kept:
                    return kept
    return None


@cache
def _stems(lexicon: Lexicon) -> frozenset[str]:
    """How the names begin that endings are written onto."""
    return frozenset(
        text[:_SHORTEST_STEM]
        for text, node in lexicon.trie.items()
        if not _ENDED.isdisjoint(node.get("", ()))
    )


_Divided = tuple[tuple[str, Entry], ...] | None
_COUNTS = frozenset({"cardinal", "weak_cardinal", "magnitude"})
_JOINER: Entry = {"number_and": True}
_SHORTEST_COMPOUND, _LONGEST_COMPOUND = 5, 160
"""Characters: no number word is longer, and cutting one up goes as deep as it has parts."""


class _Parts(NamedTuple):
    """Parts of compounds by their first two characters, the sizes of each, longest first; `first` are the
    sizes of those that a compound may begin with."""

    entries: Mapping[str, Entry]
    sizes: Mapping[str, Sequence[int]]
    first: Mapping[str, Sequence[int]]


@cache
def _parts(lexicon: Lexicon) -> _Parts:
    counts = [text for text, entry in lexicon.parts.items() if not _COUNTS.isdisjoint(entry)]
    return _Parts(dict(lexicon.parts), _sizes((*lexicon.parts, *lexicon.joiners)), _sizes(counts))


def _sizes(texts: Iterable[str]) -> dict[str, list[int]]:
    """The sizes of some texts by their first two characters, longest first."""
    sizes: dict[str, set[int]] = {}
    for text in texts:
        if len(text) >= _SHORTEST_PART:
            sizes.setdefault(text[:_SHORTEST_PART], set()).add(len(text))
    return {start: sorted(found, reverse=True) for start, found in sizes.items()}


def compound(word: str, lexicon: Lexicon) -> tuple[tuple[str, Entry], ...]:
    """The parts of a number word that is written together ("fünfundzwanzigjährige"), or nothing."""
    parts = _parts(lexicon)
    for size in parts.first.get(word[:_SHORTEST_PART], ()):
        if word[:size] in parts.entries:
            break
    else:
        return ()  # nearly all words
    if not _SHORTEST_COMPOUND <= len(word) <= _LONGEST_COMPOUND:
        return ()
    found = _divided(word, 0, parts, lexicon.joiners, {})
    return found if found is not None and len(found) > 1 else ()


def _divided(
    word: str, at: int, parts: _Parts, joiners: frozenset[str], memo: dict[int, _Divided]
) -> _Divided:
    """The parts of a word from `at` on, each the longest that leaves a rest which can be divided."""
    if at == len(word):
        return ()
    if at in memo:
        return memo[at]
    memo[at] = None
    for size in parts.sizes.get(word[at : at + _SHORTEST_PART], ()):
        piece = word[at : at + size]
        if len(piece) < size:
            continue
        entry = parts.entries.get(piece)
        final = at + size == len(word)
        if entry is not None and not (final and at) and _COUNTS.isdisjoint(entry):
            entry = None
        if entry is None and at and not final and piece in joiners:
            entry = _JOINER
        if entry is not None and (tail := _divided(word, at + size, parts, joiners, memo)) is not None:
            memo[at] = ((piece, entry), *tail)
            break
    return memo[at]
