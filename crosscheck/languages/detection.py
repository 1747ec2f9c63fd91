"""The language of a document: naive Bayes over langdetect's n-gram profiles, restricted by script, without
chance.

Scripts with one language need no profile at all; else the supported languages of the script are compared, and
those beyond them only where the best one has close relatives or does not look familiar."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from math import exp
from pathlib import Path
from typing import NamedTuple

import tomli

from crosscheck.languages.profiles import grams, profile, words
from crosscheck.languages.scripts import HAN, KANA, script_of, scripts, scripts_in
from crosscheck.languages.tags import SUPPORTED, UNDETERMINED

SAMPLE_PIECES, PIECE = 6, 250
"""A long text is judged by this many pieces of this many characters, spread evenly over it."""

OVERLAP = 6.0
"""Every letter takes part in six n-grams, which therefore are no independent witnesses."""

FAMILIAR = 0.7
"""Share of the three-letter sequences that the profile of the text's language knows. In samples of 600
characters the median is 0.74 (Czech) to 0.97 (Vietnamese) for the supported languages in Latin script; it is
0.53 when Finnish is read as Swedish, 0.37 when Hungarian is read as Czech. Below, all languages of the script
are compared."""

RARER = 3.0
"""Logarithm of how many times less often, before anything is read, a language beyond the supported ones is
expected: about 20."""

KANA_SHARE = 0.05
"""Of the Han and kana letters, from which share on kana make a text Japanese: running Japanese has a third or
more."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


class Detection(NamedTuple):
    """A language tag ("und" where the text does not tell) and how sure that is, from 0 to 1."""

    tag: str
    confidence: float


def detect(text: str) -> Detection:
    """The language of a text, among the supported ones first; a language beyond them is named where the text
    plainly is in it. Text without letters is "und"."""
    sample = _ADDRESS.sub(" ", _sample(text))
    found = scripts_in(sample)
    if not found:
        return Detection(UNDETERMINED, 0.0)
    if found[KANA] and found[KANA] >= KANA_SHARE * (found[KANA] + found[HAN]):
        found[KANA] += found.pop(HAN, 0)
    name, letters = found.most_common(1)[0]
    share = letters / found.total()
    script = scripts()[name]
    if len(script.languages) + len(script.others) == 1:
        return Detection((script.languages + script.others)[0], share)
    # Names in another script say nothing about the language.
    counted = grams([word for word in words(sample) if script_of(word[0]) == name])
    best, confidence = _best(counted, script.languages)
    if _familiar(counted, best) < FAMILIAR:
        best, confidence = _best(counted, (*script.languages, *script.others))
    elif neighbours := _neighbours().get(best):
        best, confidence = _best(counted, (*script.languages, *neighbours))
    return Detection(best, confidence * share)


def _sample(text: str) -> str:
    if len(text) <= SAMPLE_PIECES * PIECE:
        return text
    step = (len(text) - PIECE) / (SAMPLE_PIECES - 1)
    return " ".join(text[int(number * step) :][:PIECE] for number in range(SAMPLE_PIECES))


def _best(counted: Counter[str], languages: Iterable[str]) -> tuple[str, float]:
    scores = {
        language: profile(language).score(counted) / OVERLAP - (0 if language in SUPPORTED else RARER)
        for language in languages
    }
    best = max(scores, key=lambda language: scores[language])
    return best, 1 / sum(exp(score - scores[best]) for score in scores.values())


def _familiar(counted: Counter[str], language: str) -> float:
    known = profile(language).counts
    three = [(gram, number) for gram, number in counted.items() if len(gram) == 3]
    total = sum(number for _, number in three)
    return sum(number for gram, number in three if gram in known) / total if total else 1.0


@cache
def _neighbours() -> dict[str, list[str]]:
    return tomli.loads((Path(__file__).parent / "data" / "neighbours.toml").read_text(encoding="utf-8"))
