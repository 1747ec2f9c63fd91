"""Retrieval accuracy and the general set."""

from __future__ import annotations

import numpy as np
import pytest

from crosscheck.embedding import load
from crosscheck.embedding.adaptation import general_set
from crosscheck.embedding.corpus import Source
from crosscheck.embedding.evaluation import evaluate, mean_accuracy, retrieval


def test_retrieval_counts_both_ways() -> None:
    left = np.eye(3, dtype=np.float32)
    assert retrieval(left, left) == (1, 1)
    right = np.array([[1, 0, 0], [1, 0, 0], [0, 0, 1]], np.float32)
    assert retrieval(left, right) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert retrieval(left, np.zeros((3, 3), np.float32)) == (pytest.approx(1 / 3), pytest.approx(1 / 3))


def test_retrieval_in_blocks_equals_one_block() -> None:
    rng = np.random.default_rng(0)
    left, right = (rng.normal(size=(1500, 4)).astype(np.float32) for _ in range(2))
    forward = (left @ right.T).argmax(1) == np.arange(1500)
    assert retrieval(left, right)[0] == pytest.approx(forward.mean())


def test_repeated_texts_count_once_only_if_told() -> None:
    items = ({"en": "dog", "de": "Hund"}, {"en": "dog", "de": "Köter"}, {"en": "cat", "de": "Katze"}) * 2
    source = Source("some", ("de", "en"), items)
    assert [found.items for found in evaluate(load(), source)] == [6]
    assert [found.items for found in evaluate(load(), source, unique=True)] == [2]


def test_the_general_set_is_complete_and_the_bundled_model_knows_it() -> None:
    source = general_set()
    assert len(source.languages) == 20
    assert all(len(item) == 20 for item in source.items)
    results = evaluate(load(), source)
    assert [result.languages[0] for result in results] == ["en"] * 19
    assert mean_accuracy(results) >= 0.97
    assert min(result.mean for result in results) >= 0.9
    assert len(evaluate(load(), source, every_pair=True)) == 190
