"""`crosscheck align` and what it writes."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from crosscheck.cli.app import run
from crosscheck.model import Document, Link, Sentence
from crosscheck.output.links import KINDS


def document(lang: str, texts: list[str]) -> Document:
    sentences = tuple(Sentence(i, text, range(len(text)), 0) for i, text in enumerate(texts))
    return Document("x", "", "utf-8", (0,), sentences=sentences, lang=lang)


SOURCE, TARGET = document("en", ["A & B.", "Tab\there\x01."]), document("de", ["A und B.", "Mehr."])
LINKS = [Link((0,), (0, 1), 0.9, score=0.75), Link((1,), (), 0.5, moved=True, score=0.0)]


def test_index() -> None:
    assert KINDS["index"](SOURCE, TARGET, LINKS) == "[0]:[0, 1]\n[1]:[]\n"


def test_tsv() -> None:
    header, first, second = KINDS["tsv"](SOURCE, TARGET, LINKS).splitlines()
    assert header.split("\t") == [
        "source",
        "target",
        "source_text",
        "target_text",
        "score",
        "moved",
        "confidence",
    ]
    assert first.split("\t") == ["0", "0 1", "A & B.", "A und B. Mehr.", "0.7500", "", "0.9000"]
    assert second.split("\t")[4:] == ["0.0000", "moved", "0.5000"]


def test_tmx() -> None:
    root = ElementTree.fromstring(KINDS["tmx"](SOURCE, TARGET, LINKS))
    assert root.get("version") == "1.4"
    assert [seg.text for seg in root.iter("seg")] == ["A & B.", "A und B. Mehr."]
    assert {prop.get("type"): prop.text for prop in root.iter("prop")} == {
        "score": "0.7500",
        "confidence": "0.9000",
    }


@pytest.mark.parametrize("form", ["tsv", "tmx", "index"])
def test_command(form: str, tmp_path: Path) -> None:
    ours, theirs, out = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "links"
    ours.write_text("The house has 12 rooms.\nThe garden is large.\n", encoding="utf-8")
    theirs.write_text("Das Haus hat 12 Zimmer.\nDer Garten ist groß.\n", encoding="utf-8")
    assert run(["align", str(ours), str(theirs), "--lines", "--format", form, "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8")


def test_missing_file_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["align", str(tmp_path / "no.txt"), str(tmp_path / "no2.txt")]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
