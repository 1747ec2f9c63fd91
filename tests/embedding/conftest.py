"""A static model of a few words, written by hand, and a small parallel corpus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from crosscheck.embedding.folder import write_model

WORDS = ("<unk>", "a", "b", "c", "dog", "hund", "cat", "katze", "7")


@pytest.fixture(scope="session")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a model of eight words in six dimensions; the unknown word is the zero vector."""
    tokenizer = Tokenizer(
        models.WordPiece(
            {word: place for place, word in enumerate(WORDS)}, unk_token="<unk>", continuing_subword_prefix=""
        )
    )
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    weights = np.random.default_rng(3).normal(size=(len(WORDS), 6)).astype(np.float32)
    weights[0] = 0
    folder = tmp_path_factory.mktemp("small")
    write_model(folder, tokenizer, weights)
    return folder


NOUNS = (
    ("dog", "Hund", "chien"),
    ("cat", "Katze", "chat"),
    ("house", "Haus", "maison"),
    ("bridge", "Brücke", "pont"),
    ("river", "Fluss", "fleuve"),
    ("teacher", "Lehrer", "professeur"),
    ("apple", "Apfel", "pomme"),
    ("window", "Fenster", "fenêtre"),
    ("king", "König", "roi"),
    ("ship", "Schiff", "bateau"),
)
VERBS = (
    ("finds", "findet", "trouve"),
    ("sells", "verkauft", "vend"),
    ("paints", "malt", "peint"),
    ("buys", "kauft", "achète"),
    ("forgets", "vergisst", "oublie"),
    ("loses", "verliert", "perd"),
    ("describes", "beschreibt", "décrit"),
    ("remembers", "erinnert", "rappelle"),
)


def combined_sentences() -> list[tuple[str, str, str]]:
    """720 sentences in English, German and French: every verb between every two nouns."""
    return [
        tuple(f"{one[side]} {verb[side]} {two[side]}." for side in range(3))  # type: ignore[misc]
        for one in NOUNS
        for verb in VERBS
        for two in NOUNS
        if one != two
    ]


@pytest.fixture(scope="session")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The combined sentences as a table."""
    path = tmp_path_factory.mktemp("corpus") / "combined.tsv"
    rows = ["en\tde\tfr", *("\t".join(row) for row in combined_sentences())]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a text file of a name and return its path."""

    def made(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return made
