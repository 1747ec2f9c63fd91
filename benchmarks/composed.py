"""Pairs of texts with known changes, composed from parallel sentences in document order.

Sentences are left out, added from elsewhere, joined in twos and moved in blocks; what was done is the gold.
Only what closes like a sentence is joined with the next: no translator runs a heading or an entry of a list
into what follows it.
"""

from __future__ import annotations

import lzma
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

Pair = tuple[list[str], list[str]]
"""A source stretch and its translation, in sentences; one of the sides has one sentence."""

Gold = tuple[tuple[int, ...], tuple[int, ...]]
"""A link: indices of source and target sentences; one per sentence left out or added."""

_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])|(?<=[。！？।])\s*(?=\S)")

_CLOSED = re.compile(r"[.!?。！？।…؟۔]\W*$")
"""A text that ends a sentence."""


@dataclass(frozen=True)
class Composed:
    """Two sides and what is true of them; links hold sentence indices, moved ones are a subset of them."""

    source: list[str]
    target: list[str]
    links: set[Gold]
    moved: set[Gold]


@dataclass(frozen=True)
class Rates:
    """Share of sentences left out of either side, added to either side, joined with the one before on the
    source's and on the target's side, and the number of blocks moved."""

    removed: float = 0.02
    added: float = 0.02
    joined: tuple[float, float] = (0.025, 0.025)
    moves: int = 0


def read_documents(
    path: Path, source_lang: str, target_lang: str, size: int, split: bool = False
) -> Iterator[list[Pair]]:
    """Stretches of `size` consecutive pairs of a table with a column per language; the file's own order.

    With `split`, a cell of several sentences is split where both sides have as many, or one side has only
    one."""
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as file:
        langs = file.readline().rstrip("\n").split("\t")
        if source_lang not in langs or target_lang not in langs:
            return
        left, right = langs.index(source_lang), langs.index(target_lang)
        pairs: list[Pair] = []
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if cells[left] and cells[right]:
                pair = [cells[left]], [cells[right]]
                pairs += _sentences(cells[left], cells[right]) if split else [pair]
            if len(pairs) >= size:
                yield pairs[:size]
                pairs = []


def _sentences(source: str, target: str) -> list[Pair]:
    ours, theirs = _END.split(source), _END.split(target)
    if len(ours) == len(theirs):
        return [([a], [b]) for a, b in zip(ours, theirs, strict=True)]
    if min(len(ours), len(theirs)) == 1 and max(len(ours), len(theirs)) <= 5:
        return [(ours, theirs)]
    return [([source], [target])]


def compose(pairs: Sequence[Pair], foreign: Sequence[Pair], rates: Rates, seed: int | str) -> Composed:
    """Changes a consistent pair at random; `foreign` gives the sentences to add."""
    rng = random.Random(seed)
    extra = iter(rng.sample(range(len(foreign)), len(foreign)))
    groups: list[Pair] = []
    fresh = False  # whether the last group may still grow
    for pair in pairs:
        chance = rng.random()
        group = [list(sentences) for sentences in pair]
        for side in (0, 1):
            if side * rates.removed / 2 <= chance < (side + 1) * rates.removed / 2:
                group[side] = []
        whole = bool(group[0] and group[1])
        joined = [rng.random() < rate for rate in rates.joined]
        if whole and fresh and any(joined) and all(_CLOSED.search(before[-1]) for before in groups[-1]):
            for side in (0, 1):
                if joined[side]:
                    groups[-1][side][-1] += " " + group[side].pop(0)
                groups[-1][side].extend(group[side])
        else:
            groups.append((group[0], group[1]))
        fresh = whole
        for side in (0, 1):
            choice = next(extra, None) if rng.random() < rates.added / 2 else None
            if choice is not None:
                added = foreign[choice][side][:1]
                groups.append((added, []) if side == 0 else ([], added))
                fresh = False
    return _placed(groups, *_order(len(groups), rates.moves, rng))


def _order(size: int, moves: int, rng: random.Random) -> tuple[list[int], set[int]]:
    """The order of the groups on the target's side, and which were moved: blocks of 3 to 6, by 8 places or
    more."""
    order, moved = list(range(size)), set[int]()
    for _ in range(moves):
        length = rng.randint(3, 6)
        start = rng.randrange(size - length)
        block = order[start : start + length]
        places = [place for place in range(size - length) if abs(place - start) >= 8]
        if places and not moved & set(block):
            del order[start : start + length]
            place = rng.choice(places)
            order[place:place] = block
            moved |= set(block)
    return order, moved


def _placed(groups: Sequence[Pair], order: Sequence[int], moved: set[int]) -> Composed:
    sides: tuple[list[str], list[str]] = ([], [])
    places: list[dict[int, tuple[int, ...]]] = [{}, {}]
    for side, numbers in enumerate((range(len(groups)), order)):
        for number in numbers:
            start = len(sides[side])
            sides[side].extend(groups[number][side])
            places[side][number] = tuple(range(start, len(sides[side])))
    links: set[Gold] = set()
    carried: set[Gold] = set()
    for number in range(len(groups)):
        ours, theirs = places[0][number], places[1][number]
        if ours and theirs:
            links.add((ours, theirs))
            if number in moved:
                carried.add((ours, theirs))
        else:
            links |= {((i,), ()) for i in ours} | {((), (j,)) for j in theirs}
    return Composed(*sides, links, carried)
