"""What a glossary says of one term."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One entry. Where `source` stands in the source, one of `targets` must stand in the target, and none of
    `forbidden` may. Without a `source`, the `forbidden` forms may stand nowhere in the target.

    Languages are BCP 47 tags; "de" covers "de-CH", None every language. `case` says that capitals count;
    `note` is for the reader of a finding."""

    source: str = ""
    targets: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    source_lang: str | None = None
    target_lang: str | None = None
    case: bool = False
    note: str = ""


def applying(terms: Iterable[Term], source_lang: str, target_lang: str) -> tuple[Term, ...]:
    """The terms that hold for a pair of languages, in their order."""
    return tuple(
        term
        for term in terms
        if _covers(term.source_lang, source_lang) and _covers(term.target_lang, target_lang)
    )


def fixed_case(form: str, case: bool) -> bool:
    """Whether a form is known by its capitals: where the glossary says so, and where it is all capitals
    (WHO is not who)."""
    return case or (form.isupper() and form != form.lower() and len(form) > 1)


def _covers(wanted: str | None, tag: str) -> bool:
    if wanted is None:
        return True
    known, asked = (one.lower().replace("_", "-").split("-") for one in (tag, wanted))
    return known[: len(asked)] == asked
