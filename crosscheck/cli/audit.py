"""`crosscheck audit`: check a translation against its source."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

import typer

from crosscheck import __version__
from crosscheck.cli import options


class FailOn(StrEnum):
    """The lowest grade that fails the gate."""

    ERROR = "error"
    WARNING = "warning"
    NEVER = "never"


def audit(
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="SOURCE",
            help="The source, or one bilingual table (.tsv, .csv); else the pairs that the settings name.",
            show_default=False,
        ),
    ] = None,
    targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="TARGET", help="One or more translations of it.", show_default=False),
    ] = None,
    source_lang: Annotated[
        str | None,
        typer.Option(
            metavar="TAG",
            help="Language of the source (en, de-CH, es-MX); else detected.",
            callback=options.tag,
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
        str | None,
        typer.Option(
            metavar="FILE",
            help="Settings (TOML); else crosscheck.toml or pyproject.toml, found upward from SOURCE. "
            "Options on the command line win.",
        ),
    ] = None,
    baseline: Annotated[
        str | None, typer.Option(metavar="FILE", help="Accepted findings, which do not fail the gate.")
    ] = None,
    max_warnings: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="Fail where there are more new warnings.")
    ] = None,
    min_linked: Annotated[
        float | None,
        typer.Option(
            min=0, max=1, metavar="SHARE", help="Fail where fewer sentences have a counterpart (0 to 1)."
        ),
    ] = None,
    min_matched: Annotated[
        float | None,
        typer.Option(min=0, max=1, metavar="SHARE", help="Fail where fewer facts agree (0 to 1)."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print the verdict only.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Print every finding, weak links and figures.")
    ] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="Print without colours.")] = False,
) -> int:
    """Say where a translation and its source disagree.

    Exit codes: 0 passed, 1 the gate failed, 2 could not run."""
    from crosscheck import project, rules
    from crosscheck.cli.project import audited, settings_for
    from crosscheck.output import console, writing
    from crosscheck.output.kinds import Tool

    destinations = writing.plan(report or [])
    settings = settings_for(config, source)[0].override(
        source_lang=source_lang,
        target_lang=target_lang,
        model=model,
        fail_on=fail_on and fail_on.value,
        baseline=baseline,
        max_warnings=max_warnings,
        min_linked=min_linked,
        min_matched=min_matched,
    )
    # A damaged baseline is told before the work, not after it.
    known = project.known_findings(settings)
    found = audited(source, targets or [], settings, quiet)
    judged = project.judge(found, settings, known, dt.date.today())
    reports, verdict = judged.reports, judged.verdict
    console.show(reports, verdict, quiet=quiet, verbose=verbose, color=not no_color)
    models = {settings.for_files(one.source.path, one.target.path).model or "bundled" for one in reports}
    tool = Tool(__version__, ", ".join(sorted(models)), rules=rules.catalogue() if destinations else {})
    writing.write(destinations, reports, verdict, tool)
    return 0 if verdict.passed else 1
