"""Linked documents → facts, differences, and what the report counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from crosscheck import comparison, facts, languages
from crosscheck.facts.digits import literal
from crosscheck.lexicons.conventions import Conventions, conventions_for
from crosscheck.lexicons.load import load
from crosscheck.lexicons.tokens import plain
from crosscheck.model import Difference, Document, Fact, Kind, Link, Placed, Strength

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""

Facts = tuple[tuple[Fact, ...], ...]
"""The facts of a document, by sentence."""
_RUN = re.compile(r"\d+(?:[.,' ]\d+)*")
_DIGITS = frozenset("0123456789")


def silent(what: str, done: int, total: int) -> None:
    """Say nothing."""


def read(
    document: Document, said: Progress = silent, conventions: Mapping[str, Conventions] = MappingProxyType({})
) -> Facts:
    """The facts of every sentence. `conventions` are a project's, by language tag; what they leave open, the
    document's own unambiguous dates and numbers settle."""
    own = facts.with_habits(
        conventions_for(conventions, document.lang),
        (sentence.text for sentence in document.sentences),
        document.lang,
    )
    found = []
    for number, sentence in enumerate(document.sentences):
        if number % 500 == 0:
            said(f"reading {document.path}", number, len(document.sentences))
        lang = sentence.lang or document.lang
        settled = own if lang == document.lang else conventions_for(conventions, lang)
        found.append(facts.extract(sentence.text, lang, settled))
    return tuple(found)


def compare(
    source: Document,
    target: Document,
    links: Sequence[Link],
    ours: Sequence[Sequence[Fact]],
    theirs: Sequence[Sequence[Fact]],
    closeness: comparison.Closeness,
    conventions: Mapping[str, Conventions] = MappingProxyType({}),
) -> list[list[Difference]]:
    """Compare neighbouring links together; the rows of a table have no neighbours. Suggestions follow the
    `conventions`, by language tag."""
    texts = [sentence.text for sentence in source.sentences], [sentence.text for sentence in target.sentences]
    if any(sentence.label is not None for sentence in source.sentences):
        runs = [[link] for link in links]
    else:
        runs = [list(run) for _, run in groupby(links, lambda link: target.lang_of(link.target))]
    made: list[list[Difference]] = []
    for run in runs:
        into, out_of = target.lang_of(run[0].target), source.lang_of(run[0].source)
        made += comparison.compare_links(
            run,
            ours,
            theirs,
            *texts,
            into,
            source_lang=out_of,
            closeness=closeness,
            conventions=conventions_for(conventions, into),
        )
    return made


def unconventional(
    target: Document, theirs: Sequence[Sequence[Fact]], conventions: Mapping[str, Conventions]
) -> list[tuple[Placed, str]]:
    """Numbers of the target that are written against the project's conventions for its language, each with
    what it should be. A language without conventions for numbers has none."""
    found: list[tuple[Placed, str]] = []
    for sentence, read_there in zip(target.sentences, theirs, strict=True) if conventions else ():
        lang = sentence.lang or target.lang
        settled = conventions_for(conventions, lang)
        if settled is None or not settled.numbers:
            continue
        marks, lexicon = settled.marks(load(lang).separators), load(lang, settled)
        allowed = {marks.decimal, *marks.group}
        for fact in read_there:
            run = _RUN.search(plain(fact.text))
            if fact.kind is not Kind.NUMBER or fact.strength is not Strength.DIGITS or run is None:
                continue
            if {*run[0]} - allowed <= _DIGITS and any(reading.norm for reading in fact.readings):
                continue
            readings = literal(run[0], lexicon.separators)
            right = comparison.remarked(run[0], readings[0].value, marks) if readings else None
            if right is not None and right != run[0]:
                text = fact.text[: run.start()] + right + fact.text[run.end() :]
                found.append((Placed(sentence.index, fact), text))
    return found


def untranslated(source: Document, target: Document) -> frozenset[int]:
    """The target's sentences that are written in the source's language."""
    found = set()
    for sentence in target.sentences:
        ours = (source.sentences[sentence.index].lang if sentence.label is not None else None) or source.lang
        theirs = sentence.lang or target.lang
        if ours != theirs and languages.sentence_language(sentence.text, (ours, theirs)).tag == ours:
            found.add(sentence.index)
    return frozenset(found)


def figures(
    source: Document,
    target: Document,
    links: Sequence[Link],
    ours: Sequence[Sequence[Fact]],
    theirs: Sequence[Sequence[Fact]],
) -> dict[str, int | float | str]:
    """What the report counts."""
    return {
        "source_sentences": len(source.sentences),
        "target_sentences": len(target.sentences),
        "links": len(links),
        "source_facts": sum(map(len, ours)),
        "target_facts": sum(map(len, theirs)),
    }
