"""Units, currencies, percent, multiples and fractions around numbers."""

from __future__ import annotations

import re
from fractions import Fraction

from crosscheck.facts.compounds import read_smaller
from crosscheck.facts.context import CONSUMED, Context, exact
from crosscheck.facts.digits import ONE, Literal
from crosscheck.facts.items import Entry, Item
from crosscheck.facts.num import Num
from crosscheck.facts.ranges import read_ranges
from crosscheck.facts.symbols import SHARES, symbols
from crosscheck.facts.words import is_power
from crosscheck.lexicons.units import dimensions, per, units
from crosscheck.members import DIGITS, IDENTIFIER, MULTIPLE, NUMBER, TIME, WEAK, WORDS, YEAR
from crosscheck.model import Comparator, Reading

# The terms that the rules of these names look for.
_ADDED = frozenset({"added_before", "added_after"})
_COUNTABLE = frozenset({"unit", "weak_unit", "counter", "multiple_after"})
_HALVED = frozenset({"unit", "group", "magnitude"})
_PARTICLE = 4
"""Letters of a word at most that goes on after "and a half": fr "de", "plus"."""
_SETTLED = frozenset({"unit_before", "rate_before"})
_MULTIPLIED = frozenset({"multiple_before", "multiple_after"})
_SECTION = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}")
_SPANS = frozenset({"time", "calendar"})
"""Dimensions of what a rate is said in."""
_JOINED = frozenset({"fraction_reversed", "fraction_plain"})


def read_measures(context: Context) -> None:
    """Give the numbers their units and scopes."""
    said = context.said
    if not context.nums:
        return
    _fractions(context)
    added, settled = not _ADDED.isdisjoint(said), not _SETTLED.isdisjoint(said)
    lead = "lead" in said
    multiplied, several = not _MULTIPLIED.isdisjoint(said), len(context.nums) > 1
    for index in context.nums:
        part = context.parts[index]
        if isinstance(part, Num) and part.kind is NUMBER:
            if added:
                _added(context, index, part)
            if not part.ordinal:
                _unit_after(context, index, part)
            if not part.units or part.strength is DIGITS:
                _unit_before(context, index, part)
            if several and part.digits and "currency" in context.entry(index + 1):
                _magnitude_behind(context, index, part)
            if settled:
                _said_before(context, index, part)
            if multiplied:
                _multiple(context, index, part)
            if lead and not part.units and "lead" in context.entry(index - 1):
                _section(part)
            if several:
                read_smaller(context, index, part)
    if several:
        read_ranges(context)


def _fractions(context: Context) -> None:
    """ "two thirds", "三分之二", "hai phần ba": two numbers that make one fraction."""
    joined = not _JOINED.isdisjoint(context.said)
    if not joined and len(context.nums) < 2:
        return
    for index in sorted(context.nums + context.terms) if joined else context.nums:
        part = context.parts[index]
        if isinstance(part, Num):
            below = context.num(index + 1)
            if (
                part.kind is NUMBER
                and below is not None
                and below.fraction
                and below.strength is not DIGITS
                and below.value.numerator == 1
                and part.whole(2, 19)
                and part.value < below.value.denominator  # "15 out of 16 quarters"
                and not part.ordinal
                and context.gap(index) <= 1
            ):
                _merge(part, below, part.value * below.value)
        elif "fraction_reversed" in part.entry or "fraction_plain" in part.entry:
            left, right = context.num(index - 1), context.num(index + 1)
            if left is not None and right is not None and left.value > 0 and right.value > 0:
                reverse = "fraction_reversed" in part.entry
                above, below = (right, left) if reverse else (left, right)
                if above.value < below.value and (reverse or below.value <= 1000):
                    _merge(left, right, above.value / below.value)
                    context.parts[index] = Item(part.start, part.end, part.text, "w")


def _merge(first: Num, second: Num, value: Fraction) -> None:
    first.end = max(first.end, second.end)
    first.values = exact(value)
    first.fraction, first.plain, first.digits = True, False, 0
    if first.strength is WEAK:
        first.strength = WORDS
    second.kind, second.role = TIME, CONSUMED


def _added(context: Context, index: int, num: Num) -> None:
    """A half that is said after the unit or before the number."""
    before = context.entry(index - 1).get("added_before")
    if type(before) is Fraction:
        step = num.scaled if num.scaled != 1 else (Fraction(100) if num.value == 100 else ONE)
        num.values = exact(num.value + before * step)
        num.start = context.parts[index - 1].start
        if num.strength is WEAK:
            num.strength = WORDS
    if num.ordinal:
        return
    for at in (index + 1, index + 2):
        part = context.entry(at).get("added_after")
        if type(part) is Fraction:
            if at == index + 2 and not _counted_and_a_half(context, index + 1):
                return
            num.values = exact(num.value + part * (num.value if _lone_magnitude(num) else num.scaled))
            if at == index + 1:
                num.end = context.parts[at].end
            return


def _counted_and_a_half(context: Context, index: int) -> bool:
    """Whether a half two places on is added to the number before `index`: behind a unit, or behind any word
    where it does not go on, fr "trois pièces et demie", but not es "tres libros y media docena"."""
    entry, part = context.entry(index), context.parts[index]
    behind = context.parts[index + 2] if index + 2 < len(context.parts) else None
    if isinstance(behind, Num) or (behind is not None and not _HALVED.isdisjoint(behind.entry)):
        return False
    if not _COUNTABLE.isdisjoint(entry):
        return True
    ends = behind is None or behind.kind in "sx" or behind.end - behind.start <= _PARTICLE
    return ends and part.kind == "w" and not entry and context.lexicon.segmentation == "spaces"


def _magnitude_behind(context: Context, index: int, num: Num) -> None:
    """hi "200 डॉलर बिलियन": the magnitude stands behind the currency."""
    behind = context.num(index + 2)
    if (
        behind is not None
        and _lone_magnitude(behind)
        and behind.start - num.end == 1
        and "currency" not in context.entry(index + 3)
    ):
        num.scale(behind.value)
        num.end, num.plain = behind.end, False
        behind.kind, behind.role = TIME, CONSUMED


def _lone_magnitude(num: Num) -> bool:
    """Whether the number is a word like "million" alone, of which the half is added: ar "مليون ونصف"."""
    return not num.digits and not num.raw and num.scaled == 1 and num.value >= 1000 and is_power(num.value)


# --- units


def _unit_after(context: Context, index: int, num: Num) -> None:
    if num.units:
        return  # the magnitude has named the currency: "40 TEUR"
    table = symbols()
    original, end = context.original, num.end
    at = end
    while at < len(original) and original[at] in " \u00a0\u202f\u2009-‑" and at - end < 2:
        at += 1
    symbol = table.after(original, at)
    if not symbol and num.scaled == 1:
        for part in context.parts[index + 1 : index + 4]:
            if part.entry:
                break
        else:
            return  # nothing near the number has a meaning
    if at > end and original[at - 1] in "-‑" and original[at + len(symbol) : at + len(symbol) + 1].isdigit():
        symbol = ""  # "£15,001-£19,999": it belongs to the amount behind
    if symbol in table.before and at > end and original[at + len(symbol) : at + len(symbol) + 1].isdigit():
        symbol = ""  # "$5m €6m", tr "2017'de %1,7": it belongs to the number behind
    if symbol in context.lexicon.not_symbols or (len(symbol) == 1 and _elided(context, at + 1)):
        symbol = ""
    symbol_end = at + len(symbol)
    item_at = index + 1
    if context.sign(item_at) in ("-", ".") and context.parts[item_at].start == end:
        item_at += 1
    more = context.entry(item_at).get("comparator_after")
    if (
        isinstance(more, Comparator)
        and context.gap(index) == 0
        and len(context.sign(item_at)) == 1
        and _named(context.entry(item_at + 1))
    ):
        num.comparator = more  # "20多公里"
        item_at += 1
    entry = context.entry(item_at)
    if "year_before" in entry and "unit" in entry and _year_behind(context, item_at + 1):
        return  # ar "إكس 25 سنة 1973"
    found, stop = _named(entry), (context.parts[item_at].end if item_at < len(context.parts) else end)
    joined = context.filler(item_at) and context.sign(item_at) not in ",."
    if not found and joined and "number_and" not in entry and not _connects(entry):
        # "5 millones de dólares", "5 millions d'hectolitres"
        there = item_at + 1 + (context.sign(item_at + 1) == "'")
        further = context.entry(there)
        said = num.fraction and num.strength is not DIGITS  # "half an inch"
        named = _named(further) if said else _named(further, ("unit", "currency"))
        if named and (num.scaled >= 1000 or said):
            found, stop = named, context.parts[there].end
            if not (said or dimensions(named).isdisjoint(_SPANS)):
                num.alternative = Reading(num.value)  # "earns 3 million a year"
        elif num.scaled >= 1000 and not symbol and there < len(context.parts):
            at = context.parts[there].start  # "5 millions de km²"
            symbol = table.after(original, at)
            symbol_end = at + len(symbol)
            entry = further
    if symbol and not found and entry and stop > symbol_end:
        symbol = ""  # a longer form of the language begins with the same letters: "500 d.C."
    if symbol and (not found or symbol_end >= stop):
        ids = table.ids[symbol]
        if found and symbol_end == stop:
            ids = (
                *found,
                *(one for one in ids if one not in found),
            )  # pl "KM" is horsepower before it is kilometres
        if at > end and original[at - 1] in "-‑" and symbol.islower() and len(symbol) == 1:
            return
        num.units, num.end = ids, symbol_end
        if symbol == "s" and at == end and num.plain:
            num.alternative = Reading(num.value)  # "under-18s"
    elif found:
        if "per_ten" in entry:
            num.values = tuple(Literal(v.value * 10, v.precision * 10, v.norm) for v in num.values)
        num.units, num.end = found, max(stop, num.end)
        _power_written_on(context, item_at + 1, num)
        if "multiple_after" in entry:
            num.alternative = num.alternative or Reading(num.value)  # ja 度 is a degree and a time
    elif ("per_ten" in entry or "left_of_ten" in entry) and num.kind is NUMBER:
        _tenths(num, stop, "left_of_ten" in entry)
    for part in context.parts[index + 1 : index + 6]:
        if isinstance(part, Num) and part.start < num.end:
            part.role, part.kind = CONSUMED, TIME  # the digit of "km2"


def _tenths(num: Num, stop: int, left: bool) -> None:
    """ "3割" is 30 %; "八折", "八五折" is what a discount leaves: 80 %, 85 %, and the other language says how
    much it takes off."""
    tens = 10 if not left or num.value < 10 else 1
    num.values = tuple(Literal(v.value * tens, v.precision * tens, v.norm) for v in num.values)
    num.units, num.end = ("percent",), stop
    if left:
        num.alternative = Reading(num.value - 100, num.units)


def _power_written_on(context: Context, at: int, num: Num) -> None:
    """hi "किमी2": digits written onto the name of a length make it an area or a volume."""
    power = context.num(at)
    if power is not None and power.start == num.end and power.raw in ("2", "3"):
        powers = tuple(one + power.raw for one in num.units if one + power.raw in units())
        num.units, num.end = powers or num.units, power.end if powers else num.end


def _year_behind(context: Context, at: int) -> bool:
    part = context.parts[at] if at < len(context.parts) else None
    return isinstance(part, Num) and part.kind is YEAR and part.digits == 4


def _elided(context: Context, at: int) -> bool:
    """Whether the letter before `at` is an article written onto its word: it "1987 l'unico"."""
    follows = context.folded[at : at + 2]
    return follows[:1] == "'" and follows[1:].isalpha() and not context.lexicon.endings


def _connects(entry: Entry) -> bool:
    return "from_to" in entry or "between_and" in entry or "ratio_in" in entry


def _named(entry: Entry, categories: tuple[str, ...] = ("unit", "weak_unit", "currency")) -> tuple[str, ...]:
    """The units and currencies that a term names."""
    names: tuple[str, ...] = ()
    for category in categories:
        value = entry.get(category)
        if isinstance(value, tuple):
            names += value
    return names


def _unit_before(context: Context, index: int, num: Num) -> None:
    """A currency sign or a word for percent that stands before the number."""
    table = symbols()
    original = context.original
    at = num.start
    while at > 0 and original[at - 1] in " \u00a0\u202f\u2009-−–" and num.start - at < 2:
        at -= 1
    longest = table.longest_before.get(original[at - 1]) if at else None
    for size in range(min(longest, at), 0, -1) if longest else ():
        sign = original[at - size : at]
        ids = table.before.get(sign)
        if ids is None:
            continue
        spaced = at != num.start and not context.lexicon.data.get("percent", {}).get("before")
        if sign in SHARES and (spaced or _escape(original, num)):
            continue  # but tr "% 10"
        if sign[0].isalpha() and at - size > 0 and original[at - size - 1].isalpha():
            continue
        if at != num.start and (
            (at > size and original[at - size - 1].isalnum()) or _taken(context, index, at - size)
        ):
            continue  # "10k€ 12", "71 € 50": it belongs to the amount before
        if sign.isalpha() and len(sign) == 1 and at != num.start:
            continue
        if num.units and all(u in num.units or u in ids for u in num.units) and set(num.units) & set(ids):
            ids = tuple(u for u in num.units if u in ids)
        elif num.units and "percent" in num.units:
            return
        num.units, num.start = ids, at - size
        return
    entry = context.entry(index - 1)
    if not entry:
        return
    if context.lexicon.prefixes and not num.units and "unit" in entry and _both_definite(context, index):
        num.units = _named(entry, ("unit",))
        return
    if "percent_before" in entry and not num.units:
        num.units, num.start = ("percent",), context.parts[index - 1].start
    elif (
        not num.units
        and (name := entry.get("currency"))
        and isinstance(name, tuple)
        and num.strength is DIGITS
        and not (num.digits == 4 and 1900 <= num.value < 2100)  # "Euro 2020"
    ):
        previous = context.num(index - 2)
        if previous is None and context.gap(index - 1) <= 1:
            num.units = name


def _both_definite(context: Context, index: int) -> bool:
    """ar "الأشهر الستة": a number word behind what it counts has the article, as that has."""
    unit, num = context.parts[index - 1], context.parts[index]
    prefixes, folded = context.lexicon.prefixes, context.folded
    return (
        isinstance(num, Num)
        and not num.digits
        and not num.ordinal
        and num.start - unit.end == 1
        and folded.startswith(prefixes, num.start)
        and folded.startswith(prefixes, unit.start)
    )


def _taken(context: Context, index: int, at: int) -> bool:
    """Whether the sign at a place is the unit of the amount before the number at `index`."""
    while index > 0:
        index -= 1
        before = context.parts[index]
        if isinstance(before, Num):
            return before.end > at and context.original[before.start].isdigit()
    return False


def _escape(original: str, num: Num) -> bool:
    """ "text%20of": a percent sign and digits between letters are an escaped character."""
    return original[num.start - 2 : num.start - 1].isalnum() and original[num.end : num.end + 1].isalnum()


def _said_before(context: Context, index: int, num: Num) -> None:
    """Words before the number that settle its unit or make it a rate: 摄氏20度, 时速80公里."""
    for at in (index - 1, index - 2, index - 3):
        if context.num(at) is not None:
            return
        entry = context.entry(at)
        settled, rate = entry.get("unit_before"), entry.get("rate_before")
        if isinstance(settled, tuple):
            num.units = settled
            return
        if isinstance(rate, tuple) and num.units:
            rates = tuple(name for unit in num.units if (name := per(unit, rate[0])) is not None)
            num.units = rates or num.units
            return


def _section(num: Num) -> None:
    """Section 4.10 is not section 4.1."""
    if _SECTION.fullmatch(num.raw) and num.scaled == 1:
        num.kind, num.label, num.values = IDENTIFIER, num.raw, exact(0)


def _multiple(context: Context, index: int, num: Num) -> None:
    if num.ordinal:
        return
    if "multiple_before" in context.entry(index - 1) and not num.units:
        num.kind = MULTIPLE
        return
    at = index + 1
    if context.sign(at) == "-":
        at += 1
    if (
        "multiple_after" in context.entry(at)
        and context.num(at + 1) is not None
        and _named(context.entry(at + 2))
    ):
        return  # "120 mal 90 Zentimeter"
    if "multiple_after" in context.entry(at) and not num.units and context.gap(at - 1) <= 1:
        num.kind = MULTIPLE
        num.end = context.parts[at].end
        if "multiple_more" in context.entry(index - 1):
            _more(num)


def _more(num: Num) -> None:
    """ "增加了两倍", more by two times: three times as much; many a writer means twice."""
    loose = tuple(Literal(v.value, v.precision, False) for v in num.values)
    num.values = (*(Literal(v.value + 1, v.precision, v.norm) for v in num.values), *loose)
