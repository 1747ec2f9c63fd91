"""Plain text → blocks: paragraphs by line, wrapped paragraphs, lists."""

# ruff: noqa: E501

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.errors import InputError
from crosscheck.model import BlockKind
from crosscheck.readers import read
from crosscheck.readers.plain import blocks
from crosscheck.readers.visible import line_starts

SHARED = Path(__file__).parents[3] / "shared" / "seeds"


def texts(text: str) -> list[str]:
    return [block.text for block in blocks(text)]


def test_a_line_is_a_paragraph_where_lines_are_long() -> None:
    long = (
        "This line goes on for much longer than any editor would wrap it, and so it is a paragraph of its own. "
        * 2
    )
    assert texts(f"{long}\n{long}\nSource\nComment (0)\n") == [
        long.strip(),
        long.strip(),
        "Source",
        "Comment (0)",
    ]


WRAPPED = """\
The council has discussed the new plan for the water in the villages
near the river, and the work is to start next spring, once the money
has been granted by the 31 members of the committee.
Another paragraph follows without a blank line, and is wrapped at the
same width as the first one.

A short one.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_wrapped_lines_are_joined(end: str) -> None:
    text = WRAPPED.replace("\n", end)
    first, second, third = blocks(text)
    assert first.text.startswith("The council") and first.text.endswith("31 members of the committee.")
    assert "villages near the river" in first.text and "the money has been" in first.text
    assert second.text.endswith("as the first one.")
    assert third.text == "A short one."
    for block in (first, second, third):
        for character, place in zip(block.text, block.positions, strict=True):
            assert text[place] == character or (character == " " and text[place] in "\r\n")


def test_one_sentence_a_line_is_not_wrapped() -> None:
    lines = [
        "He came.",
        "Then she left the old house behind for good and never looked back.",
        "It rained.",
        "They met again.",
    ]
    assert texts("\n".join(lines)) == lines


def test_wrapped_text_of_an_unspaced_script() -> None:
    line = "議会は川の近くの村の水についての新しい計画を話し合っており、工事は来年の春に始まる予定である"
    assert texts(f"{line}\n{line}\n{line}\n{line}\n{line}\n終わり。")[0] == line * 5 + "終わり。"


def test_a_number_range_over_a_line_end_stays_one() -> None:
    text = WRAPPED.replace(
        "next spring, once the money\n", "in spring of the years 2024-\n2025, once the money\n"
    )
    assert "2024-2025, once" in texts(text)[0]


def test_bullets_and_numbers() -> None:
    found = blocks(
        "Members:\n- apples\n- pears\n• plums\n1. first\n2. second\n16. Juni 2022 war ein Tag.\n-5 Grad"
    )
    assert [(block.kind, block.text) for block in found] == [
        (BlockKind.PARAGRAPH, "Members:"),
        (BlockKind.LIST_ITEM, "apples"),
        (BlockKind.LIST_ITEM, "pears"),
        (BlockKind.LIST_ITEM, "plums"),
        (BlockKind.LIST_ITEM, "1. first"),
        (BlockKind.LIST_ITEM, "2. second"),
        (BlockKind.LIST_ITEM, "16. Juni 2022 war ein Tag."),
        (BlockKind.PARAGRAPH, "-5 Grad"),
    ]


def test_a_wrapped_list() -> None:
    text = (
        "The plan that was discussed by the council last week holds three parts:\n"
        "- water for the villages that lie near the river and have had none for\n"
        "  some years, which will cost 3.2 million;\n"
        "- new roads to the two towns of the district, to be finished in summer\n"
        "  or autumn;\n"
        "- a school.\n"
    )
    assert [block.text[:10] for block in blocks(text)] == [
        "The plan t",
        "water for ",
        "new roads ",
        "a school.",
    ]
    assert blocks(text)[1].text.endswith("none for some years, which will cost 3.2 million;")


def test_invisible_characters_do_not_break_words_or_numbers() -> None:
    text = "\ufeff1.\u200b500 Mil\u00adlio\u00adnen \u200f2,5\u200f\u202c %"
    (block,) = blocks(text)
    assert block.text == "1.500 Millionen 2,5 %"
    assert all(text[place] == character for character, place in zip(block.text, block.positions, strict=True))


def test_joiners_that_spell_words_stay() -> None:
    assert texts("می\u200cخواهم") == ["می\u200cخواهم"]


@given(
    st.lists(
        st.sampled_from([*"ab1.-–• \t\n\r\u00ad\u200b\u2028\x0c漢", "word ", "\r\n", "\n\n", "x" * 30])
    ).map("".join)
)
def test_every_visible_character_is_kept_in_its_place(text: str) -> None:
    found = blocks(text)
    kept: list[int] = []
    for block in found:
        assert len(block.text) == len(block.positions)
        assert block.text == block.text.strip() != ""
        for character, place in zip(block.text, block.positions, strict=True):
            assert text[place] == character or (character == " " and text[place].isspace())
        kept.extend(block.positions)
    assert kept == sorted(set(kept))
    lost = {text[place] for place in set(range(len(text))) - set(kept) if not text[place].isspace()}
    assert lost <= set("-–•\u00ad\u200b")


@pytest.mark.parametrize(
    "text", ["word " * 1_000_000, "x" * 5_000_000, " " * 200_000 + "x", "a\n" * 100_000, "\n" * 200_000 + "x"]
)
def test_huge_texts_take_no_time(text: str) -> None:
    started = time.process_time()
    assert blocks(text)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "starts"),
    [("", (0,)), ("a\nb", (0, 2)), ("a\r\nb\rc\n", (0, 3, 5, 7)), ("\n\n", (0, 1, 2)), ("a\u2028b", (0,))],
)
def test_line_starts(text: str, starts: tuple[int, ...]) -> None:
    assert line_starts(text) == starts


def test_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xef\xbb\xbfOne.\r\n\r\nTwo.\r\n")
    document = read(str(file))
    assert (document.path, document.text, document.encoding) == (str(file), "One.\r\n\r\nTwo.\r\n", "utf-8")
    assert [block.text for block in document.blocks] == ["One.", "Two."]
    assert document.locate(document.blocks[1].positions[0]) == (3, 1)
    assert document.lang == "und"
    assert document.notices == ()


def test_an_unknown_suffix_is_plain_text_with_a_notice(tmp_path: Path) -> None:
    file = tmp_path / "a.adoc"
    file.write_text("One *two*.")
    document = read(str(file))
    assert document.blocks[0].text == "One *two*."
    assert ".adoc" in document.notices[0]


def test_only_invisible_characters(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("\u200b\u00ad\n", encoding="utf-8")
    with pytest.raises(InputError, match="no visible text"):
        read(str(file))


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is absent")
@pytest.mark.parametrize("name", ["quang-ninh.en.txt", "quang-ninh.de.txt"])
def test_the_seeds_have_a_paragraph_a_line(name: str) -> None:
    document = read(str(SHARED / name))
    lines = [line.strip() for line in document.text.splitlines() if line.strip()]
    assert [block.text for block in document.blocks] == lines
