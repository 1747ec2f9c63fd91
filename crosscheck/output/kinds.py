"""The table of report kinds. A kind lives because it stands here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Protocol

from crosscheck.model import Grade, PairReport, Verdict


class RuleText(Protocol):
    """What formatters tell of a rule."""

    @property
    def id(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def grade(self) -> Grade: ...
    @property
    def title(self) -> str: ...
    @property
    def help(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Tool:
    """What made the report. `model` names the embedding model, None where nothing was embedded; `rules` are
    the known rules by id, for the formats that describe them."""

    version: str
    model: str | None = None
    name: str = "crosscheck"
    rules: Mapping[str, RuleText] = field(default_factory=dict)


Formatter = Callable[[Sequence[PairReport], Verdict, Tool], str | bytes]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report: the file suffixes that ask for it (lower case), and what makes it, as
    `module:function` below `crosscheck.output`: it is imported when asked for, so that a run without reports
    does not pay for it.

    `needs` is a module that is not always installed, with the extra that brings it. `beside` is another kind
    and the environment variable that may name a file to which that kind is added."""

    suffixes: tuple[str, ...]
    maker: str
    needs: tuple[str, str] | None = None
    beside: tuple[str, str] | None = None

    @property
    def format(self) -> Formatter:
        module, _, function = self.maker.partition(":")
        made: Formatter = getattr(import_module(f"crosscheck.output.{module}"), function)
        return made


KINDS: Mapping[str, Kind] = {
    "html": Kind((".html", ".htm"), "html:format_html"),
    "json": Kind((".json",), "json:format_json"),
    "jsonl": Kind((".jsonl", ".ndjson"), "jsonl:format_jsonl"),
    "sarif": Kind((".sarif",), "sarif:format_sarif"),
    "junit": Kind((".xml",), "junit:format_junit"),
    "gitlab": Kind((), "gitlab:format_gitlab"),
    "github": Kind((), "github:format_github", beside=("markdown", "GITHUB_STEP_SUMMARY")),
    "markdown": Kind((".md", ".markdown"), "markdown:format_markdown"),
    "csv": Kind((".csv",), "table:format_csv"),
    "tsv": Kind((".tsv",), "table:format_tsv"),
    "parquet": Kind((".parquet",), "table:format_parquet", needs=("pyarrow", "parquet")),
}
