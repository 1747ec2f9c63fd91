"""Findings about the terms of a project's glossary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from crosscheck.glossary import Reader, Span, Term, applying, fixed_case
from crosscheck.model import Document, Finding, Link, Sentence, Side
from crosscheck.rules.catalogue import catalogue
from crosscheck.rules.findings import sentence_side, stretch_side
from crosscheck.rules.fingerprints import Fingerprints

NAMED = 3
"""Of several approved forms so many are named."""


class Place(NamedTuple):
    """A stretch of one of a document's sentences."""

    sentence: Sentence
    span: Span


class Terms(NamedTuple):
    """The findings; in how many links a term of the source occurs; in how many of them the target agrees with
    the glossary."""

    findings: list[Finding]
    mentions: int
    agreeing: int


def term_findings(
    source: Document,
    target: Document,
    links: Sequence[Link],
    terms: Sequence[Term],
    fingerprints: Fingerprints | None = None,
) -> Terms:
    """Where the target does not follow the glossary. A form that the linked sentences lack may stand in those
    of the link before or behind, unless these need it themselves; the rows of a table have no neighbours."""
    if not terms:
        return Terms([], 0, 0)
    given = fingerprints or Fingerprints()
    index = _Index(terms)
    passages = [_Passage(source, target, link, index) for link in links]
    rows = any(sentence.label is not None for sentence in source.sentences)
    found: list[Finding] = []
    mentions = agreeing = 0
    for number, passage in enumerate(passages):
        if not passage.theirs:
            continue
        broken = passage.broken
        found += (
            _finding("glossary-forbidden", source, target, number, passage, term, there, given)
            for term, there in broken.items()
        )
        beside = () if rows else (*passages[max(number - 1, 0) : number], *passages[number + 1 : number + 2])
        for term in passage.mentions:
            mentions += 1
            if term in broken:
                continue
            if passage.follows(term) or any(one.follows(term) and term not in one.mentions for one in beside):
                agreeing += 1
            else:
                found.append(_finding("glossary-term", source, target, number, passage, term, None, given))
    return Terms(found, mentions, agreeing)


class _Index:
    """The terms of each pair of languages by how their source begins; "" for those without one."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = terms
        self._made: dict[tuple[str, str], Mapping[str, list[Term]]] = {}

    def of(self, source_lang: str, target_lang: str) -> Mapping[str, list[Term]]:
        if (source_lang, target_lang) not in self._made:
            found: defaultdict[str, list[Term]] = defaultdict(list)
            reader = _reader(source_lang)
            for term in applying(self._terms, source_lang, target_lang):
                beginning = reader.beginning(term.source)
                if beginning or not term.source:
                    found[beginning].append(term)
            self._made[source_lang, target_lang] = found
        return self._made[source_lang, target_lang]


@cache
def _reader(lang: str) -> Reader:
    return Reader(lang)


class _Passage:
    """The linked sentences, and what they hold of the terms."""

    def __init__(self, source: Document, target: Document, link: Link, index: _Index) -> None:
        self.ours = [source.sentences[index] for index in link.source]
        self.theirs = [target.sentences[index] for index in link.target]
        langs = (
            (self.ours and self.ours[0].lang) or source.lang,
            (self.theirs and self.theirs[0].lang) or target.lang,
        )
        self._terms = index.of(*langs)
        self._here, self._there = map(_reader, langs)

    @cached_property
    def mentions(self) -> Mapping[Term, Place]:
        """The terms that the source mentions, each where it does so first. A term within a longer one
        ("cell" in "party cell") is not meant."""
        found: list[tuple[Term, Place]] = []
        for sentence in self.ours:
            candidates = {
                term: None
                for beginning in sorted(self._here.beginnings(sentence.text))
                for term in self._terms.get(beginning, ())
            }
            places = [
                (term, Place(sentence, span))
                for term in candidates
                for span in self._here.mentions(
                    sentence.text, term.source, fixed_case(term.source, term.case)
                )
            ]
            found += (one for one in places if not any(_within(one[1], other) for _, other in places))
        made: dict[Term, Place] = {}
        for term, place in sorted(found, key=lambda one: (one[1].sentence.index, one[1].span)):
            made.setdefault(term, place)
        return made

    def follows(self, term: Term) -> bool:
        """Whether the target has one of the term's approved forms."""
        return not term.targets or any(
            self._there.holds(sentence.text, form, fixed_case(form, term.case))
            for sentence in self.theirs
            for form in term.targets
        )

    @cached_property
    def broken(self) -> Mapping[Term, Place]:
        """The terms of which the target has a forbidden form, with its place. What is part of an approved
        form is allowed."""
        made: dict[Term, Place] = {}
        for term in (*self.mentions, *self._terms.get("", ())):
            for sentence in self.theirs:
                allowed = [Place(sentence, span) for span in self._spans(sentence, term, term.targets)]
                wrong = [Place(sentence, span) for span in self._spans(sentence, term, term.forbidden)]
                left = [one for one in wrong if not any(_within(one, other) for other in allowed)]
                if left:
                    made.setdefault(term, min(left, key=lambda one: one.span))
        return made

    def _spans(self, sentence: Sentence, term: Term, forms: Sequence[str]) -> Iterator[Span]:
        for form in forms:
            yield from self._there.mentions(sentence.text, form, fixed_case(form, term.case))


def _within(one: Place, other: Place) -> bool:
    """Whether a place is a part of another, longer one."""
    return (
        one.sentence is other.sentence
        and one.span != other.span
        and other.span.start <= one.span.start
        and one.span.end <= other.span.end
    )


def _finding(
    name: str,
    source: Document,
    target: Document,
    number: int,
    passage: _Passage,
    term: Term,
    there: Place | None,
    given: Fingerprints,
) -> Finding:
    rule = catalogue()[name]
    here = passage.mentions.get(term)
    ours, theirs = _side(source, here, passage.ours), _side(target, there, passage.theirs)
    texts = [" ".join(sentence.text for sentence in side) for side in (passage.ours, passage.theirs)]
    words = {
        "source": ours.text if here and ours else "",
        "target": theirs.text if there and theirs else "",
        "approved": _named(term.targets),
    }
    return Finding(
        fingerprint=given.give(name, texts[0], texts[1], (term.source, *term.targets, *term.forbidden)),
        rule=name,
        grade=rule.grade,
        message=rule.message.format_map(words) + (f" ({term.note})" if term.note else ""),
        source=ours,
        target=theirs,
        link=number,
        suggestion=term.targets[0] if term.targets else None,
    )


def _side(document: Document, place: Place | None, sentences: Sequence[Sentence]) -> Side | None:
    """The form where it stands, or the sentences around it."""
    if place is None:
        return sentence_side(document, sentences)
    return stretch_side(document, place.sentence, *place.span)


def _named(forms: Sequence[str]) -> str:
    return " / ".join(forms[:NAMED]) + (" / …" if len(forms) > NAMED else "")
