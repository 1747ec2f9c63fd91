"""Bilingual tables: rows whose source and target cells are translations of each other, already linked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import NamedTuple

from crosscheck.errors import InputError, LanguageError
from crosscheck.model import Block, BlockKind, Document, Sentence
from crosscheck.readers.cells import Cell, csv_rows, tsv_rows
from crosscheck.readers.decoding import load
from crosscheck.readers.visible import line_starts

REQUIRED = ("source", "target")
OPTIONAL = ("id", "source_lang", "target_lang")

FORMATS = {".tsv": tsv_rows, ".csv": csv_rows}
"""By suffix: tab-separated without quoting, and comma-separated by RFC 4180."""
SEPARATORS = {".tsv": "tabs", ".csv": "commas"}


class Row(NamedTuple):
    """One row: `id` is the table's own or the number of the row below the header, counted from 1; languages
    are as written, None where the table gives none."""

    id: str
    line: int
    source: Cell
    target: Cell
    source_lang: str | None = None
    target_lang: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A bilingual table as it was read; cells hold offsets into `text`."""

    path: str
    text: str
    encoding: str
    line_starts: tuple[int, ...]
    rows: tuple[Row, ...]
    notices: tuple[str, ...] = ()


def is_table(path: str) -> bool:
    """Whether the suffix says that a file is a bilingual table."""
    return _suffix(path) in FORMATS


def _suffix(path: str) -> str:
    return PurePath(path).suffix.lower()


def read_table(path: str) -> Table:
    """Read a bilingual table.

    Raises InputError where the suffix is no table's, the file cannot be read, the header lacks a column, a
    row has too few or too many cells, quoting is broken, or there are no rows; the message names the line."""
    if not is_table(path):
        raise InputError(
            f"{path}: its translation is missing; give SOURCE and TARGET, or one bilingual table (.tsv, .csv)"
        )
    decoded = load(path)
    starts = line_starts(decoded.text)
    lines = FORMATS[_suffix(path)](path, decoded.text, starts)
    _, header = next(lines, (1, []))
    columns = _columns(path, [cell.text for cell in header])
    width = len(header)
    rows: list[Row] = []
    for line, cells in lines:
        if len(cells) != width:
            if len(cells) == 1 and not cells[0].text:
                continue
            raise InputError(
                f"{path}: line {line} has {len(cells)} cells where the header has {width}; "
                "give every row the same columns"
            )
        rows.append(_row(cells, columns, line, len(rows) + 1))
    if not rows:
        raise InputError(f"{path}: the table has a header but no rows; add rows below it")
    notices = (*decoded.notices, *_duplicates(path, rows))
    return Table(path, decoded.text, decoded.encoding, starts, tuple(rows), notices)


def _columns(path: str, header: list[str]) -> list[int | None]:
    """The places of the required and optional columns, in their order here."""
    names = [name.casefold() for name in header]
    columns = {name: names.index(name) for name in (*REQUIRED, *OPTIONAL) if name in names}
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        shown = ", ".join(name[:30] or "(empty)" for name in header[:8]) + (", …" if len(header) > 8 else "")
        raise InputError(
            f"{path}: line 1 names no column {' or '.join(map(repr, missing))} (it holds: {shown}); "
            f"a table needs the columns 'source' and 'target', separated by {SEPARATORS[_suffix(path)]}"
        )
    twice = [name for name in columns if names.count(name) > 1]
    if twice:
        raise InputError(f"{path}: line 1 names the column {twice[0]!r} twice; rename one of them")
    return [columns.get(name) for name in (*REQUIRED, *OPTIONAL)]


def _row(cells: list[Cell], columns: Sequence[int | None], line: int, number: int) -> Row:
    source, target, name, source_lang, target_lang = columns
    assert source is not None and target is not None  # checked with the header
    return Row(
        (name is not None and cells[name].text) or str(number),
        line,
        cells[source],
        cells[target],
        None if source_lang is None else cells[source_lang].text or None,
        None if target_lang is None else cells[target_lang].text or None,
    )


def _duplicates(path: str, rows: list[Row]) -> tuple[str, ...]:
    repeated = [(name, count) for name, count in Counter(row.id for row in rows).items() if count > 1]
    if not repeated:
        return ()
    name, count = repeated[0]
    more = f", and {len(repeated) - 1} more" if len(repeated) > 1 else ""
    return (f"{path}: the id {name!r} names {count} rows{more}; findings give their lines too",)


def documents(
    table: Table,
    source_lang: str | None = None,
    target_lang: str | None = None,
    canonical: Callable[[str], str] = str,
) -> tuple[Document, Document]:
    """The two sides of a table as documents whose n-th sentences are the n-th row's cells.

    A language that is given is the default for rows that name none; else the rows' most frequent one is, and
    where there is none at all the document's stays "und". `canonical` normalises the tags that rows hold, and
    may raise LanguageError, to which the line is added. A sentence has a `lang` only where it differs from
    its document's."""
    tags: dict[str, str] = {}
    for row in table.rows:
        for name in (row.source_lang, row.target_lang):
            if name and name not in tags:
                try:
                    tags[name] = canonical(name)
                except LanguageError as error:
                    raise LanguageError(f"{table.path}: line {row.line}: {error}") from None
    source = [(row.source, tags.get(row.source_lang or "")) for row in table.rows]
    target = [(row.target, tags.get(row.target_lang or "")) for row in table.rows]
    return _document(table, source, source_lang, table.notices), _document(table, target, target_lang, ())


def _document(
    table: Table, cells: list[tuple[Cell, str | None]], given: str | None, notices: tuple[str, ...]
) -> Document:
    counted = Counter(lang for _, lang in cells if lang)
    lang = given or (counted.most_common(1)[0][0] if counted else "und")
    labels = [row.id for row in table.rows]
    return Document(
        table.path,
        table.text,
        table.encoding,
        table.line_starts,
        tuple(
            Block(BlockKind.ROW, cell.text, cell.positions, label=label)
            for (cell, _), label in zip(cells, labels, strict=True)
        ),
        tuple(
            Sentence(index, cell.text, cell.positions, index, label, own if own != lang else None)
            for index, ((cell, own), label) in enumerate(zip(cells, labels, strict=True))
        ),
        lang,
        "unknown" if lang == "und" else "given",
        notices,
    )
