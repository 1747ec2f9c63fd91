"""One source with several translations: all versions side by side, and each pair by itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from report_samples import english_arabic, english_french, english_german

Opener = Callable[..., Any]
SELECTED = ".item > button[aria-current]"


@pytest.fixture
def several(open_report: Opener) -> Page:
    page: Page = open_report(english_german(), english_french())
    return page


def row(page: Page, text: str) -> Any:
    return page.locator(".row", has_text=text)


def test_all_versions_stand_beside_the_source(several: Page) -> None:
    expect(several.locator(".head .language")).to_have_text(["English", "German", "French"])
    expect(several.locator("#pair option").first).to_have_text("harbour.en.md – 2 versions side by side")
    cranes = row(several, "cranes")
    expect(cranes.locator(".cell p")).to_have_count(3)
    expect(cranes.locator(".cell p").nth(1)).to_contain_text("Kränen")
    expect(cranes.locator(".cell p").nth(2)).to_contain_text("grues")
    assert [cranes.locator("p").nth(at).get_attribute("lang") for at in range(3)] == ["en", "de", "fr"]
    boxes = [cranes.locator(".cell").nth(at).bounding_box() for at in range(3)]
    assert boxes[0]["y"] == boxes[1]["y"] == boxes[2]["y"] and boxes[0]["x"] < boxes[1]["x"] < boxes[2]["x"]


def test_every_sentence_stands_once_and_in_order(several: Page) -> None:
    for place, report in ((1, english_german()), (2, english_french())):
        shown = several.locator(f".row .cell:nth-of-type({place + 2}) .sentence").all_inner_texts()
        assert [text.split("∅")[0].strip() for text in shown] == [one.text for one in report.target.sentences]
    source = several.locator(".row .cell.source .sentence").all_inner_texts()
    assert [text.split("∅")[0].strip() for text in source] == [
        one.text for one in english_german().source.sentences
    ]


def test_what_one_version_joins_is_one_row(several: Page) -> None:
    joined = row(several, "night shift")
    expect(joined.locator(".source .sentence")).to_have_count(2)
    expect(joined.locator(".target").nth(0).locator(".sentence")).to_have_count(2)
    expect(joined.locator(".target").nth(1).locator(".sentence")).to_have_count(1)


def test_what_one_version_adds_or_lacks_is_seen(several: Page) -> None:
    added = row(several, "Il était content")
    expect(added.locator(".cell.empty")).to_have_count(2)
    assert "4,925" in added.evaluate("node => node.previousElementSibling.textContent")
    expect(row(several, "customs house").locator(".cell.empty")).to_have_count(2)


def test_findings_of_all_versions_are_one_list(several: Page) -> None:
    expect(several.locator(".item")).to_have_count(9)
    expect(several.locator(".item", has_text="382").locator(".where")).to_have_text("French, line 5")
    several.locator(".item", has_text="283 became 382").click()
    expect(several.locator(".card .reading .where")).to_have_text(
        ["English, line 5, column 27", "French, line 5, column 27"]
    )
    marks = row(several, "night shift").locator("mark.selected")
    expect(marks).to_have_text(["283", "382"])
    expect(several.locator(".verdict-line").first).to_have_text("5 errors, 3 warnings, 1 note")


def test_facts_light_up_in_all_versions(several: Page) -> None:
    cranes = row(several, "cranes")
    cranes.locator(".target").nth(1).locator(".fact", has_text="31").hover()
    expect(cranes.locator(".fact.lit")).to_have_text(["31", "31", "31"])


def test_a_pair_can_be_seen_alone(several: Page) -> None:
    several.locator("#pair").select_option(label="harbour.en.md – harbour.fr.md (1 error)")
    expect(several.locator(".item")).to_have_count(2)
    expect(several.locator(".head")).to_have_count(2)
    assert "pair=2" in several.url
    several.reload()
    expect(several.locator(".head .language")).to_have_text(["English", "French"])
    several.locator("#pair").select_option(value="all1")
    expect(several.locator(".head")).to_have_count(3)
    assert "pair=" not in several.url


def test_decisions_belong_to_their_pair(several: Page, tmp_path: Path) -> None:
    several.locator(".item", has_text="283 became 382").click()
    several.keyboard.press("a")
    several.keyboard.type("as counted")
    several.keyboard.press("Enter")
    several.locator("#pair").select_option(value="2")
    expect(several.locator(".item.accepted")).to_contain_text("283 became 382")
    several.locator("#pair").select_option(value="1")
    expect(several.locator(".item.accepted")).to_have_count(0)
    several.locator("#pair").select_option(value="all1")
    expect(several.locator(".item.accepted")).to_have_count(1)
    with several.expect_download() as download:
        several.locator("#export").click()
    download.value.save_as(tmp_path / "b.json")
    (entry,) = json.loads((tmp_path / "b.json").read_text("utf-8"))["entries"]
    assert (entry["target"], entry["reason"]) == ("harbour.fr.md", "as counted")
    several.evaluate("localStorage.clear()")
    several.reload()
    expect(several.locator(".item.accepted")).to_have_count(0)
    several.locator("#import-file").set_input_files(tmp_path / "b.json")
    expect(several.locator(".item.accepted")).to_contain_text("283 became 382")


def test_search_filters_and_keys_work_there(several: Page) -> None:
    several.keyboard.press("/")
    several.keyboard.type("jetée")
    expect(several.locator(".hit")).to_have_text("jetée")
    expect(several.locator("#passages-count")).to_have_text("1 passage in the text")
    several.locator("#query").fill("")
    several.keyboard.press("Escape")
    expect(several.locator(".item")).to_have_count(9)
    several.keyboard.press("j")
    expect(several.locator(SELECTED)).to_contain_text("4,925 became 4.952")
    several.keyboard.press("j")
    expect(several.locator(SELECTED)).to_contain_text("Only in the French version")
    several.keyboard.press("f")
    expect(several.locator(".row")).to_have_count(8)


@pytest.mark.parametrize("width", [1280, 390])
def test_it_fits_and_is_accessible(open_report: Opener, width: int) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    )
    page = open_report(english_german(), english_french(), width=width)
    page.keyboard.press("j")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    if width == 390:
        labels = (
            row(page, "cranes")
            .locator(".cell.target")
            .evaluate_all("nodes => nodes.map((node) => getComputedStyle(node, '::before').content)")
        )
        assert labels == ['"German"', '"French"']
    serious = [
        found["id"]
        for found in axe.Axe().run(page).response["violations"]
        if found["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_it_prints(several: Page, page: Page, tmp_path: Path) -> None:
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".card")).to_have_count(9)
    assert several.pdf(path=tmp_path / "report.pdf").startswith(b"%PDF")


def test_other_sources_stay_pairs(open_report: Opener) -> None:
    page = open_report(english_arabic(), english_german(), english_french())
    options = page.locator("#pair option").all_inner_texts()
    assert len(options) == 4 and options[0].endswith("2 versions side by side")
    expect(page.locator(".head")).to_have_count(3)
    page.locator("#pair").select_option(value="1")
    expect(page.locator(".target p").first).to_have_attribute("lang", "ar")
