"""Where sentences end, in all languages; the cases are data in `split_cases.toml`."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.languages import SUPPORTED, split
from crosscheck.languages.segmentation import segmentation
from crosscheck.languages.splitting import spans
from crosscheck.model import Block, BlockKind, Document

CASES = tomllib.loads((Path(__file__).parent / "split_cases.toml").read_text(encoding="utf-8"))


def sentences(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in spans(text, segmentation(language))]


def document(*blocks: Block) -> Document:
    return Document("a.txt", "", "utf-8", (0,), blocks)


def test_every_language_has_cases_both_ways() -> None:
    assert set(CASES) == set(SUPPORTED)
    for language, entry in CASES.items():
        assert len(entry["cases"]) >= 4, language
        assert any(len(case) > 1 for case in entry["cases"]), language


@pytest.mark.parametrize(
    ("language", "case"),
    [
        pytest.param(language, case, id=f"{language}-{case[0][:30]}")
        for language in CASES
        for case in CASES[language]["cases"]
    ],
)
def test_case(language: str, case: list[str]) -> None:
    text = CASES[language].get("join", " ").join(case)
    assert sentences(text, language) == case


def test_a_forgotten_space_before_a_sentence_opener() -> None:
    assert sentences("Members approved it.The board did too.", "en") == [
        "Members approved it.",
        "The board did too.",
    ]
    assert sentences("We use Node.Js and V.Ny here.", "en") == ["We use Node.Js and V.Ny here."]


def test_a_language_without_a_file_still_splits() -> None:
    assert sentences("Se on näin. Se riittää.", "fi") == ["Se on näin.", "Se riittää."]


def test_positions_and_blocks_are_kept() -> None:
    found = split(
        document(
            Block(BlockKind.PARAGRAPH, "One here. Two there.", range(10, 30)),
            Block(BlockKind.PARAGRAPH, "A bc, d.", (40, 41, 42, 43, 44, 50, 51, 52), label="x"),
        ),
        "en",
    )
    assert [(one.index, one.text, list(one.positions), one.block, one.label) for one in found] == [
        (0, "One here.", list(range(10, 19)), 0, None),
        (1, "Two there.", list(range(20, 30)), 0, None),
        (2, "A bc, d.", [40, 41, 42, 43, 44, 50, 51, 52], 1, "x"),
    ]


def test_positions_that_follow_one_another_become_a_range() -> None:
    block = Block(BlockKind.PARAGRAPH, "Yes it is. No it is not.", (*range(10), *range(11, 25)))
    first, second = split(document(block), "en")
    assert isinstance(first.positions, range)
    assert isinstance(second.positions, range)


@pytest.mark.parametrize("kind", [BlockKind.CODE, BlockKind.ROW])
def test_code_and_rows_stay_whole(kind: BlockKind) -> None:
    text = "One here. Two there."
    assert [one.text for one in split(document(Block(kind, text, range(len(text)))), "en")] == [text]


@given(
    st.lists(
        st.sampled_from([*"aB1.!?…。।؟\"'“”„«»()[] \n\u00a0-|", "Nr.", "z. B.", "The ", "漢", "한", "etc. "])
    ).map("".join),
    st.sampled_from(SUPPORTED),
)
def test_spans_cover_every_character_but_white_space(text: str, language: str) -> None:
    last, covered = 0, []
    for start, end in spans(text, segmentation(language)):
        assert last <= start < end <= len(text)
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip()
        covered.append(text[start:end])
        last = end
    assert not text[last:].strip()


@pytest.mark.parametrize(
    "unit", [".", ". ", '."', "z. B. ", "Ein Satz. ", "x", " ", "(a.) ", "Abs. ( ", "。“", "'.' "]
)
def test_time_grows_with_the_length_only(unit: str) -> None:
    def seconds(size: int) -> float:
        text = "Ein (Satz " + unit * (size // len(unit))
        started = time.process_time()
        for _ in spans(text, segmentation("de")):
            pass
        return time.process_time() - started

    seconds(1000)
    short, long = seconds(20_000), seconds(200_000)
    assert long < 40 * max(short, 0.005)
