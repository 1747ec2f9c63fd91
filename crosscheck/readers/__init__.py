"""Files → documents with exact positions. A new format is one module and one row of `FORMATS`."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath

from crosscheck.errors import InputError
from crosscheck.model import Block, Document
from crosscheck.readers.decoding import load
from crosscheck.readers.table import Row, Table, documents, is_table, read_table
from crosscheck.readers.terms import read_terms
from crosscheck.readers.visible import line_starts

__all__ = ["FORMATS", "Row", "Table", "documents", "is_table", "read", "read_table", "read_terms"]

FORMATS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
}
"""By suffix, the module of this package whose `blocks(text)` reads the format; imported on use."""


def read(path: str) -> Document:
    """Read one language version: text, encoding, blocks; language and sentences are for later stages.

    An unknown suffix is read as plain text, with a notice. Raises InputError where the file is missing, a
    folder, unreadable, empty, not text, a bilingual table, or without any visible text."""
    suffix = PurePath(path).suffix.lower()
    if is_table(path):
        raise InputError(f"{path}: a bilingual table is audited by itself; give one table, or two texts")
    decoded = load(path)
    notices = decoded.notices
    if suffix not in FORMATS:
        notices = (*notices, f"{path}: unknown kind {suffix or 'without suffix'}; read as plain text")
    module = import_module(f"crosscheck.readers.{FORMATS.get(suffix, 'plain')}")
    blocks: tuple[Block, ...] = module.blocks(decoded.text)
    if not blocks:
        raise InputError(f"{path}: the file holds no visible text; give a file that does")
    return Document(path, decoded.text, decoded.encoding, line_starts(decoded.text), blocks, notices=notices)
