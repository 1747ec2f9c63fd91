"""The likely cause of each slip."""

from __future__ import annotations

import pytest
from building import differences, fact, identifier

from crosscheck.model import Cause, Comparator, Fact, Kind, Reading

CAUSES = [
    (fact(4925), fact(4952), Cause.TRANSPOSED),
    (fact(4925), fact(4928), Cause.DIGIT_CHANGED),
    (fact(4925), fact(495), Cause.DIGIT_DROPPED),
    (fact(4925), fact(49_325), Cause.DIGIT_ADDED),
    (fact(4925), fact(49_250), Cause.SCALE),
    (fact(4925, text="4,925"), fact("4.925", text="4,925"), Cause.SEPARATOR),
    (fact(2 * 10**9, derivation="2 × 10⁹"), fact(2 * 10**6, derivation="2 × 10⁶"), Cause.MAGNITUDE),
    (fact(5, "percent"), fact(5), Cause.PERCENT),
    (fact(5, "percent"), fact(5, "point"), Cause.PERCENT_POINT),
    (fact(5, "USD"), fact(5, "EUR"), Cause.CURRENCY),
    (fact(5, "week"), fact(5, "month"), Cause.UNIT),
    (fact(-5), fact(5), Cause.SIGN),
    (fact(1868, kind=Kind.YEAR), fact(1968, kind=Kind.YEAR), Cause.CENTURY),
    (fact(390, kind=Kind.TIME), fact(1110, kind=Kind.TIME), Cause.HALF_DAY),
    (fact(5, comparator=Comparator.AT_LEAST), fact(5, comparator=Comparator.LESS_THAN), Cause.COMPARATOR),
    (identifier("21-NQ/TW"), identifier("12-NQ/TW"), Cause.TRANSPOSED),
    (fact(20, group=1, role="high"), fact(46, group=1, role="high"), Cause.RANGE_END),
    (fact(20), fact(46), None),
]


@pytest.mark.parametrize(("source", "target", "cause"), CAUSES)
def test_cause(source: Fact, target: Fact, cause: Cause | None) -> None:
    (made,) = differences([source], [target])
    assert made.cause is cause


def test_scale_says_by_how_much() -> None:
    (made,) = differences([fact(4925)], [fact("49.25")])
    assert made.factor is not None
    assert made.factor * 100 == 1


def test_day_and_month_changed_places() -> None:
    source = [fact(4, kind=Kind.DAY, group=1), fact(3, kind=Kind.MONTH, group=1)]
    target = [
        fact(3, kind=Kind.DAY, group=1, also=[Reading(4 * fact(1).value, norm=False)]),
        fact(4, kind=Kind.MONTH, group=1, also=[Reading(3 * fact(1).value, norm=False)]),
    ]
    made = differences(source, target)
    assert [one.cause for one in made] == [Cause.DAY_MONTH, Cause.DAY_MONTH]


def test_about_is_held_against_nobody() -> None:
    about, least = fact(5, comparator=Comparator.ABOUT), fact(5, comparator=Comparator.AT_LEAST)
    assert differences([about], [least]) == []
    assert differences([fact(5)], [least]) == []
