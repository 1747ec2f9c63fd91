"""Plain text → blocks. Blank lines end a paragraph; whether a single line end does is read off the text
itself.

Two habits are common: every line is a paragraph, or paragraphs are wrapped at some width. In wrapped text a
line ends where the next line's first word would no longer have fitted; a line that ends earlier ends its
paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from crosscheck.model import Block, BlockKind
from crosscheck.readers.visible import UNSPACED, block, line_starts

WIDEST_WRAP = 120
"""Columns. Lines beyond this are not wrapped by hand or by an editor's fill command."""
NARROWEST_WRAP = 40
OVERLONG_SHARE = 0.1
"""Wrapped text may still hold some longer lines (addresses, tables)."""
WRAPPED_SHARE = 0.6
"""Of the line ends inside paragraphs, how many must lie where the next word would not have fitted."""

_BULLET = re.compile(r"[•·▪◦‣●■□○★*+–—-][ \t\u00a0]+(?=\S)")
_NUMBERED = re.compile(r"\(?(\d{1,3})[.)][ \t]+(?=\S)")
_FIRST_WORD = re.compile(r"\S+")


class Line(NamedTuple):
    """Start and end offset, without the line end and outer white space; how far the line is indented."""

    start: int
    end: int
    indent: int


def blocks(text: str) -> tuple[Block, ...]:
    """Paragraphs and bulleted items of a plain text, in order."""
    groups = _groups(text)
    width = wrap_width(text, groups)
    found = (_block(text, start, end) for group in groups for start, end in _paragraphs(text, group, width))
    return tuple(made for made in found if made is not None)


def _groups(text: str) -> list[list[Line]]:
    """Runs of lines between blank lines."""
    groups: list[list[Line]] = []
    current: list[Line] = []
    starts = line_starts(text)
    for start, end in zip(starts, (*starts[1:], len(text)), strict=True):
        line = text[start:end]
        stripped = line.strip()
        if stripped:
            indent = len(line) - len(line.lstrip())
            current.append(Line(start + indent, start + indent + len(stripped), indent))
        elif current:
            groups.append(current)
            current = []
    if current:
        groups.append(current)
    return groups


def wrap_width(text: str, groups: list[list[Line]]) -> int | None:
    """The width in characters at which the text is wrapped, None where every line is a paragraph of its
    own."""
    lengths = [line.end - line.start for group in groups for line in group]
    short = [length for length in lengths if length <= WIDEST_WRAP]
    if not short or len(lengths) - len(short) > OVERLONG_SHARE * len(lengths):
        return None
    width = max(short)
    if width < NARROWEST_WRAP:
        return None
    ends = [(line, following) for group in groups for line, following in pairwise(group)]
    full = [pair for pair in ends if _is_full(text, *pair, width)]
    if len(full) < WRAPPED_SHARE * len(ends) or not full:
        return None
    # A few line ends prove little: then at least the lines must break off in mid-sentence.
    if len(full) < 4 and not all(_goes_on(text, *pair) for pair in full):
        return None
    return width


def _is_full(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether the first word of the following line would not have fitted into this one."""
    word = _FIRST_WORD.match(text, following.start, min(following.end, following.start + width))
    size = 0 if word is None else len(word[0])
    if word is not None and UNSPACED.match(word[0]):
        size = 2  # such scripts break nearly anywhere
    return line.end - line.start + 1 + size > width


def _goes_on(text: str, line: Line, following: Line) -> bool:
    last, first = text[line.end - 1], text[following.start]
    return last not in ".!?:;。！？।؟" and not first.isupper()


def _paragraphs(text: str, group: list[Line], width: int | None) -> Iterator[tuple[int, int]]:
    first = previous = group[0]
    for line in group[1:]:
        if not _continues(text, first, previous, line, width):
            yield first.start, previous.end
            first = line
        previous = line
    yield first.start, previous.end


def _continues(text: str, first: Line, previous: Line, line: Line, width: int | None) -> bool:
    """Whether a line belongs to the paragraph that began with `first`: below a bullet a further indented line
    does, else one that begins with the word for which the previous line had no room."""
    bullet = _BULLET.match(text, line.start, line.end)
    if bullet is None and line.indent > first.indent and _BULLET.match(text, first.start, first.end):
        return True
    if width is None or not _is_full(text, previous, line, width):
        return False
    # The next item of a list may follow a full line too: its paragraph began with the same bullet or the
    # number before, or a colon announces it.
    if bullet is not None:
        return text[first.start] != text[line.start] and text[previous.end - 1] != ":"
    number, before = _NUMBERED.match(text, line.start, line.end), _NUMBERED.match(text, first.start)
    return number is None or before is None or int(number[1]) != int(before[1]) + 1


def _block(text: str, start: int, end: int) -> Block | None:
    bullet = _BULLET.match(text, start, end)
    if bullet is not None:
        return block(BlockKind.LIST_ITEM, text[bullet.end() : end], range(bullet.end(), end))
    kind = BlockKind.LIST_ITEM if _NUMBERED.match(text, start, end) else BlockKind.PARAGRAPH
    return block(kind, text[start:end], range(start, end))
