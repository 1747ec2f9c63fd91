"""Markdown → blocks with the exact place of every visible character."""

# ruff: noqa: E501

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscheck.model import Block, BlockKind
from crosscheck.readers.markdown import blocks

PIECES = [
    "word", "zwei", "12,5", "**", "*", "_", "`", "``", "~~", '[a](http://x "t 1")', "[b][r]", "[r]", "![alt](i.png)", "<b>",
    "</b>", "<br>", "<!-- c 9 -->", "&amp;", "&nbsp;", "&#65;", "&notit;", "\\*", "\\5", "\\\n", "  \n", "\n", "\n\n", "\n> ",
    "\n- ", "\n1. ", "\n    ", "\n\t", "| a | b \\| c |\n|---|---|\n| 1 | 2 |\n", "# H", "\n## H2 ##\n", "\n===\n", "\n---\n",
    "```\ncode\n```\n", "<div>\n", "</div>\n", "[^1]", "\n[^1]: note", "[r]: http://y\n", "<http://e.org/%20a>", " ", ".", "。",
    "漢字", "„", "“", "(", ")", "[", "]", "!", "<", ">", "&", "\t", "\r\n", "\u00ad", "\u200b", "é", "|", "#", "-", "1.", "<p>x</p>",
    "<a@b.org>", "\n> - ", "\n  - ", "\u2028", "\x0c", "\u00a0",
]  # fmt: skip


def visible(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in blocks(text)]


def one(text: str) -> Block:
    (block,) = blocks(text)
    return block


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Das ist **fett**es *Zeug*.", "Das ist fettes Zeug."),
        ("**21-NQ**/TW", "21-NQ/TW"),
        ("See [the *report*](http://example.org/2024 'of 1999') of 5 May.", "See the report of 5 May."),
        ("[a][ref] and [ref]\n\n[ref]: http://example.org/77", "a and ref"),
        ("<https://example.org/a%20b?c=1&amp;d>", "https://example.org/a%20b?c=1&amp;d"),
        ("![31 cells](cells.png) and text", "31 cells and text"),
        ("`code 5` and ``a ` b``", "code 5 and a ` b"),
        ("3 &lt; 4 &amp; 5&nbsp;% &#8211; &copy;", "3 < 4 & 5\u00a0% – ©"),
        (r"\*not\* 1\. \5 \\", r"*not* 1. \5 \ ".strip()),
        ("one  \ntwo\\\nthree\nfour", "one two three four"),
        ("漢字\n漢字", "漢字漢字"),
        ("years 2020-\n2025", "years 2020-2025"),
        ("text<!-- 99 --> and <b>bold</b><br>next", "text and bold next"),
        ("fact[^1] and [^long-2] more", "fact and more"),
        ("~~old~~ new", "old new"),
        ("2 * 3 * 4 and a_b_c", "2 * 3 * 4 and a_b_c"),
        ("***a** b*", "a b"),
        ("Mil\u00adlion", "Million"),
    ],
)
def test_inline(source: str, text: str) -> None:
    block = one(source)
    assert block.text.replace("  ", " ") == text
    assert len(block.positions) == len(block.text)


def test_blocks_and_their_kinds() -> None:
    text = """\
# Title **one** #

Setext title
wrapped
---

Para one
goes on.

> Quoted 1
> more

- item 1
  goes on
  - nested 2

1. first

| Name | 100 % |
|------|------:|
| a \\| b | `2`  |

    indented code 1

```py
x = 5

y = 6
```
"""
    assert [(block.kind, block.level, block.text) for block in blocks(text)] == [
        (BlockKind.HEADING, 1, "Title one"),
        (BlockKind.HEADING, 2, "Setext title wrapped"),
        (BlockKind.PARAGRAPH, 0, "Para one goes on."),
        (BlockKind.PARAGRAPH, 0, "Quoted 1 more"),
        (BlockKind.LIST_ITEM, 1, "item 1 goes on"),
        (BlockKind.LIST_ITEM, 2, "nested 2"),
        (BlockKind.LIST_ITEM, 1, "first"),
        (BlockKind.TABLE_CELL, 0, "Name"),
        (BlockKind.TABLE_CELL, 0, "100 %"),
        (BlockKind.TABLE_CELL, 0, "a | b"),
        (BlockKind.TABLE_CELL, 0, "2"),
        (BlockKind.CODE, 0, "indented code 1"),
        (BlockKind.CODE, 0, "x = 5"),
        (BlockKind.CODE, 0, "y = 6"),
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("---\ntitle: 5 things\n---\n\nText.\n", ["Text."]),
        ("+++\ntitle = '5'\n+++\nText.\n", ["Text."]),
        ("---\n\nText.\n\n---\n", ["Text."]),
        ("<!-- 5\nlines\n\nof comment -->\n\nText.\n", ["Text."]),
        ("<script>\nvar a = 5;\n</script>\n\nText.\n", ["Text."]),
        (
            "Text.\n\n[^1]: The note.\n[^2]: Another\n    paragraph.\n",
            ["Text.", "The note.", "Another paragraph."],
        ),
    ],
)
def test_what_is_left_out(text: str, left: list[str]) -> None:
    assert [block.text for block in blocks(text)] == left


def test_raw_html_shows_its_text() -> None:
    source = '<div align="center">\n<h2>Head &amp; <b>T</b>ail</h2>\n<ul><li>5 &lt; 6<li title="9 > 8">x</ul>\n</div>\n'
    assert visible(source) == [
        (BlockKind.HEADING, "Head & Tail"),
        (BlockKind.LIST_ITEM, "5 < 6"),
        (BlockKind.LIST_ITEM, "x"),
    ]


def test_cells_with_the_same_text_have_their_own_places() -> None:
    text = "| 1 | 1 |\n|---|---|\n| 1 | 11 |\n"
    assert [block.positions[0] for block in blocks(text)] == [2, 6, 22, 26]


def test_lines_are_counted_in_the_whole_file() -> None:
    text = "---\na: 1\n---\n\n[^1]: Note 7.\n\nEnd.\n"
    note, end = blocks(text)
    assert text[note.positions[0] :].startswith("Note 7.")
    assert text[end.positions[0] :].startswith("End.")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_visible_character_stands_where_it_is_said_to(text: str) -> None:
    last = -1
    for block in blocks(text):
        assert len(block.text) == len(block.positions)
        assert block.text == block.text.strip() != ""
        before = -1
        for character, place in zip(block.text, block.positions, strict=True):
            assert before < place < len(text)
            before = place
            # Entities and escapes stand at their first character; a space may stand for a line break or a tag.
            blank = character == " " and (text[place].isspace() or text[place] in "<\\")
            assert text[place] == character or text[place] in "&\\" or blank
        if block.kind is not BlockKind.TABLE_CELL:
            assert block.positions[0] > last
        last = block.positions[-1]


@pytest.mark.parametrize(
    "text",
    ["word " * 40_000, "*a " * 10_000, "[" * 10_000, "`" * 10_000, "![" * 5_000, "<" * 20_000, "&" * 20_000, ". " * 100_000, "a\n" * 20_000, "x" * 1_000_000],
)  # fmt: skip
def test_hard_texts_take_little_time(text: str) -> None:
    started = time.process_time()
    blocks(text)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("38. Sommerfest am See\n", ["38. Sommerfest am See"]),
        ("Vorher.\n\n3. Oktober: frei\n", ["Vorher.", "3. Oktober: frei"]),
        ("2. a\n3. b\n", ["a", "b"]),
        ("1. a\n\nText\n\n2. b\n", ["a", "Text", "b"]),
        ("7) a\n", ["a"]),
    ],
)
def test_an_ordinal_at_the_beginning_is_no_list_number(text: str, texts: list[str]) -> None:
    found = blocks(text)
    assert [one.text for one in found] == texts
    for one in found:
        assert "".join(text[place] for place in one.positions) == one.text
