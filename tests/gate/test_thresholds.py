"""Thresholds: an audit that saw nothing does not pass as clean; accepted findings fail nothing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from crosscheck.coverage import agreeing, linked
from crosscheck.gate import Thresholds, judge_reports
from crosscheck.model import (
    Acceptance,
    Document,
    Fact,
    Finding,
    Grade,
    Kind,
    Link,
    PairReport,
    Reading,
    Sentence,
    Side,
    Strength,
)


def document(path: str, *texts: str) -> Document:
    sentences, start = [], 0
    for number, text in enumerate(texts):
        sentences.append(Sentence(number, text, range(start, start + len(text)), 0))
        start += len(text) + 1
    return Document(path, "\n".join(texts), "utf-8", (0,), sentences=tuple(sentences))


def fact(text: str, strength: Strength = Strength.DIGITS) -> Fact:
    return Fact(Kind.NUMBER, 0, len(text), text, (Reading(Fraction(int(text))),), strength)


def pair(links: int = 2, *grades: Grade) -> PairReport:
    """Three sentences a side, each with a fact, of which `links` are linked; a finding on the first ones."""
    source, target = document("a", "11", "22", "33"), document("b", "11", "22", "33")
    facts = tuple((fact(sentence.text), fact(sentence.text, Strength.WEAK)) for sentence in source.sentences)
    findings = tuple(
        Finding(str(n), "r", grade, "m", Side(n, 1, 1, 3 * n, 3 * n + 2, "x", "x"), None, n)
        for n, grade in enumerate(grades)
    )
    made = tuple(Link((n,), (n,), 1.0) for n in range(links)) + ((Link((2,), (), 1.0),) if links < 3 else ())
    return PairReport(source, target, made, findings, facts, facts)


def test_coverage_counts_what_was_compared() -> None:
    report = pair(2, Grade.ERROR, Grade.NOTE)
    assert (linked(report).matched, linked(report).total) == (4, 6)
    assert (agreeing(report).matched, agreeing(report).total) == (3, 6)
    assert linked(pair(0)).portion == 0 == agreeing(pair(0)).portion


def test_shares_are_held_against_every_pair() -> None:
    good, cut = pair(3), replace(pair(1), target=document("cut", "11", "22", "33"))
    wanted = Thresholds(min_linked=0.5, min_matched=0.5)
    assert judge_reports([good], "error", [wanted]).passed
    verdict = judge_reports([good, cut], "never", [wanted, wanted])
    assert not verdict.passed
    assert verdict.shortfalls == (
        "cut: 2 of 6 sentences have a counterpart (33.3%), at least 50% must",
        "cut: 2 of 6 facts agree (33.3%), at least 50% must",
    )


def test_an_audit_that_saw_nothing_is_not_clean() -> None:
    nothing = PairReport(document("a"), document("b"), (), ())
    assert judge_reports([nothing]).passed, "without thresholds nothing is demanded"
    verdict = judge_reports([nothing], "error", [Thresholds(min_linked=0.01, min_matched=0.01)])
    assert not verdict.passed and len(verdict.shortfalls) == 2
    assert judge_reports([nothing], "error", [Thresholds(min_linked=0)]).passed


def test_warnings_may_be_limited() -> None:
    report = pair(3, Grade.WARNING, Grade.WARNING)
    assert judge_reports([report], "error", [Thresholds(max_warnings=2)]).passed
    assert not judge_reports([report], "error", [Thresholds(max_warnings=1)]).passed


def test_accepted_findings_are_counted_and_fail_nothing() -> None:
    report = pair(3, Grade.ERROR, Grade.WARNING)
    known = replace(report.findings[0], accepted=Acceptance("baseline"))
    report = replace(report, findings=(known, report.findings[1]))
    verdict = judge_reports([report], "error", [Thresholds(max_warnings=1)], stale=2, expired=1)
    assert verdict.passed and (verdict.errors, verdict.warnings, verdict.accepted) == (0, 1, 1)
    assert (verdict.stale, verdict.expired) == (2, 1)
    assert not judge_reports([report], "warning").passed
