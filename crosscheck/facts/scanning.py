"""Folded text → items: numbers in digits, lexicon terms, other words and signs, in order."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
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
from crosscheck.lexicons.tokens import ANY, LITERAL, bare, is_word, optional_signs, token_pattern

_REACH = 5
"""How many pieces away from a number the reading rules look."""

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
    meanings = list(map(known.__getitem__, texts))
    pieces, near, alone = _pieces(cut, texts, meanings, folded, original, lexicon)
    if not near and not alone:
        return NOTHING_READ
    return _items(pieces, _stretches(near, alone), cut, texts, meanings)


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
    if not taken:
        texts = [piece[0] for piece in cut]  # type: ignore[index]
    else:
        texts = [NOTHING if isinstance(piece, Item) else piece[0] for piece in cut]
    if pattern is ANY and optional_signs(folded):
        texts = bare("\n".join(texts)).split("\n")  # all in one: no token has a line break
        if "" in texts:
            cut = list(compress(cut, texts))
            texts = list(filter(None, texts))
    return cut, texts


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


def _before_apostrophes(texts: list[str]) -> set[int]:
    """The places of what may go on behind an apostrophe."""
    return {index - 1 for index, text in enumerate(texts) if text == "'" and index}


def _pieces(
    cut: list[Cut],
    texts: list[str],
    meanings: list[Known],
    folded: str,
    original: str,
    lexicon: Lexicon,
) -> tuple[Sequence[Piece], list[int], list[int]]:
    """The pieces of a text; the places of those that can become a number or date, and of those that hold a
    value without any neighbour."""
    out: list[Piece] = []
    near: list[int] = []
    alone: list[int] = []
    cased = lexicon.cased
    count = len(cut)
    telling = list(compress(range(count), meanings))
    ended = lexicon.segmentation == "endings"
    joined: Collection[int] = ()
    if lexicon.compounds and "'" in texts:
        joined = _before_apostrophes(texts)
        telling = sorted(joined.union(telling))
    texts.append(NOTHING)  # no form goes on behind the last token
    at = 0  # the tokens before it are in `out`
    for index in telling:
        if index < at:
            continue
        meaning = meanings[index]
        stop = index + 1
        made: Sequence[Item] = ()
        if meaning:
            if meaning.node is not None:
                if texts[stop] in meaning.node:
                    made, stop = _form(cut, texts, index, meaning.node)
                if ended and index + 1 < count:
                    made, stop = _ended(cut, texts, index, meaning.node, lexicon.endings) or (made, stop)
            if not made and meaning.silent and index not in joined:
                continue
        if not made and (not meaning or meaning.several or index in joined):
            out += range(at, index)
            at = index
            made, stop = _several(cut, texts, meanings, index, lexicon, out)
        if made:
            out += range(at, index)
            at = stop
            for item in made:
                if cased and not NAMES.isdisjoint(item.entry):
                    _settle_case(item, folded, original, lexicon)
                reach = reach_of(item.kind, item.entry)
                if reach:
                    (near if reach == "near" else alone).append(len(out))
                out.append(item)
        elif meaning:
            reach = meaning.reach
            if reach == "near" or (reach == "capital" and not original[cut[index].span()[0]].islower()):
                near.append(len(out) + index - at)
            elif reach == "alone":
                alone.append(len(out) + index - at)
    if not at:
        return range(count), near, alone
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


def _ended(
    cut: list[Cut], texts: list[str], index: int, node: Node, endings: Collection[str]
) -> tuple[Sequence[Item], int] | None:
    """The form of several tokens that begins at `index` and has an ending written onto its last one, ko "미국
    달러를", and the index behind it; None where there is none."""
    at = index + 1
    while at + 1 < len(texts) and texts[at] in node:
        node = node[texts[at]]
        at += 1
    text = texts[at]
    for size in range(len(text) - 1, 0, -1):
        following = node.get(text[:size])
        if following is not None and "" in following and text[size:] in endings:
            first, last = cut[index].span()[0], cut[at].span()[0]
            form = Item(first, last + size, "", "t", following[""])
            return (form, Item(last + size, last + len(text), text[size:], "w")), at + 1
    return None


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


def _stretches(near: list[int], alone: list[int]) -> list[tuple[int, int]]:
    """The stretches of pieces near anything that can be read, in order; they may overlap. Reading is faster
    so, and nothing is lost."""
    found = [(place - _REACH, place + _REACH + 1) for place in near]
    if alone:
        found += [(place, place + 1) for place in alone]
        found.sort()
    return found


def _items(
    pieces: Sequence[Piece],
    stretches: list[tuple[int, int]],
    cut: list[Cut],
    texts: list[str],
    meanings: list[Known],
) -> Scanned:
    """The pieces of some stretches as items; one item stands for all that lie between two of these."""
    out: list[Item] = []
    told: list[int] = []
    add = out.append
    at = 0
    for low, high in (*stretches, (len(pieces), len(pieces))):
        if low > at:
            piece = pieces[at]
            start = piece.start if isinstance(piece, Item) else cut[piece].span()[0]
            out.append(Item(start, start + 9, "", "x"))
            at = low
        if high <= at:
            continue
        low, at = at, high
        for place, piece in enumerate(pieces[low:high], len(out)):
            if isinstance(piece, Item):
                told.append(place)
                add(piece)
                continue
            start, end = cut[piece].span()
            meaning = meanings[piece]
            if meaning:
                told.append(place)
                add(Item(start, end, texts[piece], meaning.kind, meaning.entry, meaning.joined))
            else:
                add(Item(start, end, texts[piece], "w" if meaning is None else "s"))
    return Scanned(out, told)
