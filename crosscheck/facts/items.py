"""What a text is made of while it is read: numbers in digits, lexicon terms, other words and signs."""

from __future__ import annotations

from crosscheck.lexicons.load import Value

Entry = dict[str, Value]
"""What a lexicon says of a form, by category."""
NO_ENTRY: Entry = {}
AFTER_NUMBERS = frozenset(
    {
        "unit",
        "weak_unit",
        "currency",
        "counter",
        "magnitude",
        "year_after",
        "month_after",
        "day_after",
        "hour_after",
        "minute_after",
        "multiple_after",
        "ordinal_after",
        "century",
        "half_after",
    }
)
"""The terms that count or name the number before them."""


class Item:
    """A stretch of the text. `kind`: "d" digits, "t" a lexicon term, "w" another word, "s" a sign, "x"
    something that is read already. `joined`: a joining word ("and") is written onto it."""

    __slots__ = ("end", "entry", "joined", "kind", "start", "text")

    def __init__(
        self, start: int, end: int, text: str, kind: str, entry: Entry = NO_ENTRY, joined: bool = False
    ) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.kind = kind
        self.entry = entry
        self.joined = joined

    def span(self) -> tuple[int, int]:
        """Where it stands, as of a match."""
        return self.start, self.end

    def __repr__(self) -> str:
        return f"{self.kind}:{self.text}{set(self.entry) or ''}"
