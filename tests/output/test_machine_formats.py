"""SARIF, JUnit, GitLab, GitHub, JSON Lines, Markdown and tables: their structure, and that nothing in a
document acts."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from profiles import GITLAB, JUNIT, SARIF
from report_samples import HOSTILE, SAMPLES, TOOL, clean, english_chinese, english_german, hostile

from crosscheck import rules
from crosscheck.gate import Thresholds, judge_reports
from crosscheck.model import Acceptance, Grade, PairReport, Verdict
from crosscheck.output import writing
from crosscheck.output.json import schema
from crosscheck.output.kinds import KINDS, Tool

TOLD = replace(TOOL, rules=rules.catalogue())
SCHEMAS = os.environ.get("CROSSCHECK_SCHEMAS")
"""A folder with the published schemas, which are not ours to copy: sarif-2.1.0.json (OASIS), codeclimate.json
(GitLab), and of JUnit both junit-10.xsd (Jenkins) and JUnit.xsd (Ant)."""

needs_schemas = pytest.mark.skipif(
    SCHEMAS is None, reason="CROSSCHECK_SCHEMAS names no folder of published schemas"
)


WANTED = Thresholds(max_warnings=0, min_linked=1, min_matched=1)


def made(kind: str, *reports: PairReport, tool: Tool = TOLD, verdict: Verdict | None = None) -> str:
    text = KINDS[kind].format(reports, verdict or judge_reports(reports), tool)
    return writing.encode(text).decode()


def accepted(report: PairReport, number: int = 0, by: str = "baseline") -> PairReport:
    findings = list(report.findings)
    findings[number] = replace(findings[number], accepted=Acceptance(by, "as printed", "Ada", "2026-01-31"))
    return replace(report, findings=tuple(findings))


def both() -> tuple[PairReport, PairReport]:
    return accepted(english_german()), english_chinese()


# SARIF


def results(*reports: PairReport) -> list[dict]:
    return json.loads(made("sarif", *reports))["runs"][0]["results"]


def test_sarif_holds_one_run_with_the_rules_and_every_finding() -> None:
    log = json.loads(made("sarif", *both()))
    assert log["version"] == "2.1.0" and log["$schema"].endswith("/sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert driver["name"] == "crosscheck" and driver["semanticVersion"] == TOOL.version
    assert {rule["id"] for rule in driver["rules"]} >= set(rules.catalogue())
    changed = next(rule for rule in driver["rules"] if rule["id"] == "number-changed")
    assert changed["defaultConfiguration"]["level"] == "error"
    assert changed["shortDescription"]["text"] and len(changed["help"]["text"]) > 40
    assert len(run["results"]) == sum(len(report.findings) for report in both())
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


@pytest.mark.parametrize("name", SAMPLES)
def test_sarif_regions_hold_what_was_found(name: str) -> None:
    report = SAMPLES[name]()
    for result, finding in zip(results(report), report.findings, strict=True):
        assert result["partialFingerprints"] == {"crosscheck/1": finding.fingerprint}
        assert result["level"] == finding.grade.value
        places = [*result["locations"], *result.get("relatedLocations", ())]
        sides = [side for side in (finding.target, finding.source) if side is not None]
        assert len(places) == len(sides)
        for place, side in zip(places, sides, strict=True):
            region = place["physicalLocation"]["region"]
            assert min(region["startLine"], region["startColumn"]) >= 1
            document = report.target if side is finding.target else report.source
            lines = document.text.split("\n")
            first, last = region["startLine"] - 1, region["endLine"] - 1
            if first == last:
                assert lines[first][region["startColumn"] - 1 : region["endColumn"] - 1] == side.text
            assert region["snippet"]["text"] == document.text[side.start : side.end]
            assert not place["physicalLocation"]["artifactLocation"]["uri"].startswith("/")


def test_sarif_suppresses_what_is_accepted() -> None:
    by_baseline, by_comment = (
        results(accepted(english_german(), by=by))[0] for by in ("baseline", "comment")
    )
    assert by_baseline["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "as printed"}
    ]
    assert by_comment["suppressions"][0]["kind"] == "inSource"
    assert all(result["suppressions"] == [] for result in results(english_german()))


def test_sarif_paths_are_relative_or_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    report = clean_with_path(str(tmp_path / "a b" / "ä#.txt"))
    (result,) = results(report)
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "a%20b/%C3%A4%23.txt", "uriBaseId": "%SRCROOT%"}
    (result,) = results(clean_with_path("/elsewhere/x.txt"))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "file:///elsewhere/x.txt"
    }


def clean_with_path(path: str) -> PairReport:
    report = english_chinese()
    return replace(report, target=replace(report.target, path=path))


def test_sarif_messages_hold_no_link() -> None:
    report = english_chinese()
    finding = replace(report.findings[0], message="[here](http://example.org) and [there]")
    (result,) = results(replace(report, findings=(finding,)))
    assert "\\[here\\](http" in result["message"]["text"]


def check(data: object, profile: dict) -> None:
    checker = jsonschema.Draft202012Validator
    checker.check_schema(profile)
    checker(profile, format_checker=checker.FORMAT_CHECKER).validate(data)


@pytest.mark.parametrize("name", SAMPLES)
def test_sarif_and_gitlab_hold_what_their_formats_know(name: str) -> None:
    reports = SAMPLES[name](), *both(), clean_with_path("/elsewhere/x.txt")
    verdict = judge_reports(reports, "error", [WANTED] * len(reports))
    check(json.loads(made("sarif", *reports, verdict=verdict)), SARIF)
    check(json.loads(made("gitlab", *reports, verdict=verdict)), GITLAB)


def test_the_profiles_refuse_what_is_wrong() -> None:
    log = json.loads(made("sarif", english_german()))
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError, match="fatal"):
        check(log, SARIF)
    log = json.loads(made("sarif", english_german()))
    log["runs"][0]["results"][0]["ruleID"] = "x"
    with pytest.raises(jsonschema.ValidationError, match="ruleID"):
        check(log, SARIF)


@pytest.mark.parametrize("name", SAMPLES)
def test_junit_holds_what_its_readers_know(name: str) -> None:
    reports = SAMPLES[name](), *both()
    verdict = judge_reports(reports, "error", [WANTED] * len(reports))
    for element in ElementTree.fromstring(made("junit", *reports, verdict=verdict).encode()).iter():
        attributes, within = JUNIT[element.tag]
        assert set(element.keys()) == attributes
        places = [within.index(child.tag) for child in element]
        assert places == sorted(places)
        for count in {"tests", "failures", "errors", "skipped", "time", "id"} & set(element.keys()):
            assert element.get(count, "").isdecimal()


@needs_schemas
@pytest.mark.parametrize("name", SAMPLES)
def test_sarif_is_valid(name: str) -> None:
    published = json.loads((Path(SCHEMAS or "") / "sarif-2.1.0.json").read_text("utf-8"))
    text = made("sarif", SAMPLES[name](), *both(), verdict=judge_reports(both(), "error", [WANTED, WANTED]))
    checker = jsonschema.validators.validator_for(published)
    checker(published, format_checker=checker.FORMAT_CHECKER).validate(json.loads(text))


# JUnit


def test_junit_counts_what_fails() -> None:
    report = accepted(english_german())
    root = ElementTree.fromstring(made("junit", report, clean()).encode())
    first, second = root.findall("testsuite")
    assert first.get("name") == "harbour.en.md → harbour.de-draft.md"
    counts = {name: first.get(name) for name in ("tests", "failures", "errors", "skipped")}
    assert counts == {"tests": "8", "failures": "3", "errors": "0", "skipped": "1"}
    assert len(first.findall("testcase")) == 8 and len(first.findall("testcase/failure")) == 3
    assert first.find("testcase/skipped").get("message") == "accepted: as printed"
    assert [case.get("name") for case in second.findall("testcase")] == ["audited"]
    assert second.get("failures") == "0" and second.find("system-out").text == "audited 1 link, 0 findings"
    assert "note: About 770" in first.find("system-out").text


def test_junit_fails_what_the_gate_fails() -> None:
    for fail_on, failures in (("never", "0"), ("error", "4"), ("warning", "6")):
        text = made("junit", english_german(), verdict=judge_reports([english_german()], fail_on))
        assert ElementTree.fromstring(text.encode())[0].get("failures") == failures


def test_junit_names_missed_thresholds() -> None:
    verdict = judge_reports([english_german()], "never", [WANTED])
    root = ElementTree.fromstring(made("junit", english_german(), verdict=verdict).encode())
    assert [len(suite.findall("testcase/failure")) for suite in root.findall("testsuite")] == [0, 3]
    assert len(verdict.shortfalls) == 3 and not verdict.passed


@needs_schemas
@pytest.mark.parametrize("name", SAMPLES)
def test_junit_is_valid(name: str) -> None:
    etree = pytest.importorskip("lxml.etree")
    verdict = judge_reports(both(), "error", [WANTED, WANTED])
    text = made("junit", SAMPLES[name](), *both(), verdict=verdict)
    for published in ("junit-10.xsd", "JUnit.xsd"):
        checker = etree.XMLSchema(etree.parse(str(Path(SCHEMAS or "") / published)))
        checker.assertValid(etree.fromstring(text.encode()))


def test_junit_names_the_time_of_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert 'timestamp="2026-01-01T00:00:00"' in made("junit", clean())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert re.search(r'timestamp="20\d\d-[\dT:-]+"', made("junit", clean()))


# GitLab and GitHub


def test_gitlab_lists_new_findings() -> None:
    entries = json.loads(made("gitlab", accepted(english_german()), english_german()))
    assert len(entries) == 6 + 7
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    assert {entry["severity"] for entry in entries} == {"major", "minor", "info"}
    first = entries[0]
    assert first["location"] == {"path": "harbour.de-draft.md", "lines": {"begin": 3, "end": 3}}
    assert first["check_name"] == "date-changed" and "März" in first["description"]


@needs_schemas
@pytest.mark.parametrize("name", SAMPLES)
def test_gitlab_is_valid(name: str) -> None:
    published = json.loads((Path(SCHEMAS or "") / "codeclimate.json").read_text("utf-8"))
    for entry in json.loads(made("gitlab", SAMPLES[name]())):
        jsonschema.validate(entry, published)


def test_github_prints_a_command_for_each_new_finding() -> None:
    lines = made("github", accepted(english_german())).splitlines()
    assert len(lines) == 6 + 1
    assert lines[0].startswith(
        "::error file=harbour.de-draft.md,line=3,endLine=3,title=date-changed,col=114,endColumn=117::"
    )
    assert lines[-1] == "::error title=crosscheck::Failed: 3 errors, 2 warnings, 1 note, 1 accepted"


def test_github_adds_a_summary_to_the_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    report = english_german()
    planned = writing.plan([f"github:{tmp_path / 'commands.txt'}"])
    writing.write(planned, [report], judge_reports([report]), TOLD)
    assert summary.read_text("utf-8").startswith("before\n## crosscheck: Failed: 4 errors")
    assert (tmp_path / "commands.txt").read_text("utf-8").startswith("::error file=")


# JSON Lines, Markdown, tables


def test_json_lines_hold_the_objects_of_the_report() -> None:
    reports = both()
    objects = [json.loads(line) for line in made("jsonl", *reports).splitlines()]
    assert [one["type"] for one in objects] == ["run", "pair", *["finding"] * 7, "pair", "finding", "verdict"]
    whole = json.loads(made("json", *reports))
    for number, pair in enumerate(whole["pairs"]):
        found = [one for one in objects if one["type"] == "finding" and one["pair"] == number]
        assert [{**one, "type": "finding", "pair": number} for one in pair["findings"]] == found
    assert objects[-1] == {"type": "verdict", **whole["verdict"]}


def test_the_json_report_says_what_is_accepted() -> None:
    report = json.loads(made("json", *both()))
    jsonschema.validate(report, schema())
    assert report["verdict"]["accepted"] == 1
    first, second = report["pairs"][0]["findings"][:2]
    assert (first["status"], second["status"]) == ("accepted", "new")
    assert first["accepted"] == {
        "by": "baseline",
        "reason": "as printed",
        "author": "Ada",
        "date": "2026-01-31",
    }


def test_markdown_tells_verdict_coverage_and_findings() -> None:
    text = made("markdown", accepted(english_german()))
    assert text.startswith("## crosscheck: Failed: 3 errors, 2 warnings, 1 note, 1 accepted\n")
    assert "16 of 18 sentences have a counterpart" in text
    rows = [line for line in text.splitlines() if line.startswith(("| error", "| warning"))]
    assert len(rows) == 5 and all(len(re.findall(r"(?<!\\)\|", row)) == 6 for row in rows)


@pytest.mark.parametrize(("kind", "mark"), [("csv", ","), ("tsv", "\t")])
def test_tables_hold_a_row_for_each_finding(kind: str, mark: str) -> None:
    quoting = csv.QUOTE_NONE if kind == "tsv" else csv.QUOTE_MINIMAL
    rows = list(csv.DictReader(io.StringIO(made(kind, *both()), newline=""), delimiter=mark, quoting=quoting))
    assert len(rows) == 8
    assert (
        rows[0]["target_line"] == "3"
        and rows[0]["status"] == "accepted"
        and rows[0]["reason"] == "as printed"
    )
    assert rows[0]["source_text"] == "4,925" and rows[3]["target_line"] == ""
    assert rows[7]["pair"] == "1" and rows[7]["target_unit"] == "quota.left"


def test_parquet_holds_the_same(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    import pandas

    path = tmp_path / "findings.parquet"
    reports = [*both(), hostile()]
    writing.write(writing.plan([str(path)]), reports, judge_reports(reports), TOLD)
    frame = pandas.read_parquet(path)
    assert len(frame) == 10 and frame["target_line"].dtype == "Int64"
    assert frame["source_text"].iloc[0] == "4,925" and pandas.isna(frame["target_line"].iloc[3])
    assert frame["message"].iloc[9] == HOSTILE[1]


def test_a_kind_that_needs_what_is_missing_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "find_spec", lambda _: None)
    with pytest.raises(writing.ReportError, match=r"needs pyarrow.*crosscheck\[parquet\]"):
        writing.plan(["findings.parquet"])


def test_what_is_stale_is_told_where_builds_are_read() -> None:
    verdict = judge_reports([clean()], stale=1, remarks=["b.json: stale: number-changed <b>\n::error::x"])
    assert json.loads(made("json", clean(), verdict=verdict))["verdict"]["remarks"] == list(verdict.remarks)
    lines = made("github", clean(), verdict=verdict).splitlines()
    assert lines[0].startswith("::warning title=crosscheck::b.json: stale") and len(lines) == 2
    assert "- b.json: stale: number-changed &lt;b&gt;" in made("markdown", clean(), verdict=verdict)
    (told,) = json.loads(made("sarif", clean(), verdict=verdict))["runs"][0]["invocations"][0][
        "toolExecutionNotifications"
    ]
    assert told["level"] == "note" and "stale" in told["message"]["text"]


# Hostile documents

TEXTUAL = [kind for kind in KINDS if kind != "parquet"]
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
NASTY = (
    *HOSTILE,
    "line\n::error::broken out\r\n##[group]x\n%0A::set-output name=a::b",
    "| cell | ![img](http://example.org/x.png) <b>bold</b> `code` @maintainers #12 www.example.org",
    "]]> <!ENTITY x SYSTEM 'file:///etc/passwd'> &x; \ufffe\uffff",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "1;=1+1",
    "lone \udc80 surrogate",
)


def nasty() -> Iterator[PairReport]:
    report = hostile()
    for text in NASTY:
        first, second = report.findings
        first = replace(
            first, message=text, cause=text, suggestion=text, source=replace(first.source, text=text)
        )
        second = replace(second, message=text, accepted=Acceptance("comment", text, text))
        document = replace(report.source, path=text, notices=(text,))
        yield replace(
            report, source=document, target=replace(report.target, path=text), findings=(first, second)
        )


def test_no_control_or_override_survives_where_people_look() -> None:
    for kind in set(TEXTUAL) - {"html", "json", "jsonl"}:
        for report in nasty():
            text = made(kind, report, clean(), verdict=judge_reports([report], "error", [WANTED]))
            if kind == "sarif":
                log = json.loads(text)
                text = "".join(result["message"]["text"] for result in log["runs"][0]["results"])
            assert _CONTROLS.search(text) is None, kind


def test_xml_stays_whole() -> None:
    reports = list(nasty())
    root = ElementTree.fromstring(made("junit", *reports).encode())
    assert len(root.findall("testsuite")) == len(reports)
    assert {element.tag for element in root.iter()} <= {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "skipped",
        "system-out",
        "properties",
        "system-err",
    }


def test_commands_do_not_break_out() -> None:
    for report in nasty():
        lines = made("github", report).splitlines()
        assert len(lines) == 2 and all(line.startswith("::") for line in lines)
        assert "%0A" not in lines[0]


def test_no_cell_is_a_formula() -> None:
    for kind, mark in (("csv", ","), ("tsv", "\t")):
        for report in nasty():
            quoting = csv.QUOTE_NONE if kind == "tsv" else csv.QUOTE_MINIMAL
            rows = list(
                csv.reader(io.StringIO(made(kind, report), newline=""), delimiter=mark, quoting=quoting)
            )
            assert len(rows) == 3 and len({len(row) for row in rows}) == 1
            for cell in (cell for row in rows for part in row for cell in part.split(";")):
                assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")), cell


def test_markdown_renders_nothing_of_a_document() -> None:
    markdown_it = pytest.importorskip("markdown_it")
    parser = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for report in nasty():
        text = made("markdown", report)
        page = parser.render(text)
        tags = set(re.findall(r"<\s*/?\s*([a-z0-9]+)", page))
        assert tags <= {"h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "code"}, tags
        assert "@maintainers" not in text and "www.example" not in text and "http://example" not in text


def test_every_text_is_utf8() -> None:
    for kind in TEXTUAL:
        for report in nasty():
            assert isinstance(made(kind, report), str)


def test_one_report_that_cannot_be_written_costs_no_other(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    planned = writing.plan([str(gone / "r.sarif"), str(tmp_path / "r.xml"), str(tmp_path / "r.csv")])
    gone.rmdir()
    report = english_german()
    with pytest.raises(writing.ReportError, match=r"r\.sarif.*cannot be written"):
        writing.write(planned, [report], judge_reports([report]), TOLD)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.csv", "r.xml"]


@pytest.mark.parametrize("kind", TEXTUAL)
def test_the_same_input_gives_the_same_bytes(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    build: Callable[[], str] = lambda: made(kind, *both())  # noqa: E731
    assert build() == build()


def test_a_run_without_findings_is_a_report_in_every_kind() -> None:
    for kind in TEXTUAL:
        assert made(kind, clean())
    assert json.loads(made("sarif", clean()))["runs"][0]["results"] == []
    assert json.loads(made("gitlab", clean())) == []


def test_grades_are_all_known() -> None:
    for grade in Grade:
        report = english_chinese()
        report = replace(report, findings=(replace(report.findings[0], grade=grade),))
        assert results(report)[0]["level"] == grade.value
