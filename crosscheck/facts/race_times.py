"""Times that a race took, in the writings that are no clock: 2h04'17"3, 2 h 04 min 17,3 s, 2.04.17,3."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosscheck.facts.digit_dates import seconds_of
from crosscheck.facts.found import Found, at_runs
from crosscheck.members import TIME
from crosscheck.model import Fact, Reading

_NAMED = re.compile(
    r"(?<![\d.,:])(\d{1,2})\s?h\s?([0-5]?\d)\s?(?:min|['′’])\s?([0-5]?\d)(?:[.,](\d{1,3}))?\s?"
    r"(?:s(?![^\W\d_])|[\"″”]|'')(\d{1,3}(?!\d|[.,]\d))?"
)
_QUOTED = re.compile(r"(?<![\d.,:])()(\d{1,2})['′’]\s?([0-5]\d)(?:[\"″”]|'')()(\d{1,3})(?!\d|[.,]\d)")
"""Minutes and seconds: only digits behind the second sign tell them from feet and inches."""
_DOTTED = re.compile(r"(?<![\d.,:])(\d{1,2})[.:]([0-5]\d)\.([0-5]\d),(\d{1,3})()(?!\d|[.,:]\d)")


def race_times(plain: str, runs: Sequence[tuple[int, int]], original: str, found: Found) -> None:
    """Claim the times, in minutes, for texts with at least three runs of digits."""
    if '"' in plain or "″" in plain or "”" in plain or "''" in plain:
        _claim(_NAMED, plain, runs, original, found)
        _claim(_QUOTED, plain, runs, original, found)
    elif "min" in plain and "h" in plain:
        _claim(_NAMED, plain, runs, original, found)
    if "," in plain and "." in plain:
        _claim(_DOTTED, plain, runs, original, found)


def _claim(
    pattern: re.Pattern[str], plain: str, runs: Sequence[tuple[int, int]], original: str, found: Found
) -> None:
    for match in at_runs(pattern, plain, runs):
        if found.free(*match.span()):
            hours, minutes, seconds, decimals, more = match.groups()
            found.take(*match.span())
            past = seconds_of(f"{seconds}.{decimals or more or 0}")
            reading = Reading(int(hours or 0) * 60 + int(minutes) + past)
            found.facts.append(Fact(TIME, *match.span(), original[slice(*match.span())], (reading,)))
