"""Bytes of a file → decoded text, with the encoding named and every guess reported."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from crosscheck.errors import InputError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 stands before UTF-16, whose mark is the beginning of its own."""

SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip container (docx, odt, xlsx, epub …)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x7fELF", "a program"),
)

LEGACY_ENCODINGS = (
    "cp1252", "cp1250", "cp1251", "koi8_r", "koi8_u", "cp1254", "cp1256", "cp1258", "iso8859_2", "iso8859_5",
    "gb18030", "big5", "cp932", "euc_jp", "cp949", "cp1253", "cp1255", "cp1257", "tis_620", "mac_roman",
    "cp437", "cp850", "cp852", "cp866",
)  # fmt: skip
"""What documents in the supported languages and their neighbours were written in before UTF-8."""

SAMPLE = 64 * 1024
"""Bytes that are shown to the detection of legacy encodings."""

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_REMEDY = "save it as plain text or Markdown in UTF-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text without its byte-order mark, the encoding's usual name, and what the user should be told."""

    text: str
    encoding: str
    notices: tuple[str, ...] = ()


def load(path: str) -> Decoded:
    """Read and decode a file.

    Raises InputError where it is missing, a folder, unreadable, empty, blank or not text."""
    decoded = decode(path, _bytes(path))
    if not decoded.text or decoded.text.isspace():
        raise InputError(f"{path}: the file is empty; give a file that holds text")
    return decoded


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; check the path") from None
    except IsADirectoryError:
        raise InputError(f"{path}: this is a folder; name a file in it") from None
    except PermissionError:
        if Path(path).is_dir():  # what Windows says of a folder
            raise InputError(f"{path}: this is a folder; name a file in it") from None
        raise InputError(f"{path}: not allowed to read it; change its permissions") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{path}: cannot be read ({reason}); check the path and the disk") from None


def decode(path: str, data: bytes) -> Decoded:
    """Decode bytes: byte-order mark, UTF-8, UTF-16 without a mark, then a guess at legacy encodings."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _marked(path, data[len(mark) :], encoding)
    for signature, name in SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{path}: this is {name}, not text; {_REMEDY}")
    if b"\0" in data:
        return _wide(path, data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _broken(path, data, error)
    _refuse_binary(path, text)
    return Decoded(text, "utf-8")


def _marked(path: str, data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: the file starts as {encoding.upper()}, but byte {error.start} breaks it; {_REMEDY}"
        ) from None
    _refuse_binary(path, text)
    notices = () if encoding == "utf-8" else (f"{path}: read as {encoding.upper()}",)
    return Decoded(text, encoding, notices)


def _wide(path: str, data: bytes) -> Decoded:
    """NUL bytes: UTF-16 without a mark has them nearly all at odd or all at even places; else it is not
    text."""
    sample = data[:SAMPLE]
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if len(data) % 2 == 0 and high > 20 * low:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if not _CONTROLS.search(text):
                return Decoded(
                    text, encoding, (f"{path}: read as {encoding.upper()}, which has no mark here",)
                )
    raise InputError(f"{path}: this is a binary file, not text; {_REMEDY}")


def _broken(path: str, data: bytes, error: UnicodeDecodeError) -> Decoded:
    """Not valid UTF-8: either UTF-8 with a few damaged bytes, or a legacy encoding."""
    loose = data.decode("utf-8", "replace")
    # The file may hold U+FFFD of its own; what counts is what decoding added.
    damaged = loose.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    proper = sum(1 for character in loose[: 4 * SAMPLE] if character > "\x7f" and character != "\ufffd")
    if proper > 10 * damaged:
        _refuse_binary(path, loose)
        line = data.count(b"\n", 0, error.start) + 1
        return Decoded(
            loose, "utf-8", (f"{path}: {damaged} damaged byte(s), first on line {line}; shown as \ufffd",)
        )
    if len(_CONTROLS.findall(loose[:SAMPLE])) * 200 > len(loose[:SAMPLE]):
        raise InputError(f"{path}: this is a binary file, not text; {_REMEDY}")
    return _legacy(path, data)


def _legacy(path: str, data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(_telling(data), cp_isolation=list(LEGACY_ENCODINGS), threshold=0.5).best()
    if best is None:
        raise InputError(f"{path}: not text in any encoding that can be told; {_REMEDY}")
    text = data.decode(best.encoding, "replace")
    _refuse_binary(path, text)
    return Decoded(
        text, best.encoding, (f"{path}: not UTF-8; read as {best.encoding}, a guess: {_REMEDY} if wrong",)
    )


def _telling(data: bytes) -> bytes:
    """The lines that hold bytes above 127, up to the sample size: the others say nothing about the
    encoding."""
    if len(data) <= SAMPLE:
        return data
    lines: list[bytes] = []
    size = 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line[:SAMPLE])
            size += len(lines[-1])
            if size >= SAMPLE:
                break
    return b"".join(lines)


def _refuse_binary(path: str, text: str) -> None:
    """More than one control character in 200 of the beginning: bytes that only happen to decode."""
    head = text[:SAMPLE]
    if len(_CONTROLS.findall(head)) * 200 > len(head):
        raise InputError(f"{path}: this is a binary file, not text; {_REMEDY}")
