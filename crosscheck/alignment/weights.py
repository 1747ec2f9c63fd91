"""How much each kind of evidence counts.

The weights make the log-linear model of `posterior`. They were fitted by maximum conditional likelihood
(L-BFGS, small quadratic prior) to the dev half of Text+Berg (German-French, 380 links, many of them merges)
and to pairs composed from parallel documentation, news and guides in 6 language pairs with sentences left
out, added and joined. `unlike`, `stray`, `gain`, `gap` and `opening` were then set by hand, looking at the
dev half and at other composed pairs; the weights of structure by judgement, as neither kind of text has
paragraphs. The program that fitted them was not kept; `benchmarks/alignment_fit.py` does the same anew. What
it finds is worth less than these, which have seen all of the dev half: strict F1 0.902 over five parts of it,
each aligned with weights fitted to the others, where these had 0.924. `benchmarks/alignment.py` measures what
each is worth. (The weights of `review` have a program of their own.)
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the evidence, in natural log odds. "Size" is half the number of sentences of a link."""

    link: float = -1.29
    """Each link with both sides."""
    similarity: float = 4.79
    """Cosine of the two groups, times size."""
    similarity_once: float = 1.30
    """Cosine of the two groups."""
    unlike: float = 1.50
    """Tenths of cosine missing to 0.3, times size (not above 0): unrelated texts stay below that."""
    hub: float = -7.25
    """Mean cosine of the group's sentences with all of the other side, times size."""
    merge: float = -2.17
    """Each sentence beyond one on either side."""
    many: float = -0.63
    """Each sentence beyond one on the smaller side."""
    habit: float = 0.91
    """Log odds of merges on the pair's rough path, for each merge."""
    partial: float = 0.56
    """Lowest partial correlation of an edge sentence with the other side given its group, in fifths."""
    stray: float = 0.70
    """Tenths of that correlation missing to 0.2 (not above 0)."""
    gain: float = 0.10
    """Least gain in cosine that an edge sentence brings, in twentieths, between -2 and 2."""
    inner: float = -0.69
    """Each sentence end inside a group."""
    same: float = 2.45
    """The very same text."""
    anchors: float = -0.98
    """Weight of shared tokens that stand in one group and not in the other."""
    length: float = -0.57
    """Squared deviation of the log length ratio, in spreads, up to 9."""
    ends: float = -1.14
    """Closing marks of different classes."""
    crossing: float = -5.00
    """Each block boundary inside a group."""
    border: float = -2.00
    """A block that opens on one side only."""
    kind: float = -2.00
    """Blocks of different kinds."""
    gap: float = -1.60
    """Each sentence left out."""
    opening: float = -3.00
    """Each run of sentences left out."""
