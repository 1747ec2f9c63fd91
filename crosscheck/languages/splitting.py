"""Blocks → sentences, by the signs that end them and the language's knowledge of abbreviations.

A full stop ends a sentence where white space and a capital (or a character of a script without capitals)
follow and what stands before it is no abbreviation, initial, ordinal or list number. `。`, the danda and
their kin always do. Linear in the length of the text: every run of signs is looked at once, with bounded
context.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from crosscheck.languages.segmentation import Segmentation, segmentation
from crosscheck.languages.tags import parse
from crosscheck.model import Block, BlockKind, Document, Sentence

_STOPS = ".!?…؟۔｡。．！？।॥"
_FULL = frozenset("｡。．！？।॥؟۔")
"""End a sentence whatever follows."""
_SINGLE = frozenset(".!?")
_GOING_ON = frozenset(_STOPS + ",;:，；、")
_CLOSING = re.compile(r"(?:[’”›)\]}」』）】》〉〕］*_¹²³⁴⁵⁶⁷⁸⁹⁰]|\[\d{1,3}\])+")
_TWO_WAY = {'"': '"', "'": "'", "“": "„", "‘": "‚", "»": "«", "«": "»"}
"""Marks that close what their partner opened, and open otherwise: „so“, “so”, »so«, «so»."""
_OPENING = re.compile(r"[\"'‘’“”„‚«»‹›(\[{¿¡「『（【《〈〔［*_–—•·-]*\s*")
_BEFORE_WORDS = "\"'‘“„«»(¿¡[-–—"
_TOKEN = re.compile(r"\S{1,12}")
_WORD = re.compile(r"[^\W\d_]+(?:[’'ʼ\u0300-\u036f\u0900-\u0903\u093a-\u094f]+[^\W\d_]*)*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,6}|(?:[\u0900-\u0dff]{1,4}\.){2,6}")
_NUMBER = re.compile(r"\d{1,3}\.")
_ROMAN = re.compile(r"[IVXLC]{1,6}\.")
_ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[^\W\d_]|[IVXLC]{1,6}|§\s?\d{1,4})\.")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff「『（【《〈“]")

_QUOTATION = 1000
"""Characters before a mark in which what it closes is looked for."""
_WINDOW = 24
"""Characters before a full stop that may belong to an abbreviation."""
_WHOLE = frozenset({BlockKind.CODE, BlockKind.ROW})
"""Blocks that are one segment however many sentences they hold."""


def split(document: Document, lang: str) -> tuple[Sentence, ...]:
    """The sentences of a document's blocks, in order; `lang` is a BCP 47 tag. Blocks are never joined."""
    rules = segmentation(parse(lang).language)
    sentences: list[Sentence] = []
    for number, block in enumerate(document.blocks):
        for start, end in _spans(block, rules):
            positions = block.positions[start:end]
            if not isinstance(positions, range) and positions[-1] - positions[0] == end - start - 1:
                positions = range(positions[0], positions[-1] + 1)
            sentences.append(Sentence(len(sentences), block.text[start:end], positions, number, block.label))
    return tuple(sentences)


def _spans(block: Block, rules: Segmentation) -> Iterator[tuple[int, int]]:
    if block.kind in _WHOLE:
        yield 0, len(block.text)
        return
    yield from spans(block.text, rules)


def spans(text: str, rules: Segmentation) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a running text, without the white space around it."""
    start, stop = _skip_blanks(text, 0), len(text.rstrip())
    for match in _stops(rules.terminators).finditer(text):
        end = _closed(text, start, match.end())
        if end >= stop:
            break
        if end > start and _ends(text, start, match, end, rules):
            yield start, end
            start = _skip_blanks(text, end)
    if start < stop:
        yield start, stop


def _closed(text: str, start: int, end: int) -> int:
    """Where the closing marks end that follow the signs before `end`."""
    while True:
        found = _CLOSING.match(text, end)
        if found is not None:
            end = found.end()
        # Some languages put a space before the mark: « Oui. »
        place = end + 1 if text[end : end + 1].isspace() and text[end + 1 : end + 2] == "»" else end
        mark = text[place : place + 1]
        if mark not in _TWO_WAY:
            return end
        before_space = text[place + 1 : place + 2].isspace()
        if not before_space and not _closes(text, max(start, place - _QUOTATION), place, mark):
            return end
        end = place + 1


def _closes(text: str, start: int, place: int, mark: str) -> bool:
    partner = _TWO_WAY[mark]
    if partner == mark:
        return text.count(mark, start, place) % 2 == 1
    return text.rfind(partner, start, place) > text.rfind(mark, start, place)


@cache
def _stops(further: str) -> re.Pattern[str]:
    signs = re.escape(_STOPS + further)
    return re.compile(f"(?<![{signs}])[{signs}]+")


def _skip_blanks(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _ends(text: str, start: int, match: re.Match[str], end: int, rules: Segmentation) -> bool:
    """Whether the signs of `match`, with closing marks up to `end`, end the sentence that began at
    `start`."""
    signs = match[0]
    spaced = text[end].isspace()
    following = _skip_blanks(text, end)
    closed = end > match.end()
    if closed and rules.after_quote and text.startswith(rules.after_quote, end):
        return False
    if not _FULL.isdisjoint(signs) or (spaced and any(sign in rules.terminators for sign in signs)):
        return text[following] not in _GOING_ON
    if not spaced:
        return _ends_unspaced(text, match, end, rules)
    if _is_gap(text, start, match) or text[following] in ",;:)]}":
        return False
    if closed and ")" in text[match.end() : end] and text.find("(", start + 1, match.start()) >= 0:
        return False  # in the middle of another sentence
    place = _OPENING.match(text, following).end()  # type: ignore[union-attr]
    word = _WORD.match(text, place)
    if word is not None and word[0].islower() and not _is_caseless(text[match.start() - 1]):
        return False
    if signs != "." or closed:
        return True
    return _full_stop_ends(text, start, match.start(), place, word, rules)


def _is_caseless(character: str) -> bool:
    return character.isalpha() and character.lower() == character.upper()


def _is_gap(text: str, start: int, match: re.Match[str]) -> bool:
    """Dot leaders ("Chapter 1 ..... 7", "1 . . . 7"), and dots for left-out words ("he … Then", "[...]")."""
    signs, before = match[0], text[max(match.start() - 2, start) : match.start()]
    if signs == ".":
        return before[-1:].isspace() and before[:1] in ("", ".")
    if signs.strip(".…"):
        return False
    return len(signs) > 3 or before == "" or before[-1] in " \u00a0(["


def _ends_unspaced(text: str, match: re.Match[str], end: int, rules: Segmentation) -> bool:
    """Without white space after it a sign ends a sentence only in scripts that use none, or where the space
    was plainly forgotten: "members.The"."""
    if _UNSPACED.match(text, end):
        return match[0] in _SINGLE and _is_caseless(text[match.start() - 1 : match.start()])
    if match[0] not in _SINGLE or end > match.end() or not text[end].isupper():
        return False
    word = _WORD.match(text, end)
    before = text[max(match.start() - 2, 0) : match.start()]
    return word is not None and len(word[0]) > 1 and word[0].lower() in rules.starters and before.islower()


def _full_stop_ends(
    text: str, start: int, stop: int, place: int, word: re.Match[str] | None, rules: Segmentation
) -> bool:
    if _ENUMERATOR.fullmatch(text, start, stop + 1):
        return False
    tokens = text[max(start, stop - _WINDOW) : stop + 1].split()
    names = _names(tokens)
    last = tokens[-1].lstrip(_BEFORE_WORDS)
    going_on = _TOKEN.match(text, place)
    if going_on is not None and last + going_on[0] in rules.beginnings:
        return False
    numbered = place < len(text) and (text[place].isdigit() or text[place] in "§№#")
    if numbered and not names.isdisjoint(rules.numbered):
        return False
    # A lone capital with a full stop is an initial even where the letter alone would be a word.
    initial = word is not None and word.end() - place == 1 and text.startswith(".", word.end())
    opens = word is not None and not initial and word[0].lower() in rules.starters
    may_end = not names.isdisjoint(rules.abbreviations)
    if not may_end and not names.isdisjoint(rules.prefixes):
        return False
    if may_end or _INITIALS.fullmatch(last) or (len(last) == 2 and last[0].isupper()):
        return opens
    if rules.ordinal_dot and (_NUMBER.fullmatch(last) or _ROMAN.fullmatch(last)):
        return opens or not _names(tokens[:-1]).isdisjoint(rules.numbered)
    return True


def _names(tokens: list[str]) -> set[str]:
    """What may be an abbreviation at the end of some tokens: the last one, or up to four joined ("z. B."),
    with and without an elided article ("l'art.")."""
    found = {"".join(tokens[-count:]).lstrip(_BEFORE_WORDS) for count in range(1, min(len(tokens), 4) + 1)}
    if tokens:
        found.add(re.split("['’]", tokens[-1])[-1])
    return found
