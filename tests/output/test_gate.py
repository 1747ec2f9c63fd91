"""The gate decides by grade and threshold alone."""

from __future__ import annotations

import pytest
from report_samples import finding

from crosscheck.errors import SettingsError
from crosscheck.gate import FAIL_ON, judge
from crosscheck.model import Grade, Verdict


def findings(*grades: Grade) -> list:
    return [finding("rule", grade, "message", number, None, None) for number, grade in enumerate(grades)]


@pytest.mark.parametrize(
    ("grades", "fail_on", "passed"),
    [
        ((), "error", True),
        ((), "warning", True),
        ((Grade.NOTE,), "warning", True),
        ((Grade.WARNING,), "error", True),
        ((Grade.WARNING,), "warning", False),
        ((Grade.ERROR,), "error", False),
        ((Grade.ERROR,), "warning", False),
        ((Grade.ERROR, Grade.WARNING), "never", True),
    ],
)
def test_passes_by_grade(grades: tuple[Grade, ...], fail_on: str, passed: bool) -> None:
    assert judge(findings(*grades), fail_on).passed is passed


def test_counts_every_grade() -> None:
    found = findings(Grade.ERROR, Grade.NOTE, Grade.ERROR, Grade.WARNING, Grade.NOTE, Grade.NOTE)
    assert judge(iter(found)) == Verdict(passed=False, errors=2, warnings=1, notes=3)


def test_names_the_choices_when_the_threshold_is_unknown() -> None:
    with pytest.raises(SettingsError) as caught:
        judge([], "fatal")
    message = str(caught.value)
    assert "fatal" in message and all(choice in message for choice in FAIL_ON) and "\n" not in message
