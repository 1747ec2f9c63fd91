"""The commands in one application, and what becomes of errors: one line on standard error, exit code 2."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from crosscheck import __version__
from crosscheck.errors import CrosscheckError

COULD_NOT_RUN = 2
DEBUG = "CROSSCHECK_DEBUG"
"""With this environment variable set, a fault of crosscheck itself prints its traceback."""

COMMANDS = ("audit", "align", "facts", "explain", "baseline", "config", "init", "model")
"""In the order of the help text. Each is the module of its name, which holds a function of that name, or
`app` where it has commands of its own."""


class _Commands(TyperGroup):
    """Imports a command when it is asked for, so that none waits for what another needs."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"crosscheck.cli.{cmd_name}")
        one = getattr(module, "app", None)
        if one is None:
            one = typer.Typer(add_completion=False, rich_markup_mode=None)
            one.command(cmd_name)(getattr(module, cmd_name))
        return typer.main.get_command(one)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"crosscheck {__version__}")
        raise typer.Exit()


app = typer.Typer(
    name="crosscheck",
    cls=_Commands,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Tell where two language versions of a document disagree, before the translation goes out."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code; never raises."""
    command = typer.main.get_command(app)
    try:
        # Not the library's own main(), which makes 130 of an interrupt and 1 of a closed pipe.
        with command.make_context(
            "crosscheck", list(sys.argv[1:] if arguments is None else arguments)
        ) as context:
            result = command.invoke(context)
            sys.stdout.flush()
    except CrosscheckError as error:
        return _failed(str(error))
    except typer.Exit as error:
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return _failed("interrupted; no report was written")
    except BrokenPipeError:
        # The reader of standard output has gone; nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT_RUN
    except Exception as error:
        return _misused(error) if hasattr(error, "format_message") else _broken(error)
    return result if isinstance(result, int) else 0


def _misused(error: Any) -> int:
    """The command line is wrong, or asks for nothing; typer keeps the class of these errors to itself."""
    context = getattr(error, "ctx", None)
    where = context.command_path if context is not None else "crosscheck"
    message = error.format_message()
    if "\n" in message:  # no arguments at all: this is the help text
        typer.echo(message, err=True)
        return COULD_NOT_RUN
    return _failed(f"{message.rstrip('.')}; see `{where} --help`")


def _broken(error: Exception) -> int:
    if os.environ.get(DEBUG):
        from traceback import print_exception

        print_exception(error)
    return _failed(
        f"this should not happen: {type(error).__name__}: {error}; please report it with the traceback that "
        f"{DEBUG}=1 prints"
    )


def _failed(message: str) -> int:
    print(f"crosscheck: {' '.join(message.split())}", file=sys.stderr)
    return COULD_NOT_RUN
