"""How text is folded and cut into tokens. Lexicon forms and documents go through the same two functions, so
that a form matches exactly where a reader would see it."""

from __future__ import annotations

import re
from typing import NamedTuple

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_APOSTROPHES = "\u2018\u2019\u201b\u02bc\uff07\u0060\u00b4\u2032"
_HYPHENS = "\u2010\u2011\ufe63\uff0d\u00ad"
# Full-width and other look-alikes of the marks that stand in numbers.
_MARKS = {
    "．": ".",
    "：": ":",
    "／": "/",
    "％": "%",
    "＋": "+",
    "（": "(",
    "）": ")",
    "＄": "$",
    "￥": "¥",
    "～": "~",
    "〜": "~",
    "٫": ",",
    "،": ",",
    "٬": "'",
    "٪": "%",
    "﹪": "%",
    "＜": "<",
    "＞": ">",
    "［": "[",
    "］": "]",
}

# The zeros of the decimal digit rows of the Basic Multilingual Plane (Unicode general category Nd).
_ZEROS = (
    0x660,
    0x6F0,
    0x7C0,
    0x966,
    0x9E6,
    0xA66,
    0xAE6,
    0xB66,
    0xBE6,
    0xC66,
    0xCE6,
    0xD66,
    0xDE6,
    0xE50,
    0xED0,
    0xF20,
    0x1040,
    0x1090,
    0x17E0,
    0x1810,
    0xFF10,
)


def _table() -> dict[int, str]:
    table = {ord(c): " " for c in _SPACES}
    table |= {ord(c): "'" for c in _APOSTROPHES}
    table |= {ord(c): "-" for c in _HYPHENS}
    table |= {ord(a): b for a, b in _MARKS.items()}
    for zero in _ZEROS:
        table |= {zero + digit: str(digit) for digit in range(10)}
    table |= {code: chr(code - 0xFEE0) for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    table[ord("İ")] = "i"
    return table


_DIGITS_OF_SCRIPTS = re.compile(f"[{''.join(f'{chr(zero)}-{chr(zero + 9)}' for zero in _ZEROS)}]")
_TABLE: dict[int, str] | None = None
_CHANGED: re.Pattern[str] | None = None


def with_ascii_digits(text: str) -> str:
    """`text` with digits of all scripts as 0–9; same length."""
    return text if text.isascii() else _DIGITS_OF_SCRIPTS.sub(lambda digit: str(int(digit[0])), text)


def plain(text: str) -> str:
    """`text` with digits of all scripts as 0–9 and one kind of space, apostrophe and hyphen; same length."""
    global _TABLE, _CHANGED
    if text.isascii():
        return text
    if _TABLE is None or _CHANGED is None:
        _TABLE = _table()
        _CHANGED = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")
    # three times as fast as `str.translate`: few characters are to be changed
    return _CHANGED.sub(_made_plain, text)


def _made_plain(found: re.Match[str]) -> str:
    assert _TABLE is not None
    return _TABLE[ord(found[0])]


def fold(text: str) -> str:
    """`plain(text)` in lower case; same length, so that offsets stay."""
    return lower(plain(text))


def lower(text: str) -> str:
    """A plain text in lower case, of the same length."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return low


class Token(NamedTuple):
    """`kind` is "d" (digits with what separates them), "w" (letters) or "s" (one other character that is no
    space)."""

    start: int
    end: int
    text: str
    kind: str


# Letters with the combining marks that Python's \w leaves out (Hebrew, Arabic and Indic vowel signs,
# joiners).
_MARK = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u200c\u200d"
)
# Scripts written without spaces make runs of their own: "5G网络", "IT企業".
UNSPACED = "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
# Marks of writing direction stand inside Arabic dates and say nothing.
_BIDI = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
LITERAL = r"[0-9](?:[0-9]{0,2}(?:[ '][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[0-9]*(?:[.,][0-9]+)*)"
_LETTERS = rf"(?:[^\W\d_{UNSPACED}{HANGUL}]+|[{_MARK}]+)+|[{UNSPACED}]+|[{HANGUL}]+"
_TOKEN = re.compile(rf"(?P<w>{_LETTERS})|(?P<s>[^0-9\s{_BIDI}])|(?P<d>{LITERAL})")


# Arabic vowel signs and the stroke that stretches a word, and the joiners of Indic letters: most texts leave
# them out, some write a few of them.
_OPTIONAL = re.compile("[\u0640\u064b-\u0652\u0670\u200c\u200d]")


# The same tokens without their kinds. What is named first, the letters and marks of the usual scripts and the
# signs of ASCII, is told without a look at the category of each character. Texts in plain ASCII, and those
# without marks and scripts that need care, have simpler and faster patterns.
_USUAL = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0400-\u0481\u048a-\u052f\u1e00-\u1eff"
_USUAL_OR_MARK = f"{_USUAL}\u0300-\u036f\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u0900-\u0963\u0971-\u097f"
_ASCII = r"\x00-\x7f"
_ASCII_SIGN = r"[!-/:-@\[-`{-~]"
_SPACE = "\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_MIXED = rf"(?:[^\W\d_{UNSPACED}{HANGUL}]+|[{_MARK}]+)+"
ANY = re.compile(
    rf"[{UNSPACED}]+|[{_USUAL_OR_MARK}]+(?:(?=[^{_ASCII}]){_MIXED})?|{LITERAL}|{_ASCII_SIGN}|[{HANGUL}]+|{_MIXED}"
    rf"|[^0-9{_SPACE}{_BIDI}]"
)
_ANY_SIMPLE = re.compile(
    rf"[{_USUAL}]+(?:[^{_ASCII}\W\d_][^\W\d_]*)?|{LITERAL}|{_ASCII_SIGN}|[^{_ASCII}\W\d_][^\W\d_]*|[^0-9{_SPACE}]"
)
_ANY_ASCII = re.compile(rf"[a-z]+|[^0-9\t-\r\x1c-\x20]|{LITERAL}", re.ASCII)
_INTRICATE = re.compile(f"[{_MARK}{UNSPACED}{HANGUL}{_BIDI}\u0640]")


def token_pattern(folded: str) -> re.Pattern[str]:
    """The pattern that cuts a folded text into its tokens."""
    if folded.isascii():
        return _ANY_ASCII
    return _ANY_SIMPLE if _INTRICATE.search(folded) is None else ANY


_WORD_START = re.compile(f"[^\\W\\d_]|[{_MARK}{UNSPACED}{HANGUL}]")


def is_word(token: str) -> bool:
    """Whether a token is a word; else it is a sign or digits."""
    return _WORD_START.match(token) is not None


def optional_signs(folded: str) -> bool:
    """Whether some tokens of a folded text are not `bare`."""
    return not folded.isascii() and _OPTIONAL.search(folded) is not None


def bare(text: str) -> str:
    """A token without the signs that its language writes or leaves out at will: what forms are matched by."""
    return text if text.isascii() else _OPTIONAL.sub("", text)


_WRITTEN_ON = re.compile(f"[{UNSPACED}{HANGUL}]")


def part_of_word(char: str) -> bool:
    """Whether a character goes on with a Latin word or symbol before it. Letters of the scripts that write on
    without a space do not: "35cmで", "200m와". False for an empty string."""
    return char.isalpha() and not _WRITTEN_ON.match(char)


def tokens(folded: str) -> list[Token]:
    """The tokens of a folded text, in order; spaces separate and are dropped."""
    return [Token(m.start(), m.end(), m.group(), m.lastgroup or "s") for m in _TOKEN.finditer(folded)]


_PLAIN_WORD = (
    "(?:[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u012f\u0131-\u024f\u0400-\u0481\u048a-\u052f\u1e00-\u1eff]+"
    f"|[{UNSPACED}]+|[{HANGUL}]+|[\u0620-\u063f\u0641-\u064a]+|[\u0900-\u0963\u0971-\u097f]+)"
)
_PLAIN_FORM = re.compile(f"{_PLAIN_WORD}(?: {_PLAIN_WORD})*+")
"""Words of one script with spaces between them, and nothing that folding changes but the case."""


def form_tokens(form: str) -> list[str]:
    """The texts of the tokens that a lexicon's form is matched by, folded and `bare`."""
    if _PLAIN_FORM.fullmatch(form) is not None:
        return form.lower().split(" ")
    return words(bare(fold(form)))


def words(folded: str) -> list[str]:
    """The texts of the tokens alone."""
    return ANY.findall(folded)
