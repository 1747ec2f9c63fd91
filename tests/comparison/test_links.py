"""Links beside each other lend each other what stays without a partner."""

from __future__ import annotations

from building import fact, shown

from crosscheck.comparison import compare_links
from crosscheck.model import Fact, Link, Strength


def run(links: list[Link], source: list[list[Fact]], target: list[list[Fact]]) -> list[list[str]]:
    texts = [[" ".join(one.text for one in facts) for facts in side] for side in (source, target)]
    return [shown(made) for made in compare_links(links, source, target, *texts, "de")]


def one_to_one(count: int) -> list[Link]:
    return [Link((i,), (i,), 1.0) for i in range(count)]


def test_a_value_may_move_to_the_next_sentence() -> None:
    assert run(one_to_one(2), [[fact(5), fact(7)], [fact(9)]], [[fact(5)], [fact(7), fact(9)]]) == [[], []]


def test_and_to_the_one_before() -> None:
    assert run(one_to_one(2), [[fact(5)], [fact(7)]], [[fact(5), fact(7)], []]) == [[], []]


def test_but_not_two_sentences_on() -> None:
    source, target = [[fact(5)], [], []], [[], [], [fact(5)]]
    assert run(one_to_one(3), source, target) == [["missing error 5>"], [], ["added error >5"]]


def test_a_missing_sentence_is_not_counted_by_its_values() -> None:
    links = [Link((0,), (0,), 1.0), Link((1,), (), 1.0)]
    assert run(links, [[fact(5)], [fact(7), fact(8)]], [[fact(5)]]) == [[], []]


def test_a_missing_sentence_lends_its_values() -> None:
    links = [Link((0,), (0,), 1.0), Link((1,), (), 1.0)]
    assert run(links, [[fact(5)], [fact(7)]], [[fact(5), fact(7)]]) == [[], []]


def test_several_sentences_of_one_link_are_one() -> None:
    assert run([Link((0, 1), (0,), 1.0)], [[fact(5)], [fact(7)]], [[fact(7), fact(5)]]) == [[]]


def test_an_everyday_word_next_door_takes_no_part_of_a_ratio() -> None:
    source = [[fact(1), fact(1000)], [fact(7)]]
    target = [[fact("1/1000")], [fact(1, strength=Strength.WEAK), fact(7)]]
    assert run(one_to_one(2), source, target) == [[], []]


def test_an_everyday_one_next_door_is_no_partner_of_a_figure() -> None:
    source = [[fact(3), fact(1)], [fact(7)]]
    target = [[fact(3), fact(2)], [fact(1, strength=Strength.WEAK), fact(7)]]
    assert run(one_to_one(2), source, target) == [["changed error 1>2"], []]
