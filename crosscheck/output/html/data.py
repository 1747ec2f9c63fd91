"""Reports as the page's script wants them: small, with offsets in UTF-16 units, as JavaScript counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from crosscheck.coverage import agreeing, termed
from crosscheck.model import (
    BlockKind,
    Document,
    Fact,
    Finding,
    Link,
    PairReport,
    Reading,
    Sentence,
    Side,
    Strength,
    Verdict,
)
from crosscheck.output.kinds import Tool
from crosscheck.output.places import Places

RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"))
"""Languages written from right to left in their usual script (CLDR, character order)."""
_RIGHT_TO_LEFT_SCRIPTS = frozenset(("adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"))

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_LAYOUTS = {
    BlockKind.PARAGRAPH: "p",
    BlockKind.LIST_ITEM: "l",
    BlockKind.TABLE_CELL: "r",
    BlockKind.ROW: "r",
}


def page_data(reports: Sequence[PairReport], verdict: Verdict, tool: Tool) -> dict[str, Any]:
    """Everything the page shows."""
    return {
        "tool": {"name": tool.name, "version": tool.version, "model": tool.model},
        "verdict": {
            "passed": verdict.passed,
            "error": verdict.errors,
            "warning": verdict.warnings,
            "note": verdict.notes,
            "shortfalls": verdict.shortfalls,
        },
        "pairs": [_pair(report) for report in reports],
    }


def direction(lang: str) -> str:
    """ "rtl" or "ltr" for a BCP 47 tag: the script subtag decides where there is one."""
    first, *rest = lang.lower().replace("_", "-").split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    rtl = first in RIGHT_TO_LEFT if script is None else script in _RIGHT_TO_LEFT_SCRIPTS
    return "rtl" if rtl else "ltr"


def _pair(report: PairReport) -> dict[str, Any]:
    partners = _partners(report)
    facts, terms = agreeing(report), termed(report)
    source, target = Places(report.source), Places(report.target)
    return {
        "source": _document(report.source, report.source_facts, partners[0]),
        "target": _document(report.target, report.target_facts, partners[1]),
        "links": [_link(link) for link in report.links],
        "findings": [_finding(finding, source, target) for finding in report.findings],
        "facts": [facts.matched, facts.total],
        "terms": [terms.matched, terms.total],
        "stats": report.stats,
    }


def _document(
    document: Document, facts: Sequence[Sequence[Fact]], partners: dict[tuple[int, int], int]
) -> dict[str, Any]:
    return {
        "path": document.path,
        "lang": document.lang,
        "dir": direction(document.lang),
        "origin": document.lang_origin,
        "encoding": document.encoding,
        "notices": document.notices,
        "sentences": list(_sentences(document, facts, partners)),
    }


def _sentences(
    document: Document, facts: Sequence[Sequence[Fact]], partners: dict[tuple[int, int], int]
) -> Iterable[list[Any]]:
    """For each: text, line, layout, facts; where it has them the row's id, its own language and direction.

    The layout is "" within a block, "p" at a paragraph's start, "h1" … "h6" for a heading, "l" for a list
    item, "r" for a table row or cell. Facts are flat runs of four: start, end, partner number or -1, how it
    was read."""
    block = -1
    for sentence in document.sentences:
        text = sentence.text
        wide = _ASTRAL.search(text) is not None
        layout = _layout(document, sentence) if sentence.block != block else ""
        block = sentence.block
        found = facts[sentence.index] if facts else ()
        flat: list[Any] = []
        for number, fact in enumerate(found):
            # A lone "one" or "second" is no news.
            if fact.strength is Strength.WEAK and (sentence.index, number) not in partners:
                continue
            start, end = (utf16(text, fact.start), utf16(text, fact.end)) if wide else (fact.start, fact.end)
            flat += (start, end, partners.get((sentence.index, number), -1), fact.readings[0].derivation)
        entry: list[Any] = [text, document.locate(sentence.start)[0], layout, flat]
        if sentence.label is not None or sentence.lang is not None:
            entry.append(sentence.label)
        if sentence.lang is not None:
            entry += (sentence.lang, direction(sentence.lang))
        yield entry


def _layout(document: Document, sentence: Sentence) -> str:
    if sentence.block >= len(document.blocks):
        return "p"
    block = document.blocks[sentence.block]
    if block.kind is BlockKind.HEADING:
        return f"h{min(max(block.level, 1), 6)}"
    return _LAYOUTS[block.kind]


def utf16(text: str, offset: int) -> int:
    """The offset in UTF-16 code units of an offset in characters."""
    return offset + len(_ASTRAL.findall(text, 0, offset))


def _partners(report: PairReport) -> tuple[dict[tuple[int, int], int], dict[tuple[int, int], int]]:
    """Numbers for facts that say the same on both sides of a link, to be shown as connected: (sentence, fact)
    to number. This serves the eye alone; what disagrees is for the findings to say."""
    source: dict[tuple[int, int], int] = {}
    target: dict[tuple[int, int], int] = {}
    if not report.source_facts or not report.target_facts:
        return source, target
    number = 0
    for link in report.links:
        waiting: dict[Any, list[tuple[int, int]]] = {}
        for index in link.target:
            for place, fact in enumerate(report.target_facts[index]):
                for reading in fact.readings:
                    waiting.setdefault(_key(reading), []).append((index, place))
        for index in link.source:
            for place, fact in enumerate(report.source_facts[index]):
                options = (
                    option
                    for reading in fact.readings
                    for option in waiting.get(_key(reading), ())
                    if option not in target
                )
                partner = next(options, None)
                if partner is not None:
                    source[index, place] = target[partner] = number
                    number += 1
    return source, target


def _key(reading: Reading) -> tuple[int, int, str | None]:
    # A Fraction's own hash is slow.
    return reading.value.numerator, reading.value.denominator, reading.label


def _link(link: Link) -> list[Any]:
    entry: list[Any] = [link.source, link.target, round(link.confidence, 2)]
    return [*entry, 1] if link.moved else entry


def _finding(finding: Finding, source: Places, target: Places) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": finding.fingerprint,
        "rule": finding.rule,
        "grade": finding.grade,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "cause": finding.cause,
        "link": finding.link,
        "source": _side(finding.source, source),
        "target": _side(finding.target, target),
    }
    if finding.accepted is not None:
        told = finding.accepted
        made["accepted"] = {
            "reason": told.reason,
            "author": told.author,
            "date": told.date,
            "expires": told.expires,
        }
    return made


def _side(side: Side | None, places: Places) -> dict[str, Any] | None:
    """`marks` are triples: sentence, start and end in its text. Where nothing was read they cover the
    sentences that should hold it."""
    if side is None:
        return None
    marks = []
    for sentence in places.covered(side):
        start, end = places.within(sentence, side)
        marks.append([sentence.index, utf16(sentence.text, start), utf16(sentence.text, end)])
    return {
        "unit": side.unit,
        "line": side.line,
        "column": side.column,
        "text": side.text,
        "value": side.value,
        "derivation": side.derivation,
        "marks": marks,
    }
