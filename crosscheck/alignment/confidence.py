"""Confidence that means what it says: of links with confidence p, a share of about p is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from crosscheck.alignment.features import FloatArray
from crosscheck.model import Link

CONFIDENCE = {
    "one": -1.156,
    "odds": 0.573,
    "group": -0.925,
    "gap": -1.016,
    "moved": -1.622,
    "pair": 1.157,
}
"""Weights of a logistic model for a link being right: log odds of what the search or the second look say of
it, whether it is a group, left out on one side, moved, and log odds of what they say of all links of the pair
in the mean. `benchmarks/alignment_review.py` fits them."""

_LEAST = 0.001
"""Probabilities nearer to 0 and 1 than this are taken for this."""


def calibrated(links: Sequence[Link]) -> list[Link]:
    """The links with calibrated confidences."""
    if not links:
        return []
    odds = told(links) @ np.array(list(CONFIDENCE.values()))
    chances = 1 / (1 + np.exp(-odds))
    return [replace(link, confidence=float(chance)) for link, chance in zip(links, chances, strict=True)]


def told(links: Sequence[Link]) -> FloatArray:
    """What `CONFIDENCE` weighs, a row per link."""
    chances = np.clip([link.confidence for link in links], _LEAST, 1 - _LEAST)
    rows: FloatArray = np.column_stack(
        (
            np.ones(len(links)),
            _odds(chances),
            [len(link.source) + len(link.target) > 2 for link in links],
            [not (link.source and link.target) for link in links],
            [link.moved for link in links],
            np.full(len(links), _odds(chances.mean())),
        )
    )
    return rows


def _odds(chances: FloatArray) -> FloatArray:
    odds: FloatArray = np.log(chances / (1 - chances))
    return odds
