"""`crosscheck baseline`: accept findings that are known, so that only new ones fail the gate."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosscheck.errors import BaselineError, SettingsError

if TYPE_CHECKING:
    from crosscheck.baseline import Baseline
    from crosscheck.model import PairReport

app = typer.Typer(
    no_args_is_help=True, help="Accept findings that are known, so that only new ones fail the gate."
)

_Source = Annotated[
    str | None,
    typer.Argument(
        metavar="SOURCE",
        help="The source, or one bilingual table; else the pairs of the settings.",
        show_default=False,
    ),
]
_Targets = Annotated[
    list[str] | None,
    typer.Argument(metavar="TARGET", help="One or more translations of it.", show_default=False),
]
_File = Annotated[
    str | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="The baseline; else that of the settings, else crosscheck-baseline.json.",
    ),
]
_Config = Annotated[
    str | None, typer.Option(metavar="FILE", help="Settings (TOML); else those found upward from SOURCE.")
]
_Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why these findings are accepted.")]
_Author = Annotated[str, typer.Option(metavar="NAME", help="Who accepts them.")]
_Expires = Annotated[
    str, typer.Option(metavar="YYYY-MM-DD", help="The last day on which the new entries hold; else for ever.")
]
REASON = "known when the baseline was made"


@app.command()
def create(
    source: _Source = None,
    targets: _Targets = None,
    file: _File = None,
    reason: _Reason = REASON,
    author: _Author = "",
    expires: _Expires = "",
    config: _Config = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a baseline that exists.")] = False,
) -> None:
    """Audit, and accept every error and warning found."""
    from crosscheck import baseline

    last_day = _day(expires)
    audits = _audited(source, targets or [], file, config)
    for path in audits:
        if Path(path).exists() and not force:
            raise BaselineError(
                f"{path}: it exists already; use `crosscheck baseline update`, or --force to replace it"
            )
    for path, reports in audits.items():
        made = baseline.accept(reports, dt.date.today(), reason=reason, author=author, expires=last_day)
        _write(path, made)
        typer.echo(f"{path}: {_count(made)}")


@app.command()
def update(
    source: _Source = None,
    targets: _Targets = None,
    file: _File = None,
    reason: _Reason = REASON,
    author: _Author = "",
    expires: _Expires = "",
    config: _Config = None,
) -> None:
    """Audit, and accept what the baseline does not know yet. Its entries stay as they are, but those that
    have expired are accepted anew."""
    from crosscheck import baseline

    last_day, today = _day(expires), dt.date.today()
    audits = _audited(source, targets or [], file, config)
    known = {path: baseline.load(path) for path in audits}
    for path, reports in audits.items():
        before = known[path]
        made = baseline.accept(reports, today, reason=reason, author=author, expires=last_day)
        after = baseline.merge(before, made, today)
        _write(path, after)
        fresh = sum(one not in before.entries for one in after.entries)
        typer.echo(f"{path}: {_count(after)}, {fresh} of them new")


@app.command()
def prune(
    source: _Source = None, targets: _Targets = None, file: _File = None, config: _Config = None
) -> None:
    """Audit, and remove the entries of these files whose finding is gone, and all that have expired."""
    from crosscheck import baseline

    audits = _audited(source, targets or [], file, config)
    known = {path: baseline.load(path) for path in audits}
    for path, reports in audits.items():
        before = known[path]
        after = baseline.prune(before, reports, dt.date.today())
        _write(path, after)
        for entry in before.entries:
            if entry not in after.entries:
                typer.echo(f"removed: {_safe(entry.told())}")
        typer.echo(f"{path}: {_count(after)}, {len(before.entries) - len(after.entries)} removed")


@app.command()
def show(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The baseline.")] = "crosscheck-baseline.json",
) -> None:
    """Print what a baseline accepts, by file."""
    from crosscheck import baseline

    found = baseline.load(file)
    today = dt.date.today()
    before = None
    for entry in sorted(found.entries, key=lambda one: (one.source, one.target, one.rule, one.fingerprint)):
        pair = f"{entry.source} → {entry.target}" if entry.source or entry.target else "no file named"
        if pair != before:
            typer.echo(_safe(pair))
            before = pair
        until = ""
        if entry.expires:
            until = f"; expired on {entry.expires}" if entry.expired(today) else f"; until {entry.expires}"
        typer.echo(f"  {_safe(entry.told())}{until}")
    marked = f", {len(found.to_fix)} marked to be fixed" if found.to_fix else ""
    typer.echo(f"{file}: {_count(found)}{marked}")


def _audited(
    source: str | None, targets: list[str], file: str | None, config: str | None
) -> dict[str, list[PairReport]]:
    """The reports by their baselines: the one that is named, or those that the settings give the files."""
    from crosscheck import baseline
    from crosscheck.cli.project import audited, settings_for

    settings, _ = settings_for(config, source)
    found: dict[str, list[PairReport]] = {}
    for report in audited(source, targets, settings, False):
        own = settings.for_files(report.source.path, report.target.path)
        found.setdefault(file or own.baseline or baseline.FILE, []).append(report)
    return found


def _day(expires: str) -> str:
    try:
        return expires and dt.date.fromisoformat(expires).isoformat()
    except ValueError:
        raise SettingsError(f'--expires: "{expires}" is no date; write it as 2027-01-31') from None


def _write(path: str, made: Baseline) -> None:
    from crosscheck import baseline
    from crosscheck.output.writing import encode, replace

    try:
        replace(Path(path), encode(baseline.dump(made)))
    except OSError as error:
        raise BaselineError(
            f"{path}: the baseline cannot be written ({error.strerror}); check the path"
        ) from None


def _count(made: Baseline) -> str:
    return "1 entry" if len(made.entries) == 1 else f"{len(made.entries):,} entries"


def _safe(text: str) -> str:
    from crosscheck.output.inert import safe

    return safe(text)
