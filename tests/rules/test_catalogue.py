"""The catalogue: complete, consistent, and true to its own examples."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import crosscheck
from crosscheck.embedding import Embedder, load
from crosscheck.errors import RuleError
from crosscheck.model import Cause, Grade
from crosscheck.rules import Example, Rule, catalogue, find_rule
from crosscheck.rules.catalogue import causes
from crosscheck.rules.findings import _BY_CAUSE, _BY_CHANGE, _BY_KIND
from crosscheck.settings import load as load_settings

RULES = {
    "number-changed",
    "number-missing",
    "number-added",
    "number-repeated",
    "number-scale",
    "percent-changed",
    "unit-changed",
    "currency-changed",
    "sign-lost",
    "comparator-flipped",
    "date-changed",
    "time-changed",
    "range-changed",
    "ordinal-changed",
    "identifier-changed",
    "identifier-missing",
    "identifier-added",
    "values-swapped",
    "sentence-missing",
    "sentence-added",
    "sentence-untranslated",
    "sentence-moved",
    "meaning-differs",
    "number-format",
    "glossary-term",
    "glossary-forbidden",
}
FIELDS = {
    "source",
    "target",
    "source_value",
    "target_value",
    "other_source",
    "other_target",
    "text",
    "text_value",
    "side",
    "approved",
}
EXAMPLES = [
    pytest.param(
        rule,
        example,
        flags,
        id=f"{rule.id}-{'flags' if flags else 'leaves'}-{place}",
    )
    for rule in catalogue().values()
    for flags, examples in ((True, rule.flags), (False, rule.leaves))
    for place, example in enumerate(examples)
]


def test_a_rule_lives_because_this_list_names_it() -> None:
    assert set(catalogue()) == RULES


def test_findings_name_known_rules_only() -> None:
    assert {*_BY_CHANGE.values(), *_BY_CAUSE.values(), *_BY_KIND.values()} <= RULES


def test_every_cause_has_words() -> None:
    assert set(causes()) == set(Cause)


@pytest.mark.parametrize("rule", catalogue().values(), ids=lambda rule: rule.id)
def test_a_rule_says_what_it_means(rule: Rule) -> None:
    assert rule.title and rule.help and rule.group
    assert set(re.findall(r"{(\w+)}", rule.message)) <= FIELDS
    assert rule.flags and rule.leaves, "a rule needs examples both ways"


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load()


@pytest.mark.parametrize(("rule", "example", "flags"), EXAMPLES)
def test_examples_hold(
    rule: Rule,
    example: Example,
    flags: bool,
    tmp_path: Path,
    embedder: Embedder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each example runs through the whole pipeline; only the model is loaded once for all."""
    monkeypatch.setattr("crosscheck.pipeline.load", lambda _: embedder)
    texts = example.source, example.target
    files = {"source.txt": texts[0], "target.txt": texts[1]}
    if example.row:
        files = {"rows.tsv": "source\ttarget\n" + "\t".join(texts) + "\n"}
    paths = []
    for name, text in files.items():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    needed = tmp_path / "crosscheck.toml"
    needed.write_text(example.settings, encoding="utf-8")
    report = crosscheck.audit(
        *paths,
        source_lang=example.source_lang,
        target_lang=example.target_lang,
        settings=load_settings(str(needed), catalogue()),
    )
    raised = {finding.rule for finding in report.findings}
    if flags:
        assert rule.id in raised
    else:
        assert rule.id not in raised
        assert not [one for one in report.findings if one.grade is Grade.ERROR]


@pytest.mark.parametrize(
    ("given", "near"), [("number-change", "number-changed"), ("Unit-Changed", "unit-changed")]
)
def test_an_unknown_rule_names_the_nearest(given: str, near: str) -> None:
    with pytest.raises(RuleError, match=f"did you mean {near}"):
        find_rule(given)


def test_a_name_like_no_other_lists_all() -> None:
    with pytest.raises(RuleError, match="values-swapped"):
        find_rule("xyzzy")
