"""What a caller may set."""

from __future__ import annotations

from dataclasses import dataclass, field

from crosscheck.alignment.weights import Weights


@dataclass(frozen=True, slots=True)
class Options:
    """How to align. `weights` are those of the evidence. A link is worth choosing from the probability
    `price` on; about half the F1 that one hopes for. `moves` says whether to look for blocks that moved."""

    weights: Weights = field(default_factory=Weights)
    price: float = 0.5
    moves: bool = True
