"""Sentences as text: degenerate input, determinism, links written out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from numpy.typing import NDArray

from crosscheck.aligning import align
from crosscheck.errors import LanguageError
from crosscheck.model import Link

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


class Letters:
    """A toy model: letter trigrams hashed into 64 dimensions."""

    name, dimension, fingerprint = "letters", 64, "0" * 16

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            low = text.casefold()
            for i in range(len(low) - 2):
                row[crc32(low[i : i + 3].encode("utf-8", "replace")) % 64] += 1
            norm = np.linalg.norm(row)
            row /= norm if norm else 1
        return vectors


def linked(source: list[str], target: list[str]) -> list[Link]:
    links = align(source, target, embedder=Letters())
    assert sorted(i for link in links for i in link.source) == list(range(len(source)))
    assert sorted(j for link in links for j in link.target) == list(range(len(target)))
    return links


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ([], []),
        (["One."], []),
        ([], ["Eins.", "Zwei."]),
        (["One."], ["Eins."]),
        (["One."], [f"{n}." for n in range(50)]),
        (["1", "2", "3"], ["1", "3"]),
        ([f"{n * 37} {n}" for n in range(80)], [f"{n * 37} {n}" for n in range(80) if n != 40]),
        (["", " ", "…", "!!!"], ["", "?"]),
        (["word " * 40_000, "Short."], ["Wort " * 40_000, "Kurz."]),
        (["a\ud800b"], ["a\ud800b", "\x00"]),
    ],
)
def test_degenerate_input_ends_sensibly(source: list[str], target: list[str]) -> None:
    linked(source, target)


def test_a_thousand_equal_lines() -> None:
    links = linked(["The same line again."] * 1000, ["The same line, again."] * 1000)
    assert sum(len(link.source) == len(link.target) == 1 for link in links) > 950


def test_one_edition_against_another_in_one_language() -> None:
    first = [f"Item {n} weighs {n * 7} grams and stands on shelf {n * n}." for n in range(60)]
    second = [text.replace("weighs", "has a weight of") for text in first if " 33 " not in text]
    missing = [link for link in linked(first, second) if not link.target]
    assert [first[link.source[0]].split()[1] for link in missing] == ["33"]


def test_digits_of_other_scripts_are_digits() -> None:
    source = ["Winds reach 70 to 90 km/h.", "The trail is 18 km long."]
    written = ["हवाएँ 70 से 90 किमी प्रति घंटा तक चलेंगी।", "यह मार्ग 18 किमी लंबा है।"]
    native = ["हवाएँ ७० से ९० किमी प्रति घंटा तक चलेंगी।", "यह मार्ग १८ किमी लंबा है।"]
    assert align(source, native, "en", "hi") == align(source, written, "en", "hi")


def test_malformed_language_tags_are_refused() -> None:
    with pytest.raises(LanguageError):
        align(["One."], ["Eins."], "not a tag", embedder=Letters())


def test_the_result_depends_on_neither_threads_nor_hash_seed() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from test_aligning_text import Letters\n"
        "from crosscheck.aligning import align\n"
        "ours = [f'Sentence {n % 17} of chapter {n} speaks of {n * n % 91} things.' for n in range(150)]\n"
        "theirs = [text.replace('speaks of', 'tells about') for text in ours[:60] + ours[63:]]\n"
        "print(align(ours, theirs, embedder=Letters()))\n"
    )
    results = {
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent)],
            env={"PYTHONHASHSEED": seed, "OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads},
            capture_output=True,
            check=True,
        ).stdout
        for seed, threads in (("0", "1"), ("1", "2"))
    }
    assert len(results) == 1


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not beside the checkout")
def test_every_sentence_of_the_seeds_has_its_partner() -> None:
    from crosscheck.pipeline import align_pair
    from crosscheck.settings import Settings

    _, _, links = align_pair(str(SEEDS / "quang-ninh.en.txt"), str(SEEDS / "quang-ninh.de.txt"), Settings())
    assert all(link.source and link.target for link in links)
    assert not any(link.moved for link in links)


def test_sentences_without_a_known_word_are_aligned() -> None:
    source = ["", "  ", "\ud800 x", "<unk> foo", "a\u00a0b\u2003c\x1cd\x85e ΟΔΟΣ ΟΔΟΣ\u0301 İ ﬁn"]
    links = align(source, ["x", "", "y \x1c z"])
    assert sorted(i for link in links for i in link.source) == [0, 1, 2, 3, 4]
    assert sorted(j for link in links for j in link.target) == [0, 1, 2]
