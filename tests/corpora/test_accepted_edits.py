"""What is accepted stays so when other text changes, and no longer when its own sentence does."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import crosscheck
from crosscheck import baseline
from crosscheck.model import PairReport

FOLDER = Path(__file__).parents[2] / "corpora" / "quang-ninh"
SOURCE, TARGET = ((FOLDER / name).read_text("utf-8") for name in ("report.en.md", "report.de-draft.md"))
TODAY = dt.date(2026, 3, 1)


@pytest.fixture
def audit(tmp_path: Path) -> Callable[[str, str], PairReport]:
    def audited(source: str, target: str) -> PairReport:
        (tmp_path / "a.md").write_text(source, "utf-8")
        (tmp_path / "b.md").write_text(target, "utf-8")
        return crosscheck.audit(tmp_path / "a.md", tmp_path / "b.md")

    return audited


@pytest.fixture
def woken(audit: Callable[[str, str], PairReport]) -> Callable[[str, str], list[str]]:
    """The findings that an edited pair raises although all of the unedited one were accepted."""
    known = baseline.accept([audit(SOURCE, TARGET)], TODAY, reason="known")
    assert len(known.entries) > 10

    def new(source: str, target: str) -> list[str]:
        (report,) = baseline.apply([audit(source, target)], known, TODAY).reports
        return [finding.message for finding in report.findings if finding.accepted is None]

    return new


def paragraphs(text: str) -> list[str]:
    return text.strip().split("\n\n")


def test_moves_wake_nothing(woken) -> None:
    source, target = paragraphs(SOURCE), paragraphs(TARGET)
    order = list(range(len(source)))
    random.Random(7).shuffle(order)
    for moved in (order, order[::-1]):
        assert woken("\n\n".join(source[n] for n in moved), "\n\n".join(target[n] for n in moved)) == []


def test_edits_elsewhere_wake_nothing(woken) -> None:
    source, target = paragraphs(SOURCE), paragraphs(TARGET)
    for place in (0, 5, len(source)):
        more = "The weather stayed mild until late autumn.", "Das Wetter blieb bis in den späten Herbst mild."
        texts = (
            "\n\n".join((*parts[:place], one, *parts[place:]))
            for parts, one in zip((source, target), more, strict=True)
        )
        assert woken(*texts) == []


def test_wrapped_lines_wake_nothing(woken) -> None:
    def wrapped(text: str) -> str:
        return "\n\n".join(
            re.sub(r" (?=[a-zäöü]{7})", "\n", one) if one[0].isalpha() else one for one in paragraphs(text)
        )

    assert wrapped(TARGET) != TARGET
    assert woken(wrapped(SOURCE), wrapped(TARGET)) == []


def test_an_edit_of_the_sentence_wakes_each(woken, audit) -> None:
    report = audit(SOURCE, TARGET)
    for finding in report.findings:
        if finding.target is None:
            continue
        place = finding.target.start
        sentence = next(one for one in report.target.sentences if one.start <= place < one.end)
        edited = f"{TARGET[: sentence.start]}Dazu: {TARGET[sentence.start :]}"
        assert finding.message in woken(SOURCE, edited)
