"""Parts of numbers in words: decimals said digit by digit, halves and other fractions, sets like dozens."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from crosscheck.facts.digits import ZERO, Literal
from crosscheck.facts.items import Item
from crosscheck.facts.num import Num, power
from crosscheck.figures import figure
from crosscheck.members import WEAK, WORDS

_TIMED = frozenset(
    {"minute_after", "half_after", "quarter_after", "three_quarters_after", "am", "pm", "night"}
)


def is_point(items: Sequence[Item], at: int, index: int) -> bool:
    """Whether the word at `at` is a decimal mark. Where it is the word for the hour as well (zh "点"), a unit
    or magnitude must follow what stands behind it."""
    entry = items[at].entry
    if "number_point" not in entry:
        return False
    if "hour_after" not in entry:
        return True
    _, step = spoken_decimals(items, at)
    if index and "percent_before" in items[index - 1].entry:
        return True
    if step == at or step >= len(items) or items[step].start > items[step - 1].end:
        return False
    follows = items[step].entry.keys()
    return _TIMED.isdisjoint(follows) and not _MEASURED.isdisjoint(follows)


_NAMED = frozenset({"unit", "weak_unit", "currency"})
_MEASURED = frozenset({"unit", "weak_unit", "currency", "magnitude", "counter", "multiple_after"})


def spoken_decimals(items: Sequence[Item], at: int) -> tuple[Fraction | None, int]:
    """The digits after the word for the decimal mark: "three point one four"."""
    digits, step = "", at + 1
    while step < len(items):
        entry = items[step].entry
        value = entry.get("cardinal", entry.get("weak_cardinal"))
        if type(value) is not Fraction or value >= 100 or (value >= 10 and digits):
            break
        digits += str(value)
        step += 1
        if value >= 10:
            break
    if not digits:
        return None, at
    return Fraction(int(digits), 10 ** len(digits)), step


def half_between(num: Num, items: Sequence[Item], at: int) -> int:
    """ "iki buçuk milyon", "5 с половиной лет": a half between the number and its magnitude or unit."""
    if (
        at + 1 < len(items)
        and type(part := items[at].entry.get("added_after")) is Fraction
        and num.scaled == 1
    ):
        follows = items[at + 1].entry
        factor = follows.get("magnitude")
        if type(factor) is Fraction or not _NAMED.isdisjoint(follows):
            num.values = (Literal(num.value + part, ZERO, True),)
            num.end, num.plain = items[at].end, False
            at += 1
            if type(factor) is Fraction:
                num.scale(factor)
                num.end = items[at].end
                at += 1
    return at


def and_a_half(num: Num, items: Sequence[Item], at: int, factor: Fraction | None = None) -> int:
    """ "two and a half", "dos y medio", "six-and-a-half": a fraction joined to a whole number; of its
    magnitude `factor`, where it ends in one ("a million and a half")."""
    if (after := half_between(num, items, at)) != at:
        return after
    step = _past_hyphen(items, at)
    if step < len(items) and "number_and" in items[step].entry:
        step = _past_hyphen(items, step + 1)
        if (
            step < len(items)
            and items[step].kind in "wt"
            and "fraction" not in items[step].entry
            and items[step].end - items[step].start <= 4
        ):
            step = _past_hyphen(items, step + 1)
        part = items[step].entry.get("fraction") if step < len(items) else None
        if type(part) is Fraction and part < 1:
            num.values = (Literal(num.value + part * (factor or 1), ZERO, True),)
            num.end = items[step].end
            if num.strength is WEAK:
                num.strength = WORDS
            at = step + 1
            if at < len(items) and type(magnitude := items[at].entry.get("magnitude")) is Fraction:
                num.scale(magnitude)
                num.end = items[at].end
                at += 1
    elif at < len(items) and items[at].joined and type(part := items[at].entry.get("fraction")) is Fraction:
        num.values = (Literal(num.value + part, ZERO, True),)
        num.end = items[at].end
        at += 1
    return at


def _past_hyphen(items: Sequence[Item], at: int) -> int:
    """The next place that is no hyphen between two words written together."""
    if 0 < at < len(items) - 1 and items[at].text == "-":
        glued = items[at - 1].end == items[at].start and items[at].end == items[at + 1].start
        return at + int(glued)
    return at


def _addable(items: Sequence[Item], at: int) -> bool:
    """Whether what a fraction may be added to stands at `at`."""
    return at >= 0 and (items[at].kind == "d" or bool(items[at].entry))


def fraction_words(items: Sequence[Item], index: int, original: str) -> tuple[list[Num] | None, int]:
    """half, a quarter of a million, a dozen: forms that hold a value by themselves, as weak numbers."""
    item = items[index]
    value = item.entry.get("fraction", item.entry.get("group", item.entry.get("vague")))
    if value is None and not _addable(items, index - 1) and not _addable(items, index - 2):
        value = item.entry.get("added_after")  # pl "i pół" where nothing stands that it could be added to
    if type(value) is not Fraction:
        return None, index
    # "half", "a third" are everyday words; "two thirds" is not
    strength = WORDS if 1 < value.numerator < value.denominator else WEAK
    num = Num(item.start, item.end, (Literal(value, ZERO, True),), strength)
    num.fraction = "fraction" in item.entry
    at = index + 1
    # "half a million", "полмиллиона", "nửa triệu", "une dizaine de millions"
    for step in (at, at + 1, at + 2, at + 3):
        if (
            step < len(items)
            and (num.fraction or step == at or step == at + 1)
            and type(factor := items[step].entry.get("magnitude")) is Fraction
            and all(i.end - i.start <= 3 and i.kind != "d" for i in items[at:step])
        ):
            num.scale(factor)
            if num.fraction:
                num.strength = WORDS
            num.end, num.fraction = items[step].end, False
            said = original[num.start : num.end]
            num.derivation = f"{said} = {figure(value)} × {power(factor)} = {figure(num.value)}"
            return [num], step + 1
    if "group" in item.entry:
        at = and_a_half(num, items, at, value)  # "a decade and a half"
    return [num], at
