"""Which facts of two language versions disagree.

    compare(source_facts, target_facts, source_text, target_text, target_lang) -> list[Difference]
        one text against its translation
    compare_links(links, source_facts, target_facts, source_texts, target_texts, target_lang)
        -> list[list[Difference]], parallel to links; facts and texts by sentence, neighbouring links pooled

Facts are given by sentence, as `crosscheck.facts` reads them; `crosscheck.rules` words the differences.
"""

from crosscheck.comparison.compare import compare, compare_links

__all__ = ["compare", "compare_links"]
