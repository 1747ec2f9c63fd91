"""How far the words of some sentences are said by others: each word's nearest word on the other side.

Finer than the vectors of whole sentences, and dearer, so only links in doubt are looked at this way.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crosscheck.alignment.features import FloatArray, Vectors, WordsOf, cosines, row_norms, unit_rows

_MOST = 256
"""Words of a group that are looked at; of more, an even sample."""


Said = tuple[Vectors, FloatArray]
"""Words: unit vectors (words, d), and how much each says (the length of its vector)."""


class Words:
    """The words of one side's sentences, looked up once."""

    def __init__(self, words_of: WordsOf) -> None:
        self._words_of = words_of
        self._known: dict[int, Said] = {}

    def of(self, sentences: Sequence[int]) -> Said:
        """Those of some sentences; one that says nothing where there are none."""
        parts = [self._one(i) for i in sentences]
        units = np.concatenate([part[0] for part in parts])
        weights = np.concatenate([part[1] for part in parts])
        if not len(units):
            return np.zeros((1, units.shape[1]), dtype=np.float32), np.zeros(1)
        if len(units) > _MOST:
            places = np.linspace(0, len(units) - 1, _MOST).astype(np.int64)
            units, weights = units[places], weights[places]
        return units, weights

    def _one(self, sentence: int) -> Said:
        if sentence not in self._known:
            vectors = self._words_of(sentence)
            self._known[sentence] = unit_rows(vectors), row_norms(vectors)
        return self._known[sentence]


def shares(edge: Said, rest: Said, other: Said) -> dict[str, float]:
    """What of an edge sentence's words the other side says, and what the rest of its group leaves for it to
    say; means over words, each counting by what it says."""
    by_edge, by_rest = _near(edge[0], other[0]), _near(rest[0], other[0])
    with_edge, with_rest = by_edge.max(axis=0), by_rest.max(axis=0)
    more = np.maximum(with_edge - with_rest, 0.0)
    weight = max(float(edge[1].sum()), 1e-9)
    own = float((other[1] * with_edge)[with_edge > with_rest].sum()) / weight
    return {
        "said": _mean(by_edge.max(axis=1), edge[1]),
        "rest_said": _mean(by_rest.max(axis=1), rest[1]),
        "left": 1 - _mean(with_rest, other[1]),
        "more": _mean(more, other[1]),
        "own": min(own, 2.0),
        "fills": min(float((other[1] * more).sum()) / weight, 1.0),
    }


def _near(rows: Vectors, columns: Vectors) -> Vectors:
    """Cosines (rows, columns)."""
    return cosines(rows, columns)


def _mean(values: FloatArray, weights: FloatArray) -> float:
    total = float(weights.sum())
    return float((values * weights).sum()) / total if total > 0 else 0.0
