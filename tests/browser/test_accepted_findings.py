"""What a baseline or a comment accepted is accepted in the page, too; what the page exports, the gate
reads."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect
from report_samples import english_german

from crosscheck import baseline
from crosscheck.gate import judge_reports
from crosscheck.model import Acceptance, PairReport

Opener = Callable[..., Page]


def known() -> PairReport:
    report = english_german()
    told = Acceptance("baseline", "as printed", "Ada", "2026-01-31", "2030-12-31")
    return replace(report, findings=(replace(report.findings[0], accepted=told), *report.findings[1:]))


def export(page: Page, path: Path) -> dict[str, Any]:
    with page.expect_download() as download:
        page.locator("#export").click()
    download.value.save_as(path)
    return json.loads(path.read_text("utf-8"))


def test_it_stands_as_accepted_until_taken_back(open_report: Opener, tmp_path: Path) -> None:
    page = open_report(known())
    expect(page.locator(".verdict-line")).to_have_text("3 errors, 2 warnings, 1 note, 1 accepted")
    expect(page.locator(".item.accepted")).to_have_count(1)
    (entry,) = export(page, tmp_path / "b.json")["entries"]
    told = {name: entry[name] for name in ("reason", "author", "date", "expires")}
    assert told == {"reason": "as printed", "author": "Ada", "date": "2026-01-31", "expires": "2030-12-31"}
    page.locator(".item.accepted").click()
    page.get_by_role("button", name="Accept", exact=True).click()
    expect(page.locator(".item.accepted")).to_have_count(0)
    page.reload()
    expect(page.locator(".item.accepted")).to_have_count(0)


def test_what_is_exported_passes_the_gate(open_report: Opener, tmp_path: Path) -> None:
    page = open_report(english_german())
    for place in range(7):
        page.locator(".item").nth(place).click()
        page.get_by_role("button", name="Accept", exact=True).click()
    export(page, tmp_path / "b.json")
    read = baseline.load(str(tmp_path / "b.json"))
    applied = baseline.apply([english_german()], read, dt.date.today())
    verdict = judge_reports(applied.reports)
    assert verdict.accepted == 7 == len(read.entries) and verdict.passed and applied.stale == ()
