"""What the options of several commands share."""

from __future__ import annotations

import typer

from crosscheck.errors import LanguageError


def tag(value: str | None) -> str | None:
    """The tag as it is given, once it is known to be one; what typer says otherwise names the option."""
    if value is not None:
        from crosscheck.languages import parse

        try:
            parse(value)
        except LanguageError as error:
            raise typer.BadParameter(str(error)) from None
    return value
