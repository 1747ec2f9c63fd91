"""The one story: read, detect, split, embed, align, extract, compare, find. Stages in order, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import groupby, pairwise

from crosscheck import comparison, facts, languages, readers, rules, suppression
from crosscheck.aligning import align_documents
from crosscheck.embedding import load
from crosscheck.lexicons.load import languages as covered
from crosscheck.model import Difference, Document, Fact, Link, PairReport, Sentence
from crosscheck.settings import Settings

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def audit_pair(source_path: str, target_path: str, settings: Settings, progress: Progress | None = None) -> PairReport:
    """Audit a translation against its source. Raises InputError, LanguageError, ModelError."""
    settings = settings.for_files(source_path, target_path)
    source = _prepared(readers.read(source_path), settings.source_lang)
    target = _prepared(readers.read(target_path), settings.target_lang)
    embedder = load(settings.model)
    links = align_documents(source, target, embedder)
    return _checked(source, target, links, settings, progress, comparison.by_vectors(embedder.encode))


def align_pair(
    source_path: str, target_path: str, settings: Settings, *, by_line: bool = False
) -> tuple[Document, Document, list[Link]]:
    """Link the sentences of two texts, or their lines. Raises InputError, LanguageError, ModelError."""
    source, target = readers.read(source_path), readers.read(target_path)
    prepare = _by_line if by_line else _prepared
    source, target = prepare(source, settings.source_lang), prepare(target, settings.target_lang)
    return source, target, align_documents(source, target, load(settings.model))


def audit_table(path: str, settings: Settings, progress: Progress | None = None) -> PairReport:
    """Audit the rows of a bilingual table, which are linked as they stand. Raises InputError, LanguageError."""
    settings = settings.for_files(path)
    sides = readers.documents(
        readers.read_table(path), settings.source_lang, settings.target_lang, lambda tag: str(languages.parse(tag))
    )
    source, target = (_in_language(side, None) if side.lang == "und" else side for side in sides)
    links = [Link((index,), (index,), 1.0) for index in range(len(source.sentences))]
    embedder = cache(partial(load, settings.model))  # few tables need it
    return _checked(
        source, target, links, settings, progress, comparison.by_vectors(lambda texts: embedder().encode(texts))
    )


def read_facts(path: str, lang: str | None) -> tuple[Document, tuple[tuple[Fact, ...], ...]]:
    """One document and the facts of its sentences. Raises InputError, LanguageError."""
    document = _prepared(readers.read(path), lang)
    return document, _facts(document, _silent)


def _silent(what: str, done: int, total: int) -> None:
    """Say nothing."""


def _prepared(document: Document, given: str | None) -> Document:
    document = _in_language(document, given)
    return replace(document, sentences=languages.split(document, document.lang))


def _by_line(document: Document, given: str | None) -> Document:
    """The document with each of its lines, blank ones too, as one sentence of one block."""
    starts = (*document.line_starts, len(document.text) + 1)
    spans = [(start, start + len(document.text[start : end - 1].rstrip())) for start, end in pairwise(starts)]
    if len(spans) > 1 and spans[-1][0] == len(document.text):
        spans.pop()  # what follows the last line break is no line
    lines = (Sentence(n, document.text[a:b], range(a, b), 0) for n, (a, b) in enumerate(spans))
    return replace(_in_language(document, given), sentences=tuple(lines))


def _in_language(document: Document, given: str | None) -> Document:
    """The document with its language: the given one, or the one its text shows."""
    if given:
        tag, origin = str(languages.parse(given)), "given"
    else:
        tag, origin = languages.detect("\n".join(block.text for block in document.blocks)).tag, "detected"
    if tag == languages.UNDETERMINED:
        origin = "unknown"
    notices = document.notices
    if languages.parse(tag).language not in covered():
        notices += (
            f"{document.path}: there is no lexicon for {languages.name(tag)} ({tag}); digits and dates such as "
            "2024-06-16 are read, number words, units and months are not",
        )
    return replace(document, lang=tag, lang_origin=origin, notices=notices)


def _checked(
    source: Document,
    target: Document,
    links: Sequence[Link],
    settings: Settings,
    progress: Progress | None,
    closeness: comparison.Closeness,
) -> PairReport:
    said = progress or _silent
    ours = _facts(source, said)
    theirs = _facts(target, said)
    differences = _compared(source, target, links, ours, theirs, closeness)
    fingerprints = rules.Fingerprints()
    findings = rules.sentence_findings(source, target, links, _untranslated(source, target), fingerprints)
    findings += rules.value_findings(source, target, links, differences, fingerprints)
    findings.sort(key=lambda finding: finding.link)
    kept = settings.apply(findings, source.path, target.path)
    source, target, kept = suppression.apply(source, target, kept, rules.catalogue)
    return PairReport(source, target, tuple(links), tuple(kept), ours, theirs, _stats(source, target, links, ours, theirs))


def _facts(document: Document, said: Progress) -> tuple[tuple[Fact, ...], ...]:
    found = []
    for number, sentence in enumerate(document.sentences):
        if number % 500 == 0:
            said(f"reading {document.path}", number, len(document.sentences))
        found.append(facts.extract(sentence.text, sentence.lang or document.lang))
    return tuple(found)


def _compared(
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
        runs = [list(run) for _, run in groupby(links, lambda link: _target_lang(target, link))]
    made: list[list[Difference]] = []
    for run in runs:
        lang = _target_lang(target, run[0])
        made += comparison.compare_links(
            run, ours, theirs, *texts, lang, source_lang=source.lang, closeness=closeness
        )
    return made


def _target_lang(target: Document, link: Link) -> str:
    own = target.sentences[link.target[0]].lang if link.target else None
    return own or target.lang


def _untranslated(source: Document, target: Document) -> frozenset[int]:
    """The target's sentences that are written in the source's language."""

    found = set()
    for sentence in target.sentences:
        ours = (source.sentences[sentence.index].lang if sentence.label is not None else None) or source.lang
        theirs = sentence.lang or target.lang
        if ours != theirs and languages.sentence_language(sentence.text, (ours, theirs)).tag == ours:
            found.add(sentence.index)
    return frozenset(found)


def _stats(
    source: Document,
    target: Document,
    links: Sequence[Link],
    ours: Sequence[Sequence[Fact]],
    theirs: Sequence[Sequence[Fact]],
) -> dict[str, int | float | str]:
    return {
        "source_sentences": len(source.sentences),
        "target_sentences": len(target.sentences),
        "links": len(links),
        "source_facts": sum(map(len, ours)),
        "target_facts": sum(map(len, theirs)),
    }
