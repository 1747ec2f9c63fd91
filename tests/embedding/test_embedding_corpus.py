"""Reading parallel text."""

from __future__ import annotations

import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from crosscheck.embedding.corpus import is_held_out, read_source
from crosscheck.errors import ModelError

Write = Callable[[str, str], Path]

TABLE = "en\tde-CH\tvi\nOne\tEins\t\n\tZwei\tHai\nalone\t\t\nThree\tDrei\tBa\n"


def test_a_table_with_gaps(write: Write) -> None:
    source = read_source(write("some.tsv", TABLE))
    assert source.name == "some"
    assert source.languages == ("de", "en", "vi")
    assert source.items == (
        {"en": "One", "de": "Eins"},
        {"de": "Zwei", "vi": "Hai"},
        {"en": "Three", "de": "Drei", "vi": "Ba"},
    )


def test_only_some_languages(write: Write) -> None:
    source = read_source(write("some.tsv", TABLE), frozenset({"de", "vi"}))
    assert [set(item) for item in source.items] == [{"de", "vi"}] * 2


@pytest.mark.parametrize(("suffix", "opened"), [(".xz", lzma.open), (".gz", gzip.open)])
def test_compressed_tables(tmp_path: Path, write: Write, suffix: str, opened: Callable[..., object]) -> None:
    path = tmp_path / f"some.tsv{suffix}"
    with opened(path, "wt", encoding="utf-8") as file:  # type: ignore[attr-defined]
        file.write(TABLE)
    assert read_source(path) == read_source(write("some.tsv", TABLE))


def test_a_translation_memory(write: Write) -> None:
    source = read_source(
        write(
            "memory.tmx",
            '<?xml version="1.0"?><tmx version="1.4"><header/><body>'
            '<tu><tuv xml:lang="en-US"><seg>Press <bpt i="1">&lt;b&gt;</bpt>Start'
            '<ept i="1">&lt;/b&gt;</ept> now</seg>'
            '</tuv><tuv lang="DE"><seg><hi>Jetzt</hi> Start\n drücken</seg></tuv></tu>'
            '<tu><tuv xml:lang="en"><seg>Only English</seg></tuv></tu></body></tmx>',
        )
    )
    assert source.items == ({"en": "Press Start now", "de": "Jetzt Start drücken"},)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.tsv", "source\tsome text here\nx\ty\n", "first line must name the language"),
        ("a.tsv", "en\tde\n", "no item in two languages"),
        ("a.docx", "", "parallel text must be one of"),
        ("a.tmx", "<tmx><body>", "cannot read.*give parallel text"),
        ("a.tsv.xz", "not compressed", "cannot read"),
    ],
)
def test_unreadable_files(write: Write, name: str, text: str, says: str) -> None:
    with pytest.raises(ModelError, match=says) as caught:
        read_source(write(name, text))
    assert "\n" not in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot read"):
        read_source(tmp_path / "none.tsv")


def test_all_translations_of_a_sentence_fall_on_the_same_side() -> None:
    for number in range(300):
        one = {"en": f"Sentence  {number}.", "de": "x"}
        other = {"en": f"sentence {number}.", "fr": "y", "ar": "z"}
        assert is_held_out(one) == is_held_out(other)
    share = sum(is_held_out({"de": f"Satz {number}", "en": f"Sentence {number}"}) for number in range(5000))
    assert 60 <= share <= 140
