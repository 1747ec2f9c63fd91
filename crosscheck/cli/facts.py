"""`crosscheck facts`: print what is read in a text, span by span."""

from __future__ import annotations

from typing import Annotated

import typer

from crosscheck.cli import options


def facts(
    path: Annotated[str, typer.Argument(metavar="FILE", help="A text.", show_default=False)],
    lang: Annotated[
        str | None,
        typer.Option(
            metavar="TAG", help="Its language (en, de-CH, es-MX); else detected.", callback=options.tag
        ),
    ] = None,
    config: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Settings (TOML) with conventions; else those found upward from FILE."
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print what is read in a text, and as what: numbers, dates, times, amounts, identifiers."""
    from crosscheck import pipeline
    from crosscheck.cli.project import settings_for
    from crosscheck.output import reading

    settings, _ = settings_for(config, path)
    document, found = pipeline.read_facts(path, lang, settings)
    typer.echo(reading.as_json(document, found) if json else reading.as_text(document, found))
