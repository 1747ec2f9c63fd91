"""From the facts of linked sentences to their differences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from crosscheck.comparison.affinity import NOT_NORM, affinity
from crosscheck.comparison.composites import settle_composites
from crosscheck.comparison.contexts import Closeness
from crosscheck.comparison.diagnosis import slip
from crosscheck.comparison.leftovers import Sides, differences
from crosscheck.comparison.matching import Matched, agree, contradict, match, raises
from crosscheck.comparison.swaps import Joints, Texts, swaps
from crosscheck.comparison.writing import suggest
from crosscheck.lexicons.conventions import Conventions
from crosscheck.lexicons.load import Lexicon, load
from crosscheck.lexicons.tokens import fold
from crosscheck.model import Cause, Change, Difference, Fact, Grade, Kind, Link, Placed, Strength

_ONLY = Link((0,), (0,), 1.0)
"""The link of two texts that are compared by themselves."""


def compare(
    source: Sequence[Fact],
    target: Sequence[Fact],
    source_text: str,
    target_text: str,
    target_lang: str,
    *,
    source_lang: str | None = None,
    closeness: Closeness | None = None,
) -> list[Difference]:
    """The differences of two texts that stand for each other, in the order of the source, then of the
    target."""
    if agree(source, target):
        return []
    found = match([Placed(0, fact) for fact in source], [Placed(0, fact) for fact in target])
    texts = Texts([source_text], [target_text], *_joints(source_lang, target_lang))
    return _finish(found, _ONLY, texts, load(source_lang or "und"), load(target_lang), closeness)


def compare_links(
    links: Sequence[Link],
    source_facts: Sequence[Sequence[Fact]],
    target_facts: Sequence[Sequence[Fact]],
    source_texts: Sequence[str],
    target_texts: Sequence[str],
    target_lang: str,
    *,
    source_lang: str | None = None,
    closeness: Closeness | None = None,
    conventions: Conventions | None = None,
) -> list[list[Difference]]:
    """The differences of every link, parallel to `links`; facts and texts are given by sentence. `closeness`
    tells how close phrases are in meaning; without it, values that changed places go unnoticed. `source_lang`
    helps there. Suggestions follow the `conventions` for the target's language.

    What finds no partner in its own link may find one in the links beside it: translators move clauses across
    the ends of sentences. Links with an empty side lend their facts to their neighbours and have no
    differences of their own; that the whole sentence is missing says more.
    """
    matched = [_matched(link, source_facts, target_facts) for link in links]
    for here, beside in pairwise(matched):
        if (here.free_source and beside.free_target) or (here.free_target and beside.free_source):
            settle_composites(here)
            settle_composites(beside)  # before an everyday "one" next door takes the 1 of "1 in 1,000"
            _exchange(here, beside)
            _exchange(beside, here)
    texts = Texts(source_texts, target_texts, *_joints(source_lang, target_lang))
    ours, theirs = load(source_lang or "und"), load(target_lang, conventions)
    return [
        _finish(found, link, texts, ours, theirs, closeness) if link.source and link.target else []
        for link, found in zip(links, matched, strict=True)
    ]


@cache
def _joints(*tags: str | None) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Joints, ...]]:
    """The words of the languages that join two numbers to "3 of 5", those that only follow the 3, and each
    language's that compare two."""
    ratios = [load(tag).data.get("ratios", {}) if tag else {} for tag in tags]
    parts, firsts = (
        tuple(f"{fold(form)} " for found in ratios for form in found.get(key, ())) for key in ("in", "of")
    )
    compared = tuple(
        Joints(tuple(map(fold, found.get("compared", ()))), tuple(map(fold, found.get("compared_last", ()))))
        for found in ratios
    )
    return parts, firsts, compared


def _matched(
    link: Link, source_facts: Sequence[Sequence[Fact]], target_facts: Sequence[Sequence[Fact]]
) -> Matched:
    """The facts of a link, paired. Most links agree fact by fact; those are done at once and have no pairs
    left to look at."""
    if len(link.source) == 1 == len(link.target):
        ours, theirs = source_facts[link.source[0]], target_facts[link.target[0]]
        if agree(ours, theirs):
            return Matched((), ())
    return match(_placed(link.source, source_facts), _placed(link.target, target_facts))


def _placed(sentences: Iterable[int], facts: Sequence[Sequence[Fact]]) -> list[Placed]:
    return [Placed(sentence, fact) for sentence in sentences for fact in facts[sentence]]


def _exchange(here: Matched, beside: Matched) -> None:
    """Pair free source facts of one link with equal free target facts of the other."""
    for i in list(here.free_source):
        digits = here.source[i].fact.strength is Strength.DIGITS
        for j in beside.free_target:
            if digits and _everyday_one(beside.target[j].fact):
                continue
            agreed = affinity(here.source[i].fact, beside.target[j].fact)
            if agreed is not None and agreed.cost < NOT_NORM:
                here.free_source.remove(i)
                beside.free_target.remove(j)
                break


def _everyday_one(fact: Fact) -> bool:
    """Whether a fact is an article-like "one": every other sentence has one, so that it is no partner for a 1
    next door."""
    return fact.strength is Strength.WEAK and fact.kind is Kind.NUMBER and fact.value == 1 and not fact.units


def _finish(
    found: Matched, link: Link, texts: Texts, source: Lexicon, target: Lexicon, closeness: Closeness | None
) -> list[Difference]:
    if found.free_source or found.free_target:
        settle_composites(found)
    made: list[Difference] = []
    ours, theirs = found.source, found.target
    for i, j, agreed in found.pairs:
        one, two = ours[i], theirs[j]
        if agreed.cost >= NOT_NORM:
            kinds = {one.fact.kind, two.fact.kind}
            grade, cause = Grade.ERROR, Cause.SEPARATOR
            if kinds & {Kind.DAY, Kind.MONTH, Kind.YEAR}:
                cause = Cause.DAY_MONTH
            elif any(_times_more(placed.fact) for placed in (one, two)):
                grade, cause = Grade.WARNING, Cause.TIMES_MORE
            factor = slip(one.fact, two.fact).factor
            made.append(Difference(Change.CHANGED, grade, one, two, cause, factor))
        elif (
            one.fact.comparator is not two.fact.comparator
            and (raises(one.fact) or raises(two.fact))
            and contradict(one.fact.comparator, two.fact.comparator)
        ):
            made.append(Difference(Change.COMPARATOR, Grade.ERROR, one, two, Cause.COMPARATOR))
    if len(found.pairs) > 1:
        made.extend(swaps(found, texts, closeness))
    if found.free_source or found.free_target:
        said = " ".join(texts.source[i] for i in link.source)
        saying = " ".join(texts.target[j] for j in link.target)
        made.extend(differences(found, Sides(said, saying, source, target)))
    if not made:
        return made
    return sorted((_with_suggestion(one, found, texts.target, target) for one in made), key=_order)


def _times_more(fact: Fact) -> bool:
    """Whether a multiple may be one more than it says, "3 times more", and not merely grouped, "77,000
    times"."""
    values = [reading.value for reading in fact.readings]
    return fact.kind is Kind.MULTIPLE and max(values) - min(values) == 1


def _with_suggestion(
    difference: Difference, found: Matched, texts: Sequence[str], lexicon: Lexicon
) -> Difference:
    stated = difference.target
    group: Sequence[Placed] = ()
    if stated is not None and stated.fact.group >= 0:
        mention = stated.sentence, stated.fact.group
        group = [one for one in found.target if (one.sentence, one.fact.group) == mention]
    text = texts[stated.sentence] if stated is not None else ""
    suggestion = suggest(difference, group, text, lexicon)
    return difference if suggestion is None else difference._replace(suggestion=suggestion)


def _order(difference: Difference) -> tuple[int, int, int]:
    side = 0 if difference.source is not None else 1
    placed = difference.source or difference.target
    return (side, placed.sentence, placed.fact.start) if placed is not None else (2, 0, 0)
