"""Probabilities from similarities."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from crosscheck.embedding.calibration import apply, pair_key, probability
from crosscheck.embedding.calibration_fit import Fit, calibrate, calibration_error, fit, write_calibration
from crosscheck.embedding.calibration_pairs import Sample
from crosscheck.embedding.calibration_pool import pooled_curves
from crosscheck.embedding.corpus import Source
from crosscheck.errors import ModelError


def test_a_known_map_is_found_again() -> None:
    rng = np.random.default_rng(1)
    similarity = rng.uniform(-0.2, 0.98, 40_000)
    chance = 1 / (1 + np.exp(-8 * (similarity - 0.5)))
    found = fit(similarity, rng.random(len(chance)) < chance, None)
    np.testing.assert_allclose(apply(found, similarity), chance, atol=0.06)
    assert calibration_error(apply(found, similarity), rng.random(len(chance)) < chance) < 0.02


def test_few_pairs_stay_near_the_general_map() -> None:
    general = ((0.0, 1.0), (0.1, 0.9))
    found = fit(np.array([0.1, 0.9]), np.array([True, False]), general)
    assert 0.1 < apply(found, 0.1) < 0.4
    assert 0.6 < apply(found, 0.9) < 0.9


def test_a_map_never_falls() -> None:
    rng = np.random.default_rng(2)
    similarity, chance = fit(rng.random(3000), rng.random(3000) < 0.5, None)
    assert list(similarity) == sorted(similarity)
    assert list(chance) == sorted(chance)


def test_calibration_error_is_the_mean_gap() -> None:
    chance = np.array([0.05, 0.05, 0.95, 0.95])
    assert calibration_error(chance, np.array([False, False, True, True])) == pytest.approx(0.05)
    assert calibration_error(chance, np.array([True, True, False, False])) == pytest.approx(0.95)


def test_maps_are_read_per_pair_with_a_general_one_for_the_rest(tmp_path: Path) -> None:
    write_calibration(
        tmp_path, Fit(((0.0, 1.0), (0.0, 1.0)), {"de-en": ((0.5,), (0.75,))}, 0.01, {"de-en": 0.02})
    )
    assert probability([0.3, 2.0], "fr", "en", tmp_path).tolist() == [0.3, 1.0]
    for one, other in (("de", "en"), ("en-GB", "DE_ch")):
        assert probability(0.3, one, other, tmp_path) == 0.75


@pytest.mark.parametrize("content", ["{", "{}", json.dumps({"general": [[2, 1], [0, 1]], "pairs": {}}), "[]"])
def test_a_broken_calibration_is_said(tmp_path: Path, content: str) -> None:
    (tmp_path / "calibration.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match="no calibration"):
        probability(0.5, "en", "de", tmp_path)


def test_a_pair_has_one_name() -> None:
    assert pair_key("en-US", "zh_Hant") == pair_key("zh", "en") == "en-zh"


@given(st.lists(st.floats(-1, 1), min_size=2, max_size=20), st.sampled_from(["de", "vi", "xx"]))
def test_the_bundled_maps_rise_with_similarity(values: list[float], language: str) -> None:
    similarity = np.sort(np.array(values))
    chance = probability(similarity, "en", language)
    assert chance.shape == similarity.shape
    assert np.all((chance >= 0) & (chance <= 1))
    assert np.all(np.diff(chance) >= -1e-12)


def test_the_bundled_maps_were_measured() -> None:
    file = Path(__file__).parents[2] / "crosscheck" / "embedding" / "bundled" / "calibration.json"
    content = json.loads(file.read_text(encoding="utf-8"))
    errors = content["expected_calibration_error"]
    assert len(content["pairs"]) == 20 * 19 / 2
    assert errors.keys() == {"all", *content["pairs"]}
    assert {key: error for key, error in errors.items() if error > 0.05} == {}


SHIFTS = {"aa": 0.3, "bb": 0.0, "cc": -0.1, "dd": -0.2}
"""How much surer a similarity is in a language; those of a pair add up."""


def true_chance(key: str, similarity: NDArray[np.float64]) -> NDArray[np.float64]:
    chance: NDArray[np.float64] = 1 / (
        1 + np.exp(-12 * (similarity - 0.5 + sum(SHIFTS[tag] for tag in key.split("-"))))
    )
    return chance


def drawn(key: str, count: int, rng: np.random.Generator) -> Sample:
    similarity = rng.uniform(-0.2, 0.98, count)
    return Sample(similarity, rng.random(count) < true_chance(key, similarity), rng.random(count) < 0.5)


def test_a_pair_with_few_examples_learns_from_its_languages() -> None:
    rng = np.random.default_rng(5)
    keys = ["-".join(pair) for pair in combinations(SHIFTS, 2)]
    samples = {key: drawn(key, 40 if key == "aa-bb" else 4000, rng) for key in keys}
    general = fit(
        np.concatenate([one.similarity for one in samples.values()]),
        np.concatenate([one.translation for one in samples.values()]),
        None,
    )
    places = np.linspace(0.0, 0.9, 10)
    truth = true_chance("aa-bb", places)
    pooled = np.abs(apply(pooled_curves(samples, general)["aa-bb"], places) - truth).mean()
    assert pooled < 0.08
    assert pooled < np.abs(apply(general, places) - truth).mean() / 2


def test_curves_of_one_pair_rise_even_if_its_examples_do_not() -> None:
    similarity = np.linspace(0, 0.9, 200)
    falling = Sample(similarity, similarity < 0.4, np.zeros(200, bool))
    _, chance = pooled_curves({"aa-bb": falling}, ((0.0, 1.0), (0.1, 0.9)))["aa-bb"]
    assert list(chance) == sorted(chance)


class Noisy:
    """Texts "<item>:<language>": the item's direction with some noise, more in some languages."""

    name, dimension, fingerprint = "noisy", 24, ""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = []
        for text in texts:
            item, language = text.split(":")
            noise = np.random.default_rng(zlib.crc32(text.encode())).normal(size=24)
            rows.append(np.random.default_rng(int(item)).normal(size=24) + (1 + SHIFTS[language]) * noise)
        vectors = np.array(rows, np.float32)
        unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


def test_calibrating_measures_each_half_with_the_other() -> None:
    items = tuple({tag: f"{number}:{tag}" for tag in SHIFTS} for number in range(600))
    found = calibrate(Noisy(), [Source("made", tuple(SHIFTS), items)])
    assert found is not None
    assert found == calibrate(Noisy(), [Source("made", tuple(SHIFTS), items[::-1])])
    assert found.pairs.keys() == found.pair_errors.keys() == {"-".join(p) for p in combinations(SHIFTS, 2)}
    assert found.error < 0.03
    assert max(found.pair_errors.values()) < 0.07
    assert found.pairs["aa-bb"] != found.pairs["cc-dd"]


def test_too_few_items_are_not_calibrated() -> None:
    items = tuple({"aa": f"{number}:aa", "bb": f"{number}:bb"} for number in range(6))
    assert calibrate(Noisy(), [Source("made", ("aa", "bb"), items)]) is None
