"""The settings themselves, with their defaults."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import PurePath
from typing import Any

from crosscheck.glossary import Term
from crosscheck.lexicons.conventions import Conventions
from crosscheck.model import Finding, Grade, Side

OFF = "off"
"""Instead of a grade: the rule says nothing."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """Findings that are not to be reported: those for which everything that is given here holds.

    `rule` is the rule's id; `text` the very stretch that was found, on either side; `pattern` a regular
    expression that occurs in such a stretch; `path` a shell pattern for the path or name of either file, with
    `/` between folders; `reason` is for the reader."""

    rule: str | None = None
    text: str | None = None
    pattern: re.Pattern[str] | None = None
    path: str | None = None
    reason: str | None = None

    def covers(self, finding: Finding, paths: Iterable[str]) -> bool:
        """Whether a finding in these files is one of those."""
        texts = [side.text for side in (finding.source, finding.target) if isinstance(side, Side)]
        return (
            self.rule in (None, finding.rule)
            and (self.text is None or self.text in texts)
            and (self.pattern is None or any(map(self.pattern.search, texts)))
            and (self.path is None or any(_matches(path, self.path) for path in paths))
        )


@dataclass(frozen=True, slots=True)
class Override:
    """Other values for some files. `path` is a shell pattern for the path or name of either file of a pair;
    `values` holds fields of `Settings` by name (those of `OVERRIDABLE`); those of `ADDED` are added to the
    settings' own."""

    path: str
    values: Mapping[str, Any]

    def covers(self, paths: Iterable[str]) -> bool:
        """Whether one of these files is meant."""
        return any(_matches(path, self.path) for path in paths)


@dataclass(frozen=True, slots=True)
class Pair:
    """Documents to audit where the command line names none: a source and its translations, or a bilingual
    table
    without any."""

    source: str
    targets: tuple[str, ...] = ()


OVERRIDABLE = (
    "source_lang",
    "target_lang",
    "fail_on",
    "model",
    "rules",
    "glossary",
    "conventions",
    "baseline",
    "min_linked",
    "min_matched",
)
ADDED = ("rules", "glossary", "conventions")
"""Of these the values of an override are added to those of the settings."""
WHY_NOT = {
    "max_warnings": "it counts the warnings of all files together",
    "ignore": "give the [[ignore]] itself a path",
    "pairs": "it says which files there are",
    "overrides": "write another [[overrides]]",
}
"""Why the other settings cannot differ between files."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How an audit runs. `source_lang` and `target_lang` are BCP 47 tags, None to detect them; `fail_on` is
    the lowest grade that fails the gate, or "never"; `model` a name or folder, None for the bundled one;
    `rules` the grade of all findings of a rule, or `OFF`. `baseline` is the file of accepted findings;
    `max_warnings`, `min_linked` and `min_matched` are thresholds of the gate, None for none, the latter two
    shares from 0 to 1. `glossary` holds terms and the paths of tables of terms; `conventions` what is settled
    about languages, by tag. Of several `overrides` that cover a file the last one wins."""

    source_lang: str | None = None
    target_lang: str | None = None
    fail_on: str = "error"
    model: str | None = None
    rules: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[Ignore, ...] = ()
    glossary: tuple[Term | str, ...] = ()
    conventions: Mapping[str, Conventions] = field(default_factory=dict)
    baseline: str | None = None
    max_warnings: int | None = None
    min_linked: float | None = None
    min_matched: float | None = None
    overrides: tuple[Override, ...] = ()
    pairs: tuple[Pair, ...] = ()

    def override(self, **values: str | float | None) -> Settings:
        """These settings with every value that is not None put in its place, for all files."""
        given: dict[str, Any] = {name: value for name, value in values.items() if value is not None}
        rest = (
            replace(one, values={name: value for name, value in one.values.items() if name not in given})
            for one in self.overrides
        )
        return replace(self, **given, overrides=tuple(rest))

    def for_files(self, *paths: str) -> Settings:
        """The settings for a pair of files, with its overrides in place."""
        settings = replace(self, overrides=())
        for one in self.overrides:
            if one.covers(paths):
                values = dict(one.values)
                for name in values.keys() & set(ADDED):
                    before = getattr(settings, name)
                    values[name] = (
                        (*before, *values[name]) if isinstance(before, tuple) else {**before, **values[name]}
                    )
                settings = replace(settings, **values)
        return settings

    def apply(self, findings: Iterable[Finding], source_path: str, target_path: str) -> list[Finding]:
        """The findings of a pair that are to be reported, each with the grade that the project gives its
        rule."""
        kept: list[Finding] = []
        for finding in findings:
            grade = self.rules.get(finding.rule, finding.grade)
            if grade == OFF or any(
                entry.covers(finding, (source_path, target_path)) for entry in self.ignore
            ):
                continue
            kept.append(finding if grade == finding.grade else replace(finding, grade=Grade(grade)))
        return kept


def _matches(path: str, pattern: str) -> bool:
    known = f"/{PurePath(path).as_posix().lstrip('/')}"
    return fnmatch(known, pattern) or fnmatch(known, f"*/{pattern}")
