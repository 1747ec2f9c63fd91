"""Which facts of two language versions disagree.

    compare(source_facts, target_facts, source_text, target_text, target_lang, *, source_lang, closeness)
        -> list[Difference]: one text against its translation
    compare_links(links, source_facts, target_facts, source_texts, target_texts, target_lang, *, source_lang,
        closeness) -> list[list[Difference]] by link; facts and texts by sentence, neighbours pooled
    by_vectors(encode) -> Closeness: (source phrases, target phrases) -> matrix of cosines; called only where
        two alike values stand in reversed order
    remarked(digits, value, marks) -> a number in digits with other marks

Facts are given by sentence, as `crosscheck.facts` reads them; `crosscheck.rules` words the differences.
"""

from crosscheck.comparison.compare import compare, compare_links
from crosscheck.comparison.contexts import Closeness, by_vectors
from crosscheck.comparison.writing import remarked

__all__ = ["Closeness", "by_vectors", "compare", "compare_links", "remarked"]
