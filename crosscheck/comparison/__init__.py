"""Which facts of two language versions disagree.

    compare(source_facts, target_facts) -> list[Difference]                one text against its translation
    compare_links(links, source_facts, target_facts) -> list[list[Difference]]   a document, neighbours pooled

Facts are given by sentence, as `crosscheck.facts` reads them; `crosscheck.rules` words the differences.
"""

from crosscheck.comparison.compare import compare, compare_links

__all__ = ["compare", "compare_links"]
