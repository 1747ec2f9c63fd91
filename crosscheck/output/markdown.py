"""A summary in Markdown, for a pull request or the summary of a build step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosscheck.coverage import agreeing, linked
from crosscheck.model import Finding, Grade, PairReport, Side, Verdict
from crosscheck.output.inert import markdown
from crosscheck.output.kinds import Tool
from crosscheck.output.summary import explanation, headline, plural

SHOWN = 50
"""New findings that are listed, all pairs together: a comment of a pull request holds some 65,000
characters."""


def format_markdown(reports: Sequence[PairReport], verdict: Verdict, tool: Tool) -> str:
    """The verdict, then each pair with what was compared and a table of its new findings."""
    lines = [f"## {tool.name}: {markdown(headline(verdict))}", ""]
    left = SHOWN
    for report in reports:
        new = [finding for finding in report.findings if finding.accepted is None]
        new.sort(key=lambda finding: list(Grade).index(finding.grade))
        lines += _pair(report, new, new[:left])
        left -= min(left, len(new))
    lines += [f"- {markdown(remark)}" for remark in verdict.remarks[:SHOWN]]
    if len(verdict.remarks) > SHOWN:
        lines.append(f"- … and {len(verdict.remarks) - SHOWN:,} more")
    return "\n".join(lines).rstrip("\n") + "\n"


def _pair(report: PairReport, new: Sequence[Finding], shown: Sequence[Finding]) -> Iterator[str]:
    source, target = (
        f"{markdown(side.path)} ({markdown(side.lang)})" for side in (report.source, report.target)
    )
    yield f"### {source} → {target}"
    yield ""
    sentences, facts = linked(report), agreeing(report)
    yield (
        f"{sentences.matched:,} of {plural(sentences.total, 'sentence')} have a counterpart, "
        f"{facts.matched:,} of {plural(facts.total, 'fact')} agree."
    )
    yield ""
    if shown:
        yield "| Grade | Line | Source | Target | Finding |"
        yield "|---|---|---|---|---|"
        yield from map(_row, shown)
        yield ""
    if len(shown) < len(new):
        yield f"… and {plural(len(new) - len(shown), 'more finding')}."
        yield ""


def _row(finding: Finding) -> str:
    places = [_place(side) for side in (finding.source, finding.target)]
    cells = (
        finding.grade.value,
        places[0] if places[0] == places[1] else " → ".join(places),
        *("–" if side is None else markdown(side.text, 120) for side in (finding.source, finding.target)),
        f"{markdown(explanation(finding))} `{finding.rule}`",
    )
    return f"| {' | '.join(cells)} |"


def _place(side: Side | None) -> str:
    if side is None:
        return "–"
    return markdown(side.unit, 60) if isinstance(side.unit, str) else str(side.line)
