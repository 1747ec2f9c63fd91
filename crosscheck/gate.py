"""The gate: the only place that decides whether an audit passes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosscheck import coverage
from crosscheck.errors import SettingsError
from crosscheck.model import Finding, Grade, PairReport, Verdict

FAIL_ON: dict[str, frozenset[Grade]] = {
    "error": frozenset({Grade.ERROR}),
    "warning": frozenset({Grade.ERROR, Grade.WARNING}),
    "never": frozenset(),
}
"""What `fail_on` may be, and which grades it lets fail the gate."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What else fails the gate; None sets no threshold.

    `max_warnings` counts the new warnings of all pairs. `min_linked` is the share (0 to 1) of sentences that
    must have a counterpart, `min_matched` the share of facts that must agree, each in every pair. `fail_on`
    is the lowest grade that fails the gate, for this pair alone."""

    max_warnings: int | None = None
    min_linked: float | None = None
    min_matched: float | None = None
    fail_on: str | None = None


def judge(findings: Iterable[Finding], fail_on: str = "error") -> Verdict:
    """Count the new findings of all pairs by grade, and the accepted ones, and say whether they pass.

    Raises SettingsError when `fail_on` is not one of `FAIL_ON`."""
    if fail_on not in FAIL_ON:
        raise SettingsError(f'fail-on: "{fail_on}" is not known; use one of {", ".join(FAIL_ON)}')
    counts: Counter[Grade | None] = Counter(
        finding.grade if finding.accepted is None else None for finding in findings
    )
    return Verdict(
        passed=not any(counts[grade] for grade in FAIL_ON[fail_on]),
        errors=counts[Grade.ERROR],
        warnings=counts[Grade.WARNING],
        notes=counts[Grade.NOTE],
        accepted=counts[None],
        failing=FAIL_ON[fail_on],
    )


def judge_reports(
    reports: Sequence[PairReport],
    fail_on: str = "error",
    thresholds: Sequence[Thresholds] = (),
    *,
    stale: int = 0,
    expired: int = 0,
    remarks: Sequence[str] = (),
) -> Verdict:
    """The verdict over whole reports. `thresholds` is empty, or holds those of each report in turn; the
    number of warnings is held against the first. `fail_on` holds for reports whose thresholds name none.
    `stale` and `expired` count what the baseline says, `remarks` say it in words; they fail nothing by
    themselves.

    Raises SettingsError when `fail_on` is not one of `FAIL_ON`."""
    counted = judge((finding for report in reports for finding in report.findings), fail_on)
    own = [wanted.fail_on or fail_on for wanted in thresholds] or [fail_on] * len(reports)
    passed = all(judge(report.findings, one).passed for report, one in zip(reports, own, strict=True))
    shortfalls = []
    limit = thresholds[0].max_warnings if thresholds else None
    if limit is not None and counted.warnings > limit:
        shortfalls.append(f"{counted.warnings} warnings, at most {limit} may be")
    for report, wanted in zip(reports, thresholds, strict=bool(thresholds)):
        for least, share, what in (
            (wanted.min_linked, coverage.linked, "sentences have a counterpart"),
            (wanted.min_matched, coverage.agreeing, "facts agree"),
        ):
            if least is None:
                continue
            found = share(report)
            if found.portion < least:
                shortfalls.append(
                    f"{report.target.path}: {found.matched} of {found.total} {what} "
                    f"({_percent(found.portion)}), at least {_percent(least)} must"
                )
    return Verdict(
        passed=passed and not shortfalls,
        errors=counted.errors,
        warnings=counted.warnings,
        notes=counted.notes,
        accepted=counted.accepted,
        stale=stale,
        expired=expired,
        failing=FAIL_ON[own[0]] if len({*own}) == 1 else counted.failing,
        failing_each=tuple(FAIL_ON[one] for one in own) if len({*own}) > 1 else (),
        shortfalls=tuple(shortfalls),
        remarks=tuple(remarks),
    )


def _percent(portion: float) -> str:
    return f"{portion:.1%}".replace(".0%", "%")
