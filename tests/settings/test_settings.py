"""Settings: the file, its mistakes, and what settings do to findings."""

# ruff: noqa: E501

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

from crosscheck.errors import SettingsError
from crosscheck.model import Finding, Grade, Side
from crosscheck.settings import OFF, Ignore, Settings, load
from crosscheck.settings.lines import line_of

RULES = ("number-changed", "number-missing", "sentence-added")

FULL = """\
# A comment
source-lang = "en"
target_lang = "de-CH"
fail-on = "warning"
model = "models/mine"

[rules]
number-changed = "warning"
sentence-added = "off"

[[ignore]]
rule = "number-missing"
text = "(0)"
reason = "a counter"

[[ignore]]
pattern = "^ISO \\\\d+$"
path = "drafts/*"
"""


def write(folder: Path, text: str, name: str = "crosscheck.toml") -> str:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def finding(rule: str = "number-changed", source: str = "5", target: str | None = "6") -> Finding:
    def side(text: str) -> Side:
        return Side(0, 1, 1, 0, len(text), text)

    return Finding("f", rule, Grade.ERROR, "m", side(source), None if target is None else side(target), 0)


def test_defaults() -> None:
    assert Settings() == Settings(None, None, "error", None, {}, ())
    findings = [finding()]
    assert Settings().apply(findings, "a", "b") == findings


def test_everything_that_a_file_may_say(tmp_path: Path) -> None:
    assert load(write(tmp_path, FULL), RULES) == Settings(
        "en",
        "de-CH",
        "warning",
        "models/mine",
        {"number-changed": "warning", "sentence-added": OFF},
        (
            Ignore("number-missing", "(0)", reason="a counter"),
            Ignore(pattern=re.compile(r"^ISO \d+$"), path="drafts/*"),
        ),
    )


def test_pyproject(tmp_path: Path) -> None:
    text = "[project]\nname = 'x'\n[tool.crosscheck]\nfail-on = 'never'\n[tool.crosscheck.rules]\nnumber-changed = 'note'\n"
    assert load(write(tmp_path, text, "pyproject.toml")) == Settings(
        fail_on="never", rules={"number-changed": "note"}
    )
    with pytest.raises(SettingsError, match=r"no table \[tool.crosscheck\]"):
        load(write(tmp_path, "[project]\nname = 'x'\n", "pyproject.toml"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('\nfial-on = "x"', "line 2: unknown key 'fial-on'; did you mean 'fail-on'?  (fial-on = \"x\")"),
        ('zzz = 1', "line 1: unknown key 'zzz'; known are source-lang, target-lang, fail-on, model, rules, ignore"),
        ('fail-on = "all"', "line 1: 'fail-on' must be one of error, warning, never"),
        ("model = 5", "line 1: 'model' must be a text in quotation marks  (model = 5)"),
        ('source-lang = ""', "line 1: 'source-lang' must be a text"),
        ('rules = "off"', "line 1: 'rules' must be a table"),
        ('[rules]\n\nnumber-chnged = "off"', "line 3: unknown rule 'number-chnged'; did you mean 'number-changed'?"),
        ('[rules]\nnumber-changed = "fatal"', "line 2: 'rules.number-changed' must be one of error, warning, note, off"),
        ('rules = { number-changed = "fatal" }', "line 1: 'rules.number-changed' must be"),
        ('[rules]\n"number-changed" = true', "line 2: 'rules.number-changed' must be"),
        ('[ignore]\nrule = "number-changed"', "line 1: 'ignore' must be written as [[ignore]] tables  ([ignore])"),
        ('[[ignore]]\ntext = "a"\n[[ignore]]\npatern = "a"', "line 4: unknown key 'patern'; did you mean 'pattern'?"),
        ('[[ignore]]\ntext = "a"\n\n[[ignore]]\npattern = "a("', "line 5: 'ignore.pattern' is no regular expression"),
        ('[[ignore]]\nreason = "why not"', "line 1: 'ignore' would ignore everything"),
        ('[[ignore]]\nrule = "nope"', "line 2: unknown rule 'nope'"),
        ("fail-on = ", "not valid TOML: Invalid value"),
        ('a = "1"\na = "2"', "not valid TOML: Cannot overwrite a value"),
    ],
)  # fmt: skip
def test_mistakes_show_the_line(tmp_path: Path, text: str, told: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load(path, RULES)
    message = str(caught.value)
    assert told in message
    assert message.startswith(path)
    assert "\n" not in message


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such settings file"):
        load(str(tmp_path / "a.toml"))
    with pytest.raises(SettingsError, match="this is a folder"):
        load(str(tmp_path))
    (tmp_path / "b.toml").write_bytes(b'model = "gr\xfc\xdfe"')
    with pytest.raises(SettingsError, match="not UTF-8"):
        load(str(tmp_path / "b.toml"))


def test_grades_and_off() -> None:
    settings = Settings(rules={"number-changed": "note", "sentence-added": OFF})
    kept = settings.apply([finding(), finding("sentence-added"), finding("number-missing")], "a", "b")
    assert [(one.rule, one.grade) for one in kept] == [
        ("number-changed", Grade.NOTE),
        ("number-missing", Grade.ERROR),
    ]


@pytest.mark.parametrize(
    ("entry", "covered"),
    [
        (Ignore(rule="number-changed"), True),
        (Ignore(rule="number-missing"), False),
        (Ignore(text="(0)"), True),
        (Ignore(text="0"), False),
        (Ignore(pattern=re.compile("0")), True),
        (Ignore(pattern=re.compile("^0")), False),
        (Ignore(path="drafts/*.txt"), True),
        (Ignore(path="b.txt"), True),
        (Ignore(path="*.md"), False),
        (Ignore(rule="number-changed", text="(0)", path="drafts/*"), True),
        (Ignore(rule="number-changed", text="(1)", path="drafts/*"), False),
    ],
)
def test_ignoring(entry: Ignore, covered: bool) -> None:
    one = finding(source="(0)", target=None)
    assert Settings(ignore=(entry,)).apply([one], "drafts/a.txt", "drafts/b.txt") == (
        [] if covered else [one]
    )


def test_settings_travel_to_other_processes(tmp_path: Path) -> None:
    settings = load(write(tmp_path, FULL), RULES)
    assert pickle.loads(pickle.dumps(settings)) == settings


def test_defaults_import_nothing_heavy() -> None:
    code = "import sys, crosscheck.settings; print([m for m in ('pydantic', 'pandas', 'rich') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("source-lang",), 2),
        (("rules",), 7),
        (("rules", "sentence-added"), 9),
        (("ignore", 0), 11),
        (("ignore", 0, "text"), 13),
        (("ignore", 1, "path"), 18),
        (("ignore", 1, "rule"), 16),
        (("nothing",), None),
    ],
)
def test_line_of(key: tuple[str | int, ...], line: int | None) -> None:
    assert line_of(FULL, key) == line
