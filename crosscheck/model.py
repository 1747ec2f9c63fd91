"""The things crosscheck talks about: documents, sentences, links, facts, findings, reports.

All are immutable; stages take them and return new ones. What is made for every number of a text is a named
tuple, which takes a third of the time of a frozen dataclass to make. Offsets count characters of the decoded
document text (after a byte-order mark is removed), half open; lines and columns count from 1, columns in
characters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


class Grade(StrEnum):
    """How sure a finding is. ERROR: no reading of one side equals one of the other. WARNING: it depends on a
    convention the text does not settle, or on a weak clue. NOTE: unusual, worth a glance."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class BlockKind(StrEnum):
    """What a block is in its document."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    ROW = "row"
    CODE = "code"
    """One line of code: no prose, never split."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of running text. `positions[i]` is the document offset of `text[i]` (a `range` where the text
    stands in the document as it is; markup such as `**` leaves gaps), so `len(positions) == len(text)`."""

    kind: BlockKind
    text: str
    positions: Sequence[int]
    level: int = 0
    label: str | None = None
    """The row's id in a bilingual table."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One segment: a sentence of a document, or a cell of a bilingual table."""

    index: int
    text: str
    positions: Sequence[int]
    block: int
    label: str | None = None
    lang: str | None = None
    """Only where it differs from the document's: tables may give a language per row."""

    @property
    def start(self) -> int:
        return self.positions[0] if self.text else self._empty_at

    @property
    def end(self) -> int:
        return self.positions[-1] + 1 if self.text else self._empty_at

    @property
    def _empty_at(self) -> int:
        """Of an empty table cell the positions are an empty range that starts where the cell is."""
        return self.positions.start if isinstance(self.positions, range) else 0

    @property
    def unit(self) -> int | str:
        """How reports name the sentence: the row's id in a table, else its index."""
        return self.index if self.label is None else self.label


@dataclass(frozen=True, slots=True)
class Document:
    """A language version as it was read. `lang` is a BCP 47 tag; `lang_origin` says how it is known."""

    path: str
    text: str
    encoding: str
    line_starts: tuple[int, ...]
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    lang: str = "und"
    lang_origin: str = "unknown"
    """"given", "detected" or "unknown"."""
    notices: tuple[str, ...] = ()

    def lang_of(self, sentences: Sequence[int]) -> str:
        """The language of some sentences, by index; the rows of a table may have their own."""
        return (self.sentences[sentences[0]].lang if sentences else None) or self.lang

    def locate(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a character offset."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1


@dataclass(frozen=True, slots=True)
class Link:
    """An alignment link (bead): which source sentences correspond to which target sentences.

    Either side may be empty (omission, addition). `confidence` (0 to 1) is the aligner's: the probability
    that exactly these sentences belong together. `score` (0 to 1) looks at the two texts alone: the
    calibrated probability that they are translations of each other; 0 where a side is empty, one half where
    nothing can judge them. `moved` marks a link that breaks the order of the others."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float
    moved: bool = False
    score: float = 0.5


class Kind(StrEnum):
    """What a fact is. Dates come as separate YEAR, MONTH, DAY, WEEKDAY facts of one group, ranges and scores
    as one fact per number, so that each part is compared and reported by itself."""

    __hash__ = str.__hash__
    """Kinds are keys everywhere; that of an enumeration is slow."""

    NUMBER = "number"
    """A count or decimal; with units it is an amount, a percentage, a quantity, a duration."""
    ORDINAL = "ordinal"
    YEAR = "year"
    """Negative before the common era."""
    MONTH = "month"
    DAY = "day"
    WEEKDAY = "weekday"
    """ISO: Monday is 1."""
    TIME = "time"
    """Minutes since midnight."""
    DECADE = "decade"
    """The first year of it; below 100 where the century is not said."""
    CENTURY = "century"
    MULTIPLE = "multiple"
    """twice, threefold, doubled: how many times as much."""
    IDENTIFIER = "identifier"
    """Compared as normalised text (`label`), never as a quantity."""


class Strength(StrEnum):
    """How much a fact may claim by itself."""

    DIGITS = "digits"
    """Written with digits: must have a partner."""
    WORDS = "words"
    """Written as a number word: a different partner is an error, a missing one a weaker clue."""
    WEAK = "weak"
    """An article-like "one", "half", "second", "may": satisfies a partner, never raises an alarm alone."""


class Comparator(StrEnum):
    """What the words around a value claim about it."""

    EXACT = "="
    ABOUT = "~"
    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"


class Reading(NamedTuple):
    """One way to understand a fact.

    `value` is exact, in the first of `units`. `units` are the candidate unit ids of
    `lexicons/data/units.toml` (ISO 4217 codes for money; several where the writing is ambiguous, as for "$"
    or "pound"), empty for a bare number. `label` is the normalised text of an identifier. `norm` says whether
    the language's own convention gives this reading; a reading with `norm=False` is possible but would be a
    slip or a foreign habit. `derivation` shows how the value came about ("2.300 tỷ = 2,300 × 10⁹"), empty
    where the text says it plainly."""

    value: Fraction
    units: tuple[str, ...] = ()
    label: str | None = None
    norm: bool = True
    derivation: str = ""


class Fact(NamedTuple):
    """One value that a text states. `start` and `end` are offsets in the sentence's text."""

    kind: Kind
    start: int
    end: int
    text: str
    readings: tuple[Reading, ...]
    """The preferred reading first; never empty."""
    strength: Strength = Strength.DIGITS
    comparator: Comparator = Comparator.EXACT
    precision: Fraction = Fraction(0)
    """Half a unit of the last place written: 16 → 1/2, 1.5 million → 50,000; 0 where it cannot be rounded."""
    group: int = -1
    """Facts of one mention (a date, a range, a score) share a number; -1 for none. Where the facts of a group
    have several readings, the readings of the same position belong together."""
    role: str = ""
    """Its part in the group: "low", "high", "first", "second", or empty."""
    falling: bool = False
    """Whether a word beside an amount says that it goes down, so that a minus may stand for the word."""

    @property
    def value(self) -> Fraction:
        return self.readings[0].value

    @property
    def units(self) -> tuple[str, ...]:
        return self.readings[0].units


class Placed(NamedTuple):
    """A fact with the index of its sentence in the document."""

    sentence: int
    fact: Fact


class Change(StrEnum):
    """How the two versions disagree about one value."""

    CHANGED = "changed"
    """Another value stands in its place."""
    MISSING = "missing"
    ADDED = "added"
    UNIT = "unit"
    """The same value with another unit or currency."""
    SIGN = "sign"
    COMPARATOR = "comparator"
    """At least against at most."""
    SWAPPED = "swapped"
    """Two values have changed places."""
    REPEATED = "repeated"
    """One version states a value more often than the other."""


class Cause(StrEnum):
    """What probably happened."""

    SEPARATOR = "separator"
    SCALE = "scale"
    MAGNITUDE = "magnitude"
    TRANSPOSED = "transposed"
    DIGIT_CHANGED = "digit-changed"
    DIGIT_DROPPED = "digit-dropped"
    DIGIT_ADDED = "digit-added"
    DAY_MONTH = "day-month"
    PERCENT = "percent"
    PERCENT_POINT = "percent-point"
    CURRENCY = "currency"
    UNIT = "unit"
    CENTURY = "century"
    HALF_DAY = "half-day"
    TIMES_MORE = "times-more"
    RANGE_END = "range-end"
    SIGN = "sign"
    COMPARATOR = "comparator"
    SWAPPED = "swapped"


class Difference(NamedTuple):
    """One disagreement between the facts of linked sentences, before a rule words it.

    `source` or `target` is None where that version lacks the value. `other_source` and `other_target` are the
    second pair of two values that changed places. `factor` is target over source where the scale differs."""

    change: Change
    grade: Grade
    source: Placed | None
    target: Placed | None
    cause: Cause | None = None
    factor: Fraction | None = None
    suggestion: str | None = None
    other_source: Placed | None = None
    other_target: Placed | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """Where a finding stands in one version, and what was read there.

    `value` is None where nothing was read (the place is then the sentence that should hold it). `text` is the
    stretch itself, `sentence` the sentences around it."""

    unit: int | str
    line: int
    column: int
    start: int
    end: int
    text: str
    value: str | None = None
    derivation: str = ""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Why a finding does not count: someone accepted it, in a baseline or in a comment of the document.

    `date` and `expires`, the last day on which it holds, are ISO 8601 or empty."""

    by: str
    """"baseline" or "comment"."""
    reason: str = ""
    author: str = ""
    date: str = ""
    expires: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement. `link` indexes the report's links; `cause` says what probably happened, `suggestion`
    what would be right in the target language's own writing."""

    fingerprint: str
    rule: str
    grade: Grade
    message: str
    source: Side | None
    target: Side | None
    link: int
    suggestion: str | None = None
    cause: str | None = None
    accepted: Acceptance | None = None

    @property
    def status(self) -> str:
        """ "new" or "accepted": only new findings can fail the gate."""
        return "new" if self.accepted is None else "accepted"


@dataclass(frozen=True, slots=True)
class PairReport:
    """All that an audit of one source and one target says."""

    source: Document
    target: Document
    links: tuple[Link, ...]
    findings: tuple[Finding, ...]
    source_facts: tuple[tuple[Fact, ...], ...] = ()
    """Per source sentence."""
    target_facts: tuple[tuple[Fact, ...], ...] = ()
    stats: dict[str, int | float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of all pairs together. Findings are counted by grade where they are new."""

    passed: bool
    errors: int
    warnings: int
    notes: int
    accepted: int = 0
    """Findings that a baseline or a comment accepts."""
    stale: int = 0
    """Acceptances whose finding is gone."""
    expired: int = 0
    """Acceptances past their date; their findings count as new."""
    failing: frozenset[Grade] = frozenset({Grade.ERROR})
    """The grades of which one new finding fails the gate."""
    failing_each: tuple[frozenset[Grade], ...] = ()
    """The same for each report; empty where they are alike."""
    shortfalls: tuple[str, ...] = ()
    """The thresholds that were missed, a line each."""
    remarks: tuple[str, ...] = ()
    """What else to say, a line each: which acceptances are stale, which have expired."""

    def failing_in(self, number: int) -> frozenset[Grade]:
        """The grades that fail the gate in the report of that number, from 0."""
        return self.failing_each[number] if self.failing_each else self.failing
