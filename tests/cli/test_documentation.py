"""README, CONTRIBUTING and docs say what is so."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from crosscheck.facts import extract
from crosscheck.rules import catalogue
from crosscheck.settings import load

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def fences(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_the_readme_lists_the_options_that_help_lists(crosscheck):
    helped = set(re.findall(r"--[a-z][a-z-]+", crosscheck("audit", "--help").out.split("Options:")[1])) - {
        "--help"
    }
    table = re.search(r"^\| option of `audit`.*?(?=\n\n)", README, re.MULTILINE | re.DOTALL)
    listed = set(re.findall(r"--[a-z][a-z-]+", "\n".join(row.split("|")[1] for row in table[0].splitlines())))
    assert listed == helped


def test_the_readme_uses_commands_that_exist(crosscheck):
    used = {
        line.split()[1]
        for block in fences(README, "sh")
        for line in block.splitlines()
        if line.startswith("crosscheck ")
    }
    helped = set(re.findall(r"^  (\w+) ", crosscheck("--help").out.split("Commands:")[1], re.MULTILINE))
    assert used == helped


def test_the_first_command_audits_the_draft(crosscheck, tmp_path, monkeypatch):
    first = fences(README, "sh")[0]
    (audit,) = [part for part in first.split("&&") if "crosscheck audit" in part]
    monkeypatch.chdir(ROOT)
    arguments = [part.replace("reports/", f"{tmp_path}/") for part in shlex.split(audit)[1:]]
    outcome = crosscheck(*arguments)
    assert outcome.code == 1
    assert (tmp_path / "draft.html").is_file()
    assert outcome.err.splitlines()[-1] in README


def test_the_test_command_stands_where_continuous_integration_looks_for_it():
    block = README.split("<!-- test command -->")[1].lstrip().removeprefix("```sh\n").split("```")[0]
    assert ".venv/bin/pytest" in block and "[test]" in block
    assert (ROOT / ".ci" / "run").read_text("utf-8").count("<!-- test command -->") == 1


def test_the_readme_names_every_language():
    names = {
        tomllib.loads(file.read_text("utf-8"))["language"]["name"]
        for file in files("crosscheck.lexicons").joinpath("data").iterdir()
        if file.name.endswith(".toml") and file.name != "units.toml"
    }
    told = README.split("## Languages")[1].split("##")[0].split(", in any pair")[0].replace("\n", " ")
    assert set(re.split(r", | and ", told.strip())) == names


def test_the_readme_names_the_exit_codes(crosscheck):
    assert re.findall(r"^\| (\d) \|", README, re.MULTILINE) == ["0", "1", "2"]
    assert "0 passed, 1 the gate failed, 2 could not run" in crosscheck("audit", "--help").out


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "docs/lexicons.md", "docs/report.md", "docs/settings.md"]
)
def test_links_between_documents_lead_somewhere(name):
    path = ROOT / name
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), target


def test_the_example_of_the_json_report_is_valid():
    schema = json.loads(files("crosscheck.output").joinpath("crosscheck-1.schema.json").read_text("utf-8"))
    (example,) = fences((ROOT / "docs" / "report.md").read_text("utf-8"), "json")
    jsonschema.Draft202012Validator(schema).validate(json.loads(example))


def test_the_example_of_settings_is_valid(tmp_path):
    (example,) = fences((ROOT / "docs" / "settings.md").read_text("utf-8"), "toml")
    path = tmp_path / "crosscheck.toml"
    path.write_text(example, "utf-8")
    settings = load(str(path), catalogue())
    assert settings.target_lang == "de-CH" and len(settings.ignore) == 2 and len(settings.glossary) == 2


def test_the_words_that_contributing_teaches_are_read():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    sample, wanted = re.search(r"^ +([^\n\t]+)\t(\d+)$", text, re.MULTILINE).groups()
    (fact,) = extract(sample, "de")
    assert str(fact.value) == wanted


def test_nothing_heavy_is_a_dependency_and_the_named_ones_are():
    names = {re.split(r"[\[<>=~ ]", one)[0] for one in PROJECT["dependencies"]}
    assert {"langdetect", "rapidfuzz", "typer", "pandas"} <= names
    assert not names & {"torch", "sentence-transformers", "transformers"}
    assert {"transformers", "test", "dev"} <= PROJECT["optional-dependencies"].keys()
