"""crosscheck tells where two language versions of a document disagree.

    >>> import crosscheck
    >>> report = crosscheck.audit("report.en.md", "report.de.md")
    >>> [(finding.rule, finding.message) for finding in report.findings]

`audit` checks documents or a bilingual table, `judge` says whether they pass, `align` links sentences; what
they return is described in `crosscheck.model`, what they raise in `crosscheck.errors`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crosscheck.api import align, audit, judge
    from crosscheck.errors import CrosscheckError
    from crosscheck.model import Finding, Link, PairReport, Verdict
    from crosscheck.settings import Settings

__version__ = "0.1.0"
__all__ = [
    "CrosscheckError",
    "Finding",
    "Link",
    "PairReport",
    "Settings",
    "Verdict",
    "__version__",
    "align",
    "audit",
    "judge",
]

_HOME = {
    "align": "crosscheck.api",
    "audit": "crosscheck.api",
    "judge": "crosscheck.api",
    "CrosscheckError": "crosscheck.errors",
    "Finding": "crosscheck.model",
    "Link": "crosscheck.model",
    "PairReport": "crosscheck.model",
    "Settings": "crosscheck.settings",
    "Verdict": "crosscheck.model",
}


def __getattr__(name: str) -> Any:
    """Names are imported when they are first used, so that `crosscheck --version` loads nothing else."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
