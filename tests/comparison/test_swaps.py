"""Values that changed places: order, forms and contexts."""

from __future__ import annotations

from collections.abc import Sequence

from building import fact, shown

from crosscheck.comparison import compare, compare_links
from crosscheck.facts import extract
from crosscheck.model import Fact, Kind, Link, Strength

MEANINGS = {"men": 0, "Männer": 0, "women": 1, "Frauen": 1, "Kinder": 2, "children": 2}


def closeness(ours: Sequence[str], theirs: Sequence[str]) -> list[list[float]]:
    """1 for each meaning that two phrases share."""

    def meanings(phrase: str) -> set[int]:
        return {MEANINGS[word] for word in phrase.split() if word in MEANINGS}

    return [[float(len(meanings(one) & meanings(two))) for two in theirs] for one in ours]


def numbers(text: str, **more: object) -> list[Fact]:
    """The numbers of a text as facts."""
    found, start = [], 0
    for word in text.split():
        place = text.index(word, start)
        if word.isdigit():
            found.append(fact(word, start=place, **more))  # type: ignore[arg-type]
        start = place + len(word)
    return found


def run(source: str, target: str) -> list[str]:
    return shown(compare(numbers(source), numbers(target), source, target, "de", closeness=closeness))


def test_a_swap_is_an_error() -> None:
    assert run("27 men came and 69 women", "69 Männer kamen und 27 Frauen") == ["swapped error 27>27"]


def test_another_order_of_words_is_none() -> None:
    assert run("27 men came and 69 women", "69 Frauen kamen und 27 Männer") == []


def test_the_same_order_is_never_asked_about() -> None:
    assert run("27 men came and 69 women", "27 Frauen kamen und 69 Männer") == []


def test_without_closeness_nothing_is_said() -> None:
    source, target = "27 men came and 69 women", "69 Männer kamen und 27 Frauen"
    assert compare(numbers(source), numbers(target), source, target, "de") == []


def test_parts_of_a_whole_may_trade_places() -> None:
    source, target = "27 of the 69 men", "von 69 Männer kamen 27"
    made = compare(
        numbers(source),
        numbers(target),
        source,
        target,
        "de",
        source_lang="en",
        closeness=lambda *_: [[0, 1], [1, 0]],
    )
    assert made == []


def test_everyday_words_do_not_swap() -> None:
    source, target = "1 men came and 69 women", "69 Männer kamen und 1 Frauen"
    weak = numbers(source, strength=Strength.WEAK), numbers(target, strength=Strength.WEAK)
    assert compare(*weak, source, target, "de", closeness=closeness) == []


def test_the_ends_of_a_range() -> None:
    source = [fact(5, start=0, group=1, role="low"), fact(7, start=5, group=1, role="high")]
    target = [fact(7, start=0, group=1, role="low"), fact(5, start=5, group=1, role="high")]
    made = compare(source, target, "5 to 7", "7 bis 5", "de")
    assert shown(made) == ["swapped error 5>5"]


def test_a_fall_told_as_a_rise() -> None:
    source = [fact(725, start=0, group=1, role="first"), fact(674, start=7, group=1, role="second")]
    target = [fact(674, start=0, group=1, role="low"), fact(725, start=8, group=1, role="high")]
    made = compare(source, target, "725 to 674", "674 bis 725", "de")
    assert shown(made) == ["swapped error 725>725"]


def test_a_score_may_be_told_from_the_other_side() -> None:
    source = [fact(1, start=0, group=1, role="first"), fact(0, start=2, group=1, role="second")]
    target = [fact(0, start=0, group=1, role="first"), fact(1, start=2, group=1, role="second")]
    assert compare(source, target, "1-0", "0:1", "de", closeness=lambda *_: [[0, 1], [1, 0]]) == []


def test_forms_tell_by_themselves() -> None:
    """26 December, 14 countries; 14 December, 26 countries."""
    source = [fact(26, kind=Kind.DAY, start=0), fact(14, start=8)]
    target = [fact(14, kind=Kind.DAY, start=0), fact(26, start=8)]
    made = compare(source, target, "26 Dec, 14 places", "14. Dez, 26 Orte", "de")
    assert shown(made) == ["swapped error 26>26"]


def test_a_quotation_says_nothing_of_the_value_outside() -> None:
    source = '27 men said " 69 women came'
    assert run(source, '69 kamen " Männer 27 sagten es') == []
    assert run(source, "69 kamen Männer 27 sagten es") == ["swapped error 27>27"]


def test_a_date_has_the_words_around_it() -> None:
    source = "men on 27 May . women on 26 May"
    right, wrong = "26. Mai Frauen . 27. Mai Männer", "26. Mai Männer . 27. Mai Frauen"
    assert read(source, right) == []
    assert read(source, wrong) == ["swapped error 27>27."]


def test_a_claim_stays_with_its_value() -> None:
    source = "about 27 men and 69 women"
    assert read(source, "69 Männer und etwa 27 Frauen") == []
    assert read(source, "etwa 69 Männer und 27 Frauen") == ["swapped error 27>27"]
    assert read(source, "27 Männer und 69 Frauen") == []


def read(source: str, target: str) -> list[str]:
    """The differences of an English text and a German one."""
    facts = extract(source, "en"), extract(target, "de")
    return shown(compare(*facts, source, target, "de", source_lang="en", closeness=closeness))


def test_what_is_set_against_another_value_may_come_first() -> None:
    assert run("20 men came and 10 women", "10 Männer kamen und 20 Frauen") == ["swapped error 20>20"]
    assert run("20 men came and 10 women", "10 Männer statt 20 Frauen") == []


def test_both_texts_set_the_value_against_the_other_in_one_order() -> None:
    source, target = "20 men instead of 10 women", "10 Männer statt 20 Frauen"
    made = compare(
        numbers(source), numbers(target), source, target, "de", source_lang="en", closeness=closeness
    )
    assert shown(made) == ["swapped error 20>20"]


def read_and_compared(source: str, target: str, target_lang: str) -> list[str]:
    facts = extract(source, "en"), extract(target, target_lang)
    return shown(compare(*facts, source, target, target_lang, source_lang="en", closeness=closeness))


def test_a_part_and_its_whole_changed_places() -> None:
    source = "They hold 19 of the 60 seats."
    assert read_and_compared(source, "Tienen 60 de los 19 escaños.", "es") == ["swapped error 19>19"]
    assert read_and_compared(source, "Tienen 19 de los 60 escaños.", "es") == []
    assert read_and_compared("He scored 19 of 60.", "60 üzerinden 19 aldı.", "tr") == []


def test_bare_figures_may_change_places_with_what_looks_like_a_year() -> None:
    source = "men men 1414 and women women 117"
    assert read_and_compared(source, "Männer Männer 117 und Frauen Frauen 1414", "de") == [
        "swapped error 1414>1414"
    ]
    assert read_and_compared(source, "Frauen Frauen 117 und Männer Männer 1414", "de") == []


def test_ends_of_a_span_of_days_are_in_order() -> None:
    source, swapped = "It is from 27 to 31 October.", ["swapped error 27>27"]
    assert read_and_compared(source, "Det är den 31–27 oktober.", "sv") == swapped
    assert read_and_compared(source, "Det är den 27–31 oktober.", "sv") == []


def test_cells_of_a_row_keep_their_order() -> None:
    def compared(ours: list[str], theirs: list[str]) -> list[str]:
        facts = [extract(text, "en") for text in ours], [extract(text, "de") for text in theirs]
        link = Link((0, 1), (0, 1), 1.0)
        return shown(compare_links([link], *facts, ours, theirs, "de", closeness=closeness)[0])

    assert compared(["–98.7", "–101.3"], ["–101,3", "–98,7"]) == ["swapped error 98.7>98,7"]
    assert compared(["–98.7", "–101.3"], ["–98,7", "–101,3"]) == []
    assert compared(["98 men", "101 women"], ["101 Frauen", "98 Männer"]) == []
