"""The HTML report in a browser: it works from disk, asks for nothing, and does what an editor wants of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from report_samples import (
    HOSTILE,
    SAMPLES,
    clean,
    english_arabic,
    english_chinese,
    english_german,
    hostile,
    large,
)

Opener = Callable[..., Any]
SELECTED = ".item > button[aria-current]"


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def in_view(page: Page, selector: str) -> bool:
    box = page.locator(selector).first.bounding_box()
    size = page.viewport_size
    return bool(box and size and box["y"] >= 0 and box["y"] + min(box["height"], 60) <= size["height"])


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", SAMPLES)
def test_opens_cleanly_and_fits(open_report: Opener, name: str, width: int) -> None:
    page = open_report(SAMPLES[name](), width=width)
    assert not re.search(r"\b(null|undefined|NaN|object Object)\b", page.locator("body").inner_text())
    assert overflow(page) == 0
    page.keyboard.press("j")
    assert overflow(page) == 0
    if width == 390:
        page.locator(".tabs button", has_text="Text").click()
        assert overflow(page) == 0
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    assert overflow(page) == 0


def test_shows_both_versions_and_every_finding(open_report: Opener) -> None:
    page = open_report(english_german())
    expect(page.get_by_role("heading", name="Did not pass")).to_be_visible()
    expect(page.locator(".item")).to_have_count(7)
    expect(page.locator(".row")).to_have_count(10)
    row = page.locator('.row[data-link="1"]')
    expect(row.locator(".source mark.error")).to_have_text("4,925")
    expect(row.locator(".target mark.error")).to_have_text("4.952")
    expect(page.locator('.row[data-link="6"] .empty')).to_have_text("no counterpart")
    expect(page.locator('.row[data-link="6"] mark.whole')).to_have_text(
        english_german().source.sentences[6].text
    )
    expect(page.locator('.row[data-link="7"] .gap')).to_contain_text("3")
    assert page.locator(".source p").first.get_attribute("lang") == "en"


def test_a_pair_without_findings_says_so(open_report: Opener) -> None:
    page = open_report(clean())
    expect(page.get_by_role("heading", name="Passed")).to_be_visible()
    expect(page.locator(".list")).to_contain_text("Nothing found")


def test_hostile_text_is_shown_and_does_nothing(open_report: Opener) -> None:
    page = open_report(hostile())
    expect(page.locator(".source p").first).to_have_text(HOSTILE[0])
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".proposal")).to_have_text(HOSTILE[0])
    assert page.evaluate("document.images.length + document.scripts.length") == 2
    assert page.title() != "run"
    expect(page.locator(".source .hidden-character").first).to_have_text("U+202E")


def test_the_list_jumps_to_the_text_and_back(open_report: Opener) -> None:
    page = open_report(english_german(), height=600)
    page.locator(".item", has_text="Only in the German version").click()
    assert in_view(page, '.row[data-link="9"] mark')
    expect(page.locator(".card h3")).to_have_text("Only in the German version")
    page.locator('.row[data-link="1"] .target mark').click()
    expect(page.locator(SELECTED)).to_contain_text("4,925 became 4.952")
    expect(page.locator(".card")).to_contain_text("two digits are swapped")
    expect(page.locator(".card .proposal b")).to_have_text("25")


def test_keys_walk_through_the_findings(open_report: Opener) -> None:
    page = open_report(english_german())
    page.keyboard.press("j")
    expect(page.locator(SELECTED)).to_contain_text("4,925")
    page.keyboard.press("j")
    expect(page.locator(SELECTED)).to_contain_text("March")
    page.keyboard.press("k")
    expect(page.locator(SELECTED)).to_contain_text("4,925")
    page.keyboard.press("Escape")
    expect(page.locator(SELECTED)).to_have_count(0)
    page.keyboard.press("k")
    expect(page.locator(SELECTED)).to_contain_text("Only in the German version")


def test_marks_can_be_reached_and_opened_by_keyboard(open_report: Opener) -> None:
    page = open_report(english_german())
    page.locator('.row[data-link="2"] .source mark').focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card h3")).to_have_text("March became May")


def test_filters_by_grade_and_rule(open_report: Opener) -> None:
    page = open_report(english_german())
    page.get_by_role("button", name="4 errors").click()
    expect(page.locator(".item")).to_have_count(3)
    expect(page.locator("#count")).to_have_text("3 of 7 findings")
    page.get_by_role("button", name="4 errors").click()
    page.locator("#rule").select_option("sentence-missing")
    expect(page.locator(".item")).to_have_count(1)
    page.locator(".chip", has_text="sentence-missing").click()
    expect(page.locator(".item")).to_have_count(7)


def test_searches_findings_and_text(open_report: Opener) -> None:
    page = open_report(english_german())
    page.keyboard.press("/")
    page.keyboard.type("ostmole")
    expect(page.locator(".item")).to_have_count(1)
    expect(page.locator(".hit")).to_have_text("Ostmole")
    expect(page.locator("#passages-count")).to_have_text("1 passage in the text")
    page.keyboard.press("Enter")
    expect(page.locator("#passages-count")).to_have_text("1 of 1 passage")
    assert in_view(page, ".hit")
    page.locator("#query").fill("")
    expect(page.locator(".item")).to_have_count(7)
    expect(page.locator(".hit")).to_have_count(0)


def test_folds_the_text_to_its_findings(open_report: Opener) -> None:
    page = open_report(english_german())
    page.keyboard.press("f")
    expect(page.locator(".row")).to_have_count(6)
    page.get_by_role("button", name="4 errors").click()
    expect(page.locator(".row")).to_have_count(2)
    page.keyboard.press("f")
    expect(page.locator(".row")).to_have_count(10)


def test_facts_light_up_on_both_sides(open_report: Opener) -> None:
    page = open_report(english_german())
    row = page.locator('.row[data-link="2"]')
    row.locator(".source .fact", has_text="31").hover()
    expect(row.locator(".fact.lit")).to_have_text(["31", "31"])


def test_decisions_are_kept_exported_and_taken_in_again(open_report: Opener, tmp_path: Path) -> None:
    page = open_report(english_german())
    page.locator("#reviewer").fill("A. Reader")
    page.locator("#reviewer").blur()
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.keyboard.type("agreed with the harbour")
    page.keyboard.press("Enter")
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    expect(page.locator("#reviewed .figure")).to_have_text("2 of 7")
    expect(page.locator(".item.accepted")).to_have_count(1)
    page.keyboard.press("o")
    expect(page.locator(".item")).to_have_count(5)
    page.keyboard.press("o")

    page.reload()
    expect(page.locator(".item.accepted")).to_contain_text("4,925 became 4.952")
    expect(page.locator(".item.fix")).to_contain_text("March became May")

    with page.expect_download() as download:
        page.locator("#export").click()
    exported = tmp_path / "crosscheck-baseline.json"
    assert download.value.suggested_filename == exported.name
    download.value.save_as(exported)
    data = json.loads(exported.read_text(encoding="utf-8"))
    first, second = english_german().findings[:2]
    assert data["schema"] == "crosscheck-baseline/1"
    assert [entry["fingerprint"] for entry in data["entries"]] == [first.fingerprint]
    assert data["entries"][0]["reason"] == "agreed with the harbour"
    assert data["entries"][0]["author"] == "A. Reader"
    assert data["entries"][0]["rule"] == "number-changed"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", data["entries"][0]["date"])
    assert [entry["fingerprint"] for entry in data["to_fix"]] == [second.fingerprint]

    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.locator(".item.accepted")).to_have_count(0)
    page.locator("#import-file").set_input_files(exported)
    expect(page.locator("#toast")).to_have_text("2 decisions imported")
    expect(page.locator(".item.accepted")).to_contain_text("4,925 became 4.952")


def test_a_decision_is_taken_back_by_the_same_key(open_report: Opener) -> None:
    page = open_report(english_german())
    page.keyboard.press("j")
    page.get_by_role("button", name="Accept", exact=True).click()
    expect(page.locator(".item.accepted")).to_have_count(1)
    page.get_by_role("button", name="Accept", exact=True).click()
    expect(page.locator(".item.accepted")).to_have_count(0)


@pytest.mark.parametrize(
    ("content", "said"),
    [("not json", "not JSON"), ('{"schema": "other/1", "entries": []}', "not a crosscheck-baseline/1 file")],
)
def test_a_wrong_file_is_not_taken_in(open_report: Opener, tmp_path: Path, content: str, said: str) -> None:
    page = open_report(english_german())
    path = tmp_path / "wrong.json"
    path.write_text(content)
    page.locator("#import-file").set_input_files(path)
    expect(page.locator("#toast")).to_contain_text(said)
    expect(page.locator(".item.accepted")).to_have_count(0)


def test_the_address_holds_the_state(open_report: Opener) -> None:
    page = open_report(english_german())
    page.locator("#rule").select_option("date-changed")
    page.keyboard.press("j")
    page.keyboard.press("f")
    address = page.url
    assert "rule=date-changed" in address and "finding=" in address
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(SELECTED)).to_contain_text("March became May")
    expect(page.locator(".item")).to_have_count(1)
    expect(page.locator(".row")).to_have_count(1)


def test_colours_follow_the_system_and_the_button(open_report: Opener, page: Page) -> None:
    def paper() -> str:
        return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))

    page.emulate_media(color_scheme="light")
    open_report(english_german())
    light = paper()
    page.keyboard.press("d")
    dark = paper()
    assert dark != light
    page.reload()
    assert paper() == dark
    page.evaluate("localStorage.clear()")
    page.emulate_media(color_scheme="dark")
    page.reload()
    assert paper() == dark


def test_copies_the_suggestion(open_report: Opener) -> None:
    page = open_report(english_german())
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page.locator("#toast")).to_have_text("Suggestion copied")
    assert page.evaluate("navigator.clipboard.readText()") == "4.925"


def test_arabic_runs_from_right_to_left(open_report: Opener) -> None:
    page = open_report(english_arabic())
    paragraph = page.locator('.row[data-link="1"] .target p')
    assert paragraph.get_attribute("lang") == "ar"
    assert paragraph.evaluate("node => getComputedStyle(node).direction") == "rtl"
    expect(paragraph.locator("mark")).to_have_text("١٩٧٨")
    assert (
        page.locator('.row[data-link="1"] .source p').evaluate("node => getComputedStyle(node).direction")
        == "ltr"
    )


def test_table_rows_go_by_their_id_and_marks_survive_wide_characters(open_report: Opener) -> None:
    page = open_report(english_chinese())
    row = page.locator('.row[data-link="1"]')
    expect(row.locator(".unit").first).to_have_text("quota.left")
    expect(row.locator(".source mark")).to_have_text("12")
    expect(row.locator(".target mark")).to_have_text("21")
    expect(page.locator(".item .where")).to_have_text("quota.left")


def test_several_pairs_share_a_page(open_report: Opener) -> None:
    page = open_report(english_german(), english_arabic())
    page.locator("#pair").select_option(label="school.en.txt – school.ar.txt (1 error)")
    expect(page.locator(".item")).to_have_count(1)
    expect(page.locator(".target p").first).to_have_attribute("lang", "ar")
    assert "pair=2" in page.url


def test_prints_every_reasoning_and_a_line_to_sign(open_report: Opener, page: Page, tmp_path: Path) -> None:
    open_report(english_german())
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".card")).to_have_count(7)
    expect(page.locator(".sign")).to_be_visible()
    expect(page.locator(".findings")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".card")).to_have_count(0)
    assert page.pdf(path=tmp_path / "report.pdf").startswith(b"%PDF")


def press(key: str) -> str:
    return f"document.body.dispatchEvent(new KeyboardEvent('keydown', {{key: '{key}', bubbles: true}}))"


def test_a_long_pair_holds_only_what_is_seen(open_report: Opener) -> None:
    page = open_report(large(20_000))
    assert 0 < page.locator(".row").count() < 500
    search = "query.value = 'orchard 3'; filters.requestSubmit()"
    errors = "document.querySelector('.grade.error').click()"
    for action in (
        press("j"),
        press("j"),
        press("a"),
        press("f"),
        press("f"),
        errors,
        errors,
        press("o"),
        search,
    ):
        page.evaluate(f"() => {{ {action}; }}")
        page.wait_for_timeout(100)
        # What keeps a long report quick: only what can be seen is in the page.
        assert page.locator(".row").count() < 500, action
    expect(page.locator("#passages-count")).to_have_text("1 of 2,857 passages")


def test_a_long_pair_jumps_anywhere(open_report: Opener) -> None:
    page = open_report(large(20_000))
    last = 7 + 50 * ((20_000 - 8) // 50)
    page.keyboard.press("k")
    expect(page.locator(".card h3")).to_have_text(f"{1000 + last} became {1001 + last}")
    page.wait_for_timeout(200)
    assert in_view(page, ".card")
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    page.wait_for_timeout(200)
    assert page.locator(".row").count() > 0
    box: Any = page.locator("#strip").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] / 2)
    page.wait_for_timeout(200)
    assert any(in_view(page, f'.row[data-link="{place}"]') for place in (4999, 5000, 5001))
    page.locator("#query").fill("Line 12345 of")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert in_view(page, '.row[data-link="12345"] .source .hit')


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("name", ["english-german", "english-arabic"])
def test_axe_finds_nothing_serious(
    open_report: Opener, page: Page, name: str, colours: Any, width: int
) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    )
    page.emulate_media(color_scheme=colours)
    open_report(SAMPLES[name](), width=width)
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.locator(".card").focus()
    result = axe.Axe().run(page)
    serious = [
        (found["id"], [node["target"] for node in found["nodes"]])
        for found in result.response["violations"]
        if found["impact"] in ("serious", "critical")
    ]
    assert serious == []
