"""Bilingual tables: TSV without quoting, CSV by RFC 4180, and the documents that are made of them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.errors import InputError, LanguageError
from crosscheck.languages import parse
from crosscheck.model import BlockKind
from crosscheck.readers import Table, documents, is_table, read, read_table
from crosscheck.readers.cells import csv_rows, tsv_rows
from crosscheck.readers.visible import line_starts


def table(folder: Path, content: str, name: str = "pairs.tsv") -> Table:
    file = folder / name
    file.write_bytes(content.encode())
    return read_table(str(file))


def test_tsv(tmp_path: Path) -> None:
    made = table(tmp_path, 'id\tsource\ttarget\na-1\tHe said "5\t"Er sagte 5\n\nb\t x y \t\n')
    assert [(row.id, row.line, row.source.text, row.target.text) for row in made.rows] == [
        ("a-1", 2, 'He said "5', '"Er sagte 5'),
        ("b", 4, "x y", ""),
    ]
    for row in made.rows:
        for cell in (row.source, row.target):
            assert "".join(made.text[place] for place in cell.positions) == cell.text


def test_csv(tmp_path: Path) -> None:
    content = 'id,source,target\r\n1,"a ""b"", c",d\r\n2,"two\r\nlines",\r\n3, plain , " ""x"" "\r\n'.replace(
        ', " ""x"" "', '," ""x"" "'
    )
    made = table(tmp_path, content, "pairs.csv")
    assert [(row.id, row.line, row.source.text, row.target.text) for row in made.rows] == [
        ("1", 2, 'a "b", c', "d"),
        ("2", 3, "two\r\nlines", ""),
        ("3", 5, "plain", '"x"'),
    ]
    for row in made.rows:
        for cell in (row.source, row.target):
            assert "".join(made.text[place] for place in cell.positions) == cell.text


def test_columns_in_any_order_and_case(tmp_path: Path) -> None:
    made = table(tmp_path, "note\tTarget\tSOURCE\tsource_lang\tTarget_Lang\nn\tzwei\ttwo\ten\tde-CH\n")
    (row,) = made.rows
    assert (row.id, row.source.text, row.target.text, row.source_lang, row.target_lang) == (
        "1",
        "two",
        "zwei",
        "en",
        "de-CH",
    )


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "a.tsv",
            "source\ttranslation\na\tb\n",
            "line 1 names no column 'target' (it holds: source, translation)",
        ),
        ("a.tsv", "id,source,target\n1,a,b\n", "separated by tabs"),
        ("a.csv", "source;target\na;b\n", "separated by commas"),
        ("a.tsv", "source\ttarget\ntext\n", "line 2 has 1 cells where the header has 2"),
        ("a.tsv", "source\ttarget\na\tb\tc\n", "line 2 has 3 cells where the header has 2"),
        ("a.csv", 'source,target\n"a\nb",c\nd\n', "line 4 has 1 cells"),
        ("a.tsv", "source\ttarget\n", "no rows"),
        ("a.tsv", "source\ttarget\tsource\na\tb\tc\n", "names the column 'source' twice"),
        ("a.csv", 'source,target\na,"b\n', "opened on line 2 is never closed"),
        ("a.csv", 'source,target\n"a"x,b\n', "line 2 has text after a closing quotation mark"),
        ("a.csv", 'source,target\na "b" c,d\n', "line 2 has a quotation mark inside an unquoted cell"),
    ],
)
def test_broken_tables(tmp_path: Path, name: str, content: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        table(tmp_path, content, name)
    message = str(caught.value)
    assert told in message
    assert message.startswith(str(tmp_path / name))
    assert "; " in message
    assert "\n" not in message


def test_repeated_ids_are_a_notice(tmp_path: Path) -> None:
    made = table(tmp_path, "id\tsource\ttarget\nx\ta\tb\nx\tc\td\n")
    assert len(made.rows) == 2
    assert "'x' names 2 rows" in made.notices[0]


def test_only_the_suffix_makes_a_table(tmp_path: Path) -> None:
    assert is_table("a.TSV") and is_table("b.csv") and not is_table("a.txt")
    file = tmp_path / "a.tsv"
    file.write_text("source\ttarget\na\tb\n")
    with pytest.raises(InputError, match="audited by itself"):
        read(str(file))


def test_documents(tmp_path: Path) -> None:
    made = table(
        tmp_path,
        "id\tsource\ttarget\tsource_lang\ttarget_lang\n"
        "r1\tOne. Two.\tEins. Zwei.\ten\tde\nr2\tThree\tTrois\tEN\tfr\nr3\tFour\t\t\t\n",
    )
    source, target = documents(made, None, "de-CH", lambda tag: str(parse(tag)))
    assert (source.lang, source.lang_origin, target.lang, target.lang_origin) == (
        "en",
        "given",
        "de-CH",
        "given",
    )
    assert source.path == target.path == made.path
    assert [one.text for one in source.sentences] == ["One. Two.", "Three", "Four"]
    assert [one.unit for one in source.sentences] == ["r1", "r2", "r3"]
    assert [one.lang for one in source.sentences] == [None, None, None]
    assert [one.lang for one in target.sentences] == ["de", "fr", None]
    assert {block.kind for block in target.blocks} == {BlockKind.ROW}
    empty = target.sentences[2]
    assert empty.text == "" and empty.start == empty.end
    assert target.locate(empty.start) == (4, 9)
    for document in (source, target):
        for one in document.sentences:
            assert document.text[one.start : one.end] == one.text
            assert document.blocks[one.block].text == one.text


def test_documents_without_any_language(tmp_path: Path) -> None:
    source, target = documents(table(tmp_path, "source\ttarget\na\tb\n"))
    assert (source.lang, source.lang_origin, target.lang) == ("und", "unknown", "und")
    assert source.sentences[0].unit == "1"


def test_a_wrong_language_in_a_row_is_told(tmp_path: Path) -> None:
    made = table(tmp_path, "source\ttarget\ttarget_lang\na\tb\tqq\n")
    with pytest.raises(LanguageError, match="'qq'"):
        documents(made, "en", "de", lambda tag: str(parse(tag)))


CELLS = st.text(st.sampled_from('ab1 ,;"\n\r\t'), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=6))
def test_csv_reads_what_the_standard_library_writes(rows: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)
    text = stream.getvalue()
    found = [cells for _, cells in csv_rows("a.csv", text, line_starts(text))]
    assert [[cell.text for cell in cells] for cells in found] == [
        [cell.strip() for cell in row] for row in rows
    ]
    for cells in found:
        for cell in cells:
            assert "".join(text[place] for place in cell.positions) == cell.text


@given(
    st.lists(
        st.lists(st.text(st.sampled_from('ab1 ,;"'), max_size=8), min_size=2, max_size=2),
        min_size=1,
        max_size=6,
    )
)
def test_tsv_cells_are_what_stands_between_tabs(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(row) for row in rows) + "\n"
    found = [cells for _, cells in tsv_rows("a.tsv", text, line_starts(text))]
    assert [[cell.text for cell in cells] for cells in found] == [
        [cell.strip() for cell in row] for row in rows
    ]
