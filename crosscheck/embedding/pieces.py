"""The pieces of texts, for tokenizers of the kind that `vocabulary` makes, without the tokenizers library.

Such a tokenizer decomposes, lowers, blanks what it does not know, splits, and takes the longest piece first.
Here each different run of letters is cut once only, which takes less than half of the library's processor
time, and the library need not be loaded. The pieces are the same, to the last one.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

RUN = 24
"""Characters of one run without spaces that are segmented at a time; the search within a run is quadratic."""

MARKS = "[\u0610-\u061a\u0640\u064b-\u065f\u0670]"
"""Arabic vowel signs, hamza marks and the stretching stroke, which writers leave out at will."""

_LATER = re.compile(
    "[\u32ff\ua7f1-\ua7f4\U00010780-\U000107ba\U00011938\U0001ccd6-\U0001ccf9\U0001e030-\U0001e06d\U0001f16c"
    "\U0001fbf0-\U0001fbf9]"
)
"""Characters with a decomposition that are younger than Unicode 12.0, which is the library's: unknown there,
they must not depend on Python's version here."""

_MARKS = re.compile(MARKS)
_LETTERS = re.compile(r"\[\^((?:\\x\{[0-9a-f]+\}-\\x\{[0-9a-f]+\})+)\]")
_RANGE = re.compile(r"\\x\{([0-9a-f]+)\}-\\x\{([0-9a-f]+)\}")

_NORMALIZER = [{"type": "NFKD"}, {"type": "Lowercase"}]
_SPLITTER = {
    "type": "Sequence",
    "pretokenizers": [
        {"type": "WhitespaceSplit"},
        {"type": "Punctuation", "behavior": "Isolated"},
        {"type": "Digits", "individual_digits": False},
        {"type": "Split", "pattern": {"Regex": rf"\S{{{RUN}}}"}, "behavior": "Isolated", "invert": False},
    ],
}
_MODEL = {"type": "WordPiece", "continuing_subword_prefix": "", "max_input_chars_per_word": RUN + 1}
_NOTHING_MORE = ("truncation", "padding", "added_tokens", "post_processor")


class Pieces:
    """A vocabulary (text to number) with the characters that it knows, and how texts are cut into pieces."""

    def __init__(self, vocabulary: Mapping[str, int], letters: frozenset[str], unknown: str) -> None:
        self._vocabulary, self._letters, self._unknown = vocabulary, letters, vocabulary[unknown]
        self._longest = max(map(len, vocabulary))
        kinds = [(letter, unicodedata.category(letter)[0]) for letter in letters]
        digits = "".join(sorted(letter for letter, kind in kinds if kind == "N"))
        # The library takes all signs of ASCII for punctuation.
        signs = sorted(letter for letter, kind in kinds if kind == "P" or (kind == "S" and letter.isascii()))
        marks = re.escape("".join(signs))
        known = ([f"[{marks}]"] if marks else []) + ([f"[{digits}]{{1,{RUN}}}"] if digits else [])
        self._runs = re.compile("|".join([*known, f"[^ {marks}{digits}]{{1,{RUN}}}"]))

    def __len__(self) -> int:
        return len(self._vocabulary)

    def of(self, texts: Sequence[str]) -> list[list[int]]:
        """The numbers of each text's pieces."""
        cut = _Cut(self._vocabulary, self._longest, self._unknown)
        lines = self._normal(texts)
        cuts = [[piece for run in self._runs.findall(line) for piece in cut[run]] for line in lines]
        return cuts[: len(texts)]  # no text makes one empty line

    def _normal(self, texts: Sequence[str]) -> list[str]:
        """The texts decomposed, in small letters, with blanks for what is not known."""
        text = "\n".join([text.replace("\n", " ") for text in texts])
        if not text.isascii():
            text = unicodedata.normalize("NFKD", _LATER.sub(" ", text)).replace(
                "Σ", "σ"
            )  # ς stays what it is
        text = _MARKS.sub("", text.lower())
        strange = {*text} - self._letters - {" ", "\n"}
        if strange:
            text = re.sub(f"[{re.escape(''.join(sorted(strange)))}]", " ", text)
        return text.split("\n")


class _Cut(dict[str, tuple[int, ...]]):
    """The pieces of runs of letters, found when they are first asked for."""

    def __init__(self, vocabulary: Mapping[str, int], longest: int, unknown: int) -> None:
        super().__init__()
        self._vocabulary, self._longest, self._unknown = vocabulary, longest, unknown

    def __missing__(self, run: str) -> tuple[int, ...]:
        self[run] = pieces = self._longest_first(run)
        return pieces

    def _longest_first(self, run: str) -> tuple[int, ...]:
        known, pieces, start = self._vocabulary, [], 0
        while start < len(run):
            end = min(start + self._longest, len(run))
            while (piece := known.get(run[start:end])) is None:
                end -= 1
                if end == start:
                    return (self._unknown,)
            pieces.append(piece)
            start = end
        return tuple(pieces)


def read_pieces(path: Path) -> Pieces | None:
    """The pieces of a tokenizer file (`tokenizer.json`), or None when it is of another kind or broken."""
    try:
        data = json.loads(path.read_bytes())
        letters = _letters(data["normalizer"])
        model = dict(data["model"])
        vocabulary, unknown = model.pop("vocab"), model.pop("unk_token")
        if (
            letters
            and model == _MODEL
            and data["pre_tokenizer"] == _SPLITTER
            and not any(data[name] for name in _NOTHING_MORE)
        ):
            return Pieces(vocabulary, letters, unknown)
    except (OSError, ValueError, KeyError, TypeError):
        pass  # the library says what is wrong
    return None


def _letters(normalizer: Any) -> frozenset[str]:
    """The characters that a normaliser of this kind keeps; none where it is of another kind."""
    *first, marks, strange = normalizer["normalizers"]
    found = _LETTERS.fullmatch(strange["pattern"]["Regex"])
    removed = {"type": "Replace", "pattern": {"Regex": MARKS}, "content": ""}
    if not found or first != _NORMALIZER or marks != removed or strange["content"] != " ":
        return frozenset()
    ranges = (range(int(a, 16), int(b, 16) + 1) for a, b in _RANGE.findall(found[1]))
    return frozenset(map(chr, chain.from_iterable(ranges)))
