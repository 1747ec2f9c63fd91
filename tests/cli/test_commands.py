"""What the commands do when all is well."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

import crosscheck as package
from crosscheck.rules import catalogue

CORPUS = Path(__file__).parents[2] / "corpora" / "quang-ninh"
ENGLISH, GERMAN, DRAFT = (CORPUS / name for name in ("report.en.md", "report.de.md", "report.de-draft.md"))
SCHEMA = json.loads(files("crosscheck.output").joinpath("crosscheck-1.schema.json").read_text("utf-8"))

TABLE = (
    "id\tsource\ttarget\tsource_lang\ttarget_lang\n"
    'a-1\tShe said "4,925 guests.\tSie sprach von "4.925 Gästen.\ten\tde\n'
    "a-2\tIt cost 30 euros.\tCela a coûté 13 euros.\ten\tfr\n"
    "a-3\tKosten: 1.250 Euro.\tCosts: 1,250 euros.\tde\ten\n"
    "a-4\tKosten: 1.250 Euro.\tCosts: 1.250 euros.\tde\ten\n"
)


def test_version(crosscheck):
    assert crosscheck("--version") == crosscheck("--version").__class__(
        0, f"crosscheck {package.__version__}\n", ""
    )


def test_help_goes_to_standard_output_and_is_all_that_is_said_without_arguments(crosscheck):
    asked, unasked = crosscheck("--help"), crosscheck()
    assert (asked.code, unasked.code) == (0, 2)
    assert asked.out.strip() == unasked.err.strip()
    for command in ("audit", "align", "facts", "explain", "model"):
        assert re.search(rf"^  {command} ", asked.out, re.MULTILINE)


def test_the_draft_fails_and_the_consistent_pair_passes(crosscheck):
    draft, good = crosscheck("audit", ENGLISH, DRAFT), crosscheck("audit", ENGLISH, GERMAN)
    assert (draft.code, good.code) == (1, 0)
    assert draft.out == good.out == ""
    assert "en (detected)" in draft.err and "de (detected)" in draft.err
    assert re.search(r"^Failed: 14 errors", draft.err, re.MULTILINE)
    assert re.search(r"^Passed", good.err, re.MULTILINE)


def test_several_targets_share_one_verdict(crosscheck):
    both = crosscheck("audit", ENGLISH, GERMAN, DRAFT, "--report", "-")
    report = json.loads(both.out)
    assert both.code == 1
    assert [pair["target"]["path"] for pair in report["pairs"]] == [str(GERMAN), str(DRAFT)]
    assert report["pairs"][0]["findings"] == []
    assert report["verdict"]["errors"] == len(report["pairs"][1]["findings"]) == 14


def test_json_on_standard_output_is_clean_and_valid(crosscheck):
    outcome = crosscheck("audit", ENGLISH, DRAFT, "--report", "-")
    report = json.loads(outcome.out)
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    assert report["schema"] == "crosscheck/1"
    assert report["verdict"]["passed"] is False
    assert "Failed" in outcome.err


def test_reports_are_written_whole_beside_each_other(crosscheck, tmp_path):
    page, data = tmp_path / "r.html", tmp_path / "r.json"
    outcome = crosscheck("audit", ENGLISH, DRAFT, "--report", page, "--report", data, "--report", "-")
    assert outcome.code == 1
    assert json.loads(data.read_text("utf-8")) == json.loads(outcome.out)
    assert page.read_text("utf-8").lstrip().lower().startswith("<!doctype html>")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.html", "r.json"]


@pytest.mark.parametrize("option", ["--quiet", "-q"])
def test_quiet_leaves_the_verdict(crosscheck, option):
    assert crosscheck("audit", ENGLISH, DRAFT, option).err == "Failed: 14 errors\n"


def test_verbose_says_more(crosscheck):
    short, long = crosscheck("audit", ENGLISH, DRAFT), crosscheck("audit", ENGLISH, DRAFT, "--verbose")
    assert "source_sentences" in long.err and "source_sentences" not in short.err
    assert len(long.err) > len(short.err)


def test_colours_are_for_terminals_and_can_be_refused(crosscheck, monkeypatch):
    assert "\x1b" not in crosscheck("audit", ENGLISH, DRAFT).err
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in crosscheck("audit", ENGLISH, DRAFT).err
    assert not re.search(r"\x1b\[[\d;]*3[1-7]", crosscheck("audit", ENGLISH, DRAFT, "--no-color").err)


@pytest.mark.parametrize(
    ("fail_on", "target", "code"),
    [("error", DRAFT, 1), ("warning", DRAFT, 1), ("never", DRAFT, 0), ("warning", GERMAN, 0)],
)
def test_fail_on(crosscheck, fail_on, target, code):
    assert crosscheck("audit", "-q", ENGLISH, target, "--fail-on", fail_on).code == code


def test_a_configuration_grades_rules_and_the_command_line_wins(crosscheck, tmp_path):
    rules = "".join(f'{rule} = "warning"\n' for rule in catalogue())
    config = tmp_path / "crosscheck.toml"
    config.write_text(f'fail-on = "never"\n[rules]\n{rules}', "utf-8")
    outcome = crosscheck("audit", "-q", ENGLISH, DRAFT, "--config", config)
    assert (outcome.code, outcome.err) == (0, "Passed: 14 warnings\n")
    assert crosscheck("audit", "-q", ENGLISH, DRAFT, "--config", config, "--fail-on", "warning").code == 1
    assert crosscheck("audit", "-q", ENGLISH, DRAFT, "--config", config, "--fail-on", "error").code == 0


def test_a_rule_can_be_switched_off(crosscheck, tmp_path):
    config = tmp_path / "crosscheck.toml"
    config.write_text('[rules]\nsentence-missing = "off"\n', "utf-8")
    assert crosscheck("audit", "-q", ENGLISH, DRAFT, "--config", config).err == "Failed: 13 errors\n"


def test_rows_of_a_table_are_linked_as_they_stand_and_named_by_their_id(crosscheck, tmp_path):
    path = tmp_path / "pairs.tsv"
    path.write_text(TABLE, "utf-8")
    report = json.loads(crosscheck("audit", path, "--report", "-").out)
    (pair,) = report["pairs"]
    assert [(link["source"], link["target"]) for link in pair["links"]] == [([n], [n]) for n in range(4)]
    assert [(one["rule"], one["target"]["unit"], one["target"]["line"]) for one in pair["findings"]] == [
        ("number-changed", "a-2", 3),
        ("number-scale", "a-4", 5),
    ]


def test_a_quotation_mark_in_a_tsv_is_a_character_and_in_a_csv_it_quotes(crosscheck, tmp_path):
    tsv, csv = tmp_path / "pairs.tsv", tmp_path / "pairs.csv"
    tsv.write_text('source\ttarget\n"Five of 30 shops"\t"Fünf von 31 Läden\n', "utf-8")
    csv.write_text(
        'source,target\r\n"Five, or ""V"",\r\nof 30 shops","Fünf, oder ""V"",\r\nvon 31 Läden"\r\n', "utf-8"
    )
    for path, cell in ((tsv, '"Five of 30 shops"'), (csv, 'Five, or "V",\r\nof 30 shops')):
        outcome = crosscheck("audit", path, "--source-lang", "en", "--target-lang", "de", "--report", "-")
        (pair,) = json.loads(outcome.out)["pairs"]
        assert pair["source"]["sentences"][0]["text"] == cell
        assert [(one["rule"], one["target"]["unit"], one["target"]["text"]) for one in pair["findings"]] == [
            ("number-changed", "1", "31")
        ]


def test_options_give_the_languages_that_rows_leave_open(crosscheck, tmp_path):
    path = tmp_path / "pairs.tsv"
    path.write_text("source\ttarget\ttarget_lang\n1,250 km\t1.250 km\tde\n1,250 km\t1.250 km\t\n", "utf-8")
    outcome = crosscheck("audit", path, "--source-lang", "en", "--target-lang", "en", "--report", "-")
    (pair,) = json.loads(outcome.out)["pairs"]
    assert [one["target"]["unit"] for one in pair["findings"] if one["grade"] == "error"] == ["2"]


def test_given_languages_are_said_and_used(crosscheck):
    outcome = crosscheck("audit", ENGLISH, GERMAN, "--source-lang", "en-GB", "--target-lang", "de-DE")
    assert outcome.code == 0
    assert "en-GB (given)" in outcome.err and "de-DE (given)" in outcome.err


@pytest.mark.parametrize("rule", catalogue())
def test_every_rule_is_explained_with_an_example_both_ways(crosscheck, rule):
    outcome = crosscheck("explain", rule)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith(f"{rule} (")
    for title in ("Flags", "Leaves alone"):
        assert re.search(rf"^{title}(, as a row of a table)?:$", outcome.out, re.MULTILINE)


def test_facts_are_printed_span_by_span(crosscheck, tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# Bericht\n\nAm **16. Juni 2022** kamen 1.250 Gäste.\n", "utf-8")
    shown = crosscheck("facts", path, "--lang", "de").out
    assert re.search(r"^3:28 +number +1\.250 ", shown, re.MULTILINE)
    data = json.loads(crosscheck("facts", path, "--lang", "de", "--json").out)
    assert data["lang"] == "de"
    read = {fact["text"]: fact for fact in data["facts"]}
    assert read["1.250"]["readings"][0]["value"] == "1250"
    text = path.read_text("utf-8")
    for fact in data["facts"]:
        assert text[fact["start"] : fact["end"]] == fact["text"]


def test_the_same_bytes_every_time(tmp_path):
    """Whatever the hash seed and the number of threads."""
    made = []
    for seed, threads in (("1", "1"), ("2", "2")):
        files = [tmp_path / f"{seed}.html", tmp_path / f"{seed}.json"]
        options = [part for file in files for part in ("--report", str(file))]
        subprocess.run(
            [sys.executable, "-m", "crosscheck", "audit", ENGLISH, DRAFT, *options],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "OMP_NUM_THREADS": threads,
                "OPENBLAS_NUM_THREADS": threads,
            },
            check=False,
            capture_output=True,
        )
        made.append([file.read_bytes() for file in files])
    assert made[0] == made[1]


HEAVY = {
    "torch",
    "pandas",
    "pydantic",
    "jinja2",
    "langdetect",
    "tokenizers",
    "rich",
    "numpy",
    "rapidfuzz",
    "jsonschema",
}


def loaded(code: str) -> set[str]:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"{code}\nimport sys; print(*{{name.partition('.')[0] for name in sys.modules}})",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_importing_the_package_loads_nothing_heavy():
    assert not loaded("import crosscheck, crosscheck.cli") & {*HEAVY, "typer"}


def test_an_audit_loads_no_more_than_it_needs():
    code = f"from crosscheck.cli.app import run; run(['audit', '-q', {str(ENGLISH)!r}, {str(GERMAN)!r}])"
    assert not loaded(code) & {
        "torch",
        "sentence_transformers",
        "pandas",
        "jinja2",
        "rich",
        "jsonschema",
        "safetensors",
    }


def test_the_python_api_gives_what_the_command_reports(crosscheck):
    reported = json.loads(crosscheck("audit", ENGLISH, DRAFT, "--report", "-").out)["pairs"][0]["findings"]
    made = package.audit(ENGLISH, DRAFT).findings
    assert [one.fingerprint for one in made] == [one["fingerprint"] for one in reported]


def test_the_python_api_raises_what_the_command_says(tmp_path: Path):
    with pytest.raises(package.CrosscheckError, match="no such file"):
        package.audit(ENGLISH, tmp_path / "none.txt")
    with pytest.raises(package.CrosscheckError, match="translation is missing"):
        package.audit(ENGLISH)
