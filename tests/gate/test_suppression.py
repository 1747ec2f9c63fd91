"""Comments in documents: where they apply, what they accept, and what is said of those that do nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crosscheck import readers, suppression
from crosscheck.languages import split
from crosscheck.model import Document, Finding, Grade, Side


def RULES() -> tuple[str, ...]:  # noqa: N802
    return "number-changed", "date-changed"


COMMENT = "<!-- crosscheck: ignore number-changed because the\n  source is  wrong -->"


def document(folder: Path, text: str, name: str = "a.md") -> Document:
    path = folder / name
    path.write_text(text, "utf-8")
    read = readers.read(str(path))
    return replace(read, sentences=split(read, "en"))


def found(within: Document, word: str, rule: str = "number-changed") -> Finding:
    start = within.text.index(word)
    line, column = within.locate(start)
    side = Side(0, line, column, start, start + len(word), word, word)
    return Finding(word, rule, Grade.ERROR, "m", None, side, 0)


def accepted(folder: Path, text: str, *words: str, name: str = "a.md") -> tuple[list[str], tuple[str, ...]]:
    target = document(folder, text, name)
    source = document(folder, "Nothing here.", "s.txt")
    findings = [found(target, word) for word in words]
    _, after, kept = suppression.apply(source, target, findings, RULES)
    return [one.target.text for one in kept if one.accepted], after.notices


def test_a_comment_on_its_own_line_is_for_the_block_that_follows(tmp_path: Path) -> None:
    text = f"First 11.\n\n{COMMENT}\n\nSecond 22.\nStill 23.\n\nThird 33.\n"
    assert accepted(tmp_path, text, "11", "22", "23", "33") == (["22", "23"], ())


def test_a_comment_right_above_its_paragraph(tmp_path: Path) -> None:
    text = "<!-- crosscheck: ignore number-changed -->\nSecond 22.\n\nThird 33.\n"
    assert accepted(tmp_path, text, "22", "33") == (["22"], ())


def test_a_comment_within_a_line_is_for_that_line(tmp_path: Path) -> None:
    text = "First 11.\nSecond 22. <!-- crosscheck: ignore number-changed because so -->\nThird 33.\n"
    assert accepted(tmp_path, text, "11", "22", "33") == (["22"], ())


def test_a_comment_above_a_table_is_for_the_whole_of_it(tmp_path: Path) -> None:
    text = f"{COMMENT}\n\n| a | b |\n|---|---|\n| 11 | 22 |\n| 33 | 44 |\n\nAfter 55.\n"
    assert accepted(tmp_path, text, "11", "44", "55") == (["11", "44"], ())


def test_a_comment_above_a_list_is_for_its_first_item(tmp_path: Path) -> None:
    text = f"{COMMENT}\n\n- one 11\n- two 22\n"
    assert accepted(tmp_path, text, "11", "22") == (["11"], ())


def test_it_says_why_and_that_a_comment_did(tmp_path: Path) -> None:
    target = document(tmp_path, f"{COMMENT}\n\nSecond 22.\n")
    _, _, (one,) = suppression.apply(document(tmp_path, "x", "s.txt"), target, [found(target, "22")], RULES)
    assert one.accepted is not None
    assert (one.accepted.by, one.accepted.reason) == ("comment", "the source is wrong")


def test_the_source_may_hold_it_too(tmp_path: Path) -> None:
    source = document(tmp_path, f"{COMMENT}\n\nSecond 22.\n")
    one = found(source, "22")
    one = replace(one, source=one.target, target=None)
    _, _, (kept,) = suppression.apply(source, document(tmp_path, "x", "t.txt"), [one], RULES)
    assert kept.status == "accepted"


def test_only_the_named_rules_are_accepted(tmp_path: Path) -> None:
    target = document(
        tmp_path, "<!-- crosscheck: ignore date-changed , number-changed -->\n\nSecond 22, 33.\n"
    )
    findings = [found(target, "22"), found(target, "33", "sign-lost")]
    _, _, kept = suppression.apply(document(tmp_path, "x", "s.txt"), target, findings, RULES)
    assert [one.status for one in kept] == ["accepted", "new"]


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("<!-- crosscheck: ignor number-changed -->", "not understood"),
        ("<!-- crosscheck: ignore -->", "not understood"),
        ("<!-- crosscheck: -->", "not understood"),
        ("<!-- crosscheck: ignore number-chnged -->", "did you mean 'number-changed'?"),
        ("<!-- crosscheck: ignore date-changed -->", "remove it"),
    ],
)
def test_a_comment_that_does_nothing_is_reported(comment: str, said: str, tmp_path: Path) -> None:
    kept, notices = accepted(tmp_path, f"First.\n\n{comment}\n\nSecond 22.\n", "22")
    assert kept == [] and said in notices[0] and "line 3" in notices[0]


def test_an_example_in_code_is_no_comment(tmp_path: Path) -> None:
    text = "Write\n\n```\n<!-- crosscheck: ignore number-changed -->\n```\n\nSecond 22.\n"
    assert accepted(tmp_path, text, "22") == ([], ())


def test_plain_text_has_no_comments(tmp_path: Path) -> None:
    text = "<!-- crosscheck: ignore number-changed -->\n\nSecond 22.\n"
    assert accepted(tmp_path, text, "22", name="a.txt") == ([], ())
