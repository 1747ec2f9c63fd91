"""The command line: parse, call, write, and turn verdicts and errors into exit codes."""

from __future__ import annotations


def main() -> None:
    """The entry point of the `crosscheck` command. Exit codes: 0 passed, 1 gate failed, 2 could not run."""
    from crosscheck.cli.app import run

    raise SystemExit(run())


__all__ = ["main"]
