"""A static embedding model read with numpy and tokenizers: one vector per token, summed and normalised.

The sum has the direction of the mean that sentence-transformers' StaticEmbedding takes, so both give the same
vectors once normalised.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crosscheck.embedding.loading import remedy
from crosscheck.embedding.pieces import read_pieces
from crosscheck.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_BLOCK = 1 << 13
"""Tokens of a text pooled at a time: 8 MiB at 256 dimensions, whatever the length of the text."""

_CHUNK = 1 << 11
"""Texts tokenised at a time: what the tokenizer returns takes more memory than the vectors."""

_DTYPES = {"F16": "<f2", "F32": "<f4"}


class StaticEmbedder:
    """A folder with `tokenizer.json` and `model.safetensors` (tensor `embedding.weight`, float16 or float32).

    The weights are mapped, not read: only the rows of tokens that occur are ever touched.
    Raises ModelError when a file is missing or broken.
    """

    def __init__(self, folder: Path, name: str | None = None) -> None:
        self.folder = folder
        self.name = str(folder) if name is None else name
        self.weights = map_weights(folder / "model.safetensors")
        self._pieces = read_pieces(folder / "tokenizer.json")
        size = len(self._pieces) if self._pieces else self.tokenizer.get_vocab_size()
        if size != len(self.weights):
            raise ModelError(
                f"cannot use the model in {folder}: tokenizer and weights do not belong together; "
                f"{remedy(folder)}"
            )

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer of the library, which the kind of tokenizer that crosscheck makes does not need."""
        return load_tokenizer(self.folder / "tokenizer.json")

    @property
    def dimension(self) -> int:
        return int(self.weights.shape[1])

    @cached_property
    def fingerprint(self) -> str:
        digest = hashlib.blake2b(digest_size=8)
        for file in ("tokenizer.json", "model.safetensors"):
            digest.update((self.folder / file).read_bytes())
        return digest.hexdigest()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Float32 array (len(texts), dimension); rows of length 1, or 0 where a text holds no known token."""
        return normalise(self.sums(texts))

    def sums(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Float32 array (len(texts), dimension): the vectors of `encode` before they are normalised. That of
        several texts put together is the sum of theirs, but for tokens that cross the seam."""
        return token_sums(self._tokenize, self.weights, texts)

    def words(self, text: str) -> NDArray[np.float32]:
        """Float32 array (tokens, dimension): the vectors that `sums` adds up for a text."""
        (ids,) = self._tokenize([text.encode("utf-8", "replace").decode()])
        return self.weights[np.array(ids, dtype=np.intp)].astype(np.float32)

    def _tokenize(self, texts: Sequence[str]) -> list[list[int]]:
        return self._pieces.of(texts) if self._pieces else library_ids(self.tokenizer, texts)


def encode(tokenizer: Tokenizer, weights: NDArray[np.floating], texts: Sequence[str]) -> NDArray[np.float32]:
    """What `StaticEmbedder.encode` gives, from the parts."""
    return normalise(token_sums(partial(library_ids, tokenizer), weights, texts))


def library_ids(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    """The tokens of each text."""
    return [encoding.ids for encoding in tokenizer.encode_batch_fast(texts, add_special_tokens=False)]


def token_sums(
    tokenize: Callable[[Sequence[str]], list[list[int]]], weights: NDArray[np.floating], texts: Sequence[str]
) -> NDArray[np.float32]:
    """What `StaticEmbedder.sums` gives, from the parts."""
    vectors = np.empty((len(texts), weights.shape[1]), np.float32)
    for start in range(0, len(texts), _CHUNK):
        # A lone surrogate has no UTF-8 form, which the tokenizer needs.
        chunk = [text.encode("utf-8", "replace").decode() for text in texts[start : start + _CHUNK]]
        vectors[start : start + _CHUNK] = pool(weights, tokenize(chunk))
    return vectors


def pool(weights: NDArray[np.floating], ids: Sequence[Sequence[int]]) -> NDArray[np.float32]:
    """Sum the rows of `weights` (vocabulary, dimension) that each list names; a float32 array (len(ids),
    dimension). A text's vector does not depend on its neighbours."""
    sums = np.zeros((len(ids), weights.shape[1]), np.float32)
    flat = np.fromiter(chain.from_iterable(ids), np.intp, sum(map(len, ids)))
    rows, places = np.unique(flat, return_inverse=True)
    table = weights[rows].astype(np.float32)
    end = 0
    for index, tokens in enumerate(ids):
        begin, end = end, end + len(tokens)
        for start in range(begin, end, _BLOCK):
            # Text by text: numpy's reduceat takes eight times as long.
            sums[index] += table.take(places[start : min(start + _BLOCK, end)], axis=0).sum(axis=0)
    return sums


def normalise(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Divide each row by its length; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: NDArray[np.float32] = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return unit


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer without truncation or padding. Raises ModelError when the file is missing or broken."""
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises bare Exception
        raise ModelError(
            f"cannot read the tokenizer {path}: {first_line(error)}; {remedy(path.parent)}"
        ) from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def map_weights(path: Path) -> NDArray[np.floating]:
    """Map `embedding.weight` of a safetensors file: 8 bytes with the length of a JSON header, the header, the
    data (https://github.com/huggingface/safetensors#format). Raises ModelError when that is not what the file
    holds."""
    try:
        with path.open("rb") as file:
            size = int.from_bytes(file.read(8), "little")
            if size > 1 << 20:
                raise ValueError("the header is too long")
            header = json.loads(file.read(size))
        entry = header["embedding.weight"]
        start, _ = entry["data_offsets"]
        rows, columns = entry["shape"]
        return np.memmap(path, _DTYPES[entry["dtype"]], "r", 8 + size + start, (rows, columns))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"cannot read the weights {path}: no safetensors file with a float16 or float32 "
            f"embedding.weight; {remedy(path.parent)}"
        ) from error


def first_line(error: BaseException) -> str:
    """The first line of an error's message, for messages of one line."""
    text = str(error).strip()
    return text.splitlines()[0] if text else type(error).__name__
