"""What holds for any two sides."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic_sides import partners, side

from crosscheck.alignment import align

sentences = st.lists(st.lists(st.integers(0, 12), min_size=0, max_size=3), max_size=14)
spoken = st.lists(st.lists(st.integers(0, 12), min_size=1, max_size=3), max_size=14)


@settings(max_examples=60, deadline=None)
@given(sentences, sentences)
def test_every_sentence_is_in_exactly_one_link(ours: list[list[int]], theirs: list[list[int]]) -> None:
    links = align(side(ours, 1), side(theirs, 2))
    assert sorted(i for link in links for i in link.source) == list(range(len(ours)))
    assert sorted(j for link in links for j in link.target) == list(range(len(theirs)))


@settings(max_examples=60, deadline=None)
@given(sentences, sentences)
def test_links_are_ordered_except_moved_ones(ours: list[list[int]], theirs: list[list[int]]) -> None:
    links = align(side(ours, 1), side(theirs, 2))
    kept = [link for link in links if link.source and link.target and not link.moved]
    for one, other in pairwise(kept):
        assert one.source[0] < other.source[0]
        assert one.target[0] < other.target[0]
    starts = [link.source[0] for link in links if link.source]
    assert starts == sorted(starts)


@settings(max_examples=40, deadline=None)
@given(sentences)
def test_a_text_aligned_with_itself_is_the_identity(ours: list[list[int]]) -> None:
    one = side(ours, 1)
    assert partners(align(one, one)) == {((i,), (i,)) for i in range(len(ours))}


@settings(max_examples=40, deadline=None)
@given(sentences, sentences)
def test_swapping_sides_transposes_the_links(ours: list[list[int]], theirs: list[list[int]]) -> None:
    one, other = side(ours, 1), side(theirs, 2)
    there = {(link.source, link.target, link.confidence, link.moved) for link in align(one, other)}
    back = {(link.target, link.source, link.confidence, link.moved) for link in align(other, one)}
    assert there == back


@settings(max_examples=40, deadline=None)
@given(sentences, sentences)
def test_confidences_are_probabilities(ours: list[list[int]], theirs: list[list[int]]) -> None:
    for link in align(side(ours, 1), side(theirs, 2)):
        assert 0.0 <= link.confidence <= 1.0


@settings(max_examples=20, deadline=None)
@given(spoken, spoken, st.sampled_from([2.0**-6, 0.5, 8.0, 1024.0]))
def test_the_scale_of_vectors_does_not_matter(
    ours: list[list[int]], theirs: list[list[int]], scale: float
) -> None:
    from dataclasses import replace

    one, other = side(ours, 1), side(theirs, 2)
    larger = replace(one, vectors=(one.vectors * np.float32(scale)))
    assert partners(align(one, other)) == partners(align(larger, other))
