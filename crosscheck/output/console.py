"""The console's view of an audit: what was detected, the findings by grade, one verdict line.

Text of documents is untrusted: control characters (which could drive a terminal) are shown as codes, and
nothing of it is read as rich markup.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crosscheck.coverage import agreeing, termed
from crosscheck.model import Document, Finding, Grade, PairReport, Sentence, Side, Verdict
from crosscheck.output.inert import safe
from crosscheck.output.places import Places
from crosscheck.output.summary import headline, plural

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

SHOWN = 20
"""Findings of one grade that are shown unless all are asked for."""
LOW_CONFIDENCE = 0.5
"""Links below this confidence are listed with `verbose`."""
CONTEXT = 44
"""Characters of the sentence shown on either side of a value."""
PLAIN_WIDTH = 120
"""Columns where the output is no terminal."""

_STYLE = {Grade.ERROR: "bold red", Grade.WARNING: "bold yellow", Grade.NOTE: "bold blue"}


def show(
    reports: Sequence[PairReport],
    verdict: Verdict,
    *,
    quiet: bool = False,
    verbose: bool = False,
    color: bool = True,
    console: Console | None = None,
) -> None:
    """Write the view to `console`, by default standard error.

    `quiet` leaves the
    verdict line only. `verbose` adds notes, links of low confidence and figures, and cuts nothing."""
    if quiet and console is None:
        print(safe(headline(verdict)), file=sys.stderr)
        return
    console = console or _console(color)
    if not quiet:
        for report in reports:
            for part in _report(report, verbose):
                console.print(part)
        shown = verdict.remarks if verbose else verdict.remarks[:SHOWN]
        for remark in shown:
            console.print(_text(safe(remark), "yellow"))
        if len(shown) < len(verdict.remarks):
            console.print(
                _text(f"… and {len(verdict.remarks) - len(shown):,} more (--verbose shows all)", "dim")
            )
    style = "bold green" if verdict.passed else "bold red"
    console.print(_text(safe(headline(verdict)), style))


def _console(color: bool) -> Console:
    from rich.console import Console

    console = Console(stderr=True, no_color=not color, highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = PLAIN_WIDTH
    return console


def _text(content: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(content, style=style)


def _report(report: PairReport, verbose: bool) -> Iterator[RenderableType]:
    yield _detected(report)
    known = sum(finding.accepted is not None for finding in report.findings)
    if known and not verbose:
        yield _text(f"{plural(known, 'accepted finding')} (--verbose shows them)\n", "dim")
    for grade in Grade:
        findings = [
            finding
            for finding in report.findings
            if finding.grade is grade and (verbose or not finding.accepted)
        ]
        if not findings:
            continue
        if grade is Grade.NOTE and not verbose:
            yield _text(f"{plural(len(findings), 'note')} (--verbose shows them)\n", "dim")
            continue
        shown = findings if verbose else findings[:SHOWN]
        yield _table(report, grade, shown)
        if len(shown) < len(findings):
            yield _text(f"… and {len(findings) - len(shown):,} more (--verbose shows all)\n", "dim")
    if verbose:
        yield from _details(report)


def _detected(report: PairReport) -> Text:
    text = _text("")
    for document in (report.source, report.target):
        how = f" ({document.lang_origin})" if document.lang_origin in ("detected", "given") else ""
        text.append(safe(document.path), "bold")
        sentences = plural(len(document.sentences), "sentence")
        text.append(f"  {document.lang}{how}, {safe(document.encoding)}, {sentences}\n")
        for notice in document.notices:
            text.append(f"  {safe(notice)}\n", "yellow")
    linked = sum(1 for link in report.links if link.source and link.target)
    alone = len(report.links) - linked
    text.append(f"{plural(linked, 'link')}", "dim")
    if alone:
        text.append(f", {plural(alone, 'passage')} without counterpart", "dim")
    facts = agreeing(report)
    if facts.total:
        text.append(f", {facts.matched:,} of {plural(facts.total, 'fact')} agree", "dim")
    terms = termed(report)
    if terms.total:
        text.append(f", {terms.matched:,} of {plural(terms.total, 'term')} as in the glossary", "dim")
    text.append("\n", "dim")
    return text


def _table(report: PairReport, grade: Grade, findings: Sequence[Finding]) -> RenderableType:
    from rich import box
    from rich.table import Table

    table = Table(
        title=_text(plural(len(findings), grade.value).capitalize(), _STYLE[grade]),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        leading=1,
        expand=True,
        pad_edge=False,
        header_style="dim",
    )
    table.add_column("Line", no_wrap=True)
    table.add_column(_text(report.source.lang), ratio=3)
    table.add_column(_text(report.target.lang), ratio=3)
    table.add_column("Finding", ratio=4)
    source, target = Places(report.source), Places(report.target)
    for finding in findings:
        table.add_row(
            _where(finding),
            _excerpt(source, finding.source, _STYLE[grade]),
            _excerpt(target, finding.target, _STYLE[grade]),
            _reasoning(finding, _STYLE[grade]),
        )
    return table


def _where(finding: Finding) -> str:
    """The lines of both sides; rows of a table by their id."""
    units = [_place(side) for side in (finding.source, finding.target)]
    return units[0] if units[0] == units[1] else " → ".join(units)


def _place(side: Side | None) -> str:
    if side is None:
        return "–"
    return safe(side.unit) if isinstance(side.unit, str) else str(side.line)


def _excerpt(places: Places, side: Side | None, style: str) -> Text:
    """The value in its sentence; the sentence's beginning where nothing was read."""
    if side is None:
        return _text("–", "dim")
    sentence = places.at(side)
    if sentence is None:
        return _text(safe(side.text))
    start, end = places.within(sentence, side)
    if side.value is None or end - start == len(sentence.text):
        return _cut(sentence, 0, 0, "", 3 * CONTEXT)
    return _cut(sentence, start, end, style, CONTEXT)


def _cut(sentence: Sentence, start: int, end: int, style: str, context: int) -> Text:
    before, after = sentence.text[:start], sentence.text[end:]
    if len(before) > context:
        before = "…" + before[-context:].partition(" ")[2]
    if len(after) > context:
        after = after[:context].rpartition(" ")[0] + "…"
    text = _text(safe(before))
    text.append(safe(sentence.text[start:end]), style)
    text.append(safe(after))
    return text


def _reasoning(finding: Finding, style: str) -> Text:
    text = _text(safe(finding.message))
    for side in (finding.source, finding.target):
        if side is not None and side.derivation:
            text.append(f"\n{safe(side.derivation)}", "dim")
    if finding.cause:
        text.append(f"\nLikely: {safe(finding.cause)}")
    if finding.suggestion:
        text.append("\nSuggested: ")
        text.append(safe(finding.suggestion), "bold green")
    if finding.accepted:
        text.append(f"\nAccepted: {safe(finding.accepted.reason) or 'no reason given'}", "green")
    text.append("\n")
    text.append(safe(finding.rule), f"dim {style}")
    return text


def _details(report: PairReport) -> Iterator[Text]:
    doubtful = [
        link for link in report.links if link.source and link.target and link.confidence < LOW_CONFIDENCE
    ]
    if doubtful:
        lines = [f"{plural(len(doubtful), 'link')} of low confidence"]
        for link in doubtful:
            source, target = _range(report.source, link.source), _range(report.target, link.target)
            lines.append(f"  {source} → {target}  {link.confidence:.2f}")
        yield _text("\n".join(lines) + "\n", "dim")
    if report.stats:
        figures = (
            f"  {name}: {value:,}" if isinstance(value, int | float) else f"  {name}: {safe(value)}"
            for name, value in report.stats.items()
        )
        yield _text("Figures\n" + "\n".join(figures) + "\n", "dim")


def _range(document: Document, indices: Sequence[int]) -> str:
    first, last = (document.sentences[index] for index in (indices[0], indices[-1]))
    lines = [document.locate(first.start)[0], document.locate(last.start)[0]]
    return f"line {lines[0]}" if lines[0] == lines[1] else f"lines {lines[0]}–{lines[1]}"
