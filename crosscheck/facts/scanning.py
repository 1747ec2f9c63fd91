"""Folded text → items: numbers in digits, lexicon terms, other words and signs, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosscheck.facts.items import NO_ENTRY, Item
from crosscheck.facts.runs import read_run
from crosscheck.facts.vocabulary import NOTHING, Known, Meaning, compound, vocabulary
from crosscheck.lexicons.load import Lexicon, Node
from crosscheck.lexicons.tokens import LITERAL, bare, is_word, optional_signs, token_pattern

_REACH = 5
"""How many pieces away from a number the reading rules look."""
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
        "century",
        "reign",
        "named_date",
        "identifier_name",
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
        "moment",
    }
)
"""What holds a value without any neighbour."""
_NAMES = frozenset({"weekday", "month", "century_word"})

Cut = Item | re.Match[str]
"""A token as it was cut, or an item that is read already."""
Piece = Item | int
"""An item, or the index of a token that means nothing: most words do not, and need no item."""


def scan(folded: str, original: str, lexicon: Lexicon, taken: Sequence[tuple[int, int]]) -> list[Item]:
    """The items of a text near anything that can be read; the stretches in `taken` (ordered, apart) become
    one "x" item each, and so does every stretch of words that are near nothing."""
    cut, texts = _cut(folded, original, lexicon, taken)
    known = vocabulary(lexicon)
    meanings = [known[text] for text in texts]
    telling = [index for index, meaning in enumerate(meanings) if meaning]
    if lexicon.compounds and "'" in texts:
        telling = _before_apostrophes(telling, texts)
    if not telling:
        return []
    pieces, places = _pieces(cut, texts, meanings, telling, lexicon)
    if lexicon.cased:
        _settle_case(pieces, places, folded, original, lexicon)
    keep = _near(pieces, places, cut, original)
    return _items(pieces, keep, cut, texts, meanings)


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
    cut: list[Cut], texts: list[str], meanings: list[Known], telling: list[int], lexicon: Lexicon
) -> tuple[list[Piece], list[int]]:
    """The tokens with everything that means something as an item, and where these stand in the list."""
    out: list[Piece] = []
    places: list[int] = []
    count = len(cut)
    at = 0
    for index in telling:
        if index < at:
            continue
        out += range(at, index)
        at = index + 1
        place = len(out)
        meaning, piece = meanings[index], cut[index]
        if meaning and meaning.node is not None:
            node: Node | None = meaning.node
            best, entry = 0, NO_ENTRY
            while node is not None:
                if "" in node:
                    best, entry = at, node[""]
                node = node.get(texts[at]) if at < count else None
                at += 1
            at = best or index + 1
            if best:
                start, end = piece.span()[0], cut[best - 1].span()[1]
                out.append(Item(start, end, texts[index] if best == index + 1 else "", "t", entry))
                places.append(place)
                continue
        if isinstance(piece, Item):
            out.append(piece)
        elif not meaning or meaning.kind == "w":
            at = _word(cut, texts, meaning or None, index, lexicon, out)
        elif meaning.kind == "d":
            out.append(Item(piece.start(), piece.end(), texts[index], "d"))
        else:
            out.append(index)
            continue
        places += range(place, len(out))
    out += range(at, count)
    return out, places


def _word(
    cut: list[Cut],
    texts: list[str],
    meaning: Meaning | None,
    index: int,
    lexicon: Lexicon,
    out: list[Piece],
) -> int:
    """Add to `out` a word that is no form: the forms in it, a form with a prefix or ending, the parts of a
    compound, or the word alone. The index behind it."""
    start, end = cut[index].span()
    if meaning is not None and meaning.run:
        before = out[-1] if out else None
        after_digits = isinstance(before, Item) and before.end == start and before.kind in "dx"
        out += read_run(texts[index], start, lexicon, after_digits)
        return index + 1
    if meaning is not None and meaning.entry:
        out.append(Item(start, end, texts[index], "t", meaning.entry, meaning.joined))
        return index + 1
    parts = () if meaning is None else meaning.parts
    stop = index + 1
    if lexicon.compounds and stop < len(texts) and texts[stop] == "'":
        stop = _joined_by_apostrophes(cut, texts, index)
        if stop > index + 1:  # uk "двадцятип'ятирічна" is one word
            parts = compound("".join(texts[index:stop]), lexicon)
    if not parts:
        out.append(index)
        return index + 1
    for text, entry in parts:
        out.append(Item(start, start + len(text), text, "t", entry))
        start += len(text)
    return stop


def _joined_by_apostrophes(cut: list[Cut], texts: list[str], index: int) -> int:
    """The index behind the words that apostrophes join to the one at `index`."""
    stop = index + 1
    while stop + 1 < len(cut) and texts[stop] == "'" and is_word(texts[stop + 1]):
        if not cut[stop].span()[0] == cut[stop - 1].span()[1] == cut[stop + 1].span()[0] - 1:
            break
        stop += 2
    return stop


def _settle_case(
    pieces: list[Piece], places: list[int], folded: str, original: str, lexicon: Lexicon
) -> None:
    """Keep of a name that is a number in another case what its writing says."""
    for place in places:
        item = pieces[place]
        if isinstance(item, Item) and not _NAMES.isdisjoint(item.entry):
            writings = lexicon.cased.get(folded[item.start : item.end])
            if writings is not None:
                named = original[item.start + 1 : item.end] in writings
                if "century_word" in item.entry:
                    named = original[item.start].isupper()  # it "l'Ottocento" against "ottocento persone"
                item.entry = {k: v for k, v in item.entry.items() if (k in _NAMES) == named}


def _near(pieces: list[Piece], places: list[int], cut: list[Cut], original: str) -> bytearray:
    """Which pieces are near anything that can be read. Reading is faster so, and nothing is lost."""
    count = len(pieces)
    keep = bytearray(count)
    for place in places:
        piece = pieces[place]
        if isinstance(piece, Item):
            if piece.entry:
                if _CORE.isdisjoint(piece.entry):
                    if not _LONE.isdisjoint(piece.entry):
                        keep[place] = 1
                    continue
            elif piece.kind == "w":
                continue
        elif original[cut[piece].span()[0]].islower():
            continue
        low = place - _REACH if place > _REACH else 0
        high = place + _REACH + 1
        if high > count:
            high = count
        keep[low:high] = _KEPT[low - high :]
    return keep


_KEPT = b"\x01" * (2 * _REACH + 1)


def _items(
    pieces: list[Piece], keep: bytearray, cut: list[Cut], texts: list[str], meanings: list[Known]
) -> list[Item]:
    """The pieces to keep as items; one item stands for each stretch of others."""
    out: list[Item] = []
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
                out.append(piece)
            else:
                start, end = cut[piece].span()
                meaning = meanings[piece]
                kind = meaning.kind if meaning else "w" if meaning is None else "s"
                out.append(Item(start, end, texts[piece], kind))
    return out
