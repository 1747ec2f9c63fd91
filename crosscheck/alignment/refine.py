"""A second look at single links, for what a search in order cannot express.

A stray line inside a group (a page number, a caption) is taken out where the group is better without it, and
two neighbours that merely changed places are linked crosswise.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crosscheck.alignment.evidence import Evidence, Known
from crosscheck.alignment.groups import Shape
from crosscheck.alignment.options import Options
from crosscheck.alignment.search import Chunk
from crosscheck.model import Link

_SURE = 0.9
"""Pairs of pairs of a higher probability did not change places."""

_Group = tuple[int, ...]


def refined(links: Sequence[Link], sides: tuple[Known, Known], shape: Shape, options: Options) -> list[Link]:
    """The links with stray lines taken out and neighbours that changed places crossed."""
    look = _SecondLook(sides, shape, options)
    result: list[Link] = []
    for link in links:
        result += look.at(link)
    return result


class _SecondLook:
    def __init__(self, sides: tuple[Known, Known], shape: Shape, options: Options) -> None:
        self._sides, self._shape, self._weights = sides, shape, options.weights

    def at(self, link: Link) -> list[Link]:
        sizes = len(link.source), len(link.target)
        if sizes == (2, 2) and link.confidence <= _SURE:
            return self._crossed(link)
        if max(sizes) > 2 and min(sizes) > 0:
            return self._without_stray(link)
        return [link]

    def _score(self, source: _Group, target: _Group) -> float:
        """The score of a link between any sentences."""
        ours, theirs = np.array(source, dtype=np.int64), np.array(target, dtype=np.int64)
        kind = (len(source), len(target))
        evidence = Evidence(
            self._sides[0].take(ours), self._sides[1].take(theirs), (kind,), self._weights, self._shape
        )
        return float(evidence(Chunk(kind[0], kind[0] + 1, kind[1], kind[1] + 1))[0, 0, 0])

    def _crossed(self, link: Link) -> list[Link]:
        (a, b), (c, d) = link.source, link.target
        crossed = self._score((a,), (d,)) + self._score((b,), (c,))
        price = 2 * (self._weights.opening + self._weights.gap)
        if crossed + price <= self._score(link.source, link.target):
            return [link]
        return [Link((a,), (d,), link.confidence), Link((b,), (c,), link.confidence, moved=True)]

    def _without_stray(self, link: Link) -> list[Link]:
        price = self._weights.opening + self._weights.gap
        best, choice = self._score(link.source, link.target), [link]
        for i in link.source[1:-1]:
            rest = tuple(x for x in link.source if x != i)
            score = self._score(rest, link.target) + price
            if score > best:
                best, choice = (
                    score,
                    [Link(rest, link.target, link.confidence), Link((i,), (), link.confidence)],
                )
        for j in link.target[1:-1]:
            rest = tuple(x for x in link.target if x != j)
            score = self._score(link.source, rest) + price
            if score > best:
                best, choice = (
                    score,
                    [Link(link.source, rest, link.confidence), Link((), (j,), link.confidence)],
                )
        return choice
