"""Items → numbers: digits, number words and magnitudes composed into one exact value each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from crosscheck.facts.digits import ZERO, Literal, literal, whole
from crosscheck.facts.items import Item
from crosscheck.facts.myriads import read_myriads
from crosscheck.facts.num import VULGAR, Num, Part, Parts, power
from crosscheck.facts.parts import half_between
from crosscheck.facts.stepped import read_steps
from crosscheck.facts.symbols import symbols
from crosscheck.facts.words import BEGINS, is_power, read_words
from crosscheck.figures import figure
from crosscheck.lexicons.load import Lexicon, Separators
from crosscheck.lexicons.units import suffixes
from crosscheck.members import DIGITS, IDENTIFIER
from crosscheck.model import Reading

_HALF = Fraction(1, 2)
_LONGEST_SUFFIX = 3
"""Characters of what multiplies digits in the writing of another language: "$10B"."""
_SLASHES = ("/", "⁄")
_INSIDE = ("-", "+", *_SLASHES)
"""Signs inside a number."""
_YEARS = re.compile("[12][0-9]{3}(?:,[12][0-9]{3})+")
"""Years in a list without spaces: no amount is written so."""


def numbers(items: Sequence[Item], told: Sequence[int], original: str, lexicon: Lexicon) -> Parts:
    """The items with every number phrase replaced by a `Num`. `told` are the places of the items that mean
    something: only these are looked at."""
    parts = Parts([], [], [], [])
    out, nums, terms, words = parts
    at = 0
    for index in told:
        if index < at:
            continue
        if index > at:
            out += items[at:index]
        at = index + 1
        item = items[index]
        found: list[Num] | None = None
        after = index
        kind = item.kind
        if kind == "d":
            found, after = _from_digits(items, index, original, lexicon)
        elif kind == "t":
            if not BEGINS.isdisjoint(item.entry):
                if _half_counted(out, items, index):
                    terms.pop()
                    continue
                found, after = read_words(items, index, original, lexicon)
        elif item.text in VULGAR:
            num = Num(item.start, item.end, (Literal(VULGAR[item.text], ZERO, True),), DIGITS)
            num.fraction = True
            found, after = [num], index + 1
        if found:
            for num in found:
                nums.append(len(out))
                out.append(num)
            at = after
            if after < len(items) and (found[-1].fraction or not _SETS.isdisjoint(items[after].entry)):
                at = _grouped(found[-1], items, after, original)
            continue
        if item.entry:
            terms.append(len(out))
        elif kind in "wt":
            words.append(len(out))
        out.append(item)
    out += items[at:]
    return parts


def _half_counted(out: list[Part], items: Sequence[Item], index: int) -> bool:
    """ "5个半月", "三个半小时": a half between the counter and the unit is added to the number, and the
    counter says no more."""
    if len(out) < 2 or index + 1 >= len(items):
        return False
    num, counter = out[-2], out[-1]
    if not isinstance(num, Num) or not isinstance(counter, Item) or "counter" not in counter.entry:
        return False
    entry = items[index].entry
    if entry.get("added_after", entry.get("weak_cardinal")) != _HALF:
        return False
    if "hour_after" in counter.entry:
        return False
    if counter.start != num.end or items[index].start != counter.end or "unit" not in items[index + 1].entry:
        return False
    out.pop()
    num.values = (Literal(num.value + _HALF, ZERO, True),)
    num.end, num.plain = items[index].end, False
    return True


_SETS = frozenset({"group", "century"})
_CENTURY = Fraction(100)


def _grouped(num: Num, items: Sequence[Item], at: int, original: str) -> int:
    """ "three decades", "two dozen", "half a dozen", "two centuries": the product first; the plain count
    stays a reading."""
    step = at + 1 if num.fraction and at < len(items) and items[at].end - items[at].start <= 3 else at
    if step >= len(items) or num.ordinal or num.scaled != 1 or not (num.fraction or 1 < num.value < 100):
        return at
    entry = items[step].entry
    size = entry.get("group")
    apart = items[step].start > items[step - 1].end or items[step - 1].text == "-"  # but zh "二十世纪"
    if size is None and "century" in entry and not num.digits and apart:
        size = (
            None if original[items[at].start : items[at].end].isupper() else _CENTURY
        )  # "половина XIX века"
    if (
        type(size) is not Fraction
        or "unit" in items[step].entry
        or items[step].start - items[step - 1].end > 1
    ):
        return at
    plain = num.values
    num.values = (Literal(num.value * size, ZERO, True), *(plain if not num.fraction else ()))
    num.end, num.plain, num.fraction = items[step].end, False, False
    num.derivation = (
        f"{original[num.start : num.end]} = {figure(plain[0].value)} × {figure(size)} = {figure(num.value)}"
    )
    return step + 1


def _from_digits(
    items: Sequence[Item], index: int, original: str, lexicon: Lexicon
) -> tuple[list[Num] | None, int]:
    item = items[index]
    plain = item.text.isdigit()
    readings = whole(item.text) if plain else literal(item.text, lexicon.separators)
    if not readings or (not plain and _YEARS.fullmatch(item.text)):
        return _pieces(item, lexicon.separators), index + 1
    num = Num(item.start, item.end, readings, DIGITS)
    num.raw = item.text
    num.plain = plain
    num.digits = len(item.text) if plain else 0
    if plain and index > 0 and items[index - 1].text == "." and _leading_point(num.start, original):
        _read_point(num)
    at = index + 1
    nth = False
    if index > 0 and (before := items[index - 1].entry):
        nth = "ordinal_before" in before
        if "magnitude_abbreviation" in before:
            _thousands_before(num, items[index - 1], original)
    if at == len(items) or not _may_go_on(items[at], lexicon.segmentation == "spaces" and num.scaled == 1):
        return [num], at
    if (
        lexicon.segmentation != "spaces"
        and not nth
        and (after := read_myriads(num, items, index, lexicon)) is not None
    ):
        num.derivation = f"{original[num.start : num.end]} = {figure(num.value)}"
        return [num], half_between(num, items, after)
    # "2½", "2 1/2" and the simple fraction "3/4"
    if num.plain and at < len(items):
        if items[at].text in VULGAR:
            num.values = (Literal(num.value + VULGAR[items[at].text], ZERO, True),)
            num.end, num.plain = items[at].end, False
            at += 1
        elif (simple := _slashed(items, at)) is not None and items[at].start - num.end == 1:
            num.values = (Literal(num.value + simple, ZERO, True),)
            num.end, num.plain = items[at + 2].end, False
            at += 3
        elif (
            (simple := _slashed(items, index)) is not None
            and not _day_before(items, index)
            and items[index + 1].start == num.end
        ):
            num.values = (Literal(simple, ZERO, True),)
            num.end, num.plain, num.fraction = items[index + 2].end, False, True
            at = index + 3
    if not nth:
        at = _magnitudes(num, items, at, original, lexicon.endings)
    elif at < len(items) and "magnitude" in items[at].entry and items[at].start == num.end:
        at += 1  # ko "제250조": 조 is an article, not 10¹²
    return [num], half_between(num, items, read_steps(num, items, at))


_GOES_ON = frozenset({"magnitude", "magnitude_abbreviation", "cardinal", "ordinal", "vague", "added_after"})
"""The terms that may be part of a number in digits where it is not written in steps of ten thousand."""


def _may_go_on(item: Item, simple: bool) -> bool:
    """Whether what stands behind digits may belong to the number; most words and signs cannot. `simple`: it
    has no magnitude yet, and the language writes spaces."""
    kind, text = item.kind, item.text
    if kind == "w":
        return item.end - item.start <= _LONGEST_SUFFIX
    if kind == "t" and simple and text not in VULGAR and _GOES_ON.isdisjoint(item.entry):
        return text in _INSIDE
    return kind in "dt" or text in _INSIDE


def _abbreviates(num: Num, item: Item, original: str) -> bool:
    """Whether letters right after digits stand for a magnitude and not (only) for a unit: "£5m" against
    "35mm".

    Where both can be, the unit stays as a second reading."""
    symbol = original[item.start : item.end]
    if len(symbols().after(original, item.start)) > len(symbol):
        return False  # "3000m2"
    ids = symbols().ids.get(symbol, ())
    if not ids and len(symbol) > 1:
        return True
    if symbols().money_before(original, num.start) or symbols().money_at(original, item.end):
        return True
    if len(symbol) > 1 or item.start > num.end:
        return False
    num.alternative = Reading(num.value, ids)
    return True


_CASED = "\u058f"
"""The last character of the scripts with capitals, where a point behind a letter ends a sentence."""


def _leading_point(start: int, original: str) -> bool:
    """ ".08 %": a decimal whose zero is left out; the point is no full stop, since it follows a space or
    sign."""
    ahead = original[start - 2 : start - 1]
    if original[start - 1] != ".":
        return False
    if original[start : start + 1] == "0" and ahead.isalpha() and ahead > _CASED:
        return True  # ar "و.08%"
    return not ahead or ahead.isspace() or ahead in "(=<>≤≥±~-−–" or ahead in symbols().before


def _read_point(num: Num) -> None:
    places = 10**num.digits
    num.values = (Literal(Fraction(int(num.raw), places), Fraction(1, 2 * places), True),)
    num.start, num.plain, num.digits = num.start - 1, False, 0
    num.raw = f"0.{num.raw}"


def _thousands_before(num: Num, item: Item, original: str) -> None:
    """ "TEUR 40": a sign for thousands of a currency, before the digits."""
    sign = original[item.start : item.end]
    factor = item.entry["magnitude_abbreviation"]
    units = symbols().money_at_end(sign)
    alone = item.start == 0 or not original[: item.start].rstrip()[-1:].isdigit()
    if units and alone and type(factor) is Fraction and num.start - item.end <= 1:
        num.scale(factor)
        num.start, num.units, num.plain, num.scaled = item.start, units, False, factor
        num.derivation = f"{sign} {num.raw} = {figure(num.value)}"


def _suffix(num: Num, item: Item, original: str) -> Fraction | None:
    """What a letter after an amount of money or a decimal multiplies it by, where the language itself has no
    such form: the source's writing is kept, "$10B", "5 M€", "7.4M"."""
    gap = item.start - num.end
    if item.kind != "w" or item.end - item.start > _LONGEST_SUFFIX or gap > 1:
        return None
    factor = suffixes().get(original[item.start : item.end])
    if factor is None:
        return None
    money = symbols().money_before(original, num.start) or symbols().money_at(original, item.end)
    capital = gap == 0 and not num.plain and original[item.start].isupper()
    return factor if money or capital else None


def _day_before(items: Sequence[Item], index: int) -> bool:
    """Whether a word for the day stands before: vi "ngày 1/7" is a date."""
    return index > 0 and "day_before" in items[index - 1].entry


def _slashed(items: Sequence[Item], at: int) -> Fraction | None:
    """A proper fraction of small numbers such as 3/4 that starts at `at`."""
    if at + 2 >= len(items) or items[at + 1].text not in _SLASHES or items[at + 2].kind != "d":
        return None
    above, below = items[at].text, items[at + 2].text
    if not (above.isdigit() and below.isdigit() and len(above) == 1 and len(below) <= 2):
        return None
    if items[at + 2].start != items[at + 1].end or items[at + 1].start != items[at].end:
        return None
    if (at + 3 < len(items) and items[at + 3].text == "/") or not 0 < int(above) < int(below) <= 10:
        return None
    return Fraction(int(above), int(below))


def _pieces(item: Item, separators: Separators) -> list[Num]:
    """Digits that are no one number: a list written without spaces ("5,6,7"), or a numbering such as
    4.10.2."""
    if "," in item.text and "." not in item.text and all(len(piece) < 20 for piece in item.text.split(",")):
        out, at = [], item.start
        for piece in item.text.split(","):
            num = Num(at, at + len(piece), literal(piece, separators), DIGITS)
            num.raw, num.plain, num.digits = piece, True, len(piece)
            out.append(num)
            at += len(piece) + 1
        return out
    num = Num(item.start, item.end, (Literal(ZERO, ZERO, True),), DIGITS)
    num.kind, num.label, num.raw = IDENTIFIER, item.text, item.text
    return [num]


def _magnitudes(num: Num, items: Sequence[Item], at: int, original: str, endings: frozenset[str]) -> int:
    """Apply what multiplies the digits: "1.5 million", "3조 4천억", "12 bn", "5m"."""
    if at < len(items) and items[at].start > num.end and _in_name(num, original):
        return at
    base = num.values
    while at < len(items):
        item = items[at]
        if (
            item.text in ("-", "+")
            and item.start == num.end
            and at + 1 < len(items)
            and ("magnitude" in items[at + 1].entry or _large_ordinal(items[at + 1]) is not None)
        ):
            num.end = item.end  # "$18-billion order", "$300+ billion"
            at, item = at + 1, items[at + 1]
        elif item.text == "-" and (after := _ending(items, at, num.end, endings)) is not None:
            num.end = items[after - 1].end  # ru "15-ти миллионов"
            at, item = after, items[after]
        factor = _factor(item, num.end)
        if factor is None:
            factor = _vague(item, num) or _suffix(num, item, original)
        elif (
            "magnitude" not in item.entry
            and "magnitude_abbreviation" in item.entry
            and not _abbreviates(num, item, original)
        ):
            break
        if factor is None:
            break
        while (
            at + 1 < len(items)
            and (more := _magnitude_of(items[at + 1])) is not None
            and _close(items[at], items[at + 1])
        ):
            factor *= more  # "5 thousand million", "3천억"
            at += 1
        num.scale(factor)
        num.scaled = factor
        num.end, num.plain = items[at].end, False
        if "magnitude_abbreviation" in items[at].entry:
            num.units = symbols().money_at_end(original[item.start : num.end])  # "40 TEUR", "10 k€"
        at += 1
        if (
            num.end < len(original)
            and original[num.end] == "."
            and items[at - 1].text
            and original[num.end : num.end + 2].strip() == "."
        ):
            # "3 Mio. Euro": the dot belongs to the abbreviation where the text goes on
            num.end += int(num.end + 1 < len(original))
        said, value = original[num.start : num.end], figure(num.value)
        num.derivation = f"{said} = {figure(base[0].value)} × {power(factor)} = {value}"
        break
    return at


def _in_name(num: Num, original: str) -> bool:
    """Whether a hyphen joins plain digits to a word, as in ar "كوف-2": a number behind a space is another."""
    before = original[max(0, num.start - 2) : num.start]
    return len(before) == 2 and before[1] == "-" and before[0].isalpha() and num.plain


def _magnitude_of(item: Item) -> Fraction | None:
    """What a term multiplies by; 百 and 千 count as well when digits stand before them."""
    for name in ("magnitude", "cardinal"):
        value = item.entry.get(name)
        if type(value) is Fraction and value >= (1000 if name == "magnitude" else 100) and is_power(value):
            return value
    return None


def _vague(item: Item, num: Num) -> Fraction | None:
    """A large number that is unsaid without digits before it: es "12,5 miles de millones", "456 miles".

    Thousands may also begin a phrase of their own behind a year or a day: es "en 2020 miles de personas";
    such a day stays a second reading."""
    value = item.entry.get("vague")
    if type(value) is not Fraction or value < 1000 or item.start - num.end > 1:
        return None
    if value < 10**6 and num.plain:
        if num.digits == 4 and 1000 <= num.value < 2200:
            return None
        if num.value <= _LONGEST_MONTH:
            num.alternative = Reading(num.value)
    return value


_LONGEST_MONTH = 31


def _large_ordinal(item: Item) -> Fraction | None:
    """What an adjective of a magnitude multiplies by: ru "80-тысячный", cs "35tisícový"."""
    value = item.entry.get("ordinal")
    return value if type(value) is Fraction and value >= 1000 and is_power(value) else None


def _ending(items: Sequence[Item], at: int, end: int, endings: frozenset[str]) -> int | None:
    """Where a magnitude stands behind an ending that is written onto the digits with a hyphen."""
    if at + 2 >= len(items) or items[at].start != end or items[at + 1].start != items[at].end:
        return None
    return at + 2 if items[at + 1].text in endings and "magnitude" in items[at + 2].entry else None


_SPACES = 3
"""Characters of space between digits and their magnitude at most."""


def _factor(item: Item, end: int) -> Fraction | None:
    if item.kind != "t" or item.start - end > _SPACES:
        return None
    if item.start == end and (large := _large_ordinal(item)) is not None:
        return large
    value = item.entry.get("magnitude")
    if type(value) is Fraction:
        return value
    value = item.entry.get("magnitude_abbreviation")
    if type(value) is Fraction:
        return value
    value = item.entry.get("cardinal")
    if type(value) is Fraction and value in (100, 1000) and item.start == end:
        return value
    return None


def _close(one: Item, two: Item) -> bool:
    return two.start - one.end <= 1
