"""Where in a TOML text a key stands. The parser of the standard library does not tell."""

from __future__ import annotations

import re

Key = tuple[str | int, ...]
"""Names of tables and keys; a number counts the tables of an array from 0."""

_HEADER = re.compile(r"\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_PAIR = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
_PART = re.compile(r"""\"([^\"]*)\"|'([^']*)'|([\w-]+)""")


def line_of(text: str, key: Key) -> int | None:
    """The line (from 1) that gives a key, or else the first within it, or else the nearest table around it;
    None where none is written out.

    Inline tables count as the line of their own key."""
    best: tuple[int, int] | None = None
    within: int | None = None
    table: Key = ()
    counts: dict[Key, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        header, pair = _HEADER.match(line), _PAIR.match(line)
        if header is not None and pair is None:
            table = _parts(header[2])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            found = table
        elif pair is not None:
            found = (*table, *_parts(pair[1]))
        else:
            continue
        if key[: len(found)] == found and (best is None or len(found) > best[0]):
            best = len(found), number
        elif found[: len(key)] == key and within is None:
            within = number
    if within is not None and (best is None or best[0] < len(key)):
        return within
    return None if best is None else best[1]


def _parts(dotted: str) -> Key:
    return tuple(next(group for group in match if group) for match in _PART.findall(dotted) if any(match))
