"""Documents as the later stages need them: with their language and their sentences."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from crosscheck import languages
from crosscheck.glossary import Term
from crosscheck.lexicons.load import languages as covered
from crosscheck.model import Document, Sentence
from crosscheck.readers import read_terms
from crosscheck.settings import Settings

SURE = 0.8
"""The confidence below which a detected language is doubtful. Of 800 single sentences in twenty languages
44 fall below it, among them 7 of the 8 that are taken for another language; of 800 texts of three sentences
5."""
LETTERS = 8
"""Fewer letters show no language, whatever their script."""


def prepared(document: Document, given: str | None) -> Document:
    """The document in its language, cut into sentences. Raises LanguageError."""
    document = in_language(document, given)
    return replace(document, sentences=languages.split(document, document.lang))


def by_line(document: Document, given: str | None) -> Document:
    """The document with each of its lines, blank ones too, as one sentence of one block."""
    starts = (*document.line_starts, len(document.text) + 1)
    spans = [(start, start + len(document.text[start : end - 1].rstrip())) for start, end in pairwise(starts)]
    if len(spans) > 1 and spans[-1][0] == len(document.text):
        spans.pop()  # what follows the last line break is no line
    lines = (Sentence(n, document.text[a:b], range(a, b), 0) for n, (a, b) in enumerate(spans))
    return replace(in_language(document, given), sentences=tuple(lines))


def in_language(document: Document, given: str | None) -> Document:
    """The document with its language: the given one, or the one its text shows, with a notice where that is
    doubtful."""
    notices = document.notices
    if given:
        tag, origin = str(languages.parse(given)), "given"
    else:
        text = "\n".join(block.text for block in document.blocks)
        (tag, confidence), origin = languages.detect(text), "detected"
        if tag != languages.UNDETERMINED and (confidence < SURE or sum(map(str.isalpha, text)) < LETTERS):
            notices += (
                f"{document.path}: detected as {languages.name(tag)} ({tag}) with little evidence; give its "
                "language with --source-lang or --target-lang",
            )
    if tag == languages.UNDETERMINED:
        origin = "unknown"
    if languages.parse(tag).language not in covered():
        notices += (
            f"{document.path}: there is no lexicon for {languages.name(tag)} ({tag}); digits and dates such "
            "as 2024-06-16 are read, number words, units and months are not",
        )
    return replace(document, lang=tag, lang_origin=origin, notices=notices)


def glossary(settings: Settings) -> tuple[Term, ...]:
    """The terms of the settings and of the tables they name. Raises InputError."""
    made: list[Term] = []
    for entry in settings.glossary:
        made += read_terms(entry) if isinstance(entry, str) else [entry]
    return tuple(dict.fromkeys(made))
