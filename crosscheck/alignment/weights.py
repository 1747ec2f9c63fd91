"""How much each kind of evidence counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the evidence, in natural log odds; see `evidence` for the terms."""

    link: float = -1.74
    similarity: float = 4.30
    similarity_once: float = 3.29
    hub: float = -7.22
    merge: float = -1.53
    many: float = -0.86
    habit: float = 0.98
    edge: float = -0.43
    partial: float = 4.26
    inner: float = -0.97
    same: float = 2.54
    anchors: float = 0.02
    lone_anchors: float = -0.80
    length: float = -0.59
    merged_length: float = 0.11
    stops: float = -0.50
    ends: float = -1.02
    marks: float = -0.12
    crossing: float = -2.47
    border: float = -0.83
    kind: float = -0.83
    gap: float = -0.74
    """Each sentence left out."""

    opening: float = -3.43
    """Each run of sentences left out."""
