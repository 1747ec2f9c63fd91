"""Lexicon files → compiled lexicons. The format is described in docs/lexicons.md.

A lexicon is compiled when a language is first asked for, and kept. Nothing here knows any language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from importlib import resources
from itertools import chain
from typing import Any

import tomli

from crosscheck.lexicons.conventions import USUAL, Conventions
from crosscheck.lexicons.tokens import bare, fold, form_tokens
from crosscheck.lexicons.units import common
from crosscheck.model import Comparator

_DATA = resources.files("crosscheck.lexicons") / "data"
_COMPARATORS = {
    "at_least": Comparator.AT_LEAST,
    "more_than": Comparator.MORE_THAN,
    "at_most": Comparator.AT_MOST,
    "less_than": Comparator.LESS_THAN,
    "about": Comparator.ABOUT,
}
# Section of the file → category of the compiled entries; the keys of these sections are values.
_VALUED = {
    "cardinals": "cardinal",
    "weak_cardinals": "weak_cardinal",
    "magnitudes": "magnitude",
    "magnitude_abbreviations": "magnitude_abbreviation",
    "ordinals": "ordinal",
    "weak_ordinals": "weak_ordinal",
    "fractions": "fraction",
    "multiples": "multiple",
    "vague": "vague",
    "groups": "group",
    "months": "month",
    "weak_months": "weak_month",
    "weekdays": "weekday",
    "weak_weekdays": "weak_weekday",
}
_NAMED = {"units": "unit", "weak_units": "weak_unit", "currencies": "currency"}

Value = Fraction | Comparator | tuple[str, ...] | bool
Node = dict[str, Any]
"""A trie over tokens: token → Node; the key "" holds the entries {category: value} of the form that ends
here."""


@dataclass(frozen=True, slots=True, eq=False)
class Separators:
    """How a locale writes digits. `unsettled` says that regions of the language differ, so that another
    region's reading is as good as this one."""

    decimal: str = "."
    group: tuple[str, ...] = (",",)
    grouping: tuple[int, ...] = (3,)
    min_grouped: int = 4
    unsettled: tuple[Separators, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """One language (and region), ready for reading.

    `trie` finds forms by their tokens. `suffixes` are the texts that may be written onto digits, by category
    ("ordinal", "decade", "ending"). `known` is False for a language without a lexicon file."""

    tag: str
    name: str
    known: bool
    segmentation: str
    compounds: bool
    prefixes: tuple[str, ...]
    endings: frozenset[str]
    longest_ending: int
    separators: Separators
    date_orders: tuple[str, ...]
    date_separators: tuple[str, ...]
    trie: Node
    longest: int
    """Characters of the longest single-token form: how far matching inside a run must look."""
    parts: Mapping[str, dict[str, Value]]
    """Single-token forms that may be part of a compound number word."""
    suffixes: Mapping[str, frozenset[str]]
    joiners: frozenset[str]
    cased: Mapping[str, frozenset[str]]
    """Names of days and months that mean something else in another case, by their folded form: vi "thứ Hai"
    is Monday, "thứ hai" second. The set holds the writings (without the first letter) that are the name."""
    tens_multiply: bool
    """Is twenty said as two ten (二十, hai mươi)? Told by 20 having no word of its own."""
    months_capital: bool
    """Are the names of months written with a capital?"""
    spaced_ordinals: bool
    """May a cardinal and an ordinal with a space between them be one ordinal, as in "twenty first"?"""
    inflection: str
    """Which words of a number are inflected: "all", only the "last", or "" where no rule says so."""
    months_small: bool
    """Are names of months that are other words too often written small behind a day, against the rule?"""
    dual: bool
    """Does the language say two of a thing by a form of the noun alone?"""
    not_symbols: frozenset[str]
    """Unit symbols that are everyday words of the language: it "ha"."""
    data: Mapping[str, Any] = field(repr=False)


@cache
def read_file(code: str) -> dict[str, Any] | None:
    """The lexicon file of a language code as plain data, or None where there is none."""
    path = _DATA / f"{code}.toml"
    if code == "units" or not path.is_file():
        return None
    # tomli is the standard library's parser, compiled: all lexicons in half the time
    return tomli.loads(path.read_text(encoding="utf-8"))


def languages() -> tuple[str, ...]:
    """The codes of all languages that have a lexicon, sorted."""
    return tuple(
        sorted(p.name[:-5] for p in _DATA.iterdir() if p.name.endswith(".toml") and p.name != "units.toml")
    )


def load(tag: str, conventions: Conventions | None = None) -> Lexicon:
    """The lexicon of a BCP 47 tag, with what a project settles about it. A language without a file gets one
    that knows digits and ISO dates only."""
    return _usual(tag) if conventions is None else _load(tag, conventions)


@cache
def _usual(tag: str) -> Lexicon:
    """The lexicon where nothing is settled; found again without the hash of conventions, which is slow."""
    return _load(tag, USUAL)


@cache
def _load(tag: str, settled: Conventions) -> Lexicon:
    code, *subtags = tag.replace("_", "-").split("-")
    known = read_file(code.lower())
    region = next((part.upper() for part in subtags if len(part) == 2 or part.isdigit()), "")
    if known is None:
        empty = _empty(tag)
        return replace(
            empty,
            separators=settled.separators(empty.separators),
            date_orders=settled.date_orders(empty.date_orders),
        )
    data = settled.words(known)
    language = data["language"]
    dates = {**data["dates"], **data["dates"].get(region, {})}
    trie: Node = {}
    parts: dict[str, dict[str, Value]] = {}
    longest = 1
    last_category = ""
    last_value: Value | None = None
    alone: dict[str, Value] = {}
    for category, value, form in chain(entries(data), _reigns(language["segmentation"])):
        path = form_tokens(form)
        if not path:
            continue
        node = trie
        for word in path:
            node = node.setdefault(word, {})
        if category is not last_category or value is not last_value:
            alone, last_category, last_value = {category: value}, category, value
        node[""] = _with(node[""], category, value) if "" in node else alone
        if len(path) == 1:
            longest = max(longest, len(path[0]))
        if category in _PARTS and (len(path) == 1 or (path[1::2] == ["'"] and " " not in form)):
            parts.setdefault("".join(path), {})[category] = value
    endings = frozenset(fold(e).lstrip("'-") for e in language["endings"])
    joiners = frozenset(fold(form) for form in data["number_joiners"]["and"])
    return Lexicon(
        tag=tag,
        name=language["name"],
        known=True,
        segmentation=language["segmentation"],
        compounds=language["compounds"],
        prefixes=tuple(sorted({bare(fold(p)) for p in language["prefixes"]}, key=len, reverse=True)),
        endings=endings,
        longest_ending=max(map(len, endings), default=0),
        separators=settled.separators(_separators(data["separators"], region)),
        date_orders=settled.date_orders(tuple(dates["order"])),
        date_separators=tuple(dates["separators"]),
        trie=trie,
        longest=longest,
        parts=parts,
        suffixes={
            "ordinal": frozenset(fold(s) for s in dates["day_suffixes"]),
            "decade": frozenset(fold(s) for s in data["decades"]["suffixes"]),
        },
        joiners=joiners,
        spaced_ordinals=language.get("spaced_ordinals", True),
        inflection=language.get("inflection", ""),
        dual=language.get("dual", False),
        months_small=language.get("months_small", False),
        not_symbols=frozenset(language.get("not_symbols", ())),
        cased=_cased(data),
        tens_multiply="20" not in data["cardinals"],
        months_capital=any(form[:1].isupper() for forms in data["months"].values() for form in forms),
        data=data,
    )


_PARTS = {
    "cardinal",
    "weak_cardinal",
    "magnitude",
    "ordinal",
    "weak_ordinal",
    "multiple_after",
    "unit",
    "fraction",
    "currency",
    "counter",
}


def entries(data: Mapping[str, Any]) -> Iterator[tuple[str, Value, str]]:
    """Every (category, value, form) of a lexicon file's data, in the file's order."""
    for section, category in _VALUED.items():
        for key, forms in data[section].items():
            value = Fraction(key)
            for form in forms:
                yield category, value, form
            if section == "cardinals" and "inflection" in data["language"]:
                for form in forms[1:]:
                    yield "inflected", True, form
    for section, category in _NAMED.items():
        for key, forms in data[section].items():
            ids = (key,)
            for form in forms:
                yield category, ids, form
    for key in ("percent", "point", "permille", "basis-point"):
        for form in data["percent"].get(key, ()):
            yield "unit", (key,), form
    for place in ("before", "after"):
        for name, forms in data["comparators"][place].items():
            for form in forms:
                yield f"comparator_{place}", _COMPARATORS[name], form
    for key, value in data["decades"]["words"].items():
        for form in (value,) if isinstance(value, str) else value:
            yield "decade_word", Fraction(key), form
    for key, forms in data["centuries"].get("words", {}).items():
        for form in forms:
            yield "century_word", Fraction(key), form
    for key, forms in data["time"].get("hours_begun", {}).items():
        for form in forms:
            yield "hour_begun", Fraction(key), form
    for key, forms in data["time"].get("moments", {}).items():
        hours, minutes = map(int, key.split(":"))
        for form in forms:
            yield "moment", Fraction(hours * 60 + minutes), form
    for section, category in (("units_before", "unit_before"), ("rates_before", "rate_before")):
        for key, forms in data.get(section, {}).items():
            for form in forms:
                yield category, (key,), form
    added = data.get("added", {})
    for place in ("before", "after"):
        for key, forms in added.get(place, {}).items():
            for form in forms:
                yield f"added_{place}", Fraction(key), form
    for key, forms in data.get("amounts", {}).items():
        for form in forms:
            yield "amount", tuple(key.split(" ")), form
    for section, category in (("named_dates", "named_date"), ("identifier_names", "identifier_name")):
        for key, forms in data.get(section, {}).items():
            for form in forms:
                yield category, (key,), form
    for section, key, category in _FLAGS:
        for form in data.get(section, {}).get(key, ()):
            yield category, True, form


# (section, key, category) of the lists whose forms carry no value.
_FLAGS = (
    ("number_joiners", "and", "number_and"),
    ("number_joiners", "point", "number_point"),
    ("ordinal_before", "forms", "ordinal_before"),
    ("multiple_after", "forms", "multiple_after"),
    ("multiple_before", "forms", "multiple_before"),
    ("multiple_more", "forms", "multiple_more"),
    ("vague_few", "forms", "few"),
    *(
        ("dates", f"{part}_{side}", f"{part}_{side}")
        for part in ("year", "month", "day")
        for side in ("before", "after")
    ),
    *(
        ("time", key, key)
        for key in (
            "am",
            "pm",
            "at",
            "hour_before",
            "hour_after",
            "minute_after",
            "half_before",
            "half_past",
            "half_after",
            "quarter_past",
            "quarter_to",
            "quarter_after",
            "three_quarters_after",
            "quarter_to_after",
            "noon",
            "midnight",
            "night",
            "quarter_before",
            "minutes_past",
            "minutes_begun",
            "minutes_to",
            "minutes_to_before",
            "past_after",
            "to_after",
            "hour_plus",
            "hour_minus",
        )
    ),
    ("dates", "night_before", "night_before"),
    ("percent", "before", "percent_before"),
    ("comparators", "negations", "negation"),
    ("comparators", "negations_behind", "negation_behind"),
    ("comparators", "during", "during"),
    ("signs", "minus", "minus"),
    ("signs", "below_zero", "below_zero"),
    ("signs", "decreases", "decrease"),
    ("ranges", "between", "range_open"),
    ("ranges", "from", "range_open"),
    ("ranges", "between_and", "between_and"),
    ("ranges", "from_to", "from_to"),
    ("ranges", "after", "range_close"),
    ("ratios", "in", "ratio_in"),
    ("ratios", "to", "ratio_to"),
    ("eras", "before", "era_before"),
    ("eras", "common", "era_common"),
    ("eras", "first", "era_first"),
    ("bound", "forms", "bound"),
    ("bound", "whole_words", "whole_word"),
    ("ranges", "or", "or"),
    ("ordinal_after", "forms", "ordinal_after"),
    ("fraction_joiners", "reversed", "fraction_reversed"),
    ("fraction_joiners", "plain", "fraction_plain"),
    ("percent", "per_ten", "per_ten"),
    ("percent", "left_of_ten", "left_of_ten"),
    ("centuries", "forms", "century"),
    ("decades", "before", "decade_before"),
    ("decades", "suffixes", "decade_suffix"),
    ("halves", "quarter", "year_quarter"),
    ("halves", "half", "year_half"),
    ("identifiers", "lead", "lead"),
    ("phrases", "not_numbers", "phrase"),
    ("counters", "forms", "counter"),
)


def _cased(data: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    numbers = {
        fold(f)
        for s in ("cardinals", "weak_cardinals", "ordinals", "weak_ordinals")
        for fs in data[s].values()
        for f in fs
    }
    found: dict[str, set[str]] = {}
    for section in ("weekdays", "months"):
        for forms in data[section].values():
            for form in forms:
                if fold(form) in numbers and not form.islower():
                    found.setdefault(fold(form), set()).add(form[1:])
    for forms in data["centuries"].get("words", {}).values():
        for form in forms:
            if fold(form) in numbers:
                found.setdefault(fold(form), set()).add(form[1:])
    return {form: frozenset(writings) for form, writings in found.items()}


def _reigns(segmentation: str) -> Iterator[tuple[str, Value, str]]:
    """Names of eras that count years anew; those in their own script for the languages written without
    spaces."""
    for calendar in ("japanese", "chinese"):
        for form, year in common()["eras"].get(calendar, {}).items():
            if len(form) > 1 and (segmentation == "none" or form[0].isascii()):
                yield "reign", Fraction(year), form


def _with(entry: dict[str, Value], category: str, value: Value) -> dict[str, Value]:
    """An entry and one more meaning. Most forms have one, and those of one line share their entry."""
    old = entry.get(category)
    if old is None:
        return {**entry, category: value}
    if isinstance(old, tuple) and isinstance(value, tuple):
        return {**entry, category: tuple(dict.fromkeys(old + value))}
    return entry


def _separators(section: Mapping[str, Any], region: str) -> Separators:
    def one(values: Mapping[str, Any], others: tuple[Separators, ...] = ()) -> Separators:
        return Separators(
            decimal=fold(values["decimal"]),
            group=tuple(fold(mark) if mark.strip() else " " for mark in values["group"]),
            grouping=tuple(values["grouping"]),
            min_grouped=values["min_grouped"],
            unsettled=others,
        )

    base = {key: value for key, value in section.items() if not isinstance(value, dict)}
    if region in section:
        return one({**base, **section[region]})
    others: tuple[Separators, ...] = ()
    if base.get("unsettled") and not region:
        others = tuple(one({**base, **value}) for value in section.values() if isinstance(value, dict))
    return one(base, others)


def _empty(tag: str) -> Lexicon:
    return Lexicon(
        tag=tag,
        name=tag,
        known=False,
        segmentation="spaces",
        compounds=False,
        prefixes=(),
        endings=frozenset(),
        longest_ending=0,
        separators=Separators(unsettled=(Separators(decimal=",", group=(".", " ")),)),
        date_orders=(),
        date_separators=(),
        trie={},
        longest=1,
        parts={},
        suffixes={"ordinal": frozenset(), "decade": frozenset()},
        joiners=frozenset(),
        spaced_ordinals=True,
        inflection="",
        dual=False,
        months_small=False,
        not_symbols=frozenset(),
        cased={},
        tens_multiply=False,
        months_capital=False,
        data={},
    )
