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


Piece = Item | re.Match[str]
"""A token as it was cut, or what it turned out to be: most words mean nothing and need no item."""


def scan(folded: str, original: str, lexicon: Lexicon, taken: Sequence[tuple[int, int]]) -> list[Item]:
    """The items of a text that are or stand near anything that can be read; the stretches in `taken`
    (ordered, apart) become one "x" item each, and so does every stretch of other words."""
    cut: list[Piece] = []
    texts: list[str] = []
    start = 0
    pattern, whole = token_pattern(folded)
    for begin, end in (*taken, (len(folded), len(folded))):
        found = list(pattern.finditer(folded, start, begin))
        cut += found
        texts += [match[0] for match in found] if whole else [bare(match[0]) for match in found]
        if end > begin:
            cut.append(Item(begin, end, "", "x"))
            texts.append(_NOTHING)
        start = end
    if not whole and not all(texts):
        cut = [piece for piece, text in zip(cut, texts, strict=True) if text or isinstance(piece, Item)]
        texts = [_text(piece) for piece in cut]
    if " " not in lexicon.separators.group and _SPACED_DIGITS.search(folded) is not None:
        cut = _without_plain_spaces(cut, texts, original)
        texts = [_text(piece) for piece in cut]
    pieces = _terms(cut, texts, lexicon)
    if lexicon.cased:
        _settle_case(pieces, folded, original, lexicon)
    return _near(pieces, original)


def _text(piece: Piece) -> str:
    return (piece.text or _NOTHING) if isinstance(piece, Item) else bare(piece[0])


_LONGEST_COMPOUND = 160
"""Characters: no number word is longer, and cutting one up goes as deep as it has parts."""
_NAMES = frozenset({"weekday", "month", "century_word"})


def _settle_case(pieces: list[Piece], folded: str, original: str, lexicon: Lexicon) -> None:
    """Keep of a name that is a number in another case what its writing says."""
    for item in pieces:
        if isinstance(item, Item) and item.entry and not _NAMES.isdisjoint(item.entry):
            writings = lexicon.cased.get(folded[item.start : item.end])
            if writings is not None:
                named = original[item.start + 1 : item.end] in writings
                if "century_word" in item.entry:
                    named = original[item.start].isupper()  # it "l'Ottocento" against "ottocento persone"
                item.entry = {k: v for k, v in item.entry.items() if (k in _NAMES) == named}


_NOTHING = " "
"""Stands for the text of an "x" item: no form has a space in a token."""
_REACH = 5
"""How many items away from a number the reading rules look."""
_ROMAN_LIKE = re.compile("[IVXLCİＩＶＸＬＣⅠ-Ⅻ½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞]")
"""How a Roman numeral begins, or a vulgar fraction."""
_CORE = frozenset(
    {
        "cardinal",
        "weak_cardinal",
        "ordinal",
        "weak_ordinal",
        "magnitude",
        "fraction",
        "group",
        "vague",
        "added_after",
        "amount",
        "month",
        "weak_month",
        "century",
        "reign",
        "named_date",
    }
)
"""What can become a number or date; all other terms only say something about one of these."""
_LONE = frozenset(
    {"unit", "multiple", "weekday", "weak_weekday", "decade_word", "century_word", "noon", "midnight"}
)
"""What holds a value without any neighbour."""


def _near(pieces: list[Piece], original: str) -> list[Item]:
    """The items near anything that can be read; one item stands for each stretch of others. Reading is faster
    so, and nothing is lost."""
    count = len(pieces)
    keep = bytearray(count)
    romans = {match.start() for match in _ROMAN_LIKE.finditer(original)}
    for index, piece in enumerate(pieces):
        if isinstance(piece, Item):
            entry = piece.entry
            core = not _CORE.isdisjoint(entry) if entry else (piece.kind in "dx" or piece.start in romans)
            if not core:
                if entry and not _LONE.isdisjoint(entry):
                    keep[index] = 1
                continue
        elif not romans or piece.start() not in romans:
            continue
        low = index - _REACH if index > _REACH else 0
        high = min(index + _REACH + 1, count)
        keep[low:high] = b"\x01" * (high - low)
    out: list[Item] = []
    skipped = False
    for piece, kept in zip(pieces, keep, strict=True):
        if kept:
            out.append(piece if isinstance(piece, Item) else _item(piece))
        elif not skipped:
            start = piece.start if isinstance(piece, Item) else piece.start()
            out.append(Item(start, start + 9, "", "x"))
        skipped = not kept
    return out


def _item(match: re.Match[str]) -> Item:
    start, end = match.span()
    return Item(start, end, bare(match[0]), match.lastgroup or "s")


_SPACED_DIGITS = re.compile("[0-9] [0-9]")


def _without_plain_spaces(cut: list[Piece], texts: list[str], original: str) -> list[Piece]:
    """A plain space groups digits only where the language writes it so; a no-break space does everywhere."""
    out: list[Piece] = []
    for piece, text in zip(cut, texts, strict=True):
        if " " in text and not isinstance(piece, Item) and " " in original[piece.start() : piece.end()]:
            start = piece.start()
            for match in TOKEN.finditer(text.replace(" ", "_")):
                if match.lastgroup == "d":
                    out.append(Item(start + match.start(), start + match.end(), match[0], "d"))
        else:
            out.append(piece)
    return out


def _terms(cut: list[Piece], texts: list[str], lexicon: Lexicon) -> list[Piece]:
    """The pieces with every lexicon term, every number in digits and every "x" as an item; what is plain
    stays a match."""
    trie = lexicon.trie
    written_on = _WRITTEN_ON.get(lexicon.segmentation)
    changes = bool(lexicon.prefixes or lexicon.endings or lexicon.compounds)
    ordinary = _ORDINARY.setdefault(lexicon, set())
    out: list[Piece] = []
    index, count = 0, len(cut)
    while index < count:
        piece, text = cut[index], texts[index]
        node: Node | None = trie.get(text)
        if node is not None:
            best, entry = 0, _NONE
            at = index + 1
            while True:
                if "" in node:
                    best, entry = at, node[""]
                if at >= count or (node := node.get(texts[at])) is None:
                    break
                at += 1
            if best:
                last = cut[best - 1]
                out.append(
                    Item(
                        piece.start if isinstance(piece, Item) else piece.start(),
                        last.end if isinstance(last, Item) else last.end(),
                        text if best == index + 1 else "",
                        "t",
                        entry,
                    )
                )
                index = best
                continue
        index += 1
        if isinstance(piece, Item):
            out.append(piece)
        elif (kind := piece.lastgroup) == "d":
            out.append(Item(piece.start(), piece.end(), text, "d"))
        elif kind == "s":
            out.append(piece)
        elif written_on is not None and written_on.match(text):
            item = Item(piece.start(), piece.end(), text, "w")
            before = out[-1] if out else None
            after_digits = isinstance(before, Item) and before.end == item.start and before.kind in "dx"
            out.extend(_run(item, lexicon, after_digits))
        elif changes and (text not in ordinary or (index < count and texts[index] == "'")):
            index = _changed(cut, texts, index, lexicon, out)
        else:
            out.append(piece)
    return out


_REMEMBERED = 50_000


_ORDINARY: dict[Lexicon, set[str]] = {}
"""Words met before that are no form of the language, whatever is taken off them."""


def _changed(cut: list[Piece], texts: list[str], index: int, lexicon: Lexicon, out: list[Piece]) -> int:
    """Add to `out` the word before `index`: a form with a prefix or ending, the parts of a compound, or the
    word alone. The index behind it."""
    start, end = _span(cut[index - 1])
    word = texts[index - 1]
    if lexicon.prefixes and (found := _prefixed(Item(start, end, word, "w"), lexicon)) is not None:
        out.append(found)
        return index
    if lexicon.endings and (stem := _stem(word, lexicon)) is not None:
        out.append(Item(start, end, word, "t", stem))
        return index
    if lexicon.compounds:
        stop = index
        while stop + 1 < len(cut) and texts[stop] == "'":
            follows = cut[stop + 1]
            if isinstance(follows, Item) or follows.lastgroup != "w":
                break
            if not _span(cut[stop])[0] == _span(cut[stop - 1])[1] == follows.start() - 1:
                break
            stop += 2  # uk "двадцятип'ятирічна" is one word
            word = "".join(texts[index - 1 : stop])
        pieces = compound(word, lexicon) if 4 < len(word) <= _LONGEST_COMPOUND else ()
        if pieces:
            for text, entry in pieces:
                out.append(Item(start, start + len(text), text, "t", entry))
                start += len(text)
            return stop
        if stop == index and len(ordinary := _ORDINARY[lexicon]) < _REMEMBERED:
            ordinary.add(word)
    elif len(ordinary := _ORDINARY[lexicon]) < _REMEMBERED:
        ordinary.add(word)
    out.append(cut[index - 1])
    return index


def _span(piece: Piece) -> tuple[int, int]:
    return (piece.start, piece.end) if isinstance(piece, Item) else piece.span()


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


@lru_cache(maxsize=65536)
def _stem(text: str, lexicon: Lexicon) -> Entry | None:
    """What is kept of a name that carries one of the language's endings: tr "Eylülünde"."""
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
