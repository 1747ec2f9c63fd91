"""Links weighed by what their texts say."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import numpy as np
import pytest

import crosscheck
from crosscheck.aligning import align, prepare
from crosscheck.embedding import load
from crosscheck.embedding.calibration import Map, Scale, probability
from crosscheck.embedding.calibration_fit import Fit, Measured, write_calibration
from crosscheck.embedding.scores import scored
from crosscheck.embedding.static import StaticEmbedder
from crosscheck.model import Link

SLOPE: Map = ((0.0, 1.0), (0.0, 1.0))
"""A map under which the probability is the cosine."""


@pytest.fixture
def calibrated(small_model: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "calibrated"
    copytree(small_model, folder)
    scale = Scale((), (SLOPE,), {"de-en": ((0.0, 1.0), (0.5, 0.9)), "en-fr": SLOPE})
    write_calibration(folder, Fit(*[Measured(scale, 0.0, {})] * 2))
    return folder


def score(model: Path, ours: list[str], theirs: list[str], link: Link, languages: tuple[str, str]) -> float:
    embedder = StaticEmbedder(model)
    (one,) = scored([link], embedder.sums(ours), embedder.sums(theirs), [languages], embedder)
    return one.score


def test_the_score_is_the_calibrated_cosine(calibrated: Path) -> None:
    link = Link((0,), (0,), 0.4)
    assert score(calibrated, ["dog"], ["dog"], link, ("fr", "en")) == 1.0
    assert score(calibrated, ["dog"], ["dog"], link, ("en-GB", "de")) == 0.9
    vectors = load(str(calibrated)).encode(["dog", "cat"])
    cosine = float(vectors[0] @ vectors[1])
    expected = float(probability(cosine, "en", "de", calibrated))
    assert score(calibrated, ["dog"], ["cat"], link, ("en", "de")) == pytest.approx(expected, abs=1e-4)


def test_sentences_of_a_group_count_together(calibrated: Path) -> None:
    embedder = StaticEmbedder(calibrated)
    links = [Link((0,), (0, 1), 0.4), Link((1,), (), 0.4)]
    ours, theirs = embedder.sums(["dog cat", "7"]), embedder.sums(["dog", "cat"])
    pair, alone = scored(links, ours, theirs, [("fr", "en")] * 2, embedder)
    np.testing.assert_allclose(ours[0], theirs[0] + theirs[1], rtol=1e-6)
    assert pair.score == 1.0
    assert alone.score == 0.0


def test_where_nothing_is_known_the_score_says_so(calibrated: Path) -> None:
    link = Link((0,), (0,), 0.4)
    assert score(calibrated, ["???"], ["dog"], link, ("fr", "en")) == 0.5
    assert score(calibrated, ["dog"], ["dog"], link, ("el", "en")) == 0.5
    assert score(calibrated, ["dog"], ["dog"], link, ("und", "en")) == 1.0
    (calibrated / "calibration.json").unlink()
    assert score(calibrated, ["dog"], ["dog"], link, ("fr", "en")) == 0.5


def test_the_order_of_the_sides_does_not_matter() -> None:
    ours = ["The bridge opened in May.", "Dogs have to stay outside."]
    theirs = ["Die Brücke wurde im Mai eröffnet.", "Das Wetter war gestern sehr schön."]
    there, back = align(ours, theirs, "en", "de"), align(theirs, ours, "de", "en")
    assert [link.score for link in there] == [link.score for link in back]


def test_translations_score_high_and_others_low() -> None:
    embedder = load()
    ours = ["The bridge over the river was opened on a cold morning in May."]
    for text, low, high in (
        ("Die Brücke über den Fluss wurde an einem kalten Morgen im Mai eröffnet.", 0.9, 1.0),
        ("Hunde müssen während der Führung draußen bleiben.", 0.0, 0.05),
    ):
        vectors = prepare(ours, embedder).vectors, prepare([text], embedder).vectors
        (link,) = scored([Link((0,), (0,), 1.0)], *vectors, [("en", "de")], embedder)
        assert low <= link.score <= high


def test_rows_of_a_table_that_slipped_are_noticed(tmp_path: Path) -> None:
    rows = [
        ("The museum opens at ten in the morning.", "Das Museum öffnet um zehn Uhr morgens."),
        ("The old library was destroyed by a fire last year.", "Kinder zahlen nur den halben Preis."),
        (
            "Children pay only half of the price.",
            "Die alte Bücherei wurde letztes Jahr von einem Brand zerstört.",
        ),
        ("Yes.", "Hunde"),
    ]
    table = tmp_path / "rows.tsv"
    lines = ["source\ttarget", *("\t".join(row) for row in rows)]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    report = crosscheck.audit(table, source_lang="en", target_lang="de")
    assert [link.confidence for link in report.links] == [1.0] * 4
    assert report.links[0].score > 0.9
    assert [(finding.rule, finding.link) for finding in report.findings] == [
        ("meaning-differs", 1),
        ("meaning-differs", 2),
    ]
