"""Values of a TOML file, checked: every mistake is one line that shows the user's own line and what was
probably meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from crosscheck.errors import SettingsError
from crosscheck.settings.lines import Key, line_of

LISTED = 30
"""Of more known names only so many are told."""


class Values:
    """Checks one file's data; knows the file to be able to show its lines. `prefix` is the table of the file
    that holds the settings. Every reader takes a value and its key, and raises SettingsError."""

    def __init__(self, path: str, text: str, prefix: Key) -> None:
        self.path = path
        self.text = text
        self.prefix = prefix

    def table(self, data: Any, key: Key, readers: Mapping[str, Callable[[Any, Key], Any]]) -> dict[str, Any]:
        """The values of a table by the names of their fields. Keys may be written with `_` for `-`."""
        if not isinstance(data, dict):
            raise self.error(key, "must be a table")
        values: dict[str, Any] = {}
        for name, value in data.items():
            known = name.replace("_", "-")
            if known not in readers:
                raise self.unknown((*key, name), "key", name, readers)
            values[known.replace("-", "_")] = readers[known](value, (*key, name))
        return values

    def string(self, value: Any, key: Key) -> str:
        if not isinstance(value, str) or not value:
            raise self.error(key, "must be a text in quotation marks")
        return value

    def neighbour(self, value: Any, key: Key) -> str:
        """A file, named from the folder of the settings."""
        return str(Path(self.path).parent / self.string(value, key))

    def neighbours(self, value: Any, key: Key) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self.error(key, "must be a list of files")
        return tuple(self.neighbour(one, key) for one in value)

    def forms(self, value: Any, key: Key) -> tuple[str, ...]:
        """One form or a list of them."""
        return tuple(self.string(one, key) for one in (value if isinstance(value, list) else [value]))

    def truth(self, value: Any, key: Key) -> bool:
        if not isinstance(value, bool):
            raise self.error(key, "must be true or false")
        return value

    def count(self, value: Any, key: Key) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.error(key, "must be a whole number, 0 or more")
        return value

    def share(self, value: Any, key: Key) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
            raise self.error(key, "must be a share from 0 to 1, such as 0.9 for 90 %")
        return float(value)

    def choice(self, value: Any, key: Key, allowed: Collection[str]) -> str:
        if value not in allowed:
            raise self.error(key, f"must be one of {', '.join(allowed)}")
        return str(value)

    def pattern(self, value: Any, key: Key) -> re.Pattern[str]:
        try:
            return re.compile(self.string(value, key))
        except re.error as error:
            raise self.error(key, f"is no regular expression ({error})") from None

    def unknown(self, key: Key, kind: str, name: str, known: Collection[str]) -> SettingsError:
        folded = {one.lower(): one for one in known}
        near = get_close_matches(name.replace("_", "-").lower(), folded, 1, 0.5)
        more = " …" if len(known) > LISTED else ""
        remedy = (
            f"did you mean '{folded[near[0]]}'?"
            if near
            else f"known are {', '.join([*known][:LISTED])}{more}"
        )
        return self._located(key, f"unknown {kind} '{name}'; {remedy}")

    def error(self, key: Key, problem: str) -> SettingsError:
        names = [str(part) for part in key if isinstance(part, str)]
        return self._located(key, f"'{'.'.join(names)}' {problem}")

    def _located(self, key: Key, message: str) -> SettingsError:
        number = line_of(self.text, (*self.prefix, *key))
        if number is None:
            return SettingsError(f"{self.path}: {message}")
        line = self.text.splitlines()[number - 1].strip()
        return SettingsError(f"{self.path}, line {number}: {message}  ({line})")
