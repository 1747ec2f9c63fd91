"""Where findings stand in the sentences: offsets in the document to sentence and offset in its text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from crosscheck.model import Document, Sentence, Side


class Places:
    """The sentences of one document by their offsets."""

    def __init__(self, document: Document) -> None:
        self._sentences = sorted((one for one in document.sentences if one.text), key=lambda one: one.start)
        self._starts = [sentence.start for sentence in self._sentences]

    def covered(self, side: Side) -> list[Sentence]:
        """The sentences that the side's stretch touches, in order; none where it lies outside of all."""
        first = max(bisect_right(self._starts, side.start) - 1, 0)
        last = max(bisect_left(self._starts, side.end), first + 1)
        touched = [one for one in self._sentences[first:last] if one.end > side.start]
        return [one for one in touched if one.start < max(side.end, side.start + 1)]

    def at(self, side: Side) -> Sentence | None:
        """The first sentence that the side touches."""
        covered = self.covered(side)
        return covered[0] if covered else None

    @staticmethod
    def within(sentence: Sentence, side: Side) -> tuple[int, int]:
        """The part of the sentence's text that the side covers: offsets in the text, half open."""
        start = bisect_left(sentence.positions, side.start)
        return start, max(start, bisect_left(sentence.positions, side.end))
