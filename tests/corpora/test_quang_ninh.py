"""The corpus: what is planted in the draft is found on its line, and nothing else; the good pair passes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import crosscheck
from crosscheck.model import Finding, Grade, PairReport
from crosscheck.rules import catalogue

CORPUS = Path(__file__).parents[2] / "corpora" / "quang-ninh"
PLANTED = tomllib.loads((CORPUS / "planted.toml").read_text("utf-8"))["planted"]


def name(entry: dict[str, object]) -> str:
    return f"{entry['rule']}-{entry.get('target_text', entry.get('source_text'))}"


@pytest.fixture(scope="module")
def draft() -> PairReport:
    return crosscheck.audit(CORPUS / "report.en.md", CORPUS / "report.de-draft.md")


def found(entry: dict[str, object], finding: Finding) -> bool:
    """Whether a finding is the one that an entry of planted.toml describes."""
    sides = {"source": finding.source, "target": finding.target}
    if finding.rule != entry["rule"]:
        return False
    for prefix, side in sides.items():
        line, text = entry.get(f"{prefix}_line"), entry.get(f"{prefix}_text")
        if line is None and side is not None:
            return False
        if line is not None and (side is None or side.line != line):
            return False
        if text is not None and (side is None or not (side.text in str(text) or str(text) in side.text)):
            return False
    return True


@pytest.mark.parametrize("entry", PLANTED, ids=name)
def test_the_list_tells_the_truth_about_the_files(entry):
    for prefix, file in (("source", "report.en.md"), ("target", "report.de-draft.md")):
        if f"{prefix}_line" in entry:
            lines = (CORPUS / file).read_text("utf-8").splitlines()[entry[f"{prefix}_line"] - 1 :]
            begin = " ".join(lines).find(str(entry.get(f"{prefix}_text", "")))
            assert 0 <= begin < len(lines[0])
    assert entry["rule"] in catalogue()
    assert entry["why"].endswith(".")


def test_a_dozen_mistakes_of_different_kinds_are_planted():
    assert len(PLANTED) >= 12
    assert len({entry["rule"] for entry in PLANTED}) >= 8


@pytest.mark.parametrize("entry", PLANTED, ids=name)
def test_what_is_planted_is_found(draft, entry):
    errors = [finding for finding in draft.findings if finding.grade is Grade.ERROR]
    assert sum(found(entry, finding) for finding in errors) == 1, [
        (
            one.rule,
            one.source and (one.source.line, one.source.text),
            one.target and (one.target.line, one.target.text),
        )
        for one in errors
    ]


def test_nothing_else_is_found(draft):
    strangers = [
        finding.message
        for finding in draft.findings
        if finding.grade is Grade.ERROR and not any(found(entry, finding) for entry in PLANTED)
    ]
    assert strangers == []


def test_the_draft_differs_from_the_good_translation_only_where_something_is_planted():
    """So that nothing in it is wrong that the list does not know."""
    good = (CORPUS / "report.de.md").read_text("utf-8").replace("–", " ").split()
    bad = (CORPUS / "report.de-draft.md").read_text("utf-8").replace("–", " ").split()
    texts = " ".join(str(entry.get("target_text", "")) for entry in PLANTED).split()
    # "above" became "below"; all other words of the draft stand in the good translation as well.
    assert set(bad) - set(good) <= {word + mark for word in [*texts, "unter"] for mark in ("", ".", ",")}


def test_the_consistent_pair_passes():
    report = crosscheck.audit(CORPUS / "report.en.md", CORPUS / "report.de.md")
    assert [finding.message for finding in report.findings if finding.grade is Grade.ERROR] == []
    assert all(link.source and link.target for link in report.links)
    assert (report.source.lang, report.target.lang) == ("en", "de")


def test_the_original_agrees_with_itself():
    report = crosscheck.audit(CORPUS / "report.en.md", CORPUS / "report.en.md")
    assert report.findings == ()
