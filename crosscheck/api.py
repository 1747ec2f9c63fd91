"""The public Python API behind `crosscheck.audit` and `crosscheck.align`."""

from __future__ import annotations

from os import PathLike, fspath

from crosscheck.aligning import align
from crosscheck.model import PairReport
from crosscheck.pipeline import audit_pair, audit_table
from crosscheck.settings import Settings


def audit(
    source: str | PathLike[str],
    target: str | PathLike[str] | None = None,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    model: str | None = None,
    settings: Settings | None = None,
) -> PairReport:
    """Audit a translation against its source, or one bilingual table (then without `target`).

    Languages are BCP 47 tags, detected where None; `model` is a sentence-transformers model or folder, by
    default the bundled one. Raises InputError, LanguageError, ModelError or SettingsError, all of them
    CrosscheckError."""
    chosen = (settings or Settings()).override(source_lang=source_lang, target_lang=target_lang, model=model)
    if target is None:
        return audit_table(fspath(source), chosen)
    return audit_pair(fspath(source), fspath(target), chosen)


__all__ = ["align", "audit"]
