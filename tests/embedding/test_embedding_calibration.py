"""Probabilities from similarities."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from crosscheck.embedding.calibration import Map, Scale, apply, knows, pair_key, probability
from crosscheck.embedding.calibration_fit import (
    Fit,
    Measured,
    calibrate,
    calibration_error,
    fit,
    fit_scale,
    write_calibration,
)
from crosscheck.embedding.calibration_pairs import Sample
from crosscheck.embedding.calibration_pool import Answers, pooled_curves
from crosscheck.embedding.corpus import Source
from crosscheck.embedding.loading import bundled_folder
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


EVEN: Map = ((0.0, 1.0), (0.0, 1.0))
"""A map under which the probability is the place."""


def test_equal_places_get_one_probability() -> None:
    places = np.repeat([0.2, 0.8], 5000)
    found = fit(places, np.tile([True, False, False, False], 2500), None)
    np.testing.assert_allclose(apply(found, [0.2, 0.8]), 0.25, atol=0.05)


def test_maps_are_read_per_pair_with_a_general_one_for_the_rest(tmp_path: Path) -> None:
    plain = Scale((), (EVEN,), {"de-en": ((0.5,), (0.75,))})
    sized = Scale((2.0,), (((0.0,), (0.4,)), EVEN), {"de-en": ((0.0, 1.0), (0.0, 0.5))})
    write_calibration(tmp_path, Fit(Measured(plain, 0.01, {"de-en": 0.02}), Measured(sized, 0.01, {})))
    assert probability([0.3, 2.0], "fr", "en", tmp_path).tolist() == [0.3, 1.0]
    assert probability([0.3, 0.3], "fr", "en", tmp_path, [1.9, 2.0]).tolist() == [0.4, 0.3]
    for one, other in (("de", "en"), ("en-GB", "DE_ch")):
        assert probability(0.3, one, other, tmp_path) == 0.75
        assert probability([0.3, 0.3], one, other, tmp_path, [1.9, 2.0]).tolist() == [0.2, 0.15]
    assert knows("de-CH", tmp_path) and not knows("fr", tmp_path)


UNORDERED = {"edges": [], "general": [[[2, 1], [0, 1]]], "pairs": {}}
TOO_FEW = {"edges": [1.0], "general": [[[0, 1], [0, 1]]], "pairs": {}}


@pytest.mark.parametrize(
    "content",
    ["{", "{}", "[]", *(json.dumps({"plain": one, "sized": one}) for one in (UNORDERED, TOO_FEW, {}))],
)
def test_a_broken_calibration_is_said(tmp_path: Path, content: str) -> None:
    (tmp_path / "calibration.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=r"no calibration.*; copy the model's folder anew"):
        probability(0.5, "en", "de", tmp_path)


def test_a_pair_has_one_name() -> None:
    assert pair_key("en-US", "zh_Hant") == pair_key("zh", "en") == "en-zh"


@settings(deadline=None)
@given(
    st.lists(st.floats(-1, 1), min_size=2, max_size=20),
    st.sampled_from(["de", "vi", "xx"]),
    st.sampled_from([None, 0.0, 7.0, 50.0]),
)
def test_the_bundled_maps_rise_with_similarity(
    values: list[float], language: str, size: float | None
) -> None:
    similarity = np.sort(np.array(values))
    sizes = None if size is None else np.full(len(values), size)
    chance = probability(similarity, "en", language, sizes=sizes)
    assert chance.shape == similarity.shape
    assert np.all((chance >= 0) & (chance <= 1))
    assert np.all(np.diff(chance) >= -1e-12)


@pytest.mark.parametrize("name", ["plain", "sized"])
def test_the_bundled_maps_were_measured(name: str) -> None:
    content = json.loads((bundled_folder() / "calibration.json").read_text(encoding="utf-8"))[name]
    errors = content["expected_calibration_error"]
    assert len(content["pairs"]) == 20 * 19 / 2
    assert errors.keys() == {"all", *content["pairs"]}
    assert {key: error for key, error in errors.items() if error > 0.05} == {}


SHIFTS = {"aa": 0.3, "bb": 0.0, "cc": -0.1, "dd": -0.2}
"""How much surer a similarity is in a language; those of a pair add up."""


def drawn(key: str, count: int, rng: np.random.Generator) -> Answers:
    general = rng.uniform(0.01, 0.99, count)
    return general, rng.random(count) < shifted(key, general)


def shifted(key: str, general: NDArray[np.float64]) -> NDArray[np.float64]:
    odds = np.log(general / (1 - general)) + 5 * sum(SHIFTS[tag] for tag in key.split("-"))
    chance: NDArray[np.float64] = 1 / (1 + np.exp(-odds))
    return chance


def test_a_pair_with_few_examples_learns_from_its_languages() -> None:
    rng = np.random.default_rng(5)
    keys = ["-".join(pair) for pair in combinations(SHIFTS, 2)]
    answers = {key: drawn(key, 40 if key == "aa-bb" else 4000, rng) for key in keys}
    places = np.linspace(0.05, 0.95, 10)
    truth = shifted("aa-bb", places)
    pooled = np.abs(apply(pooled_curves(answers)["aa-bb"], places) - truth).mean()
    assert pooled < 0.06
    assert pooled < np.abs(places - truth).mean() / 2


def test_curves_of_one_pair_rise_even_if_its_examples_do_not() -> None:
    general = np.linspace(0.05, 0.95, 200)
    _, chance = pooled_curves({"aa-bb": (general, general < 0.4)})["aa-bb"]
    assert list(chance) == sorted(chance)


def test_sizes_make_a_difference_where_they_matter() -> None:
    rng = np.random.default_rng(6)
    similarity, size = rng.uniform(0, 1, 20_000), rng.uniform(0, 2, 20_000)
    threshold = np.where(size < 1, 0.3, 0.7)
    truth = rng.random(20_000) < 1 / (1 + np.exp(-20 * (similarity - threshold)))
    sample = Sample(similarity, size, truth, rng.random(20_000) < 0.5)
    scale = fit_scale({"aa-bb": sample}, (1.0,))
    short, long = scale.chances(np.array([0.5, 0.5]), np.array([0.5, 1.5]), "aa-bb")
    assert short > 0.9
    assert long < 0.1


class Noisy:
    """Texts "<item>:<language>": the item's direction with some noise, more in some languages."""

    def sums(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = []
        for text in texts:
            item, language = text.split(":")
            noise = np.random.default_rng(zlib.crc32(text.encode())).normal(size=24)
            rows.append(np.random.default_rng(int(item)).normal(size=24) + (1 + SHIFTS[language]) * noise)
        return np.array(rows, np.float32)


def test_calibrating_measures_each_half_with_the_other() -> None:
    items = tuple({tag: f"{number}:{tag}" for tag in SHIFTS} for number in range(600))
    found = calibrate(Noisy(), [Source("made", tuple(SHIFTS), items)])
    assert found is not None
    assert found == calibrate(Noisy(), [Source("made", tuple(SHIFTS), items[::-1])])
    assert len(found.sized.scale.edges) == 3
    for measured in (found.plain, found.sized):
        assert (
            measured.scale.pairs.keys()
            == measured.pair_errors.keys()
            == {"-".join(pair) for pair in combinations(SHIFTS, 2)}
        )
        assert measured.error < 0.03
        assert max(measured.pair_errors.values()) < 0.06
        assert measured.scale.pairs["aa-bb"] != measured.scale.pairs["cc-dd"]


def test_too_few_items_are_not_calibrated() -> None:
    items = tuple({"aa": f"{number}:aa", "bb": f"{number}:bb"} for number in range(6))
    assert calibrate(Noisy(), [Source("made", ("aa", "bb"), items)]) is None
