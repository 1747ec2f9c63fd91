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
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print what is read in a text, and as what: numbers, dates, times, amounts, identifiers."""
    from crosscheck import pipeline
    from crosscheck.output import reading

    document, found = pipeline.read_facts(path, lang)
    typer.echo(reading.as_json(document, found) if json else reading.as_text(document, found))
