"""The pre-commit hook, the GitHub action and the GitLab job do what they promise, as far as a plain shell
can tell."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
CORPORA = ROOT / "corpora" / "quang-ninh"

yaml = pytest.importorskip("yaml")

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with documents, and a virtual environment that stands for the installed one."""
    shutil.copy(CORPORA / "report.en.md", tmp_path)
    shutil.copy(CORPORA / "report.de-draft.md", tmp_path / "draft.de.md")
    tool = tmp_path / "temp" / "crosscheck" / "bin" / "crosscheck"
    tool.parent.mkdir(parents=True)
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m crosscheck "$@"\n', "utf-8")
    tool.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def step(number: int, inputs: dict[str, str], temp: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the action as the runner would: inputs become environment variables of a bash script."""
    action = read("action.yml")
    values = {name: one.get("default", "") for name, one in action["inputs"].items()} | inputs
    chosen = action["runs"]["steps"][number]
    environment = {}
    for name, text in chosen["env"].items():
        for key, value in values.items():
            text = text.replace(f"${{{{ inputs.{key} }}}}", value)
        text = text.replace("${{ runner.temp }}", str(temp)).replace("${{ github.action_path }}", str(ROOT))
        assert "${{" not in text
        environment[name] = text
    assert chosen["shell"] == "bash" and "${{" not in chosen["run"]
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", chosen["run"]],
        env={**os.environ, **environment, **more},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_action_annotates_and_summarises(place: Path) -> None:
    done = step(
        1,
        {"source": "report.en.md", "targets": "draft.de.md"},
        place / "temp",
        GITHUB_STEP_SUMMARY=str(place / "summary.md"),
    )
    assert done.returncode == 1, done.stderr
    commands = done.stdout.splitlines()
    assert commands[0].startswith("::error file=draft.de.md,line=") and "Failed: " in commands[-1]
    assert all(line.startswith("::") for line in commands)
    assert (place / "summary.md").read_text("utf-8").startswith("## crosscheck: Failed")
    assert sorted(path.suffix for path in (place / "crosscheck-reports").iterdir()) == [
        ".html",
        ".json",
        ".sarif",
    ]


def test_the_action_passes_with_options(place: Path) -> None:
    inputs = {
        "source": "report.en.md",
        "targets": "draft.de.md",
        "arguments": "--fail-on never",
        "reports": "out/r",
    }
    done = step(1, inputs, place / "temp")
    assert done.returncode == 0, done.stderr
    assert json.loads((place / "out" / "r" / "crosscheck.json").read_text("utf-8"))["verdict"]["errors"] > 10


def test_inputs_of_the_action_run_nothing(place: Path) -> None:
    inputs = {"source": "$(touch hacked); `touch hacked`", "targets": '"; touch hacked; "', "arguments": ""}
    assert step(1, inputs, place / "temp").returncode == 2
    assert not (place / "hacked").exists()


def test_the_gitlab_job_writes_its_reports(place: Path) -> None:
    job = read("ci/gitlab.yml")[".crosscheck"]
    script = job["script"][2].replace(".crosscheck/bin/crosscheck", "temp/crosscheck/bin/crosscheck")
    variables = {**job["variables"], "CROSSCHECK_DOCUMENTS": "report.en.md draft.de.md"}
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    reports = job["artifacts"]["reports"]
    entries = json.loads((place / reports["codequality"]).read_text("utf-8"))
    # What the translation lacks is told at the source.
    assert {entry["location"]["path"] for entry in entries} == {"draft.de.md", "report.en.md"}
    assert int(ElementTree.parse(place / reports["junit"]).getroot()[0].get("failures", "0")) == len(entries)
    assert all((place / path).is_file() for path in job["artifacts"]["paths"])


def test_the_hook_is_a_command_that_exists(crosscheck) -> None:
    (hook,) = read(".pre-commit-hooks.yaml")
    program, command = hook["entry"].split()
    assert program == "crosscheck" and crosscheck(command, "--help").code == 0
    assert hook["id"] == "crosscheck" and hook["language"] == "python" and hook["pass_filenames"] is False


def test_the_documentation_names_every_input_of_the_action() -> None:
    text = (ROOT / "docs" / "ci.md").read_text("utf-8")
    assert [name for name in read("action.yml")["inputs"] if f"`{name}`" not in text] == []
