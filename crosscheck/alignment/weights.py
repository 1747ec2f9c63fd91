"""How much each kind of evidence counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the evidence, in natural log odds; see `evidence` for the terms."""

    link: float = -1.65
    similarity: float = 4.04
    similarity_once: float = 3.15
    hub: float = -7.06
    merge: float = -1.54
    many: float = -0.84
    habit: float = 1.38
    edge: float = -0.80
    partial: float = 3.08
    gain: float = 3.81
    inner: float = -0.97
    same: float = 2.49
    anchors: float = 0.05
    lone_anchors: float = -0.75
    length: float = -0.59
    merged_length: float = 0.12
    stops: float = -0.46
    ends: float = -0.95
    marks: float = -0.10
    crossing: float = -2.37
    border: float = -0.80
    kind: float = -0.80
    gap: float = -1.5
    """Each sentence left out."""

    opening: float = -3.0
    """Each run of sentences left out."""
