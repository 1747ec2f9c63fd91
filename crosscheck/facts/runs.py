"""Forms inside a run of letters that is written without spaces, or that carries endings."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from crosscheck.facts.items import AFTER_NUMBERS, NO_ENTRY, Entry, Item
from crosscheck.lexicons.load import Lexicon

_NUMBERS = frozenset(
    {"cardinal", "weak_cardinal", "magnitude", "ordinal", "weak_ordinal", "fraction", "group"}
)
_GOES_ON = (
    AFTER_NUMBERS
    | _NUMBERS
    | {"magnitude_abbreviation", "decade_suffix", "comparator_after"}
    | {"from_to", "between_and", "range_close", "fraction_reversed", "per_ten", "left_of_ten", "added_after"}
)


class _Forms(NamedTuple):
    """Forms of one token by their first character, longest first; `starts` finds the places where one may
    begin."""

    entries: dict[str, Entry]
    sizes: dict[str, tuple[int, ...]]
    starts: re.Pattern[str]


@cache
def _forms(lexicon: Lexicon) -> _Forms:
    entries = {text: node[""] for text, node in lexicon.trie.items() if "" in node}
    sizes: dict[str, set[int]] = {}
    for text in entries:
        sizes.setdefault(text[0], set()).add(len(text))
    single = "".join(char for char in sizes if char in entries)
    second = "".join({text[1] for text in entries if len(text) > 1})
    # most characters that only begin longer forms stand in other words
    starts = re.compile(f"[{re.escape(single)}]|[{re.escape(''.join(sizes))}](?=[{re.escape(second)}])")
    return _Forms(
        entries, {char: tuple(sorted(found, reverse=True)) for char, found in sizes.items()}, starts
    )


class _Part(NamedTuple):
    """A stretch of a run: a form where it has an entry."""

    start: int
    end: int
    entry: Entry


def read_run(text: str, start: int, lexicon: Lexicon, after_digits: bool) -> list[Item]:
    """The forms in a run of letters that begins at `start`, and what stands between them."""
    if lexicon.segmentation == "none":
        return _anywhere(text, start, _forms(lexicon))
    parts = _with_endings(text, lexicon, after_digits)
    return [
        Item(start + part[0], start + part[1], text[part[0] : part[1]], "t" if part[2] else "w", part[2])
        for part in parts
    ]


def _longest(text: str, at: int, forms: _Forms) -> int:
    """The size of the longest form that begins at a place, or 0."""
    for size in forms.sizes.get(text[at], ()):
        if text[at : at + size] in forms.entries and at + size <= len(text):
            return size
    return 0


_WEEKLY = frozenset({"multiple_after", "unit"})
_NUMERAL = frozenset({"cardinal", "weak_cardinal"})


def _weekly(text: str, at: int, end: int, forms: _Forms) -> bool:
    """Whether the numeral that ends a weekday counts what follows: zh "每周三次" is three times a week."""
    size = _longest(text, end, forms) if end < len(text) else 0
    if not size or "rate_before" not in forms.entries.get(text[at : end - 1], NO_ENTRY):
        return False
    numeral = forms.entries.get(text[end - 1], NO_ENTRY)
    return not _WEEKLY.isdisjoint(forms.entries[text[end : end + size]]) and not _NUMERAL.isdisjoint(numeral)


def _anywhere(text: str, start: int, forms: _Forms) -> list[Item]:
    entries, sizes, starts = forms
    search = starts.search
    out = []
    at = end = 0
    while (match := search(text, at)) is not None:
        at = match.start()
        for size in sizes[text[at]]:
            form = text[at : at + size]
            entry = entries.get(form)
            if entry is None:
                continue
            if end < at:
                out.append(Item(start + end, start + at, text[end:at], "w"))
            end = at + len(form)
            if "weekday" in entry and _weekly(text, at, end, forms):
                end -= 1
                form = form[:-1]
                entry = entries[form]
            out.append(Item(start + at, start + end, form, "t", entry))
            at = end
            break
        else:
            at += 1
    if end < len(text):
        out.append(Item(start + end, start + len(text), text[end:] if end else text, "w"))
    return out


@lru_cache(maxsize=8192)
def _with_endings(text: str, lexicon: Lexicon, after_digits: bool) -> tuple[_Part, ...]:
    """The longest chain of forms from the start of a word that the word or one of the language's endings
    ends; without one the word is no form: "세계" is no three. A number goes on with numbers, units and so on
    only."""
    forms = _forms(lexicon)
    chain: list[_Part] = []
    at = 0
    while at < len(text) and (size := _longest(text, at, forms)):
        chain.append(_Part(at, at + size, forms.entries[text[at : at + size]]))
        at += size
    if not chain:
        return (_Part(0, len(text), NO_ENTRY),)
    number = after_digits or not _NUMBERS.isdisjoint(chain[0].entry)
    longest = 1
    while number and longest < len(chain) and not _GOES_ON.isdisjoint(chain[longest].entry):
        longest += 1
    for count in range(longest, 0, -1):
        end = chain[count - 1].end
        if end == len(text):
            return tuple(chain[:count])
        if text[end:] in lexicon.endings:
            return (*chain[:count], _Part(end, len(text), NO_ENTRY))
    for size in forms.sizes.get(text[0], ()):
        if text[size:] in lexicon.endings and text[:size] in forms.entries:
            # A longer form stands in the way of the ending: "이상이" of "이상이어야".
            return (_Part(0, size, forms.entries[text[:size]]), _Part(size, len(text), NO_ENTRY))
    if after_digits:  # whatever is written onto digits begins with their unit
        return (*chain[:longest], _Part(chain[longest - 1].end, len(text), NO_ENTRY))
    return (_Part(0, len(text), NO_ENTRY),)
