"""The visible text of a block's inline tokens, character by character with its place in the document.

Markup makes gaps; nothing is put in its place, so `**fett**es` stays one word. Line breaks come out as `\\n`.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_BREAK = re.compile(r"[ \t]*\\?\n[ \t]*")
_INNER_BREAK = re.compile(r"\n[ \t]*")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_LINE_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)

PLACED = ("backticks", "link", "image", "autolink")
"""The rules whose tokens do not show how much of the source they took."""

Rule = Callable[["StateInline", bool], bool]


def mark_places(parser: MarkdownIt) -> None:
    """Make the parser note in `meta["place"]` of some tokens where in their source the rule began and ended,
    and read footnote marks."""
    rules = {rule.name: rule.fn for rule in parser.inline.ruler.__rules__}
    for name in PLACED:
        parser.inline.ruler.at(name, _placed(rules[name]))
    parser.inline.ruler.before("link", "footnote_mark", _footnote_mark)


def _placed(rule: Rule) -> Rule:
    def placed(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens) + bool(state.pending)
        if not rule(state, silent):
            return False
        if not silent and len(state.tokens) > before:
            place = (start, state.pos)
            state.tokens[before].meta["place"] = place
            state.tokens[-1].meta["place"] = place
        return True

    return placed


def _footnote_mark(state: StateInline, silent: bool) -> bool:
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("footnote_mark", "", 0).content = match[0]
    state.pos = match.end()
    return True


def visible_text(token: Token, places: array[int]) -> tuple[str, array[int]]:
    """Text and document offsets of an inline token; `places[i]` is the offset of `token.content[i]`."""
    walk = _Walk(token.content, places)
    walk.tokens(token.children or [], 0)
    return "".join(walk.text), walk.places


class _Walk:
    """A cursor that goes along the source while the tokens go by."""

    def __init__(self, source: str, source_places: array[int]) -> None:
        self.source = source
        self.source_places = source_places
        self.text: list[str] = []
        self.places: array[int] = array("I")
        self.cursor = 0

    def tokens(self, tokens: list[Token], base: int) -> None:
        """`base` is where the text that these tokens were parsed from begins in the source."""
        address = False
        for token in tokens:
            start, end = (base + place for place in token.meta.get("place", (0, 0)))
            match token.type:
                case "text" if address:
                    # The parser shows an address decoded; what the document holds is what counts.
                    self.take(self.source.index(">", self.cursor))
                case "text":
                    if not self.source.startswith(token.content, self.cursor):
                        self.cursor = max(self.source.find(token.content, self.cursor), self.cursor)
                    self.take(self.cursor + len(token.content))
                case "text_special":
                    self.put(token.content, self.cursor)
                    self.cursor += len(token.markup)
                case "softbreak" | "hardbreak":
                    self.put("\n", self.cursor)
                    found = _BREAK.match(self.source, self.cursor)
                    self.cursor = self.cursor if found is None else found.end()
                case "code_inline":
                    inner = start + len(token.markup)
                    raw = self.source[inner : end - len(token.markup)]
                    self.cursor = inner + (len(raw) - len(token.content)) // 2
                    self.take_lines(self.cursor + len(token.content))
                    self.cursor = end
                case "link_open":
                    self.cursor = start + 1
                    address = token.info == "auto"
                case "link_close":
                    self.cursor = end
                    address = False
                case "image":
                    self.cursor = start + 2
                    self.tokens(token.children or [], start + 2)
                    self.cursor = end
                case "html_inline":
                    if _LINE_TAG.fullmatch(token.content):
                        self.put("\n", self.cursor)
                    self.cursor += len(token.content)
                case "footnote_mark":
                    self.cursor += len(token.content)
                case _:  # emphasis: its marks are the token's own
                    self.cursor += len(token.markup)

    def take(self, end: int) -> None:
        """The source up to `end`, as it is."""
        self.text.append(self.source[self.cursor : end])
        self.places.extend(self.source_places[self.cursor : end])
        self.cursor = end

    def take_lines(self, end: int) -> None:
        """The source up to `end` without the indentation of its lines."""
        for found in _INNER_BREAK.finditer(self.source, self.cursor, end):
            self.take(found.start())
            self.put("\n", found.start())
            self.cursor = found.end()
        self.take(end)

    def put(self, text: str, place: int) -> None:
        """Text that stands for the source at `place`; its characters have no places of their own."""
        self.text.append(text)
        first = self.source_places[place] if place < len(self.source_places) else self.places[-1] + 1
        self.places.extend(range(first, first + len(text)))
