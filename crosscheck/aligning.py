"""Aligning sentences given as text: embed them, read off their anchors, and search.

`align` is the aligner alone, for lists of strings; the audit hands in its documents' sentences and blocks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from crosscheck import alignment
from crosscheck.alignment import Features
from crosscheck.alignment.slots import fill_slots
from crosscheck.embedding import Embedder, load
from crosscheck.embedding.scores import scored
from crosscheck.embedding.static import StaticEmbedder
from crosscheck.languages import parse
from crosscheck.lexicons.tokens import with_ascii_digits
from crosscheck.model import BlockKind, Document, Link

_STEM = re.compile(r"([^\W\d_]{5})[^\W\d_]*")
"""The first five letters of a word that has as many."""
_STEM_ASCII = re.compile("([a-z]{5})[a-z]*")  # three times as fast
_NUMBER = re.compile(r"\d+(?:[.,:'’]\d+)*")
_ENDS = {
    mark: number
    for number, marks in enumerate((".。।…", "?？؟", "!！", ":：", ";；؛", ",，、"), 1)
    for mark in marks
}
_ACCENTS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_KINDS = {kind: number for number, kind in enumerate(BlockKind)}
_SLOTTED = frozenset(_KINDS[kind] for kind in (BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL))


def align(
    source_sentences: Sequence[str],
    target_sentences: Sequence[str],
    source_lang: str | None = None,
    target_lang: str | None = None,
    *,
    embedder: Embedder | None = None,
) -> list[Link]:
    """Link the sentences of two versions of a text.

    Returns links in source order; each sentence is in exactly one. The model is multilingual, so the
    languages may stay unsaid; with them the scores are those calibrated for the two. `embedder` defaults to
    the bundled model. Raises LanguageError for a malformed tag, ModelError when the model cannot be read.
    """
    for tag in (source_lang, target_lang):
        if tag is not None:
            parse(tag)
    model = embedder or load()
    source, target = prepare(source_sentences, model), prepare(target_sentences, model)
    links = alignment.align(source, target)
    return scored(
        links,
        source.vectors,
        target.vectors,
        [(source_lang or "und", target_lang or "und")] * len(links),
        model,
    )


def align_documents(source: Document, target: Document, embedder: Embedder) -> list[Link]:
    """Link the sentences of two documents, using their paragraphs, headings and lists."""
    ours, theirs = _prepare_document(source, embedder), _prepare_document(target, embedder)
    links = fill_slots(alignment.align(ours, theirs), ours, theirs, _SLOTTED)
    return scored(links, ours.vectors, theirs.vectors, _languages(source, target, links), embedder)


def link_rows(source: Document, target: Document, embedder: Embedder) -> list[Link]:
    """Link the rows of a bilingual table as they stand, which is beyond doubt."""
    links = [Link((index,), (index,), 1.0) for index in range(len(source.sentences))]
    ours, theirs = (_row_vectors(side, embedder) for side in (source, target))
    return scored(links, ours, theirs, _languages(source, target, links), embedder)


def _row_vectors(document: Document, embedder: Embedder) -> npt.NDArray[np.float32]:
    texts = [with_ascii_digits(sentence.text) for sentence in document.sentences]
    return _additive(texts, embedder, np.array([len(text) for text in texts], np.float64))


def _languages(source: Document, target: Document, links: Sequence[Link]) -> list[tuple[str, str]]:
    """The tags of both sides of each link; the rows of a table may have their own."""
    return [(source.lang_of(link.source), target.lang_of(link.target)) for link in links]


def _prepare_document(document: Document, embedder: Embedder) -> Features:
    return prepare(
        [sentence.text for sentence in document.sentences],
        embedder,
        [sentence.block for sentence in document.sentences],
        [_KINDS[document.blocks[sentence.block].kind] for sentence in document.sentences],
    )


def prepare(
    sentences: Sequence[str],
    embedder: Embedder,
    blocks: Sequence[int] | None = None,
    kinds: Sequence[int] | None = None,
) -> Features:
    """One side's features. `blocks` numbers each sentence's paragraph, `kinds` says what that is."""
    n = len(sentences)
    sentences = [with_ascii_digits(text) for text in sentences]  # the model was taught few of the others
    lengths = np.array([len(text.strip()) for text in sentences], dtype=np.float64)
    tokens = [_anchors(text) for text in sentences]
    return Features(
        vectors=_additive(sentences, embedder, lengths),
        lengths=lengths,
        anchor_offsets=np.cumsum([0, *map(len, tokens)]),
        anchor_ids=np.array([token for found in tokens for token in found], dtype=np.int64),
        ends=np.array([_end(text) for text in sentences], dtype=np.int64),
        keys=np.array([_hash(" ".join(text.split())) for text in sentences], dtype=np.int64),
        blocks=np.array(blocks if blocks is not None else [0] * n, dtype=np.int64),
        kinds=np.array(kinds if kinds is not None else [0] * n, dtype=np.int64),
        words=(lambda index: embedder.words(sentences[index]))
        if isinstance(embedder, StaticEmbedder)
        else None,
    )


def _additive(
    sentences: Sequence[str], embedder: Embedder, lengths: npt.NDArray[np.float64]
) -> npt.NDArray[np.float32]:
    """Vectors whose sums stand for the sentences put together: token sums where the model has them, else unit
    vectors times the square root of the length."""
    if not sentences:
        return np.zeros((0, embedder.dimension), dtype=np.float32)
    if isinstance(embedder, StaticEmbedder):
        return embedder.sums(sentences)
    scale = np.sqrt(np.maximum(lengths, 1.0)).astype(np.float32)
    return embedder.encode(sentences) * scale[:, None]


def _without_marks(found: re.Match[str]) -> str:
    return "".join(c for c in found[0] if not unicodedata.combining(c))


def _anchors(text: str) -> list[int]:
    """Hashes of a sentence's numbers (digits as written, without grouping) and of the stems of its words."""
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
        if not text.isascii():
            text = _BEYOND_ASCII.sub(_without_marks, text)
    text = text.casefold()
    found = {*(_STEM_ASCII if text.isascii() else _STEM).findall(text)}
    for number in _NUMBER.findall(text):
        found.add("".join(char for char in number if char.isdigit()))
    return sorted(map(_hash, found))


def _end(text: str) -> int:
    for char in reversed(text):
        if char in _ENDS:
            return _ENDS[char]
        if char.isalnum():
            return 0
    return 0


@lru_cache(1 << 16)
def _hash(text: str) -> int:
    """A number below 2^62 that is the same in every run."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 2
