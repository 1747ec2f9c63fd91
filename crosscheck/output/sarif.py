"""SARIF 2.1.0, the OASIS format for results of analysis tools.

A result stands where it is mended, in the target where it has a place there; the other side is its related
location. Columns count characters, from 1; a region's end column is the one behind its last character (3.30
of the standard)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from crosscheck.model import Document, Finding, Grade, PairReport, Side, Verdict
from crosscheck.output.inert import safe, uri
from crosscheck.output.kinds import RuleText, Tool
from crosscheck.output.summary import explanation, place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
VERSION = "2.1.0"
FINGERPRINT = "crosscheck/1"
"""The name under which a result's fingerprint stands; the number would change with the way it is made."""

_LEVELS = {Grade.ERROR: "error", Grade.WARNING: "warning", Grade.NOTE: "note"}
_SUPPRESSIONS = {"baseline": "external", "comment": "inSource"}
_ROOT = "%SRCROOT%"


def format_sarif(reports: Sequence[PairReport], verdict: Verdict, tool: Tool) -> str:
    """One run with the results of all pairs."""
    named = dict.fromkeys((*tool.rules, *(finding.rule for report in reports for finding in report.findings)))
    indices = {rule: number for number, rule in enumerate(named)}
    run = {
        "tool": {
            "driver": {
                "name": tool.name,
                "semanticVersion": tool.version,
                "rules": [_rule(rule, tool.rules.get(rule)) for rule in named],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(reports, verdict)],
        "results": [
            _result(report, finding, indices[finding.rule])
            for report in reports
            for finding in report.findings
        ],
    }
    # ASCII alone, so that no lone surrogate is left for a strict reader to refuse.
    return json.dumps({"$schema": SCHEMA, "version": VERSION, "runs": [run]}, indent=2) + "\n"


def _rule(name: str, rule: RuleText | None) -> dict[str, Any]:
    if rule is None:
        return {"id": name}
    return {
        "id": name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.help},
        "help": {"text": rule.help},
        "defaultConfiguration": {"level": _LEVELS[rule.grade]},
        "properties": {"tags": ["translation", rule.group]},
    }


def _invocation(reports: Sequence[PairReport], verdict: Verdict) -> dict[str, Any]:
    notices = [
        notice for report in reports for side in (report.source, report.target) for notice in side.notices
    ]
    told = [("note", notice) for notice in (*notices, *verdict.remarks)] + [
        ("error", missed) for missed in verdict.shortfalls
    ]
    return {
        "executionSuccessful": True,
        "exitCode": 0 if verdict.passed else 1,
        "toolExecutionNotifications": [
            {"level": level, "message": {"text": _message(text)}} for level, text in told
        ],
    }


def _result(report: PairReport, finding: Finding, index: int) -> dict[str, Any]:
    shown, in_target = place(finding)
    here, there = (report.target, report.source) if in_target else (report.source, report.target)
    other = finding.source if in_target else None
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.grade],
        "message": {"text": _message(explanation(finding))},
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "locations": [] if shown is None else [_location(here, shown)],
        # An empty list says "not suppressed", where a missing one would say "not known" (3.27.23).
        "suppressions": [],
    }
    if other is not None:
        result["relatedLocations"] = [
            {"id": 1, **_location(there, other), "message": {"text": f"the source version ({there.lang})"}}
        ]
    if finding.accepted is not None:
        accepted = finding.accepted
        result["suppressions"] = [
            {
                "kind": _SUPPRESSIONS[accepted.by],
                "status": "accepted",
                "justification": safe(accepted.reason),
            }
        ]
    return result


def _location(document: Document, side: Side) -> dict[str, Any]:
    address = uri(document.path)
    artifact = {"uri": address} if address.startswith("file:") else {"uri": address, "uriBaseId": _ROOT}
    line, column = document.locate(side.end)
    region = {
        "startLine": side.line,
        "startColumn": side.column,
        "endLine": line,
        "endColumn": column,
        "snippet": {"text": document.text[side.start : side.end]},
    }
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _message(text: str) -> str:
    """Plain text: in a SARIF message `[text](target)` is a link (3.11.6), unless the brackets are escaped."""
    plain = safe(text)
    return plain.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]") if "](" in plain else plain
