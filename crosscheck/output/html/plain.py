"""What the page shows where scripts do not run (some CI artifact viewers): the findings as a plain table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from crosscheck.model import Finding, PairReport, Side
from crosscheck.output.summary import plural

SHOWN = 200
"""Findings of one pair in the plain table."""


def plain_findings(reports: Sequence[PairReport]) -> str:
    """HTML of the findings, everything escaped."""
    return "\n".join(_pair(report) for report in reports)


def _pair(report: PairReport) -> str:
    head = f"<h2>{escape(report.source.path)} – {escape(report.target.path)}</h2>"
    rows = "".join(_row(finding) for finding in report.findings[:SHOWN])
    left = len(report.findings) - SHOWN
    more = f"<p>… and {plural(left, 'finding')} more</p>" if left > 0 else ""
    return (
        f"{head}<table><thead><tr><th>Grade</th><th>Lines</th><th>Finding</th><th>Source</th><th>Target</th>"
        f"</tr></thead><tbody>{rows}</tbody></table>{more}"
    )


def _row(finding: Finding) -> str:
    places = " → ".join(_place(side) for side in (finding.source, finding.target))
    said = ". ".join(part for part in (finding.message, finding.cause, finding.suggestion) if part)
    texts = "".join(
        f"<td>{escape(side.text if side else '–')}</td>" for side in (finding.source, finding.target)
    )
    return f"<tr><td>{finding.grade}</td><td>{escape(places)}</td><td>{escape(said)}</td>{texts}</tr>"


def _place(side: Side | None) -> str:
    if side is None:
        return "–"
    return side.unit if isinstance(side.unit, str) else str(side.line)
