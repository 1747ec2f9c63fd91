"""Running the command in this process: exit code, standard output, standard error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from crosscheck.cli.app import run


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


@pytest.fixture
def crosscheck(capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """`crosscheck("audit", path, …)` runs the command and gives its outcome."""

    def call(*arguments: object) -> Outcome:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        return Outcome(code, *capfd.readouterr())

    return call
