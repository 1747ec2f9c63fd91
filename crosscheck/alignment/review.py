"""A second look at what the search linked: does each sentence have a share in its link?

A sentence that was left out on the other side is easily hidden: in a group, where its neighbour says nearly
the same, or in a link with the stranger that stands in its place. Logistic models judge the finished
links; `benchmarks/alignment_review.py` fits them to pairs of texts with known omissions and additions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from crosscheck.alignment.claims import group_of, released
from crosscheck.alignment.coverage import Words, shares
from crosscheck.alignment.evidence import Known
from crosscheck.alignment.features import UNIT, FloatArray
from crosscheck.alignment.groups import SMOOTH, STRONG, Shape
from crosscheck.alignment.order import in_order
from crosscheck.alignment.search import LARGEST
from crosscheck.model import Link

EDGE = {
    "one": -0.192,
    "cosine": 2.469,
    "rest": -3.137,
    "gain": 11.201,
    "partial": 10.259,
    "fits": 3.467,
    "size": -1.038,
    "rest_size": 1.009,
    "confidence": 1.512,
    "habit": 0.745,
    "gaps": -0.379,
    "left_out": -0.581,
    "closes": 1.318,
    "rest_closes": -2.638,
}
"""Weights for an edge sentence of a group: its cosine with the other side and that of the rest of the group,
what it adds to the group's cosine, its partial correlation with the other side given the rest, how much
nearer the log length ratio comes to the usual with it (between -1 and 1), log lengths of it and of the rest
in characters, the link's confidence, log odds of merges and of gaps in the pair, whether the search left it
out, whether the group closes like the other side, and its rest does."""

EDGE_BY_WORDS = {
    "one": -2.043,
    "cosine": 2.603,
    "rest": -2.969,
    "gain": 6.45,
    "partial": 5.938,
    "fits": 2.451,
    "size": -0.778,
    "rest_size": 0.647,
    "confidence": 0.766,
    "habit": 0.876,
    "gaps": -0.404,
    "left_out": -0.732,
    "closes": 1.634,
    "rest_closes": -2.887,
    "said": 4.498,
    "rest_said": -0.406,
    "left": 1.921,
    "more": -2.09,
    "own": 3.499,
    "fills": 7.893,
}
"""The same with what `coverage.shares` tells."""

PAIR = {
    "one": 1.263,
    "cosine": 15.716,
    "far": -2.03,
    "hub": -4.273,
    "off": -1.601,
    "source_size": -0.708,
    "target_size": -0.18,
}
"""Weights for a link of one sentence with one: cosine, what it lacks to 0.3 (not above 0), sum of both mean
cosines with the other side, absolute deviation of the log length ratio, log lengths in characters."""

_CUT, _JOIN = -1.0, 1.0
"""Log odds below which a link of one with one is cut, and above which two sentences left out at one place are
linked."""

_NEAR = 0.4
"""No link of one with one of a higher cosine is cut, nor one that shares a number or name."""

_MOST = 400
"""More pairs of sentences left out at one place are another text: they are not looked at one by one."""

_FREELY, _LENIENT = -1.5, 4.0
"""Above this log odds of merges, a pair merges so freely that its edge sentences need less, by this factor,
to stay. (Set on the dev half of Text+Berg, where a quarter of the links are merges.)"""


@dataclass(frozen=True, slots=True)
class Usage:
    """What the links of a pair tell of it: log odds of merges and of gaps."""

    habit: float
    gaps: float


def usage_of(links: Sequence[Link]) -> Usage:
    """How often a pair of texts merges sentences and leaves some out."""
    linked = [link for link in links if link.source and link.target]
    merged = sum(len(link.source) + len(link.target) > 2 for link in linked)
    return Usage(
        float(np.log((merged + 3) / (len(linked) - merged + 27))),
        float(np.log((len(links) - len(linked) + 1) / (len(linked) + 40))),
    )


def reviewed(links: Sequence[Link], sides: tuple[Known, Known], shape: Shape) -> list[Link]:
    """The links with sentences taken out that have no share in theirs, and with those linked that the search
    left out on both sides for want of a decision. The links come and go in order."""
    look = Review(sides, shape, usage_of(links))
    left_out = {link for link in links if not _both_sides(link)}
    parts = look.rejoined([part for link in links for part in look.at(link)], left_out)
    parts = in_order(released(parts, sides))
    result: list[Link] = []
    for linked, group in groupby(parts, key=_both_sides):
        run = list(group)
        result += run if linked else look.joined(run)
    return result


def enlarged(link: Link | None, gap: Link, side: int) -> Link | None:
    """A link with both sides that takes in a sentence left out beside it; nothing where it cannot."""
    if link is None or link.moved or not _both_sides(link) or len(group_of(link, side)) >= LARGEST:
        return None
    groups = [link.source, link.target]
    groups[side] = tuple(sorted(group_of(link, side) + group_of(gap, side)))
    return Link(groups[0], groups[1], 1 - gap.confidence)


def _both_sides(link: Link) -> bool:
    return bool(link.source and link.target)


class Review:
    """A second look at the links of one pair."""

    def __init__(self, sides: tuple[Known, Known], shape: Shape, usage: Usage) -> None:
        self._sides, self._shape, self._usage = sides, shape, usage
        ours, theirs = (side.features.words for side in sides)
        self._words = (Words(ours), Words(theirs)) if ours and theirs else None

    def at(self, link: Link) -> list[Link]:
        """The link, or what is left of it and the sentences taken out."""
        sizes = len(link.source), len(link.target)
        if link.moved or min(sizes) == 0:
            return [link]
        if sizes == (1, 1):
            if not self._weak(*link.source, *link.target):
                return [link]
            odds = self._pair_odds(*link.source, *link.target)
            if odds >= _CUT:
                return [link]
            return [Link(link.source, (), _chance(-odds)), Link((), link.target, _chance(-odds))]
        found = [(self._edge_odds(link, *edge), edge) for edge in self.edges(link)]
        odds, (side, sentence) = min(found, default=(0.0, (0, 0)))
        if odds >= 0:
            return [link]
        groups = [link.source, link.target]
        first = groups[side][0] == sentence
        groups[side] = tuple(i for i in groups[side] if i != sentence)
        rest = self.at(replace(link, source=groups[0], target=groups[1]))
        out = (sentence,)
        alone = Link(out, (), _chance(-odds)) if side == 0 else Link((), out, _chance(-odds))
        return [alone, *rest] if first else [*rest, alone]

    def rejoined(self, links: Sequence[Link], left_out: set[Link]) -> list[Link]:
        """The links with sentences of `left_out` taken into the group before or after that they have a share
        in."""
        result: list[Link | None] = list(links)
        places = [{i: k for k, link in enumerate(links) for i in group_of(link, side)} for side in (0, 1)]
        for place, gap in enumerate(links):
            if gap not in left_out:
                continue
            side = 0 if gap.source else 1
            (sentence,) = group_of(gap, side)
            wholes = []
            for near in (sentence - 1, sentence + 1):
                other = places[side].get(near, place)
                whole = enlarged(result[other], gap, side)
                if whole is not None:
                    wholes.append((self._edge_odds(whole, side, sentence, left_out=True), other, whole))
            odds, other, whole = max(wholes, default=(0.0, place, gap), key=lambda found: found[:2])
            if odds > 0:
                result[other], result[place] = replace(whole, confidence=_chance(odds)), None
                places[side][sentence] = other
        return [link for link in result if link is not None]

    def joined(self, run: list[Link]) -> list[Link]:
        """Sentences left out at one place, in order on each side: the likeliest pair of them linked, and so
        on before and after it."""
        ours = [i for link in run for i in link.source]
        theirs = [j for link in run for j in link.target]
        if not 0 < len(ours) * len(theirs) <= _MOST:
            return run
        odds, i, j = max((self._pair_odds(i, j), -i, -j) for i in ours for j in theirs)
        i, j = -i, -j
        if odds < _JOIN:
            return run
        before = [x for x in run if (x.source and x.source[0] < i) or (x.target and x.target[0] < j)]
        after = [x for x in run if (x.source and x.source[0] > i) or (x.target and x.target[0] > j)]
        return [*self.joined(before), Link((i,), (j,), _chance(odds)), *self.joined(after)]

    def _edge_odds(self, link: Link, side: int, sentence: int, left_out: bool = False) -> float:
        """Log odds that an edge sentence belongs to its group."""
        weights = EDGE if self._words is None else EDGE_BY_WORDS
        lenient = _LENIENT * max(0.0, self._usage.habit - _FREELY)
        return _logit(weights, self.edge(link, side, sentence, left_out)) + lenient

    def _pair_odds(self, i: int, j: int) -> float:
        return _logit(PAIR, self.pair(i, j))

    def edges(self, link: Link) -> Iterable[tuple[int, int]]:
        """The first and last sentences of groups, as side and index, unless a colon, comma or the like joins
        them to the rest."""
        for side, group in enumerate((link.source, link.target)):
            ends = self._sides[side].features.ends
            if len(group) > 1 and ends[group[0]] <= STRONG:
                yield side, group[0]
            if len(group) > 1 and ends[group[-2]] <= STRONG:
                yield side, group[-1]

    def edge(self, link: Link, side: int, sentence: int, left_out: bool = False) -> dict[str, float]:
        """What `EDGE` weighs, or `EDGE_BY_WORDS` where the words are known; `left_out` says whether the
        search left the sentence out."""
        groups = (link.source, link.target)
        rest = [i for i in groups[side] if i != sentence]
        one, left = self._sum(side, [sentence]), self._sum(side, rest)
        other = self._sum(1 - side, groups[1 - side])
        cosine, of_rest, inside = _cosine(one, other), _cosine(left, other), _cosine(one, left)
        room = np.sqrt(max((1 - of_rest**2) * (1 - inside**2), 0.01))
        return {
            "one": 1.0,
            "cosine": cosine,
            "rest": of_rest,
            "gain": _cosine(one + left, other) - of_rest,
            "partial": float((cosine - of_rest * inside) / room),
            "fits": self._fits(link, side, rest),
            "size": self._size(side, [sentence]),
            "rest_size": self._size(side, rest),
            "confidence": link.confidence,
            "habit": self._usage.habit,
            "gaps": self._usage.gaps,
            "left_out": float(left_out),
            **self._closing(groups, side, rest),
            **self._words_of(groups, side, sentence, rest),
        }

    def _closing(self, groups: tuple[Sequence[int], ...], side: int, rest: Sequence[int]) -> dict[str, float]:
        ours, theirs = (self._sides[k].features.ends for k in (side, 1 - side))
        last = theirs[groups[1 - side][-1]]
        return {
            "closes": float(ours[groups[side][-1]] == last),
            "rest_closes": float(ours[rest[-1]] == last),
        }

    def _words_of(
        self, groups: tuple[Sequence[int], ...], side: int, sentence: int, rest: Sequence[int]
    ) -> dict[str, float]:
        if self._words is None:
            return {}
        words, others = self._words[side], self._words[1 - side]
        return shares(words.of([sentence]), words.of(rest), others.of(groups[1 - side]))

    def pair(self, i: int, j: int) -> dict[str, float]:
        """What `PAIR` weighs, for source sentence i and target sentence j."""
        cosine = self._near(i, j)
        return {
            "one": 1.0,
            "cosine": cosine,
            "far": min(cosine - 0.3, 0.0),
            "hub": float(self._sides[0].hub[i] + self._sides[1].hub[j]),
            "off": abs(self._off((i,), (j,))),
            "source_size": self._size(0, [i]),
            "target_size": self._size(1, [j]),
        }

    def _weak(self, i: int, j: int) -> bool:
        """Whether two sentences neither resemble each other nor share a number, a name or the like."""
        if self._near(i, j) > _NEAR:
            return False
        ours, theirs = (side.anchors for side in self._sides)
        shared = np.intersect1d(
            ours.tokens[ours.offsets[i] : ours.offsets[i + 1]],
            theirs.tokens[theirs.offsets[j] : theirs.offsets[j + 1]],
        )
        return len(shared) == 0

    def _near(self, i: int, j: int) -> float:
        return float(np.dot(self._sides[0].units[i], self._sides[1].units[j])) / UNIT**2

    def _sum(self, side: int, group: Sequence[int]) -> FloatArray:
        total: FloatArray = self._sides[side].features.vectors[list(group)].sum(axis=0, dtype=np.float64)
        return total

    def _size(self, side: int, group: Sequence[int]) -> float:
        return float(np.log(self._sides[side].features.lengths[list(group)].sum() + 1))

    def _fits(self, link: Link, side: int, rest: Sequence[int]) -> float:
        without = (rest, link.target) if side == 0 else (link.source, rest)
        nearer = abs(self._off(*without)) - abs(self._off(link.source, link.target))
        return float(np.clip(nearer, -1.0, 1.0))

    def _off(self, source: Sequence[int], target: Sequence[int]) -> float:
        ours, theirs = (
            float(side.features.lengths[list(group)].sum()) + SMOOTH
            for side, group in zip(self._sides, (source, target), strict=True)
        )
        return float(np.log(theirs / ours)) - self._shape.ratio


def _cosine(a: FloatArray, b: FloatArray) -> float:
    """0 where one has no direction."""
    lengths = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / lengths if lengths > 0 else 0.0


def _logit(weights: dict[str, float], values: dict[str, float]) -> float:
    return sum(weight * values[name] for name, weight in weights.items())


def _chance(odds: float) -> float:
    return float(1 / (1 + np.exp(-odds)))
