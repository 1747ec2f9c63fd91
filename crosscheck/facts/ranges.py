"""Numbers that are joined: the ends of ranges, scores, lists that share a unit."""

from __future__ import annotations

from functools import lru_cache

from crosscheck.facts.context import CONSUMED, Context
from crosscheck.facts.digits import ZERO, Literal
from crosscheck.facts.num import Num
from crosscheck.lexicons.load import Lexicon
from crosscheck.members import NUMBER, WEAK, YEAR
from crosscheck.model import Reading

_TIMES_SIGNS = frozenset("×xх")
_RANGE_SIGNS = frozenset("-–—~")
_YEARS = ((), ("year",))
"""What may stand behind the end of a range of years: nothing, or the word for years ("1932–33 годы")."""


def read_ranges(context: Context) -> None:
    """Numbers joined into a range or a score share units and magnitude: "5–7 %", "between 2 and 3
    million"."""
    parts = context.parts
    endings = _endings(context.lexicon)
    for index in context.nums:
        low = parts[index]
        if not isinstance(low, Num) or low.role == CONSUMED:
            continue
        if low.digits == 1 and context.sign(index + 1) == "、" and _roughly(context, index, low):
            continue
        if endings and _ends_in(context, index, low, endings):
            continue
        at, dash, word, plain_and = _joint(context, index)
        high = parts[at] if at < len(parts) else None
        if not isinstance(high, Num) or high.role == CONSUMED or not (dash or word or plain_and):
            continue
        if low.kind is NUMBER and high.kind is NUMBER and not low.ordinal and not high.ordinal:
            if low.fraction and not high.fraction and not dash:
                continue  # "fell by a fifth to 84.5 billion"
            sure = dash or (word and not plain_and and "percent" not in high.units)
            _share(low, high, dash or word, sure=sure)
            if low.units and (plain_and or not word):
                _share_list(context, index, low)
            if dash or word:
                if low.group < 0:
                    low.group = context.new_group()
                high.group = low.group
                low.role, high.role = ("low", "high") if low.value < high.value else ("first", "second")
                _short_year(low, high)


@lru_cache(maxsize=64)
def _endings(lexicon: Lexicon) -> tuple[str, ...]:
    """The endings that say "from"."""
    return tuple(lexicon.data.get("ranges", {}).get("from_endings", ()))


def _roughly(context: Context, index: int, low: Num) -> bool:
    """ja "2、3本": two neighbours before what they count are an estimate, where others say "a few"."""
    high, counted = context.num(index + 2), context.entry(index + 3)
    if high is None or high.digits != 1 or high.value != low.value + 1 or low.ordinal or high.ordinal:
        return False
    if not (high.units or "counter" in counted) or context.gap(index) or context.gap(index + 1):
        return False
    low.units, low.group = high.units, context.new_group()
    low.role, high.role, high.group = "low", "high", low.group
    low.strength = high.strength = WEAK
    return True


def _ends_in(context: Context, index: int, low: Num, endings: tuple[str, ...]) -> bool:
    """tr "yüzde 9,07'den 9,46'ya": endings say from and to, and the second number shares the unit."""
    high = context.num(index + 1)
    if high is None or high.units or not low.units or context.gap(index) != 1:
        return False
    if not context.folded[low.start : low.end].endswith(endings) or not (low.digits or low.raw):
        return False
    high.units, high.alternative = low.units, Reading(high.value)
    low.group = high.group = context.new_group()
    low.role, high.role = ("low", "high") if low.value < high.value else ("first", "second")
    return True


def _short_year(low: Num, high: Num) -> None:
    """ "2020/21", "1994–96", "1943–6": the end of a range of years with fewer digits."""
    years = 1000 <= low.value < 2100 and low.digits == 4 and high.scaled == 1
    if years and high.digits in (1, 2) and high.units in _YEARS:
        full = low.value - low.value % 10**high.digits + high.value
        if full > low.value:
            high.values = (Literal(full, ZERO, True), *high.values)
            high.kind = low.kind = YEAR
            low.units = high.units = ()


def _joint(context: Context, index: int) -> tuple[int, bool, bool, bool]:
    """What joins the number at `index` to the next one: (index of that, dash, range word, plain "and"); "or"
    is both of the last."""
    parts = context.parts
    at = index + 1
    dash = word = plain = False
    start = parts[index].end
    while at < len(parts) and at - index <= 3:
        item = parts[at]
        if isinstance(item, Num):
            following = context.num(at + 1)
            if item.strength is not WEAK or following is None or not following.digits:
                break
            at += 1  # es "entre un 50 y un 95 %": no number but an article
            continue
        if item.text in _RANGE_SIGNS or (
            item.text == "/"
            and item.start == start
            and at + 1 < len(parts)
            and parts[at + 1].start == item.end
        ):
            dash = True
        elif "from_to" in item.entry or "or" in item.entry:
            word = True
            plain = plain or "from_to" not in item.entry
        elif "between_and" in item.entry or "number_and" in item.entry:
            opened = any("range_open" in context.entry(index - back) for back in (1, 2, 3))
            closed = any("range_close" in context.entry(at + 1 + ahead) for ahead in (1, 2, 3))
            if "between_and" in item.entry and (opened or closed):
                word = True
            else:
                plain = True
        elif "multiple_after" in item.entry or item.text in _TIMES_SIGNS:
            plain = True  # "120 mal 90 cm", "5x4 m"
        elif (word or plain) and (_article(context, at) or "comparator_before" in item.entry):
            pass  # "between 6 and at most 15 %"
        elif not (
            at + 1 < len(parts) and isinstance(parts[at + 1], Num) and parts[at + 1].start <= item.start
        ):
            break  # but a currency sign belongs to the number behind: "£15-£19"
        at += 1
    return at, dash, word, plain


def _article(context: Context, at: int) -> bool:
    """ "entre el 50 y el 95 %", "tra il 5 e il 10 %": a short word between the joint and a number."""
    part = context.parts[at]
    following = context.num(at + 1)
    return part.kind == "w" and part.end - part.start <= 3 and following is not None and following.digits > 0


def _share_list(context: Context, index: int, num: Num) -> None:
    """ "81, 84 and 89 %", "81, 84 or 89 %": the unit reaches back through the commas."""
    while index >= 2 and context.sign(index - 1) == "," and (before := context.num(index - 2)) is not None:
        if before.units or before.ordinal or not before.digits or before.end != num.start - 2:
            return
        before.units, before.alternative = num.units, Reading(before.value)
        index, num = index - 2, before


def _share(low: Num, high: Num, ranged: bool, sure: bool) -> None:
    """Give one of two joined numbers the unit of the other. Where the joint is not sure to make a range, the
    bare number stays a reading: "citizens over 65 and 20 % of the voters", "56,000 or 0.46 %", "5 % until
    2020", "raised Channel 3 to 4.5 %"."""
    year = low.digits == 4 and low.value <= 2200 and (high.value < 1000 or high.scaled > 1)
    if high.units and not low.units and not year:
        low.units = high.units
        if not sure:
            low.alternative = low.alternative or Reading(low.value)
    elif low.units and not high.units and ranged and (high.digits != 4 or low.value >= 1000):
        high.units, high.alternative = low.units, high.alternative or Reading(high.value)
    if (
        ranged
        and high.scaled > 1
        and low.scaled == 1
        and low.values
        and low.value < high.scaled
        and low.value * high.scaled <= 10 * high.value
    ):
        factor = high.scaled
        low.values = (
            *(Literal(v.value * factor, v.precision * factor, v.norm) for v in low.values),
            *low.values,
        )
        low.scaled = factor
