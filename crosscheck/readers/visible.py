"""From stretches of a document to blocks of running text that know where each character stands."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

from crosscheck.model import Block, BlockKind

_LINE = re.compile(r"\r\n?|\n")

# A run of white space that holds a line break. The look-behind keeps long runs of blanks linear.
_BREAK = r"(?<!\s)\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]\s*"
# Soft hyphens, zero-width spaces, byte-order marks and directional marks are typesetting: inside a number or
# a word they would break it apart. The joiners U+200C and U+200D spell words in some scripts and stay.
_INVISIBLE = r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+"
_DROPPED = re.compile(f"{_BREAK}|{_INVISIBLE}")

UNSPACED = re.compile(r"[\u2e80-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff9f]")
"""A character of a script without spaces between words: a line break inside a sentence stands for nothing."""


def line_starts(text: str) -> tuple[int, ...]:
    r"""Offsets at which lines begin; `\n`, `\r\n` and a lone `\r` end one."""
    return (0, *(match.end() for match in _LINE.finditer(text)))


def block(kind: BlockKind, text: str, positions: Sequence[int], level: int = 0) -> Block | None:
    """A block of the visible part of `text`: outer white space and invisible characters dropped, a line break
    made one space (or nothing, between characters of unspaced scripts and inside a hyphenated number).

    `positions[i]` is the document offset of `text[i]`, strictly increasing. None where nothing is left."""
    left = len(text) - len(text.lstrip())
    right = len(text.rstrip())
    if left >= right:
        return None
    parts: list[str] = []
    places: array[int] = array("I")
    last = left
    for match in _DROPPED.finditer(text, left, right):
        parts.append(text[last : match.start()])
        places.extend(positions[last : match.start()])
        last = match.end()
        if last < right and _needs_space(match[0], text, match.start(), last):
            parts.append(" ")
            places.append(positions[match.start()])
    if not parts:
        return Block(kind, text[left:right], compact(positions[left:right]), level)
    parts.append(text[last:right])
    places.extend(positions[last:right])
    joined = "".join(parts)
    stripped = joined.strip()
    if not stripped:
        return None
    first = len(joined) - len(joined.lstrip())
    return Block(kind, stripped, compact(places[first : first + len(stripped)]), level)


def compact(positions: Sequence[int]) -> Sequence[int]:
    """The same offsets as a `range` where they follow one another."""
    if not isinstance(positions, range) and positions and positions[-1] - positions[0] == len(positions) - 1:
        return range(positions[0], positions[-1] + 1)
    return positions


def _needs_space(dropped: str, text: str, start: int, end: int) -> bool:
    if not (dropped[0].isspace() or dropped[-1].isspace()):
        return False
    before, after = text[start - 1 : start], text[end]
    if before == "\u00ad":
        return False
    if before in "-–" and before and after.isdigit() and text[start - 2 : start - 1].isdigit():
        return False
    return not (UNSPACED.match(before) and UNSPACED.match(after))
