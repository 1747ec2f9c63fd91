"""Findings as a table, one a row, through pandas: CSV, TSV and Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from crosscheck.model import Document, Finding, PairReport, Side, Verdict
from crosscheck.output.inert import cell
from crosscheck.output.kinds import Tool

if TYPE_CHECKING:
    from collections.abc import Callable

    from pandas import DataFrame

SIDE_COLUMNS = ("path", "lang", "unit", "line", "column", "text", "value")
COLUMNS = (
    *("pair", "fingerprint", "rule", "grade", "status", "message", "cause", "suggestion"),
    *(f"source_{name}" for name in SIDE_COLUMNS),
    *(f"target_{name}" for name in SIDE_COLUMNS),
    "reason",
)
NUMBERS = ("pair", "source_line", "source_column", "target_line", "target_column")
"""Columns of whole numbers, empty where a side is missing; all others hold text."""


def format_csv(reports: Sequence[PairReport], _verdict: Verdict, _tool: Tool) -> str:
    """RFC 4180. A cell that a spreadsheet could take for a formula begins with an apostrophe."""
    text: str = _frame(reports, cell).to_csv(index=False, lineterminator="\r\n")
    return text


def format_tsv(reports: Sequence[PairReport], _verdict: Verdict, _tool: Tool) -> str:
    """Tabs and line ends within a text become spaces, so that nothing is quoted."""
    text: str = _frame(reports, cell).to_csv(
        index=False, sep="\t", lineterminator="\n", quoting=csv.QUOTE_NONE
    )
    return text


def format_parquet(reports: Sequence[PairReport], _verdict: Verdict, _tool: Tool) -> bytes:
    """Texts stand there as they are; only lone surrogates, which UTF-8 cannot hold, become `\\udc80`."""
    stream = io.BytesIO()
    _frame(reports, lambda text: text.encode("utf-8", "backslashreplace").decode()).to_parquet(
        stream, index=False
    )
    return stream.getvalue()


def _frame(reports: Sequence[PairReport], shown: Callable[[str], str]) -> DataFrame:
    import pandas

    frame = pandas.DataFrame(_rows(reports, shown), columns=COLUMNS)
    return frame.astype({name: "Int64" if name in NUMBERS else "string" for name in COLUMNS})


def _rows(reports: Sequence[PairReport], shown: Callable[[str], str]) -> list[list[Any]]:
    return [
        [value if not isinstance(value, str) else shown(value) for value in _row(number, report, finding)]
        for number, report in enumerate(reports)
        for finding in report.findings
    ]


def _row(number: int, report: PairReport, finding: Finding) -> Iterator[Any]:
    yield from (
        number,
        finding.fingerprint,
        finding.rule,
        finding.grade.value,
        finding.status,
        finding.message,
    )
    yield from (finding.cause, finding.suggestion)
    yield from _side(report.source, finding.source)
    yield from _side(report.target, finding.target)
    yield None if finding.accepted is None else finding.accepted.reason


def _side(document: Document, side: Side | None) -> Iterator[Any]:
    yield from (document.path, document.lang)
    if side is None:
        yield from [None] * (len(SIDE_COLUMNS) - 2)
    else:
        yield from (str(side.unit), side.line, side.column, side.text, side.value)
