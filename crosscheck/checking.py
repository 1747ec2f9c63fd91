"""Linked documents → facts, differences, and what the report counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from crosscheck import comparison, facts, languages
from crosscheck.model import Difference, Document, Fact, Link

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def silent(what: str, done: int, total: int) -> None:
    """Say nothing."""


def read(document: Document, said: Progress = silent) -> tuple[tuple[Fact, ...], ...]:
    """The facts of every sentence."""
    found = []
    for number, sentence in enumerate(document.sentences):
        if number % 500 == 0:
            said(f"reading {document.path}", number, len(document.sentences))
        found.append(facts.extract(sentence.text, sentence.lang or document.lang))
    return tuple(found)


def compare(
    source: Document,
    target: Document,
    links: Sequence[Link],
    ours: Sequence[Sequence[Fact]],
    theirs: Sequence[Sequence[Fact]],
    closeness: comparison.Closeness,
) -> list[list[Difference]]:
    """Compare neighbouring links together; the rows of a table have no neighbours."""
    texts = [sentence.text for sentence in source.sentences], [sentence.text for sentence in target.sentences]
    if any(sentence.label is not None for sentence in source.sentences):
        runs = [[link] for link in links]
    else:
        runs = [list(run) for _, run in groupby(links, lambda link: target.lang_of(link.target))]
    made: list[list[Difference]] = []
    for run in runs:
        into, out_of = target.lang_of(run[0].target), source.lang_of(run[0].source)
        made += comparison.compare_links(
            run, ours, theirs, *texts, into, source_lang=out_of, closeness=closeness
        )
    return made


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
