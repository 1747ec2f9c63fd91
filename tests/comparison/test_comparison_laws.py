"""Laws that hold for any facts."""

from __future__ import annotations

from fractions import Fraction

from building import differences, shown
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.comparison import compare_links
from crosscheck.model import Change, Comparator, Difference, Fact, Kind, Link, Reading, Strength

_UNITS = [(), ("km",), ("mile",), ("percent",), ("USD", "CAD"), ("EUR",), ("year",)]


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    kind = draw(st.sampled_from(Kind))
    values = draw(st.lists(st.integers(-50, 50), min_size=1, max_size=2, unique=True))
    units = draw(st.sampled_from(_UNITS)) if kind is Kind.NUMBER else ()
    text = str(values[0])
    return Fact(
        kind,
        0,
        len(text),
        text,
        tuple(
            Reading(
                Fraction(value), units, f"ID{value}" if kind is Kind.IDENTIFIER else None, norm=place == 0
            )
            for place, value in enumerate(values)
        ),
        draw(st.sampled_from(Strength)),
        draw(st.sampled_from(Comparator)),
    )


_lists = st.lists(facts(), max_size=6)
_MIRROR = {Change.MISSING: Change.ADDED, Change.ADDED: Change.MISSING}


def bare(made: list[Difference], *, mirrored: bool = False) -> list[tuple[str, ...]]:
    """Differences without order and suggestion."""
    found = []
    for one in made:
        sides = (one.source, one.target)[:: -1 if mirrored else 1]
        change = _MIRROR.get(one.change, one.change) if mirrored else one.change
        found.append((change.value, *("" if side is None else side.fact.text for side in sides)))
    return sorted(found)


@given(_lists)
def test_a_list_agrees_with_itself(some: list[Fact]) -> None:
    assert shown(differences(some, some)) == []


@given(_lists, _lists)
def test_both_ways_find_equally_much(some: list[Fact], others: list[Fact]) -> None:
    """Where several pairings cost the same, the two directions may choose different ones; the count stays."""
    there, back = differences(some, others), differences(others, some)
    alone = {Change.MISSING, Change.ADDED, Change.REPEATED}
    assert sum(one.change not in alone for one in there) == sum(one.change not in alone for one in back)


@given(facts(), facts())
def test_swapping_the_sides_mirrors_the_difference(one: Fact, other: Fact) -> None:
    assert bare(differences([one], [other])) == bare(differences([other], [one]), mirrored=True)


@given(_lists, _lists)
def test_sentences_without_facts_change_nothing(some: list[Fact], others: list[Fact]) -> None:
    def run(links: list[Link], source: list[list[Fact]], target: list[list[Fact]]) -> list[str]:
        texts = [" " * 200] * len(source), [" " * 200] * len(target)
        return shown([one for made in compare_links(links, source, target, *texts, "de") for one in made])

    alone = run([Link((0,), (0,), 1.0)], [some], [others])
    among = [Link((0,), (0,), 1.0), Link((1, 2), (1,), 1.0), Link((3,), (), 1.0)]
    assert run(among, [[], [], some, []], [[], others]) == alone
