"""The tables `[conventions.TAG]`: what a project settles about a language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from crosscheck.lexicons.conventions import Conventions, magnitude_words
from crosscheck.lexicons.load import languages, read_file
from crosscheck.lexicons.tokens import fold
from crosscheck.lexicons.units import units
from crosscheck.settings.lines import Key
from crosscheck.settings.values import Values

DECIMALS = (".", ",")
GROUPS = (".", ",", " ", "'", "’")
DATE_ORDERS = ("dmy", "mdy", "ymd")


def conventions(values: Values, data: Any, key: Key) -> Mapping[str, Conventions]:
    """The conventions by language tag. Raises SettingsError."""
    if not isinstance(data, dict):
        raise values.error(key, "must be written as tables such as [conventions.de]")
    return {tag: _one(values, tag, entry, (*key, tag)) for tag, entry in data.items()}


def _one(values: Values, tag: str, data: Any, key: Key) -> Conventions:
    code = tag.replace("_", "-").split("-")[0].lower()
    if code not in languages():
        raise values.unknown(key, "language", tag, languages())

    def group(value: Any, at: Key) -> tuple[str, ...]:
        return tuple(
            values.choice(one, at, GROUPS) for one in (value if isinstance(value, list) else [value])
        )

    def meant(value: Any, at: Key) -> tuple[str, ...]:
        found = values.forms(value, at)
        for one in found:
            if one not in units():
                raise values.unknown(at, "unit", one, units())
        return found

    def magnitudes(value: Any, at: Key) -> tuple[tuple[str, int], ...]:
        known = magnitude_words(read_file(code) or {})
        if not isinstance(value, dict):
            raise values.error(at, "must be a table of words and their values")
        for word in value:
            if fold(word) not in known:
                raise values.unknown((*at, word), "word for a magnitude", word, known)
        return tuple((word, values.count(number, (*at, word))) for word, number in value.items())

    readers: dict[str, Callable[[Any, Key], Any]] = {
        "decimal": lambda value, at: values.choice(value, at, DECIMALS),
        "group": group,
        "date-order": lambda value, at: values.choice(value, at, DATE_ORDERS),
        "units": meant,
        "magnitudes": magnitudes,
    }
    made = Conventions(**values.table(data, key, readers))
    if made.decimal in (made.group or ()):
        raise values.error(
            key, f"has {made.decimal!r} for decimals and for groups; give them different marks"
        )
    return made
