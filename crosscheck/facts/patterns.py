"""What can be read from the characters alone, before any number is: identifiers, dates and times in digits,
addresses.

All patterns are linear: every repetition is bounded or followed by something that it cannot match itself.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache, lru_cache

from crosscheck.facts.digit_dates import digit_dates, full_year, seconds_of, short_dates, stands_before
from crosscheck.facts.formulas import formulas
from crosscheck.facts.found import Found, at_runs
from crosscheck.facts.items import NO_ENTRY, Entry
from crosscheck.facts.race_times import race_times
from crosscheck.facts.symbols import symbols
from crosscheck.lexicons import tokens
from crosscheck.lexicons.load import Lexicon
from crosscheck.lexicons.tokens import HANGUL, UNSPACED
from crosscheck.lexicons.units import common, suffixes
from crosscheck.members import TIME, YEAR
from crosscheck.model import Fact, Reading

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"']{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,63}){1,6}")
_CLOCK = re.compile(
    r"(?<![\d:.,])(?!1:\d{1,3}(?:[.,'’][05]|[ \u00a0\u202f]0)00(?!\d))"
    r"(?:([01]?\d|2[0-4]):\s?([0-5]\d)(?::([0-5]\d(?:[.,]\d{1,3})?))?"
    r"|([0-5]?\d):([0-5]\d[.,]\d{1,3}))(?![\d:]|[.,]\d)"
)
"""Hours, minutes and perhaps seconds; or minutes and seconds, told by their decimals. But 1:25,000 is a map's
scale."""
_LETTERED_CLOCK = re.compile(
    r"(?<![0-9A-Za-z:.,])([01]?[0-9]|2[0-4])[hH]([0-5][0-9])(?::([0-5][0-9]))?(?![0-9A-Za-z:'’\"″]|[.,]\d)"
)
"""22h00, as translations and Canadian English write it."""
_PHONE = re.compile(
    r"(?<![\w+])\+\d{1,3}(?:[ ()./-]{1,2}\d{1,12}){1,6}(?!\w)|(?<![\w-])\(?\d{3}\)?[ -]\d{3}-\d{4}(?![\w-])"
)
_NATIONAL = re.compile(
    r"(?<![0-9A-Za-z.,/+-])(?<![0-9] )\(?0\d{1,4}\)?(?:[ /・-]\d{2,8}){1,4}(?:-\d)?(?![0-9A-Za-z/-]|[.,]\d)"
)
"""A telephone number with its leading zero: 08 11 00 06 95, 030 12345678."""
_SHORTEST_PHONE, _SHORTEST_NATIONAL, _LONGEST_PHONE = 7, 9, 15
"""Digits."""
_ESCAPED = re.compile(r"(?<=[^\W\d_])(?:%[0-9A-F]{2}){1,8}(?=[^\W\d_])|</?\d{1,2} ?/?>|&#\d{2,5};")
"""Characters of an address that are written as %20, of a web page (&#39;), and tags of translation memories:
<0>…</0>."""
_ISBN = re.compile(r"(?i)\bISBN(?:-1[03])?:?\s?([\d][\d -]{8,16}[\dX])\b")
# Letters and digits in one word, with at least one capital: F-22, COVID-19, H1N1, 21-NQ/TW, A320, 802.11n
# is none.
# Scripts written without spaces have no such words: "ABCは326万人".
_ALNUM = rf"(?:(?![{UNSPACED}{HANGUL}])[^\W_])"
_JOINT = rf"(?:[-/.‑]|(?<=[0-9])–(?={_ALNUM}{{0,3}}[0-9]))"
"""What joins the parts of a label; the longer dash only two that both hold digits: E50–51."""
_WORD = re.compile(rf"{_ALNUM}{{1,24}}(?:{_JOINT}{_ALNUM}{{1,24}}){{0,8}}")
_LETTER = re.compile(_ALNUM)
_VERSION = re.compile(r"(?<![\d.,])\d{1,4}(?:\.\d{1,5}){2,5}(?![\d]|,\d)")
_COORDINATE = re.compile(
    r"(?<!\d)(\d{1,3}(?:[.,]\d{1,8})?)\s?°\s?(?:(\d{1,2})\s?['′’]\s?(?:(\d{1,2}(?:[.,]\d{1,4})?)\s?(?:\"|″|''|”)\s?)?)?([NSEWO])\b"
)
_ROMAN_OF_YEAR = re.compile(r"[IVX]{1,4}/[12][0-9]{3}")
_DIGIT = re.compile(r"[0-9]+")
_JOINTS = "-/.‑–"
"""What may stand between the parts of a word with digits."""
_APART = frozenset(("", *" \n\u00a0,;()€$£'\"“”«»"))
"""What is no part of a pattern: most digits stand between two of these."""
_FIGURES = re.compile(r"[0-9]++(?:[-/.‑][0-9]++){1,8}+(?![-/.‑–]?[^\W_])")
"""A decimal, a fraction and the like: no word."""
_PHONE_END = re.compile(r"\d-\d{4}")
_PARTS = re.compile(r"[^-/.‑–]+")


def find(plain: str, original: str, lexicon: Lexicon, quantity: frozenset[str]) -> Found:
    """Read all patterns of a text. `plain` is the text with digits and signs made plain, case kept;
    `quantity` holds the unit symbols and magnitudes that may be written onto digits ("5km" is no
    identifier)."""
    found = Found()
    if "://" in plain or "www." in plain or "@" in plain:
        for match in _LINK.finditer(plain):
            found.take(*match.span())
    runs = [match.span() for match in _DIGIT.finditer(plain)]
    if not runs:
        return found
    if not _marked(plain, runs):
        return found
    several, many = len(runs) > 1, len(runs) > 2
    # Each pattern is tried only where the sign that it needs occurs: most texts have none of them.
    if "ISBN" in plain or "isbn" in plain:
        for match in _ISBN.finditer(plain):
            found.identifier(match.start(1), match.end(1), match.group(1))
    for start, end in formulas(plain):
        found.identifier(start, end, original[start:end])
    if "%" in plain or "<" in plain or "&#" in plain:
        for match in _ESCAPED.finditer(plain):
            found.take(*match.span())
    if "°" in plain:
        for match in _COORDINATE.finditer(plain):
            found.identifier(*match.span(), original[match.start() : match.end()])
    if several and ("+" in plain or ("-" in plain and _PHONE_END.search(plain) is not None)):
        for match in _PHONE.finditer(plain):
            if found.free(*match.span()) and _dialled(match.group()):
                found.identifier(*match.span(), match.group())
    years, fiscal, standards, standard = _common_names()
    for sign in years:
        if sign in plain:
            _fiscal(fiscal, plain, original, found)
            break
    for number in standards:
        if number in plain:
            for match in standard.finditer(plain):
                found.identifier(*match.span(), original[match.start() : match.end()])
            break
    if many:
        race_times(plain, runs, original, found)
        digit_dates(plain, runs, original, lexicon, found)
    if several and "." in lexicon.date_separators and lexicon.separators.decimal == ",":
        short_dates(plain, runs, original, lexicon, found)
    if several and any(plain[start] == "0" and stop - start > 1 for start, stop in runs):
        for match in _NATIONAL.finditer(plain):
            size = sum(map(str.isdigit, match.group()))
            if found.free(*match.span()) and _SHORTEST_NATIONAL <= size <= _LONGEST_PHONE:
                found.identifier(*match.span(), match.group())
    for match in at_runs(_LETTERED_CLOCK, plain, runs) if several and _foreign_hours(lexicon) else ():
        if found.free(*match.span()):
            _clock(match, original, found)
    for match in at_runs(_CLOCK, plain, runs) if several and ":" in plain else ():
        if found.free(*match.span()):
            _clock(match, original, found)
    for match in at_runs(_VERSION, plain, runs) if many and plain.count(".") > 1 else ():
        text = match.group()
        if found.free(*match.span()) and not _groups(text):
            found.identifier(*match.span(), text)
    end = 0
    for start, stop in runs:
        if (not start or plain[start - 1] in _APART) and plain[stop : stop + 1] in _APART:
            continue
        if start < end or not (_goes_on(plain, start - 1, -1) or _goes_on(plain, stop, 1)):
            continue
        if (figures := _FIGURES.match(plain, start)) is not None and not _goes_on(plain, start - 1, -1):
            end = figures.end()
            continue
        word = _WORD.match(plain, _word_start(plain, start, end))
        if word is not None and word.end() > start:
            end = word.end()
            if found.free(*word.span()):
                _word(word, original, lexicon, quantity, found)
    if len(found.taken) > 1:
        found.taken.sort()
    return found


def _marked(plain: str, runs: list[tuple[int, int]]) -> bool:
    """Whether any of the patterns for digits may be found: most texts only have digits between spaces."""
    for start, end in runs:
        if plain[start] == "0" or (start and plain[start - 1] not in _APART):
            return True
        after = plain[end : end + 1]
        if after not in _APART:
            # a full stop is the end of a sentence where neither a letter nor a digit follows
            following = plain[end + 1 : end + 3]
            if after != "." or not (following[:1].isspace() or not following) or following[1:].isdigit():
                return True
    for sign in _spaced_signs():  # noqa: SIM110 - a third faster than `any`
        if sign in plain:
            return True
    return False


def _goes_on(text: str, at: int, step: int) -> bool:
    """Whether digits that end before `at` (seen in the direction of `step`) are part of a longer word."""
    if not 0 <= at < len(text):
        return False
    if text[at] in _JOINTS:
        at += step
        return 0 <= at < len(text) and text[at].isalnum()
    return text[at].isalnum()


def _word_start(text: str, at: int, floor: int) -> int:
    """Where the word with the character at `at` begins; no further back than an identifier is long."""
    floor = max(floor, at - 100)
    while at > floor and (_LETTER.match(text, at - 1) or text[at - 1] in "-/.‑"):
        at -= 1
    while not _LETTER.match(text, at):
        at += 1
    return at


def _dialled(text: str) -> bool:
    """Whether digits behind a plus are a telephone number, and not a gain such as +0.5 or +12 500 000."""
    groups = _DIGIT.findall(text)
    digits = sum(map(len, groups))
    grouped = all(len(group) == 3 for group in groups[1:]) and digits <= 9
    return _SHORTEST_PHONE <= digits <= _LONGEST_PHONE and not (text[0] == "+" and grouped)


def _groups(text: str) -> bool:
    """Are these dots grouping dots, as in 1.234.567?"""
    first, *rest = text.split(".")
    return len(first) <= 3 and not first.startswith("0") and all(len(group) == 3 for group in rest)


@lru_cache(maxsize=64)
def _quarters(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(map(tokens.fold, lexicon.data.get("halves", {}).get("quarter", ())))


@lru_cache(maxsize=64)
def _foreign_hours(lexicon: Lexicon) -> bool:
    """Whether the language itself says nothing of hours with the letter, as French does."""
    return "hour_after" not in _said(lexicon, "h")


@cache
def _spaced_signs() -> tuple[str, ...]:
    """What a pattern that has spaces around its digits contains."""
    return ("°", "O ", "2 O", "ISBN", "isbn", *_common_names()[0])


@cache
def _common_names() -> tuple[tuple[str, ...], re.Pattern[str], tuple[str, ...], re.Pattern[str]]:
    """What `units.toml` says of labels in all languages: the signs of fiscal years and the numbers of
    standards, each with the pattern that reads them."""
    said = common()["labels"]
    years, standards = tuple(said["fiscal_years"]), tuple(said["standards"])
    fiscal = "|".join(map(re.escape, years))
    numbers = "|".join(map(re.escape, standards))
    return (
        years,
        re.compile(rf"(?<!{_ALNUM})(?:{fiscal}) ?'?(\d{{4}}|\d\d)(?:[-–/](\d{{4}}|\d\d))?(?!{_ALNUM})"),
        standards,
        re.compile(rf"(?<![0-9A-Za-z.,])(?:{numbers})(?:[a-z]{{1,2}}(?:/[a-z]{{1,2}}){{0,6}})(?!{_ALNUM})"),
    )


def _fiscal(pattern: re.Pattern[str], plain: str, original: str, found: Found) -> None:
    """FY18, FY2018-19: years."""
    for match in pattern.finditer(plain):
        if not found.free(*match.span()):
            continue
        found.take(*match.span())
        for place, text in enumerate(match.groups(), 1):
            if text is not None:
                year = int(text) if len(text) == 4 else full_year(int(text))
                start, end = (match.start(), match.end(1)) if place == 1 else match.span(place)
                reading = Reading(Fraction(year), derivation=f"{original[start:end]} = {year}")
                found.facts.append(Fact(YEAR, start, end, original[start:end], (reading,)))


def _clock(match: re.Match[str], original: str, found: Found) -> None:
    """15:30 stays a number for the time rules: only the stretch is kept from being read as two numbers."""
    found.take(*match.span())
    if match.re is _CLOCK and match.group(4):
        minutes, seconds = int(match.group(4)), match.group(5)
        readings = [Reading(minutes + seconds_of(seconds))]
        if len(seconds) == 5 and seconds[3] < "6":  # "2:21.31" of a marathon
            readings.append(Reading(minutes * 60 + int(seconds[:2]) + seconds_of(seconds[3:])))
    else:
        hours = int(match.group(1))
        past = int(match.group(2)) + seconds_of(match.group(3) or "0")
        value = hours * 60 + past
        readings = [Reading(value)]
        if hours <= 12:
            readings.append(Reading((value + 720) % 1440))
        if hours == 24:
            readings = [Reading(past), Reading(value)]
    found.facts.append(Fact(TIME, *match.span(), original[match.start() : match.end()], tuple(readings)))


def _word(
    match: re.Match[str], original: str, lexicon: Lexicon, quantity: frozenset[str], found: Found
) -> None:
    text = match.group()
    if text.isdigit() or not any("0" <= char <= "9" for char in text):
        return
    if _ROMAN_OF_YEAR.fullmatch(text) and stands_before(original, match.start(), _quarters(lexicon)):
        return  # vi "quý IV/2025"
    pieces = [(m.start(), m.end(), m.group()) for m in _PARTS.finditer(text)]
    core: list[int] = []
    for place, (first, last, piece) in enumerate(pieces):
        start, stop = match.start() + first, match.start() + last
        digits = sum("0" <= char <= "9" for char in piece)
        if digits == len(piece):
            continue
        if digits:
            if piece[0].isdigit():
                rest = piece.lstrip("0123456789")
                if not any(char.isupper() for char in rest) or not rest.isascii():
                    continue
                if rest in quantity and not (place > 0 and _mixed(pieces[place - 1][2])):
                    continue  # but "HCoV-229E"
                if rest in suffixes() and (
                    (start > 1 and original[start - 1] in ".," and original[start - 2].isdigit())
                    or symbols().money_before(original, match.start())
                    or symbols().money_at(original, stop)
                ):
                    continue  # "$10B", "7.4M"
            elif not any(char.isupper() for char in piece) or _amount(piece, original, stop, lexicon):
                continue
            core.append(place)
        elif piece.isalpha() and piece[0].isupper():
            before = place + 1 < len(pieces) and pieces[place + 1][2].isdigit()
            after = place > 0 and pieces[place - 1][2].isdigit()
            capitals = piece.isupper() and len(piece) <= 6
            if before and not capitals:
                # "Fahrenheit/3,527" and "March-2019" are none
                named = text[last] != "/" and not _dated(piece, lexicon)
                before = named and (place == 0 or _mixed(piece) or len(pieces[place + 1][2]) < 4)
            elif before and place == 0:
                before = not _dated(piece, lexicon)  # "1200 BCE-300 CE"
            if before or (after and capitals and piece not in quantity):
                core.append(place)
    if not core:
        return
    low, high = min(core), max(core)
    # The run grows over neighbours made of digits or capitals: 21-NQ/TW, SARS-CoV-2.
    while low > 0 and (
        pieces[low - 1][2].isdigit()
        or pieces[low - 1][2].isupper()
        or (pieces[low][2][0].isdigit() and _mixed(pieces[low - 1][2]))
    ):
        low -= 1
    while high + 1 < len(pieces) and (pieces[high + 1][2].isdigit() or pieces[high + 1][2].isupper()):
        high += 1
    start, end = match.start() + pieces[low][0], match.start() + pieces[high][1]
    if not any("0" <= char <= "9" for char in match.group()[pieces[low][0] : pieces[high][1]]):
        return
    found.identifier(start, end, original[start:end])


_AMOUNT = re.compile(r"([A-Z]{1,4}[a-z]?)([0-9]+)([A-Za-z]{0,3})")


def _amount(piece: str, original: str, stop: int, lexicon: Lexicon) -> bool:
    """Whether letters and digits are money: "Rp5.000", "CHF25m", and one letter before a magnitude, "R585
    million"."""
    found = _AMOUNT.fullmatch(piece)
    if found is None or found[1] not in symbols().before:
        return False
    if found[3]:
        return found[3] in suffixes() or "magnitude_abbreviation" in _said(lexicon, found[3])
    word = _NEXT_WORD.match(original, stop)
    return len(found[1]) > 1 or (word is not None and "magnitude" in _said(lexicon, word[1]))


_NEXT_WORD = re.compile(r"[ \u00a0]([^\W\d_]{1,16})")


def _said(lexicon: Lexicon, word: str) -> Entry:
    """What the lexicon says of a word."""
    node = lexicon.trie.get(tokens.lower(word))
    return NO_ENTRY if node is None else node.get("", NO_ENTRY)


def _mixed(piece: str) -> bool:
    """Whether a word has a small letter and a capital behind its first: CoV, HCoV."""
    return any(char.isupper() for char in piece[1:]) and not piece.isupper()


_CALENDAR = frozenset({"month", "weak_month", "weekday", "era_before", "era_common"})


def _dated(piece: str, lexicon: Lexicon) -> bool:
    return not _CALENDAR.isdisjoint(_said(lexicon, piece))
