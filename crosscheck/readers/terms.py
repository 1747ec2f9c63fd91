"""Glossary tables (.tsv, .csv): one term a row, either with the columns `source` and `target`, or with a
column for each of several languages, named by its tag. Several forms in a cell are separated by `|`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from pathlib import PurePath

from crosscheck.errors import InputError
from crosscheck.glossary import Term
from crosscheck.readers.cells import Cell
from crosscheck.readers.decoding import load
from crosscheck.readers.table import FORMATS
from crosscheck.readers.visible import line_starts

COLUMNS = ("source", "target", "forbidden", "source_lang", "target_lang", "case", "note")
_TAG = re.compile(r"[a-z]{2,3}([-_][a-z0-9]{2,8})*", re.IGNORECASE)
_YES = frozenset(("1", "x", "yes", "true"))


def read_terms(path: str) -> tuple[Term, ...]:
    """The terms of a table. Raises InputError where the suffix is no table's, the file cannot be read, its
    header names neither `source` nor two languages, or a row says nothing."""
    suffix = PurePath(path).suffix.lower()
    if suffix not in FORMATS:
        raise InputError(f"{path}: a glossary is a table; give a .tsv or .csv file")
    text = load(path).text
    lines = FORMATS[suffix](path, text, line_starts(text))
    _, header = next(lines, (1, []))
    names = [cell.text.casefold() for cell in header]
    tags = [name for name in names if _TAG.fullmatch(name)]
    if not {"source", "forbidden"} & set(names) and len(tags) < 2:
        raise InputError(
            f"{path}: line 1 names no column 'source'; a glossary needs the columns 'source' and 'target', "
            "or a column for each language, such as 'en' and 'de'"
        )
    made: list[Term] = []
    for line, cells in lines:
        row = dict(zip(names, cells, strict=False))
        if not any(cell.text for cell in row.values()):
            continue
        found = tuple(_of_pair(row) if {"source", "forbidden"} & set(names) else _of_languages(row, tags))
        if not found:
            raise InputError(f"{path}: line {line} names no term and its translation; complete or remove it")
        made += found
    return tuple(made)


def _of_pair(row: Mapping[str, Cell]) -> Iterator[Term]:
    values = {name: row[name].text if name in row else "" for name in COLUMNS}
    targets, forbidden = _forms(values["target"]), _forms(values["forbidden"])
    for source in _forms(values["source"]) or ([""] if forbidden and not targets else []):
        if targets or forbidden:
            yield Term(
                source,
                tuple(targets),
                tuple(forbidden),
                values["source_lang"] or None,
                values["target_lang"] or None,
                values["case"].casefold() in _YES,
                values["note"],
            )


def _of_languages(row: Mapping[str, Cell], tags: Sequence[str]) -> Iterator[Term]:
    """Each language's form as the source of every other's."""
    note = row["note"].text if "note" in row else ""
    for one, other in permutations([tag for tag in tags if tag in row], 2):
        targets = tuple(_forms(row[other].text))
        for source in _forms(row[one].text) if targets else ():
            yield Term(source, targets, (), one, other, note=note)


def _forms(cell: str) -> list[str]:
    return [form.strip() for form in cell.split("|") if form.strip()]
