"""`crosscheck align`: the aligner alone."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from crosscheck.cli import options
from crosscheck.errors import ReportError


class Format(StrEnum):
    """How links are written."""

    TSV = "tsv"
    TMX = "tmx"
    INDEX = "index"


def align(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The source text.", show_default=False)],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="Its translation.", show_default=False)],
    source_lang: Annotated[
        str | None,
        typer.Option(metavar="TAG", help="Language of the source; else detected.", callback=options.tag),
    ] = None,
    target_lang: Annotated[
        str | None,
        typer.Option(metavar="TAG", help="Language of the target; else detected.", callback=options.tag),
    ] = None,
    form: Annotated[
        Format,
        typer.Option(
            "--format", help="tsv: a table; tmx: a translation memory; index: lines such as [0, 1]:[2]."
        ),
    ] = Format.TSV,
    lines: Annotated[
        bool, typer.Option("--lines", help="Take each line as one sentence; do not split.")
    ] = False,
    out: Annotated[
        str | None, typer.Option("--out", metavar="FILE", help="Write here instead of standard output.")
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(metavar="NAME_OR_PATH", help="Embedding model; else the bundled one."),
    ] = None,
) -> None:
    """Link the sentences of two versions of a text. Sentences count from 0."""
    from crosscheck.output.links import KINDS
    from crosscheck.pipeline import align_pair
    from crosscheck.settings import Settings

    settings = Settings().override(source_lang=source_lang, target_lang=target_lang, model=model)
    text = KINDS[form.value](*align_pair(source, target, settings, lines=lines))
    if out is None:
        sys.stdout.write(text)
        return
    try:
        Path(out).write_text(text, encoding="utf-8")
    except OSError as error:
        raise ReportError(f"cannot write {out}: {error.strerror}; choose another place with --out") from error
