"""Figures about a report that several formatters show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crosscheck.model import Document, Fact, Grade, PairReport, Side, Strength, Verdict


@dataclass(frozen=True, slots=True)
class Coverage:
    """Facts of both sides, and how many of them no error or warning touches. Weak ones do not count."""

    matched: int
    total: int


def plural(count: int, noun: str) -> str:
    """ "1 error", "2 errors", "1,061 links"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def headline(verdict: Verdict) -> str:
    """The verdict in one line."""
    counts = (("error", verdict.errors), ("warning", verdict.warnings), ("note", verdict.notes))
    said = ", ".join(plural(count, noun) for noun, count in counts if count) or "nothing found"
    return f"{'Passed' if verdict.passed else 'Failed'}: {said}"


def coverage(report: PairReport) -> Coverage:
    """The facts of both sides, and how many of them stand in no error or warning."""
    serious = [finding for finding in report.findings if finding.grade is not Grade.NOTE]
    counts = [
        _count(report.source, report.source_facts, [finding.source for finding in serious]),
        _count(report.target, report.target_facts, [finding.target for finding in serious]),
    ]
    return Coverage(sum(count.matched for count in counts), sum(count.total for count in counts))


def _count(document: Document, facts: Sequence[Sequence[Fact]], sides: Sequence[Side | None]) -> Coverage:
    spans = [range(side.start, side.end) for side in sides if side and side.value is not None]
    read = {offset for span in spans for offset in span}
    matched = total = 0
    # A report may come without facts.
    for sentence, found in zip(document.sentences, facts, strict=False):
        for fact in found:
            if fact.strength is Strength.WEAK:
                continue
            total += 1
            matched += sentence.positions[fact.start] not in read
    return Coverage(matched, total)
