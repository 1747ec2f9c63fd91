"""What a heading of a table says of the amounts below it: "in Mio. EUR", "(Mrd. €)", "TEUR"."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from crosscheck.facts.symbols import symbols
from crosscheck.lexicons.load import Lexicon
from crosscheck.lexicons.tokens import fold
from crosscheck.lexicons.units import suffixes
from crosscheck.members import NUMBER, WORDS
from crosscheck.model import Fact, Reading

LONGEST = 80
"""Characters of a heading at most."""
_FIGURE = re.compile(r"\d")


def abbreviated(text: str, lexicon: Lexicon) -> list[Fact]:
    """The abbreviated magnitudes of a text of at most `LONGEST` characters, if it has no figures."""
    if _FIGURE.search(text) is not None:
        return []
    pattern, values = _forms(lexicon)
    found = []
    for match in pattern.finditer(text):
        form, start, end = match[0], match.start(), match.end()
        units = symbols().money_at_end(form)
        symbol = symbols().after(text, end) or symbols().after(text, end + 1)
        if not units and symbol in symbols().before:
            units, end = symbols().before[symbol], text.index(symbol, end) + len(symbol)
        elif not units:
            units = symbols().money_at_end(text[:start].rstrip())
        if not units and sum(map(str.isalpha, form)) < 2:
            continue  # "m" is a unit as well
        value = values.get(fold(form)) or suffixes()[form]
        found.append(Fact(NUMBER, start, end, text[start:end], (Reading(value, units),), WORDS))
    return found


@lru_cache(maxsize=64)
def _forms(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, Fraction]]:
    """What finds the abbreviations, those of the language and those of all, and what the former stand for."""
    section = lexicon.data.get("magnitude_abbreviations", {})
    words = {fold(form) for forms in lexicon.data.get("magnitudes", {}).values() for form in forms}
    values = {fold(form): Fraction(value) for value, forms in section.items() for form in forms}
    values = {form: value for form, value in values.items() if form not in words}  # those are read anyway
    own = "|".join(map(re.escape, sorted(values, key=len, reverse=True)))
    common = "|".join(map(re.escape, sorted(suffixes(), key=len, reverse=True)))
    return re.compile(rf"(?<![^\W_])(?:(?i:{own or common})|{common})(?!\w)"), values
