"""How fast the HTML report answers in Chromium: each step of a reader, from the event to the next frame.

    python benchmarks/report.py [--sentences N] [--runs N]

The report is that of a synthetic pair of N sentences a side, with an error in every 50th. "Wall" is the time
that a reader waits (median and worst), "CPU" the processor time of the page's thread (median), which a busy
machine does not change. Typing waits 50 ms for the next letter before it searches; that is part of its wall
time. Needs playwright and Chromium, as the browser tests do."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# In place of this folder, whose numbers.py hides the module of the standard library.
sys.path[:1] = [str(ROOT), str(ROOT / "tests" / "output")]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
GOAL = 100.0
"""Milliseconds within which a step should be answered."""

PAINTED = """() => new Promise((done) =>
  requestAnimationFrame(() => {
    const two = new MessageChannel();
    two.port1.onmessage = done;
    two.port2.postMessage(0);
  }))"""
TIMED = f"""async (step) => {{
  const painted = {PAINTED};
  const started = performance.now();
  await (0, eval)(step)();
  await painted();
  return performance.now() - started;
}}"""
KEY = 'dispatchEvent(new KeyboardEvent("keydown", {{ key: "{}", bubbles: true }}))'
TYPE = """async () => {{
  const field = document.getElementById("query");
  field.value = "{}";
  field.dispatchEvent(new Event("input", {{ bubbles: true }}));
  await new Promise((done) => setTimeout(done, 51));
}}"""
CLICK = "() => document.querySelector(`{}`).click()"
STEPS = (
    ("next finding (j)", f"() => {KEY.format('j')}"),
    ("previous finding (k)", f"() => {KEY.format('k')}"),
    ("open a finding in the list", CLICK.format(".item:nth-child(24) > button")),
    ("accept it (a)", f"() => {KEY.format('a')}"),
    ("take that back (a)", '() => document.querySelector(".card .accept").click()'),
    ("filter by grade", CLICK.format(".grade.warning")),
    ("filter by rule", CLICK.format(".chip")),
    ("only open (o)", '() => document.getElementById("open-only").click()'),
    ("search: many hits", TYPE.format("orchard")),
    ("search: one hit", TYPE.format("1777 apples")),
    ("search: none", TYPE.format("zebra")),
    ("leave the search", TYPE.format("")),
    ("fold the text (f)", '() => document.getElementById("rows-only").click()'),
    ("unfold it (f)", '() => document.getElementById("rows-only").click()'),
    ("scroll a screen", "() => scrollBy(0, innerHeight)"),
    ("jump to the middle", "() => scrollTo(0, document.body.scrollHeight / 2)"),
    ("jump by the map", """() => {
        const map = document.getElementById("strip");
        const box = map.getBoundingClientRect();
        const place = { clientX: box.left + box.width * 0.8, clientY: box.top + 4, bubbles: true };
        map.dispatchEvent(new MouseEvent("click", place));
    }"""),
    ("dark colours (d)", f"() => {KEY.format('d')}"),
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description="How fast the HTML report answers in Chromium.")
    parser.add_argument("--sentences", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    if CHROMIUM is None:
        print("no Chromium on this machine: install the package chromium", file=sys.stderr)
        return 2
    from playwright.sync_api import sync_playwright
    from report_samples import TOOL, large

    from crosscheck.gate import judge
    from crosscheck.output.html import format_html
    from crosscheck.output.writing import encode

    print(f"{'sentences':>10} {'report':>9}")
    for count in dict.fromkeys((1000, given.sentences)):
        report = large(count)
        data = encode(format_html([report], judge(report.findings), TOOL))
        print(f"{count:10,} {len(data) / 1e6:6.2f} MB")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "report.html"
        path.write_bytes(data)
        options = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        times = [_run(page, path) for _ in range(given.runs)]
        browser.close()
    print(f"\n{'':28} {'wall':>8} {'worst':>8} {'CPU':>8}")
    slow = 0
    for name in times[0]:
        walls, cpus = (sorted(run[name][place] for run in times) for place in (0, 1))
        wall, cpu = walls[len(walls) // 2], cpus[len(cpus) // 2]
        over = name != "open the report" and wall > GOAL
        slow += over
        print(
            f"{name:28} {wall:5.0f} ms {walls[-1]:5.0f} ms {cpu:5.0f} ms{'  over the goal' if over else ''}"
        )
    if slow:
        print(f"\n{slow} steps over {GOAL:.0f} ms; on a busy machine only the processor time tells")
    return 0


def _run(page: Any, path: Path) -> dict[str, tuple[float, float]]:
    """Milliseconds by step: from the event to the painted frame, and of the processor."""
    page.goto("about:blank")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def busy() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")

    page.goto(path.as_uri())
    page.evaluate(PAINTED)
    opened = page.evaluate("performance.now() - performance.getEntriesByType('navigation')[0].startTime")
    times = {"open the report": (float(opened), busy())}
    for name, step in STEPS:
        page.wait_for_timeout(250)  # what the step before has put off
        before = busy()
        wall = page.evaluate(TIMED, step)
        times[name] = (float(wall), busy() - before)
    page.evaluate("localStorage.clear()")
    return times


if __name__ == "__main__":
    sys.exit(main())
