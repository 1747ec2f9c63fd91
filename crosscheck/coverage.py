"""How much of a pair an audit really compared: sentences that have a counterpart, facts that agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosscheck.model import Document, Fact, Grade, PairReport, Side, Strength


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole; both are counts."""

    matched: int
    total: int

    @property
    def portion(self) -> float:
        """From 0 to 1. Nothing of nothing is 0: an audit that saw nothing compared nothing."""
        return self.matched / self.total if self.total else 0.0


def linked(report: PairReport) -> Share:
    """The sentences of both versions, and how many of them stand in a link that has both sides."""
    both = [link for link in report.links if link.source and link.target]
    paired = (
        {index for link in both for index in link.source},
        {index for link in both for index in link.target},
    )
    sides = report.source.sentences, report.target.sentences
    return Share(sum(map(len, paired)), sum(map(len, sides)))


def agreeing(report: PairReport) -> Share:
    """The facts of both versions, and how many of them have a counterpart: they stand in linked sentences and
    in no error or warning. Weak facts ("one", "second") do not count."""
    both = [link for link in report.links if link.source and link.target]
    serious = [finding for finding in report.findings if finding.grade is not Grade.NOTE]
    counts = [
        _agreeing(
            report.source,
            report.source_facts,
            {index for link in both for index in link.source},
            (finding.source for finding in serious),
        ),
        _agreeing(
            report.target,
            report.target_facts,
            {index for link in both for index in link.target},
            (finding.target for finding in serious),
        ),
    ]
    return Share(sum(count.matched for count in counts), sum(count.total for count in counts))


def termed(report: PairReport) -> Share:
    """The links with a term of the glossary, and in how many of them the target follows it; 0 of 0 without a
    glossary."""
    figures = (report.stats.get(name, 0) for name in ("terms_agreeing", "term_mentions"))
    return Share(*(int(figure) for figure in figures))


def _agreeing(
    document: Document, facts: Sequence[Sequence[Fact]], paired: set[int], sides: Iterable[Side | None]
) -> Share:
    read = {
        offset for side in sides if side and side.value is not None for offset in range(side.start, side.end)
    }
    matched = total = 0
    # A report may come without facts.
    for sentence, found in zip(document.sentences, facts, strict=False):
        for fact in found:
            if fact.strength is Strength.WEAK:
                continue
            total += 1
            matched += sentence.index in paired and sentence.positions[fact.start] not in read
    return Share(matched, total)
