"""Whole sentences, read and compared: what must be seen, and what must stay silent."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import shown

from crosscheck.comparison import compare
from crosscheck.facts import extract

_LINES = (Path(__file__).parent / "pairs.tsv").read_text(encoding="utf-8").splitlines()
PAIRS = [line.split("\t") for line in _LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("source_lang", "target_lang", "source", "target", "wanted"), PAIRS)
def test_pair(source_lang: str, target_lang: str, source: str, target: str, wanted: str) -> None:
    made = compare(
        extract(source, source_lang),
        extract(target, target_lang),
        source,
        target,
        target_lang,
        source_lang=source_lang,
    )
    assert "; ".join(shown(made)) == wanted.replace("-", "", wanted == "-")
