"""Probabilities from similarities."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.embedding.calibration import pair_key, probability
from crosscheck.embedding.calibration_fit import Fit, calibration_error, fit, write_calibration
from crosscheck.errors import ModelError


def test_a_known_map_is_found_again() -> None:
    rng = np.random.default_rng(1)
    similarity = rng.uniform(-0.2, 0.98, 40_000)
    share = (1 + similarity) / 2
    truth = rng.random(len(share)) < 1 / (1 + np.exp(-(4 * np.log(share) - 2 * np.log1p(-share) - 1.5)))
    found = fit(similarity, truth, np.zeros(3), 1e-3)
    np.testing.assert_allclose(found, [4, 2, -1.5], atol=0.3)


def test_a_heavy_prior_holds_the_coefficients() -> None:
    prior = np.array([1.0, 2.0, 3.0])
    found = fit(np.array([0.1, 0.9]), np.array([True, False]), prior, 1e9)
    np.testing.assert_allclose(found, prior, atol=1e-6)


def test_calibration_error_is_the_mean_gap() -> None:
    chance = np.array([0.05, 0.05, 0.95, 0.95])
    assert calibration_error(chance, np.array([False, False, True, True])) == pytest.approx(0.05)
    assert calibration_error(chance, np.array([True, True, False, False])) == pytest.approx(0.95)


def test_maps_are_read_per_pair_with_a_general_one_for_the_rest(tmp_path: Path) -> None:
    write_calibration(tmp_path, Fit((0.0, 0.0, 0.0), {"de-en": (0.0, 0.0, 2.0)}, 0.01, {"de-en": 0.02}))
    assert probability([0.3], "fr", "en", tmp_path).tolist() == [0.5]
    for one, other in (("de", "en"), ("en-GB", "DE_ch")):
        np.testing.assert_allclose(probability(0.3, one, other, tmp_path), 1 / (1 + np.exp(-2)))


@pytest.mark.parametrize("content", ["{", "{}", json.dumps({"general": [1, 2], "pairs": {}}), "[]"])
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
