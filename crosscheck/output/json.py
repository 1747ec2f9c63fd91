"""The JSON report, schema "crosscheck/1".

`crosscheck-1.schema.json` beside this file describes it. Within schema 1 fields may be added, never removed
or given another meaning. The bytes depend on the input alone: no time, no machine, no order of a set.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from crosscheck.model import Document, Finding, Link, PairReport, Side, Verdict
from crosscheck.output.kinds import Tool

SCHEMA = "crosscheck/1"

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the report."""
    text = Path(__file__).with_name("crosscheck-1.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def format_json(reports: Sequence[PairReport], verdict: Verdict, tool: Tool) -> str:
    """The report as JSON text with a newline at its end. Sentences, links and findings stand one to a line:
    that keeps differences readable and is many times faster than the standard library's indentation."""
    return (
        f'{{\n  "schema": {_encode(SCHEMA)},\n  "tool": {_encode(tool_data(tool))},\n'
        f'  "verdict": {_encode(verdict_data(verdict))},\n'
        f'  "pairs": {_lines(map(_pair, reports), 4)}\n}}\n'
    )


def tool_data(tool: Tool) -> dict[str, Any]:
    """What made the report."""
    head = {"name": tool.name, "version": tool.version}
    return head if tool.model is None else {**head, "model": tool.model}


def verdict_data(verdict: Verdict) -> dict[str, Any]:
    """The gate's decision."""
    return {
        "passed": verdict.passed,
        "errors": verdict.errors,
        "warnings": verdict.warnings,
        "notes": verdict.notes,
        "accepted": verdict.accepted,
        "stale": verdict.stale,
        "expired": verdict.expired,
        "shortfalls": list(verdict.shortfalls),
        "remarks": list(verdict.remarks),
    }


def _pair(report: PairReport) -> str:
    return (
        f'{{\n      "source": {_document(report.source)},\n      "target": {_document(report.target)},\n'
        f'      "links": {_lines(map(_link, report.links), 8)},\n'
        f'      "findings": {_lines(map(_finding, report.findings), 8)},\n'
        f'      "stats": {_encode(report.stats)}\n    }}'
    )


def _lines(items: Iterable[str], indent: int) -> str:
    """A JSON array with one item to a line."""
    gap = "\n" + " " * indent
    body = f",{gap}".join(items)
    return f"[{gap}{body}\n{' ' * (indent - 2)}]" if body else "[]"


def _document(document: Document) -> str:
    return f'{_encode(document_data(document))[:-1]}, "sentences": {_lines(_sentences(document), 8)}}}'


def document_data(document: Document) -> dict[str, Any]:
    """What is told of a document besides its sentences."""
    data: dict[str, Any] = {
        "path": document.path,
        "lang": document.lang,
        "lang_origin": document.lang_origin,
        "encoding": document.encoding,
    }
    return {**data, "notices": document.notices} if document.notices else data


def _sentences(document: Document) -> Iterable[str]:
    locate = document.locate
    for sentence in document.sentences:
        start, end = sentence.start, sentence.end
        # A row of a table is known by its id, and may have a language of its own.
        extra = "" if sentence.label is None else f', "unit": {_encode(sentence.label)}'
        if sentence.lang is not None:
            extra += f', "lang": {_encode(sentence.lang)}'
        yield (
            f'{{"index": {sentence.index}, "line": {locate(start)[0]}, "start": {start}, "end": {end}, '
            f'"text": {_encode(sentence.text)}{extra}}}'
        )


def _link(link: Link) -> str:
    moved = ', "moved": true' if link.moved else ""
    source, target = ", ".join(map(str, link.source)), ", ".join(map(str, link.target))
    return (
        f'{{"source": [{source}], "target": [{target}], "score": {_encode(round(link.score, 4))}, '
        f'"confidence": {_encode(round(link.confidence, 4))}{moved}}}'
    )


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding, as the report holds it."""
    data: dict[str, Any] = {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "grade": finding.grade,
        "status": finding.status,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "cause": finding.cause,
        "link": finding.link,
        "source": _side(finding.source),
        "target": _side(finding.target),
    }
    if finding.accepted is not None:
        accepted = finding.accepted
        data["accepted"] = {
            "by": accepted.by,
            "reason": accepted.reason,
            "author": accepted.author,
            "date": accepted.date,
        }
    return data


def _finding(finding: Finding) -> str:
    return _encode(finding_data(finding))


def _side(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    return {
        "unit": side.unit,
        "line": side.line,
        "column": side.column,
        "start": side.start,
        "end": side.end,
        "text": side.text,
        "value": side.value,
        "derivation": side.derivation,
    }
