"""The members of `Kind`, `Strength` and `Comparator` as plain names, for the code that runs for every number
of every sentence: before Python 3.12 looking a member up in its class takes as long as a call."""

from __future__ import annotations

from typing import Final

from crosscheck.model import Comparator, Kind, Strength

NUMBER: Final = Kind.NUMBER
ORDINAL: Final = Kind.ORDINAL
YEAR: Final = Kind.YEAR
MONTH: Final = Kind.MONTH
DAY: Final = Kind.DAY
WEEKDAY: Final = Kind.WEEKDAY
TIME: Final = Kind.TIME
DECADE: Final = Kind.DECADE
CENTURY: Final = Kind.CENTURY
MULTIPLE: Final = Kind.MULTIPLE
IDENTIFIER: Final = Kind.IDENTIFIER

DIGITS: Final = Strength.DIGITS
WORDS: Final = Strength.WORDS
WEAK: Final = Strength.WEAK

EXACT: Final = Comparator.EXACT
ABOUT: Final = Comparator.ABOUT
AT_LEAST: Final = Comparator.AT_LEAST
MORE_THAN: Final = Comparator.MORE_THAN
AT_MOST: Final = Comparator.AT_MOST
LESS_THAN: Final = Comparator.LESS_THAN
