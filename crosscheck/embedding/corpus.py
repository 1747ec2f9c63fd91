"""Read parallel text: tables with a column per language, and translation memories.

A table is UTF-8 TSV (plain or .xz, .gz), the first line names the languages, an empty cell is a missing
translation. A translation memory is TMX (https://www.gala-global.org/tmx-14b). Both become sources: a name,
the languages, and items that map a language to its text.
"""

from __future__ import annotations

import gzip
import lzma
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO
from xml.etree import ElementTree

from crosscheck.errors import ModelError

Item = dict[str, str]
"""Language (primary subtag) → text."""

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SUFFIXES = (".tsv", ".tsv.xz", ".tsv.gz", ".tmx")

HELD_OUT = 50
"""One item in so many is kept apart from training, for evaluation and calibration."""


@dataclass(frozen=True, slots=True)
class Source:
    """Parallel items of one origin. `languages` is sorted."""

    name: str
    languages: tuple[str, ...]
    items: tuple[Item, ...]


def read_source(path: Path, languages: frozenset[str] | None = None) -> Source:
    """Read one table or translation memory, keeping items with two languages at least (of `languages`, if
    given).

    Raises ModelError when the file cannot be read or holds no such item.
    """
    name = path.name
    suffix = next(
        (end for end in sorted(_SUFFIXES, key=len, reverse=True) if name.lower().endswith(end)), None
    )
    if suffix is None:
        raise ModelError(f"cannot read {path}: parallel text must be one of {', '.join(_SUFFIXES)}")
    items: list[Item] = []
    try:
        for item in _read_tmx(path) if suffix == ".tmx" else _read_table(path):
            kept = {
                tag: text for tag, text in item.items() if text and (languages is None or tag in languages)
            }
            if len(kept) > 1:
                items.append(kept)
    except (OSError, EOFError, UnicodeError, lzma.LZMAError, ElementTree.ParseError) as error:
        raise ModelError(
            f"cannot read {path}: {str(error).splitlines()[0]}; give parallel text in UTF-8"
        ) from error
    if not items:
        raise ModelError(f"{path} holds no item in two languages: its first line must name the languages")
    return Source(name[: -len(suffix)], tuple(sorted({tag for item in items for tag in item})), tuple(items))


def is_held_out(item: Item) -> bool:
    """Whether an item is kept apart from training: a fiftieth, told from its English text (else its first),
    so that all translations of a sentence fall on the same side."""
    key = item.get("en") or item[min(item)]
    return zlib.crc32(" ".join(key.lower().split()).encode()) % HELD_OUT == 0


def _read_table(path: Path) -> Iterator[Item]:
    with _open_text(path) as file:
        header = file.readline().rstrip("\r\n").split("\t")
        if len(header) < 2 or not all(_TAG.fullmatch(cell) for cell in header):
            raise ModelError(
                f"cannot read {path}: its first line must name the language of each column, as in en<TAB>de"
            )
        tags = [_primary(cell) for cell in header]
        for line in file:
            yield dict(zip(tags, line.rstrip("\r\n").split("\t"), strict=False))


def _open_text(path: Path) -> TextIO:
    if path.suffix.lower() == ".xz":
        return lzma.open(path, "rt", encoding="utf-8-sig", newline="\n")
    if path.suffix.lower() == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="\n")
    return path.open(encoding="utf-8-sig", newline="\n")


def _read_tmx(path: Path) -> Iterator[Item]:
    for _, element in ElementTree.iterparse(path):
        if element.tag.rpartition("}")[2] != "tu":
            continue
        item: Item = {}
        for variant in element:
            tag = variant.get(_XML_LANG) or variant.get("lang") or ""
            segment = next((part for part in variant if part.tag.rpartition("}")[2] == "seg"), None)
            if segment is not None and _TAG.fullmatch(tag):
                item[_primary(tag)] = " ".join("".join(_plain(segment)).split())
        yield item
        element.clear()


def _plain(segment: ElementTree.Element) -> Iterator[str]:
    """The text of a segment without the content of its inline markup (bpt, ept, ph, it), but with highlighted
    text."""
    yield segment.text or ""
    for part in segment:
        if part.tag.rpartition("}")[2] == "hi":
            yield from _plain(part)
        yield part.tail or ""


def _primary(tag: str) -> str:
    return re.split(r"[-_]", tag, maxsplit=1)[0].lower()
