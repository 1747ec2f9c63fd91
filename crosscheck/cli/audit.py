"""`crosscheck audit`: check a translation against its source."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from crosscheck import __version__
from crosscheck.cli import options
from crosscheck.errors import LanguageError, SettingsError
from crosscheck.model import PairReport

if TYPE_CHECKING:
    from crosscheck.settings import Settings


class FailOn(StrEnum):
    """The lowest grade that fails the gate."""

    ERROR = "error"
    WARNING = "warning"
    NEVER = "never"


def audit(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE", help="The source, or one bilingual table (.tsv, .csv).", show_default=False
        ),
    ],
    targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="TARGET", help="One or more translations of it.", show_default=False),
    ] = None,
    source_lang: Annotated[
        str | None,
        typer.Option(
            metavar="TAG", help="Language of the source (en, de-CH, es-MX); else detected.", callback=options.tag
        ),
    ] = None,
    target_lang: Annotated[
        str | None,
        typer.Option(metavar="TAG", help="Language of the targets; else detected.", callback=options.tag),
    ] = None,
    report: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help="Write a report; its kind follows the suffix (.html .json .jsonl .sarif .xml .md .csv .tsv "
            ".parquet) or a prefix (gitlab:FILE, github:-); - is JSON on standard output. Repeatable.",
        ),
    ] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="The lowest grade that fails the gate; else error.")
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(metavar="NAME_OR_PATH", help="Embedding model for the alignment; else the bundled one."),
    ] = None,
    config: Annotated[
        str | None, typer.Option(metavar="FILE", help="Settings (TOML); options on the command line win.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print the verdict only.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Print every finding, weak links and figures.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="Print without colours.")] = False,
) -> int:
    """Say where a translation and its source disagree.

    Exit codes: 0 passed, 1 the gate failed, 2 could not run."""
    from crosscheck import gate, rules
    from crosscheck.output import console, writing
    from crosscheck.output.kinds import Tool

    destinations = writing.plan(report or [])
    settings = _settings(config).override(
        source_lang=source_lang, target_lang=target_lang, model=model, fail_on=fail_on and fail_on.value
    )
    reports = _reports(source, targets or [], settings, quiet)
    verdict = gate.judge((finding for one in reports for finding in one.findings), settings.fail_on)
    console.show(reports, verdict, quiet=quiet, verbose=verbose, color=not no_color)
    tool = Tool(__version__, settings.model or "bundled", rules=rules.catalogue())
    writing.write(destinations, reports, verdict, tool)
    return 0 if verdict.passed else 1


def _settings(config: str | None) -> Settings:
    from crosscheck import languages, rules
    from crosscheck.settings import Settings, load

    if config is None:
        return Settings()
    settings = load(config, rules.catalogue())
    try:
        for tag in filter(None, (settings.source_lang, settings.target_lang)):
            languages.parse(tag)
    except LanguageError as error:
        raise SettingsError(f"{config}: {error}") from None
    return settings


def _reports(source: str, targets: list[str], settings: Settings, quiet: bool) -> list[PairReport]:
    from crosscheck import pipeline
    from crosscheck.cli.progress import bar

    with bar(sys.stderr.isatty() and not quiet) as progress:
        if not targets:
            return [pipeline.audit_table(source, settings, progress)]
        return [pipeline.audit_pair(source, target, settings, progress) for target in targets]
