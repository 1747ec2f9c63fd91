"""crosscheck tells where two language versions of a document disagree.

    >>> import crosscheck
    >>> report = crosscheck.audit("report.en.md", "report.de.md")
    >>> [(finding.rule, finding.message) for finding in report.findings]

`audit` checks documents or a bilingual table, `align` links sentences; what they return is described in
`crosscheck.model`, what they raise in `crosscheck.errors`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crosscheck.api import align, audit
    from crosscheck.errors import CrosscheckError
    from crosscheck.model import Finding, Link, PairReport

__version__ = "0.1.0"
__all__ = ["CrosscheckError", "Finding", "Link", "PairReport", "__version__", "align", "audit"]

_HOME = {
    "align": "crosscheck.api",
    "audit": "crosscheck.api",
    "CrosscheckError": "crosscheck.errors",
    "Finding": "crosscheck.model",
    "Link": "crosscheck.model",
    "PairReport": "crosscheck.model",
}


def __getattr__(name: str) -> Any:
    """Names are imported when they are first used, so that `crosscheck --version` loads nothing else."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
