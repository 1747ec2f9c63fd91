"""The published reports: they agree, and any one figure changed in a copy is found, alone, on its line.

The texts lie beside the checkout and are not part of it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import crosscheck
from crosscheck.cli.app import run
from crosscheck.model import Finding, Grade, PairReport

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
ENGLISH, GERMAN = SEEDS / "quang-ninh.en.txt", SEEDS / "quang-ninh.de.txt"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not GERMAN.is_file(), reason="the seed reports are not beside the checkout"),
]

GROUPS = """
0:0,1 1:2 2:3 3:4,5,6,7 4:8 5:9 6:10 7:11 8:12 9:13 10:14 11:15,16 12:17 13:18 14:19 15:20 16:21
17:22,23 18:24 19:25 20:26,27 21:28 22:29,30 23:31 24:32,33 25:34 26:35 27:36 28:37 29:38 30:39
31:40 32:41,42 33:43 34:44 35:45
"""
"""Which sentences belong together, read by hand: source:target."""

# What stands in the German report → what stands in its place, and the rule that must find it.
FIGURES = [
    ("4.925", "4.952", "number-changed"),
    ("4.821", "4.812", "number-changed"),
    ("1.061", "1.601", "number-changed"),
    ("725 Basis", "752 Basis", "number-changed"),
    ("674 Basis", "647 Basis", "number-changed"),
    ("31 Parteikomitees", "13 Parteikomitees", "number-changed"),
    ("39 Parteikomitees", "93 Parteikomitees", "number-changed"),
    ("179 Abteilungen", "197 Abteilungen", "number-changed"),
    ("80 öffentliche", "81 öffentliche", "number-changed"),
    ("48 Dörfer", "84 Dörfer", "number-changed"),
    ("weitere 12", "weitere 21", "number-changed"),
    ("weiterhin 24", "weiterhin 42", "number-changed"),
    ("95 Dörfern", "59 Dörfern", "number-changed"),
    ("283 Studierende", "238 Studierende", "number-changed"),
    ("770 Partei", "707 Partei", "number-changed"),
    ("5 Agenturen", "6 Agenturen", "number-changed"),
    ("werden 6 Verwaltungs", "werden 8 Verwaltungs", "number-changed"),
    ("4.925", "4,925", "number-scale"),
    ("4.821", "4,821", "number-scale"),
    ("1.061", "1,061", "number-scale"),
    ("725 Basis", "7.250 Basis", "number-scale"),
    ("770 Partei", "77 Partei", "number-scale"),
    ("91,7 %", "97,1 %", "number-changed"),
    ("3,2 %", "2,3 %", "number-changed"),
    ("91,7 %", "917 %", "number-scale"),
    ("dass 100 % der", "dass 10 % der", "number-scale"),
    ("91,7 %", "91,7", "percent-changed"),
    ("3,2 %", "3,2 Prozentpunkte", "percent-changed"),
    ("16. Juni 2022", "16. Juli 2022", "date-changed"),
    ("bis Juni 2024", "bis Januar 2024", "date-changed"),
    ("16. Juni 2022", "18. Juni 2022", "date-changed"),
    ("16. Juni 2022", "16. Juni 2021", "date-changed"),
    ("Anfang 2020 gab", "Anfang 2002 gab", "date-changed"),
    ("Im Jahr 2024", "Im Jahr 2025", "date-changed"),
    ("2020–2025", "2020–2026", "date-changed"),
    ("2021–2023", "2021–2022", "date-changed"),
    ("21-NQ/TW", "21-NQ/TU", "identifier-changed"),
    ("21-NQ/TW", "12-NQ/TW", "identifier-changed"),
    ("13. Zentral", "12. Zentral", "ordinal-changed"),
    ("über 3,2 %", "unter 3,2 %", "comparator-flipped"),
    ("179 Abteilungen", "Abteilungen", "number-missing"),
    ("770 Parteimitglieder", "Parteimitglieder", "number-missing"),
    ("und 1.061 Parteimitglieder", "und Parteimitglieder", "number-missing"),
    ("haben viele Parteiorganisationen diese", "haben 58 Parteiorganisationen diese", "number-added"),
    ("die Gründung von Parteizellen", "die Gründung von 340 Parteizellen", "number-added"),
    ("Schwache Glieder", "37 % schwache Glieder", "number-added"),
    ("eine starke politische Haltung", "eine seit 2019 starke politische Haltung", "number-added"),
]  # fmt: skip


@pytest.fixture(scope="module")
def german() -> str:
    return GERMAN.read_text("utf-8")


@pytest.fixture(scope="module")
def good() -> PairReport:
    return crosscheck.audit(ENGLISH, GERMAN)


def errors(target: Path) -> list[Finding]:
    return [one for one in crosscheck.audit(ENGLISH, target).findings if one.grade is Grade.ERROR]


def told(findings: list[Finding]) -> list[tuple[str, int | None, int | None]]:
    return [(one.rule, one.source and one.source.line, one.target and one.target.line) for one in findings]


def test_the_reports_pass(good, capsys):
    assert (good.source.lang, good.source.lang_origin) == ("en", "detected")
    assert (good.target.lang, good.target.lang_origin) == ("de", "detected")
    assert told([one for one in good.findings if one.grade is Grade.ERROR]) == []
    assert run(["audit", str(ENGLISH), str(GERMAN)]) == 0
    shown = capsys.readouterr().err
    assert "en (detected)" in shown and "de (detected)" in shown


def test_every_sentence_is_linked_with_its_partners(good):
    groups = (pair.split(":") for pair in GROUPS.split())
    wanted = [tuple(tuple(map(int, side.split(","))) for side in pair) for pair in groups]
    assert [(link.source, link.target) for link in good.links] == wanted


@pytest.mark.parametrize(("old", "new", "rule"), FIGURES, ids=[f"{old}→{new}" for old, new, _ in FIGURES])
def test_a_changed_figure_is_found_alone_on_its_line(old, new, rule, german, tmp_path):
    copy = tmp_path / "copy.de.txt"
    assert old in german
    copy.write_text(german.replace(old, new, 1), "utf-8")
    line = german[: german.index(old)].count("\n") + 1
    assert [(one.rule, one.target and one.target.line) for one in errors(copy)] == [(rule, line)]


def test_a_changed_figure_fails_the_gate(german, tmp_path):
    copy = tmp_path / "copy.de.txt"
    copy.write_text(german.replace("4.925", "4,925", 1), "utf-8")
    assert run(["audit", "-q", str(ENGLISH), str(copy)]) == 1


SENTENCES = [pair.split(":") for pair in GROUPS.split() if "," not in pair]

SWALLOWED = {"3"}
"""A German sentence whose removal is not seen yet: the aligner links what it stood for with a neighbour that
says nearly the same."""


def _removals():
    for source, target in SENTENCES:
        marks = [pytest.mark.xfail(reason="linked with a neighbour")] if target in SWALLOWED else []
        yield pytest.param(source, target, id=f"de {target}", marks=marks)


@pytest.mark.parametrize(("source", "target"), _removals())
def test_a_removed_sentence_is_found_alone_on_its_line(source, target, german, good, tmp_path):
    sentence = good.target.sentences[int(target)]
    line, _ = good.source.locate(good.source.sentences[int(source)].start)
    copy = tmp_path / "copy.de.txt"
    copy.write_text(german[: sentence.start] + german[sentence.end :].lstrip(" "), "utf-8")
    assert told(errors(copy)) == [("sentence-missing", line, None)]
