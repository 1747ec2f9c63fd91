"""JUnit XML, as build servers read it: a suite for each pair, a case for each finding.

New findings of a grade that fails the gate are failures, accepted ones are skipped, the others pass; what
they are stands in the suite's output. Each suite also has a case of its own, so that a clean pair is no empty
suite; missed thresholds are failures of a suite named "gate".

The format has no standard. This is what both common schemas allow, that of Ant's tasks and that of Jenkins;
attributes they demand although nothing is known (`hostname`, `time`) hold their neutral values."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from crosscheck.model import Finding, Grade, PairReport, Side, Verdict
from crosscheck.output.inert import safe
from crosscheck.output.kinds import Tool
from crosscheck.output.summary import explanation, headline, plural

CLOCK = "SOURCE_DATE_EPOCH"
"""Seconds since 1970 in this environment variable stand for the time of the run: builds can repeat."""


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite: its name, its cases as XML, and the lines of its output."""

    name: str
    cases: tuple[str, ...]
    output: tuple[str, ...]


def format_junit(reports: Sequence[PairReport], verdict: Verdict, tool: Tool) -> str:
    """All pairs as one `testsuites`. It holds the time of the run: see `CLOCK`."""
    suites = [_suite(report, verdict.failing_in(number), tool) for number, report in enumerate(reports)]
    if verdict.shortfalls:
        missed = tuple(
            _case("gate", one, _failure("threshold", one, safe(one))) for one in verdict.shortfalls
        )
        suites.append(Suite("gate", missed, (headline(verdict),)))
    time = _time()
    body = "".join(_xml(number, suite, time) for number, suite in enumerate(suites))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n{body}</testsuites>\n'


def _time() -> str:
    """The time in UTC, which the format must not name."""
    given = os.environ.get(CLOCK, "")
    now = dt.datetime.fromtimestamp(int(given), dt.UTC) if given.isdecimal() else dt.datetime.now(dt.UTC)
    return now.strftime("%Y-%m-%dT%H:%M:%S")


def _xml(number: int, suite: Suite, time: str) -> str:
    failures = sum("<failure " in case for case in suite.cases)
    skipped = sum("<skipped " in case for case in suite.cases)
    name = _quoted(suite.name)
    output = "\n".join(escape(safe(line)) for line in suite.output)
    return (
        f'  <testsuite id="{number}" package={name} name={name} timestamp="{time}" hostname="localhost"'
        f' tests="{len(suite.cases)}" failures="{failures}" errors="0" skipped="{skipped}" time="0">\n'
        f"    <properties/>\n{''.join(suite.cases)}"
        f"    <system-out>{output}</system-out>\n    <system-err/>\n  </testsuite>\n"
    )


def _suite(report: PairReport, failing: frozenset[Grade], tool: Tool) -> Suite:
    cases = [_case(tool.name, "audited", "")]
    output = [f"audited {plural(len(report.links), 'link')}, {plural(len(report.findings), 'finding')}"]
    for finding in report.findings:
        lines = (
            f"{finding.grade}: {explanation(finding)}",
            f"{report.source.path}: {_read(finding.source)}",
            f"{report.target.path}: {_read(finding.target)}",
        )
        content = ""
        if finding.accepted is not None:
            reason = finding.accepted.reason or "no reason given"
            content = f"      <skipped message={_quoted(f'accepted: {reason}')}/>\n"
        elif finding.grade in failing:
            content = _failure(finding.rule, finding.message, "\n".join(map(safe, lines)))
        else:
            output += lines
        cases.append(_case(finding.rule, f"{_place(finding)}: {finding.message}", content))
    return Suite(f"{report.source.path} → {report.target.path}", tuple(cases), tuple(output))


def _place(finding: Finding) -> str:
    side = finding.target or finding.source
    if side is None:
        return "nowhere"
    return f"row {side.unit}" if isinstance(side.unit, str) else f"line {side.line}"


def _read(side: Side | None) -> str:
    return "nothing" if side is None else f"line {side.line}, column {side.column}: {side.text}"


def _case(group: str, name: str, content: str) -> str:
    head = f'    <testcase classname={_quoted(group)} name={_quoted(name)} time="0"'
    return f"{head}>\n{content}    </testcase>\n" if content else f"{head}/>\n"


def _failure(kind: str, message: str, text: str) -> str:
    return f"      <failure type={_quoted(kind)} message={_quoted(message)}>{escape(text)}</failure>\n"


def _quoted(text: str) -> str:
    """An attribute's value, whose blanks are single ones (an XML token)."""
    return quoteattr(" ".join(safe(text).split()))
