"""Findings that the documents themselves accept, in a comment where the format has comments:

    <!-- crosscheck: ignore number-changed because the source counts the harbour too -->

A comment applies to the line it stands on where there is text on it, else to the block that follows (a whole
table where that is a table). Several rules are separated by commas."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import PurePath

from crosscheck.model import Acceptance, Block, BlockKind, Document, Finding, Side

SUFFIXES = frozenset((".md", ".markdown", ".html", ".htm", ".xhtml"))
"""Files whose format has such comments."""

_COMMENT = re.compile(r"<!--\s*crosscheck\s*:(?P<body>.*?)-->", re.DOTALL | re.IGNORECASE)
_BODY = re.compile(
    r"\s*ignore\s+(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)(?:\s+because\s+(?P<reason>.*?))?\s*", re.DOTALL
)


Rules = Callable[[], Collection[str]]
"""Gives the ids of the known rules; asked only where a comment names one."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment: what it ignores, why, and the stretch of the document (offsets, half open) to which it
    applies."""

    line: int
    rules: tuple[str, ...]
    reason: str
    start: int
    end: int

    def covers(self, finding: Finding, side: Side | None) -> bool:
        """Whether a finding whose place in this document is `side` is one that the comment ignores."""
        if side is None or finding.rule not in self.rules:
            return False
        return side.start < self.end and max(side.end, side.start + 1) > self.start


def apply(
    source: Document, target: Document, findings: Sequence[Finding], rules: Rules
) -> tuple[Document, Document, list[Finding]]:
    """The findings with those accepted that a comment of either document ignores. The documents come back
    with a notice
    for each comment that is not understood, names an unknown rule (one not in `rules`) or has nothing to
    ignore."""
    sides = _read(source, rules), _read(target, rules)
    used: set[tuple[int, Suppression]] = set()
    kept = []
    for finding in findings:
        for which, side in enumerate((finding.source, finding.target)):
            found = next((one for one in sides[which][0] if one.covers(finding, side)), None)
            if found is not None:
                used.add((which, found))
                if finding.accepted is None:
                    finding = replace(finding, accepted=Acceptance("comment", found.reason))
        kept.append(finding)
    documents = []
    for which, document in enumerate((source, target)):
        comments, notices = sides[which]
        idle = [
            f"{document.path}, line {one.line}: the comment ignores {', '.join(one.rules)}, but nothing of "
            "that is found there; remove it"
            for one in comments
            if (which, one) not in used
        ]
        documents.append(
            replace(document, notices=(*document.notices, *notices, *idle)) if notices or idle else document
        )
    return documents[0], documents[1], kept


def _read(document: Document, rules: Rules) -> tuple[list[Suppression], list[str]]:
    """The comments of a document, and what is wrong with some."""
    comments: list[Suppression] = []
    notices: list[str] = []
    if PurePath(document.path).suffix.lower() not in SUFFIXES or "<!--" not in document.text:
        return comments, notices
    for match in _COMMENT.finditer(document.text):
        if any(_shown(block, *match.span()) for block in document.blocks):
            continue  # an example in code, to be read by people
        line = document.locate(match.start())[0]
        body = _BODY.fullmatch(match["body"])
        if body is None:
            notices.append(
                f"{document.path}, line {line}: this comment is not understood; write "
                "<!-- crosscheck: ignore RULE because REASON -->"
            )
            continue
        names = tuple(re.split(r"\s*,\s*", body["rules"]))
        notices.extend(_unknown(document, line, names, rules))
        stretch = _stretch(document, *match.span())
        if stretch is not None:
            comments.append(Suppression(line, names, " ".join((body["reason"] or "").split()), *stretch))
    return comments, notices


def _unknown(document: Document, line: int, names: Sequence[str], rules: Rules) -> Iterator[str]:
    for name in names:
        if name not in rules():
            near = get_close_matches(name, rules(), 1, 0.5)
            remedy = f"did you mean '{near[0]}'?" if near else "`crosscheck explain` knows the rules"
            yield f"{document.path}, line {line}: the comment names the unknown rule '{name}'; {remedy}"


def _stretch(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """What a comment at these offsets applies to; None where nothing follows."""
    first, last = document.locate(start)[0], document.locate(end - 1)[0]
    starts = (*document.line_starts, len(document.text) + 1)
    line = starts[first - 1], starts[last]
    if any(_shown(block, *line) for block in document.blocks):
        return line
    following = sorted(
        (block for block in document.blocks if block.positions and block.positions[0] >= end),
        key=lambda block: block.positions[0],
    )
    if not following:
        return None
    stop = following[0].positions[-1] + 1
    if following[0].kind is BlockKind.TABLE_CELL:
        for block in following[1:]:
            if block.kind is not BlockKind.TABLE_CELL:
                break
            stop = block.positions[-1] + 1
    return following[0].positions[0], stop


def _shown(block: Block, start: int, end: int) -> bool:
    """Whether any text of the block stands between two offsets."""
    place = bisect_left(block.positions, start)
    return place < len(block.positions) and block.positions[place] < end
