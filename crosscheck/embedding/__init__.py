"""Sentence embeddings: the bundled static multilingual model, and any other sentence-transformers model by
name.

    >>> from crosscheck.embedding import load
    >>> load().encode(["The party has 4,821 cells.", "Die Partei hat 4.821 Zellen."]).shape
    (2, 256)

Nothing here imports torch unless a model other than a static one is asked for. Training, evaluation and
adaptation (`training`, `evaluation`, `adaptation`) are imported only by `crosscheck model`.
"""

from __future__ import annotations

from crosscheck.embedding.base import Embedder
from crosscheck.embedding.loading import BUNDLED, load

__all__ = ["BUNDLED", "Embedder", "load"]
