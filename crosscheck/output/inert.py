"""Text of documents made harmless. It is untrusted: it may hold terminal codes, markup, formulas,
commands."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import quote

# C0 and C1 controls, bidirectional marks and overrides, line and paragraph separators, lone surrogates, and
# the two characters that XML forbids.
_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_BLANK = "\t\n\r\u2028\u2029"

# What a spreadsheet takes for the beginning of a formula, in its full-width form too; also behind a
# semicolon, which separates cells where the comma is the decimal mark.
_FORMULA = re.compile(r"(^\s*|;\s*)(?=[=+\-@＝＋－＠])")

_MARKDOWN = re.compile(r"[\\`*_\[\]|~$]")
_MENTION = re.compile(r"(@|#|://|www\.)(?=\w)", re.IGNORECASE)


def safe(text: str) -> str:
    """The text on one line, with controls and bidirectional overrides shown as codes."""
    return _UNSAFE.sub(lambda match: _code(match[0]), text)


def _code(character: str) -> str:
    return " " if character in _BLANK else f"<U+{ord(character):04X}>"


def cell(text: str) -> str:
    """The text for a cell of a spreadsheet: on one line, never a formula."""
    return _FORMULA.sub(r"\1'", safe(text))


def markdown(text: str, longest: int = 300) -> str:
    """The text for a Markdown table that a forge renders: no markup, no HTML, no link, nobody mentioned; cut
    after `longest` characters."""
    plain = safe(text)
    if len(plain) > longest:
        plain = plain[:longest].rstrip() + "…"
    plain = _MARKDOWN.sub(r"\\\g<0>", plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    # A space without width keeps addresses, names and issue numbers from becoming links.
    return _MENTION.sub("\\1\u200b", plain)


def relative(path: str) -> str:
    """The path from the current folder where the file lies below it, else the absolute one, with `/` between
    folders."""
    return _relative(path, Path.cwd())


def uri(path: str) -> str:
    """The same as a URI: a relative reference, or `file:` and the absolute path."""
    place = relative(path)
    coded = quote(place.encode("utf-8", "backslashreplace"), safe="/:" if _is_absolute(place) else "/")
    return f"file://{'' if coded.startswith('/') else '/'}{coded}" if _is_absolute(place) else coded


def _is_absolute(place: str) -> bool:
    return Path(place).is_absolute()


@cache
def _relative(path: str, folder: Path) -> str:
    try:
        whole = (folder / path).resolve()
    except (OSError, ValueError):  # a name that no file can have
        return Path(path).as_posix()
    return (
        whole.relative_to(folder.resolve()) if whole.is_relative_to(folder.resolve()) else whole
    ).as_posix()
