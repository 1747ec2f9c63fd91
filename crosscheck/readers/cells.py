"""Rows and cells of separated values, with the offset of every character of a cell."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crosscheck.errors import InputError
from crosscheck.readers.visible import line_starts


class Cell(NamedTuple):
    """The text of a cell without outer white space; `positions[i]` is the file offset of `text[i]`. Of an
    empty cell the positions are an empty `range` that starts where the cell is."""

    text: str
    positions: Sequence[int]


Numbered = tuple[int, list[Cell]]
"""A row with the number of its first line, counted from 1."""

_UNQUOTED = re.compile(r"[^,\r\n]*")
_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"')


def tsv_rows(path: str, text: str, starts: Sequence[int]) -> Iterator[Numbered]:
    """Rows of tab-separated values without quoting: a quotation mark is a character like any other."""
    del path  # any text is well-formed
    for number, (start, following) in enumerate(zip(starts, (*starts[1:], len(text)), strict=True), 1):
        if start == following:
            continue
        yield number, _split(text[start:following].rstrip("\r\n"), start, "\t")


def csv_rows(path: str, text: str, starts: Sequence[int]) -> Iterator[Numbered]:
    """Rows of comma-separated values by RFC 4180: a cell may be quoted, holding commas, line breaks and
    doubled quotation marks. Lines may end in LF or CR alone too.

    Raises InputError for a quotation mark inside an unquoted cell, text after a closing one, and one never
    closed."""
    line, count = 0, len(starts)
    while line < count:
        number = line + 1
        start = starts[line]
        end = starts[line + 1] if line + 1 < count else len(text)
        line += 1
        content = text[start:end].rstrip("\r\n")
        if '"' not in content:
            if start != end:
                yield number, _split(content, start, ",")
            continue
        cells, end = _quoted_row(path, text, start, number)
        yield number, cells
        while line < count and starts[line] < end:
            line += 1
        if line < count and end >= len(text):
            line = count


def _split(content: str, start: int, separator: str) -> list[Cell]:
    cells: list[Cell] = []
    for piece in content.split(separator):
        text = piece.strip()
        first = start if text is piece else start + piece.find(text)
        cells.append(Cell(text, range(first, first + len(text))))
        start += len(piece) + 1
    return cells


def _quoted_row(path: str, text: str, start: int, number: int) -> tuple[list[Cell], int]:
    """The cells of a row with quotation marks, and the offset at which the next row begins."""
    cells: list[Cell] = []
    while True:
        if text.startswith('"', start):
            match = _QUOTED.match(text, start)
            if match is None:
                raise InputError(
                    f"{path}: the quotation mark opened on line {number} is never closed; close it, "
                    'and write a quotation mark inside a cell as ""'
                )
            cells.append(_unquote(match[1], match.start(1)))
        else:
            match = _UNQUOTED.match(text, start)
            assert match is not None  # it matches the empty string too
            if '"' in match[0]:
                raise InputError(
                    f"{path}: line {_line_of(text, start)} has a quotation mark inside an unquoted cell; "
                    'put the whole cell in quotation marks and write the mark as ""'
                )
            cells.extend(_split(match[0], start, ","))
        end = match.end()
        following = text[end : end + 1]
        if following == ",":
            start = end + 1
            continue
        if following and following not in "\r\n":
            raise InputError(
                f"{path}: line {_line_of(text, end)} has text after a closing quotation mark; "
                'write a quotation mark inside a cell as ""'
            )
        return cells, end + (2 if text.startswith("\r\n", end) else len(following))


def _unquote(raw: str, start: int) -> Cell:
    left = len(raw) - len(raw.lstrip())
    raw, start = raw.strip(), start + left
    if '""' not in raw:
        return Cell(raw, range(start, start + len(raw)))
    places: array[int] = array("I")
    pieces = raw.split('""')
    for index, piece in enumerate(pieces):
        last = index == len(pieces) - 1
        places.extend(range(start, start + len(piece) + (not last)))
        start += len(piece) + 2
    return Cell('"'.join(pieces), places)


def _line_of(text: str, offset: int) -> int:
    return len(line_starts(text[:offset]))
