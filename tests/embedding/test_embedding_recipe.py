"""The recipe, the vocabulary and the batches: parts of training that need no torch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from crosscheck.embedding.batches import draw_batches, encode_bags, group_shares, make_groups
from crosscheck.embedding.corpus import read_source
from crosscheck.embedding.folder import round_mantissa
from crosscheck.embedding.recipe import read_recipe
from crosscheck.embedding.vocabulary import balanced_sample, train_tokenizer
from crosscheck.errors import ModelError

RECIPE = read_recipe().changed(steps=30, batch=40, vocabulary=300)


def test_the_recipe_can_be_changed_but_not_to_nothing() -> None:
    assert read_recipe().changed(steps=7, dimension=None).steps == 7
    assert read_recipe().weight("tatoeba") > read_recipe().weight("not named") == 1
    with pytest.raises(ModelError, match="steps 0"):
        read_recipe().changed(steps=0)


@pytest.mark.parametrize("text", ["", "[training]\nsteps = 1\n", "[training", "[training]\nstep = 3\n"])
def test_a_broken_recipe_is_said(write: Callable[[str, str], Path], text: str) -> None:
    with pytest.raises(ModelError, match=r"cannot read the recipe.*start from a copy"):
        read_recipe(write("recipe.toml", text))


def test_a_vocabulary_keeps_its_size_and_frequent_words_whole(table: Path) -> None:
    tokenizer = train_tokenizer(balanced_sample([read_source(table)], RECIPE), 300)
    assert tokenizer.get_vocab_size() <= 300
    assert tokenizer.encode("The bridge REMEMBERS").tokens[-2:] == ["bridge", "remembers"]
    assert tokenizer.token_to_id("<unk>") == 0


def test_strange_characters_cost_only_themselves(table: Path) -> None:
    tokenizer = train_tokenizer(balanced_sample([read_source(table)], RECIPE), 300)
    assert tokenizer.encode("bridge\u2603river").tokens == tokenizer.encode("bridge river").tokens
    assert tokenizer.encode("\u2603\u96ea").tokens == []
    assert len(tokenizer.encode("bridge" * 100).tokens) >= 100


def test_batches_keep_translations_together_and_hold_no_text_twice(table: Path) -> None:
    source = read_source(table)
    tokenizer = train_tokenizer(balanced_sample([source], RECIPE), 300)
    groups = make_groups([source], tokenizer)
    assert {group.languages for group in groups} == {("de", "en"), ("de", "fr"), ("en", "fr")}
    pairs = {
        tuple(tuple(tokenizer.encode(item[tag]).ids) for tag in pair)
        for item in source.items
        for pair in (group.languages for group in groups)
    }
    batches = list(draw_batches(groups, RECIPE))
    assert len(batches) == RECIPE.steps
    for left, right in batches:
        assert len(left) == len(right) == RECIPE.batch
        rows = [
            tuple(tuple(bags.ids[bags.starts[row] : bags.starts[row + 1]].tolist()) for bags in (left, right))
            for row in range(len(left))
        ]
        assert pairs.issuperset(rows)
        assert len({row[0] for row in rows}) == len({row[1] for row in rows}) == len(rows)


def test_the_pivot_has_its_share(table: Path) -> None:
    source = read_source(table)
    groups = make_groups([source], train_tokenizer(balanced_sample([source], RECIPE), 300))
    shares = group_shares(groups, RECIPE)
    pivoted = sum(share for group, share in zip(groups, shares, strict=True) if "en" in group.languages)
    assert pivoted == pytest.approx(RECIPE.pivot_share)


def test_bags_leave_out_unknown_words_and_long_tails(table: Path) -> None:
    tokenizer = train_tokenizer(balanced_sample([read_source(table)], RECIPE), 300)
    bags = encode_bags(tokenizer, ["bridge", "", "bridge bridge bridge"], longest=2)
    assert np.diff(bags.starts).tolist() == [1, 0, 2]
    again = bags.take(np.array([2, 0]))
    assert np.diff(again.starts).tolist() == [2, 1]


@pytest.mark.parametrize("bits", [3, 5, 10])
def test_rounding_the_mantissa_is_as_exact_as_it_says(bits: int) -> None:
    weights = np.random.default_rng(0).normal(size=(50, 40)).astype(np.float32)
    rounded = round_mantissa(weights, bits)
    assert rounded.dtype == np.float16
    assert np.abs(rounded / weights - 1).max() <= 2.0 ** -(bits + 1) + 2.0**-11
    assert not (rounded.view(np.uint16) & ((1 << (10 - bits)) - 1)).any()
