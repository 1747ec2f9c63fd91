"""Pairs of texts with known changes, composed from parallel sentences in document order.

Sentences are left out, added from elsewhere, joined in twos and moved in blocks; what was done is the gold.
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

_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])|(?<=[。！？।])\s*(?=\S)")


@dataclass(frozen=True)
class Composed:
    """Two sides and what is true of them; links hold sentence indices, moved ones are a subset of them."""

    source: list[str]
    target: list[str]
    links: set[tuple[tuple[int, ...], tuple[int, ...]]]
    moved: set[tuple[tuple[int, ...], tuple[int, ...]]]


@dataclass(frozen=True)
class Rates:
    """Share of sentences left out of either side, added to either side, joined with the one before on the source's
    and on the target's side, and the number of blocks moved."""

    removed: float = 0.02
    added: float = 0.02
    joined: tuple[float, float] = (0.025, 0.025)
    moves: int = 0


def read_documents(path: Path, source_lang: str, target_lang: str, size: int) -> Iterator[list[Pair]]:
    """Stretches of `size` consecutive pairs of a table with a column per language; the file's own order.

    A cell of several sentences is split where both sides have as many, or one side has only one."""
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as file:
        langs = file.readline().rstrip("\n").split("\t")
        if source_lang not in langs or target_lang not in langs:
            return
        left, right = langs.index(source_lang), langs.index(target_lang)
        pairs: list[Pair] = []
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if cells[left] and cells[right]:
                pairs += _sentences(cells[left], cells[right])
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


def compose(pairs: Sequence[Pair], foreign: Sequence[Pair], rates: Rates, seed: int) -> Composed:
    """Changes a consistent pair at random; `foreign` gives the sentences to add."""
    rng = random.Random(seed)
    sides: list[list[tuple[list[int], str]]] = [[], []]
    extra = iter(rng.sample(range(len(foreign)), len(foreign)))
    number = len(pairs)
    for index, pair in enumerate(pairs):
        chance = rng.random()
        for side in (0, 1):
            if not side * rates.removed / 2 <= chance < (side + 1) * rates.removed / 2:
                sides[side] += [([index], text) for text in pair[side]]
            if rng.random() < rates.added / 2:
                choice = next(extra, None)
                if choice is not None:
                    sides[side].append(([number], foreign[choice][side][0]))
                    number += 1
    moved_ids: set[int] = set()
    for _ in range(rates.moves):
        _move(sides[1], rng, moved_ids)
    for side in (0, 1):
        sides[side] = _join(sides[side], rates.joined[side], rng, moved_ids)
    return _gold(sides, moved_ids)


def _move(side: list[tuple[list[int], str]], rng: random.Random, moved: set[int]) -> None:
    size = rng.randint(3, 6)
    start = rng.randrange(len(side) - size)
    block = side[start : start + size]
    places = [p for p in range(len(side) - size) if abs(p - start) >= 8]
    if not places or any(i in moved for ids, _ in block for i in ids):
        return
    del side[start : start + size]
    place = rng.choice(places)
    side[place:place] = block
    moved.update(i for ids, _ in block for i in ids)


def _join(
    side: list[tuple[list[int], str]], rate: float, rng: random.Random, moved: set[int]
) -> list[tuple[list[int], str]]:
    result: list[tuple[list[int], str]] = []
    for ids, text in side:
        last = result[-1][0] if result else [-2]
        fits = ids[0] == last[-1] + 1 and (ids[0] in moved) == (last[-1] in moved)
        if fits and rng.random() < rate:
            result[-1] = (last + ids, f"{result[-1][1]} {text}")
        else:
            result.append((ids, text))
    return result


def _gold(sides: list[list[tuple[list[int], str]]], moved_ids: set[int]) -> Composed:
    home: dict[int, int] = {}

    def root(i: int) -> int:
        while home.setdefault(i, i) != i:
            i = home[i]
        return i

    for side in sides:
        for ids, _ in side:
            for i in ids[1:]:
                home[root(i)] = root(ids[0])
    groups: dict[int, tuple[list[int], list[int]]] = {}
    moved_roots = {root(i) for i in moved_ids}
    for number, side in enumerate(sides):
        for position, (ids, _) in enumerate(side):
            groups.setdefault(root(ids[0]), ([], []))[number].append(position)
    links = {r: (tuple(a), tuple(b)) for r, (a, b) in groups.items()}
    return Composed(
        [text for _, text in sides[0]],
        [text for _, text in sides[1]],
        set(links.values()),
        {link for r, link in links.items() if r in moved_roots and all(link)},
    )
