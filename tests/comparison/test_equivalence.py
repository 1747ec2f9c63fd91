"""What translation may do to a fact without changing it, and what it may not."""

from __future__ import annotations

from fractions import Fraction

import pytest
from building import differences, fact, identifier, shown

from crosscheck.model import Fact, Kind, Reading, Strength

HALF = "1/2"

SAME = {
    "plain": ([fact(5)], [fact(5)]),
    "other order": ([fact(5), fact(7)], [fact(7), fact(5)]),
    "nothing": ([], []),
    "year as number": ([fact(2019, kind=Kind.YEAR)], [fact(2019)]),
    "short year": ([fact(1998, kind=Kind.YEAR)], [fact(98)]),
    "ordinal as number": ([fact(3, kind=Kind.ORDINAL)], [fact(3)]),
    "day as number": ([fact(16, kind=Kind.DAY)], [fact(16)]),
    "day as ordinal": ([fact(16, kind=Kind.DAY)], [fact(16, kind=Kind.ORDINAL)]),
    "century as its years": ([fact(21, kind=Kind.CENTURY)], [fact(2000, kind=Kind.DECADE)]),
    "decade by two digits": ([fact(1990, kind=Kind.DECADE)], [fact(90)]),
    "decade as range": (
        [fact(20, kind=Kind.DECADE)],
        [fact(20, "year", group=1, role="low"), fact(30, "year", group=1, role="high")],
    ),
    "multiple as number": ([fact(2, kind=Kind.MULTIPLE)], [fact(2)]),
    "doubled as 100 %": ([fact(2, kind=Kind.MULTIPLE)], [fact(100, "percent")]),
    "half as 50 %": ([fact(HALF)], [fact(50, "percent")]),
    "three quarters as 75 %": ([fact("3/4")], [fact(75, "percent")]),
    "unit on one side": ([fact(5, "km")], [fact(5)]),
    "common candidate": ([fact(5, "USD", "CAD")], [fact(5, "CAD")]),
    "miles as kilometres": ([fact(10, "mile", precision=HALF)], [fact(16, "km", precision=HALF)]),
    "fahrenheit as celsius": (
        [fact(68, "fahrenheit", precision=HALF)],
        [fact(20, "celsius", precision=HALF)],
    ),
    "difference of degrees": (
        [fact(10, "fahrenheit", precision=HALF)],
        [fact(6, "celsius", precision=HALF)],
    ),
    "months as years": ([fact(18, "month")], [fact("3/2", "year")]),
    "feet and inches": (
        [fact(5, "foot", group=1), fact(10, "inch", group=1)],
        [fact(178, "cm", precision=HALF)],
    ),
    "inches left over": (
        [fact(6, "foot", group=1, precision=HALF), fact(6, "inch", group=1)],
        [fact(2, "m", precision=HALF)],
    ),
    "parallel amount dropped": ([fact(45, "mile"), fact(72, "km")], [fact(72, "km")]),
    "parallel amount added": ([fact(45, "mile")], [fact(45, "mile"), fact(72, "km")]),
    "clock in two numbers": ([fact(790, kind=Kind.TIME)], [fact(13), fact(10)]),
    "hours, minutes and seconds apart": (
        [fact("4009/30", kind=Kind.TIME)],
        [fact(2, "hour"), fact(13, "minute"), fact(38, "second")],
    ),
    "minutes and seconds apart": ([fact(291, kind=Kind.TIME)], [fact(4, "minute"), fact(51, "second")]),
    "half an hour in minutes": ([fact(30, kind=Kind.TIME)], [fact(30, "minute")]),
    "hour as an ordinal, then minutes": (
        [fact(390, kind=Kind.TIME)],
        [fact(6, kind=Kind.ORDINAL), fact(30)],
    ),
    "clock with a point": ([fact(675, kind=Kind.TIME)], [fact("11.15")]),
    "hour without half of the day": ([fact(22 * 60, kind=Kind.TIME)], [fact(10)]),
    "one in five": (
        [fact(1, group=1, role="first"), fact(5, group=1, role="second")],
        [fact(20, "percent")],
    ),
    "around the clock": ([], [fact(24, "hour"), fact(7, "day")]),
    "identifier transliterated": ([identifier("COVID19")], [identifier("КОВИД19")]),
    "identifier as number": ([identifier("FIG4")], [fact(4)]),
    "identifier set apart": ([identifier("AS207/208")], [fact(207), fact(208)]),
    "an article says nothing": ([], [fact(1, strength=Strength.WEAK)]),
    "weak stands aside": (
        [fact(1, strength=Strength.WEAK)],
        [fact(1, strength=Strength.WEAK), fact(1, kind=Kind.ORDINAL)],
    ),
    "degrees of an unsaid scale": (
        [fact(80, "celsius", "fahrenheit", "degree", precision=HALF)],
        [fact(27, "celsius", precision=HALF)],
    ),
    "miles for miles per hour": ([fact(85, "mph")], [fact(85, "mile")]),
    "another reading": ([fact(1500)], [fact("1.5", also=[Reading(Fraction(1500))])]),
    "halved as a number of times": ([fact(HALF, kind=Kind.MULTIPLE)], [fact(2, kind=Kind.MULTIPLE)]),
    "year by two digits and the word": ([fact(2018, kind=Kind.YEAR)], [fact(18, "year")]),
    "bare digits taken for a year": ([fact(1500, kind=Kind.YEAR)], [fact(1500, kind=Kind.MULTIPLE)]),
    "the next after the third": ([fact("1/4", strength=Strength.WEAK)], [fact(4)]),
    "a sign kept as it is": (
        [fact(235 * 10**9, text="235B")],
        [fact(235, "byte", text="235B")],
    ),
    "a clock that is none": ([fact("20.04", text="20.04")], [fact(1204, kind=Kind.TIME, text="20.04")]),
    "foreign writing only": (
        [fact("3.5")],
        [Fact(Kind.NUMBER, 0, 3, "3.5", (Reading(Fraction(7, 2), norm=False),))],
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_stays_silent(name: str) -> None:
    source, target = SAME[name]
    assert shown(differences(source, target)) == []
    assert shown(differences(target, source)) == []


WORDS, WEAK = Strength.WORDS, Strength.WEAK
DIFFERENT = {
    "value": ([fact(5)], [fact(6)], ["changed error 5>6"]),
    "missing": ([fact(5)], [], ["missing error 5>"]),
    "added": ([], [fact(5)], ["added error >5"]),
    "count of equals": ([fact(5), fact(5), fact(6)], [fact(5), fact(6), fact(6)], ["changed error 5>6"]),
    "unit": ([fact(5, "mile")], [fact(5, "km")], ["unit error 5>5"]),
    "currency": ([fact(5, "USD")], [fact(5, "EUR")], ["unit error 5>5"]),
    "percent lost": ([fact(5, "percent")], [fact(5)], ["unit error 5>5"]),
    "points for per cent": ([fact(5, "percent")], [fact(5, "point")], ["unit error 5>5"]),
    "sign": ([fact(-5)], [fact(5)], ["sign error -5>5"]),
    "scale": ([fact(45_300)], [fact(453_000)], ["changed error 45300>453000"]),
    "wrong duration": ([fact(90, kind=Kind.TIME)], [fact(95, "minute")], ["changed error 90>95"]),
    "seconds of a time": (
        [fact("4009/30", kind=Kind.TIME)],
        [fact("401/3", kind=Kind.TIME)],
        ["changed error 4009/30>401/3"],
    ),
    "wrong conversion": ([fact(10, "mile")], [fact(26, "km")], ["changed error 10>26"]),
    "a tenth is no rounding": ([fact("16.3", "km")], [fact(16, "km")], ["changed error 16.3>16"]),
    "separator kept": (
        [fact(1500)],
        [fact("1.5", also=[Reading(Fraction(1500), norm=False)])],
        ["changed error 1500>1.5"],
    ),
    "other parallel amount": (
        [fact(100, "m"), fact(328, "foot")],
        [fact(102, "m"), fact(328, "foot")],
        ["changed error 100>102"],
    ),
    "a sign kept, not its sign": (
        [fact(-5, "celsius", text="5C")],
        [fact(5, "celsius", text="5C")],
        ["sign error 5C>5C"],
    ),
    "a one added": ([], [fact(1)], ["added note >1"]),
    "a short label left to words": ([identifier("CO2")], [], ["missing note CO2>"]),
    "a label beside an everyday word": (
        [identifier("ACE2"), fact(1, strength=WEAK)],
        [identifier("ACE1"), fact(1, strength=WEAK)],
        ["changed error ACE2>ACE1"],
    ),
    "a lone unit is no year": (
        [fact(1901, kind=Kind.YEAR)],
        [fact(1, "year", strength=WEAK)],
        ["missing error 1901>"],
    ),
    "only the day": (
        [fact(27, kind=Kind.DAY, group=0), fact(9, kind=Kind.MONTH, group=0)],
        [fact(27, kind=Kind.DAY)],
        ["missing warning 9>"],
    ),
    "number words": ([fact(3, strength=WORDS)], [fact(4, strength=WORDS)], ["changed error 3>4"]),
    "missing word": ([fact(3, strength=WORDS)], [], ["missing warning 3>"]),
    "everyday ordinals": (
        [fact(2, kind=Kind.ORDINAL, strength=WEAK)],
        [fact(3, kind=Kind.ORDINAL, strength=WORDS)],
        ["changed error 2>3"],
    ),
    "everyday numbers": ([fact(1, strength=WEAK)], [fact(3, strength=WORDS)], ["added warning >3"]),
    "month dropped": (
        [fact(11, kind=Kind.MONTH, strength=WORDS)],
        [],
        ["missing error 11>"],
    ),
    "weekday dropped": ([fact(1, kind=Kind.WEEKDAY, strength=WORDS)], [], ["missing note 1>"]),
    "said twice": ([fact(38), fact(38)], [fact(38)], ["repeated note 38>"]),
    "identifier": ([identifier("KX4471")], [identifier("KX4417")], ["changed error KX4471>KX4417"]),
    "identifier letter": ([identifier("21NQTW")], [identifier("21NQTU")], ["changed error 21NQTW>21NQTU"]),
    "identifier missing": ([identifier("KX4471")], [], ["missing warning KX4471>"]),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_raises(name: str) -> None:
    source, target, expected = DIFFERENT[name]
    assert sorted(shown(differences(source, target))) == sorted(expected)


def test_the_order_is_that_of_the_texts() -> None:
    made = differences([fact(11), fact(22), fact(33)], [fact(12), fact(22), fact(34), fact(5000)])
    assert shown(made) == ["changed error 11>12", "changed error 33>34", "added error >5000"]


def test_readings_of_a_group_belong_together() -> None:
    """03/04/2020 is either 3 April or 4 March, never 3 March."""
    march, april = Kind.MONTH, Kind.DAY
    either = [
        fact(3, kind=april, also=[Reading(Fraction(4))], group=1),
        fact(4, kind=march, also=[Reading(Fraction(3))], group=1),
    ]
    assert differences([fact(3, kind=april), fact(4, kind=march)], either) == []
    assert differences([fact(4, kind=april), fact(3, kind=march)], either) == []
    assert len(differences([fact(3, kind=april), fact(3, kind=march)], either)) == 1
