"""What was read in one document, for `crosscheck facts`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from crosscheck.figures import figure
from crosscheck.model import Document, Fact, Reading


def as_text(document: Document, facts: Sequence[Sequence[Fact]]) -> str:
    """A line per fact: place, kind, what the text says, and every reading of it."""
    lines = [f"{document.path}: {document.lang} ({document.lang_origin})", *document.notices]
    for fact, start, _ in _placed(document, facts):
        line, column = document.locate(start)
        readings = " or ".join(_shown(reading) for reading in fact.readings)
        marks = [mark for mark in (fact.strength.value, fact.role) if mark and mark != "digits"]
        comparator = "" if fact.comparator.value == "=" else f"{fact.comparator.value} "
        tail = f"  ({', '.join(marks)})" if marks else ""
        lines.append(f"{line}:{column}  {fact.kind.value:<10}  {fact.text}  →  {comparator}{readings}{tail}")
        lines.extend(f"    {reading.derivation}" for reading in fact.readings[:1] if reading.derivation)
    return "\n".join(lines)


def as_json(document: Document, facts: Sequence[Sequence[Fact]]) -> str:
    """The same as data: {"path", "lang", "facts": [{"line", "column", "start", "end", "kind", "text", …}]}.

    Values are exact, as strings: "4925", "917/10"."""
    rows: list[dict[str, Any]] = []
    for fact, start, end in _placed(document, facts):
        line, column = document.locate(start)
        rows.append(
            {
                "line": line,
                "column": column,
                "start": start,
                "end": end,
                "kind": fact.kind.value,
                "text": fact.text,
                "strength": fact.strength.value,
                "comparator": fact.comparator.value,
                "group": fact.group,
                "role": fact.role,
                "readings": [
                    {
                        "value": str(reading.value),
                        "units": list(reading.units),
                        "label": reading.label,
                        "norm": reading.norm,
                        "derivation": reading.derivation,
                    }
                    for reading in fact.readings
                ],
            }
        )
    return json.dumps(
        {"path": document.path, "lang": document.lang, "facts": rows}, ensure_ascii=False, indent=2
    )


def _placed(document: Document, facts: Sequence[Sequence[Fact]]) -> Iterator[tuple[Fact, int, int]]:
    """Every fact with its start and end in the document."""
    for sentence, found in zip(document.sentences, facts, strict=True):
        for fact in found:
            yield fact, sentence.positions[fact.start], sentence.positions[fact.end - 1] + 1


def _shown(reading: Reading) -> str:
    value = reading.label if reading.label is not None else figure(reading.value, grouped=False)
    units = "/".join(reading.units[:4]) + ("…" if len(reading.units) > 4 else "")
    return f"{value} {units}".rstrip() + ("" if reading.norm else " (against the language's habit)")
