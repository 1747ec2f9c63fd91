"""The order in which links are given."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from crosscheck.model import Link


def in_order(links: Iterable[Link]) -> list[Link]:
    """Links in the order of the source; what only the target has follows the link before it there.
    Confidences are rounded to four places."""
    links = list(links)
    kept = sorted((x.source[0], x.target[0]) for x in links if x.source and x.target and not x.moved)
    source_starts, target_starts = [i for i, _ in kept], [j for _, j in kept]

    def place(link: Link) -> tuple[int, int, int]:
        if not link.source:
            return bisect_left(target_starts, link.target[0]), 2, link.target[0]
        before = bisect_left(source_starts, link.source[0])
        if link.target and not link.moved:
            return before + 1, 0, 0
        return before, 1, link.source[0]

    return [_rounded(link) for link in sorted(links, key=place)]


def _rounded(link: Link) -> Link:
    confidence = round(link.confidence, 4)
    return link if confidence == link.confidence else replace(link, confidence=confidence)
