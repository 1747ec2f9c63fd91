"""GitHub's workflow commands: printed in a step, each becomes an annotation on the changed file."""

from __future__ import annotations

from collections.abc import Sequence

from crosscheck.model import Document, Finding, Grade, PairReport, Side, Verdict
from crosscheck.output.inert import relative, safe
from crosscheck.output.kinds import Tool
from crosscheck.output.summary import explanation, headline, place

_COMMANDS = {Grade.ERROR: "error", Grade.WARNING: "warning", Grade.NOTE: "notice"}


def format_github(reports: Sequence[PairReport], verdict: Verdict, tool: Tool) -> str:
    """A command for each new finding, then one with the verdict. Paths are from the current folder."""
    lines = []
    for report in reports:
        for finding in report.findings:
            side, in_target = place(finding)
            if finding.accepted is None and side is not None:
                lines.append(_command(report.target if in_target else report.source, finding, side))
    lines += [f"::warning title={_property(tool.name)}::{_data(remark)}" for remark in verdict.remarks]
    level = "notice" if verdict.passed else "error"
    lines.append(f"::{level} title={_property(tool.name)}::{_data(headline(verdict))}")
    return "".join(f"{line}\n" for line in lines)


def _command(document: Document, finding: Finding, side: Side) -> str:
    end_line, end_column = document.locate(side.end)
    properties = {
        "file": relative(document.path),
        "line": str(side.line),
        "endLine": str(end_line),
        "title": finding.rule,
    }
    if end_line == side.line:  # columns are allowed within one line only
        properties |= {"col": str(side.column), "endColumn": str(end_column)}
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.grade]} {told}::{_data(explanation(finding))}"


def _data(text: str) -> str:
    return safe(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
