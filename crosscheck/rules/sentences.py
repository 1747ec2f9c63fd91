"""Findings about whole sentences: missing, added, moved, not translated."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from crosscheck.model import Document, Finding, Link, Sentence
from crosscheck.rules.catalogue import catalogue
from crosscheck.rules.findings import sentence_side
from crosscheck.rules.fingerprints import Fingerprints


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
        elif link.moved:
            found.append(_finding("sentence-moved", source, target, place, ours, theirs, given))
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
