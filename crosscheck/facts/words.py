"""Number words → numbers: "fünfundzwanzig", "two hundred and five", "mil millones", "quatre-vingt-onze"."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import cast

from crosscheck.facts.digits import ZERO, Literal
from crosscheck.facts.items import Entry, Item
from crosscheck.facts.num import Num
from crosscheck.facts.parts import and_a_half, fraction_words, is_point, spoken_decimals
from crosscheck.facts.stepped import read_steps
from crosscheck.facts.symbols import symbols
from crosscheck.figures import figure
from crosscheck.lexicons.load import Lexicon
from crosscheck.members import EXACT, WEAK, WORDS
from crosscheck.model import Comparator

Value = Fraction | int
"""Of a part of a number: whole ones, which nearly all are, are reckoned with much faster as integers."""
BEGINS = frozenset(
    {
        "cardinal",
        "weak_cardinal",
        "ordinal",
        "weak_ordinal",
        "magnitude",
        "fraction",
        "group",
        "vague",
        "added_after",
    }
)


def read_words(
    items: Sequence[Item], index: int, original: str, lexicon: Lexicon
) -> tuple[list[Num] | None, int]:
    """The number in words that starts at `index`, a term of `BEGINS`, and the index behind it; None where no
    number starts."""
    first = items[index].entry
    if "phrase" in first or _other_meaning(items, index):
        return None, index
    phrase = _Phrase(items, index, lexicon)
    while phrase.grow():
        pass
    if phrase.end == index:
        return fraction_words(items, index, original)
    return phrase.number(original)


class _Phrase:
    """A number phrase that grows word by word. `total` holds what magnitudes have closed, `group` the part
    below a thousand that is still open; `end` is the index behind the last word that belongs to it."""

    __slots__ = (
        "at",
        "comparator",
        "end",
        "factor",
        "group",
        "index",
        "items",
        "lexicon",
        "ordinal",
        "previous",
        "strong",
        "total",
        "weak",
    )

    def __init__(self, items: Sequence[Item], index: int, lexicon: Lexicon) -> None:
        self.items = items
        self.index = self.at = self.end = index
        self.lexicon = lexicon
        self.total: Value = 0
        self.group: Value = 0
        self.factor: Value | None = None
        """The last magnitude."""
        self.previous: Value | None = None
        """The last part below a thousand."""
        self.weak = True
        self.strong = 0
        self.ordinal = False
        self.comparator = EXACT

    def grow(self) -> bool:
        """Take in the next word, if it belongs to the number and more may follow."""
        if self.at >= len(self.items):
            return False
        step, joined = self._joint()
        item = self.items[step]
        if item.kind != "t" or (step > self.index and item.start - self.items[step - 1].end > 2):
            return False
        inside = self.at > self.index
        if inside and _vaguely(item, self.items, self.at):
            self.comparator = cast("Comparator", item.entry["comparator_after"])  # "两百多万"
            self.at += 1
            return True
        entry = item.entry
        if inside and ("unit" in entry or "weak_unit" in entry):
            return False
        if inside and self.lexicon.inflection and self._closed(item):
            return False
        hyphen = step != self.at and not joined
        value = _value(entry, "cardinal")
        soft = value is None
        if value is None:
            value = _value(entry, "weak_cardinal")
        magnitude = _value(entry, "magnitude") if "magnitude" in entry else None
        if magnitude is not None and value in (None, magnitude):
            return self._multiply(magnitude, step, joined, entry)
        if value is not None:
            return self._add(value, step, joined, hyphen, soft)
        nth = _value(entry, "ordinal")
        if nth is None:
            nth = _value(entry, "weak_ordinal")
        if nth is not None:
            self._close(nth, step, joined, hyphen, entry)
        return False

    def _joint(self) -> tuple[int, bool]:
        """Where the next part stands, behind a joining word or hyphen, and whether a joining word says so."""
        items, at = self.items, self.at
        item = items[at]
        if at == self.index or at + 1 >= len(items):
            return at, item.joined and at > self.index
        if "number_and" in item.entry and "cardinal" not in item.entry:
            return at + 1, True
        if item.text == "-" and item.start == items[at - 1].end == items[at + 1].start - 1:
            return at + 1, item.joined
        return at, item.joined

    def _closed(self, item: Item) -> bool:
        """Does inflection end the number before a word: tr "dokuza on", "seksenlik bir", ru "десяти три"?"""
        last = self.items[self.end - 1]
        if item.start == last.end or "magnitude" in item.entry or "cardinal" not in last.entry:
            return False
        if self.lexicon.inflection == "last":
            return "inflected" in last.entry
        if last.entry["cardinal"] == 10:
            return True  # 10 + 3 is one word of its own
        return "inflected" in last.entry and "cardinal" in item.entry and "inflected" not in item.entry

    def _taken(self, step: int) -> None:
        self.at = self.end = step + 1

    def _multiply(self, magnitude: Value, step: int, joined: bool, entry: Entry) -> bool:
        first = self.at == self.index
        if first:
            # "tausend" by itself is a number; "millions" stands under vague
            self.group = 1
            self.strong += 0 if magnitude >= 1000 and "cardinal" not in entry else 1
        if joined and self.group == 0 and self.total:
            return False
        if self.factor is not None and magnitude >= self.factor and self.total + self.group:
            if (self.group == 0 or magnitude == self.factor) and magnitude <= self.factor:
                return False
            # a bigger magnitude multiplies all before it: mil millones, 三千億
            self.total = (self.total + self.group) * magnitude
        else:
            self.total += (self.group or 1) * magnitude
        self.group = 0
        self.factor = magnitude
        self.previous = None
        self.weak = first and "vague" in entry
        self._taken(step)
        return True

    def _add(self, value: Value, step: int, joined: bool, hyphen: bool, soft: bool) -> bool:
        fitted = _fit(self.group, value, joined, hyphen, self.previous, self.lexicon.tens_multiply)
        spaced = step > 0 and self.items[step].start > self.items[step - 1].end
        if value == 10 and self.group == 1 and self.strong == 0 and spaced:
            return False  # de "ein zehn Jahre altes": the first is an article
        # in a language that writes "and" onto words, "خمسة و عشرين" is one number
        inverted = bool(self.lexicon.prefixes)
        if spaced and not inverted and 20 <= value < 100 and 0 < self.group % 100 < 10:
            return False  # es "las nueve y veinte", 9:20
        if (
            spaced
            and soft
            and self.lexicon.compounds
            and not self.lexicon.spaced_ordinals
            and self.group % 100 >= 20
        ):
            return False  # de "dreißig einen Termin": an article
        if spaced and value < 10 and self.group % 100 == 10 and _teens(self.lexicon):
            return False
        if fitted is None or (self.factor is not None and fitted >= self.factor):
            return False
        if joined and not self.group and (not self.total or self._multiplied(step)):
            return False
        self.group = fitted
        self.previous = value
        self.strong += not soft
        if self.at != self.index or not soft:
            self.weak = self.weak and soft
        self._taken(step)
        return True

    def _multiplied(self, step: int) -> bool:
        """Whether a magnitude as large as the last one follows: "three million and five million"."""
        for item in self.items[step + 1 : step + 3]:
            magnitude = _value(item.entry, "magnitude")
            if magnitude is not None:
                return self.factor is not None and magnitude >= self.factor
        return False

    def _close(self, nth: Value, step: int, joined: bool, hyphen: bool, entry: Entry) -> None:
        """An ordinal ends the phrase: "twenty-third", "zweitausendste"."""
        items, inside = self.items, self.at > self.index
        if inside and not self.lexicon.spaced_ordinals and items[step].start > items[step - 1].end:
            return  # sv "tjugo andra personer", es "los treinta primeros minutos"
        if inside and nth >= 1000 and is_power(nth):
            self.total, self.group = (self.total + self.group or 1) * nth, 0
            self.ordinal, self.weak = True, False
            self._taken(step)
            return
        if inside:
            fitted = _fit(self.group, nth, joined, hyphen, self.previous, self.lexicon.tens_multiply)
            if fitted is None or (not self.group and not self.total):
                return
            self.group = fitted
        else:
            self.group = nth
        self.ordinal = True
        self.weak = not inside and "ordinal" not in entry
        self.strong += not self.weak
        self._taken(step)
        # "dwudziesty trzeci", "vigésimo terceiro": tens and units are both ordinals
        end = self.end
        if (
            nth % 10 == 0
            and 20 <= nth < 100
            and end < len(items)
            and items[end].start - items[end - 1].end == 1
        ):
            unit = _value(items[end].entry, "ordinal" if "ordinal" in items[end].entry else "weak_ordinal")
            if unit is not None and unit < 10:
                self.group += unit
                self._taken(end)

    def _of_money(self, end: int) -> bool:
        """Whether a magnitude alone tells the scale of a table: "in € million"."""
        if not self.index or end - self.index > 1:
            return False
        before = self.items[self.index - 1]
        return "currency" in before.entry or before.text in symbols().before

    def number(self, original: str) -> tuple[list[Num], int]:
        """The number that the phrase says, and the index behind it."""
        items, index, end = self.items, self.index, self.end
        value = Fraction(self.total + self.group)
        factor = None if self.factor is None else Fraction(self.factor)
        start = items[index].start
        num = Num(start, items[end - 1].end, (Literal(value, ZERO, True),), WORDS)
        num.ordinal, num.comparator = self.ordinal, self.comparator
        weak = self.weak
        if not self.ordinal and end < len(items) and is_point(items, end, index):
            decimals, end = spoken_decimals(items, end)
            if decimals is not None:
                num.values = (Literal(value + decimals, ZERO, True),)
                num.end, weak = items[end - 1].end, False
                if end < len(items) and items[end].start - num.end <= 1:
                    magnitude = items[end].entry.get("magnitude")
                    if type(magnitude) is Fraction:
                        num.scale(magnitude)
                        num.end, end = items[end].end, end + 1
        if not self.ordinal:
            end = and_a_half(num, items, end, factor if not self.group else None)
        if (weak and end - index <= 1 and self.strong == 0) or (
            factor is not None and factor == value and self._of_money(end)
        ):
            num.strength = WEAK
        if end - index > 1:
            num.derivation = f"{original[start : num.end]} = {figure(num.value)}"
            if factor is not None:
                num.scaled = factor
        if factor == 1000 and not self.ordinal and not self.group:
            num.scaled = factor
            end = read_steps(num, items, end)
        return [num], end


_MARKS_NUMBER = frozenset(
    {
        "year_before",
        "month_before",
        "day_before",
        "half_before",
        "quarter_past",
        "half_past",
        "hour_before",
        "decade_before",
    }
)


_HOURS = frozenset({"cardinal", "ordinal"})
_WEAK_HOURS = frozenset({"weak_cardinal", "weak_ordinal"})
_AT = frozenset({"at", "hour_before"})


def _other_meaning(items: Sequence[Item], index: int) -> bool:
    """Words that are numbers and something else too: vi "năm" (five, year), de "halb vier"."""
    item = items[index]
    if not _MARKS_NUMBER.isdisjoint(item.entry) and index + 1 < len(items):
        following = items[index + 1]
        if following.kind == "d" or ("half_before" in item.entry and not _HOURS.isdisjoint(following.entry)):
            return True
        if "half_before" in item.entry and not _WEAK_HOURS.isdisjoint(following.entry):
            # "um halb eins", cs "v půl druhé", ru "в половине второго"
            at = index > 0 and not _AT.isdisjoint(items[index - 1].entry)
            counted = items[index + 2] if index + 2 < len(items) else None
            return at and (counted is None or counted.kind != "w" or counted.end - counted.start <= 2)
    if ("unit" in item.entry or "weak_unit" in item.entry) and index > 0:
        before = items[index - 1]
        return before.kind == "d" or "cardinal" in before.entry or "magnitude" in before.entry
    return False


def _vaguely(item: Item, items: Sequence[Item], at: int) -> bool:
    """A syllable for "and more" inside a number, before its magnitude."""
    if (
        item.end - item.start != 1
        or not isinstance(item.entry.get("comparator_after"), Comparator)
        or at + 1 >= len(items)
    ):
        return False
    return "magnitude" in items[at + 1].entry and items[at + 1].start == item.end


@lru_cache(maxsize=64)
def _teens(lexicon: Lexicon) -> bool:
    """Whether 15 has a word of its own that is not made of ten and five (tr "on beş"): then "ten five" are
    two numbers."""
    cardinals = lexicon.data["cardinals"]
    return "15" in cardinals and not any(
        form.startswith(ten) for form in cardinals["15"] for ten in cardinals.get("10", ())
    )


def is_power(value: Value) -> bool:
    return str(value).strip("0") == "1"


def _value(entry: Entry, category: str) -> Value | None:
    """What a term is worth in a category; None where it is not in it."""
    value = entry.get(category)
    if type(value) is not Fraction:
        return None
    return value.numerator if value.denominator == 1 else value


def _fit(
    group: Value, value: Value, joined: bool, hyphen: bool, previous: Value | None, tens: bool
) -> Value | None:
    """The group below a thousand after one more part, or None where the part starts another number."""
    if group == 0:
        return value if not joined or previous is None else None
    if is_power(value) and value >= 10:
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
        return 80
    return None
