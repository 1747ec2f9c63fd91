"""Short blocks that only their place in the layout tells to belong together."""

from __future__ import annotations

import numpy as np
import pytest

from crosscheck.alignment import Features
from crosscheck.alignment.slots import CONFIDENCE, fill_slots
from crosscheck.model import Link

CELL, PARAGRAPH, HEADING = 3, 0, 1
BOTH = frozenset({CELL, HEADING})


def side(*blocks: tuple[int, int], length: float = 5.0) -> Features:
    """Blocks as (kind, number of sentences)."""
    kinds = [kind for kind, size in blocks for _ in range(size)]
    numbers = [block for block, (_, size) in enumerate(blocks) for _ in range(size)]
    n = len(kinds)
    zeros = np.zeros(n, np.int64)
    return Features(
        vectors=np.zeros((n, 4), np.float32),
        lengths=np.full(n, length),
        anchor_offsets=np.zeros(n + 1, np.int64),
        anchor_ids=np.zeros(0, np.int64),
        ends=zeros,
        keys=zeros,
        blocks=np.array(numbers, np.int64),
        kinds=np.array(kinds, np.int64),
    )


def apart(*sentences: int) -> list[Link]:
    """The sentences of both sides, all left out."""
    return [Link((i,), (), 0.8) for i in sentences] + [Link((), (i,), 0.8) for i in sentences]


def linked(*sentences: int) -> list[Link]:
    return [Link((i,), (i,), 1.0) for i in sentences]


def test_cells_in_one_slot_are_linked() -> None:
    row = side((CELL, 1), (CELL, 1), (CELL, 1))
    made = fill_slots([*linked(0), *apart(1), *linked(2)], row, row, BOTH)
    assert made == [*linked(0), Link((1,), (1,), CONFIDENCE), *linked(2)]


def test_a_cell_of_two_sentences_is_one_link() -> None:
    row = side((CELL, 2), (HEADING, 1))
    made = fill_slots(apart(0, 1, 2), row, row, BOTH)
    assert [(link.source, link.target) for link in made] == [((0, 1), (0, 1)), ((2,), (2,))]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (side((CELL, 1), (CELL, 1)), side((CELL, 1), (HEADING, 1))),
        (side((PARAGRAPH, 1), (PARAGRAPH, 1)), side((PARAGRAPH, 1), (PARAGRAPH, 1))),
        (side((CELL, 1), (CELL, 1), length=90.0), side((CELL, 1), (CELL, 1))),
        (side((CELL, 1), (CELL, 1)), side((CELL, 2))),
    ],
    ids=["other kinds", "running text", "long", "other blocks"],
)
def test_what_is_no_slot_stays_apart(ours: Features, theirs: Features) -> None:
    assert fill_slots(apart(0, 1), ours, theirs, BOTH) == apart(0, 1)


def test_a_row_left_out_stays_left_out() -> None:
    links = [*linked(0), Link((1,), (), 0.8)]
    assert fill_slots(links, side((CELL, 1), (CELL, 1)), side((CELL, 1)), BOTH) == links


def test_a_block_that_is_linked_in_part_stays_so() -> None:
    row = side((CELL, 2))
    links = [*linked(0), *apart(1)]
    assert fill_slots(links, row, row, BOTH) == links


def test_cells_joined_beside_one_left_out_are_taken_apart() -> None:
    row = side((CELL, 1), (CELL, 1))
    made = fill_slots([Link((0,), (0, 1), 0.6), Link((1,), (), 0.6)], row, row, BOTH)
    assert [(link.source, link.target) for link in made] == [((0,), (0,)), ((1,), (1,))]


def test_joined_cells_that_nothing_is_left_out_beside_stay_joined() -> None:
    links = [Link((0,), (0, 1), 0.6)]
    assert fill_slots(links, side((CELL, 1)), side((CELL, 1), (CELL, 1)), BOTH) == links
