"""Markdown → blocks: CommonMark with tables, strike-through and footnotes, read by markdown-it-py.

The parser says which lines a block takes and which tokens its text has, not where each character stands. The
lines are found again by their ends (markup such as `> ` or `- ` only ever precedes them), the characters by
walking the inline tokens along the block's source (`crosscheck.readers.inline`)."""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from crosscheck.model import Block, BlockKind
from crosscheck.readers.html_text import html_blocks
from crosscheck.readers.inline import mark_places, visible_text
from crosscheck.readers.visible import block, line_starts

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(
    r"(-{3}|\+{3})[ \t]*(?:\r\n?|\n)(?:.*(?:\r\n?|\n))*?(?:\1|\.{3})[ \t]*(?:\r\n?|\n|\Z)"
)
_FRONT_MATTER_KEY = re.compile(r"\s*(?:#|[\w\"'.-]+\s*[:=])")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]+\]:[ \t]*")

_NUMBER = re.compile(r"[ \t]*([0-9]+\.)")

_KINDS = {"heading_open": BlockKind.HEADING, "th_open": BlockKind.TABLE_CELL, "td_open": BlockKind.TABLE_CELL}


class _Lines:
    """The lines given to the parser, each with the offsets of its piece of the document."""

    def __init__(self, text: str) -> None:
        self.spans: list[tuple[int, int]] = []
        starts = line_starts(text)
        skipped = _front_matter_end(text)
        for start, following in zip(starts, (*starts[1:], len(text)), strict=True):
            if start < skipped:
                continue
            end = start + len(text[start:following].rstrip("\r\n"))
            note = _FOOTNOTE.match(text, start, end)
            if note is not None:
                # The parser may know no footnotes: an empty line before makes the note a paragraph of its
                # own.
                self.spans.append((start, start))
                start = note.end()
            self.spans.append((start, end))
        self.text = text
        self.source = "\n".join(text[start:end] for start, end in self.spans)

    def places(self, content: str, first: int, last: int = 0) -> array[int]:
        """The document offset of each character of a block's content, whose lines are the parser's from
        `first` to before `last`."""
        found: array[int] = array("I")
        rows = content.split("\n")
        # Lines of blanks that are none in Markdown (U+2028 and the like) are cut off all the same.
        while first + len(rows) < last and not self._piece(first).endswith(rows[0].rstrip()):
            first += 1
        for number, line in enumerate(rows, first):
            start, end = self.spans[number]
            if number > first:
                found.append(max(start - 1, found[-1] + 1 if found else 0))
            found.extend(self._line_places(line, start, end))
        return found

    def _piece(self, number: int) -> str:
        start, end = self.spans[number]
        return self.text[start:end].rstrip()

    def _line_places(self, line: str, start: int, end: int) -> Sequence[int]:
        piece, body = self.text[start:end], line.lstrip(" \t")
        for candidate in (piece, piece.rstrip()):
            if candidate.endswith(body):
                first = start + len(candidate) - len(body)
                # The parser may have made several blanks of a tab; nobody sees the beginning of a line.
                indent = [max(place, start) for place in range(first - len(line) + len(body), first)]
                return [*indent, *range(first, first + len(body))]
        return self.inside(line, start, end)

    def inside(self, content: str, start: int, end: int) -> array[int]:
        """The offsets of a content that stands in a piece with something before, after or within it (the `\\`
        of a cell's `\\|`, blanks that the parser made of a tab)."""
        found: array[int] = array("I")
        for character in content:
            place = self.text.find(character, start, end)
            if place < 0:
                place = start
            found.append(place)
            start = place + 1
        return found


def blocks(text: str) -> tuple[Block, ...]:
    """Headings, paragraphs, list items, table cells and lines of code of a Markdown text, in order. Left out:
    front matter, comments, tags, link targets, footnote marks."""
    lines = _Lines(text)
    tokens = _parser().parse(lines.source)
    return tuple(_blocks(tokens, lines, _ordinals(tokens)))


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # Without this rule escapes and entities stay tokens of their own, with the source they stand for.
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    mark_places(parser)
    return parser


def _ordinals(tokens: Sequence[Token]) -> set[int]:
    """The lines whose number at the beginning is no list number but an ordinal or a day: "38. Sommerfest",
    "3. Oktober". It opens a list of one item, and no list of the text goes on before or behind it."""
    lists: list[tuple[int, int, int]] = []
    opened: list[int] = []
    for token in tokens:
        if token.type == "ordered_list_open":
            assert token.map is not None
            opened.append(len(lists))
            lists.append((int(token.attrs.get("start", 1)), 0, token.map[0] if token.markup == "." else -1))
        elif token.type == "ordered_list_close":
            opened.pop()
        elif token.type == "list_item_open" and opened and token.markup in (".", ")"):
            first, size, line = lists[opened[-1]]
            lists[opened[-1]] = (first, size + 1, line)
    beside = {first - 1 for first, _, _ in lists} | {first + size for first, size, _ in lists}
    return {line for first, size, line in lists if size == 1 and first > 1 and first not in beside}


def _blocks(tokens: list[Token], lines: _Lines, ordinals: Collection[int]) -> Iterator[Block]:
    kinds: list[tuple[BlockKind, int]] = [(BlockKind.PARAGRAPH, 0)]
    items = 0
    cell_end = (-1, 0)
    marks = ""
    for token in tokens:
        if token.type == "list_item_open":
            items += 1
        elif token.type == "list_item_close":
            items -= 1
        elif token.type in _KINDS:
            kinds.append((_KINDS[token.type], int(token.tag[1]) if token.type == "heading_open" else 0))
            marks = token.markup
        elif token.type in ("heading_close", "th_close", "td_close"):
            kinds.pop()
        elif token.map is None or not token.content:
            continue
        elif token.type == "inline":
            kind, level = kinds[-1]
            if kind is BlockKind.PARAGRAPH and items:
                kind, level = BlockKind.LIST_ITEM, items
            first = token.map[0]
            if kind is BlockKind.TABLE_CELL:
                start, end = lines.spans[first]
                places = lines.inside(token.content, cell_end[1] if cell_end[0] == first else start, end)
                cell_end = (first, places[-1] + 1)
            elif kind is BlockKind.HEADING and marks.startswith("#"):
                start, end = lines.spans[first]
                places = lines.inside(token.content, _after_marks(lines.text, start, end), end)
            else:
                places = lines.places(token.content, first, token.map[1])
            made = block(kind, *visible_text(token, places), level)
            if made is not None and first in ordinals and kind is BlockKind.LIST_ITEM:
                made = _with_number(made, lines, first)
            if made is not None:
                yield made
        elif token.type == "html_block":
            yield from html_blocks(token.content, lines.places(token.content.rstrip("\n"), token.map[0]))
        elif token.type in ("fence", "code_block"):
            yield from _code(token, lines)


def _with_number(item: Block, lines: _Lines, line: int) -> Block:
    """A paragraph of an item's text and of the number before it."""
    start = lines.spans[line][0]
    number = _NUMBER.match(lines.text, start, item.positions[0])
    if number is None:
        return item
    text = f"{number[1]} {item.text}"
    return Block(BlockKind.PARAGRAPH, text, [*range(number.start(1), number.end(1) + 1), *item.positions])


def _code(token: Token, lines: _Lines) -> Iterator[Block]:
    """Code is no prose, yet its figures count: every line is a block of its own."""
    assert token.map is not None
    first = token.map[0] + (token.type == "fence")
    for number, line in enumerate(token.content.rstrip("\n").split("\n"), first):
        made = block(BlockKind.CODE, line, lines.places(line, number))
        if made is not None:
            yield made


def _after_marks(text: str, start: int, end: int) -> int:
    place = text.index("#", start, end)
    while place < end and text[place] == "#":
        place += 1
    return place


def _front_matter_end(text: str) -> int:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return 0
    # A rule (`---`) may open a document too; front matter holds keys.
    return match.end() if _FRONT_MATTER_KEY.match(match[0].lstrip("-+")) else 0
