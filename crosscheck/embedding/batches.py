"""Parallel text as token numbers, and the batches that training draws from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from crosscheck.embedding.corpus import Source, is_held_out
from crosscheck.embedding.recipe import Recipe

_CHUNK = 20_000
_LONGEST = 128
"""Tokens of a text that training looks at; hardly any sentence has more."""

SMALLEST = 16
"""Pairs that a language pair of a source must have to be drawn from: fewer are no contrast."""


@dataclass(frozen=True, slots=True)
class Bags:
    """The tokens of many texts, one after the other: text i has `ids[starts[i]:starts[i + 1]]`."""

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def take(self, texts: NDArray[np.int64]) -> Bags:
        """The bags of some texts, in that order."""
        begins = self.starts[texts]
        lengths = self.starts[texts + 1] - begins
        starts = np.concatenate([[0], np.cumsum(lengths)])
        places = np.arange(starts[-1]) + np.repeat(begins - starts[:-1], lengths)
        return Bags(self.ids[places], starts)


def encode_bags(tokenizer: Tokenizer, texts: Sequence[str], longest: int = _LONGEST) -> Bags:
    """Tokenise texts, leaving out what is unknown and what goes beyond `longest` tokens."""
    unknown = tokenizer.token_to_id("<unk>")
    rows: list[NDArray[np.int64]] = []
    for start in range(0, len(texts), _CHUNK):
        for encoding in tokenizer.encode_batch_fast(texts[start : start + _CHUNK], add_special_tokens=False):
            row = np.array(encoding.ids[:longest], np.int64)
            rows.append(row[row != unknown])
    lengths = np.array([len(row) for row in rows], np.int64)
    return Bags(np.concatenate(rows), np.concatenate([[0], np.cumsum(lengths)]))


@dataclass(frozen=True, slots=True)
class Group:
    """The pairs of one source in two languages: text numbers in `bags`, one array per side."""

    source: str
    languages: tuple[str, str]
    bags: Bags
    left: NDArray[np.int64]
    right: NDArray[np.int64]


def make_groups(sources: Sequence[Source], tokenizer: Tokenizer) -> list[Group]:
    """All language pairs of all sources, without the held-out items."""
    groups: list[Group] = []
    for source in sources:
        items = [item for item in source.items if not is_held_out(item)]
        numbers: dict[str, int] = {}
        column = {language: place for place, language in enumerate(source.languages)}
        cells = np.full((len(items), len(column)), -1, np.int64)
        for row, item in enumerate(items):
            for language, text in item.items():
                cells[row, column[language]] = numbers.setdefault(text, len(numbers))
        if not numbers:
            continue
        bags = encode_bags(tokenizer, list(numbers))
        empty = np.flatnonzero(np.diff(bags.starts) == 0)
        cells[np.isin(cells, empty)] = -1
        for first, second in combinations(source.languages, 2):
            left, right = cells[:, column[first]], cells[:, column[second]]
            filled = (left >= 0) & (right >= 0)
            if filled.sum() >= SMALLEST:
                groups.append(Group(source.name, (first, second), bags, left[filled], right[filled]))
    return groups


def group_shares(groups: Sequence[Group], recipe: Recipe) -> NDArray[np.float64]:
    """How often each group is drawn. Sources by weight; within a source the pivot's pairs have a fixed share,
    and pairs are drawn by their number to the power `balance`."""
    shares = np.zeros(len(groups))
    for source in sorted({group.source for group in groups}):
        members = [place for place, group in enumerate(groups) if group.source == source]
        pivoted = [place for place in members if recipe.pivot in groups[place].languages]
        others = [place for place in members if recipe.pivot not in groups[place].languages]
        both = bool(pivoted and others)
        for part, share in ((pivoted, recipe.pivot_share), (others, 1 - recipe.pivot_share)):
            if part:
                sizes = np.array([len(groups[place].left) for place in part], np.float64) ** recipe.balance
                shares[part] = sizes / sizes.sum() * recipe.weight(source) * (share if both else 1.0)
    total: NDArray[np.float64] = shares / shares.sum()
    return total


def draw_batches(groups: Sequence[Group], recipe: Recipe) -> Iterator[tuple[Bags, Bags]]:
    """`recipe.steps` batches, each of one source and language pair, without a text that occurs twice on its
    side: a second translation of a sentence would count as a wrong one."""
    rng = np.random.default_rng(recipe.seed)
    shares = group_shares(groups, recipe)
    orders = [rng.permutation(len(group.left)) for group in groups]
    places = [0] * len(groups)
    for _ in range(recipe.steps):
        number = int(rng.choice(len(groups), p=shares))
        group = groups[number]
        size = min(recipe.batch, len(group.left))
        if places[number] + size > len(group.left):
            orders[number] = rng.permutation(len(group.left))
            places[number] = 0
        rows = orders[number][places[number] : places[number] + size]
        places[number] += size
        left, right = group.left[rows], group.right[rows]
        kept = np.unique(left, return_index=True)[1]
        left, right = left[kept], right[kept]
        kept = np.unique(right, return_index=True)[1]
        yield group.bags.take(left[kept]), group.bags.take(right[kept])
