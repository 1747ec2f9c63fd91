"""Any other sentence-transformers model, through that library; it is an optional extra."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crosscheck.embedding.static import first_line
from crosscheck.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REMEDY = "pip install 'crosscheck[transformers]'"


class TransformerEmbedder:
    """A model by hub name or folder. Raises ModelError when the extra is missing or the model cannot be
    loaded."""

    def __init__(self, name: str) -> None:
        self.name = name
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise ModelError(f"model {name} needs sentence-transformers: {REMEDY}") from error
        try:
            self._model: Any = SentenceTransformer(name)
        except Exception as error:  # the library passes on whatever its parts raise
            raise ModelError(
                f"cannot load model {name}: it is neither a folder with a sentence-transformers model "
                f"nor obtainable by that name ({first_line(error)})"
            ) from error

    @property
    def dimension(self) -> int:
        return int(self.encode(["."]).shape[1])

    @cached_property
    def fingerprint(self) -> str:
        digest = hashlib.blake2b(digest_size=8)
        for key, value in sorted(self._model.state_dict().items()):
            digest.update(f"{key} {tuple(value.shape)} ".encode())
            digest.update(value.detach().cpu().float().numpy().tobytes())
        return digest.hexdigest()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Float32 array (len(texts), dimension) with rows of length 1."""
        import numpy as np

        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, np.float32)
