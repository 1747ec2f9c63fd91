"""What stands around a value: the clue to which of two values belongs where."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from crosscheck.lexicons.tokens import UNSPACED
from crosscheck.model import Placed, Strength

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Closeness = Callable[[Sequence[str], Sequence[str]], Sequence[Sequence[float]]]
"""How close in meaning each of the source's phrases is to each of the target's: cosines, a row per source
phrase."""

Pair = tuple[Placed, Placed]
"""A fact of the source and the one of the target that states the same."""

_WORDS = 3
"""Words of context on each side of a value; with more of them the contexts run into one another."""
_CHARACTERS = 6
"""The same for scripts without spaces."""
_REMEMBERED = 4096
"""Phrases whose vectors are kept, 1 KiB each: the words around a value come again for each pair that it may
have changed places with, and for each language that the text is compared with."""
_BREAK = re.compile(r"[«»“”„\"「」『』！？!?。।]|\.(?=\s|$)")
"""Ends what is said of a value: a quotation, a sentence."""
_UNSPACED = re.compile(f"[{UNSPACED}]")


def by_vectors(encode: Callable[[Sequence[str]], NDArray[np.float32]]) -> Closeness:
    """Closeness from an embedder's `encode`, which gives each text a row of length 1."""

    from numpy import stack

    known: dict[str, NDArray[np.float32]] = {}

    def closeness(ours: Sequence[str], theirs: Sequence[str]) -> Sequence[Sequence[float]]:
        phrases = {*ours, *theirs}
        fresh = [phrase for phrase in phrases if phrase not in known]
        if fresh:
            if len(known) > _REMEMBERED:
                known.clear()
                fresh = list(phrases)
            known.update(zip(fresh, encode(fresh), strict=True))
        rows, columns = (stack([known[phrase] for phrase in side]) for side in (ours, theirs))
        cosines: list[list[float]] = (rows @ columns.T).tolist()
        return cosines

    return closeness


def crosswise(
    a: Pair,
    b: Pair,
    facts: tuple[Sequence[Placed], Sequence[Placed]],
    texts: tuple[Sequence[str], Sequence[str]],
    closeness: Closeness,
) -> float:
    """By how much the contexts of two pairs fit better when the targets change places, a sum of differences
    of cosines (-6 to 6): what stands before the values, after them, and around them, each compared with its
    like. `facts` and `texts` are those of the source and of the target."""
    (one, its), (two, other) = a, b
    ours = [*_contexts(one, two, facts[0], texts[0]), *_contexts(two, one, facts[0], texts[0])]
    theirs = [*_contexts(its, other, facts[1], texts[1]), *_contexts(other, its, facts[1], texts[1])]
    near = closeness(ours, theirs)
    return sum(near[k][3 + k] + near[3 + k][k] - near[k][k] - near[3 + k][3 + k] for k in range(3))


def _contexts(
    placed: Placed, other: Placed, facts: Sequence[Placed], texts: Sequence[str]
) -> tuple[str, str, str]:
    """The words before a value, after it, and both, up to the next value or break on either side. A value in
    a date has the words around the date, unless the other value is in there too."""
    text, here = texts[placed.sentence], placed.fact
    beside = [one.fact for one in facts if one.sentence == placed.sentence]
    mention = [here]
    if here.group >= 0 and not (placed.sentence == other.sentence and other.fact.group == here.group):
        mention = [one for one in beside if one.group == here.group]
    start, end = min(one.start for one in mention), max(one.end for one in mention)
    bounds = [one for one in beside if one not in mention and one.strength is not Strength.WEAK]
    left = max((one.end for one in bounds if one.end <= start), default=0)
    right = min((one.start for one in bounds if one.start >= end), default=len(text))
    before, after = _last(_BREAK.split(text[left:start])[-1]), _first(_BREAK.split(text[end:right])[0])
    return before, after, f"{before} {after}"


def _last(text: str) -> str:
    return " ".join(text.split()[-_WORDS:]) if not _UNSPACED.search(text) else text.strip()[-_CHARACTERS:]


def _first(text: str) -> str:
    return " ".join(text.split()[:_WORDS]) if not _UNSPACED.search(text) else text.strip()[:_CHARACTERS]
