"""Gold links, and how links are scored by them.

Strict counts a link only if both sides are exactly the gold's; lax, if it overlaps a gold link on both sides.
Precision counts insertions and deletions, recall leaves them out.
"""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Iterable, Sequence
from pathlib import Path

from crosscheck.model import Link

Gold = tuple[tuple[int, ...], tuple[int, ...]]


def read_gold(path: Path) -> list[Gold]:
    """Links of the index format: [0, 1]:[2]."""
    pairs = (line.split(":") for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [(tuple(literal_eval(a)), tuple(literal_eval(b))) for a, b in pairs]


def pairs_of(links: Iterable[Link]) -> list[Gold]:
    return [(link.source, link.target) for link in links]


def _overlap(of: Sequence[Gold], within: Sequence[Gold]) -> tuple[float, float]:
    """Share of links that are found among others: strictly, laxly."""
    exact = set(within)
    near: dict[int, set[int]] = {}
    for ours, theirs in within:
        for i in ours:
            near.setdefault(i, set()).update(theirs)
    strict = [link in exact for link in of]
    lax = [
        found or any(near.get(i, set()) & set(link[1]) for i in link[0])
        for found, link in zip(strict, of, strict=True)
    ]
    return sum(strict) / len(of), sum(lax) / len(of)


def score(links: Sequence[Gold], gold: Sequence[Gold]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall, F1, strict and lax."""
    precision = _overlap(links, gold)
    recall = _overlap([link for link in gold if link[0] and link[1]], links)
    result = {}
    for name, p, r in zip(("strict", "lax"), precision, recall, strict=True):
        result[name] = (p, r, 2 * p * r / (p + r) if p + r else 0.0)
    return result
