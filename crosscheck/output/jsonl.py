"""JSON Lines: one object a line, for streams. The first line tells what made the report, then each pair is
followed by its findings, and the verdict comes last. The objects are those of the JSON report, with a `type`
and the number of their pair."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from crosscheck.model import Document, PairReport, Verdict
from crosscheck.output.json import SCHEMA, finding_data, tool_data, verdict_data
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
            "source": _document(report.source),
            "target": _document(report.target),
            "stats": report.stats,
        }
        for finding in report.findings:
            yield {"type": "finding", "pair": number, **finding_data(finding)}
    yield {"type": "verdict", **verdict_data(verdict)}


def _document(document: Document) -> dict[str, Any]:
    data: dict[str, Any] = {"path": document.path, "lang": document.lang, "encoding": document.encoding}
    return {**data, "notices": document.notices} if document.notices else data
