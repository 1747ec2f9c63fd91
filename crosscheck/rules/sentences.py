"""Findings about whole sentences: missing, added, moved, not translated, of another meaning."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from crosscheck.model import Document, Finding, Grade, Link, Sentence
from crosscheck.rules.catalogue import catalogue
from crosscheck.rules.findings import sentence_side
from crosscheck.rules.fingerprints import Fingerprints

UNLIKE = 0.005
"""Below this score of a link its texts say different things. Among 5,800 pairs kept apart from training,
mostly human translations, one lies below (a slip of its source); of pairs with a wrong partner, three
in four."""

HARDLY_ALIKE = 0.02
"""The same, to be taken as a hint: one translation in 350, and 19 of 20 pairs with a wrong partner."""


def sentence_findings(
    source: Document,
    target: Document,
    links: Sequence[Link],
    untranslated: Collection[int] = (),
    fingerprints: Fingerprints | None = None,
) -> list[Finding]:
    """What the links themselves tell. `untranslated` holds the indices of the target sentences that are
    written in the source's language, as the sentence voice of `crosscheck.languages` says."""
    given = fingerprints or Fingerprints()
    found: list[Finding] = []
    for place, link in enumerate(links):
        ours = [source.sentences[i] for i in link.source]
        theirs = [target.sentences[j] for j in link.target]
        for sentence in theirs:
            if sentence.index in untranslated:
                found.append(
                    _finding("sentence-untranslated", source, target, place, ours, [sentence], given)
                )
        if not theirs:
            found.extend(
                _finding("sentence-missing", source, target, place, [one], [], given) for one in ours
            )
        elif not ours:
            # A sentence of the source that was copied instead of translated is no addition.
            found.extend(
                _finding("sentence-added", source, target, place, [], [one], given)
                for one in theirs
                if one.index not in untranslated
            )
        else:
            if link.moved:
                found.append(_finding("sentence-moved", source, target, place, ours, theirs, given))
            if link.score < HARDLY_ALIKE:
                finding = _finding("meaning-differs", source, target, place, ours, theirs, given)
                found.append(finding if link.score < UNLIKE else replace(finding, grade=Grade.NOTE))
    return found


def _finding(
    name: str,
    source: Document,
    target: Document,
    place: int,
    ours: Sequence[Sentence],
    theirs: Sequence[Sentence],
    given: Fingerprints,
) -> Finding:
    rule = catalogue()[name]
    texts = [" ".join(sentence.text for sentence in side) for side in (ours, theirs)]
    return Finding(
        fingerprint=given.give(name, texts[0], texts[1], ()),
        rule=name,
        grade=rule.grade,
        message=rule.message,
        source=sentence_side(source, ours),
        target=sentence_side(target, theirs),
        link=place,
    )
