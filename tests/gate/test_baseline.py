"""The baseline: what it accepts, what wakes it, what is stale; damaged files."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.baseline import SCHEMA, Baseline, Entry, accept, apply, dump, load, merge, prune
from crosscheck.errors import BaselineError
from crosscheck.model import Document, Finding, Grade, PairReport, Side
from crosscheck.rules import Fingerprints

TODAY = dt.date(2026, 3, 1)


def finding(name: str, grade: Grade = Grade.ERROR) -> Finding:
    return Finding(name, "number-changed", grade, f"{name} differs", None, Side(0, 1, 1, 0, 1, "5"), 0)


def report(*names: str, source: str = "a.en.md", target: str = "a.de.md") -> PairReport:
    documents = (Document(path, "", "utf-8", (0,)) for path in (source, target))
    return PairReport(*documents, (), tuple(map(finding, names)))


def status(reports: Sequence[PairReport]) -> list[str]:
    return [one.status for each in reports for one in each.findings]


def entry(name: str, **more: str) -> Entry:
    return Entry(**{"fingerprint": name, "source": "a.en.md", "target": "a.de.md", **more})


def test_accepts_what_it_knows_and_says_why() -> None:
    known = Baseline((entry("f1", reason="as printed", author="Ada", date="2026-01-31"),))
    applied = apply([report("f1", "f2")], known, TODAY)
    assert status(applied.reports) == ["accepted", "new"]
    accepted = applied.reports[0].findings[0].accepted
    assert accepted is not None
    assert (accepted.by, accepted.reason, accepted.author, accepted.date) == (
        "baseline",
        "as printed",
        "Ada",
        "2026-01-31",
    )


def test_names_what_is_stale_in_these_files_alone() -> None:
    elsewhere = entry("f9", source="b.en.md", target="b.de.md")
    known = Baseline((entry("f1"), entry("gone"), elsewhere, Entry("nowhere")))
    applied = apply([report("f1", source="./a.en.md")], known, TODAY)
    assert [one.fingerprint for one in applied.stale] == ["gone", "nowhere"]
    assert prune(known, [report("f1")], TODAY).entries == (known.entries[0], elsewhere)


def test_an_expired_entry_counts_as_new_from_the_day_after() -> None:
    known = Baseline((entry("f1", expires="2026-02-28"), entry("f2", expires="2026-03-01")))
    applied = apply([report("f1", "f2")], known, TODAY)
    assert status(applied.reports) == ["new", "accepted"]
    assert [one.fingerprint for one in applied.expired] == ["f1"] and applied.stale == ()
    assert [one.fingerprint for one in prune(known, [report("f1", "f2")], TODAY).entries] == ["f2"]


def test_update_keeps_what_is_there_and_renews_what_has_expired() -> None:
    old = Baseline(
        (entry("f1", reason="first"), entry("f2", expires="2026-01-01"), entry("gone")), ({"a": 1},)
    )
    made = accept([report("f1", "f2", "f3")], TODAY, reason="second", author="Ada", expires="2026-12-31")
    merged = {one.fingerprint: one for one in merge(old, made, TODAY).entries}
    assert {name: one.reason for name, one in merged.items()} == {
        "f1": "first",
        "f2": "second",
        "f3": "second",
        "gone": "",
    }
    assert merged["f2"].expires == "2026-12-31" and merged["f3"].author == "Ada"
    assert merge(old, made, TODAY).to_fix == ({"a": 1},)


def test_notes_and_what_a_comment_accepts_need_no_entry() -> None:
    one = report("f1", "f2")
    one = replace(one, findings=(finding("f1", Grade.NOTE), finding("f2", Grade.WARNING)))
    assert [each.fingerprint for each in accept([one], TODAY, reason="r").entries] == ["f2"]


def test_a_file_comes_back_as_it_was(tmp_path: Path) -> None:
    known = Baseline(
        (entry("f1", reason="ä\u202e<b>", expires="2027-01-01"), entry("f2")), ({"fingerprint": "x"},)
    )
    path = tmp_path / "b.json"
    path.write_text(dump(known), "utf-8")
    assert load(str(path)) == known
    assert json.loads(dump(known))["schema"] == SCHEMA


def test_reads_what_the_html_report_exports(tmp_path: Path) -> None:
    exported = {
        "schema": SCHEMA,
        "entries": [
            {
                "fingerprint": "f1",
                "rule": "number-changed",
                "grade": "error",
                "message": "m",
                "source": "a.en.md",
                "target": "a.de.md",
                "reason": "",
                "author": "Ada",
                "date": "2026-01-31",
            }
        ],
        "to_fix": [{"fingerprint": "f2", "reason": "typo"}],
    }
    path = tmp_path / "crosscheck-baseline.json"
    path.write_text(json.dumps(exported), "utf-8")
    applied = apply([report("f1", "f2")], load(str(path)), TODAY)
    assert status(applied.reports) == ["accepted", "new"], "what is to be fixed is not accepted"


BROKEN = {
    "": "line 1",
    '{"schema": "crosscheck-baseline/1",\n<<<<<<< ours\n': "line 2",
    "[]": "no baseline",
    '{"schema": "crosscheck/1", "entries": []}': "no baseline",
    '{"schema": "crosscheck-baseline/1"}': '"entries"',
    '{"schema": "crosscheck-baseline/1", "entries": {}}': '"entries"',
    '{"schema": "crosscheck-baseline/1", "entries": [1]}': '"entries"',
    '{"schema": "crosscheck-baseline/1", "entries": [], "to_fix": 1}': '"to_fix"',
    '{"schema": "crosscheck-baseline/1", "entries": [{"rule": "x"}]}': "entry 1",
    '{"schema": "crosscheck-baseline/1", "entries": [{"fingerprint": "x"}, {"fingerprint": 1}]}': "entry 2",
    '{"schema": "crosscheck-baseline/1", "entries": [{"fingerprint": "x", "expires": "soon"}]}': "2027-01-31",
    "[" * 100_000: "damaged",
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_damaged_file_is_told_in_one_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_text(text, "utf-8")
    with pytest.raises(BaselineError) as caught:
        load(str(path))
    message = str(caught.value)
    assert BROKEN[text] in message and str(path) in message and "\n" not in message


def test_a_missing_file_or_folder_is_told(tmp_path: Path) -> None:
    for path, remedy in ((tmp_path / "none.json", "baseline create"), (tmp_path, "name a baseline file")):
        with pytest.raises(BaselineError, match=remedy):
            load(str(path))


# Fingerprints: stable under moves and white space, changed by every change of a sentence or value.

words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12).filter(
    lambda one: one.split()
)
sentences = st.lists(words, min_size=1, max_size=6).map(" ".join)
parts = st.tuples(sentences, sentences, st.lists(words, max_size=2).map(tuple))
blanks = st.sampled_from([" ", "  ", "\n", "\t", "\u00a0", " \n "])


@given(st.lists(parts, min_size=1, max_size=6, unique_by=str), st.randoms(use_true_random=False))
def test_moves_change_no_fingerprint(all_parts, random) -> None:
    def given_out(ordered) -> dict[str, str]:
        counter = Fingerprints()
        return {str(one): counter.give("rule", *one) for one in ordered}

    moved = list(all_parts)
    random.shuffle(moved)
    before, after = given_out(all_parts), given_out(moved)
    assert set(before.values()) == set(after.values())


@given(parts, st.lists(blanks, min_size=20, max_size=20))
def test_white_space_changes_no_fingerprint(one, spaces) -> None:
    source, target, values = one

    def spread(text: str) -> str:
        return "".join(word + space for word, space in zip(text.split(), spaces * 4, strict=False))

    assert Fingerprints().give("r", source, target, values) == Fingerprints().give(
        "r", spread(source), f"  {spread(target)}", values
    )


@given(parts, words.filter(str.isalnum), st.integers(0, 2))
def test_every_change_of_a_sentence_or_value_changes_it(one, word, place) -> None:
    source, target, values = one
    changed = [source, target, values]
    changed[place] = (*values, word) if place == 2 else f"{changed[place]} {word}"
    assert Fingerprints().give("r", *one) != Fingerprints().give("r", *changed)
    assert Fingerprints().give("r", *one) != Fingerprints().give("other", *one)
