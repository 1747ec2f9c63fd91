"""The JSON report: as issued, valid, whole, quick, and the same bytes each time."""

from __future__ import annotations

import copy
import json
import time
from typing import Any

import jsonschema
import pytest
from golden import assert_golden
from hypothesis import given
from hypothesis import strategies as st
from report_samples import SAMPLES, TOOL, document, english_german, large, numbers, straight

from crosscheck.gate import judge
from crosscheck.model import PairReport
from crosscheck.output.json import format_json, schema
from crosscheck.output.kinds import Tool
from crosscheck.output.writing import encode


def render(*reports: PairReport, tool: Tool = TOOL) -> str:
    return format_json(reports, judge(finding for report in reports for finding in report.findings), tool)


def closed(part: Any) -> Any:
    """The schema with every object closed, so that a field it does not describe fails."""
    if isinstance(part, list):
        return [closed(one) for one in part]
    if not isinstance(part, dict):
        return part
    result = {name: closed(one) for name, one in part.items()}
    if "properties" in part:
        result.setdefault("additionalProperties", False)
    return result


@pytest.mark.parametrize("name", SAMPLES)
def test_stays_as_it_was(name: str) -> None:
    assert_golden(f"{name}.json", render(SAMPLES[name]()))


@pytest.mark.parametrize("name", SAMPLES)
def test_is_described_by_the_schema_to_the_last_field(name: str) -> None:
    data = json.loads(render(SAMPLES[name]()))
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator(closed(schema())).validate(data)


def test_later_fields_do_not_break_the_schema() -> None:
    data = json.loads(render(english_german()))
    for part in (data, data["tool"], data["pairs"][0], data["pairs"][0]["findings"][0]["source"]):
        part["later"] = {"any": "thing"}
    jsonschema.Draft202012Validator(schema()).validate(data)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda data: data.pop("verdict"), "verdict"),
        (lambda data: data.update(schema="crosscheck/2"), "schema"),
        (lambda data: data["pairs"][0]["findings"][0].update(grade="fatal"), "grade"),
        (lambda data: data["pairs"][0]["findings"][0]["source"].update(line=0), "line"),
        (lambda data: data["pairs"][0]["links"][0].update(score=1.5), "score"),
    ],
)
def test_the_schema_notices_what_is_wrong(change: Any, where: str) -> None:
    data = json.loads(render(english_german()))
    change(data)
    with pytest.raises(jsonschema.ValidationError) as caught:
        jsonschema.Draft202012Validator(schema()).validate(data)
    assert where in str(caught.value)


def test_holds_what_the_report_holds() -> None:
    report = english_german()
    data = json.loads(render(report))
    pair = data["pairs"][0]
    assert data["schema"] == "crosscheck/1"
    assert data["tool"] == {"name": "crosscheck", "version": "1.2.3", "model": "bundled"}
    assert data["verdict"] == {
        "passed": False,
        "errors": 4,
        "warnings": 2,
        "notes": 1,
        "accepted": 0,
        "stale": 0,
        "expired": 0,
        "shortfalls": [],
        "remarks": [],
    }
    assert [sentence["text"] for sentence in pair["target"]["sentences"]] == [
        sentence.text for sentence in report.target.sentences
    ]
    assert pair["target"]["notices"] == ["decoded as windows-1252"]
    assert pair["links"][6] == {"source": [6], "target": [], "score": 0.0, "confidence": 0.4}
    first = pair["findings"][0]
    assert first["source"] == {
        "unit": 1,
        "line": 3,
        "column": 21,
        "start": 43,
        "end": 48,
        "text": "4,925",
        "value": "4925",
        "derivation": "4,925 = 4925",
    }
    assert first["suggestion"] == "4.925"
    assert pair["findings"][3]["target"] is None
    for side in ("source", "target"):
        text = getattr(report, side).text
        for finding in pair["findings"]:
            if finding[side]:
                assert text[finding[side]["start"] : finding[side]["end"]] == finding[side]["text"]


def test_rows_of_a_table_go_by_their_id() -> None:
    pair = json.loads(render(SAMPLES["english-chinese"]()))["pairs"][0]
    assert [row["unit"] for row in pair["source"]["sentences"]] == ["menu.open", "quota.left", "price.total"]
    assert pair["findings"][0]["source"]["unit"] == "quota.left"


def test_a_run_without_model_names_none() -> None:
    assert "model" not in json.loads(render(english_german(), tool=Tool("1")))["tool"]


def test_no_pair_is_no_error() -> None:
    assert json.loads(render())["pairs"] == []


def test_the_bytes_are_the_same_each_time() -> None:
    assert render(english_german()) == render(copy.deepcopy(english_german()))


def test_twenty_thousand_rows_take_half_a_second() -> None:
    report = large(20_000)
    best = float("inf")
    for _ in range(4):
        start = time.process_time()
        render(report)
        best = min(best, time.process_time() - start)
    assert best < 0.5


@given(st.text(min_size=1))
def test_any_text_comes_back(text: str) -> None:
    side = document("a.txt", "en", [[text]])
    report = PairReport(side, side, straight(1), (), numbers(side, ""), numbers(side, ""))
    data = json.loads(encode(render(report)))
    assert data["pairs"][0]["source"]["sentences"][0]["text"] == side.sentences[0].text


def test_a_lone_surrogate_comes_back() -> None:
    side = document("a\udcff.txt", "en", [["x\ud800y"]])
    report = PairReport(side, side, straight(1), ())
    data = json.loads(encode(render(report)))
    assert data["pairs"][0]["source"]["path"] == "a\udcff.txt"
    assert data["pairs"][0]["source"]["sentences"][0]["text"] == "x\ud800y"
