"""Baselines, settings and reports on the command line, on real documents."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from pathlib import Path

import pytest

import crosscheck as api
from crosscheck.errors import BaselineError, SettingsError
from crosscheck.settings import find, load

EN = "# Fair\n\nThe fair drew 4,925 guests in 2023.\n\nMost of them came from the harbour towns.\n"
DE = "# Messe\n\nDie Messe zog 2023 insgesamt 4.952 Gäste an.\n\nDie meisten kamen aus den Hafenstädten.\n"


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    for name, text in (("f.en.md", EN), ("f.de.md", DE)):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path / "f.en.md", tmp_path / "f.de.md"


def audit(crosscheck, *more: str):
    return crosscheck("audit", "f.en.md", "f.de.md", "-q", *more)


def test_accept_edit_elsewhere_edit_there(crosscheck, pair):
    """The round trip: what is accepted stays so until its sentence changes."""
    assert audit(crosscheck).code == 1
    made = crosscheck("baseline", "create", "f.en.md", "f.de.md", "--reason", "as printed", "--author", "Ada")
    assert (made.code, made.out) == (0, "crosscheck-baseline.json: 1 entry\n")
    use = ("--baseline", "crosscheck-baseline.json")
    passed = audit(crosscheck, *use)
    assert (passed.code, passed.err) == (0, "Passed: nothing new found, 1 accepted\n")

    english, german = pair
    sentence, rest = "Die Messe zog 2023 insgesamt 4.952 Gäste an.", "Die meisten kamen aus den Hafenstädten."
    new = (
        "\n\nIn the evening the band played until midnight.\n",
        "\n\nAm Abend spielte die Kapelle bis Mitternacht.\n",
    )
    english.write_text(EN + new[0], "utf-8")
    german.write_text(DE.replace(f"an.\n\n{rest}", f"an.\n\n\n\n  {rest}") + new[1], "utf-8")
    assert audit(crosscheck, *use).code == 0

    english.write_text(EN, "utf-8")
    german.write_text(DE.replace(sentence, sentence.replace("insgesamt", "genau")), "utf-8")
    failed = crosscheck("audit", "f.en.md", "f.de.md", *use, "--report", "r.json")
    assert failed.code == 1 and "stale, its finding is gone: number-changed" in " ".join(failed.err.split())
    verdict = json.loads(Path("r.json").read_text("utf-8"))["verdict"]
    assert (verdict["errors"], verdict["accepted"], verdict["stale"]) == (1, 0, 1)

    updated = crosscheck("baseline", "update", "f.en.md", "f.de.md")
    assert updated.out == "crosscheck-baseline.json: 2 entries, 1 of them new\n"
    pruned = crosscheck("baseline", "prune", "f.en.md", "f.de.md")
    assert pruned.out.splitlines()[-1] == "crosscheck-baseline.json: 1 entry, 1 removed"
    assert audit(crosscheck, *use).code == 0
    shown = crosscheck("baseline", "show").out
    assert "f.en.md → f.de.md" in shown and "number-changed" in shown and "known when" in shown


def test_a_moved_paragraph_wakes_nothing(crosscheck, pair):
    crosscheck("baseline", "create", "f.en.md", "f.de.md")
    for path, text in zip(pair, (EN, DE), strict=True):
        title, first, second = text.strip().split("\n\n")
        path.write_text(f"{title}\n\n{second}\n\n{first}\n", "utf-8")
    assert audit(crosscheck, "--baseline", "crosscheck-baseline.json").code == 0


@pytest.mark.usefixtures("pair")
def test_an_expired_entry_counts_as_new_with_a_word(crosscheck):
    crosscheck("baseline", "create", "f.en.md", "f.de.md", "--expires", "2020-01-31")
    failed = crosscheck("audit", "f.en.md", "f.de.md", "--baseline", "crosscheck-baseline.json")
    assert failed.code == 1
    assert "expired on 2020-01-31, counts as new" in " ".join(failed.err.split())
    assert failed.err.splitlines()[-1] == "Failed: 1 error, 1 expired"
    assert "; expired on 2020-01-31" in crosscheck("baseline", "show").out
    until = dt.date.today().isoformat()
    crosscheck("baseline", "update", "f.en.md", "f.de.md", "--expires", until)
    assert audit(crosscheck, "--baseline", "crosscheck-baseline.json").code == 0


def test_a_comment_in_the_document_accepts(crosscheck, pair):
    _, german = pair
    german.write_text(
        DE.replace("Die Messe", "<!-- crosscheck: ignore number-changed because so -->\nDie Messe"), "utf-8"
    )
    assert audit(crosscheck).err == "Passed: nothing new found, 1 accepted\n"
    finding = json.loads(crosscheck("audit", "f.en.md", "f.de.md", "-q", "--report", "-").out)["pairs"][0][
        "findings"
    ][0]
    assert finding["status"] == "accepted"
    assert finding["accepted"] == {"by": "comment", "reason": "so", "author": "", "date": ""}


def test_settings_are_found_upward_and_options_win(crosscheck, pair, tmp_path):
    inner = tmp_path / "docs" / "guide"
    inner.mkdir(parents=True)
    for path in pair:
        path.rename(inner / path.name)
    (tmp_path / "crosscheck.toml").write_text('fail-on = "never"\nmin-linked = 0.5\n', "utf-8")
    documents = "docs/guide/f.en.md", "docs/guide/f.de.md"
    assert crosscheck("audit", *documents, "-q").code == 0
    assert crosscheck("audit", *documents, "-q", "--fail-on", "error").code == 1
    (tmp_path / "docs" / "pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")
    assert crosscheck("audit", *documents, "-q").code == 0, (
        "a pyproject.toml without the table is none of ours"
    )
    (tmp_path / "docs" / "pyproject.toml").write_text("[tool.crosscheck]\nfail-on = 'error'\n", "utf-8")
    assert crosscheck("audit", *documents, "-q").code == 1
    assert crosscheck("audit", *documents, "-q", "--config", "crosscheck.toml").code == 0


def test_the_baseline_of_the_settings_lies_beside_them(crosscheck, pair, tmp_path, monkeypatch):
    crosscheck("baseline", "create", "f.en.md", "f.de.md")
    (tmp_path / "crosscheck.toml").write_text('baseline = "crosscheck-baseline.json"\n', "utf-8")
    other = tmp_path / "elsewhere"
    other.mkdir()
    monkeypatch.chdir(other)
    assert crosscheck("audit", *pair, "-q").code == 0


@pytest.mark.usefixtures("pair")
def test_overrides_are_for_their_paths(crosscheck, tmp_path):
    text = '[[overrides]]\npath = "f.de.md"\n[overrides.rules]\nnumber-changed = "note"\n'
    (tmp_path / "crosscheck.toml").write_text(text, "utf-8")
    assert audit(crosscheck).err == "Passed: 1 note\n"
    (tmp_path / "crosscheck.toml").write_text(text.replace("f.de", "g.de"), "utf-8")
    assert audit(crosscheck).code == 1
    (tmp_path / "crosscheck.toml").write_text('[[overrides]]\npath = "*.md"\nmin-linked = 1.0\n', "utf-8")
    failed = audit(crosscheck, "--fail-on", "never")
    assert failed.code == 0
    assert audit(crosscheck, "--fail-on", "never", "--min-matched", "1").code == 1
    Path("f.de.md").write_text(DE + "\n\nEin Satz steht nur hier, und er ist lang genug.\n", "utf-8")
    assert audit(crosscheck, "--fail-on", "never").code == 1
    assert audit(crosscheck, "--fail-on", "never", "--min-linked", "0.1").code == 0, (
        "options win over overrides"
    )


@pytest.mark.usefixtures("pair")
def test_config_show_names_every_origin(crosscheck, tmp_path):
    (tmp_path / "crosscheck.toml").write_text(
        'fail-on = "warning"\nmax_warnings = 3\n\n[rules]\nnumber-changed = "note"\n\n'
        '[[overrides]]\npath = "*.de.md"\nmin-linked = 0.25\n[overrides.rules]\ndate-changed = "off"\n',
        "utf-8",
    )
    lines = [" ".join(line.split()) for line in crosscheck("config", "show", "f.de.md").out.splitlines()]
    assert 'fail-on = "warning" # crosscheck.toml, line 1' in lines
    assert "max-warnings = 3 # crosscheck.toml, line 2" in lines
    assert 'rules.number-changed = "note" # crosscheck.toml, line 5' in lines
    assert 'rules.date-changed = "off" # crosscheck.toml, [[overrides]]' in lines
    assert "min-linked = 0.25 # crosscheck.toml, [[overrides]]" in lines
    assert "# model is not set # default" in lines
    assert not any("overrides]]" in line for line in crosscheck("config", "show", "f.en.md").out.splitlines())
    assert 'fail-on = "error"' in crosscheck("config", "show", "/none.md").out


@pytest.mark.usefixtures("pair")
def test_init_writes_settings_that_are_valid(crosscheck, tmp_path):
    (tmp_path / "de").mkdir()
    (tmp_path / "en").mkdir()
    for folder in ("de", "en"):
        (tmp_path / folder / "b c.md").write_text("x", "utf-8")
    (tmp_path / "only.en.md").write_text("x", "utf-8")
    (tmp_path / "f.fr.md").write_text("x", "utf-8")
    (tmp_path / "en" / "z.txt").write_text("x", "utf-8")
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "b c.md").write_text("x", "utf-8")
    (tmp_path / "x.en.md").write_text("x", "utf-8")
    (tmp_path / "x.de\x1b.md").write_text("x", "utf-8")
    (tmp_path / "en" / "c.md").write_text("x", "utf-8")
    (tmp_path / "de" / "c.md").write_text("x", "utf-8")
    (tmp_path / "de" / "b c.md").unlink()
    outcome = crosscheck("init")
    assert (outcome.code, outcome.out) == (
        0,
        "crosscheck.toml: written; 3 documents in several languages found\n",
    )
    text = Path("crosscheck.toml").read_text("utf-8")
    assert set(tomllib.loads(text)) == {"source-lang", "fail-on", "min-linked", "pairs"}
    assert load("crosscheck.toml").source_lang == "en"
    assert [(one.source, one.targets) for one in load("crosscheck.toml").pairs] == [
        ("en/b c.md", ("fr/b c.md",)),
        ("en/c.md", ("de/c.md",)),
        ("f.en.md", ("f.de.md", "f.fr.md")),
    ]
    assert load("crosscheck.toml").min_linked == 0.5
    everything = "\n".join(
        line.removeprefix("# ") if "=" in line or line.startswith("# [") else line
        for line in text.splitlines()
        if not line.startswith("#     ")
    )
    Path("all.toml").write_text(everything, "utf-8")
    assert load("all.toml").overrides and load("all.toml").ignore and load("all.toml").rules
    again = crosscheck("init")
    assert again.code == 2 and "--force" in again.err
    assert crosscheck("init", "--force").code == 0


@pytest.mark.usefixtures("pair")
def test_the_pairs_of_the_settings_are_audited_when_none_is_given(crosscheck, tmp_path, monkeypatch):
    (tmp_path / "crosscheck.toml").write_text(
        '[[pairs]]\nsource = "f.en.md"\ntargets = ["f.de.md"]\n', "utf-8"
    )
    assert crosscheck("audit", "-q").err == "Failed: 1 error\n"
    assert crosscheck("baseline", "create").code == 0
    assert crosscheck("audit", "-q", "--baseline", "crosscheck-baseline.json").code == 0
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    assert crosscheck("audit", "-q").code == 1
    assert "# pairs: 1 entry" in crosscheck("config", "show").out
    (tmp_path / "rows.tsv").write_text("source\ttarget\nFive of 30 shops.\tFünf von 31 Läden.\n", "utf-8")
    (tmp_path / "crosscheck.toml").write_text('[[pairs]]\nsource = "rows.tsv"\n', "utf-8")
    assert crosscheck("audit", "-q", "--source-lang", "en", "--target-lang", "de").code == 1


def test_a_folder_without_versions_gets_settings_too(crosscheck, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert crosscheck("init").out == "crosscheck.toml: written; 0 documents in several languages found\n"
    assert load("crosscheck.toml").pairs == ()


WRONG = {
    "pairs = 1": "[[pairs]]",
    "[[pairs]]\ntargets = ['a']": "needs a source",
    "[[pairs]]\nsource = 'a'\ntargets = 'b'": "list of files",
    "max-warnings = -1": "a whole number",
    "max-warnings = true": "a whole number",
    "min-linked = 90": "from 0 to 1",
    'min-matched = "all"': "from 0 to 1",
    "baseline = 1": "quotation marks",
    "overrides = 1": "[[overrides]]",
    "[[overrides]]\nmin-linked = 0.1": "needs a path",
    "[[overrides]]\npath = '*'\nfail-on = 'all'": "'overrides.fail-on' must be one of error, warning, never",
    "[[overrides]]\npath = '*'\nmax_warnings = 1": "cannot differ between files: it counts",
    "[[overrides]]\npath = '*'\n[[overrides.ignore]]\ntext = 'a'": "give the [[ignore]] itself a path",
    "min-linkd = 0.5": "did you mean 'min-linked'?",
    "[[overrides]]\npath = '*'\nsource-lang = 'zz'": "'zz'",
}


@pytest.mark.parametrize("text", WRONG)
@pytest.mark.usefixtures("pair")
def test_a_wrong_setting_is_one_line(crosscheck, tmp_path, text):
    (tmp_path / "crosscheck.toml").write_text(text + "\n", "utf-8")
    outcome = audit(crosscheck)
    assert outcome.code == 2 and outcome.err.count("\n") == 1
    assert WRONG[text] in outcome.err and "crosscheck.toml" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("audit", "f.en.md", "f.de.md", "--baseline", "none.json"), "no such baseline"),
        (("audit", "f.en.md", "f.de.md", "--baseline", "broken.json"), "damaged"),
        (("audit", "f.en.md", "f.de.md", "--min-linked", "2"), "--min-linked"),
        (("audit", "f.en.md", "f.de.md", "--max-warnings", "some"), "--max-warnings"),
        (("baseline", "show", "broken.json"), "damaged"),
        (("baseline", "show"), "no such baseline"),
        (("baseline", "update", "f.en.md", "f.de.md"), "no such baseline"),
        (("baseline", "create", "f.en.md", "f.de.md", "--expires", "soon"), "2027-01-31"),
        (("baseline", "create", "f.en.md", "f.de.md", "--baseline", "no/b.json"), "cannot be written"),
        (("baseline", "create", "f.en.md", "f.de.md", "--baseline", "broken.json"), "exists already"),
        (("config", "show", "--config", "none.toml"), "no such settings file"),
        (("init", "none"), "no such folder"),
    ],
)
@pytest.mark.usefixtures("pair")
def test_what_can_go_wrong_is_one_line(crosscheck, arguments, said):
    Path("broken.json").write_text('{"schema": "crosscheck-baseline/1"', "utf-8")
    outcome = crosscheck(*arguments)
    assert outcome.code == 2 and outcome.err.count("\n") == 1 and outcome.err.startswith("crosscheck: ")
    assert said in outcome.err


def test_nearest_settings_win(tmp_path):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "crosscheck.toml").touch()
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.crosscheck]\nfail-on = 'never'\n", "utf-8")
    assert find(str(inner / "x.md")) == str(tmp_path / "a" / "pyproject.toml")
    (tmp_path / "a" / "crosscheck.toml").touch()
    assert find(str(inner / "x.md")) == str(tmp_path / "a" / "crosscheck.toml")


def test_config_show_tells_conventions_and_glossary(crosscheck, tmp_path, monkeypatch):
    (tmp_path / "crosscheck.toml").write_text(
        'glossary = "t.tsv"\n[conventions.de]\ndecimal = ","\ngroup = ["."]\n'
        "[conventions.en.magnitudes]\nbillion = 5\n[[overrides]]\npath = 'x.md'\nglossary = 'u.tsv'\n"
        "[overrides.conventions.fr]\nunits = 'CAD'\n"
    )
    monkeypatch.chdir(tmp_path)
    shown = crosscheck("config", "show").out
    assert re.search(r'conventions\.de\.group = \["\."\] +# crosscheck\.toml, line 2', shown)
    assert re.search(r'conventions\.en\.magnitudes = \{ "billion" = 5 \} +# crosscheck\.toml', shown)
    assert "# glossary: 1 entry" in shown and "fr" not in shown
    shown = crosscheck("config", "show", "x.md").out
    assert re.search(r"# glossary: 2 entries +# crosscheck\.toml, \[\[overrides\]\]", shown)
    assert re.search(r'conventions\.fr\.units = \["CAD"\] +# crosscheck\.toml, \[\[overrides\]\]', shown)


def test_facts_are_read_by_the_conventions(crosscheck, tmp_path):
    (tmp_path / "a.en.txt").write_text("It cost $12.500.", "utf-8")
    assert "12.5 USD" in crosscheck("facts", tmp_path / "a.en.txt", "--lang", "en").out
    settings = "[conventions.en]\ngroup = '.'\nunits = 'CAD'\n"
    (tmp_path / "crosscheck.toml").write_text(settings, "utf-8")
    assert "12500 CAD" in crosscheck("facts", tmp_path / "a.en.txt", "--lang", "en").out
    (tmp_path / "other.toml").write_text("", "utf-8")
    told = crosscheck("facts", tmp_path / "a.en.txt", "--lang", "en", "--config", tmp_path / "other.toml").out
    assert "12.5 USD" in told


@pytest.mark.usefixtures("pair")
def test_the_grade_that_fails_may_differ_by_path(crosscheck, tmp_path):
    assert audit(crosscheck).code == 1
    (tmp_path / "crosscheck.toml").write_text("[[overrides]]\npath = 'f.de.md'\nfail-on = 'never'\n", "utf-8")
    outcome = audit(crosscheck, "--report", "r.xml")
    assert outcome.code == 0 and "Passed" in outcome.err
    assert "<failure" not in (tmp_path / "r.xml").read_text("utf-8")
    assert audit(crosscheck, "--fail-on", "error").code == 1, "options win over overrides"
    (tmp_path / "crosscheck.toml").write_text("[[overrides]]\npath = 'g.*'\nfail-on = 'never'\n", "utf-8")
    assert audit(crosscheck).code == 1


@pytest.mark.usefixtures("pair")
def test_baselines_may_differ_by_path(crosscheck, tmp_path):
    (tmp_path / "g.de.md").write_text((tmp_path / "f.de.md").read_text("utf-8"), "utf-8")
    (tmp_path / "crosscheck.toml").write_text(
        'baseline = "all.json"\n[[overrides]]\npath = "g.de.md"\nbaseline = "g.json"\n', "utf-8"
    )
    made = crosscheck("baseline", "create", "f.en.md", "f.de.md", "g.de.md")
    assert made.code == 0 and made.out.count("entr") == 2
    own = json.loads((tmp_path / "g.json").read_text("utf-8"))["entries"]
    assert {entry["target"] for entry in own} == {"g.de.md"}
    assert crosscheck("audit", "f.en.md", "f.de.md", "g.de.md").code == 0
    (tmp_path / "g.json").write_text('{"schema": "crosscheck-baseline/1", "entries": []}', "utf-8")
    assert crosscheck("audit", "f.en.md", "f.de.md").code == 0
    assert crosscheck("audit", "f.en.md", "g.de.md").code == 1
    (tmp_path / "g.json").write_text("{", "utf-8")
    assert crosscheck("audit", "f.en.md", "f.de.md").code == 2, "a damaged baseline is told at once"


@pytest.mark.usefixtures("pair")
def test_the_model_may_differ_by_path(crosscheck, tmp_path):
    (tmp_path / "crosscheck.toml").write_text(
        "[[overrides]]\npath = 'f.*'\nmodel = 'no-such-model-here/x'\n", "utf-8"
    )
    outcome = audit(crosscheck)
    assert outcome.code == 2 and "no-such-model-here" in outcome.err


@pytest.mark.usefixtures("pair")
def test_the_library_gives_the_verdict_of_the_command(crosscheck, tmp_path):
    settings = tmp_path / "crosscheck.toml"
    settings.write_text('fail-on = "warning"\nmin-linked = 0.5\n', "utf-8")
    documents = tmp_path / "f.en.md", tmp_path / "f.de.md"
    report = api.audit(*documents, settings=settings)
    verdict = api.judge(report, settings=settings)
    assert not verdict.passed and audit(crosscheck).code == 1
    crosscheck("baseline", "create", "f.en.md", "f.de.md", "--reason", "as printed")
    known = tmp_path / "crosscheck-baseline.json"
    accepted = api.audit(*documents, settings=settings, baseline=known)
    assert {one.accepted.reason for one in accepted.findings if one.accepted} == {"as printed"}
    for given in (report, [accepted]):
        verdict = api.judge(given, settings=settings, baseline=known)
        assert verdict.passed and verdict.accepted and not verdict.errors
    assert not api.judge(report, settings=load(str(settings))).passed
    settings.write_text('fail-on = "warning"\nsource-lang = "zz"\n', "utf-8")
    with pytest.raises(SettingsError, match="zz"):
        api.audit(*documents, settings=settings)
    with pytest.raises(BaselineError):
        api.judge(report, baseline=tmp_path / "none.json")
