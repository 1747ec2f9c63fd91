"""JSON Lines: one object a line, for streams. The first line tells what made the report, then each pair is
followed by its findings, and the verdict comes last. The objects are those of the JSON report, with a `type`
and the number of their pair."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from crosscheck.model import PairReport, Verdict
from crosscheck.output.json import SCHEMA, document_data, finding_data, tool_data, verdict_data
from crosscheck.output.kinds import Tool

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def format_jsonl(reports: Sequence[PairReport], verdict: Verdict, tool: Tool) -> str:
    """The report, a line for each object."""
    return "".join(f"{_encode(one)}\n" for one in _objects(reports, verdict, tool))


def _objects(reports: Sequence[PairReport], verdict: Verdict, tool: Tool) -> Iterator[dict[str, Any]]:
    yield {"type": "run", "schema": SCHEMA, "tool": tool_data(tool)}
    for number, report in enumerate(reports):
        yield {
            "type": "pair",
            "pair": number,
            "source": document_data(report.source),
            "target": document_data(report.target),
            "stats": report.stats,
        }
        for finding in report.findings:
            yield {"type": "finding", "pair": number, **finding_data(finding)}
    yield {"type": "verdict", **verdict_data(verdict)}
