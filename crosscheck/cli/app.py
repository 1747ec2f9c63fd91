"""The commands in one application, and what becomes of errors: one line on standard error, exit code 2."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import click
import typer

from crosscheck import __version__
from crosscheck.cli import align, audit, explain, facts, model
from crosscheck.errors import CrosscheckError

COULD_NOT_RUN = 2

app = typer.Typer(
    name="crosscheck",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"crosscheck {__version__}")
        raise typer.Exit()


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Tell where two language versions of a document disagree, before the translation goes out."""


app.command()(audit.audit)
app.command()(facts.facts)
app.command()(align.align)
app.command()(explain.explain)
app.add_typer(model.app, name="model")


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code; never raises for what a user can mend."""
    try:
        result = app(args=None if arguments is None else list(arguments), standalone_mode=False)
    except CrosscheckError as error:
        return _failed(str(error))
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return COULD_NOT_RUN
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx is not None else "crosscheck"
        return _failed(f"{error.format_message()} See `{where} --help`.")
    except click.ClickException as error:
        return _failed(error.format_message())
    except (KeyboardInterrupt, click.Abort):
        return _failed("interrupted")
    except BrokenPipeError:
        # The reader of standard output has gone; nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT_RUN
    return result if isinstance(result, int) else 0


def _failed(message: str) -> int:
    print(f"crosscheck: {' '.join(message.split())}", file=sys.stderr)
    return COULD_NOT_RUN
