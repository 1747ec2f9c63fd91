"""Hand-made reports for the formatters: three language pairs, all grades, missing sides, a table."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from fractions import Fraction

from crosscheck.model import (
    Block,
    BlockKind,
    Document,
    Fact,
    Finding,
    Grade,
    Kind,
    Link,
    PairReport,
    Reading,
    Sentence,
    Side,
    Strength,
)
from crosscheck.output.kinds import Tool

TOOL = Tool(version="1.2.3", model="bundled")

_MARKS = {"# ": BlockKind.HEADING, "- ": BlockKind.LIST_ITEM}


def document(path: str, lang: str, paragraphs: Sequence[Sequence[str]], **more: object) -> Document:
    """A Markdown-like document: paragraphs of sentences; `# ` or `- ` makes a heading or an item."""
    text, blocks, sentences = "", [], []
    for paragraph in paragraphs:
        kind = _MARKS.get(paragraph[0][:2], BlockKind.PARAGRAPH)
        start = 0 if kind is BlockKind.PARAGRAPH else 2
        text += paragraph[0][:start]
        block_start = len(text)
        for number, sentence in enumerate(paragraph):
            sentence = sentence[start:] if number == 0 else sentence
            if number:
                text += " "
            span = range(len(text), len(text) + len(sentence))
            sentences.append(Sentence(len(sentences), sentence, span, len(blocks)))
            text += sentence
        level = 1 if kind is BlockKind.HEADING else 0
        blocks.append(Block(kind, text[block_start:], range(block_start, len(text)), level))
        text += "\n\n"
    return _document(path, lang, text, blocks, sentences, more)


def rows(path: str, lang: str, cells: Sequence[tuple[str, str]]) -> Document:
    """One column of a bilingual table: (id, text) for each row."""
    text, blocks, sentences = "", [], []
    for label, cell in cells:
        text += f"{label}\t"
        span = range(len(text), len(text) + len(cell))
        blocks.append(Block(BlockKind.ROW, cell, span, label=label))
        sentences.append(Sentence(len(sentences), cell, span, len(sentences), label=label))
        text += f"{cell}\n"
    return _document(path, lang, text, blocks, sentences, {})


def _document(
    path: str,
    lang: str,
    text: str,
    blocks: Sequence[Block],
    sentences: Sequence[Sentence],
    more: dict[str, object],
) -> Document:
    starts = (0, *(match.end() for match in re.finditer("\n", text)))
    fields: dict[str, object] = {"encoding": "utf-8", "lang_origin": "detected", **more}
    return Document(
        path=path,
        text=text,
        line_starts=starts,
        blocks=tuple(blocks),
        sentences=tuple(sentences),
        lang=lang,
        **fields,  # type: ignore[arg-type]
    )


def side(
    within: Document, index: int, piece: str | None = None, value: str | None = None, derivation: str = ""
) -> Side:
    """The place of `piece` in a sentence, or the whole sentence."""
    sentence = within.sentences[index]
    at = sentence.text.index(piece) if piece is not None else 0
    start = sentence.positions[at]
    end = start + len(piece if piece is not None else sentence.text)
    line, column = within.locate(start)
    text = within.text[start:end]
    return Side(sentence.unit, line, column, start, end, text, value, derivation)


def finding(
    rule: str, grade: Grade, message: str, link: int, source: Side | None, target: Side | None, **more: str
) -> Finding:
    content = f"{rule}|{source.text if source else ''}|{target.text if target else ''}|{link}"
    fingerprint = hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()[:16]
    return Finding(fingerprint, rule, grade, message, source, target, link, **more)


def numbers(within: Document, marks: str) -> tuple[tuple[Fact, ...], ...]:
    """A fact for every run of digits; `marks` are the grouping marks to drop."""
    found = []
    for sentence in within.sentences:
        facts = []
        for match in re.finditer(r"\d+(?:[.,]\d+)*", sentence.text):
            digits = match[0]
            for mark in marks:
                digits = digits.replace(mark, "")
            reading = Reading(Fraction(digits.replace(",", ".")))
            facts.append(Fact(Kind.NUMBER, *match.span(), match[0], (reading,), Strength.DIGITS))
        found.append(tuple(facts))
    return tuple(found)


def straight(count: int) -> tuple[Link, ...]:
    return tuple(Link((index,), (index,), 0.9, score=0.98) for index in range(count))


def english_german() -> PairReport:
    source = document(
        "harbour.en.md",
        "en",
        [
            ["# Harbour report 2023"],
            [
                "The harbour handled 4,925 containers in the first quarter, 3.2% more than a year before.",
                "Of the 31 cranes, 27 were in service on March 14, 2023.",
                "Repairs to the east pier cost 1.5 million euros.",
            ],
            [
                "- The night shift grew to 283 people.",
                "Resolution No. 17-HB/EN was adopted on June 16, 2022.",
            ],
            [
                "Visitors may use the old customs house at no charge.",
                "About 770 guests came to the open day, among them 3 former mayors.",
            ],
            ["The board thanks all staff."],
        ],
    )
    target = document(
        "harbour.de-draft.md",
        "de",
        [
            ["# Hafenbericht 2023"],
            [
                "Im ersten Quartal schlug der Hafen 4.952 Container um, 3,2 % mehr als im Vorjahr.",
                "Von den 31 Kränen waren am 14. Mai 2023 27 in Betrieb.",
                "Die Reparatur der Ostmole kostete 1,5 Milliarden Euro.",
            ],
            [
                "- Die Nachtschicht wuchs auf 283 Personen.",
                "Der Beschluss Nr. 17-HB/EN wurde am 16. Juni 2022 gefasst.",
            ],
            ["Zum Tag der offenen Tür kamen rund 770 Gäste, unter ihnen ehemalige Bürgermeister."],
            ["Der Vorstand dankt der gesamten Belegschaft.", "Die Sitzung endete um 18 Uhr."],
        ],
        encoding="windows-1252",
        notices=("decoded as windows-1252",),
    )
    links = (
        *(Link((index,), (index,), 0.93 - 0.01 * index, score=0.98) for index in range(6)),
        Link((6,), (), 0.4, score=0.0),
        Link((7,), (6,), 0.88, score=0.98),
        Link((8,), (7,), 0.21, score=0.3),
        Link((), (8,), 0.35, score=0.0),
    )
    findings = (
        finding(
            "number-changed",
            Grade.ERROR,
            "4,925 became 4.952",
            1,
            side(source, 1, "4,925", "4925", "4,925 = 4925"),
            side(target, 1, "4.952", "4952", "4.952 = 4952"),
            suggestion="4.925",
            cause="two digits are swapped",
        ),
        finding(
            "date-changed",
            Grade.ERROR,
            "March became May",
            2,
            side(source, 2, "March", "month 3"),
            side(target, 2, "Mai", "month 5"),
            suggestion="März",
            cause="another month",
        ),
        finding(
            "amount-changed",
            Grade.ERROR,
            "1.5 million euros became 1,5 Milliarden Euro",
            3,
            side(source, 3, "1.5 million euros", "1500000 EUR", "1.5 million = 1.5 × 10⁶"),
            side(target, 3, "1,5 Milliarden Euro", "1500000000 EUR", "1,5 Milliarden = 1.5 × 10⁹"),
            suggestion="1,5 Millionen Euro",
            cause="a thousand times too large",
        ),
        finding(
            "sentence-missing", Grade.ERROR, "No counterpart in the German version", 6, side(source, 6), None
        ),
        finding(
            "number-missing",
            Grade.WARNING,
            "3 is not found in the German version",
            7,
            side(source, 7, "3", "3"),
            side(target, 6),
            suggestion="3",
        ),
        finding("sentence-added", Grade.WARNING, "Only in the German version", 9, None, side(target, 8)),
        finding(
            "rounding",
            Grade.NOTE,
            "About 770 became rund 770",
            7,
            side(source, 7, "About 770", "~ 770"),
            side(target, 6, "rund 770", "~ 770"),
        ),
    )
    return PairReport(
        source,
        target,
        links,
        findings,
        numbers(source, ","),
        numbers(target, "."),
        {"seconds": 0.5, "model": "bundled"},
    )


def english_french() -> PairReport:
    """Another version of the harbour report: two sentences become one, one is left out, one is added."""
    source = english_german().source
    target = document(
        "harbour.fr.md",
        "fr",
        [
            ["# Rapport du port 2023"],
            [
                "Le port a traité 4 925 conteneurs au premier trimestre, 3,2 % de plus qu’un an avant.",
                "Il était content.",
                "Sur les 31 grues, 27 étaient en service le 14 mars 2023.",
                "La réparation de la jetée a coûté 1,5 million d’euros.",
            ],
            ["- L’équipe de nuit compte 382 personnes, et la résolution n° 17-HB/EN date du 16 juin 2022."],
            ["Environ 770 personnes sont venues, dont 3 anciens maires."],
            ["Le conseil remercie le personnel."],
        ],
    )
    links = (
        Link((0,), (0,), 0.95),
        Link((1,), (1,), 0.9),
        Link((), (2,), 0.3),
        Link((2,), (3,), 0.9),
        Link((3,), (4,), 0.9),
        Link((4, 5), (5,), 0.8),
        Link((6,), (), 0.4),
        Link((7,), (6,), 0.9),
        Link((8,), (7,), 0.9),
    )
    findings = (
        finding("sentence-added", Grade.WARNING, "Only in the French version", 2, None, side(target, 2)),
        finding(
            "number-changed",
            Grade.ERROR,
            "283 became 382",
            5,
            side(source, 4, "283", "283"),
            side(target, 5, "382", "382"),
            suggestion="283",
        ),
    )
    facts = numbers(source, ","), numbers(target, ".")
    return PairReport(source, target, links, findings, *facts, {"seconds": 0.5})


def english_arabic() -> PairReport:
    source = document(
        "school.en.txt",
        "en",
        [
            ["The school has 640 pupils & 38 teachers.", "It opened in 1987."],
            ["Lessons start at 8:15."],
        ],
    )
    target = document(
        "school.ar.txt",
        "ar",
        [["تضم المدرسة ٦٤٠ تلميذا و٣٨ معلما.", "افتتحت عام ١٩٧٨."], ["تبدأ الدروس في الساعة ٨:١٥."]],
    )
    findings = (
        finding(
            "year-changed",
            Grade.ERROR,
            "1987 became ١٩٧٨",
            1,
            side(source, 1, "1987", "year 1987"),
            side(target, 1, "١٩٧٨", "year 1978", "١٩٧٨ = 1978"),
            suggestion="١٩٨٧",
            cause="two digits are swapped",
        ),
    )
    return PairReport(source, target, straight(3), findings, numbers(source, ","), numbers(target, ","))


def english_chinese() -> PairReport:
    """A bilingual table, with characters beyond the first plane before a value."""
    source = rows(
        "strings.tsv",
        "en",
        [
            ("menu.open", "Open the file"),
            ("quota.left", "🚢🚢 You have 12 of 20 boats left."),
            ("price.total", "In all 2,300 yuan"),
        ],
    )
    target = rows(
        "strings.tsv",
        "zh",
        [
            ("menu.open", "打开文件"),
            ("quota.left", "🚢🚢 您还剩 20 艘船中的 21 艘。"),
            ("price.total", "共 2300 元"),
        ],
    )
    findings = (
        finding(
            "number-changed",
            Grade.ERROR,
            "12 became 21",
            1,
            side(source, 1, "12", "12"),
            side(target, 1, "21", "21"),
            suggestion="12",
            cause="two digits are swapped",
        ),
    )
    return PairReport(source, target, straight(3), findings, numbers(source, ","), numbers(target, ","))


HOSTILE = (
    "<script>document.title = 'run'</script> & </script><!-- <img src=x onerror=\"document.title='run'\">",
    "\u202egnirts desrever\u202c \x1b[31mred\x1b[0m \x00 [bold]markup[/bold] {{ 7 * 7 }} __CROSSCHECK__ 7",
    '=HYPERLINK("x") ' + "W" * 400,
    "\"quotes\" 'and' \\backslash\\ \u2028 line separator",
)


def hostile() -> PairReport:
    """Markup, scripts, terminal codes and a very long word, in every field that holds text."""
    bad = HOSTILE[0]
    source = document(f"{bad}.txt", "en", [[text] for text in HOSTILE], notices=(bad,))
    target = document("plain.txt", "de", [[text] for text in HOSTILE])
    findings = (
        finding(
            "number-changed",
            Grade.ERROR,
            f"{bad} changed",
            1,
            side(source, 1, "7", bad, bad),
            side(target, 1),
            suggestion=bad,
            cause=bad,
        ),
        finding("sentence-missing", Grade.WARNING, HOSTILE[1], 0, side(source, 0), None),
    )
    stats: dict[str, int | float | str] = {"remark": bad}
    return PairReport(source, target, straight(4), findings, numbers(source, ""), numbers(target, ""), stats)


def large(count: int, every: int = 50) -> PairReport:
    """`count` sentences on each side, an error in every `every`-th from 7 on."""
    wrong = range(7, count, every)
    source = document(
        "long.en.txt",
        "en",
        [[f"Line {n} of the long list counts {1000 + n} apples from orchard {n % 7}."] for n in range(count)],
    )
    target = document(
        "long.de.txt",
        "de",
        [
            [f"Zeile {n} der langen Liste zählt {1000 + n + (n in wrong)} Äpfel aus Garten {n % 7}."]
            for n in range(count)
        ],
    )
    findings = tuple(
        finding(
            "number-changed",
            Grade.ERROR,
            f"{1000 + n} became {1001 + n}",
            n,
            side(source, n, str(1000 + n), str(1000 + n)),
            side(target, n, str(1001 + n), str(1001 + n)),
            suggestion=str(1000 + n),
            cause="one more",
        )
        for n in wrong
    )
    return PairReport(
        source,
        target,
        straight(count),
        findings,
        numbers(source, ","),
        numbers(target, "."),
        {"seconds": 1.0},
    )


def clean() -> PairReport:
    source = document("note.en.txt", "en", [["The fair opens at 9."]])
    target = document("note.de.txt", "de", [["Die Messe öffnet um 9."]])
    return PairReport(source, target, straight(1), (), numbers(source, ","), numbers(target, "."))


SAMPLES = {
    "english-german": english_german,
    "english-arabic": english_arabic,
    "english-chinese": english_chinese,
    "hostile": hostile,
    "clean": clean,
}
