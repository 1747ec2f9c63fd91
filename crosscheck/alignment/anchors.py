"""Tokens that both sides share: numbers as written, names, cognates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crosscheck.alignment.features import Features, FloatArray, IntArray

_MOST_PAIRS = 64
"""A token with more occurrences than this on one side says too little to be worth its pairs."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """One side's shared tokens by sentence: sentence i owns tokens[offsets[i]:offsets[i + 1]], each with a
    weight.

    Only tokens that occur on both sides are kept; `mass` (n) sums the weights per sentence."""

    offsets: IntArray
    tokens: IntArray
    weights: FloatArray
    mass: FloatArray

    def take(self, indices: IntArray) -> Anchors:
        """Those of the sentences of the given indices."""
        counts = np.diff(self.offsets)[indices]
        offsets = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(counts)))
        places = np.arange(offsets[-1]) + np.repeat(self.offsets[:-1][indices] - offsets[:-1], counts)
        return Anchors(offsets, self.tokens[places], self.weights[places], self.mass[indices])


def shared_anchors(source: Features, target: Features) -> tuple[Anchors, Anchors]:
    """Reduces both sides to the tokens they share, weighted by rarity: 1 / sqrt of the larger count."""
    ids, inverse = np.unique(np.concatenate((source.anchor_ids, target.anchor_ids)), return_inverse=True)
    of_source, of_target = inverse[: len(source.anchor_ids)], inverse[len(source.anchor_ids) :]
    counts = np.stack(
        (np.bincount(of_source, minlength=len(ids)), np.bincount(of_target, minlength=len(ids)))
    )
    rarest, commonest = counts.min(axis=0), counts.max(axis=0)
    weight = np.where((rarest > 0) & (commonest <= _MOST_PAIRS), 1.0 / np.sqrt(np.maximum(commonest, 1)), 0.0)
    return _keep(source, of_source, weight), _keep(target, of_target, weight)


def _keep(side: Features, tokens: IntArray, weight: FloatArray) -> Anchors:
    owners = np.repeat(np.arange(len(side)), np.diff(side.anchor_offsets))
    kept = weight[tokens] > 0
    owners, tokens = owners[kept], tokens[kept]
    offsets = np.searchsorted(owners, np.arange(len(side) + 1))
    mass = np.bincount(owners, weights=weight[tokens], minlength=len(side)) if len(side) else np.zeros(0)
    return Anchors(offsets.astype(np.int64), tokens.astype(np.int64), weight[tokens], mass.astype(np.float64))


def overlap(source: Anchors, target: Anchors, rows: tuple[int, int], columns: tuple[int, int]) -> FloatArray:
    """Weight (rows, columns) of the tokens that two sentences share, for ranges of sentence indices."""
    result = np.zeros((rows[1] - rows[0], columns[1] - columns[0]))
    a, b = source.offsets[rows[0]], source.offsets[rows[1]]
    c, d = target.offsets[columns[0]], target.offsets[columns[1]]
    if a == b or c == d:
        return result
    order = np.argsort(target.tokens[c:d], kind="stable")
    theirs = target.tokens[c:d][order]
    begin = np.searchsorted(theirs, source.tokens[a:b], side="left")
    count = np.searchsorted(theirs, source.tokens[a:b], side="right") - begin
    pick = np.repeat(np.arange(a, b), count)
    step = np.arange(len(pick)) - np.repeat(np.cumsum(count) - count, count)
    match = c + order[np.repeat(begin, count) + step]
    owner_i = np.searchsorted(source.offsets, pick, side="right") - 1 - rows[0]
    owner_j = np.searchsorted(target.offsets, match, side="right") - 1 - columns[0]
    np.add.at(result, (owner_i, owner_j), source.weights[pick])
    return result
