"""Terms that a project wants translated in one way, and where texts follow or break that.

    Term(source, targets, forbidden, …)
    applying(terms, source_lang, target_lang) -> the terms for a pair of languages
    Reader(lang).mentions(text, form, cased) -> where a form stands, in inflections that surely are it
    Reader(lang).holds(text, form, cased) -> whether a form, or one much like it, stands there at all

A form that is demanded is looked for generously, one that raises a finding is recognised strictly: the doubt
goes to the translator."""

from crosscheck.glossary.matching import Reader, Span
from crosscheck.glossary.terms import Term, applying, fixed_case

__all__ = ["Reader", "Span", "Term", "applying", "fixed_case"]
