"""Training, adaptation, and the two paths to one model; with sentence-transformers only."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from crosscheck.embedding import load
from crosscheck.embedding.adaptation import adapt_model, adaptation_recipe, general_set
from crosscheck.embedding.calibration import probability
from crosscheck.embedding.card import describe
from crosscheck.embedding.corpus import read_source
from crosscheck.embedding.evaluation import evaluate, held_out, mean_accuracy
from crosscheck.embedding.loading import bundled_folder
from crosscheck.embedding.recipe import read_recipe
from crosscheck.embedding.training import ranking_loss, train_model, use_threads
from crosscheck.errors import ModelError

sentence_transformers = pytest.importorskip(
    "sentence_transformers", reason="needs the extra crosscheck[transformers]"
)
pytestmark = pytest.mark.transformers

TINY = read_recipe().changed(steps=60, batch=64, dimension=16, vocabulary=400)


def quiet(_: str) -> None:
    """Training's progress goes nowhere."""


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> None:
    """Threads that wait for one another are slow where other processes run."""
    use_threads(1)


@pytest.fixture(scope="module")
def tiny(table: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tiny")
    train_model([read_source(table)], TINY, folder, quiet)
    return folder


def test_a_tiny_model_learns_what_it_was_not_shown(tiny: Path, table: Path) -> None:
    results = evaluate(load(str(tiny)), held_out(read_source(table)))
    assert results
    # Sentences that swap their two nouns are the same to the model; chance is 1 in 17.
    assert mean_accuracy(results) >= 0.8


def test_training_calibrates(tiny: Path) -> None:
    low, high = probability([0.1, 0.95], "en", "de", tiny)
    assert low < 0.5 < high


def test_both_paths_give_the_same_vectors(tiny: Path, table: Path) -> None:
    texts = [text for item in read_source(table).items[:50] for text in item.values()]
    theirs = sentence_transformers.SentenceTransformer(str(tiny)).encode(texts, normalize_embeddings=True)
    assert np.sum(theirs.astype(np.float32) * load(str(tiny)).encode(texts), axis=1).min() >= 0.999


def test_the_bundled_model_loads_by_both_paths() -> None:
    columns = general_set()
    texts = [
        f"{one[language]} {two[language]}"
        for language in columns.languages
        for one, two in (*pairwise(columns.items), *zip(columns.items, columns.items[2:], strict=False))
    ]
    assert len(texts) >= 1000
    theirs = sentence_transformers.SentenceTransformer(str(bundled_folder())).encode(texts)
    theirs = theirs.astype(np.float32)
    theirs /= np.linalg.norm(theirs, axis=1, keepdims=True)
    assert np.sum(theirs * load().encode(texts), axis=1).min() >= 0.999


def test_the_order_of_the_files_does_not_matter(tmp_path: Path, table: Path) -> None:
    lines = table.read_text(encoding="utf-8").splitlines()
    sources = []
    for name, rows in (("one", lines[1:400]), ("two", lines[400:])):
        part = tmp_path / f"{name}.tsv"
        part.write_text("\n".join([lines[0], *rows]) + "\n", encoding="utf-8")
        sources.append(read_source(part))
    for folder, order in (("there", sources), ("back", sources[::-1])):
        train_model(order, TINY.changed(steps=20), tmp_path / folder, quiet)
    assert load(str(tmp_path / "there")).fingerprint == load(str(tmp_path / "back")).fingerprint


def test_the_same_seed_gives_the_same_model(tiny: Path, table: Path, tmp_path: Path) -> None:
    train_model([read_source(table)], TINY, tmp_path / "again", quiet)
    assert load(str(tmp_path / "again")).fingerprint == load(str(tiny)).fingerprint
    train_model([read_source(table)], TINY.changed(seed=1), tmp_path / "other", quiet)
    assert load(str(tmp_path / "other")).fingerprint != load(str(tiny)).fingerprint


def test_the_loss_is_that_of_sentence_transformers(tiny: Path) -> None:
    torch = pytest.importorskip("torch")
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss

    model = sentence_transformers.SentenceTransformer(str(tiny))
    theirs = MultipleNegativesRankingLoss(
        model, scale=20.0, directions=("query_to_doc", "doc_to_query"), partition_mode="per_direction"
    )
    generator = torch.Generator().manual_seed(0)
    left, right = (torch.nn.functional.normalize(torch.randn(9, 5, generator=generator)) for _ in range(2))
    expected = theirs.compute_loss_from_embeddings([left, right], None)
    torch.testing.assert_close(ranking_loss(left, right, 20.0), expected)


def test_adapting_helps_the_own_texts_and_keeps_the_rest(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    things = ["valve", "gasket", "flange", "rotor", "piston", "nozzle", "gearbox", "bearing"]
    theirs = ["Ventil", "Dichtung", "Flansch", "Läufer", "Kolben", "Düse", "Getriebe", "Lager"]
    rows = [
        f"{a} {b} {c}\t{x} {y} {z}"
        for a, x in zip(things, theirs, strict=True)
        for b, y in zip(things, theirs, strict=True)
        for c, z in zip(things, theirs, strict=True)
        if len({a, b, c}) == 3
    ]
    own.write_text("en\tde\n" + "\n".join(rows) + "\n", encoding="utf-8")
    out = tmp_path / "adapted"
    recipe = adaptation_recipe(read_recipe()).changed(steps=40)
    result = adapt_model("bundled", [read_source(own)], [general_set()], recipe, out, quiet)
    assert result.own_after >= result.own_before
    assert not result.worse
    assert load(str(out)).dimension == load().dimension
    assert load(str(out)).fingerprint != load().fingerprint
    assert "| general set |" in describe(str(out))


def test_a_model_that_forgets_is_refused(tmp_path: Path) -> None:
    nonsense = tmp_path / "nonsense.tsv"
    columns = general_set()
    english = [item["en"] for item in columns.items]
    german = [item["de"] for item in columns.items]
    rows = [
        f"{one} {two}\t{german[(place + 7) % 29]} {german[(other + 11) % 29]}"
        for place, one in enumerate(english)
        for other, two in enumerate(english[:8])
    ]
    nonsense.write_text("en\tde\n" + "\n".join(rows) + "\n", encoding="utf-8")
    recipe = adaptation_recipe(read_recipe()).changed(steps=30, learning_rate=1.0)
    arguments = ("bundled", [read_source(nonsense)], [columns], recipe, tmp_path / "out", quiet)
    with pytest.raises(ModelError, match=r"not written: the general accuracy fell.*--force"):
        adapt_model(*arguments)
    assert not (tmp_path / "out").exists()
    assert adapt_model(*arguments, force=True).worse
    assert (tmp_path / "out" / "model.safetensors").is_file()


def test_any_sentence_transformers_model_can_be_loaded(tmp_path: Path) -> None:
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "dog", "cat", "hund", "katze"]
    tokenizer = Tokenizer(models.WordLevel({word: place for place, word in enumerate(words)}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    plain = tmp_path / "bert"
    BertModel(
        BertConfig(
            vocab_size=len(words),
            hidden_size=12,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=16,
        )
    ).save_pretrained(plain)
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]"
    ).save_pretrained(plain)
    folder = tmp_path / "model"
    sentence_transformers.SentenceTransformer(str(plain)).save(str(folder))

    model = load(str(folder))
    vectors = model.encode(["dog", "cat dog", "", "hund"])
    assert vectors.shape == (4, model.dimension) == (4, 12)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors[[0, 1, 3]], axis=1), 1, atol=1e-5)
    assert model.encode([]).shape == (0, 12)
    assert model.name == str(folder)
    assert model.fingerprint == load(str(folder)).fingerprint


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot load model") as caught:
        load(str(tmp_path / "nothing"))
    assert "\n" not in str(caught.value)


def test_only_static_models_are_adapted(table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Other:
        name, dimension, fingerprint = "other", 3, "0"

    monkeypatch.setattr("crosscheck.embedding.adaptation.load", lambda _: Other())
    with pytest.raises(ModelError, match="only static models"):
        adapt_model("x", [read_source(table)], [], TINY, tmp_path / "out", quiet)


def test_too_little_data(tmp_path: Path) -> None:
    small = tmp_path / "small.tsv"
    small.write_text("en\tde\none\teins\ntwo\tzwei\n", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot train"):
        train_model([read_source(small)], TINY, tmp_path / "out", quiet)
