"""From differences to findings: which rule, which words, which places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from crosscheck.figures import figure
from crosscheck.model import (
    Cause,
    Change,
    Difference,
    Document,
    Finding,
    Grade,
    Kind,
    Link,
    Placed,
    Sentence,
    Side,
)
from crosscheck.rules.catalogue import catalogue, causes
from crosscheck.rules.fingerprints import Fingerprints
from crosscheck.rules.wording import describe

_VALUES = re.compile(r" \(\{(\w+)_value\}\)")
"""A value in brackets behind the words that state it, in a rule's message."""

UNSURE_LINK = 0.5
"""Below this confidence of a link, an error about its values is only a warning: confidence is calibrated, so
such a link is more likely wrong than right."""

_BY_CHANGE = {
    Change.SIGN: "sign-lost",
    Change.COMPARATOR: "comparator-flipped",
    Change.SWAPPED: "values-swapped",
    Change.REPEATED: "number-repeated",
}
_BY_CAUSE = {
    Cause.PERCENT: "percent-changed",
    Cause.PERCENT_POINT: "percent-changed",
    Cause.CURRENCY: "currency-changed",
    Cause.UNIT: "unit-changed",
    Cause.SEPARATOR: "number-scale",
    Cause.SCALE: "number-scale",
    Cause.MAGNITUDE: "number-scale",
    Cause.DAY_MONTH: "date-changed",
    Cause.SIGN: "sign-lost",
}
_BY_KIND = {
    Kind.YEAR: "date-changed",
    Kind.MONTH: "date-changed",
    Kind.DAY: "date-changed",
    Kind.WEEKDAY: "date-changed",
    Kind.DECADE: "date-changed",
    Kind.CENTURY: "date-changed",
    Kind.TIME: "time-changed",
    Kind.ORDINAL: "ordinal-changed",
    Kind.IDENTIFIER: "identifier-changed",
}


def rule_of(difference: Difference) -> str:
    """The id of the rule that a difference falls under."""
    if difference.change in _BY_CHANGE:
        return _BY_CHANGE[difference.change]
    placed = difference.source or difference.target
    kind = None if placed is None else placed.fact.kind
    if difference.change is Change.MISSING:
        return "identifier-missing" if kind is Kind.IDENTIFIER else "number-missing"
    if difference.change is Change.ADDED:
        return "identifier-added" if kind is Kind.IDENTIFIER else "number-added"
    if difference.cause in _BY_CAUSE:
        return _BY_CAUSE[difference.cause]
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    ranged = (difference.source, difference.target)
    if all(one is not None and one.fact.role in ("low", "high") for one in ranged):
        return "range-changed"
    return "number-changed"


def value_findings(
    source: Document,
    target: Document,
    links: Sequence[Link],
    differences: Sequence[Sequence[Difference]],
    fingerprints: Fingerprints | None = None,
) -> list[Finding]:
    """The findings of all differences; `differences` is parallel to `links`."""
    given = fingerprints or Fingerprints()
    return [
        _finding(source, target, place, links[place], one, given)
        for place, made in enumerate(differences)
        for one in made
    ]


def _finding(
    source: Document, target: Document, place: int, link: Link, difference: Difference, given: Fingerprints
) -> Finding:
    rule = catalogue()[rule_of(difference)]
    ours = [source.sentences[i] for i in link.source]
    theirs = [target.sentences[j] for j in link.target]
    here = _side(source, difference.source, _facing(difference.target, theirs, ours))
    there = _side(target, difference.target, _facing(difference.source, ours, theirs))
    words = _words(difference)
    grade = difference.grade
    if grade is Grade.ERROR and link.confidence < UNSURE_LINK:
        grade = Grade.WARNING
    values = tuple(side.value or "" for side in (here, there) if side is not None)
    return Finding(
        fingerprint=given.give(rule.id, _text(ours), _text(theirs), values),
        rule=rule.id,
        grade=grade,
        message=_message(rule.message, words),
        source=here,
        target=there,
        link=place,
        suggestion=difference.suggestion,
        cause=_cause(difference),
    )


def _message(template: str, words: Mapping[str, str]) -> str:
    """The words in their places; without the values in brackets where all of them are as they are written:
    “39” stands as “93”."""
    named = [name for name in _VALUES.findall(template) if name in words]
    if all(words[name] == words[f"{name}_value"] for name in named):
        template = _VALUES.sub("", template)
    return template.format_map(words)


def _words(difference: Difference) -> dict[str, str]:
    """What a message may name."""
    words = {}
    for name, placed in (
        ("source", difference.source),
        ("target", difference.target),
        ("other_source", difference.other_source),
        ("other_target", difference.other_target),
    ):
        if placed is not None:
            words[name], words[f"{name}_value"] = placed.fact.text, describe(placed.fact)
    alone = "target" if difference.source is None else "source"
    return words | {"text": words[alone], "text_value": words[f"{alone}_value"], "side": alone}


def _cause(difference: Difference) -> str | None:
    if difference.cause is None:
        return None
    factor = difference.factor
    times = (
        "" if factor is None else f"{figure(factor)} times" if factor >= 1 else f"1/{figure(1 / factor)} of"
    )
    return causes()[difference.cause].format(factor=times)


def _facing(placed: Placed | None, own: Sequence[Sentence], other: Sequence[Sentence]) -> Sequence[Sentence]:
    """The sentences that should hold a value which stands in one of `own`: in a group of equally many, the
    one in the same place."""
    if placed is None or len(own) != len(other):
        return other
    return [two for one, two in zip(own, other, strict=True) if one.index == placed.sentence] or other


def _side(document: Document, placed: Placed | None, sentences: Sequence[Sentence]) -> Side | None:
    """The place of a fact, or the sentences that should hold it."""
    if placed is None:
        return sentence_side(document, sentences)
    return fact_side(document, placed)


def fact_side(document: Document, placed: Placed) -> Side:
    """The place of a fact, and what it states."""
    sentence, fact = document.sentences[placed.sentence], placed.fact
    return stretch_side(document, sentence, fact.start, fact.end, describe(fact), fact.readings[0].derivation)


def stretch_side(
    document: Document,
    sentence: Sentence,
    start: int,
    end: int,
    value: str | None = None,
    derivation: str = "",
) -> Side:
    """The place of a stretch of a sentence's text (offsets, half open). What was read there is the stretch
    itself unless a value is given."""
    at = sentence.positions[start]
    line, column = document.locate(at)
    text = sentence.text[start:end]
    return Side(
        unit=sentence.unit,
        line=line,
        column=column,
        start=at,
        end=sentence.positions[end - 1] + 1,
        text=text,
        value=text if value is None else value,
        derivation=derivation,
    )


def sentence_side(document: Document, sentences: Sequence[Sentence]) -> Side | None:
    """The place of whole sentences; None where there are none."""
    if not sentences:
        return None
    start = sentences[0].start
    line, column = document.locate(start)
    return Side(
        unit=sentences[0].unit,
        line=line,
        column=column,
        start=start,
        end=max(sentence.end for sentence in sentences),
        text=_text(sentences),
    )


def _text(sentences: Sequence[Sentence]) -> str:
    return " ".join(sentence.text for sentence in sentences)
