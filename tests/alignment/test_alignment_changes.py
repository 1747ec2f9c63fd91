"""Merges, splits, omissions, additions and moves are found; structure and shared tokens help."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from synthetic_sides import edited, expected, partners, side

from crosscheck.alignment import Options, align


@pytest.mark.parametrize("seed", range(3))
def test_an_edited_version_is_linked(seed: int) -> None:
    ours, theirs = edited(200, seed)
    links = align(side(ours, 1), side(theirs, 2))
    gold = expected(ours, theirs)
    right = len(partners(links) & gold)
    assert right / len(links) > 0.92
    assert right / len(gold) > 0.92


def test_an_unchanged_version_has_no_gap() -> None:
    meanings = [[m] for m in range(400)]
    links = align(side(meanings, 1), side(meanings, 2, noise=1.0))
    assert partners(links) == {((i,), (i,)) for i in range(400)}


def test_large_groups_up_to_eight() -> None:
    meanings = [[m] for m in range(60)]
    joined = [*meanings[:20], list(range(20, 28)), *meanings[28:]]
    links = align(side(meanings, 1), side(joined, 2, noise=0.5))
    assert (tuple(range(20, 28)), (20,)) in partners(links)


def test_a_moved_block_is_linked_and_said_to_be_moved() -> None:
    ours = [[m] for m in range(100)]
    theirs = ours[:20] + ours[26:70] + ours[20:26] + ours[70:]
    links = align(side(ours, 1), side(theirs, 2))
    assert {link.source for link in links if link.moved} == {(i,) for i in range(20, 26)}
    assert partners(links) == expected(ours, theirs)


def test_moves_can_be_left_alone() -> None:
    ours = [[m] for m in range(100)]
    theirs = ours[:20] + ours[26:70] + ours[20:26] + ours[70:]
    links = align(side(ours, 1), side(theirs, 2), Options(moves=False))
    assert not any(link.moved for link in links)
    assert sum(not link.target for link in links) == sum(not link.source for link in links) == 6


def test_a_stray_line_is_taken_out_of_a_group() -> None:
    ours = [[m] for m in range(10)] + [[10, 11, 12]] + [[m] for m in range(13, 20)]
    theirs = [[m] for m in range(12)] + [[99]] + [[m] for m in range(12, 20)]
    links = align(side(ours, 1, noise=0.3), side(theirs, 2, noise=0.3))
    assert ((10,), (10, 11, 13)) in partners(links)
    assert ((), (12,)) in partners(links)


def test_a_long_insertion_is_left_out() -> None:
    ours = [[m] for m in range(60)]
    theirs = ours[:30] + [[m] for m in range(1000, 1200)] + ours[30:]
    links = align(side(ours, 1), side(theirs, 2))
    assert sum(not link.source for link in links) == 200
    assert partners(links) == expected(ours, theirs)


def test_paragraphs_settle_what_similarity_leaves_open() -> None:
    # The second version puts things so loosely that only paragraphs tell for certain what 5 belongs with.
    ours = [[m] for m in range(20)]
    theirs = [*ours[:4], [4, 5], *ours[6:]]
    blocks = [m // 2 for m in range(20)]
    voices = {"noise": 1.2}
    plain = align(side(ours, 1, **voices), side(theirs, 2, **voices))
    structured = align(
        side(ours, 1, blocks=blocks, **voices),
        side(theirs, 2, blocks=[*blocks[:4], 2, *blocks[6:]], **voices),
    )
    chance = {link.source: link.confidence for link in plain}
    assert {link.source: link.confidence for link in structured}[(4, 5)] >= chance.get((4, 5), 0.0)


def test_shared_tokens_help_where_vectors_are_blind() -> None:
    meanings = [[m] for m in range(12)]
    one, other = side(meanings, 1, noise=2.0), side(meanings, 2, noise=2.0)
    tokens = {"anchor_offsets": np.arange(13), "anchor_ids": np.arange(12) + 1000}
    plain = align(one, other)
    helped = align(replace(one, **tokens), replace(other, **tokens))
    right = {((i,), (i,)) for i in range(12)}
    assert len(partners(helped) & right) > len(partners(plain) & right) or partners(plain) == right


def test_a_changed_token_does_not_tear_a_link() -> None:
    meanings = [[m] for m in range(40)]
    one, other = side(meanings, 1), side(meanings, 2)
    ids = np.arange(40) + 1000
    changed = ids.copy()
    changed[[7, 21]] = ids[[21, 7]]
    offsets = np.arange(41)
    links = align(
        replace(one, anchor_offsets=offsets, anchor_ids=ids),
        replace(other, anchor_offsets=offsets, anchor_ids=changed),
    )
    assert partners(links) == {((i,), (i,)) for i in range(40)}


def test_confidence_tells_sure_from_unsure() -> None:
    ours, theirs = edited(300, 5)
    one, other = side(ours, 1, noise=1.6), side(theirs, 2, noise=1.6)
    links, gold = align(one, other), expected(ours, theirs)
    sure = [(link.source, link.target) in gold for link in links if link.confidence >= 0.95]
    unsure = [(link.source, link.target) in gold for link in links if link.confidence < 0.8]
    assert sum(sure) / len(sure) > 0.95
    assert not unsure or sum(unsure) / len(unsure) < sum(sure) / len(sure)


def test_a_sentence_left_out_is_not_hidden_beside_one_that_says_nearly_the_same() -> None:
    # 10 and 11 share half of what they say; the other version has 11 alone.
    ours = [[m] for m in range(10)] + [[10, 500], [11, 500]] + [[m] for m in range(12, 60)]
    theirs = [*ours[:10], *ours[11:]]
    links = partners(align(side(ours, 1), side(theirs, 2)))
    assert ((10,), ()) in links
    assert ((11,), (10,)) in links


def test_a_stranger_in_a_sentences_place_is_no_translation() -> None:
    ours = [[m] for m in range(60)]
    theirs = [[999] if m == 30 else [m] for m in range(60)]
    links = partners(align(side(ours, 1, noise=0.4), side(theirs, 2, noise=0.4)))
    assert {((30,), ()), ((), (30,))} <= links


def test_a_loose_translation_that_shares_a_number_stays_linked() -> None:
    ours = [[m] for m in range(60)]
    theirs = [[999] if m == 30 else [m] for m in range(60)]
    one, other = side(ours, 1, noise=0.4), side(theirs, 2, noise=0.4)
    tokens = {"anchor_offsets": (np.arange(61) > 30).astype(int), "anchor_ids": np.array([7])}
    assert ((30,), (30,)) in partners(align(replace(one, **tokens), replace(other, **tokens)))
