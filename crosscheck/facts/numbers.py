"""Items → numbers: digits, number words and magnitudes composed into one exact value each."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import cast

from crosscheck.facts.digits import Literal, literal
from crosscheck.facts.myriads import read_myriads
from crosscheck.facts.scanning import Item
from crosscheck.facts.stepped import read_steps
from crosscheck.facts.symbols import symbols
from crosscheck.lexicons.load import Lexicon, Separators
from crosscheck.model import Comparator, Kind, Reading, Strength

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
VULGAR = {"½": Fraction(1, 2), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "¼": Fraction(1, 4), "¾": Fraction(3, 4),
          "⅕": Fraction(1, 5), "⅖": Fraction(2, 5), "⅗": Fraction(3, 5), "⅘": Fraction(4, 5), "⅙": Fraction(1, 6),
          "⅛": Fraction(1, 8), "⅜": Fraction(3, 8), "⅝": Fraction(5, 8), "⅞": Fraction(7, 8)}  # fmt: skip


class Num:
    """A number in the text while its surroundings are being read; ends as one fact.

    `values` are readings as (value, precision, norm). `plain` is true for bare digits without separators; `scaled`
    the magnitude that was applied ("1.5 million": 1,000,000)."""

    __slots__ = (
        "alternative", "comparator", "derivation", "digits", "end", "fraction", "group", "kind", "label", "ordinal", "plain", "raw", "role",
        "scaled", "start", "strength", "units", "values",
    )  # fmt: skip

    def __init__(self, start: int, end: int, values: tuple[Literal, ...], strength: Strength) -> None:
        self.start = start
        self.end = end
        self.values = values
        self.strength = strength
        self.kind = Kind.NUMBER
        self.digits = 0
        self.plain = False
        self.raw = ""
        self.ordinal = False
        self.fraction = False
        self.scaled = Fraction(1)
        self.units: tuple[str, ...] = ()
        self.comparator = Comparator.EXACT
        self.group = -1
        self.role = ""
        self.label: str | None = None
        self.derivation = ""
        self.alternative: Reading | None = None

    @property
    def value(self) -> Fraction:
        return self.values[0].value

    def scale(self, factor: Fraction) -> None:
        """Multiply all readings."""
        self.values = tuple(Literal(v.value * factor, v.precision * factor, v.norm) for v in self.values)
        self.scaled *= factor

    def whole(self, low: int, high: int) -> bool:
        """Is it written as a whole number from `low` to `high`?"""
        value = self.values[0].value
        return value.denominator == 1 and low <= value <= high and not self.units and self.scaled == 1

    def readings(self) -> tuple[Reading, ...]:
        own = tuple(Reading(v.value, self.units, self.label, v.norm, self.derivation) for v in self.values)
        return own if self.alternative is None else (*own, self.alternative)

    def __repr__(self) -> str:
        return f"<{self.kind} {self.value} {self.units}>"


Part = Item | Num


def power(value: Fraction) -> str:
    """A magnitude the way derivations show it: 10⁹, or digits."""
    digits = str(value)
    if value.denominator == 1 and digits.rstrip("0") == "1" and len(digits) > 3:
        return "10" + str(len(digits) - 1).translate(_SUPERSCRIPT)
    return digits


def show(value: Fraction) -> str:
    """An exact value in plain digits with English separators; a fraction where it does not end."""
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    whole, rest = divmod(abs(value.numerator) * 10**places // value.denominator, 10**places)
    text = f"{whole:,}" + (f".{rest:0{places}d}" if places else "")
    return "−" + text if value < 0 else text


def numbers(items: Sequence[Item], original: str, lexicon: Lexicon) -> list[Part]:
    """The items with every number phrase replaced by a `Num`."""
    out: list[Part] = []
    index = 0
    while index < len(items):
        item = items[index]
        found: list[Num] | None = None
        after = index
        if item.kind == "d":
            found, after = _from_digits(items, index, original, lexicon)
        elif item.kind == "t":
            found, after = _from_words(items, index, original, lexicon)
        elif item.text in VULGAR:
            num = Num(item.start, item.end, (Literal(VULGAR[item.text], Fraction(0), True),), Strength.DIGITS)
            num.fraction = True
            found, after = [num], index + 1
        if found:
            out.extend(found)
            index = _grouped(found[-1], items, after, original)
        else:
            out.append(item)
            index += 1
    return out


def _grouped(num: Num, items: Sequence[Item], at: int, original: str) -> int:
    """ "three decades", "two dozen", "half a dozen": the product first; the plain count stays a reading."""
    step = at + 1 if num.fraction and at < len(items) and items[at].end - items[at].start <= 3 else at
    if step >= len(items) or num.ordinal or num.scaled != 1 or not (num.fraction or num.whole(2, 99)):
        return at
    size = items[step].entry.get("group")
    if not isinstance(size, Fraction) or "unit" in items[step].entry or items[step].start - items[step - 1].end > 1:
        return at
    plain = num.values
    num.values = (Literal(num.value * size, Fraction(0), True), *(plain if not num.fraction else ()))
    num.end, num.plain, num.fraction = items[step].end, False, False
    num.derivation = f"{original[num.start : num.end]} = {show(plain[0].value)} × {show(size)} = {show(num.value)}"
    return step + 1


# --- digits -----------------------------------------------------------------------------------------------------------


def _from_digits(items: Sequence[Item], index: int, original: str, lexicon: Lexicon) -> tuple[list[Num] | None, int]:
    item = items[index]
    readings = literal(item.text, lexicon.separators)
    if not readings:
        return _pieces(item, lexicon.separators), index + 1
    num = Num(item.start, item.end, readings, Strength.DIGITS)
    num.raw = item.text
    num.plain = item.text.isdigit()
    num.digits = len(item.text) if num.plain else 0
    at = index + 1
    nth = index > 0 and "ordinal_before" in items[index - 1].entry
    if lexicon.segmentation != "spaces" and not nth and (after := read_myriads(num, items, index, lexicon)) is not None:
        num.derivation = f"{original[num.start : num.end]} = {show(num.value)}"
        return [num], _half_between(num, items, after)
    # "2½", "2 1/2" and the simple fraction "3/4"
    if num.plain and at < len(items):
        if items[at].text in VULGAR:
            num.values = (Literal(num.value + VULGAR[items[at].text], Fraction(0), True),)
            num.end, num.plain = items[at].end, False
            at += 1
        elif (simple := _slashed(items, at)) is not None and items[at].start - num.end == 1:
            num.values = (Literal(num.value + simple, Fraction(0), True),)
            num.end, num.plain = items[at + 2].end, False
            at += 3
        elif (simple := _slashed(items, index)) is not None and items[index + 1].start == num.end:
            num.values = (Literal(simple, Fraction(0), True),)
            num.end, num.plain, num.fraction = items[index + 2].end, False, True
            at = index + 3
    if not nth:
        at = _magnitudes(num, items, at, original, lexicon)
    elif at < len(items) and "magnitude" in items[at].entry and items[at].start == num.end:
        at += 1  # ko "제250조": 조 is an article, not 10¹²
    return [num], _half_between(num, items, read_steps(num, items, at))


def _abbreviates(num: Num, item: Item, original: str) -> bool:
    """Whether letters right after digits stand for a magnitude and not (only) for a unit: "£5m" against "35mm".

    Where both can be, the unit stays as a second reading."""
    symbol = original[item.start : item.end]
    ids = symbols().ids.get(symbol, ())
    if not ids and len(symbol) > 1:
        return True
    before = original[: num.start].rstrip()[-3:]
    if any(before.endswith(sign) for sign in symbols().before if sign != "%"):
        return True
    if len(symbol) > 1 or item.start > num.end:
        return False
    num.alternative = Reading(num.value, ids)
    return True


def _slashed(items: Sequence[Item], at: int) -> Fraction | None:
    """A proper fraction of small numbers such as 3/4 that starts at `at`."""
    if at + 2 >= len(items) or items[at + 1].text not in "/⁄" or items[at + 2].kind != "d":
        return None
    above, below = items[at].text, items[at + 2].text
    if not (above.isdigit() and below.isdigit() and len(above) == 1 and len(below) <= 2):
        return None
    if items[at + 2].start != items[at + 1].end or items[at + 1].start != items[at].end:
        return None
    if at + 3 < len(items) and items[at + 3].text == "/" or not 0 < int(above) < int(below) <= 10:
        return None
    return Fraction(int(above), int(below))


def _pieces(item: Item, separators: Separators) -> list[Num]:
    """Digits that are no one number: a list written without spaces ("5,6,7"), or a numbering such as 4.10.2."""
    if "," in item.text and "." not in item.text and all(len(piece) < 20 for piece in item.text.split(",")):
        out, at = [], item.start
        for piece in item.text.split(","):
            num = Num(at, at + len(piece), literal(piece, separators), Strength.DIGITS)
            num.raw, num.plain, num.digits = piece, True, len(piece)
            out.append(num)
            at += len(piece) + 1
        return out
    num = Num(item.start, item.end, (Literal(Fraction(0), Fraction(0), True),), Strength.DIGITS)
    num.kind, num.label, num.raw = Kind.IDENTIFIER, item.text, item.text
    return [num]


def _magnitudes(num: Num, items: Sequence[Item], at: int, original: str, lexicon: Lexicon) -> int:
    """Apply what multiplies the digits: "1.5 million", "3조 4천억", "12 bn", "5m"."""
    total: Literal | None = None
    base = num.values
    while at < len(items):
        item = items[at]
        if item.text == "-" and item.start == num.end and at + 1 < len(items) and "magnitude" in items[at + 1].entry:
            at, item = at + 1, items[at + 1]  # "$18-billion order"
        factor = _factor(item, num.end)
        if factor is None or ("magnitude" not in item.entry and "magnitude_abbreviation" in item.entry
                              and not _abbreviates(num, item, original)):  # fmt: skip
            break
        while at + 1 < len(items) and (more := _magnitude_of(items[at + 1])) is not None and _close(items[at], items[at + 1]):
            factor *= more  # "5 thousand million", "3천억"
            at += 1
        num.scale(factor)
        num.scaled = factor
        num.end, num.plain = items[at].end, False
        at += 1
        if num.end < len(original) and original[num.end] == "." and items[at - 1].text and original[num.end : num.end + 2].strip() == ".":
            # "3 Mio. Euro": the dot belongs to the abbreviation where the text goes on
            num.end += int(num.end + 1 < len(original))
        num.derivation = f"{original[num.start : num.end]} = {show(base[0].value)} × {power(factor)} = {show(num.value)}"
        # "2億3000万": digits go on with a smaller magnitude
        if at + 1 < len(items) and items[at].kind == "d" and items[at].start - num.end <= 1:
            nxt = _magnitude_of(items[at + 1])
            room = 0 if lexicon.segmentation == "spaces" else 1  # "1 億 4 千万"
            if nxt is not None and nxt < factor and items[at + 1].start - items[at].end <= room:
                tail = literal(items[at].text, lexicon.separators)
                if tail:
                    step = nxt
                    at += 2
                    while at < len(items) and (more := _magnitude_of(items[at])) is not None and items[at].start - items[at - 1].end <= room:
                        step *= more
                        at += 1
                    total = Literal(num.value + tail[0].value * step, tail[0].precision * step, True)
                    num.values, num.end = (total,), items[at - 1].end
                    num.derivation = f"{original[num.start : num.end]} = {show(num.value)}"
                    factor = step
                    if at < len(items) and items[at].kind == "d" and items[at].start == num.end and factor > 1:
                        tail = literal(items[at].text, lexicon.separators)
                        if tail and tail[0].value < factor:
                            num.values = (Literal(num.value + tail[0].value, tail[0].precision, True),)
                            num.end = items[at].end
                            at += 1
                    continue
            elif items[at].start == num.end and items[at].text.isdigit() and int(items[at].text) < factor and lexicon.segmentation != "spaces":
                num.values = (Literal(num.value + int(items[at].text), Fraction(1, 2), True),)
                num.end = items[at].end
                at += 1
        break
    return at


def _magnitude_of(item: Item) -> Fraction | None:
    """What a term multiplies by; 百 and 千 count as well when digits stand before them."""
    for name in ("magnitude", "cardinal"):
        value = item.entry.get(name)
        if isinstance(value, Fraction) and value >= (1000 if name == "magnitude" else 100) and _tens(value):
            return value
    return None


def _tens(value: Fraction) -> bool:
    return str(value).strip("0") == "1"


def _factor(item: Item, end: int) -> Fraction | None:
    if item.kind != "t" or item.start - end > 1:
        return None
    value = item.entry.get("magnitude")
    if isinstance(value, Fraction):
        return value
    value = item.entry.get("magnitude_abbreviation")
    if isinstance(value, Fraction):
        return value
    value = item.entry.get("cardinal")
    if isinstance(value, Fraction) and value in (100, 1000) and item.start == end:
        return value
    return None


def _close(one: Item, two: Item) -> bool:
    return two.start - one.end <= 1


# --- words ------------------------------------------------------------------------------------------------------------


def _from_words(items: Sequence[Item], index: int, original: str, lexicon: Lexicon) -> tuple[list[Num] | None, int]:
    """A number in words that starts at `index`; nothing where none does."""
    first = items[index].entry
    if not ("cardinal" in first or "weak_cardinal" in first or "ordinal" in first or "weak_ordinal" in first
            or "magnitude" in first or "fraction" in first or "group" in first or "added_after" in first):  # fmt: skip
        return None, index
    if "phrase" in first or _other_meaning(items, index):
        return None, index
    total = group = Fraction(0)
    last_factor: Fraction | None = None
    at, end = index, index
    weak = True
    strong_parts = 0
    ordinal = False
    decimals: Fraction | None = None
    comparator = Comparator.EXACT
    previous_small: Fraction | None = None
    while at < len(items):
        item = items[at]
        step = at
        joined = item.joined and at > index
        if at > index and "number_and" in item.entry and at + 1 < len(items):
            if _hard_number(item) is None:
                joined, step = True, at + 1
                item = items[step]
        elif at > index and item.text == "-" and at + 1 < len(items) and item.start == items[at - 1].end == items[at + 1].start - 1:
            step = at + 1
            item = items[step]
        if item.kind != "t" or (step > index and items[step].start - items[step - 1].end > 2):
            break
        if at > index and _vaguely(item, items, at):
            comparator = cast("Comparator", item.entry["comparator_after"])  # "两百多万"
            at += 1
            continue
        hyphen = step != at and not joined
        entry = item.entry
        if at > index and ("unit" in entry or "weak_unit" in entry):
            break
        value = _hard_number(item)
        soft = value is None
        if soft:
            value = cast("Fraction | None", entry.get("weak_cardinal"))
        multiplier = cast("Fraction | None", entry.get("magnitude"))
        if multiplier is not None and (value is None or value == multiplier):
            if at == index:
                # "tausend" by itself is a number; "millions" stands under vague
                group = Fraction(1)
                strong_parts += 0 if multiplier >= 1000 and "cardinal" not in entry else 1
            if joined and group == 0 and total:
                break
            if last_factor is not None and multiplier >= last_factor and not (total + group) * multiplier == 0:
                if group == 0 or multiplier == last_factor:
                    if not _stack(total, group, last_factor, multiplier):
                        break
                total = (total + group) * multiplier if group == 0 or multiplier > last_factor else total + group * multiplier
            else:
                total += (group if group else Fraction(1)) * multiplier
            group = Fraction(0)
            last_factor = multiplier
            previous_small = None
            weak = at == index and "vague" in entry
            at = end = step + 1
            continue
        if value is not None:
            fitted = _fit(group, value, joined, hyphen, previous_small, lexicon.tens_multiply)
            if fitted is None:
                break
            if last_factor is not None and fitted >= last_factor:
                break
            if joined and not group and not total:
                break
            group = fitted
            previous_small = value
            if not soft:
                strong_parts += 1
            if at != index or not soft:
                weak = weak and soft
            at = end = step + 1
            continue
        nth = entry.get("ordinal")
        if nth is None and (at > index or "weak_ordinal" in entry):
            nth = entry.get("weak_ordinal")
        if isinstance(nth, Fraction):
            if at > index:
                if nth >= 1000 and _tens(nth):
                    total, group = (total + group if total + group else Fraction(1)) * nth, Fraction(0)
                    ordinal, weak = True, False
                    at = end = step + 1
                    break
                fitted = _fit(group, nth, joined, hyphen, previous_small, lexicon.tens_multiply)
                if fitted is None or (not group and not total):
                    break
                group = fitted
            else:
                group = nth
            ordinal = True
            weak = "ordinal" not in entry if at == index else False
            strong_parts += 0 if weak else 1
            at = end = step + 1
            # "dwudziesty trzeci", "vigésimo terceiro": tens and units are both ordinals
            if nth % 10 == 0 and 20 <= nth < 100 and end < len(items) and items[end].start - items[end - 1].end == 1:
                unit = items[end].entry.get("ordinal", items[end].entry.get("weak_ordinal"))
                if isinstance(unit, Fraction) and unit < 10:
                    group += unit
                    at = end = end + 1
            break
        break
    if end == index:
        return _fraction_words(items, index, original)
    values: Fraction = total + group
    start = items[index].start
    num = Num(start, items[end - 1].end, (Literal(values, Fraction(0), True),), Strength.WORDS)
    num.ordinal, num.comparator = ordinal, comparator
    if not ordinal and end < len(items) and "number_point" in items[end].entry:
        decimals, end = _spoken_decimals(items, end)
        if decimals is not None:
            num.values = (Literal(values + decimals, Fraction(0), True),)
            num.end, weak = items[end - 1].end, False
    if not ordinal:
        end = _and_a_half(num, items, end)
    if weak and end - index <= 1 and strong_parts == 0:
        num.strength = Strength.WEAK
    if end - index > 1 or len(items[index].text) != items[end - 1].end - start:
        num.derivation = f"{original[start : num.end]} = {show(num.value)}" if end - index > 1 else ""
    if last_factor is not None and end - index > 1:
        num.scaled = last_factor
    if last_factor == 1000 and not ordinal and not group:
        num.scaled = last_factor
        end = read_steps(num, items, end)
    return [num], end


_MARKS_NUMBER = frozenset({"year_before", "month_before", "day_before", "half_before", "quarter_past", "half_past", "hour_before", "decade_before"})


def _other_meaning(items: Sequence[Item], index: int) -> bool:
    """Words that are numbers and something else too: vi "năm" (five, year), de "halb vier"."""
    item = items[index]
    if _MARKS_NUMBER & item.entry.keys() and index + 1 < len(items):
        following = items[index + 1]
        if following.kind == "d" or ("half_before" in item.entry and {"cardinal", "ordinal"} & following.entry.keys()):
            return True
    if ("unit" in item.entry or "weak_unit" in item.entry) and index > 0:
        before = items[index - 1]
        return before.kind == "d" or "cardinal" in before.entry or "magnitude" in before.entry
    return False


def _vaguely(item: Item, items: Sequence[Item], at: int) -> bool:
    """A syllable for "and more" inside a number, before its magnitude."""
    if item.end - item.start != 1 or not isinstance(item.entry.get("comparator_after"), Comparator) or at + 1 >= len(items):
        return False
    return "magnitude" in items[at + 1].entry and items[at + 1].start == item.end


def _stack(total: Fraction, group: Fraction, last: Fraction, factor: Fraction) -> bool:
    """Whether a bigger magnitude multiplies all before it: mil millones, 三千億."""
    return factor > last and total + group > 0


def _hard_number(item: Item) -> Fraction | None:
    value = item.entry.get("cardinal")
    return value if isinstance(value, Fraction) else None


def _fit(group: Fraction, value: Fraction, joined: bool, hyphen: bool, previous: Fraction | None, tens: bool) -> Fraction | None:
    """The group below a thousand after one more part, or None where the part starts another number."""
    if group == 0:
        return value if not joined or previous is None else None
    if _tens(value) and value >= 10:
        # three hundred, 三十, "hai mươi": a small part before a power of ten multiplies it
        low = group % (value if value > 10 else 10)
        if 0 < low < 10 and not joined and (value >= 100 or tens):
            return group - low + low * value
        if value == 10 and 0 < low < 10 and not joined:
            return group + 10
        if value == 100 and 0 < low < 100 and previous is not None and previous < 100 and not joined:
            return group - low + low * 100
        if value == 1000 and 0 < group < 1000 and not joined:
            return group * 1000
    if value < 10:
        room = 10
    elif value < 100:
        room = 100
    elif value < 1000:
        room = 1000
    else:
        return None
    if group % room == 0:
        return group + value
    if 10 <= value < 20 and group % 100 in (60, 80) and (hyphen or joined):
        return group + value  # vigesimal: soixante-dix, quatre-vingt-onze
    if joined and value % 10 == 0 and 20 <= value < 100 and 0 < group % 100 < 10:
        return group + value  # fünfundzwanzig, خمسة وعشرون
    if value == 20 and group == 4 and hyphen:
        return Fraction(80)
    return None


def _spoken_decimals(items: Sequence[Item], at: int) -> tuple[Fraction | None, int]:
    """The digits after the word for the decimal mark: "three point one four"."""
    digits, step = "", at + 1
    while step < len(items):
        entry = items[step].entry
        value = entry.get("cardinal", entry.get("weak_cardinal"))
        if not isinstance(value, Fraction) or value >= 100 or (value >= 10 and digits):
            break
        digits += str(value)
        step += 1
        if value >= 10:
            break
    if not digits:
        return None, at
    return Fraction(int(digits), 10 ** len(digits)), step


def _half_between(num: Num, items: Sequence[Item], at: int) -> int:
    """ "iki buçuk milyon", "5 с половиной лет": a half between the number and its magnitude or unit."""
    if at + 1 < len(items) and num.scaled == 1 and isinstance(part := items[at].entry.get("added_after"), Fraction):
        follows = items[at + 1].entry
        factor = follows.get("magnitude")
        if isinstance(factor, Fraction) or {"unit", "weak_unit", "currency"} & follows.keys():
            num.values = (Literal(num.value + part, Fraction(0), True),)
            num.end, num.plain = items[at].end, False
            at += 1
            if isinstance(factor, Fraction):
                num.scale(factor)
                num.end = items[at].end
                at += 1
    return at


def _and_a_half(num: Num, items: Sequence[Item], at: int) -> int:
    """ "two and a half", "dos y medio": a fraction joined to a whole number."""
    if (after := _half_between(num, items, at)) != at:
        return after
    if at < len(items) and "number_and" in items[at].entry:
        step = at + 1
        if step < len(items) and items[step].kind in "wt" and "fraction" not in items[step].entry and items[step].end - items[step].start <= 4:
            step += 1
        if step < len(items):
            part = items[step].entry.get("fraction")
            if isinstance(part, Fraction) and part < 1:
                num.values = (Literal(num.value + part, Fraction(0), True),)
                num.end = items[step].end
                if num.strength is Strength.WEAK:
                    num.strength = Strength.WORDS
                at = step + 1
                if at < len(items) and isinstance(factor := items[at].entry.get("magnitude"), Fraction):
                    num.scale(factor)
                    num.end = items[at].end
                    at += 1
    elif at < len(items) and items[at].joined and isinstance(part := items[at].entry.get("fraction"), Fraction):
        num.values = (Literal(num.value + part, Fraction(0), True),)
        num.end = items[at].end
        at += 1
    return at


def _fraction_words(items: Sequence[Item], index: int, original: str) -> tuple[list[Num] | None, int]:
    """half, a quarter of a million, a dozen: forms that hold a value by themselves, as weak numbers."""
    item = items[index]
    value = item.entry.get("fraction", item.entry.get("group"))
    if value is None and not (index and (items[index - 1].kind == "d" or items[index - 1].entry)):
        value = item.entry.get("added_after")  # pl "i pół" where nothing stands that it could be added to
    if not isinstance(value, Fraction):
        return None, index
    num = Num(item.start, item.end, (Literal(value, Fraction(0), True),), Strength.WEAK)
    num.fraction = "fraction" in item.entry
    at = index + 1
    # "half a million", "полмиллиона", "nửa triệu"
    for step in (at, at + 1, at + 2):
        if step < len(items) and num.fraction and isinstance(factor := items[step].entry.get("magnitude"), Fraction):
            if all(i.end - i.start <= 3 for i in items[at:step]):
                num.scale(factor)
                num.end, num.fraction, num.strength = items[step].end, False, Strength.WORDS
                num.derivation = f"{original[num.start : num.end]} = {show(value)} × {power(factor)} = {show(num.value)}"
                return [num], step + 1
    return [num], at
