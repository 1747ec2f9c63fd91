"""What the commands that audit share: the settings that apply, and the audit itself."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from crosscheck.errors import SettingsError
from crosscheck.model import PairReport

if TYPE_CHECKING:
    from crosscheck.settings import Settings


def settings_for(config: str | None, source: str | None) -> tuple[Settings, str | None]:
    """The settings in a file, by default the one that lies nearest to a document (else to the current
    folder), and that file; the defaults and None where there is none. Raises SettingsError."""
    from crosscheck.settings import Settings, find

    path = config or find(source or "document")
    if path is None:
        return Settings(), None
    from crosscheck.project import settings_at

    return settings_at(path), path


def audited(source: str | None, targets: list[str], settings: Settings, quiet: bool) -> list[PairReport]:
    """The reports of a source and its translations, or of one bilingual table, or without any of what the
    settings name; with a progress bar on a terminal. Raises SettingsError where nothing is named."""
    from crosscheck import pipeline
    from crosscheck.cli.progress import bar

    named = [(source, tuple(targets))] if source else [(one.source, one.targets) for one in settings.pairs]
    if not named:
        raise SettingsError(
            "no document is named; give SOURCE and TARGET, or [[pairs]] in crosscheck.toml; see "
            "`crosscheck audit --help`"
        )
    reports = []
    with bar(sys.stderr.isatty() and not quiet) as progress:
        for first, others in named:
            reports += [pipeline.audit_pair(first, other, settings, progress) for other in others]
            if not others:
                reports.append(pipeline.audit_table(first, settings, progress))
    return reports
