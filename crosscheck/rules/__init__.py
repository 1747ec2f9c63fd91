"""Rules: what a disagreement is called, how grave it is, how it is worded.

    value_findings(source, target, links, differences, fingerprints) -> list[Finding]
    sentence_findings(source, target, links, untranslated, fingerprints) -> list[Finding]
    format_findings(source, target, links, unusual, fingerprints) -> list[Finding]
    term_findings(source, target, links, terms, fingerprints) -> Terms
    catalogue() -> Mapping[str, Rule];  find_rule(name) -> Rule (RuleError with the nearest name)

Pass one `Fingerprints()` to all, so that no two findings of a report share one.
"""

from crosscheck.rules.catalogue import Example, Rule, catalogue, find_rule
from crosscheck.rules.findings import value_findings
from crosscheck.rules.fingerprints import Fingerprints
from crosscheck.rules.formats import format_findings
from crosscheck.rules.sentences import sentence_findings
from crosscheck.rules.terms import Terms, term_findings

__all__ = [
    "Example",
    "Fingerprints",
    "Rule",
    "Terms",
    "catalogue",
    "find_rule",
    "format_findings",
    "sentence_findings",
    "term_findings",
    "value_findings",
]
