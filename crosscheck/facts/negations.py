"""What a comparator says where its clause is negated: "does not exceed", ko "15%를 넘게 올릴 수 없다"."""

from __future__ import annotations

import re
from functools import lru_cache

from crosscheck.facts.context import Context
from crosscheck.facts.items import Item
from crosscheck.lexicons.load import Lexicon
from crosscheck.lexicons.tokens import fold
from crosscheck.members import AT_LEAST, AT_MOST, EXACT, LESS_THAN, MORE_THAN
from crosscheck.model import Comparator

NEGATED = {
    MORE_THAN: AT_MOST,
    AT_LEAST: LESS_THAN,
    LESS_THAN: AT_LEAST,
    AT_MOST: MORE_THAN,
}
_REACH = 6
"""Words and signs between a comparator and its negation, at most."""
_AFAR = 60
"""The same in characters, where the words are not read since no number is near them."""
CLAUSE_ENDS = frozenset(',;:.()!?"«»„“”、。，；「」')
_CLAUSE_END = re.compile(f"[{re.escape(''.join(sorted(CLAUSE_ENDS)))}]")


def negated(context: Context, at: int, found: Comparator) -> Comparator:
    """What the comparator at `at` says where a negation stands before it: "does not exceed", "do not take
    more than". Further away the clause may negate something else, so that nothing is claimed."""
    if found not in NEGATED or (pattern := _pattern(context.lexicon, "negations")) is None:
        return found
    said = context.parts[at]
    first = context.folded[said.start : said.end].partition(" ")[0]
    if "negation" in context.lexicon.trie.get(first, {}).get("", {}):
        return found  # fr "ne pesant pas plus de 6 kg": the form holds its negation
    for back in range(1, _REACH + 1):
        part = context.parts[at - back] if at >= back else None
        if not isinstance(part, Item) or part.text in CLAUSE_ENDS:
            return found
        if part.kind == "x":
            clause = context.folded[max(0, said.start - _AFAR) : context.parts[at - back + 1].start]
            return EXACT if pattern.search(_CLAUSE_END.split(clause)[-1]) else found
        if "negation" in part.entry:
            return NEGATED[found] if back <= 2 else EXACT
    return found


def negated_behind(context: Context, at: int, found: Comparator) -> Comparator:
    """What a comparator behind the number says where a negated verb follows, ko "3명 이상 태그하지 마세요":
    nothing, since the negation may be the verb's alone ("more than 3 do not know")."""
    if found not in NEGATED or (pattern := _pattern(context.lexicon, "negations_behind")) is None:
        return found
    for ahead in range(at + 1, at + _REACH + 1):
        part = context.parts[ahead] if ahead < len(context.parts) else None
        if not isinstance(part, Item) or part.text in CLAUSE_ENDS:
            return found
        if part.kind == "x":
            clause = context.folded[part.start : context.parts[at].end + _AFAR]
            return EXACT if pattern.search(_CLAUSE_END.split(clause)[0]) else found
        if "negation_behind" in part.entry:
            return EXACT
    return found


@lru_cache(maxsize=64)
def _pattern(lexicon: Lexicon, key: str) -> re.Pattern[str] | None:
    """What finds a language's negations in folded text, with the particles written onto them."""
    forms = [re.escape(fold(form)) for form in lexicon.data.get("comparators", {}).get(key, ())]
    if not forms:
        return None
    said = "|".join(sorted(forms, key=len, reverse=True))
    phrases = lexicon.data.get("phrases", {}).get("not_numbers", ())
    kept = [re.escape(fold(form)) for form in phrases if re.match(said, fold(form)) is not None]
    if kept:
        said = f"(?!{'|'.join(kept)})(?:{said})"  # "not only", zh 不得不 deny nothing
    if lexicon.segmentation != "spaces":
        return re.compile(said)
    prefixes = "|".join(map(re.escape, lexicon.prefixes))
    return re.compile(rf"(?<!\w)(?:{prefixes})?(?:{said})(?!\w)")
