"""Folded text → items: numbers in digits, lexicon terms, other words and signs, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple

from crosscheck.facts.items import NO_ENTRY, Entry, Item
from crosscheck.facts.runs import read_run
from crosscheck.facts.vocabulary import (
    NAMES,
    NOTHING,
    Known,
    Meaning,
    compound,
    reach_of,
    vocabulary,
)
from crosscheck.lexicons.load import Lexicon, Node
from crosscheck.lexicons.tokens import LITERAL, bare, is_word, optional_signs, token_pattern

_REACH = 5
"""How many pieces away from a number the reading rules look."""
_KEPT = b"\x01" * (2 * _REACH + 1)

Cut = Item | re.Match[str]
"""A token as it was cut, or an item that is read already."""
Piece = Item | int
"""An item, or the index of a token that becomes one where it is needed: most words mean nothing."""


class Scanned(NamedTuple):
    """A text's items, and the places of those that are more than a plain word or sign."""

    items: list[Item]
    told: Sequence[int]


NOTHING_READ = Scanned([], ())


def scan(folded: str, original: str, lexicon: Lexicon, taken: Sequence[tuple[int, int]]) -> Scanned:
    """The items of a text near anything that can be read, none where nothing can be; the stretches in `taken`
    (ordered, apart) become one "x" item each, and so does every stretch of words that are near nothing."""
    cut, texts = _cut(folded, original, lexicon, taken)
    known = vocabulary(lexicon)
    meanings = [known[text] for text in texts]
    telling = list(compress(range(len(texts)), meanings))
    if lexicon.compounds and "'" in texts:
        telling = _before_apostrophes(telling, texts)
    if not telling:
        return NOTHING_READ
    pieces, near, alone = _pieces(cut, texts, meanings, telling, folded, original, lexicon)
    if not near and not alone:
        return NOTHING_READ
    return _items(pieces, _keep(len(pieces), near, alone), cut, texts, meanings)


def _cut(
    folded: str, original: str, lexicon: Lexicon, taken: Sequence[tuple[int, int]]
) -> tuple[list[Cut], list[str]]:
    """The tokens of a text, and what they are looked up by."""
    pattern = token_pattern(folded)
    cut: list[Cut]
    if not taken:
        cut = list(pattern.finditer(folded))
    else:
        cut = []
        start = 0
        for begin, end in taken:
            cut += pattern.finditer(folded, start, begin)
            cut.append(Item(begin, end, "", "x"))
            start = end
        cut += pattern.finditer(folded, start)
    if " " not in lexicon.separators.group and _SPACED_DIGITS.search(folded) is not None:
        cut = _without_plain_spaces(cut, original)
    if optional_signs(folded):
        cut = [piece for piece in cut if isinstance(piece, Item) or bare(piece[0])]
        return cut, [NOTHING if isinstance(piece, Item) else bare(piece[0]) for piece in cut]
    if not taken:
        return cut, [piece[0] for piece in cut]  # type: ignore[index]
    return cut, [NOTHING if isinstance(piece, Item) else piece[0] for piece in cut]


_SPACED_DIGITS = re.compile("[0-9] [0-9]")
_LITERAL = re.compile(LITERAL)


def _without_plain_spaces(cut: list[Cut], original: str) -> list[Cut]:
    """A plain space groups digits only where the language writes it so; a no-break space does everywhere."""
    out: list[Cut] = []
    for piece in cut:
        if not isinstance(piece, Item) and " " in piece[0] and " " in original[piece.start() : piece.end()]:
            at = piece.start()
            for part in piece[0].split(" "):
                out += _LITERAL.finditer(piece.string, at, at + len(part))
                at += len(part) + 1
        else:
            out.append(piece)
    return out


def _before_apostrophes(telling: list[int], texts: list[str]) -> list[int]:
    """With the places of `telling` those of the words that may go on behind an apostrophe."""
    found = {index - 1 for index, text in enumerate(texts) if text == "'" and index}
    return sorted(found.union(telling))


def _pieces(
    cut: list[Cut],
    texts: list[str],
    meanings: list[Known],
    telling: list[int],
    folded: str,
    original: str,
    lexicon: Lexicon,
) -> tuple[list[Piece], list[int], list[int]]:
    """The pieces of a text; the places of those that can become a number or date, and of those that hold a
    value without any neighbour."""
    out: list[Piece] = []
    near: list[int] = []
    alone: list[int] = []
    compounds, cased = lexicon.compounds, lexicon.cased
    count = len(cut)
    at = 0
    for index in telling:
        if index < at:
            continue
        if index > at:
            out += range(at, index)
        at = index + 1
        meaning = meanings[index]
        made: Sequence[Item] = ()
        if meaning and meaning.node is not None and at < count and texts[at] in meaning.node:
            made, at = _form(cut, texts, index, meaning.node)
        if not made and (not meaning or meaning.several or (compounds and at < count and texts[at] == "'")):
            made, at = _several(cut, texts, meanings, index, lexicon, out)
        if made:
            for item in made:
                if cased and not NAMES.isdisjoint(item.entry):
                    _settle_case(item, folded, original, lexicon)
                reach = reach_of(item.kind, item.entry)
                if reach == "near":
                    near.append(len(out))
                elif reach == "alone":
                    alone.append(len(out))
                out.append(item)
            continue
        reach = meaning.reach if meaning else ""
        if reach == "near":
            near.append(len(out))
        elif reach == "capital":
            if not original[cut[index].span()[0]].islower():
                near.append(len(out))
        elif reach == "alone":
            alone.append(len(out))
        out.append(index)
    out += range(at, count)
    return out, near, alone


def _form(cut: list[Cut], texts: list[str], index: int, node: Node) -> tuple[Sequence[Item], int]:
    """The longest form of several tokens that begins at `index` and goes on as `node` says, and the index
    behind it."""
    at = index + 1
    best, entry = 0, NO_ENTRY
    following: Node | None = node.get(texts[at])
    while following is not None:
        at += 1
        if "" in following:
            best, entry = at, following[""]
        following = following.get(texts[at]) if at < len(texts) else None
    if not best:
        return (), index + 1
    return (Item(cut[index].span()[0], cut[best - 1].span()[1], "", "t", entry),), best


def _several(
    cut: list[Cut],
    texts: list[str],
    meanings: list[Known],
    index: int,
    lexicon: Lexicon,
    out: list[Piece],
) -> tuple[Sequence[Item], int]:
    """The items that the token at `index` holds, where it is not one by itself, and the index behind them:
    the forms in a run, the parts of a compound."""
    piece, meaning = cut[index], meanings[index]
    start, end = piece.span()
    stop = index + 1
    if isinstance(piece, Item):
        return (piece,), stop
    parts: Sequence[tuple[str, Entry]] = ()
    if meaning:
        if meaning.run:
            after_digits = bool(out) and _digits_end(out[-1], cut, meanings, start)
            return read_run(texts[index], start, lexicon, after_digits), stop
        if meaning.cased:
            return (Item(start, end, texts[index], "t", meaning.entry, meaning.joined),), stop
        if meaning.kind != "w":
            return (), stop
        parts = meaning.parts
    if lexicon.compounds and stop < len(texts) and texts[stop] == "'":
        stop = _joined_by_apostrophes(cut, texts, index)
        if stop > index + 1:  # uk "двадцятип'ятирічна" is one word
            parts = compound("".join(texts[index:stop]), lexicon)
    if not parts:
        return (), index + 1
    made = []
    for text, entry in parts:
        made.append(Item(start, start + len(text), text, "t", entry))
        start += len(text)
    return made, stop


def _digits_end(piece: Piece, cut: list[Cut], meanings: list[Known], at: int) -> bool:
    """Whether a piece is digits, or something that is read already, and ends at a place."""
    if isinstance(piece, Item):
        return piece.end == at and piece.kind in "dx"
    meaning = meanings[piece]
    return isinstance(meaning, Meaning) and meaning.kind == "d" and cut[piece].span()[1] == at


def _joined_by_apostrophes(cut: list[Cut], texts: list[str], index: int) -> int:
    """The index behind the words that apostrophes join to the one at `index`."""
    stop = index + 1
    while stop + 1 < len(cut) and texts[stop] == "'" and is_word(texts[stop + 1]):
        if not cut[stop].span()[0] == cut[stop - 1].span()[1] == cut[stop + 1].span()[0] - 1:
            break
        stop += 2
    return stop


def _settle_case(item: Item, folded: str, original: str, lexicon: Lexicon) -> None:
    """Keep of a name that is a number in another case what its writing says."""
    writings = lexicon.cased.get(folded[item.start : item.end])
    if writings is not None:
        named = original[item.start + 1 : item.end] in writings
        if "century_word" in item.entry:
            named = original[item.start].isupper()  # it "l'Ottocento" against "ottocento persone"
        item.entry = {k: v for k, v in item.entry.items() if (k in NAMES) == named}


def _keep(count: int, near: list[int], alone: list[int]) -> bytearray:
    """Which pieces are near anything that can be read. Reading is faster so, and nothing is lost."""
    keep = bytearray(count + 2 * _REACH)
    for place in near:
        keep[place : place + 2 * _REACH + 1] = _KEPT
    for place in alone:
        keep[place + _REACH] = 1
    return keep[_REACH : _REACH + count]


def _items(
    pieces: list[Piece], keep: bytearray, cut: list[Cut], texts: list[str], meanings: list[Known]
) -> Scanned:
    """The pieces to keep as items; one item stands for each stretch of others."""
    out: list[Item] = []
    told: list[int] = []
    at = 0
    while at < len(pieces):
        low = keep.find(1, at)
        if low != at:
            piece = pieces[at]
            start = piece.start if isinstance(piece, Item) else cut[piece].span()[0]
            out.append(Item(start, start + 9, "", "x"))
            if low < 0:
                break
        at = keep.find(0, low)
        if at < 0:
            at = len(pieces)
        for piece in pieces[low:at]:
            if isinstance(piece, Item):
                told.append(len(out))
                out.append(piece)
                continue
            start, end = cut[piece].span()
            meaning = meanings[piece]
            if meaning:
                told.append(len(out))
                out.append(Item(start, end, texts[piece], meaning.kind, meaning.entry, meaning.joined))
            else:
                out.append(Item(start, end, texts[piece], "w" if meaning is None else "s"))
    return Scanned(out, told)
