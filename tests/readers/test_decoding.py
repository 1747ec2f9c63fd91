"""Bytes → text: marks, encodings, and files that hold none."""

# ruff: noqa: E501

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crosscheck.errors import InputError
from crosscheck.readers import read
from crosscheck.readers.decoding import decode

LEGACY = {
    "cp1252": "Der Rat prüft die Vorschläge für größere Straßen. Später hört man mehr über die Änderungen. "
    * 3,
    "cp1250": "Příští rok začnou práce na řece. Žádný žák neřekl, že kůň pěl ďábelské ódy. " * 3,
    "cp1251": "Совет обсуждает новый план водоснабжения деревень у реки, и работы начнутся весной. " * 3,
    "koi8_r": "Совет обсуждает новый план водоснабжения деревень у реки, и работы начнутся весной. " * 3,
    "cp932": "議会は川の近くの村の水についての新しい計画を話し合っており、工事は来年の春に始まる予定です。"
    * 3,
    "gb18030": "委员会正在讨论一项新的计划，改善河边村庄的供水，工程将于明年春天开始。" * 3,
    "big5": "委員會正在討論一項新的計畫，改善河邊村莊的供水，工程將於明年春天開始。" * 3,
    "cp949": "의회는 강 근처 마을의 물을 위한 새로운 계획을 논의하고 있으며 공사는 내년 봄에 시작될 것이다. "
    * 3,
    "cp1256": "يدرس المجلس خطة جديدة لتحسين المياه في القرى القريبة من النهر، وسوف يبدأ العمل في الربيع. "
    * 3,
    "cp1254": "Meclis, köylerin suyu için yeni bir plan görüşüyor; çalışmalar şubat ayında başlayacağı söylendi. "
    * 3,
}


@pytest.mark.parametrize(
    ("encoding", "mark", "noticed"),
    [
        ("utf-8", b"", False),
        ("utf-8", b"\xef\xbb\xbf", False),
        ("utf-16-le", b"\xff\xfe", True),
        ("utf-16-be", b"\xfe\xff", True),
        ("utf-32-le", b"\xff\xfe\0\0", True),
        ("utf-32-be", b"\0\0\xfe\xff", True),
        ("utf-16-le", b"", True),
        ("utf-16-be", b"", True),
    ],
)
def test_unicode(encoding: str, mark: bytes, noticed: bool) -> None:
    text = "Grüße aus Hà Nội, 3,2 % mehr.\r\nZweite Zeile.\n"
    decoded = decode("a.txt", mark + text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert bool(decoded.notices) == noticed
    assert all(notice.startswith("a.txt: ") for notice in decoded.notices)


@pytest.mark.parametrize("encoding", LEGACY)
def test_legacy_encodings_are_guessed_and_said(encoding: str) -> None:
    text = LEGACY[encoding]
    decoded = decode("a.txt", text.encode(encoding))
    assert decoded.text == text
    assert decoded.encoding in decoded.notices[0]
    assert "guess" in decoded.notices[0]


def test_a_large_legacy_file_is_judged_by_its_telling_lines() -> None:
    text = "Plain words only.\n" * 20_000 + LEGACY["cp1252"]
    decoded = decode("a.txt", text.encode("cp1252"))
    assert decoded.text == text


def test_damaged_utf8_is_shown_and_said() -> None:
    data = ("Größe, Höhe, Länge. " * 30 + "\n").encode() + b"caf\xe9 und mehr\n"
    decoded = decode("a.txt", data)
    assert decoded.encoding == "utf-8"
    assert "caf\ufffd und" in decoded.text
    assert "first on line 2" in decoded.notices[0]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xef\xbb\xbf  \n", "empty"),
        (b"%PDF-1.7\n...", "a PDF"),
        (b"PK\x03\x04\x14\0", "docx"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"\x7fELF\x02\x01", "a program"),
        (bytes(range(256)) * 40, "binary"),
        (b"text\0with\0nul bytes in it", "binary"),
        (b"\x01\x02\x03\x04" * 100 + b"abc", "binary"),
        (b"\xff\xfea", "breaks it"),
    ],
)
def test_files_without_text(tmp_path: Path, data: bytes, told: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read(str(file))
    message = str(caught.value)
    assert message.startswith(f"{file}: ")
    assert told in message
    assert "; " in message, "the remedy follows the cause"
    assert "\n" not in message


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no such file; check the path"):
        read(str(tmp_path / "a.txt"))
    with pytest.raises(InputError, match=r"this is a folder; name a file in it"):
        read(str(tmp_path))
    with pytest.raises(InputError, match=r"cannot be read"):
        read("a\0b.txt")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may read everything")
def test_unreadable_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("text")
    file.chmod(0)
    with pytest.raises(InputError, match=r"not allowed to read it"):
        read(str(file))
