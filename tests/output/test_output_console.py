"""The console's view."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from golden import assert_golden
from hypothesis import given
from hypothesis import strategies as st
from report_samples import HOSTILE, SAMPLES, clean, english_german, hostile, large
from rich.console import Console

from crosscheck.gate import judge
from crosscheck.model import PairReport
from crosscheck.output.console import SHOWN, safe, show


def render(*reports: PairReport, width: int = 100, **how: bool) -> str:
    stream = io.StringIO()
    verdict = judge(finding for report in reports for finding in report.findings)
    show(reports, verdict, console=Console(file=stream, width=width, color_system=None), **how)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


@pytest.mark.parametrize("name", SAMPLES)
def test_stays_as_it_was(name: str) -> None:
    assert_golden(f"{name}.console.txt", render(SAMPLES[name](), verbose=True))


def test_says_what_was_detected_and_found() -> None:
    text = render(english_german(), width=200)
    assert "harbour.en.md  en (detected), utf-8, 9 sentences" in text
    assert "harbour.de-draft.md  de (detected), windows-1252, 9 sentences" in text
    assert "8 links, 2 passages without counterpart" in text
    assert text.index("4 errors") < text.index("2 warnings") < text.index("1 note")
    for piece in (
        "4,925 became 4.952",
        "Likely: two digits are swapped",
        "Suggested: 4.925",
        "number-changed",
    ):
        assert piece in text
    assert text.rstrip().splitlines()[-1] == "Failed: 4 errors, 2 warnings, 1 note"


def test_notes_wait_for_verbose() -> None:
    assert "About 770 became" not in render(english_german(), width=200)
    assert "About 770 became" in render(english_german(), width=200, verbose=True)


def test_verbose_lists_doubtful_links_and_figures() -> None:
    text = render(english_german(), verbose=True)
    assert "line 9 → line 9  0.21" in text and "seconds: 0.5" in text


def test_a_long_list_is_cut_and_says_so() -> None:
    report = large(30, every=1)
    found = len(report.findings)
    assert f"… and {found - SHOWN} more" in render(report)
    assert "… and" not in render(report, verbose=True)


def test_quiet_leaves_the_verdict() -> None:
    assert render(english_german(), quiet=True) == "Failed: 4 errors, 2 warnings, 1 note\n"
    assert render(clean(), quiet=True) == "Passed: nothing found\n"


def test_values_are_highlighted_unless_colour_is_off() -> None:
    def colours(system: str | None) -> str:
        stream = io.StringIO()
        console = Console(file=stream, width=200, color_system=system, force_terminal=system is not None)  # type: ignore[arg-type]
        show([english_german()], judge(english_german().findings), console=console)
        return stream.getvalue()

    assert "\x1b[1;31m4,925\x1b[0m" in colours("standard")
    assert "\x1b" not in colours(None)


def test_hostile_text_neither_drives_the_terminal_nor_is_markup() -> None:
    text = render(hostile(), verbose=True, width=300)
    assert "\x1b" not in text and "\u202e" not in text and "\x00" not in text
    assert "[bold]markup[/bold]" in text and "<U+001B>[31mred" in text and HOSTILE[0] in text


@given(st.text())
def test_safe_text_is_one_printable_line(text: str) -> None:
    line = safe(text)
    assert len(line.splitlines()) <= 1
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in line)
    line.encode("utf-8")


def test_nothing_goes_to_standard_output_and_rich_waits_until_asked() -> None:
    code = (
        "import sys; from crosscheck.output import console; from crosscheck.model import Verdict\n"
        "assert 'rich' not in sys.modules\n"
        "console.show([], Verdict(True, 0, 0, 0), quiet=True)\n"
        "assert 'rich' not in sys.modules\n"
        "console.show([], Verdict(False, 1, 0, 0), color=False)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == ""
    assert run.stderr == "Passed: nothing found\nFailed: 1 error\n"
