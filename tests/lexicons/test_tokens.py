"""How text is cut: the fast patterns against the plain one, for every character there is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.lexicons.tokens import fold, token_pattern, tokens, words

PLANES = [
    range(start, start + 0x2000) for start in (*range(0, 0xD000, 0x2000), 0xE000, 0x10000, 0x1F000, 0x20000)
]


def alike(text: str) -> bool:
    folded = fold(text)
    plain = [token.text for token in tokens(folded)]
    return plain == words(folded) == token_pattern(folded).findall(folded)


@pytest.mark.parametrize("characters", PLANES, ids=lambda characters: f"{characters.start:x}")
def test_every_character_is_cut_alike(characters: range) -> None:
    """Between letters, between digits, alone, and before a mark that asks for the careful pattern."""
    texts = (f"a{char}b 1{char}2 {char} ع{char}َ" for char in map(chr, characters) if not char.isspace())
    different = [ascii(text) for text in texts if not alike(text)]
    assert not different


@given(st.text(max_size=40))
def test_every_text_is_cut_alike(text: str) -> None:
    assert alike(text)


@given(st.text(alphabet="aéя1 .,'-日ーक़ा한\u0640\u064e\u200d_½Ⅳ²ⅸ\u0663\n\x1f\u2028", max_size=30))
def test_texts_of_many_scripts_are_cut_alike(text: str) -> None:
    assert alike(text)
