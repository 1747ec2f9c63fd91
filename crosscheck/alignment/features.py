"""What the aligner knows of one side: numbers only, one row per sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
Vectors = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]
WordsOf = Callable[[int], Vectors]
"""The vectors (words, d) that make up the sentence of an index."""

UNIT = 4000.0
"""Unit vectors are rounded to multiples of 1/4000: any product sum then stays below 2^24, so that float32
matrix products are exact and do not depend on the number of threads or the order of summation."""

_TILE = 32
"""Rows and columns multiplied at a time: so few that the library starts no threads, which cost more than they
save on products of this size."""


@dataclass(frozen=True, slots=True)
class Features:
    """One side's sentences (n) as evidence.

    `vectors` (n, d) are additive: the vector of a group of sentences is the sum of its members' rows, so that
    a mean-pooling model hands in token sums. A zero row is allowed. `lengths` (n) count characters.
    `anchor_ids` holds, sentence after sentence, hashes of tokens that survive translation (numbers, names,
    cognates); sentence i owns `anchor_ids[anchor_offsets[i]:anchor_offsets[i + 1]]`. `ends` (n) is the class
    of the closing mark, 0 for none. `keys` (n) hashes the text itself. `blocks` (n) numbers the paragraph,
    heading, list item or cell that holds the sentence, `kinds` (n) its kind; both all zero where structure is
    not known. `words` looks up the vectors whose sum is a sentence's row, where the model has such.
    """

    vectors: Vectors
    lengths: FloatArray
    anchor_offsets: IntArray
    anchor_ids: IntArray
    ends: IntArray
    keys: IntArray
    blocks: IntArray
    kinds: IntArray
    words: WordsOf | None = None

    def __post_init__(self) -> None:
        n = len(self.vectors)
        for name in ("lengths", "ends", "keys", "blocks", "kinds"):
            if len(getattr(self, name)) != n:
                raise ValueError(f"{name} has {len(getattr(self, name))} rows, vectors have {n}")
        if len(self.anchor_offsets) != n + 1:
            raise ValueError(f"anchor_offsets needs {n + 1} entries, has {len(self.anchor_offsets)}")

    def __len__(self) -> int:
        return len(self.vectors)

    def take(self, indices: IntArray) -> Features:
        """The sentences of the given indices, as a side of their own."""
        counts = np.diff(self.anchor_offsets)[indices]
        offsets = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(counts)))
        within = np.arange(offsets[-1]) - np.repeat(offsets[:-1], counts)
        return Features(
            vectors=self.vectors[indices],
            lengths=self.lengths[indices],
            anchor_offsets=offsets,
            anchor_ids=self.anchor_ids[np.repeat(self.anchor_offsets[:-1][indices], counts) + within],
            ends=self.ends[indices],
            keys=self.keys[indices],
            blocks=self.blocks[indices],
            kinds=self.kinds[indices],
            words=None if self.words is None else _chosen(self.words, indices),
        )

    def same_as(self, other: Features) -> bool:
        """Whether both sides hold the same text."""
        return np.array_equal(self.keys, other.keys)


def _chosen(words: WordsOf, indices: IntArray) -> WordsOf:
    return lambda index: words(int(indices[index]))


def unit_rows(vectors: Vectors) -> Vectors:
    """Rows of length one (zero rows stay zero), rounded so that their float32 products are exact.

    Returned rows are scaled by 4000 and hold whole numbers."""
    wide = vectors.astype(np.float64)
    norms = np.sqrt(np.einsum("nd,nd->n", wide, wide))
    norms[norms == 0] = 1.0
    rounded: Vectors = np.rint(wide * (UNIT / norms)[:, None]).astype(np.float32)
    return rounded


def cosines(rows: Vectors, columns: Vectors) -> Vectors:
    """Cosines (r, c) of rows made by `unit_rows`; exact up to that rounding."""
    product = np.empty((len(rows), len(columns)), dtype=np.float32)
    for top in range(0, len(rows), _TILE):
        for left in range(0, len(columns), _TILE):
            part = product[top : top + _TILE, left : left + _TILE]
            np.matmul(rows[top : top + _TILE], columns[left : left + _TILE].T, out=part)
    product *= np.float32(1.0 / UNIT**2)
    return product


def row_norms(vectors: Vectors) -> FloatArray:
    """Euclidean length of each row (n)."""
    squares = np.einsum("nd,nd->n", vectors, vectors)
    norms: FloatArray = np.sqrt(squares.astype(np.float64))
    return norms


def group_norms(vectors: Vectors, largest: int) -> FloatArray:
    """(largest, n + 1): entry [a - 1, i] is the length of the sum of the a rows that end before i; 1 where
    there are no such rows or their sum is zero."""
    n = len(vectors)
    norms: FloatArray = np.ones((largest, n + 1))
    squares = np.zeros(n + 1)  # of the groups of the size before, by their first row
    reach = np.zeros(n)  # product of each row with all rows of its group
    for size in range(1, min(largest, n) + 1):
        count = n - size + 1
        products = np.einsum("nd,nd->n", vectors[:count], vectors[size - 1 :]).astype(np.float64)
        reach = products if size == 1 else reach[:count] + 2.0 * products
        squares = squares[1 : count + 1] + reach
        norms[size - 1, size:] = np.sqrt(np.where(squares > 1e-12, squares, 1.0))
    return norms
