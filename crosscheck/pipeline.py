"""The one story: read, detect, split, embed, align, extract, compare, find. Stages in order, nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from crosscheck import checking, comparison, languages, readers, rules, suppression
from crosscheck.aligning import align_documents, link_rows
from crosscheck.checking import Progress
from crosscheck.embedding import load
from crosscheck.glossary import Term
from crosscheck.model import Document, Link, PairReport
from crosscheck.preparation import by_line, glossary, in_language, prepared
from crosscheck.settings import Settings


def audit_pair(
    source_path: str, target_path: str, settings: Settings, progress: Progress | None = None
) -> PairReport:
    """Audit a translation against its source. Raises InputError, LanguageError, ModelError."""
    settings = settings.for_files(source_path, target_path)
    terms = glossary(settings)
    source = prepared(readers.read(source_path), settings.source_lang)
    target = prepared(readers.read(target_path), settings.target_lang)
    embedder = load(settings.model)
    links = align_documents(source, target, embedder)
    return _checked(source, target, links, terms, settings, progress, comparison.by_vectors(embedder.encode))


def align_pair(
    source_path: str, target_path: str, settings: Settings, *, lines: bool = False
) -> tuple[Document, Document, list[Link]]:
    """Link the sentences of two texts, or their lines. Raises InputError, LanguageError, ModelError."""
    source, target = readers.read(source_path), readers.read(target_path)
    prepare = by_line if lines else prepared
    source, target = prepare(source, settings.source_lang), prepare(target, settings.target_lang)
    return source, target, align_documents(source, target, load(settings.model))


def audit_table(path: str, settings: Settings, progress: Progress | None = None) -> PairReport:
    """Audit the rows of a bilingual table, linked as they stand. Raises InputError, LanguageError."""
    settings = settings.for_files(path)
    terms = glossary(settings)
    sides = readers.documents(
        readers.read_table(path),
        settings.source_lang,
        settings.target_lang,
        lambda tag: str(languages.parse(tag)),
    )
    source, target = (in_language(side, None) if side.lang == "und" else side for side in sides)
    embedder = load(settings.model)
    links = link_rows(source, target, embedder)
    return _checked(
        source,
        target,
        links,
        terms,
        settings,
        progress,
        comparison.by_vectors(embedder.encode),
    )


def read_facts(path: str, lang: str | None, settings: Settings) -> tuple[Document, checking.Facts]:
    """One document and the facts of its sentences. Raises InputError, LanguageError."""
    document = prepared(readers.read(path), lang)
    return document, checking.read(document, conventions=settings.for_files(path).conventions)


def _checked(
    source: Document,
    target: Document,
    links: Sequence[Link],
    terms: Sequence[Term],
    settings: Settings,
    progress: Progress | None,
    closeness: comparison.Closeness,
) -> PairReport:
    said = progress or checking.silent
    settled = settings.conventions
    ours, theirs = (checking.read(side, said, settled) for side in (source, target))
    differences = checking.compare(source, target, links, ours, theirs, closeness, settled)
    fingerprints = rules.Fingerprints()
    findings = rules.sentence_findings(
        source, target, links, checking.untranslated(source, target), fingerprints
    )
    findings += rules.value_findings(source, target, links, differences, fingerprints)
    unusual = checking.unconventional(target, theirs, settled)
    findings += rules.format_findings(source, target, links, unusual, fingerprints)
    termed = rules.term_findings(source, target, links, terms, fingerprints)
    findings += termed.findings
    findings.sort(key=lambda finding: finding.link)
    kept = settings.apply(findings, source.path, target.path)
    source, target, kept = suppression.apply(source, target, kept, rules.catalogue)
    counted = checking.figures(source, target, links, ours, theirs)
    if terms:
        counted |= {"term_mentions": termed.mentions, "terms_agreeing": termed.agreeing}
    return PairReport(source, target, tuple(links), tuple(kept), ours, theirs, counted)
