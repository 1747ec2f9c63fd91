"""The baseline: findings that someone looked at and accepted, known again by their content.

An entry holds the finding's fingerprint, which is made of the rule, both sentences and the values, never of
places. So an entry holds when paragraphs move or other sentences change, and no longer when its own sentence
does."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from crosscheck.errors import BaselineError
from crosscheck.model import Acceptance, Finding, Grade, PairReport

SCHEMA = "crosscheck-baseline/1"
FILE = "crosscheck-baseline.json"
"""The usual name; the HTML report exports under it too."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding. Only the fingerprint counts; the rest tells a reader what was accepted, where, by
    whom and
    why. `source` and `target` are the paths as the audit was given them; `date` and `expires` are ISO 8601,
    the latter the last day on which the entry holds, empty for ever."""

    fingerprint: str
    rule: str = ""
    grade: str = ""
    message: str = ""
    source: str = ""
    target: str = ""
    reason: str = ""
    author: str = ""
    date: str = ""
    expires: str = ""

    def expired(self, today: dt.date) -> bool:
        """Whether the entry's last day is over."""
        return bool(self.expires) and dt.date.fromisoformat(self.expires) < today

    def told(self) -> str:
        """The entry in a line."""
        about = " ".join(part for part in (self.rule, self.message) if part) or "entry"
        why = ", ".join(part for part in (self.reason, self.author, self.date) if part)
        return f"{about} [{self.fingerprint}]" + (f" ({why})" if why else "")


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline file. `to_fix` is what reviewers marked for fixing: kept as it is, it accepts nothing."""

    entries: tuple[Entry, ...] = ()
    to_fix: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """Reports whose known findings are accepted. `stale` are the entries for these pairs of files whose
    finding is
    gone, `expired` those that would hold but for their date: their findings are new again."""

    reports: tuple[PairReport, ...]
    stale: tuple[Entry, ...] = ()
    expired: tuple[Entry, ...] = ()


def load(path: str) -> Baseline:
    """Read a baseline, of this program's making or exported by the HTML report. Raises BaselineError."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise BaselineError(
            f"{path}: no such baseline; check the path, or make one with `crosscheck baseline create`"
        ) from None
    except IsADirectoryError:
        raise BaselineError(f"{path}: this is a folder; name a baseline file in it") from None
    except json.JSONDecodeError as error:
        raise BaselineError(
            f"{path}, line {error.lineno}: the baseline is damaged: no JSON ({error.msg}); "
            "restore an earlier version"
        ) from None
    except (UnicodeDecodeError, RecursionError):
        raise BaselineError(
            f"{path}: the baseline is damaged: no JSON in UTF-8; restore an earlier version"
        ) from None
    except (OSError, ValueError) as error:
        raise BaselineError(f"{path}: the baseline cannot be read ({error}); check it") from None
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise BaselineError(f'{path}: this is no baseline: its "schema" is not "{SCHEMA}"; name another file')
    lists = data.get("entries"), data.get("to_fix", [])
    if not all(
        isinstance(entries, list) and all(isinstance(one, dict) for one in entries) for entries in lists
    ):
        raise BaselineError(
            f'{path}: the baseline is damaged: "entries" and "to_fix" must be lists of objects; '
            "restore an earlier version"
        )
    entries = tuple(_entry(path, number, one) for number, one in enumerate(lists[0] or (), 1))
    return Baseline(entries, tuple(lists[1] or ()))


def _entry(path: str, number: int, data: Mapping[str, Any]) -> Entry:
    values = {field.name: data.get(field.name) or "" for field in fields(Entry)}
    wrong = next((name for name, value in values.items() if not isinstance(value, str)), None)
    problem = None
    if wrong is not None:
        problem = f'"{wrong}" must be a text'
    elif not values["fingerprint"]:
        problem = 'it has no "fingerprint"'
    elif values["expires"]:
        try:
            dt.date.fromisoformat(values["expires"])
        except ValueError:
            problem = f'"expires" is "{values["expires"]}", not a date such as 2027-01-31'
    if problem is not None:
        raise BaselineError(
            f"{path}: the baseline is damaged: entry {number}: {problem}; correct or remove it"
        )
    return Entry(**values)


def dump(baseline: Baseline) -> str:
    """The file's text: entries by file, rule and fingerprint, an entry's fields in fixed order, so that
    differences
    between versions are readable."""
    ordered = sorted(baseline.entries, key=lambda one: (one.source, one.target, one.rule, one.fingerprint))
    names = [field.name for field in fields(Entry)]
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "entries": [{name: getattr(one, name) for name in names if getattr(one, name)} for one in ordered],
    }
    if baseline.to_fix:
        data["to_fix"] = list(baseline.to_fix)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def apply(reports: Sequence[PairReport], baseline: Baseline, today: dt.date) -> Applied:
    """Accept what the baseline knows."""
    known = {entry.fingerprint: entry for entry in baseline.entries}
    seen: set[str] = set()

    def judged(finding: Finding) -> Finding:
        entry = known.get(finding.fingerprint)
        if entry is None:
            return finding
        seen.add(finding.fingerprint)
        if finding.accepted is not None or entry.expired(today):
            return finding
        return replace(
            finding, accepted=Acceptance("baseline", entry.reason, entry.author, entry.date, entry.expires)
        )

    done = tuple(replace(report, findings=tuple(map(judged, report.findings))) for report in reports)
    return Applied(
        done,
        stale=tuple(_stale(reports, baseline)),
        expired=tuple(
            entry for entry in known.values() if entry.fingerprint in seen and entry.expired(today)
        ),
    )


def accept(
    reports: Iterable[PairReport], today: dt.date, *, reason: str, author: str = "", expires: str = ""
) -> Baseline:
    """Entries for all findings of the reports but notes and what a comment in the document accepts
    already."""
    entries = {
        finding.fingerprint: Entry(
            fingerprint=finding.fingerprint,
            rule=finding.rule,
            grade=finding.grade.value,
            message=finding.message,
            source=_posix(report.source.path),
            target=_posix(report.target.path),
            reason=reason,
            author=author,
            date=today.isoformat(),
            expires=expires,
        )
        for report in reports
        for finding in report.findings
        if finding.grade is not Grade.NOTE and finding.accepted is None
    }
    return Baseline(tuple(entries.values()))


def merge(baseline: Baseline, made: Baseline, today: dt.date) -> Baseline:
    """The baseline with the entries of `made` that it lacks. What it has stays as it is, unless it has
    expired."""
    kept = {entry.fingerprint: entry for entry in baseline.entries if not entry.expired(today)}
    added = {entry.fingerprint: entry for entry in made.entries}
    expired = {entry.fingerprint: entry for entry in baseline.entries}
    return replace(baseline, entries=tuple((expired | added | kept).values()))


def prune(baseline: Baseline, reports: Sequence[PairReport], today: dt.date) -> Baseline:
    """The baseline without the entries of these pairs of files that are stale, and without all that have
    expired."""
    stale = {entry.fingerprint for entry in _stale(reports, baseline)}
    kept = (one for one in baseline.entries if one.fingerprint not in stale and not one.expired(today))
    return replace(baseline, entries=tuple(kept))


def _stale(reports: Sequence[PairReport], baseline: Baseline) -> Iterable[Entry]:
    """Entries of the audited pairs, or of none, without a finding. One baseline may serve many audits, of
    which each
    sees some of the pairs only."""
    pairs = {(_whole(report.source.path), _whole(report.target.path)) for report in reports}
    found = {finding.fingerprint for report in reports for finding in report.findings}
    for entry in baseline.entries:
        nowhere = not entry.source and not entry.target
        if entry.fingerprint not in found and (
            nowhere or (_whole(entry.source), _whole(entry.target)) in pairs
        ):
            yield entry


def _whole(path: str) -> str:
    try:
        return Path(path).resolve().as_posix()
    except (OSError, ValueError):  # a name that no file can have
        return path


def _posix(path: str) -> str:
    return Path(path).as_posix()
