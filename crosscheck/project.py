"""What a project says about audits: its settings, its baselines, and so the verdict."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosscheck import baseline as baselines
from crosscheck import gate, languages, rules
from crosscheck.baseline import Baseline, Entry
from crosscheck.errors import LanguageError, SettingsError
from crosscheck.model import PairReport, Verdict
from crosscheck.settings import Settings, load


@dataclass(frozen=True, slots=True)
class Judged:
    """The reports, their known findings accepted, and the verdict over all of them."""

    reports: tuple[PairReport, ...]
    verdict: Verdict


def settings_at(path: str) -> Settings:
    """The settings in a file, with names of rules and languages checked. Raises SettingsError."""
    settings = load(path, rules.catalogue())
    tags = [settings.source_lang, settings.target_lang]
    tags += [one.values.get(name) for one in settings.overrides for name in ("source_lang", "target_lang")]
    try:
        for tag in filter(None, tags):
            languages.parse(tag)
    except LanguageError as error:
        raise SettingsError(f"{path}: {error}") from None
    return settings


def known_findings(settings: Settings) -> dict[str, Baseline]:
    """The baselines that the settings name, for all files or for some, by path. Raises BaselineError."""
    named = (settings.baseline, *(one.values.get("baseline") for one in settings.overrides))
    return {path: baselines.load(path) for path in dict.fromkeys(named) if path}


def judge(
    reports: Sequence[PairReport], settings: Settings, known: Mapping[str, Baseline], today: dt.date
) -> Judged:
    """Accept what each report's baseline knows, and hold the rest against the settings for its files.
    `known` are the baselines by path, as `known_findings` gives them."""
    each = [settings.for_files(one.source.path, one.target.path) for one in reports]
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(each):
        groups[own.baseline or ""].append(number)
    done = list(reports)
    stale: list[Entry] = []
    expired: list[Entry] = []
    remarks: list[str] = []
    for path, numbers in groups.items():
        applied = baselines.apply([reports[number] for number in numbers], known.get(path, Baseline()), today)
        for number, report in zip(numbers, applied.reports, strict=True):
            done[number] = report
        stale += applied.stale
        expired += applied.expired
        remarks += [f"{path}: stale, its finding is gone: {entry.told()}" for entry in applied.stale]
        remarks += [
            f"{path}: expired on {entry.expires}, counts as new: {entry.told()}" for entry in applied.expired
        ]
    verdict = gate.judge_reports(
        done,
        settings.fail_on,
        [gate.Thresholds(one.max_warnings, one.min_linked, one.min_matched, one.fail_on) for one in each],
        stale=len(stale),
        expired=len(expired),
        remarks=remarks,
    )
    return Judged(tuple(done), verdict)
