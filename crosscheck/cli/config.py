"""`crosscheck config show`: which settings apply, and where each comes from."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from crosscheck.lexicons.conventions import Conventions
    from crosscheck.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Show the settings that apply.")


@app.callback()
def _root() -> None:
    """Show the settings that apply."""


@app.command()
def show(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE",
            help="A document: its settings are found upward from it, with the overrides for its path. "
            "Else those of the current folder.",
            show_default=False,
        ),
    ] = None,
    config: Annotated[str | None, typer.Option(metavar="FILE", help="A settings file (TOML).")] = None,
) -> None:
    """Print every setting with its value and origin."""
    from crosscheck.cli.project import settings_for
    from crosscheck.settings import lines

    settings, path = settings_for(config, file)
    known = {} if path is None else lines(path)
    rows = list(_rows(settings, settings if file is None else settings.for_files(file), path, known))
    width = max(len(text) for text, _ in rows)
    typer.echo("\n".join(f"{text:{width}}  # {origin}" for text, origin in rows))


def _rows(general: Settings, own: Settings, path: str | None, known: dict[str, int]) -> list[tuple[str, str]]:
    """Lines of TOML with their origins. Of what a path's overrides change the origin is their table."""
    rows = []

    def origin(key: str, changed: bool) -> str:
        if changed:
            return f"{path}, [[overrides]]"
        return f"{path}, line {known[key]}" if key in known else "default"

    for field in fields(general):
        key = field.name.replace("_", "-")
        value, before = getattr(own, field.name), getattr(general, field.name)
        if key == "rules":
            for rule, grade in value.items():
                where = origin(f"rules.{rule}", before.get(rule) != grade)
                rows.append((f"rules.{rule} = {_toml(grade)}", where))
        elif key == "conventions":
            for tag, settled in value.items():
                where = origin(f"conventions.{tag}", before.get(tag) != settled)
                rows += [(f"conventions.{tag}.{name} = {text}", where) for name, text in _settled(settled)]
        elif key in ("ignore", "glossary", "overrides", "pairs"):
            count = len(value if key == "glossary" else before)
            told = f"# {key}: {count} {'entry' if count == 1 else 'entries'}"
            rows.append((told, origin(key, key == "glossary" and value != before)))
        elif value is None:
            rows.append((f"# {key} is not set", origin(key, False)))
        else:
            rows.append((f"{key} = {_toml(value)}", origin(key, value != before)))
    return rows


def _settled(conventions: Conventions) -> list[tuple[str, str]]:
    """The keys that are given, and their values in TOML."""
    given = [(field.name, getattr(conventions, field.name)) for field in fields(conventions)]
    return [
        (name.replace("_", "-"), _table(dict(value)) if name == "magnitudes" else _toml(value))
        for name, value in given
        if value
    ]


def _table(values: dict[str, int]) -> str:
    return "{ " + ", ".join(f"{_toml(word)} = {value}" for word, value in values.items()) + " }"


def _toml(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
