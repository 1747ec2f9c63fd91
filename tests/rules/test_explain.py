"""`crosscheck explain RULE`."""

from __future__ import annotations

import typer
from typer.testing import CliRunner

from crosscheck.cli.explain import explain
from crosscheck.errors import RuleError
from crosscheck.rules import catalogue


def run(*arguments: str) -> tuple[str, BaseException | None]:
    app = typer.Typer()
    app.command()(explain)
    result = CliRunner().invoke(app, list(arguments))
    return result.output, result.exception


def test_every_rule_is_explained_with_examples_both_ways() -> None:
    for rule in catalogue().values():
        output, problem = run(rule.id)
        assert problem is None
        assert rule.id in output and rule.title in output
        assert rule.flags[0].target in output and rule.leaves[0].target in output


def test_an_unknown_rule_is_an_error() -> None:
    _, problem = run("number-chnged")
    assert isinstance(problem, RuleError)
