"""Figures about a report that several formatters show."""

from __future__ import annotations

from crosscheck.model import Finding, Side, Verdict


def plural(count: int, noun: str) -> str:
    """ "1 error", "2 errors", "1,061 links"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def headline(verdict: Verdict) -> str:
    """The verdict in one line."""
    counts = (("error", verdict.errors), ("warning", verdict.warnings), ("note", verdict.notes))
    parts = [plural(count, noun) for noun, count in counts if count]
    if not parts:
        parts = ["nothing new found" if verdict.accepted else "nothing found"]
    for count, what in (
        (verdict.accepted, "accepted"),
        (verdict.stale, "stale"),
        (verdict.expired, "expired"),
    ):
        if count:
            parts.append(f"{count:,} {what}")
    parts += verdict.shortfalls
    return f"{'Passed' if verdict.passed else 'Failed'}: {', '.join(parts)}"


def explanation(finding: Finding) -> str:
    """Message, likely cause and suggestion in one paragraph. It holds text of the documents as it is."""
    parts = [finding.message]
    if finding.cause:
        parts.append(f"Likely: {finding.cause}")
    if finding.suggestion:
        parts.append(f"Suggested: {finding.suggestion}")
    return ". ".join(part.rstrip(".") for part in parts) + "."


def place(finding: Finding) -> tuple[Side | None, bool]:
    """Where the finding is best shown, and whether that is the target: there it is mended, unless the target
    lacks the whole passage."""
    return (finding.target, True) if finding.target is not None else (finding.source, False)
