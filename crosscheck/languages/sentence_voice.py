"""Which of a pair's two languages a single sentence is in, and silence where it does not plainly tell."""

from __future__ import annotations

import re
from functools import cache
from math import exp

from crosscheck.languages.detection import OVERLAP, Detection
from crosscheck.languages.profiles import odds, triples, words
from crosscheck.languages.scripts import HAN, HANGUL, KANA, LATIN, scripts_for, scripts_in
from crosscheck.languages.segmentation import segmentation
from crosscheck.languages.tags import UNDETERMINED, parse

FEWEST_WORDS = 4
FEWEST_LETTERS = 4
"""In scripts where a character says more than a Latin letter."""
LONGEST_WITHOUT_KANA = 12
"""Han characters in a row beyond which a Japanese sentence would hold kana."""

_ASIDE = re.compile(
    r"\"[^\"]{1,200}\"|“[^”\"]{1,200}[”\"]|„[^“”\"]{1,200}[“”\"]|«[^»]{1,200}»|\([^()]{1,200}\)"
)
"""Titles and quotations, which may be in any language."""
_NO_WORD = re.compile(r"[/@_\\<>=#:]\S|\d|\w\.\w|-\w+-")
"""Addresses, names of files and versions."""


def sentence_language(text: str, candidates: tuple[str, str]) -> Detection:
    """Which of two languages (BCP 47 tags) a sentence is in; "und" unless it plainly is in one of them.

    Names, numbers, titles, addresses and fewer than four words tell nothing. The confidence is above 0.5 for
    an answer and 0 for "und"."""
    first, second = (parse(tag).language for tag in candidates)
    if first == second:
        return Detection(UNDETERMINED, 0.0)
    ours, theirs = scripts_for(first), scripts_for(second)
    by_letters = ours == theirs and HAN not in ours
    evidence = (_evidence if by_letters else _script_evidence)(text, first, second)
    if evidence == 0:
        return Detection(UNDETERMINED, 0.0)
    return Detection(
        candidates[0] if evidence > 0 else candidates[1], 1 / (1 + exp(-min(abs(evidence), 99) / OVERLAP))
    )


def _plain_words(text: str) -> list[str]:
    found = words(" ".join(token for token in _ASIDE.sub(" ", text).split() if not _NO_WORD.search(token)))
    # Capitals on every word make a name or a title.
    is_title = all(not word.islower() for word in found) and any(word[0].isupper() for word in found)
    return found if len(found) >= FEWEST_WORDS and not is_title else []


def _evidence(text: str, first: str, second: str) -> float:
    """Positive for the first, negative for the second, 0 for neither: logarithmic odds of n-grams, believed
    together with function words that the other language does not have."""
    found = _plain_words(text)
    if not found:
        return 0.0
    lowered = [word.lower() for word in found]
    ours, theirs = own_words(first, second), own_words(second, first)
    mine, other = sum(word in ours for word in lowered), sum(word in theirs for word in lowered)
    # Words alone decide most sentences, and cost least.
    if min(mine, other) == 0 and max(mine, other) >= 4:
        return OVERLAP * (mine - other)
    weights = odds(first, second)
    parts = triples(found)
    score = sum(weights.get(gram, 0.0) for gram in parts)
    for sign, own, foreign in ((1.0, mine, other), (-1.0, other, mine)):
        if _is_plain(sign * score, own, foreign, len(parts), len(found)):
            return sign * max(sign * score + OVERLAP * (own - foreign), 1.0)
    return 0.0


def _is_plain(score: float, own: int, foreign: int, size: int, count: int) -> bool:
    """Thresholds chosen on parallel sentences: with them about 4 in 10,000 are taken for English or German
    wrongly, most of which mix languages, and 96 in 100 English or German ones of six words or more are
    found."""
    if own > foreign and own >= 2 * foreign:
        return score > max(4, 0.1 * size) or (own - foreign >= 3 and score > -5)
    return count >= 6 and foreign == 0 and score > 25 and score > 0.6 * size


@cache
def own_words(language: str, other: str) -> frozenset[str]:
    """Function words of a language that the other one does not have."""
    return segmentation(language).function_words - segmentation(other).function_words


def _script_evidence(text: str, first: str, second: str) -> float:
    """Languages of different scripts: nearly all letters are of one, and more of them than a name has."""
    for sign, language, other in ((1.0, first, second), (-1.0, second, first)):
        letters = _letters_of(text, language, other)
        if letters:
            return sign * letters
    return 0.0


def _letters_of(text: str, language: str, other: str) -> int:
    """The number of letters where a text can be in the one language and not in the other; else 0."""
    found = scripts_in(_ASIDE.sub(" ", text))
    own, foreign = scripts_for(language), scripts_for(other)
    letters = sum(found[name] for name in own)
    if letters < max(0.9 * found.total(), FEWEST_LETTERS):
        return 0
    if own <= foreign:  # Han letters alone: the other language would not go on for long without its own
        return letters if letters >= LONGEST_WITHOUT_KANA else 0
    own_only = sum(found[name] for name in own - foreign)
    if own & foreign:
        return letters if own_only >= 0.15 * letters and own & {KANA, HANGUL} else 0
    if LATIN in own:
        known = segmentation(language).function_words
        return letters if any(word.lower() in known for word in _plain_words(text)) else 0
    return letters
