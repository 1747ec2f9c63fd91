"""The table of report kinds. A kind lives because it stands here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crosscheck.model import PairReport, Verdict


@dataclass(frozen=True, slots=True)
class Tool:
    """What made the report. `model` names the embedding model, None where nothing was embedded."""

    version: str
    model: str | None = None
    name: str = "crosscheck"


Formatter = Callable[[Sequence[PairReport], Verdict, Tool], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report: the file suffixes that ask for it (lower case), and what makes its text."""

    suffixes: tuple[str, ...]
    format: Formatter


# The formatters are imported when one is asked for, so that a run without reports does not pay for them.
def _html(reports: Sequence[PairReport], verdict: Verdict, tool: Tool) -> str:
    from crosscheck.output.html import format_html

    return format_html(reports, verdict, tool)


def _json(reports: Sequence[PairReport], verdict: Verdict, tool: Tool) -> str:
    from crosscheck.output.json import format_json

    return format_json(reports, verdict, tool)


KINDS: Mapping[str, Kind] = {
    "html": Kind((".html", ".htm"), _html),
    "json": Kind((".json",), _json),
}
