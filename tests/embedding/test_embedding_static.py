"""The run-time path: what encode promises, whatever the model."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscheck.embedding import Embedder, load
from crosscheck.embedding.static import pool
from crosscheck.errors import ModelError


def test_vectors_are_normalised_sums_of_word_vectors(small_model: Path) -> None:
    model = load(str(small_model))
    dog, cat, both = model.encode(["dog", "cat", "Dog cat"])
    weights = np.asarray(model.weights, np.float32)  # type: ignore[attr-defined]
    expected = weights[4] + weights[6]
    np.testing.assert_allclose(both, expected / np.linalg.norm(expected), atol=1e-6)
    np.testing.assert_allclose([np.linalg.norm(dog), np.linalg.norm(cat)], 1, atol=1e-6)


def test_shape_type_and_zero_rows(small_model: Path) -> None:
    vectors = load(str(small_model)).encode(["", "   ", "quux", "dog quux"])
    assert vectors.shape == (4, 6)
    assert vectors.dtype == np.float32
    assert not vectors[:3].any()
    np.testing.assert_allclose(np.linalg.norm(vectors[3]), 1, atol=1e-6)


def test_no_texts(small_model: Path) -> None:
    assert load(str(small_model)).encode([]).shape == (0, 6)


def test_order_and_company_do_not_matter(small_model: Path) -> None:
    model = load(str(small_model))
    texts = ["dog a b", "", "katze " * 50_000, "c", "7 7 7 dog", "a b c " * 20_000]
    alone = np.vstack([model.encode([text]) for text in texts])
    np.testing.assert_array_equal(model.encode(texts), alone)
    np.testing.assert_array_equal(model.encode(texts[::-1])[::-1], alone)


def test_a_megabyte_of_text(small_model: Path) -> None:
    model = load(str(small_model))
    long = model.encode(["hund " * 210_000])
    np.testing.assert_allclose(long, model.encode(["hund"]), atol=1e-4)
    assert model.encode(["x" * 1_000_000]).shape == (1, 6)


@given(st.lists(st.lists(st.integers(0, 7), max_size=6), max_size=12))
def test_pooling_equals_adding_one_by_one(ids: list[list[int]]) -> None:
    weights = np.arange(24, dtype=np.float16).reshape(8, 3)
    expected = [sum((weights[token].astype(np.float32) for token in row), np.zeros(3)) for row in ids]
    np.testing.assert_array_equal(pool(weights, ids), np.reshape(expected, (len(ids), 3)))


@pytest.fixture(scope="module")
def bundled() -> Embedder:
    return load()


@settings(deadline=None)
@given(texts=st.lists(st.text(), max_size=4))
def test_any_text_is_encoded(bundled: Embedder, texts: list[str]) -> None:
    vectors = bundled.encode([*texts, "\ud800", "\x00"])
    lengths = np.linalg.norm(vectors, axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-4) | (lengths == 0))


def test_fingerprint_follows_the_weights(small_model: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(small_model, tmp_path / "copy")
    assert load(str(copy)).fingerprint == load(str(small_model)).fingerprint
    content = bytearray((copy / "model.safetensors").read_bytes())
    content[-1] ^= 1
    (copy / "model.safetensors").write_bytes(content)
    assert load(str(copy)).fingerprint != load(str(small_model)).fingerprint


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("model.safetensors", b"no weights", "cannot read the weights"),
        ("model.safetensors", (2).to_bytes(8, "little") + b"{}", "cannot read the weights"),
        ("tokenizer.json", b"{}", "cannot read the tokenizer"),
        ("modules.json", b"[", "no module list"),
    ],
)
def test_broken_folders_are_said_in_one_line(
    small_model: Path, tmp_path: Path, file: str, content: bytes, says: str
) -> None:
    copy = shutil.copytree(small_model, tmp_path / "copy")
    (copy / file).write_bytes(content)
    with pytest.raises(ModelError, match=f"{says}.*; copy the model's folder anew") as caught:
        load(str(copy))
    assert "\n" not in str(caught.value)


def test_a_broken_installation_is_mended_by_installing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("crosscheck.embedding.loading.bundled_folder", lambda: tmp_path)
    with pytest.raises(ModelError, match=r"bundled model is missing.*reinstall crosscheck"):
        load()
    (tmp_path / "modules.json").write_text("[", encoding="utf-8")
    with pytest.raises(ModelError, match=r"no module list.*; reinstall crosscheck"):
        load()


def test_tokenizer_and_weights_must_belong_together(small_model: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(small_model, tmp_path / "copy")
    tokenizer = json.loads((copy / "tokenizer.json").read_text(encoding="utf-8"))
    del tokenizer["model"]["vocab"]["7"]
    (copy / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    with pytest.raises(ModelError, match="belong together; copy"):
        load(str(copy))


def test_without_the_extra_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ModelError, match=r"pip install 'crosscheck\[transformers\]'"):
        load("some/model")


def test_the_bundled_model_is_the_default() -> None:
    model = load()
    assert model.name == "bundled"
    assert model.fingerprint == load("bundled").fingerprint
    english, german, other = model.encode(
        [
            "The harvest was destroyed by rain.",
            "Regen zerstörte die Ernte.",
            "Die Bibliothek ist geschlossen.",
        ]
    )
    assert english @ german > english @ other + 0.2


def test_the_bundled_model_needs_neither_torch_nor_tokenizers() -> None:
    import subprocess

    code = (
        "import sys; from crosscheck.embedding import Embedder, load; load().encode(['a']); "
        "print({'tokenizers', 'torch', 'transformers', 'sentence_transformers', 'pandas'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
