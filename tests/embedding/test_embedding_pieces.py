"""The pieces that are found without the tokenizers library are the library's."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from crosscheck.embedding.adaptation import general_set
from crosscheck.embedding.loading import bundled_folder
from crosscheck.embedding.pieces import Pieces, read_pieces
from crosscheck.embedding.static import library_ids, load_tokenizer
from crosscheck.embedding.vocabulary import train_tokenizer

FILE = bundled_folder() / "tokenizer.json"


@cache
def pieces() -> Pieces:
    found = read_pieces(FILE)
    assert found is not None
    return found


@cache
def library() -> Tokenizer:
    return load_tokenizer(FILE)


def _plain(letter: str) -> bool:
    """Whether no version of Unicode gives a letter another place: the library's is an old one."""
    return not unicodedata.combining(letter)


LETTERS = st.one_of(
    st.characters(exclude_categories=["Cs"]).filter(_plain),
    st.sampled_from("\u0301\u0323\u031b\u3099\u094d\u093c\u064b\u0640\u0327"),
    st.sampled_from("ΣσςIİıßﬁ½²٣१三 \t\n\u00a0.,-_'’<>a1Zé"),
)


@settings(deadline=None, max_examples=300)
@given(texts=st.lists(st.one_of(st.text(LETTERS), st.text("ab1.", min_size=20, max_size=80)), max_size=5))
def test_any_text_has_the_library_s_pieces(texts: list[str]) -> None:
    assert pieces().of(texts) == library_ids(library(), texts)


def test_twenty_languages_have_the_library_s_pieces() -> None:
    texts = [text for item in general_set().items for text in item.values()]
    assert pieces().of(texts) == library_ids(library(), texts)


def test_characters_younger_than_the_library_are_unknown() -> None:
    texts = ["a\u32ffb", "\ua7f2x", "7\U0001fbf3", "\U0001e030 \U0001ccd6"]
    assert pieces().of(texts) == library_ids(library(), texts)


@pytest.mark.parametrize(
    "texts",
    [
        ["the dog finds a bone", "der Hund findet 12 Knochen", "собака находит кость!"],
        ["the dog finds a bone", "der Hund findet Knochen"],
        ["the dog finds 12 bones"],
        ["the dog finds a bone!"],
    ],
    ids=["all", "letters only", "no signs", "no digits"],
)
def test_a_trained_tokenizer_is_of_this_kind(tmp_path: Path, texts: list[str]) -> None:
    tokenizer = train_tokenizer(texts * 5, 80)
    (tmp_path / "tokenizer.json").write_text(tokenizer.to_str(), encoding="utf-8")
    found = read_pieces(tmp_path / "tokenizer.json")
    assert found is not None
    texts = [*texts, "quux 3", "dog3 finds!"]
    assert found.of(texts) == library_ids(tokenizer, texts)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("normalizer", None),
        ("pre_tokenizer", {"type": "Whitespace"}),
        ("added_tokens", [{"id": 0, "content": "<unk>"}]),
        ("model", {"type": "BPE", "vocab": {}, "unk_token": "<unk>"}),
        ("model", {}),
    ],
)
def test_other_kinds_are_left_to_the_library(tmp_path: Path, part: str, value: Any) -> None:
    data = json.loads(FILE.read_text(encoding="utf-8"))
    (tmp_path / "tokenizer.json").write_text(json.dumps(data | {part: value}), encoding="utf-8")
    assert read_pieces(tmp_path / "tokenizer.json") is None


def test_a_file_that_is_no_tokenizer_is_left_to_the_library(tmp_path: Path) -> None:
    assert read_pieces(tmp_path / "none.json") is None
    (tmp_path / "tokenizer.json").write_bytes(b"\xff[")
    assert read_pieces(tmp_path / "tokenizer.json") is None
