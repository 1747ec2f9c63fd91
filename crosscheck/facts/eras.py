"""Centuries, decades, eras and reigns."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

from crosscheck.facts.context import CONSUMED, Context, exact, roman
from crosscheck.facts.dates import DASHES, JOINTS, claim, unit_follows
from crosscheck.facts.items import Item
from crosscheck.facts.num import Num
from crosscheck.members import CENTURY, DECADE, DIGITS, NUMBER, WEAK, YEAR
from crosscheck.model import Kind

_ROMAN_START = "IVXLCDMⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_ARTICLE = 3
"""Letters of an article at most."""
_ERAS = frozenset({"era_before", "era_common", "reign"})
_BETWEEN = frozenset({"ordinal_before", "ordinal_after", "era_before", "era_common"})
"""What may stand between a century and its number: de "das 5. vorchristliche Jahrhundert"."""
_COUNTED = frozenset({"unit", "weak_unit"})


def read_eras(context: Context) -> None:
    """Claim the numbers that are centuries, decades, or years of an era, once dates have taken theirs."""
    _centuries(context)
    _decades(context)
    if not _ERAS.isdisjoint(context.said):
        _eras(context)


def _centuries(context: Context) -> None:
    parts = context.parts
    original = context.original
    centuries = "century" in context.said
    for index in sorted(context.words + context.terms) if centuries else context.words:
        part = parts[index]
        if not isinstance(part, Item):
            continue
        if not part.entry:
            if (
                (part.end - part.start >= 2 or ord(original[part.start]) > 0xFF or _numbered(context, index))
                and original[part.start] in _ROMAN_START
                and (made := _roman_num(context, part, _named_before(context, index))) is not None
            ):
                context.make(index, made)
                if not {"year_quarter", "year_half"}.isdisjoint(context.entry(index + 1)):
                    made.strength = DIGITS  # pl "III kwartał"
        elif "century" in part.entry:
            if (left := _century_number(context, index, -1)) is not None:
                _join_centuries(context, left)
            elif context.lexicon.segmentation == "spaces" and (
                (right := _century_number(context, index, 1)) is not None
            ):
                _join_centuries(context, right, 1)


def _numbered(context: Context, index: int) -> bool:
    """Whether a single letter numbers the name before it: "Franz Joseph I", "World War I"."""
    part = context.parts[index]
    return context.original[part.start] in "IV" and _named_before(context, index)


def _named_before(context: Context, index: int) -> bool:
    """Whether a capitalised word stands right before: "Super Bowl XLIX"."""
    if not index or context.gap(index - 1) != 1:
        return False
    return context.original[context.parts[index - 1].start].isupper()


def _roman_num(context: Context, part: Item, named: bool = False) -> Num | None:
    """A Roman numeral, perhaps with an ordinal suffix: XIX, XIXe, Ⅱ. From forty on only the names of a series
    have them; other such letters are abbreviations."""
    text = unicodedata.normalize("NFKC", context.text(part.start, part.end))
    if not text or text[0] not in _ROMAN_START:
        return None
    letters = text.rstrip("abcdefghijklmnopqrstuvwxyzªºèé")
    if not letters.isascii() or (
        letters != text and text[len(letters) :] not in context.lexicon.suffixes["ordinal"]
    ):
        return None
    value = roman(letters)
    if value is None or (value >= 40 and not (named and len(letters) > 2)):
        return None
    num = Num(part.start, part.end, exact(value), WEAK)
    num.ordinal, num.raw = True, "roman"
    return num


def _century_number(context: Context, index: int, step: int) -> int | None:
    at = index + step
    for _ in range(3):
        num = context.num(at)
        if num is not None:
            if step > 0 and num.digits and not _COUNTED.isdisjoint(context.entry(at + 1)):
                return None  # pl "w wieku 12 lat" is an age
            if step < 0 and not num.digits and not num.ordinal and context.lexicon.segmentation == "spaces":
                return None  # "two centuries ago", "vor einem Jahrhundert": a count
            if num.whole(1, 40):
                num.kind = CENTURY
                num.strength = DIGITS if num.strength is WEAK else num.strength
                return at
            return None
        if not 0 <= at < len(context.parts):
            return None
        part = context.parts[at]
        if isinstance(part, Num):
            return None
        if (made := _roman_num(context, part)) is not None:
            made.kind, made.strength = CENTURY, DIGITS
            context.make(at, made)
            return at
        suffix = part.text in ("-", ".") or part.text in context.lexicon.suffixes["ordinal"]
        if not suffix and _BETWEEN.isdisjoint(part.entry):
            return None
        at += step
    return None


def _join_centuries(context: Context, at: int, step: int = -1) -> None:
    """ "the 19th and 20th centuries", "XVI–XVII wiek"."""
    for _ in range(3):
        joint = _past_article(context, at, step)
        other = joint + step
        while (context.sign(joint) and context.sign(joint) in "-.") or context.sign(
            joint
        ) in context.lexicon.suffixes["ordinal"]:
            joint += step
            other += step
            if context.num(joint) is not None:
                other, joint = joint, joint - step
                break
        entry, sign = context.entry(joint), context.sign(joint)
        if not ((sign and sign in DASHES + ",/") or not JOINTS.isdisjoint(entry)):
            return
        num = context.num(other)
        if num is None and 0 <= other < len(context.parts) and isinstance(item := context.parts[other], Item):
            num = _roman_num(context, item)
            if num is not None:
                context.make(other, num)
        if num is None or not num.whole(1, 40):
            return
        num.kind = CENTURY
        num.strength = DIGITS if num.strength is WEAK else num.strength
        at = other


def _past_article(context: Context, at: int, step: int) -> int:
    """Where what joins the number at `at` to another stands: "the 5th to the 3rd century"."""
    joint = at + step
    part = context.parts[joint] if 0 <= joint < len(context.parts) else None
    article = part is not None and part.kind == "w" and part.end - part.start <= _ARTICLE
    return joint + step if article and not JOINTS.isdisjoint(context.entry(joint + step)) else joint


def _decades(context: Context) -> None:
    for index in context.nums:
        num = context.parts[index]
        if not isinstance(num, Num) or num.kind is not NUMBER:
            continue
        if not num.plain or num.digits not in (2, 4) or num.value.numerator % 10:
            continue
        if "percent_before" in context.entry(index - 1):
            continue  # tr "yüzde 30'lar"
        after = context.entry(index + 1)
        suffix = context.sign(index + 1)
        close = index + 1 < len(context.parts) and context.gap(index) == 0
        if close and ("decade_suffix" in after or (suffix and suffix in context.lexicon.suffixes["decade"])):
            num.kind = DECADE
            num.end = context.parts[index + 1].end
            _decade_of_century(context, index, num)
        elif "decade_suffix" in after and context.gap(index) == 1 and "unit" not in after:
            num.kind = DECADE
            _decade_of_century(context, index, num)
        elif "decade_before" in context.entry(index - 1) and not unit_follows(context, index):
            num.kind = DECADE
        if num.kind is DECADE:
            _decades_before(context, index)
        if num.kind is DECADE and num.value < 100:
            _century_after(context, index, num)


def _decades_before(context: Context, index: int) -> None:
    """ "60. a 70. let", "20–30-е годы": the tens joined to a decade are decades."""
    joint, other = index - 1, index - 2
    if context.sign(joint) == "." and context.num(other) is not None:
        return
    while context.sign(other) == "." or context.sign(other) in context.lexicon.suffixes["ordinal"]:
        other -= 1
    entry, sign = context.entry(joint), context.sign(joint)
    if not ((sign and sign in DASHES + ",") or not JOINTS.isdisjoint(entry)):
        return
    num = context.num(other)
    if num is not None and num.digits == 2 and num.value % 10 == 0 and not num.units:
        num.kind, num.ordinal = DECADE, False
        _decades_before(context, other)


def _decade_of_century(context: Context, index: int, decade: Num) -> None:
    """ "19世纪50年代", "the fifties of the 19th century": the century says which decade it is."""
    for back in (1, 2, 3):
        if index < back:
            return
        century = context.parts[index - back]
        if isinstance(century, Num):
            if century.kind is CENTURY and century.value > 0 and 0 <= decade.value < 100:
                decade.values = exact((century.value - 1) * 100 + decade.value)
                decade.start = century.start
                century.role = CONSUMED
            return


def _century_after(context: Context, index: int, decade: Num) -> None:
    """ "в 50-х годах XIX века", "v 50. letech 19. století": the same with the century behind."""
    for part in context.parts[index + 1 : index + 5]:
        if isinstance(part, Num):
            if part.kind is CENTURY and part.value > 0 and 0 <= decade.value < 100 and part.role != CONSUMED:
                decade.values = exact((part.value - 1) * 100 + decade.value)
                decade.end = part.end
                part.role = CONSUMED
            return
        if (part.kind == "s" and part.text != ".") or (part.kind == "w" and part.end - part.start > 3):
            return


def _eras(context: Context) -> None:
    for index in context.terms:
        part = context.parts[index]
        if not isinstance(part, Item):
            continue
        if "era_before" in part.entry:
            for at in (index - 1, index - 2, index - 3, index + 1, index + 2):
                if not 0 <= at < len(context.parts):
                    continue
                target = context.parts[at]
                if (
                    isinstance(target, Num)
                    and (target.strength is not WEAK or target.raw)  # the "5th millennium BC"
                    and target.value > 0
                    and target.kind in (NUMBER, YEAR, CENTURY, DECADE)
                ):
                    if target.kind is NUMBER:
                        target.kind = YEAR
                    target.values = exact(-_as_written(target))
                    _same_era(context, at, target.kind, -1 if index > at else 1)
                    break
        elif "era_common" in part.entry:
            for at in (index - 1, index - 2, index + 1):
                num = context.num(at)
                if num is not None and num.digits and num.whole(1, 2999):
                    claim(num, YEAR, -1)
                    break
        elif "reign" in part.entry:
            if "era_first" in context.entry(index + 1) and type(first := part.entry["reign"]) is Fraction:
                context.add(YEAR, part.start, context.parts[index + 1].end, first, DIGITS)
            counted = context.parts[index + 1] if index + 1 < len(context.parts) else None
            base = part.entry["reign"]
            if isinstance(counted, Num) and type(base) is Fraction and (count := _as_written(counted)) < 100:
                counted.kind = YEAR
                counted.values = exact(base + count - 1)
                counted.derivation = f"{context.text(part.start, counted.end)} = {base + count - 1}"
                counted.start = part.start


def _as_written(num: Num) -> Fraction:
    """The year as the text has it: a date may have taken 30 for 2030."""
    return Fraction(num.raw) if num.raw.isdigit() else num.value


def _same_era(context: Context, at: int, kind: Kind, step: int) -> None:
    """ "from 510 to 323 BC", "기원전 512 - 511": the era holds for both ends of a range."""
    at = _past_article(context, at, step) - step
    joint = context.entry(at + step)
    sign = context.sign(at + step)
    if (sign and sign in DASHES) or "from_to" in joint or "between_and" in joint:
        place = at + 2 * step
        other = context.parts[place] if 0 <= place < len(context.parts) else None
        if isinstance(other, Num) and other.value > 0 and other.kind in (NUMBER, kind):
            other.kind = kind
            other.values = exact(-other.value)
