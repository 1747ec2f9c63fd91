"""Findings: rule, grade, words, places, fingerprints."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest

from crosscheck.comparison import compare_links
from crosscheck.facts import extract
from crosscheck.figures import clock, figure
from crosscheck.model import Document, Fact, Finding, Grade, Kind, Link, Reading, Sentence
from crosscheck.rules import Fingerprints, sentence_findings, value_findings
from crosscheck.rules.wording import describe


def document(path: str, lang: str, *texts: str, gap: str = "\n") -> Document:
    """One sentence a line."""
    sentences, starts, offset = [], [0], 0
    for index, text in enumerate(texts):
        sentences.append(Sentence(index, text, range(offset, offset + len(text)), index))
        offset += len(text) + len(gap)
        starts.append(offset)
    return Document(path, gap.join(texts), "utf-8", tuple(starts), (), tuple(sentences), lang, "given")


def audit(
    source: Document, target: Document, score: float = 1.0, links: Sequence[Link] | None = None
) -> list[Finding]:
    links = links or [Link((i,), (i,), score) for i in range(len(source.sentences))]
    facts = [[extract(one.text, side.lang) for one in side.sentences] for side in (source, target)]
    texts = [[one.text for one in side.sentences] for side in (source, target)]
    return value_findings(source, target, links, compare_links(links, *facts, *texts, target.lang))


ENGLISH = ("The report is short.", "The fair drew 4,925 guests.")
GERMAN = ("Der Bericht ist kurz.", "Die Messe zog 4.952 Gäste an.")


def one(found: Sequence[Finding]) -> Finding:
    assert len(found) == 1, [finding.message for finding in found]
    return found[0]


def test_a_finding_says_what_where_and_why() -> None:
    found = one(audit(document("a.txt", "en", *ENGLISH), document("b.txt", "de", *GERMAN)))
    assert (found.rule, found.grade, found.link) == ("number-changed", Grade.ERROR, 1)
    assert found.message == "“4,925” (4,925) stands as “4.952” (4,952)"
    assert found.cause == "two digits changed places"
    assert found.suggestion == "4.925"
    assert found.source is not None and found.target is not None
    assert (found.source.line, found.source.column, found.source.text) == (2, 15, "4,925")
    assert (found.target.line, found.target.column, found.target.text) == (2, 15, "4.952")
    assert ("\n".join(GERMAN))[found.target.start : found.target.end] == "4.952"


def test_what_is_read_as_it_is_written_is_said_once() -> None:
    texts = ("The choir has 39 members.",), ("Der Chor hat 93 Mitglieder.",)
    found = one(audit(document("a.txt", "en", *texts[0]), document("b.txt", "de", *texts[1])))
    assert found.message == "“39” stands as “93”"
    found = one(
        audit(document("a.txt", "en", *texts[0]), document("b.txt", "de", "Der Chor hat Mitglieder."))
    )
    assert found.message == "“39” has no counterpart in the target"


def test_in_a_group_of_two_and_two_a_missing_value_points_at_the_sentence_in_the_same_place() -> None:
    target = document("b.txt", "de", GERMAN[0], "Die Messe zog viele Gäste an.")
    group = [Link((0, 1), (0, 1), 1.0)]
    found = one(audit(document("a.txt", "en", *ENGLISH), target, links=group))
    assert found.rule == "number-missing"
    assert found.target is not None and (found.target.line, found.target.text) == (
        2,
        target.sentences[1].text,
    )


def test_a_missing_value_points_at_the_sentence_that_should_hold_it() -> None:
    german = (GERMAN[0], "Die Messe zog Gäste an.")
    found = one(audit(document("a.txt", "en", *ENGLISH), document("b.txt", "de", *german)))
    assert found.rule == "number-missing"
    assert found.target is not None
    assert (found.target.value, found.target.text, found.target.line) == (None, german[1], 2)


def test_an_unsure_link_weakens_errors() -> None:
    source, target = document("a.txt", "en", *ENGLISH), document("b.txt", "de", *GERMAN)
    assert one(audit(source, target, 0.1)).grade is Grade.WARNING


def test_fingerprints_stay_when_sentences_move() -> None:
    before = audit(document("a.txt", "en", *ENGLISH), document("b.txt", "de", *GERMAN))
    after = audit(
        document("a.txt", "en", "A new first line.", *ENGLISH), document("b.txt", "de", "Neu.", *GERMAN)
    )
    assert one(before).fingerprint == one(after).fingerprint


def test_fingerprints_stay_when_white_space_changes() -> None:
    wide = tuple(text.replace(" ", "  ") for text in GERMAN)
    before = audit(document("a.txt", "en", *ENGLISH), document("b.txt", "de", *GERMAN))
    after = audit(document("a.txt", "en", *ENGLISH), document("b.txt", "de", *wide))
    assert one(before).fingerprint == one(after).fingerprint


def test_fingerprints_tell_texts_and_values_apart() -> None:
    other = (GERMAN[0], "Die Messe zog 4.529 Gäste an.")
    before = audit(document("a.txt", "en", *ENGLISH), document("b.txt", "de", *GERMAN))
    after = audit(document("a.txt", "en", *ENGLISH), document("b.txt", "de", *other))
    assert one(before).fingerprint != one(after).fingerprint


def test_equal_findings_are_counted() -> None:
    given = Fingerprints()
    first, second, third = (given.give("r", "a b", "c", ("1",)) for _ in range(3))
    assert (second, third) == (f"{first}-2", f"{first}-3")
    assert given.give("r", "a  b", "c ", ("1",)) == f"{first}-4"


def test_sentences_missing_added_moved_and_untranslated() -> None:
    source = document("a.txt", "en", "One.", "Two.", "Three.")
    target = document("b.txt", "de", "Eins.", "Neu.", "Three.", "Two.")
    links = [
        Link((0,), (), 0.9),
        Link((), (1,), 0.9),
        Link((1,), (0,), 0.9, moved=True),
        Link((2,), (2,), 0.9),
        Link((), (3,), 0.9),
    ]
    found = sentence_findings(source, target, links, {2, 3})
    assert [(finding.rule, finding.grade.value, finding.link) for finding in found] == [
        ("sentence-missing", "error", 0),
        ("sentence-added", "error", 1),
        ("sentence-moved", "note", 2),
        ("sentence-untranslated", "error", 3),
        ("sentence-untranslated", "error", 4),
    ]
    missing, added = found[0], found[1]
    assert missing.source is not None and missing.target is None
    assert added.source is None and added.target is not None
    assert added.target.text == "Neu."


@pytest.mark.parametrize(
    ("score", "grades"), [(0.5, []), (0.02, []), (0.019, ["note"]), (0.005, ["note"]), (0.004, ["warning"])]
)
def test_the_lower_the_score_the_graver_the_difference(score: float, grades: list[str]) -> None:
    sides = document("a.txt", "en", "One."), document("b.txt", "de", "Hunde.")
    found = sentence_findings(*sides, [Link((0,), (0,), 0.9, score=score)])
    assert [finding.grade.value for finding in found] == grades
    assert {finding.rule for finding in found} <= {"meaning-differs"}


def test_moved_sentences_may_differ_in_meaning_too_but_not_without_a_counterpart() -> None:
    sides = document("a.txt", "en", "One.", "Two."), document("b.txt", "de", "Hunde.")
    links = [Link((0,), (0,), 0.9, moved=True, score=0.0), Link((1,), (), 0.9, score=0.0)]
    found = sentence_findings(*sides, links)
    assert [finding.rule for finding in found] == ["sentence-moved", "meaning-differs", "sentence-missing"]


def fact(kind: Kind, value: str, *units: str, label: str | None = None) -> Fact:
    return Fact(kind, 0, 1, "x", (Reading(Fraction(value), units, label),))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (fact(Kind.NUMBER, "12500.5", "km"), "12,500.5 km"),
        (fact(Kind.NUMBER, "5", "percent"), "5 %"),
        (fact(Kind.YEAR, "2022"), "year 2022"),
        (fact(Kind.TIME, "1110"), "time 18:30"),
        (fact(Kind.DECADE, "1990"), "1990s"),
        (fact(Kind.ORDINAL, "3"), "ordinal 3"),
        (fact(Kind.MULTIPLE, "2"), "× 2"),
        (fact(Kind.IDENTIFIER, "0", label="21NQTW"), "21NQTW"),
    ],
)
def test_describe(given: Fact, expected: str) -> None:
    assert describe(given) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [("1/3", "1/3"), ("-0.25", "-0.25"), ("1000000", "1,000,000"), ("0", "0")]
)
def test_figure(value: str, expected: str) -> None:
    assert figure(Fraction(value)) == expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [("1110", "18:30"), ("5", "0:05"), ("4009/30", "2:13:38"), ("1846/600", "0:03:04.6")],
)
def test_clock(minutes: str, expected: str) -> None:
    assert clock(Fraction(minutes)) == expected
