"""The visible text of raw HTML inside Markdown: tags, comments, scripts and styles left out."""

from __future__ import annotations

import html
import re
from array import array
from collections.abc import Iterator

from crosscheck.model import Block, BlockKind
from crosscheck.readers.visible import block

_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<skip>script|style|template)\b.*?(?:</(?P=skip)\s*>|\Z)|</?(?P<tag>[a-z][a-z0-9-]*)"
    r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*>|<[!?][^>]*>|(?P<entity>&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});)",
    re.IGNORECASE | re.DOTALL,
)
_INLINE = re.compile(
    "a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|tt|u"
    "|var|wbr"
)
"""Tags that stand inside running text; any other ends a block."""

_KINDS = {"li": BlockKind.LIST_ITEM, "td": BlockKind.TABLE_CELL, "th": BlockKind.TABLE_CELL} | {
    f"h{level}": BlockKind.HEADING for level in range(1, 7)
}


def html_blocks(source: str, places: array[int]) -> Iterator[Block]:
    """Blocks between block-level tags; `places[i]` is the document offset of `source[i]`."""
    parts: list[str] = []
    offsets: array[int] = array("I")
    kind = BlockKind.PARAGRAPH
    last, end = 0, len(places)
    for match in (*_MARKUP.finditer(source, 0, end), None):
        stop = end if match is None else match.start()
        parts.append(source[last:stop])
        offsets.extend(places[last:stop])
        last = end if match is None else match.end()
        tag = None if match is None or match["tag"] is None else match["tag"].lower()
        if match is not None and match["entity"]:
            decoded = html.unescape(match[0])
            if len(decoded) > 2:  # no entity, only the beginning of one
                decoded = match[0]
            parts.append(decoded)
            offsets.extend(range(places[stop], places[stop] + len(decoded)))
        elif tag == "br":
            parts.append("\n")
            offsets.append(places[stop])
        elif match is None or (tag is not None and not _INLINE.fullmatch(tag)):
            made = block(kind, "".join(parts), offsets)
            if made is not None:
                yield made
            parts, offsets = [], array("I")
            closing = match is None or match[0].startswith("</")
            kind = BlockKind.PARAGRAPH if closing or tag is None else _KINDS.get(tag, kind)
