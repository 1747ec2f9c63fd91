"""One sentence and its language → its facts. This is the story of reading, top to bottom."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter

from crosscheck.facts import patterns
from crosscheck.facts.claims import read_claims
from crosscheck.facts.context import CONSUMED, Context
from crosscheck.facts.dates import read_dates
from crosscheck.facts.digits import ONE, ZERO, Literal
from crosscheck.facts.eras import read_eras
from crosscheck.facts.headings import LONGEST, abbreviated
from crosscheck.facts.items import AFTER_NUMBERS, Entry, Item
from crosscheck.facts.measures import read_measures
from crosscheck.facts.myriads import digit_runs
from crosscheck.facts.num import Num
from crosscheck.facts.numbers import numbers
from crosscheck.facts.scanning import scan
from crosscheck.facts.spoken_times import read_spoken_times
from crosscheck.facts.symbols import symbols
from crosscheck.facts.times import read_dotted, read_times
from crosscheck.lexicons.conventions import Conventions
from crosscheck.lexicons.load import Lexicon, load
from crosscheck.lexicons.tokens import lower, plain
from crosscheck.members import DAY, DIGITS, IDENTIFIER, MONTH, MULTIPLE, NUMBER, ORDINAL, TIME, WEAK, YEAR
from crosscheck.model import Fact, Reading


@lru_cache(maxsize=16384)
def extract(text: str, lang: str, conventions: Conventions | None = None) -> tuple[Fact, ...]:
    """The facts of a text in the language `lang` (a BCP 47 tag), in order; offsets count characters of
    `text`. `conventions` is what a project settles about that language.

    Recent texts are remembered: a source with several targets is read once."""
    lexicon = load(lang, conventions)
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        found = _composed(text, lexicon)
    else:
        found = _extract(text, lexicon)
    return found if conventions is None else tuple(map(conventions.settle, found))


_WORD_OR_SPACE = re.compile(" [^ ]*|[^ ]+")
"""A word with the space before it, which a mark may stand on."""


def _composed(text: str, lexicon: Lexicon) -> tuple[Fact, ...]:
    """Facts of a text in decomposed Unicode: read in composed form, offsets mapped back."""
    pieces: list[str] = []
    origin: list[int] = []
    for match in _WORD_OR_SPACE.finditer(text):
        start, stop = match.span()
        if unicodedata.is_normalized("NFC", match[0]):
            pieces.append(match[0])
            origin += range(start, stop)
            continue
        while start < stop:
            end = start + 1
            while end < stop and unicodedata.combining(text[end]):
                end += 1
            piece = unicodedata.normalize("NFC", text[start:end])
            pieces.append(piece)
            origin += [start] * len(piece)
            start = end
    origin.append(len(text))
    composed = "".join(pieces)
    return tuple(
        Fact(
            f.kind,
            origin[f.start],
            origin[f.end],
            text[origin[f.start] : origin[f.end]],
            f.readings,
            f.strength,
            f.comparator,
            f.precision,
            f.group,
            f.role,
            f.falling,
        )
        for f in _extract(composed, lexicon)
    )


def _extract(text: str, lexicon: Lexicon) -> tuple[Fact, ...]:
    simple = plain(text)
    if lexicon.segmentation != "spaces":
        simple = _press_marks(simple)
    folded = lower(simple)
    found = patterns.find(simple, text, lexicon, _quantity(lexicon))
    items, told = scan(folded, text, lexicon, found.taken)
    heading = abbreviated(text, lexicon) if len(text) <= LONGEST else []
    if not items and not found.facts:
        return tuple(heading)
    said: set[str] = set().union(*[entry for index in told if (entry := items[index].entry)])
    if lexicon.segmentation == "none" and not _DIGITS.isdisjoint(said):
        items = digit_runs(items)
        told = range(len(items))
    if "amount" in said:
        items = _amounts(items)
        told = range(len(items))
        said |= _AMOUNT
    if "bound" in said:
        items = _bound(items)
    context = Context(text, folded, lexicon, numbers(items, told, text, lexicon), found.groups, said)
    clocks = {fact.start: fact for fact in found.facts if fact.kind is TIME} if found.facts else {}
    if clocks:
        for index, part in enumerate(context.parts):
            if part.kind == "x" and part.start in clocks:
                context.parts[index] = _clock(clocks[part.start])
        context.index()
    if _ordinals(context):
        context.index()
    read_dates(context)
    read_eras(context)
    read_spoken_times(context)
    read_times(context)
    read_measures(context)
    read_claims(context)
    read_dotted(context)
    facts = [fact for fact in found.facts if fact.kind is not TIME] if found.facts else []
    facts += context.facts
    nums = sorted(context.nums + context.made) if context.made else context.nums
    for index in nums:
        part = context.parts[index]
        if isinstance(part, Num) and part.role != CONSUMED:
            facts.append(_fact(part, text))
    if not _LONE.isdisjoint(said):
        facts += _lone_terms(context, nums)
    if "named_date" in said:
        facts += _named_dates(context)
    if "identifier_name" in said:
        facts += _named_labels(context)
    facts += heading
    if len(facts) > 1:
        facts.sort(key=_PLACE)
    return tuple(facts)


_POINT = re.compile("(?<=[0-9])[・･](?=[0-9])")
_GROUPS = re.compile(
    "(?<![0-9])[0-9]{1,3}(?:[，、][0-9]{3}(?![0-9])){2,9}|(?<![0-9])[0-9]{1,3}[，、]000(?![0-9])"
)


def _press_marks(simple: str) -> str:
    """Decimals and groups with the marks of the full-width press, "９８・２４", "５，０００", as others write
    them."""
    if "・" in simple or "･" in simple:
        simple = _POINT.sub(".", simple)
    if "，" in simple or "、" in simple:
        simple = _GROUPS.sub(lambda found: found[0].replace("，", ",").replace("、", ","), simple)
    return simple


@lru_cache(maxsize=64)
def _quantity(lexicon: Lexicon) -> frozenset[str]:
    """What may directly follow digits without making an identifier of them: unit symbols, magnitudes,
    endings."""
    forms = set(symbols().ids)
    for section in ("magnitudes", "magnitude_abbreviations", "units", "weak_units", "currencies"):
        for values in lexicon.data.get(section, {}).values():
            forms.update(form.upper() for form in values)
            forms.update(values)
    forms.update(lexicon.suffixes["ordinal"], lexicon.suffixes["decade"], lexicon.endings)
    forms.update(s.upper() for s in (*lexicon.suffixes["ordinal"], *lexicon.suffixes["decade"]))
    for key in ("am", "pm", "hour_after", "minute_after"):
        words = lexicon.data.get("time", {}).get(key, ())
        forms.update(words)
        forms.update(form.upper() for form in words)
    return frozenset(forms)


def _clock(fact: Fact) -> Num:
    num = Num(fact.start, fact.end, tuple(Literal(r.value, ZERO, True) for r in fact.readings), DIGITS)
    num.kind = TIME
    return num


_PLACE = attrgetter("start", "end")
_DIGITS = frozenset({"cardinal", "weak_cardinal"})
"""What a word for one digit may be."""
_AMOUNT = frozenset({"cardinal", "weak_cardinal", "unit"})
"""What an amount may become."""


def _amounts(items: list[Item]) -> list[Item]:
    """Words that hold a number and its unit become a number followed by a unit."""
    out: list[Item] = []
    for item in items:
        amount = item.entry.get("amount")
        if isinstance(amount, tuple):
            value = Fraction(amount[0])
            # "하루" is "a day" as well as "one day"
            strength = "weak_cardinal" if value <= 1 else "cardinal"
            out.append(Item(item.start, item.end, item.text, "t", {strength: value}))
            out.append(Item(item.end, item.end, "", "t", {"unit": amount[1:]}))
        else:
            out.append(item)
    return out


_BOUND_AFTER = AFTER_NUMBERS | {
    "per_ten",
    "left_of_ten",
    "added_after",
    "fraction_reversed",
    "fraction_plain",
}
_BOUND_BEFORE = frozenset(
    {
        "ordinal_before",
        "percent_before",
        "fraction_reversed",
        "fraction_plain",
        "day_before",
        "month_before",
        "year_before",
        "hour_before",
        "lead",
        "number_point",
        "added_before",
        "comparator_after",
    }
)
_NUMERIC = frozenset({"cardinal", "weak_cardinal", "magnitude"})


def _bound(items: list[Item]) -> list[Item]:
    """Number syllables that are syllables of other words too count only in company."""
    for index, item in enumerate(items):
        if "bound" not in item.entry:
            continue
        before = items[index - 1] if index else None
        after = items[index + 1] if index + 1 < len(items) else None
        company = "whole_word" in item.entry and _whole(item, before, after)
        if before is not None and item.start - before.end <= 1:
            company = before.kind == "d" or not before.entry.keys().isdisjoint(_BOUND_BEFORE | _NUMERIC)
        if company and "counter" in item.entry:
            company, after = False, None  # ko "네 석" is four seats
        if not company and after is not None and after.start - item.end <= 1:
            company = not (_BOUND_AFTER.isdisjoint(after.entry) and _NUMERIC.isdisjoint(after.entry))
            company = company or ("comparator_after" in after.entry and _is_ten_or_more(item))  # 十余, 百多
            company = company or _opens_range(items, index)
        if not company:
            rest = {
                k: v for k, v in item.entry.items() if k not in _NUMERIC and k != "bound" and k != "ordinal"
            }
            items[index] = Item(item.start, item.end, item.text, "t" if rest else "w", rest)
    return items


def _opens_range(items: list[Item], index: int) -> bool:
    """Whether a range word and a number that counts something are written onto the item: 三至六周."""
    low, *others = items[index : index + 4]
    if len(others) < 3 or "from_to" not in others[0].entry:
        return False
    joint, high, after = others
    joined = low.end == joint.start and joint.end == high.start and high.end == after.start
    return joined and not _NUMERIC.isdisjoint(high.entry) and not _BOUND_AFTER.isdisjoint(after.entry)


def _whole(item: Item, before: Item | None, after: Item | None) -> bool:
    """Whether nothing is written onto the item."""
    return (before is None or before.end < item.start) and (after is None or after.start > item.end)


def _cardinal_only(entry: Entry) -> bool:
    """Whether what follows is counted and never numbered."""
    units = entry.get("unit", ())
    return "magnitude" in entry or (isinstance(units, tuple) and "percent" in units)


def _is_ten_or_more(item: Item) -> bool:
    value = item.entry.get("cardinal", item.entry.get("magnitude"))
    return type(value) is Fraction and value >= 10


_NTH = frozenset({"ordinal_before", "ordinal_after"})


def _ordinals(context: Context) -> int:
    """Digits with an ordinal suffix, words that make a number an ordinal, and endings written onto digits.
    Returns how many parts were removed."""
    lexicon, parts = context.lexicon, context.parts
    suffixes, endings = lexicon.suffixes["ordinal"], lexicon.endings
    named = not _NTH.isdisjoint(context.said)
    removed = 0
    for place in context.nums:
        index = place - removed
        size = len(parts)
        num = context.num(index)
        if num is None or num.units or not (named or context.gap(index) == 0):
            continue
        if ("ordinal_before" in context.entry(index - 1) and context.gap(index - 1) <= 1) or (
            "ordinal_after" in context.entry(index + 1) and context.gap(index) <= 1
        ):
            num.ordinal = True
        elif num.plain and num.digits <= 3 and index + 1 < len(parts) and context.gap(index) == 0:
            sign = context.sign(index + 1)
            last = index + 1
            if "decade_suffix" in context.entry(last) and num.value.numerator % 10:
                sign = context.text(parts[last].start, parts[last].end).lower().lstrip("'-")  # "5-е место"
            if (
                sign in ("'", "-", ".", ":")
                and context.gap(last) == 0
                and context.sign(last + 1) in suffixes - {"."}
            ):
                sign, last = context.sign(last + 1), last + 1  # "5-й", "5'inci", "5.º", "5:e"
            if sign in suffixes and sign != ".":
                # ru "17-ю процентами": the ending of a cardinal
                num.ordinal = not _cardinal_only(context.entry(last + 1))
                num.end = parts[last].end
                del parts[index + 1 : last + 1]
            elif sign == "." and "." in suffixes and index + 2 < len(parts) and context.gap(index + 1) == 1:
                following = parts[index + 2]
                if isinstance(following, Item) and following.kind in "wt":
                    num.ordinal = True
                    num.end = parts[index + 1].end
                    del parts[index + 1]
        if endings and num.raw and index + 1 < len(parts):
            _ending(context, index, num, endings)
        removed += size - len(parts)
    return removed


def _ending(context: Context, index: int, num: Num, endings: frozenset[str]) -> None:
    """Grammatical endings on digits ("2019'da", "5-го") say nothing of the value."""
    parts = context.parts
    at = index + 1
    if "decade_suffix" in context.entry(at) and context.gap(index) == 0 and num.value.numerator % 10:
        if context.text(parts[at].start, parts[at].end).lower().lstrip("'-") in endings:
            num.end = parts[at].end  # "4-х летний": the same letters mark decades
            del parts[at]
        return
    if (
        context.sign(at) in ("'", "-")
        and context.gap(index) == 0
        and at + 1 < len(parts)
        and context.gap(at) == 0
    ):
        at += 1
    elif context.gap(index) != 0:
        return
    decade = num.value.numerator % 10 == 0 and context.sign(at) in context.lexicon.suffixes["decade"]
    if context.sign(at) in endings and not decade and not context.entry(at):
        num.end = parts[at].end
        del parts[index + 1 : at + 1]


def _named_dates(context: Context) -> list[Fact]:
    """Names that are dates, "9/11": weak, since a translation may say the date or keep the name."""
    out: list[Fact] = []
    for index in context.terms:
        part, value = context.parts[index], context.entry(index).get("named_date")
        if isinstance(value, tuple):
            group, text = context.new_group(), context.text(part.start, part.end)
            month, day = value[0].split("-")
            for kind, one in ((MONTH, month), (DAY, day)):
                reading = Reading(Fraction(one))
                out.append(Fact(kind, part.start, part.end, text, (reading,), WEAK, group=group))
    return out


def _named_labels(context: Context) -> list[Fact]:
    """Names in words for what others write as a label: 新型コロナ for COVID-19; weak, so that they raise
    nothing alone."""
    out: list[Fact] = []
    for index in context.terms:
        part, value = context.parts[index], context.entry(index).get("identifier_name")
        if isinstance(value, tuple):
            text = context.text(part.start, part.end)
            reading = Reading(ZERO, label=value[0])
            out.append(Fact(IDENTIFIER, part.start, part.end, text, (reading,), WEAK))
    return out


_LONE = frozenset({"multiple", "unit"})


def _lone_terms(context: Context, nums: Sequence[int]) -> list[Fact]:
    """Words that hold a value by themselves, all weak: "doubled"; a unit without a number ("about a mile") is
    one."""
    out: list[Fact] = []
    covered = 0
    # In a run without spaces, and before endings, most forms of units are syllables of other words.
    units_too = context.lexicon.segmentation == "spaces"
    for index in sorted((*nums, *context.terms)):
        part = context.parts[index]
        if isinstance(part, Num):
            covered = max(covered, part.end)
        elif part.entry and part.start >= covered and "phrase" not in part.entry:
            kind, reading = MULTIPLE, None
            value, unit = part.entry.get("multiple"), part.entry.get("unit")
            if type(value) is Fraction:
                reading = Reading(value)
            elif units_too and isinstance(unit, tuple) and part.end - part.start > 1:
                more = context.entry(index + 1).get("added_after")  # es "el último año y medio"
                kind, reading = NUMBER, Reading(ONE + more if type(more) is Fraction else ONE, unit)
            if reading is not None:
                text = context.text(part.start, part.end)
                out.append(Fact(kind, part.start, part.end, text, (reading,), WEAK))
    return out


def _elided_year(num: Num, text: str) -> bool:
    """Whether an apostrophe stands for the century."""
    before = text[max(0, num.start - 2) : num.start]
    return before[-1:] in ("'", "’") and (len(before) < 2 or not before[0].isalnum())


def _fact(num: Num, text: str) -> Fact:
    kind = num.kind
    precision = num.values[0].precision
    if kind is NUMBER:
        if num.ordinal:
            kind = ORDINAL
        elif num.plain and num.digits == 4 and not num.units and 1000 <= num.value.numerator < 2200:
            kind, precision = YEAR, ZERO
        elif num.plain and num.digits == 2 and not num.units and _elided_year(num, text):
            kind = YEAR  # "in '43"
            num.values = (Literal(1900 + num.value, ZERO, True), *num.values)
    if kind is not NUMBER:
        precision = ZERO
    if num.strength is not DIGITS:
        precision = ZERO
    start, end = num.start, num.end
    said, readings = text[start:end], num.readings()
    group, role = num.group, num.role
    # as `Fact(…)` makes it, without the call between
    return tuple.__new__(
        Fact,
        (kind, start, end, said, readings, num.strength, num.comparator, precision, group, role, num.falling),
    )
