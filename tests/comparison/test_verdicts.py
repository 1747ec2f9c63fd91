"""Sentences in many wordings: translations that agree stay silent, those that do not are errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscheck.comparison import compare
from crosscheck.facts import extract
from crosscheck.model import Grade

_LINES = (Path(__file__).parent / "verdicts.tsv").read_text(encoding="utf-8").splitlines()
VERDICTS = [line.split("\t") for line in _LINES if line and not line.startswith("#")]
LANGUAGES = sorted({verdict[0] for verdict in VERDICTS})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_are_judged(lang: str) -> None:
    wrong = []
    for target_lang, verdict, source, target in VERDICTS:
        if target_lang != lang:
            continue
        facts = extract(source, "en"), extract(target, lang)
        made = compare(*facts, source, target, lang, source_lang="en")
        grades = {one.grade for one in made}
        seen = Grade.ERROR in grades if verdict == "differs" else not grades & {Grade.ERROR, Grade.WARNING}
        if not seen:
            wrong.append(f"{verdict}: {source!r} / {target!r}")
    assert not wrong, f"{len(wrong)} pairs of {lang}:\n" + "\n".join(wrong[:20])
