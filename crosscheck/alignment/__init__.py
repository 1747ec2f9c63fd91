"""Sentence alignment: two sides' features in, links out.

Pure arithmetic on arrays; no text, no input or output. `crosscheck.aligning` makes the features from text.
"""

from __future__ import annotations

from crosscheck.alignment.aligner import align
from crosscheck.alignment.features import Features
from crosscheck.alignment.options import Options

__all__ = ["Features", "Options", "align"]
