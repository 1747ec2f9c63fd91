"""Every tenth row of the numeric-fact benchmark: what human translations and planted errors must give."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from crosscheck.model import Grade

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT.parent / "shared" / "bench" / "numbers"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (BENCH / "score.py").is_file(), reason="../shared/bench/numbers is absent"),
]


def load(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    sys.path.insert(0, "")  # the script drops the folder that Python puts first
    spec.loader.exec_module(module)
    sys.path[:] = before
    return module


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    return load("benchmark_of_numbers", ROOT / "benchmarks" / "numbers.py")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    found: list[dict[str, str]] = load("score", BENCH / "score.py").load(str(BENCH), "dev")
    return found


def test_false_alarms_and_recall(bench: ModuleType, rows: list[dict[str, str]]) -> None:
    closeness = bench.bundled_closeness()
    alarms, right, found, planted = [], 0, 0, 0
    for row in rows[::10]:
        human, wrong = (
            row["set"].startswith("cons_"),
            row["set"].startswith("pert_") and row["label"] == "error",
        )
        if not (human or wrong):
            continue
        flagged = any(one.grade is Grade.ERROR for one in bench.differences(row, closeness))
        right, planted = right + human, planted + wrong
        found += wrong and flagged
        if human and flagged:
            alarms.append(row["id"])
    assert len(alarms) <= 0.02 * right, alarms
    assert found >= 0.95 * planted


def test_disputed_rows_are_rows_labelled_right(bench: ModuleType, rows: list[dict[str, str]]) -> None:
    labelled = {row["id"] for row in rows if row["label"] == "ok"}
    disputed = bench.read_disputed()
    assert disputed and all(disputed.values())
    assert set(disputed) <= labelled
