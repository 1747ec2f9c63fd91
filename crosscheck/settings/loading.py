"""A TOML file → settings. Every mistake is one line that shows the user's own line and what was probably
meant."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import tomli

from crosscheck.errors import SettingsError
from crosscheck.glossary import Term
from crosscheck.model import Grade
from crosscheck.settings.languages import conventions
from crosscheck.settings.lines import Key, line_of
from crosscheck.settings.settings import OFF, OVERRIDABLE, WHY_NOT, Ignore, Override, Pair, Settings
from crosscheck.settings.values import Values

GRADES = (*(grade.value for grade in Grade), OFF)
FAIL_ON = ("error", "warning", "never")

SHARED_FILE = "pyproject.toml"
SHARED_TABLE = ("tool", "crosscheck")
"""In a file of this name the settings stand in this table; in any other they are the whole file."""


OWN_FILE = "crosscheck.toml"


def load(path: str, rules: Collection[str] = ()) -> Settings:
    """The settings in a file. `rules` are the known rule ids; where none are given, rule names go unchecked.

    Baseline and documents are named from the folder of the file. Raises SettingsError where the file cannot
    be read or is no TOML, for unknown keys and for wrong values."""
    text = _text(path)
    prefix, data = _table(path, text)
    if prefix and not data:
        raise SettingsError(
            f"{path}: it has no table [{'.'.join(SHARED_TABLE)}]; add one, or name another file"
        )
    return _Loader(path, text, prefix, rules).settings(data)


def find(start: str) -> str | None:
    """The settings file nearest to a document: in its folder or one above, `crosscheck.toml`, or else a
    `pyproject.toml` that has the table. None where there is none.

    Raises SettingsError where a `pyproject.toml` seems to have the table but cannot be read."""
    for folder in Path(start).absolute().parents:
        own, shared = folder / OWN_FILE, folder / SHARED_FILE
        if own.is_file():
            return _short(own)
        if (
            shared.is_file()
            and "crosscheck" in _text(str(shared))
            and _table(str(shared), _text(str(shared)))[1]
        ):
            return _short(shared)
    return None


def lines(path: str) -> dict[str, int]:
    """The lines on which a settings file gives its keys: `fail-on`, `rules.number-changed`, and so on for all
    keys
    outside of arrays. Raises SettingsError as `load` does."""
    text = _text(path)
    prefix, data = _table(path, text)
    found: dict[str, int] = {}
    for name, value in data.items():
        inner = value if isinstance(value, dict) else {}
        for key in ((name,), *((name, one) for one in inner)):
            line = line_of(text, (*prefix, *key, 0) if isinstance(value, list) else (*prefix, *key))
            if line is not None:
                found[".".join((name.replace("_", "-"), *key[1:]))] = line
    return found


def _table(path: str, text: str) -> tuple[Key, dict[str, Any]]:
    """Where in the file its settings stand, and what stands there."""
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}; correct it there") from None
    prefix: Key = SHARED_TABLE if Path(path).name == SHARED_FILE else ()
    for name in prefix:
        inner = data.get(str(name), {})
        data = inner if isinstance(inner, dict) else {}
    return prefix, data


def _short(path: Path) -> str:
    """The path as people would write it: from the current folder where the file lies below it."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise SettingsError(f"{path}: no such settings file; check the path") from None
    except IsADirectoryError:
        raise SettingsError(f"{path}: this is a folder; name a TOML file in it") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: the settings file is not UTF-8; save it in UTF-8") from None
    except OSError as error:
        raise SettingsError(
            f"{path}: the settings file cannot be read ({error.strerror}); check it"
        ) from None


class _Loader(Values):
    """Checks the settings of one file; `rules` are the known rule ids, empty where names go unchecked."""

    def __init__(self, path: str, text: str, prefix: Key, rules: Collection[str]) -> None:
        super().__init__(path, text, prefix)
        self.rules = rules

    def settings(self, data: Mapping[str, Any]) -> Settings:
        readers: dict[str, Callable[[Any, Key], Any]] = {
            "source-lang": self.string,
            "target-lang": self.string,
            "fail-on": lambda value, key: self.choice(value, key, FAIL_ON),
            "model": self.string,
            "rules": self.grades,
            "ignore": self.ignores,
            "glossary": self.glossary,
            "conventions": lambda value, key: conventions(self, value, key),
            "baseline": self.neighbour,
            "max-warnings": self.count,
            "min-linked": self.share,
            "min-matched": self.share,
            "pairs": self.pairs,
            "overrides": lambda value, key: self.overrides(value, key, readers),
        }
        return Settings(**self.table(data, (), readers))

    def grades(self, data: Any, key: Key) -> Mapping[str, str]:
        if not isinstance(data, dict):
            raise self.error(key, "must be a table of rules and their grades")
        for name, grade in data.items():
            self.rule(name, (*key, name))
            self.choice(grade, (*key, name), GRADES)
        return dict(data)

    def rule(self, value: Any, key: Key) -> str:
        name = self.string(value, key)
        if self.rules and name not in self.rules:
            raise self.unknown(key, "rule", name, self.rules)
        return name

    def ignores(self, data: Any, key: Key) -> tuple[Ignore, ...]:
        if not isinstance(data, list):
            raise self.error(key, "must be written as [[ignore]] tables")
        return tuple(self.ignore(entry, (*key, number)) for number, entry in enumerate(data))

    def ignore(self, data: Any, key: Key) -> Ignore:
        readers: dict[str, Callable[[Any, Key], Any]] = {
            "rule": self.rule,
            "text": self.string,
            "pattern": self.pattern,
            "path": self.string,
            "reason": self.string,
        }
        values = self.table(data, key, readers)
        if not values.keys() - {"reason"}:
            raise self.error(key, "would ignore everything; give a rule, text, pattern or path")
        return Ignore(**values)

    def glossary(self, data: Any, key: Key) -> tuple[Term | str, ...]:
        """The path of a table, or a list of paths and terms."""
        entries = data if isinstance(data, list) else [data]
        return tuple(
            self.neighbour(entry, (*key, number))
            if isinstance(entry, str)
            else self.term(entry, (*key, number))
            for number, entry in enumerate(entries)
        )

    def term(self, data: Any, key: Key) -> Term | str:
        readers: dict[str, Callable[[Any, Key], Any]] = {
            "source": self.string,
            "target": self.forms,
            "forbidden": self.forms,
            "source-lang": self.string,
            "target-lang": self.string,
            "case": self.truth,
            "note": self.string,
            "file": self.neighbour,
        }
        values = self.table(data, key, readers)
        if "file" in values:
            if len(values) > 1:
                raise self.error(key, "names a file and a term; write two entries")
            return str(values["file"])
        if "target" in values:
            values["targets"] = values.pop("target")
        if not values.keys() & {"targets", "forbidden"} or ("targets" in values and "source" not in values):
            raise self.error(key, 'needs a source and a target, such as source = "cell", target = "Zelle"')
        return Term(**values)

    def pairs(self, data: Any, key: Key) -> tuple[Pair, ...]:
        if not isinstance(data, list):
            raise self.error(key, "must be written as [[pairs]] tables")
        made = []
        for number, entry in enumerate(data):
            values = self.table(entry, (*key, number), {"source": self.neighbour, "targets": self.neighbours})
            if "source" not in values:
                raise self.error((*key, number), 'needs a source, such as source = "report.en.md"')
            made.append(Pair(**values))
        return tuple(made)

    def overrides(
        self, data: Any, key: Key, readers: Mapping[str, Callable[[Any, Key], Any]]
    ) -> tuple[Override, ...]:
        if not isinstance(data, list):
            raise self.error(key, "must be written as [[overrides]] tables")
        allowed = {name.replace("_", "-"): readers[name.replace("_", "-")] for name in OVERRIDABLE}
        made = []
        for number, entry in enumerate(data):
            for name in entry if isinstance(entry, dict) else ():
                if (reason := WHY_NOT.get(name.replace("-", "_"))) is not None:
                    raise self.error((*key, number, name), f"cannot differ between files: {reason}")
            values = self.table(entry, (*key, number), {"path": self.string, **allowed})
            if "path" not in values:
                raise self.error((*key, number), 'needs a path, such as path = "legal/*.md"')
            made.append(Override(values.pop("path"), values))
        return tuple(made)
