"""A language that was guessed from little is marked as such."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import crosscheck


def notices(folder: Path, text: str, lang: str | None = None) -> tuple[str, ...]:
    (folder / "a.txt").write_text(text, "utf-8")
    (folder / "b.txt").write_text(
        "Der Hafen hat in diesem Jahr viele neue Kräne und Schiffe bekommen.", "utf-8"
    )
    return crosscheck.audit(folder / "a.txt", folder / "b.txt", source_lang=lang).source.notices


@pytest.mark.parametrize(
    ("text", "name"), [("Hotel 5", "Dutch (nl)"), ("日本 5", "Chinese (zh)"), ("OK 5", "Polish (pl)")]
)
def test_little_evidence_is_told(tmp_path: Path, text: str, name: str) -> None:
    (notice,) = notices(tmp_path, text)
    assert notice.startswith(f"{tmp_path / 'a.txt'}: detected as {name} with little evidence")
    assert "--source-lang" in notice


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The harbour has had many new cranes and ships this year, and there was a fair.", None),
        ("Hotel 5", "en"),
        ("日本語の文章がここにあります。", None),
    ],
)
def test_enough_evidence_is_not(tmp_path: Path, text: str, lang: str | None) -> None:
    assert notices(tmp_path, text, lang) == ()


def test_all_reports_tell_it(crosscheck, tmp_path: Path) -> None:
    notices(tmp_path, "Hotel 5")
    outcome = crosscheck(
        "audit", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--report", "-",
        "--report", str(tmp_path / "r.html"), "--report", str(tmp_path / "r.jsonl"),
    )  # fmt: skip
    source = json.loads(outcome.out)["pairs"][0]["source"]
    assert source["lang_origin"] == "detected" and "little evidence" in source["notices"][0]
    assert "with little evidence" in outcome.err
    for name in ("r.html", "r.jsonl"):
        assert "with little evidence" in (tmp_path / name).read_text("utf-8")
