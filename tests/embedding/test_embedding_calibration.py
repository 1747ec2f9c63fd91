"""Probabilities from similarities."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.embedding.calibration import apply, pair_key, probability
from crosscheck.embedding.calibration_fit import Fit, calibration_error, fit, write_calibration
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
    errors = json.loads(file.read_text(encoding="utf-8"))["expected_calibration_error"]
    assert errors["all"] <= 0.05
    assert np.mean(list(errors.values())) <= 0.05
