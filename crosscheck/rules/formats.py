"""Findings about the writing of numbers, where a project has settled it."""

from __future__ import annotations

from collections.abc import Sequence

from crosscheck.model import Document, Finding, Link, Placed
from crosscheck.rules.catalogue import catalogue
from crosscheck.rules.findings import fact_side, sentence_side
from crosscheck.rules.fingerprints import Fingerprints

RULE = "number-format"


def format_findings(
    source: Document,
    target: Document,
    links: Sequence[Link],
    unusual: Sequence[tuple[Placed, str]],
    fingerprints: Fingerprints | None = None,
) -> list[Finding]:
    """`unusual` are numbers of the target that are written against the conventions, each with what it should
    be."""
    given = fingerprints or Fingerprints()
    rule = catalogue()[RULE]
    places = {index: place for place, link in enumerate(links) for index in link.target} if unusual else {}
    found = []
    for placed, right in unusual:
        place = places[placed.sentence]
        texts = [
            " ".join(document.sentences[index].text for index in indices)
            for document, indices in ((source, links[place].source), (target, links[place].target))
        ]
        found.append(
            Finding(
                fingerprint=given.give(rule.id, texts[0], texts[1], (placed.fact.text,)),
                rule=rule.id,
                grade=rule.grade,
                message=rule.message.format(target=placed.fact.text, approved=right),
                source=sentence_side(source, [source.sentences[index] for index in links[place].source]),
                target=fact_side(target, placed),
                link=place,
                suggestion=right,
            )
        )
    return found
