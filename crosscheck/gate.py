"""The gate: the only place that decides whether an audit passes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from crosscheck.errors import SettingsError
from crosscheck.model import Finding, Grade, Verdict

FAIL_ON: dict[str, frozenset[Grade]] = {
    "error": frozenset({Grade.ERROR}),
    "warning": frozenset({Grade.ERROR, Grade.WARNING}),
    "never": frozenset(),
}
"""What `fail_on` may be, and which grades it lets fail the gate."""


def judge(findings: Iterable[Finding], fail_on: str = "error") -> Verdict:
    """Count the findings of all pairs by grade and say whether they pass.

    Raises SettingsError when `fail_on` is not one of `FAIL_ON`."""
    if fail_on not in FAIL_ON:
        raise SettingsError(f'fail-on: "{fail_on}" is not known; use one of {", ".join(FAIL_ON)}')
    counts = Counter(finding.grade for finding in findings)
    return Verdict(
        passed=not any(counts[grade] for grade in FAIL_ON[fail_on]),
        errors=counts[Grade.ERROR],
        warnings=counts[Grade.WARNING],
        notes=counts[Grade.NOTE],
    )
