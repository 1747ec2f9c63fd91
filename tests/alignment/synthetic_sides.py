"""Sides made of meanings: each meaning is a random direction, each version says it with some noise."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from crosscheck.alignment import Features
from crosscheck.model import Link

DIMENSION = 96


def side(
    sentences: Sequence[Sequence[int]], voice: int, noise: float = 0.7, blocks: Sequence[int] | None = None
) -> Features:
    """A version whose sentences say the given meanings; `voice` sets its noise. The same meaning in the same
    voice is the same text."""
    n = len(sentences)
    vectors = np.zeros((n, DIMENSION), dtype=np.float32)
    lengths, keys = np.zeros(n), np.zeros(n, dtype=np.int64)
    for i, meanings in enumerate(sentences):
        for meaning in meanings:
            own, heard = np.random.default_rng(meaning), np.random.default_rng((voice, meaning))
            size = own.integers(30, 200)
            said = own.normal(size=DIMENSION) + noise * heard.normal(size=DIMENSION)
            vectors[i] += np.sqrt(size) * said
            lengths[i] += size * np.exp(0.15 * heard.normal())
        keys[i] = hash((voice, tuple(meanings)))
    return Features(
        vectors=vectors,
        lengths=np.rint(lengths),
        anchor_offsets=np.zeros(n + 1, dtype=np.int64),
        anchor_ids=np.zeros(0, dtype=np.int64),
        ends=np.ones(n, dtype=np.int64),
        keys=keys,
        blocks=np.array(blocks if blocks is not None else [0] * n, dtype=np.int64),
        kinds=np.zeros(n, dtype=np.int64),
    )


def partners(links: Sequence[Link]) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {(link.source, link.target) for link in links}


def expected(
    ours: Sequence[Sequence[int]], theirs: Sequence[Sequence[int]]
) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The links that shared meanings imply, where groups are contiguous."""
    home: dict[int, int] = {}

    def root(x: int) -> int:
        while home.setdefault(x, x) != x:
            x = home[x]
        return x

    for meanings in (*ours, *theirs):
        for x in meanings[1:]:
            home[root(x)] = root(meanings[0])
    groups: dict[int, tuple[list[int], list[int]]] = {}
    for number, sentences in enumerate((ours, theirs)):
        for i, meanings in enumerate(sentences):
            groups.setdefault(root(meanings[0]), ([], []))[number].append(i)
    return {(tuple(a), tuple(b)) for a, b in groups.values()}


def edited(size: int, seed: int) -> tuple[list[list[int]], list[list[int]]]:
    """Two versions of `size` meanings with sentences left out, added and joined, each about 3 in 100."""
    rng = random.Random(seed)
    sides: list[list[list[int]]] = []
    fresh = size
    for _ in range(2):
        sentences: list[list[int]] = []
        for meaning in range(size):
            chance = rng.random()
            if chance < 0.03:
                continue
            if chance < 0.06 and sentences and sentences[-1][-1] == meaning - 1:
                sentences[-1].append(meaning)
            else:
                sentences.append([meaning])
            if rng.random() < 0.03:
                sentences.append([fresh])
                fresh += 1
        fresh += size
        sides.append(sentences)
    return sides[0], sides[1]
