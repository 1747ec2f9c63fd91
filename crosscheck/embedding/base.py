"""What every embedding model offers to the rest of crosscheck."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Embedder(Protocol):
    """Turns texts into vectors whose dot product is their cosine similarity."""

    @property
    def name(self) -> str:
        """How the user named the model ("bundled" for the one in the package)."""
        ...

    @property
    def dimension(self) -> int: ...

    @property
    def fingerprint(self) -> str:
        """16 hexadecimal digits that change when the model gives other vectors."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Float32 array (len(texts), dimension). Rows have length 1, or 0 where a text holds nothing
        known."""
        ...
