"""Folded text → items: numbers in digits, lexicon terms, other words and signs, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from crosscheck.lexicons.load import Lexicon, Node, Value
from crosscheck.lexicons.tokens import HANGUL, TOKEN, UNSPACED, bare, token_pattern

Entry = dict[str, Value]
_NONE: Entry = {}
_LONGEST_WORD = 80
_TAILS = frozenset(
    {
        "magnitude",
        "magnitude_abbreviation",
        "unit",
        "weak_unit",
        "currency",
        "counter",
        "year_after",
        "month_after",
        "day_after",
        "hour_after",
        "minute_after",
        "multiple_after",
        "century",
        "decade_suffix",
        "comparator_after",
        "half_after",
        "ordinal_after",
    }
)
_WRITTEN_ON = {"none": re.compile(f"[{UNSPACED}]"), "endings": re.compile(f"[{HANGUL}]")}
_NUMBERS = frozenset(
    {"cardinal", "weak_cardinal", "magnitude", "ordinal", "weak_ordinal", "fraction", "group"}
)
_GOES_ON = (
    _TAILS
    | _NUMBERS
    | {"from_to", "between_and", "range_close", "fraction_reversed", "per_ten", "added_after"}
)


class Item:
    """A stretch of the text. `kind`: "d" digits, "t" a lexicon term, "w" another word, "s" a sign, "x"
    something that is read already. `joined`: a joining word ("and") is written onto it."""

    __slots__ = ("end", "entry", "joined", "kind", "start", "text")

    def __init__(
        self, start: int, end: int, text: str, kind: str, entry: Entry = _NONE, joined: bool = False
    ) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.kind = kind
        self.entry = entry
        self.joined = joined

    def __repr__(self) -> str:
        return f"{self.kind}:{self.text}{set(self.entry) or ''}"


def scan(folded: str, original: str, lexicon: Lexicon, taken: Sequence[tuple[int, int]]) -> list[Item]:
    """The items of a text; the stretches in `taken` (ordered, apart) become one "x" item each."""
    cut: list[Item] = []
    start = 0
    pattern = token_pattern(folded)
    ascii_only = pattern is not TOKEN
    for begin, end in (*taken, (len(folded), len(folded))):
        for match in pattern.finditer(folded, start, begin):
            low, high = match.span()
            text = folded[low:high] if ascii_only else bare(folded[low:high])
            if text:
                cut.append(Item(low, high, text, match.lastgroup))  # type: ignore[arg-type]
        if end > begin:
            cut.append(Item(begin, end, "", "x"))
        start = end
    if " " not in lexicon.separators.group:
        cut = _without_plain_spaces(cut, original)
    items = _terms(cut, lexicon)
    if lexicon.cased:
        _settle_case(items, folded, original, lexicon)
    return _near(items, original)


_LONGEST_COMPOUND = 160
"""Characters: no number word is longer, and cutting one up goes as deep as it has parts."""
_NAMES = frozenset({"weekday", "month", "century_word"})


def _settle_case(items: list[Item], folded: str, original: str, lexicon: Lexicon) -> None:
    """Keep of a name that is a number in another case what its writing says."""
    for item in items:
        if item.entry and _NAMES & item.entry.keys():
            writings = lexicon.cased.get(folded[item.start : item.end])
            if writings is not None:
                named = original[item.start + 1 : item.end] in writings
                if "century_word" in item.entry:
                    named = original[item.start].isupper()  # it "l'Ottocento" against "ottocento persone"
                item.entry = {k: v for k, v in item.entry.items() if (k in _NAMES) == named}


_REACH = 5
"""How many items away from a number or term the reading rules look."""


def _near(items: list[Item], original: str) -> list[Item]:
    """The items near anything that can be read; one item stands for each stretch of other words. Reading is
    faster so, and nothing is lost."""
    count = len(items)
    keep = bytearray(count)
    for index, item in enumerate(items):
        if (
            item.entry
            or item.kind in "dx"
            or (item.text[0] in "ivxlc½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞" and not original[item.start].islower())
        ):
            low = index - _REACH if index > _REACH else 0
            high = min(index + _REACH + 1, count)
            keep[low:high] = b"\x01" * (high - low)
    if all(keep):
        return items
    out: list[Item] = []
    skipped = False
    for item, kept in zip(items, keep, strict=True):
        if kept:
            out.append(item)
        elif not skipped:
            out.append(Item(item.start, item.start + 9, "", "x"))
        skipped = not kept
    return out


def _without_plain_spaces(items: list[Item], original: str) -> list[Item]:
    """A plain space groups digits only where the language writes it so; a no-break space does everywhere."""
    out = []
    for item in items:
        if item.kind == "d" and " " in item.text and " " in original[item.start : item.end]:
            for match in TOKEN.finditer(item.text.replace(" ", "_")):
                if match.lastgroup == "d":
                    at = item.start + match.start()
                    out.append(Item(at, at + len(match.group()), match.group(), "d"))
        else:
            out.append(item)
    return out


def _terms(cut: list[Item], lexicon: Lexicon) -> list[Item]:
    trie = lexicon.trie
    in_runs = lexicon.segmentation != "spaces"
    out: list[Item] = []
    index, count = 0, len(cut)
    while index < count:
        item = cut[index]
        if item.kind == "x":
            out.append(item)
            index += 1
            continue
        node: Node | None = trie.get(item.text)
        if node is not None:
            best, entry = 0, _NONE
            at = index + 1
            while True:
                if "" in node:
                    best, entry = at, node[""]
                if at >= count or cut[at].kind == "x" or (node := node.get(cut[at].text)) is None:
                    break
                at += 1
            if best:
                end = cut[best - 1].end
                out.append(item if best == index + 1 else Item(item.start, end, "", "t"))
                out[-1].kind, out[-1].entry = "t", entry
                index = best
                continue
        first = index
        index += 1
        if item.kind in "sd":
            out.append(item)
        elif in_runs and _WRITTEN_ON[lexicon.segmentation].match(item.text):
            out.extend(_run(item, lexicon, bool(out) and out[-1].end == item.start and out[-1].kind in "dx"))
        elif (lexicon.prefixes and (found := _prefixed(item, lexicon)) is not None) or (
            lexicon.endings and (found := _with_ending(item, lexicon)) is not None
        ):
            out.append(found)
        elif lexicon.compounds:
            while (
                index + 1 < count
                and cut[index].text == "'"
                and cut[index].start == cut[index - 1].end == cut[index + 1].start - 1
            ):
                if cut[index + 1].kind != "w":
                    break
                index += 2  # uk "двадцятип'ятирічна" is one word
            word = "".join(piece.text for piece in cut[first:index])
            pieces = compound(word, lexicon) if 4 < len(word) <= _LONGEST_COMPOUND else ()
            if not pieces:
                index = first + 1
            at = item.start
            for text, entry in pieces:
                out.append(Item(at, at + len(text), text, "t", entry))
                at += len(text)
            if not pieces:
                out.append(item)
        else:
            out.append(item)
    return out


def _form(trie: Node, text: str) -> Entry | None:
    node = trie.get(text)
    found: Entry | None = None if node is None else node.get("")
    return found


def _run(item: Item, lexicon: Lexicon, after_digits: bool) -> list[Item]:
    """Forms inside a run of letters that is written without spaces, or that carries endings."""
    text, trie = item.text, lexicon.trie
    anywhere = lexicon.segmentation == "none"
    out: list[Item] = []
    at = plain = 0
    while at < len(text):
        for size in range(min(lexicon.longest, len(text) - at), 0, -1):
            entry = _form(trie, text[at : at + size])
            if entry is not None:
                if plain < at:
                    out.append(Item(item.start + plain, item.start + at, text[plain:at], "w"))
                out.append(Item(item.start + at, item.start + at + size, text[at : at + size], "t", entry))
                at += size
                plain = at
                break
        else:
            if not anywhere:
                break
            at += 1
    if anywhere:
        if plain < len(text):
            out.append(Item(item.start + plain, item.end, text[plain:], "w"))
        return out
    return _ended(item, out, lexicon, after_digits)


def _ended(item: Item, forms: list[Item], lexicon: Lexicon, after_digits: bool) -> list[Item]:
    """The longest chain of `forms` (from the start of a word) that the word or one of the language's endings
    ends; without one the word is no form: "세계" is no three. A number goes on with numbers, units and so on
    only."""
    if not forms:
        return [item]
    number = after_digits or not _NUMBERS.isdisjoint(forms[0].entry)
    longest = 1
    while number and longest < len(forms) and not _GOES_ON.isdisjoint(forms[longest].entry):
        longest += 1
    for count in range(longest, 0, -1):
        end = forms[count - 1].end - item.start
        if end == len(item.text):
            return forms[:count]
        if item.text[end:] in lexicon.endings:
            return [*forms[:count], Item(item.start + end, item.end, item.text[end:], "w")]
    if after_digits:  # whatever is written onto digits begins with their unit
        end = forms[longest - 1].end
        return [*forms[:longest], Item(end, item.end, item.text[end - item.start :], "w")]
    return [item]


def _prefixed(item: Item, lexicon: Lexicon) -> Item | None:
    """A form behind a clitic, or several, that the language writes onto the next word."""
    for prefix in lexicon.prefixes:
        if item.text.startswith(prefix) and len(item.text) > len(prefix) + 1:
            entry = _form(lexicon.trie, item.text[len(prefix) :])
            if entry is not None:
                joined = any(prefix.startswith(joiner) for joiner in lexicon.joiners)
                return Item(item.start, item.end, item.text, "t", entry, joined)
    return None


_ENDED = frozenset({"month", "weekday", "unit", "currency", "magnitude"})


def _with_ending(item: Item, lexicon: Lexicon) -> Item | None:
    """A name that carries one of the language's endings: tr "Eylülünde"."""
    entry = _stem(item.text, lexicon)
    return None if entry is None else Item(item.start, item.end, item.text, "t", entry)


@lru_cache(maxsize=65536)
def _stem(text: str, lexicon: Lexicon) -> Entry | None:
    for size in range(1, min(lexicon.longest_ending, len(text) - 3) + 1):
        if text[-size:] in lexicon.endings:
            entry = _form(lexicon.trie, text[:-size])
            if entry is not None:
                kept = {name: value for name, value in entry.items() if name in _ENDED}
                if kept:
                    return kept
    return None


@lru_cache(maxsize=65536)
def compound(word: str, lexicon: Lexicon) -> tuple[tuple[str, Entry], ...]:
    """The parts of a number word that is written together ("fünfundzwanzigjährige"), or nothing."""
    parts, joiners = lexicon.parts, lexicon.joiners
    memo: dict[tuple[int, bool], tuple[tuple[str, Entry], ...] | None] = {}

    def rest(at: int, first: bool) -> tuple[tuple[str, Entry], ...] | None:
        if at == len(word):
            return ()
        key = (at, first)
        if key in memo:
            return memo[key]
        memo[key] = None
        for size in range(min(lexicon.longest, len(word) - at), 1, -1):
            piece = word[at : at + size]
            entry: Entry | None = parts.get(piece)
            final = at + size == len(word)
            if entry is not None:
                counts = "cardinal" in entry or "weak_cardinal" in entry or "magnitude" in entry
                if not (counts or (final and not first)):
                    entry = None
            if entry is None and not first and not final and piece in joiners:
                entry = {"number_and": True}
            if entry is not None and (tail := rest(at + size, False)) is not None:
                memo[key] = ((piece, entry), *tail)
                break
        return memo[key]

    found = rest(0, True)
    return found if found is not None and len(found) > 1 else ()
