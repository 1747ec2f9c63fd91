"""The public Python API: `crosscheck.audit`, `crosscheck.judge`, `crosscheck.align`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from os import PathLike, fspath

from crosscheck import project
from crosscheck.aligning import align
from crosscheck.model import PairReport, Verdict
from crosscheck.pipeline import audit_pair, audit_table
from crosscheck.settings import Settings

Path = str | PathLike[str]


def audit(
    source: Path,
    target: Path | None = None,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    model: str | None = None,
    settings: Settings | Path | None = None,
    baseline: Path | None = None,
) -> PairReport:
    """Audit a translation against its source, or one bilingual table (then without `target`).

    Languages are BCP 47 tags, detected where None; `model` is a sentence-transformers model or folder, by
    default the bundled one. `settings` is a TOML file or what was read from one; no file is looked for.
    Findings that the `baseline` (or that of the settings) knows come back accepted. Raises InputError,
    LanguageError, ModelError, SettingsError or BaselineError, all of them CrosscheckError."""
    chosen = _settings(settings, baseline).override(
        source_lang=source_lang, target_lang=target_lang, model=model
    )
    known = project.known_findings(chosen)
    if target is None:
        report = audit_table(fspath(source), chosen)
    else:
        report = audit_pair(fspath(source), fspath(target), chosen)
    return project.judge([report], chosen, known, dt.date.today()).reports[0]


def judge(
    reports: PairReport | Iterable[PairReport],
    *,
    settings: Settings | Path | None = None,
    baseline: Path | None = None,
) -> Verdict:
    """The verdict that the command line gives over all pairs together, under the same settings and baseline.

    Raises SettingsError or BaselineError."""
    chosen = _settings(settings, baseline)
    given = [reports] if isinstance(reports, PairReport) else list(reports)
    return project.judge(given, chosen, project.known_findings(chosen), dt.date.today()).verdict


def _settings(given: Settings | Path | None, baseline: Path | None) -> Settings:
    if given is None:
        chosen = Settings()
    else:
        chosen = given if isinstance(given, Settings) else project.settings_at(fspath(given))
    return chosen.override(baseline=None if baseline is None else fspath(baseline))


__all__ = ["align", "audit", "judge"]
