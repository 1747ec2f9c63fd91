"""A real Chromium for the HTML report: the system's own, without which these tests are skipped."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "output"))

from report_samples import TOOL

from crosscheck.gate import judge
from crosscheck.model import PairReport
from crosscheck.output.html import format_html
from crosscheck.output.writing import encode

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(
                    pytest.mark.skip(reason="no Chromium on this machine: install the package chromium")
                )


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--headless"],
    }


@dataclass
class Watch:
    """What a page said and asked for."""

    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def watch(page: Any) -> Iterator[Watch]:
    """Fails the test when the page says anything on the console or asks the network for anything."""
    seen = Watch()
    page.on("console", lambda message: seen.said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: seen.said.append(f"error: {error}"))
    page.on("request", lambda request: seen.asked.append(request.url))
    yield seen
    assert seen.said == []
    assert [url for url in seen.asked if not url.startswith(("file:", "data:", "blob:"))] == []


Opener = Callable[..., Any]


@pytest.fixture
def open_report(page: Any, watch: Watch, tmp_path: Path) -> Opener:
    """Writes the report of some pairs, opens it from disk, returns the page."""

    def open_them(*reports: PairReport, hash: str = "", width: int = 1280, height: int = 900) -> Any:
        verdict = judge(finding for report in reports for finding in report.findings)
        path = tmp_path / "report.html"
        path.write_bytes(encode(format_html(reports, verdict, TOOL)))
        page.set_viewport_size({"width": width, "height": height})
        page.goto(path.as_uri() + hash)
        assert [url for url in watch.asked if url.startswith("file:")] == [path.as_uri() + hash]
        return page

    return open_them
