"""`crosscheck model` on the command line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from crosscheck.cli.app import run
from crosscheck.embedding import load

BENCH = Path(__file__).parents[3] / "shared" / "bench" / "retrieval"


def test_evaluate_prints_both_ways_and_the_mean(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["model", "evaluate", str(table)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:3] for line in lines[1:3]] == [
        ["combined", "en-de", "720"],
        ["combined", "en-fr", "720"],
    ]
    assert lines[3].startswith("mean of 2: ")


def test_info_shows_figures_and_card(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["model", "info"]) == 0
    out = capsys.readouterr().out
    assert load().fingerprint in out
    for heading in ("## Data", "## Recipe", "## What each idea brought", "## Limits"):
        assert heading in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["evaluate", "none.tsv"], "cannot read none.tsv"),
        (["info", "--model", "nowhere"], "pip install 'crosscheck[transformers]'"),
        (["train", "none.tsv", "--out", "out"], "pip install 'crosscheck[transformers]'"),
        (["train", "none.tsv"], "--out"),
    ],
)
def test_what_cannot_run_says_why_in_one_line(
    arguments: list[str], says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    assert run(["model", *arguments]) == 2
    captured = capsys.readouterr()
    assert says in captured.err
    assert captured.err.count("\n") == 1
    assert not captured.out


@pytest.mark.transformers
def test_train_writes_a_model(table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("sentence_transformers", reason="needs the extra crosscheck[transformers]")
    out = tmp_path / "model"
    small = [
        "--steps",
        "20",
        "--dimension",
        "8",
        "--vocabulary",
        "300",
        "--threads",
        "1",
        "--languages",
        "en,de",
    ]
    assert run(["model", "train", str(table), "--out", str(out), *small]) == 0
    captured = capsys.readouterr()
    assert captured.out == f"wrote {out}\n"
    assert "step 20/20" in captured.err
    assert load(str(out)).dimension == 8


@pytest.mark.shared
@pytest.mark.skipif(not BENCH.is_dir(), reason="needs ../shared/bench/retrieval")
def test_the_bundled_model_on_tatoeba() -> None:
    from crosscheck.embedding.evaluation import evaluate_files, mean_accuracy

    results = evaluate_files(load(), sorted(BENCH.glob("*.tsv.xz")))
    assert len(results) == 19
    assert mean_accuracy(results) >= 0.90
    assert min(result.mean for result in results) >= 0.77
    assert next(result for result in results if "de" in result.languages).mean >= 0.96
