"""The notation of case files: `16. Juni 2022⇥day 16; month 6; year 2022` (docs/lexicons.md, "Adding a
word")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from crosscheck.facts.found import normal
from crosscheck.model import Comparator, Fact, Kind, Strength

CASES = Path(__file__).parent / "cases"
WRITINGS = Path(__file__).parent / "writings.tsv"
"""Language, text, expected facts: what is read by its shape, whatever the language."""
_KINDS = {kind.value: kind for kind in Kind}
_COMPARED = re.compile(r"(>=|<=|>|<|~)\s*")


@dataclass(frozen=True)
class Expected:
    """One fact as a case writes it."""

    kind: Kind
    value: Fraction
    unit: str | None
    label: str | None
    comparator: Comparator
    weak: bool

    def fits(self, fact: Fact) -> bool:
        """Whether a fact that was read is this one; any of its readings may be meant."""
        if self.kind is Kind.IDENTIFIER:
            return fact.kind is Kind.IDENTIFIER and fact.readings[0].label == self.label
        kinds = {self.kind}
        if self.kind is Kind.NUMBER:
            kinds |= {Kind.YEAR} if self.unit is None else set()
        if fact.kind not in kinds or fact.comparator is not self.comparator:
            return False
        if self.weak != (fact.strength is Strength.WEAK):
            return False
        return any(
            reading.value == self.value
            and (
                self.unit in reading.units if self.unit else self.kind is not Kind.NUMBER or not reading.units
            )
            for reading in fact.readings
        )


def parse(text: str) -> Expected:
    """One expected fact, e.g. `>= 5 km`, `month 6`, `time 15:30`, `id 21-NQ/TW`, `2?`. Raises ValueError."""
    weak = text.endswith("?")
    text = text.removesuffix("?").strip()
    comparator = Comparator.EXACT
    if match := _COMPARED.match(text):
        comparator, text = Comparator(match[1]), text[match.end() :]
    first, _, rest = text.partition(" ")
    if first == "id":
        return Expected(Kind.IDENTIFIER, Fraction(0), None, normal(rest), comparator, weak)
    if first in _KINDS and first != "number":
        return Expected(_KINDS[first], _value(rest, first), None, None, comparator, weak)
    return Expected(Kind.NUMBER, Fraction(first), rest or None, None, comparator, weak)


def _value(text: str, kind: str) -> Fraction:
    if kind == "time":
        hours, minutes, *seconds = text.split(":")
        return int(hours) * 60 + int(minutes) + Fraction(seconds[0] if seconds else 0) / 60
    return Fraction(text)


def read_cases(code: str) -> Iterator[tuple[int, str, list[Expected]]]:
    """(line number, text, expected facts) of a language's case file; `#` starts a comment line."""
    for number, line in enumerate((CASES / f"{code}.tsv").read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        text, _, wanted = line.partition("\t")
        wanted = wanted.strip()
        if not wanted:
            raise ValueError(f"{code}.tsv:{number}: no expected facts; write - where nothing is read")
        yield number, text, [] if wanted == "-" else [parse(one.strip()) for one in wanted.split(";")]


def read_writings() -> list[tuple[str, str, list[Expected]]]:
    """The lines of `writings.tsv`; `#` starts a comment line."""
    found = []
    for line in WRITINGS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            lang, text, wanted = line.split("\t")
            found.append(
                (lang, text, [] if wanted == "-" else [parse(one.strip()) for one in wanted.split(";")])
            )
    return found


def mismatch(expected: list[Expected], read: tuple[Fact, ...]) -> str | None:
    """What is wrong, or None. Weak facts that a case does not name are allowed: they raise nothing by
    themselves."""
    left = list(read)
    missing = []
    for one in expected:
        for fact in left:
            if one.fits(fact):
                left.remove(fact)
                break
        else:
            missing.append(one)
    extra = [fact for fact in left if fact.strength is not Strength.WEAK]
    if not missing and not extra:
        return None
    unexpected = [(f.kind.value, f.text, str(f.value), f.units, f.comparator.value) for f in extra]
    seen = [(f.kind.value, f.text, str(f.value), f.units) for f in read]
    return f"missing {missing}; unexpected {unexpected}; read {seen}"
