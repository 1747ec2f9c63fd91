"""Cells, headings and list items that stand in the same place of the same layout.

They are too short for their meaning to be sure ("n/a", "不适用"), and their place says it: where what is left
out on both sides between two links is one and the same row of blocks, each block's counterpart is the one in
its slot.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

import numpy as np

from crosscheck.alignment.features import Features
from crosscheck.model import Link

CONFIDENCE = 0.9
"""Of a link by place alone."""

_SHORT = 60.0
"""Characters above which a block speaks for itself."""

_Blocks = list[tuple[int, tuple[int, ...]]]
"""Kind and sentences of each block."""


def fill_slots(
    links: Sequence[Link], source: Features, target: Features, kinds: Collection[int]
) -> list[Link]:
    """The links, with short blocks of one of `kinds` linked that nothing but their place tells to belong
    together."""

    def unsettled(link: Link) -> bool:
        """Whether a link leaves out sentences, or joins more blocks of one side than of the other."""
        ours, theirs = (
            [(int(side.blocks[i]), int(side.kinds[i])) for i in sentences]
            for side, sentences in ((source, link.source), (target, link.target))
        )
        if not ours or not theirs:
            return True
        slotted = all(kind in kinds for _, kind in (*ours, *theirs))
        return slotted and not link.moved and len(set(ours)) != len(set(theirs))

    result: list[Link] = []
    for open_, group in groupby(links, key=unsettled):
        run = list(group)
        result += _filled(run, source, target, kinds) if open_ and len(run) > 1 else run
    return result


def _filled(run: list[Link], source: Features, target: Features, kinds: Collection[int]) -> list[Link]:
    ours = _blocks(sorted(i for link in run for i in link.source), source, kinds)
    theirs = _blocks(sorted(j for link in run for j in link.target), target, kinds)
    if not ours or not theirs or [kind for kind, _ in ours] != [kind for kind, _ in theirs]:
        return run
    return [Link(one, two, CONFIDENCE) for (_, one), (_, two) in zip(ours, theirs, strict=True)]


def _blocks(sentences: list[int], side: Features, kinds: Collection[int]) -> _Blocks | None:
    """The blocks that the sentences make up; None unless all are whole, short and of the right kinds."""
    found: _Blocks = []
    for block, members in groupby(sentences, key=lambda i: int(side.blocks[i])):
        own = tuple(members)
        first, last = np.searchsorted(side.blocks, (block, block + 1))
        kind = int(side.kinds[own[0]])
        if kind not in kinds or len(own) != last - first or side.lengths[list(own)].sum() > _SHORT:
            return None
        found.append((kind, own))
    return found
