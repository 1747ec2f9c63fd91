"""JUnit XML, as build servers read it: a suite for each pair, a case for each finding.

New findings of a grade that fails the gate are failures, accepted ones are skipped, the others pass and say
what they are. Each suite also has a case of its own, so that a clean pair is not an empty suite; missed
thresholds are failures of a suite named "gate"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from crosscheck.model import Finding, Grade, PairReport, Side, Verdict
from crosscheck.output.inert import safe
from crosscheck.output.kinds import Tool
from crosscheck.output.summary import explanation, plural


def format_junit(reports: Sequence[PairReport], verdict: Verdict, tool: Tool) -> str:
    """All pairs as one `testsuites`."""
    suites = [_Suite.of(report, verdict.failing, tool) for report in reports]
    if verdict.shortfalls:
        missed = [_case("gate", one, _failure("threshold", one, one)) for one in verdict.shortfalls]
        suites.append(_Suite("gate", missed))
    tests, failures = sum(one.tests for one in suites), sum(one.failures for one in suites)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name={quoteattr(tool.name)} tests="{tests}" failures="{failures}" errors="0">\n'
        + "".join(map(str, suites))
        + "</testsuites>\n"
    )


class _Suite:
    def __init__(self, name: str, cases: Iterable[str]) -> None:
        self.name = name
        self.cases = list(cases)
        self.tests = len(self.cases)
        self.failures = sum("<failure " in case for case in self.cases)
        self.skipped = sum("<skipped " in case for case in self.cases)

    @classmethod
    def of(cls, report: PairReport, failing: frozenset[Grade], tool: Tool) -> _Suite:
        audited = f"audited {plural(len(report.links), 'link')}, {plural(len(report.findings), 'finding')}"
        cases = [_case(tool.name, "audited", _said(audited))]
        cases += [_finding(report, finding, failing) for finding in report.findings]
        return cls(f"{report.source.path} → {report.target.path}", cases)

    def __str__(self) -> str:
        counts = f'tests="{self.tests}" failures="{self.failures}" errors="0" skipped="{self.skipped}"'
        return f"  <testsuite name={_quoted(self.name)} {counts}>\n{''.join(self.cases)}  </testsuite>\n"


def _finding(report: PairReport, finding: Finding, failing: frozenset[Grade]) -> str:
    name = f"{_place(finding)}: {finding.message}"
    text = "\n".join(
        (
            f"{finding.grade}: {explanation(finding)}",
            f"{report.source.path}: {_read(finding.source)}",
            f"{report.target.path}: {_read(finding.target)}",
        )
    )
    if finding.accepted is not None:
        reason = finding.accepted.reason or "no reason given"
        return _case(finding.rule, name, f"      <skipped message={_quoted(f'accepted: {reason}')}/>\n")
    if finding.grade in failing:
        return _case(finding.rule, name, _failure(finding.rule, finding.message, text))
    return _case(finding.rule, name, _said(text))


def _place(finding: Finding) -> str:
    side = finding.target or finding.source
    if side is None:
        return "nowhere"
    return f"row {side.unit}" if isinstance(side.unit, str) else f"line {side.line}"


def _read(side: Side | None) -> str:
    return "nothing" if side is None else f"line {side.line}, column {side.column}: {side.text}"


def _case(group: str, name: str, content: str) -> str:
    return f"    <testcase classname={_quoted(group)} name={_quoted(name)}>\n{content}    </testcase>\n"


def _failure(kind: str, message: str, text: str) -> str:
    return f"      <failure type={_quoted(kind)} message={_quoted(message)}>{_escaped(text)}</failure>\n"


def _said(text: str) -> str:
    return f"      <system-out>{_escaped(text)}</system-out>\n"


def _quoted(text: str) -> str:
    return quoteattr(safe(text))


def _escaped(text: str) -> str:
    return "\n".join(escape(safe(line)) for line in text.split("\n"))
