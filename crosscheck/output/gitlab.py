"""GitLab's code quality report: a JSON array of the new findings, shown in merge requests."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from crosscheck.model import Grade, PairReport, Verdict
from crosscheck.output.inert import relative, safe
from crosscheck.output.kinds import Tool
from crosscheck.output.summary import explanation, place

_SEVERITIES = {Grade.ERROR: "major", Grade.WARNING: "minor", Grade.NOTE: "info"}


def format_gitlab(reports: Sequence[PairReport], _verdict: Verdict, _tool: Tool) -> str:
    """The report. Paths are from the current folder, which has to be the repository's."""
    return json.dumps(list(_entries(reports)), indent=2) + "\n"


def _entries(reports: Sequence[PairReport]) -> Iterator[dict[str, Any]]:
    given: Counter[str] = Counter()
    for report in reports:
        for finding in report.findings:
            side, in_target = place(finding)
            if finding.accepted is not None or side is None:
                continue
            document = report.target if in_target else report.source
            # GitLab drops entries of the same fingerprint; two translations may hold the same passage.
            given[finding.fingerprint] += 1
            count = given[finding.fingerprint]
            yield {
                "description": safe(explanation(finding)),
                "check_name": finding.rule,
                "fingerprint": finding.fingerprint if count == 1 else f"{finding.fingerprint}.{count}",
                "severity": _SEVERITIES[finding.grade],
                "location": {
                    "path": safe(relative(document.path)),
                    "lines": {"begin": side.line, "end": document.locate(max(side.end - 1, side.start))[0]},
                },
            }
