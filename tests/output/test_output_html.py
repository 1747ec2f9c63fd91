"""The HTML page as text: self-contained, locked down, documents inert. tests/browser drives it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from golden import assert_golden
from hypothesis import given
from hypothesis import strategies as st
from report_samples import HOSTILE, SAMPLES, TOOL, document, english_german, hostile, large, straight

from crosscheck.gate import judge
from crosscheck.model import PairReport
from crosscheck.output.html import format_html
from crosscheck.output.html.data import direction, utf16
from crosscheck.output.writing import encode


def render(*reports: PairReport) -> str:
    return format_html(reports, judge(finding for report in reports for finding in report.findings), TOOL)


class Page(HTMLParser):
    """Elements with attributes, and the raw content of styles and scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, str] = {}
        self._open = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = f"{tag} {dict(attrs).get('type', '')}".strip() if tag in ("style", "script") else ""

    def handle_endtag(self, _tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.raw[self._open] = self.raw.get(self._open, "") + data

    @property
    def data(self) -> dict:
        return json.loads(self.raw["script application/json"])


@pytest.mark.parametrize("name", SAMPLES)
def test_stays_as_it_was(name: str) -> None:
    """Style and script are left out: what they do is tested in a browser."""
    text = render(SAMPLES[name]())
    text = re.sub(r"<style>.*?</style>", "<style></style>", text, flags=re.DOTALL)
    text = re.sub(
        r'<script type="module">.*?</script>', '<script type="module"></script>', text, flags=re.DOTALL
    )
    text = re.sub(r"sha256-[\w+/=]+", "sha256-…", text)
    assert_golden(f"{name}.page.html", text)


def test_the_policy_allows_just_this_style_and_script() -> None:
    page = Page(render(english_german()))
    policy = next(
        attributes["content"]
        for tag, attributes in page.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    for directive, content in (("style-src", page.raw["style"]), ("script-src", page.raw["script module"])):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy and "http" not in policy


def test_names_nothing_outside_itself() -> None:
    page = Page(render(english_german()))
    for _, attributes in page.elements:
        for name in ("src", "href", "action", "srcset", "poster", "data"):
            value = attributes.get(name)
            assert value is None or value.startswith(("#", "data:")), (name, value)
        assert not any(name.startswith("on") or name == "style" for name in attributes)
    assert "url(" not in page.raw["style"] and "@import" not in page.raw["style"]
    assert not re.search(
        r"\b(fetch|XMLHttpRequest|WebSocket|innerHTML|outerHTML|insertAdjacent|eval)\b",
        page.raw["script module"],
    )


def elements(text: str) -> list[str]:
    return [tag for tag, _ in Page(text).elements]


def test_hostile_text_adds_no_element() -> None:
    plain = english_german()
    bad = hostile()
    text = render(bad)
    assert elements(text).count("script") == elements(render(plain)).count("script") == 2
    assert "img" not in elements(text)
    page = Page(text)
    assert [row[0] for row in page.data["pairs"][0]["source"]["sentences"]] == list(HOSTILE)
    assert page.data["pairs"][0]["findings"][0]["suggestion"] == HOSTILE[0]


@given(st.text(), st.text())
def test_any_text_and_path_are_inert_and_come_back(text: str, path: str) -> None:
    side = document(path, "en", [[f"x{text}"]])
    report = PairReport(side, side, straight(1), ())
    written = encode(render(report)).decode("utf-8")
    page = Page(written)
    assert page.data["pairs"][0]["source"]["path"] == path
    assert page.data["pairs"][0]["source"]["sentences"][0][0] == side.sentences[0].text
    assert [tag for tag, _ in page.elements] == _EMPTY_ELEMENTS


@given(
    st.sampled_from(
        ["<script>", "</script>", "<!--", "-->", "]]>", "{{data}}", "{{ style }}", "\\u003c", "&lt;"]
    )
)
def test_markup_of_any_kind_comes_back(piece: str) -> None:
    side = document("a.txt", "en", [[f"a {piece} b"]])
    page = Page(render(PairReport(side, side, straight(1), ())))
    assert page.data["pairs"][0]["source"]["sentences"][0][0] == f"a {piece} b"


def _empty_elements() -> list[str]:
    side = document("a.txt", "en", [["x"]])
    return elements(render(PairReport(side, side, straight(1), ())))


_EMPTY_ELEMENTS = _empty_elements()


def test_a_thousand_sentences_stay_under_a_megabyte() -> None:
    assert len(encode(render(large(1000)))) < 1_000_000


def test_findings_are_readable_without_scripts() -> None:
    text = render(english_german())
    plain = text[text.index("<noscript>") : text.index("</noscript>")]
    assert "4,925 became 4.952" in plain and "Failed: 4 errors" in plain


@given(st.text(), st.integers(min_value=0, max_value=30))
def test_offsets_are_counted_as_javascript_counts(text: str, at: int) -> None:
    at = min(at, len(text))
    assert utf16(text, at) == len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ar", "rtl"),
        ("ar-EG", "rtl"),
        ("he", "rtl"),
        ("de", "ltr"),
        ("zh-Hant", "ltr"),
        ("uz-Arab", "rtl"),
        ("ur-Latn", "ltr"),
    ],
)
def test_direction_follows_language_and_script(tag: str, expected: str) -> None:
    assert direction(tag) == expected


def test_marks_stand_on_the_words_they_name() -> None:
    for make in (english_german, SAMPLES["english-chinese"], SAMPLES["english-arabic"]):
        pair = Page(render(make())).data["pairs"][0]
        for finding in pair["findings"]:
            for side in ("source", "target"):
                for sentence, start, end in (finding[side] or {}).get("marks", ()):
                    units = pair[side]["sentences"][sentence][0].encode("utf-16-le")
                    assert units[2 * start : 2 * end].decode("utf-16-le") == finding[side]["text"]


def test_facts_that_say_the_same_share_a_number() -> None:
    pair = Page(render(english_german())).data["pairs"][0]

    def numbered(side: str, sentence: int) -> dict[str, int]:
        text, _, _, facts = pair[side]["sentences"][sentence]
        return {text[facts[at] : facts[at + 1]]: facts[at + 2] for at in range(0, len(facts), 4)}

    source, target = numbered("source", 1), numbered("target", 1)
    assert source["3.2"] == target["3,2"] >= 0
    assert source["4,925"] == target["4.952"] == -1
