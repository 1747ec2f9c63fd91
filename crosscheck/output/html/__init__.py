"""The HTML report: one self-contained page that asks the network for nothing.

The page's markup, styles and scripts are the files beside this one. The reports travel in it as JSON, which
the script turns into text nodes: nothing of a document is ever parsed as markup. A content security policy
allows just the page's own style and script, by their hashes.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from pathlib import Path

from crosscheck.model import PairReport, Verdict
from crosscheck.output.html.data import page_data
from crosscheck.output.html.plain import plain_findings
from crosscheck.output.kinds import Tool
from crosscheck.output.summary import headline

STYLES = ("base.css", "overview.css", "findings.css", "text.css", "print.css")
SCRIPTS = (
    "dom.js",
    "model.js",
    "group.js",
    "review.js",
    "text.js",
    "card.js",
    "rows.js",
    "strip.js",
    "list.js",
    "overview.js",
    "app.js",
)
"""In this order they make one module."""

_SLOT = re.compile(r"\{\{(\w+)\}\}")


def format_html(reports: Sequence[PairReport], verdict: Verdict, tool: Tool) -> str:
    """The page as text."""
    style, script = _join(STYLES), _join(SCRIPTS)
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    data = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode(
        page_data(reports, verdict, tool)
    )
    slots = {
        "policy": policy,
        "title": escape(_title(reports)),
        "verdict": escape(headline(verdict)),
        "plain": plain_findings(reports),
        "style": style,
        "script": script,
        # "<" is the only character that could end the script element or open a comment in it.
        "data": data.replace("<", "\\u003c"),
    }
    # One pass, so that braces in a document are not taken for slots.
    return _SLOT.sub(lambda match: slots[match[1]], _read("page.html"))


def _title(reports: Sequence[PairReport]) -> str:
    names = [f"{_name(report.source.path)} – {_name(report.target.path)}" for report in reports[:1]]
    more = f" and {len(reports) - 1} more" if len(reports) > 1 else ""
    return " ".join(["crosscheck:", *names]) + more


def _name(path: str) -> str:
    return re.split(r"[/\\]", path)[-1]


def _join(names: Sequence[str]) -> str:
    return "\n" + "\n".join(_read(name).strip() for name in names) + "\n"


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
