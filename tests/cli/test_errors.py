"""Whatever a user can get wrong: one line on standard error names the cause and the remedy, exit code 2."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crosscheck.cli import app

ROWS = "id\tsource\ttarget\n1\tFive of 30 shops.\tFünf von 30 Läden.\n"


def write(path: Path, content: str | bytes = b"") -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def folder(path: Path, **files: str) -> Path:
    path.mkdir()
    for name, content in files.items():
        write(path / name.replace("_", "."), content)
    return path


# name of the case → (what is given, what the line must name). D is the test's folder, EN and DE a pair.
CASES = {
    "missing source": (["audit", "D/none.txt", "DE"], ["none.txt", "no such file", "check the path"]),
    "missing target": (["audit", "EN", "D/none.txt"], ["none.txt", "no such file", "check the path"]),
    "folder": (["audit", "D", "DE"], ["this is a folder", "name a file in it"]),
    "empty": (["audit", "EN", "D/empty.txt"], ["empty.txt", "the file is empty", "give a file"]),
    "blank": (["audit", "EN", "D/blank.txt"], ["blank.txt", "empty", "give a file"]),
    "binary": (["audit", "EN", "D/binary.bin"], ["binary.bin", "binary", "save it as"]),
    "picture": (["audit", "EN", "D/picture.txt"], ["picture.txt", "not text", "save it as"]),
    "nothing visible": (["audit", "EN", "D/comment.md"], ["comment.md", "no visible text", "give a file"]),
    "no target": (["audit", "EN"], ["a.en.txt", "translation is missing", "SOURCE and TARGET"]),
    "no such table": (["audit", "D/none.tsv"], ["none.tsv", "no such file", "check the path"]),
    "table without the columns": (
        ["audit", "D/columns.tsv"],
        ["columns.tsv", "'target'", "needs the columns"],
    ),
    "csv given as tsv": (
        ["audit", "D/commas.tsv"],
        ["commas.tsv", "'source' or 'target'", "separated by tabs"],
    ),
    "header alone": (["audit", "D/header.csv"], ["header.csv", "no rows", "add rows"]),
    "ragged row": (["audit", "D/ragged.tsv"], ["ragged.tsv", "line 3", "give every row the same columns"]),
    "open quotation": (["audit", "D/quotes.csv"], ["quotes.csv", "line 2"]),
    "two tables": (
        ["audit", "D/rows.tsv", "D/rows.tsv"],
        ["rows.tsv", "a bilingual table", "give one table"],
    ),
    "table and target": (["audit", "D/rows.tsv", "DE"], ["rows.tsv", "a bilingual table", "give one table"]),
    "table as target": (["audit", "EN", "D/rows.tsv"], ["rows.tsv", "a bilingual table", "give one table"]),
    "language in a row": (["audit", "D/lang.tsv"], ["lang.tsv: line 3", "'zz'", "give a code such as"]),
    "unknown language": (
        ["audit", "EN", "DE", "--source-lang", "zz"],
        ["--source-lang", "'zz'", "such as en"],
    ),
    "country for language": (["audit", "EN", "DE", "--target-lang", "jp"], ["--target-lang", "'ja'"]),
    "malformed language": (
        ["audit", "EN", "DE", "--target-lang", "d!"],
        ["--target-lang", "malformed", "de-CH"],
    ),
    "empty language": (["audit", "EN", "DE", "--target-lang", ""], ["--target-lang", "malformed", "de-CH"]),
    "unknown option": (["audit", "EN", "DE", "--strict"], ["--strict", "crosscheck audit --help"]),
    "option without value": (["audit", "EN", "DE", "--report"], ["--report", "--help"]),
    "unknown command": (["adit", "EN", "DE"], ["adit", "crosscheck --help"]),
    "no source": (["audit"], ["SOURCE", "crosscheck audit --help"]),
    "unknown grade": (["audit", "EN", "DE", "--fail-on", "errors"], ["--fail-on", "errors", "warning"]),
    "missing config": (["audit", "EN", "DE", "--config", "D/none.toml"], ["none.toml", "check the path"]),
    "config is a folder": (["audit", "EN", "DE", "--config", "D"], ["this is a folder", "name a TOML file"]),
    "config is no TOML": (
        ["audit", "EN", "DE", "--config", "D/broken.toml"],
        ["broken.toml", "line 1", "correct it"],
    ),
    "config is no UTF-8": (["audit", "EN", "DE", "--config", "D/binary.bin"], ["binary.bin", "UTF-8"]),
    "unknown key": (["audit", "EN", "DE", "--config", "D/key.toml"], ["key.toml, line 2", "fail-on"]),
    "unknown rule": (
        ["audit", "EN", "DE", "--config", "D/rule.toml"],
        ["rule.toml, line 2", "number-changed"],
    ),
    "bad language in config": (
        ["audit", "EN", "DE", "--config", "D/tag.toml"],
        ["tag.toml", "'zz'", "such as en"],
    ),
    "unknown report kind": (
        ["audit", "EN", "DE", "--report", "D/r.pdf"],
        ["r.pdf", ".pdf", ".html", ".json"],
    ),
    "report without suffix": (["audit", "EN", "DE", "--report", "D/r"], ["no suffix", ".html", ".json"]),
    "no folder for the report": (
        ["audit", "EN", "DE", "--report", "D/no/r.html"],
        ["no/r.html", "create it first"],
    ),
    "report is a folder": (
        ["audit", "EN", "DE", "--report", "D/dir.html"],
        ["dir.html", "folder", "name a file"],
    ),
    "report twice": (
        ["audit", "EN", "DE", "--report", "D/r.json", "--report", "D/r.json"],
        ["r.json", "name another"],
    ),
    "missing model": (["audit", "EN", "DE", "--model", "D/none"], ["none", "model"]),
    "broken model": (
        ["audit", "EN", "DE", "--model", "D/model"],
        ["model.safetensors", "cannot read the weights"],
    ),
    "model list broken": (
        ["audit", "EN", "DE", "--model", "D/listing"],
        ["modules.json", "sentence-transformers"],
    ),
    "standard input": (["audit", "-", "DE"], ["-", "no such file"]),
    "name with a line break": (["audit", "D/no\nsuch.txt", "DE"], ["no such file", "check the path"]),
    "name with a NUL": (["audit", "D/no\0such.txt", "DE"], ["check the path"]),
    "facts of nothing": (["facts", "D/none.txt"], ["none.txt", "no such file"]),
    "facts of a folder": (["facts", "D"], ["this is a folder"]),
    "facts in no language": (["facts", "EN", "--lang", "zz"], ["--lang", "'zz'", "such as en"]),
    "no such rule": (["explain", "number-change"], ["number-change", "did you mean number-changed"]),
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write(tmp_path / "a.en.txt", "The fair drew 4,925 guests in 2023. Most came from the harbour towns.\n")
    write(
        tmp_path / "a.de.txt", "Die Messe zog 2023 4.925 Gäste an. Die meisten kamen aus den Hafenstädten.\n"
    )
    write(tmp_path / "empty.txt")
    write(tmp_path / "blank.txt", " \n\t\n")
    write(tmp_path / "binary.bin", bytes(range(256)) * 40)
    write(tmp_path / "picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    write(tmp_path / "comment.md", "<!-- nothing -->\n")
    write(tmp_path / "columns.tsv", "source\ttranslation\na\tb\n")
    write(tmp_path / "commas.tsv", "source,target\na,b\n")
    write(tmp_path / "header.csv", "source,target\n")
    write(tmp_path / "ragged.tsv", "source\ttarget\na\tb\nc\n")
    write(tmp_path / "quotes.csv", 'source,target\n"a,b\n')
    write(tmp_path / "rows.tsv", ROWS)
    write(tmp_path / "lang.tsv", "source\ttarget\ttarget_lang\nFive.\tFünf.\tde\nSix.\tSechs.\tzz\n")
    write(tmp_path / "broken.toml", "= 1\n")
    write(tmp_path / "key.toml", "\nfail_no = 'error'\n")
    write(tmp_path / "rule.toml", "[rules]\nnumber-change = 'note'\n")
    write(tmp_path / "tag.toml", "target-lang = 'zz'\n")
    folder(tmp_path / "dir.html")
    modules = '[{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"}]'
    folder(tmp_path / "listing", modules_json="{")
    folder(tmp_path / "model", modules_json=modules, tokenizer_json="{}")
    (tmp_path / "model" / "model.safetensors").write_bytes(
        (17).to_bytes(8, "little") + b'{"embedding.weight'[:17]
    )
    return tmp_path


@pytest.mark.parametrize("case", CASES)
def test_one_line_names_the_cause_and_the_remedy(case, place, crosscheck):
    given, named = CASES[case]
    names = {"EN": str(place / "a.en.txt"), "DE": str(place / "a.de.txt")}
    outcome = crosscheck(*(names.get(one, re.sub(r"^D(?=/|$)", str(place), one)) for one in given))
    assert outcome.code == 2
    assert outcome.out == ""
    assert (
        outcome.err.startswith("crosscheck: ") and outcome.err.count("\n") == 1 and outcome.err.endswith("\n")
    )
    assert "Traceback" not in outcome.err
    assert [one for one in named if one not in outcome.err] == [], outcome.err


def test_a_model_folder_without_weights_names_what_is_missing(place, crosscheck):
    """Without the weights it is no static model, and sentence-transformers may not be installed."""
    (place / "model" / "model.safetensors").unlink()
    outcome = crosscheck("audit", place / "a.en.txt", place / "a.de.txt", "--model", place / "model")
    assert outcome.code == 2 and outcome.err.count("\n") == 1 and str(place / "model") in outcome.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
def test_permissions_are_named(place, crosscheck):
    (place / "a.en.txt").chmod(0)
    outcome = crosscheck("audit", place / "a.en.txt", place / "a.de.txt")
    assert outcome.code == 2 and "change its permissions" in outcome.err


def test_a_line_of_200_kilobytes_is_a_text_like_any_other(place, crosscheck):
    write(place / "long.txt", "The fair drew 4,925 guests" + " and many more" * 15_000)
    write(place / "lang.txt", "Die Messe zog 4.925 Gäste an" + " und viele mehr" * 15_000)
    outcome = crosscheck("audit", "-q", place / "long.txt", place / "lang.txt")
    assert (outcome.code, outcome.err) == (0, "Passed: nothing found\n")


def test_a_fault_of_the_program_asks_for_a_report(place, crosscheck, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError("division by\nzero")

    monkeypatch.setattr("crosscheck.pipeline.audit_pair", broken)
    monkeypatch.delenv(app.DEBUG, raising=False)
    outcome = crosscheck("audit", place / "a.en.txt", place / "a.de.txt")
    assert outcome.code == 2
    assert outcome.err.startswith(
        "crosscheck: this should not happen: ZeroDivisionError: division by zero; please report"
    )
    assert outcome.err.count("\n") == 1
    monkeypatch.setenv(app.DEBUG, "1")
    assert "Traceback" in crosscheck("audit", place / "a.en.txt", place / "a.de.txt").err


def test_an_interrupt_ends_in_one_line(place, crosscheck, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("crosscheck.pipeline.audit_pair", interrupted)
    outcome = crosscheck("audit", place / "a.en.txt", place / "a.de.txt", "--report", place / "r.json")
    assert (outcome.code, outcome.out, outcome.err) == (
        2,
        "",
        "crosscheck: interrupted; no report was written\n",
    )
    assert not (place / "r.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_an_interrupt_from_outside_ends_in_one_line(place):
    """Whenever it comes: while modules load, or while the audit runs."""
    write(place / "many.txt", "The fair drew 4,925 guests in 2023.\n\n" * 20_000)
    command = [sys.executable, "-m", "crosscheck", "audit", "-q", place / "many.txt", place / "many.txt"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (2, "", "crosscheck: interrupted; no report was written\n")


def test_the_real_command_says_one_line_and_leaves_standard_output_alone(place):
    command = [
        sys.executable,
        "-m",
        "crosscheck",
        "audit",
        place / "none.txt",
        place / "a.de.txt",
        "--report",
        "-",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"crosscheck: {place / 'none.txt'}: no such file; check the path\n"


def test_a_closed_pipe_is_no_traceback(place):
    command = [
        sys.executable,
        "-m",
        "crosscheck",
        "audit",
        "-q",
        place / "a.en.txt",
        place / "a.de.txt",
        "--report",
        "-",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        process.stdout.close()
        err = process.stderr.read()
    assert "Traceback" not in err and "Exception" not in err
