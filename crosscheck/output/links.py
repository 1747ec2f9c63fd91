"""Alignment links as text: a table, a translation memory, or the plain index format that aligners share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape, quoteattr

from crosscheck import __version__
from crosscheck.model import Document, Link


def tsv(source: Document, target: Document, links: Sequence[Link]) -> str:
    """One link a line: indices and texts of both sides, score, "moved" or nothing, confidence; tabs and line
    breaks within texts become spaces."""
    lines = ["source\ttarget\tsource_text\ttarget_text\tscore\tmoved\tconfidence"]
    for link in links:
        cells = (
            " ".join(map(str, link.source)),
            " ".join(map(str, link.target)),
            " ".join(_text(source, link.source).split()),
            " ".join(_text(target, link.target).split()),
            f"{link.score:.4f}",
            "moved" if link.moved else "",
            f"{link.confidence:.4f}",
        )
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def index(_source: Document, _target: Document, links: Sequence[Link]) -> str:
    """One link a line, as `[0, 1]:[2]`; sentences count from 0."""
    return "".join(f"{list(link.source)}:{list(link.target)}\n" for link in links)


def tmx(source: Document, target: Document, links: Sequence[Link]) -> str:
    """A translation memory (TMX 1.4b) of the links that have both sides."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<tmx version="1.4">',
        f'  <header creationtool="crosscheck" creationtoolversion={quoteattr(__version__)} segtype="sentence"'
        f' o-tmf="crosscheck" adminlang="en" srclang={quoteattr(source.lang)} datatype="plaintext"/>',
        "  <body>",
    ]
    for link in links:
        if link.source and link.target:
            lines.append("    <tu>")
            lines.append(f'      <prop type="score">{link.score:.4f}</prop>')
            lines.append(f'      <prop type="confidence">{link.confidence:.4f}</prop>')
            for side, sentences in ((source, link.source), (target, link.target)):
                text = escape(_xml(_text(side, sentences)))
                lines.append(f"      <tuv xml:lang={quoteattr(side.lang)}><seg>{text}</seg></tuv>")
            lines.append("    </tu>")
    lines += ["  </body>", "</tmx>"]
    return "\n".join(lines) + "\n"


KINDS: dict[str, Callable[[Document, Document, Sequence[Link]], str]] = {
    "tsv": tsv,
    "tmx": tmx,
    "index": index,
}
"""What `crosscheck align --format` may name."""


def _text(side: Document, sentences: Sequence[int]) -> str:
    return " ".join(side.sentences[i].text for i in sentences)


def _xml(text: str) -> str:
    """Without the control characters that XML 1.0 forbids."""
    return "".join(
        char
        for char in text
        if char in "\t\n\r"
        or (char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff")
    )
