"""What the commands that audit share: the settings that apply, and the audit itself."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from crosscheck.errors import LanguageError, SettingsError
from crosscheck.model import PairReport

if TYPE_CHECKING:
    from crosscheck.settings import Settings


def settings_for(config: str | None, source: str) -> tuple[Settings, str | None]:
    """The settings in a file, by default the one that lies nearest to a document, and that file; the defaults
    and
    None where there is none. Raises SettingsError."""
    from crosscheck import languages
    from crosscheck.settings import Settings, find, load

    path = config or find(source)
    if path is None:
        return Settings(), None
    from crosscheck import rules

    settings = load(path, rules.catalogue())
    tags = [settings.source_lang, settings.target_lang]
    tags += [one.values.get(name) for one in settings.overrides for name in ("source_lang", "target_lang")]
    try:
        for tag in filter(None, tags):
            languages.parse(tag)
    except LanguageError as error:
        raise SettingsError(f"{path}: {error}") from None
    return settings, path


def audited(source: str, targets: list[str], settings: Settings, quiet: bool) -> list[PairReport]:
    """The reports of a source and its translations, or of one bilingual table, with a progress bar on a
    terminal."""
    from crosscheck import pipeline
    from crosscheck.cli.progress import bar

    with bar(sys.stderr.isatty() and not quiet) as progress:
        if not targets:
            return [pipeline.audit_table(source, settings, progress)]
        return [pipeline.audit_pair(source, target, settings, progress) for target in targets]
