"""Running the command in this process: exit code, standard output, standard error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

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


@pytest.fixture
def english(tmp_path: Path) -> Path:
    path = tmp_path / "a.en.txt"
    path.write_text("The fair drew 4,925 guests in 2023. Most of them came from the harbour towns.\n", "utf-8")
    return path


@pytest.fixture
def german(tmp_path: Path) -> Path:
    path = tmp_path / "a.de.txt"
    path.write_text("Die Messe zog 2023 insgesamt 4.925 Gäste an. Die meisten kamen aus den Hafenstädten.\n", "utf-8")
    return path
