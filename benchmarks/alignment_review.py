"""Fit the logistic models of `crosscheck/alignment/review.py` and `confidence.py`.

    python benchmarks/alignment_review.py

Pairs are composed from parallel documentation, guides, news and courses in many languages, leaving the first
three stretches of each file to `benchmarks/alignment.py --composed`; sentences are removed, added and joined
at rates that differ from pair to pair. The aligner links them without the second look; each edge sentence of
its groups, each sentence left out beside a group, and each of its links of one with one is an example, right
or wrong by what was composed; so is, for the confidence, each link after the second look. Prints the weights
(logistic regression, Newton's method, small quadratic prior) and how many wrong and right ones they would
take out in the documents that were not fitted. Takes some minutes.
"""

from __future__ import annotations

import sys

# Python puts the script's folder first on the path, where numbers.py would hide the standard library's.
sys.path.append(sys.path.pop(0))

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from composed import Composed, Rates, compose, read_documents

from crosscheck.aligning import prepare
from crosscheck.alignment import confidence, review
from crosscheck.alignment.aligner import first_links
from crosscheck.alignment.moves import find_moves
from crosscheck.alignment.options import Options
from crosscheck.embedding import Embedder, load
from crosscheck.model import Link

SHARED = Path(__file__).resolve().parents[2] / "shared"
FILES = (
    "gnome-help hf-course django-docs fastapi-docs privacyguides wmt-newstest mozilla-www msdocs-azd "
    "d2l.en-vi tico19 ud-pud"
)
PAIRS = (
    "en-de en-fr en-es en-it en-pt en-nl en-pl en-cs en-ru en-uk en-vi en-zh en-ja en-ko en-ar en-hi en-tr "
    "en-sv en-id fr-es de-ru zh-ja es-pt it-en"
)
SIZE, HELD_BACK, STRETCHES = 150, 3, 2
RATES, JOINED = (0.0, 0.01, 0.02, 0.04, 0.06), (0.0, 0.02, 0.05, 0.1, 0.2)
PRIOR = 1e-4
PARTS = 4
"""The documents are fitted in so many parts, each measured with the weights of the others."""

Example = tuple[dict[str, float], bool]


def pairs() -> Iterator[Composed]:
    for name in FILES.split():
        for languages in PAIRS.split():
            source, target = languages.split("-")
            table = SHARED / "parallel" / f"{name}.tsv.xz"
            stretches = list(read_documents(table, source, target, SIZE, split=True))[HELD_BACK:]
            if len(stretches) < 2:
                continue
            rng = random.Random(f"{name} {languages}")
            for place in rng.sample(range(len(stretches)), min(STRETCHES, len(stretches))):
                joined = rng.choice(JOINED), rng.choice(JOINED)
                rates = Rates(rng.choice(RATES), rng.choice(RATES), joined, rng.choice((0, 1, 2)))
                foreign = stretches[(place + 1) % len(stretches)]
                yield compose(stretches[place], foreign, rates, rng.randrange(1 << 30))


def examples(pair: Composed, model: Embedder) -> tuple[list[Example], list[Example], list[Example]]:
    """Edge sentences and links of one with one, and whether they belong there; finished links, and whether
    they are right. Sentences that belong elsewhere tell nothing."""
    sides = prepare(pair.source, model), prepare(pair.target, model)
    links, known, shape = first_links(*sides, Options())
    look = review.Review(known, shape, review.usage_of(links))
    gold: tuple[dict[int, tuple[int, ...]], ...] = ({}, {})
    for ours, theirs in pair.links:
        gold[0].update(dict.fromkeys(ours, theirs))
        gold[1].update(dict.fromkeys(theirs, ours))
    edges, ones = [], []
    for whole, side, sentence, left_out in _edges(links, look):
        partners = gold[side][sentence]
        if not partners or set(partners) & set((whole.source, whole.target)[1 - side]):
            edges.append((look.edge(whole, side, sentence, left_out), bool(partners)))
    for link in links:
        if len(link.source) == len(link.target) == 1:
            ones.append((look.pair(*link.source, *link.target), link.target[0] in gold[0][link.source[0]]))
    finished = find_moves(review.reviewed(links, known, shape), known, shape, Options())
    rows = confidence.told(finished).tolist()
    whole = [
        (dict(zip(confidence.CONFIDENCE, row, strict=True)), (link.source, link.target) in pair.links)
        for row, link in zip(rows, finished, strict=True)
    ]
    return edges, ones, whole


def _edges(links: list[Link], look: review.Review) -> Iterator[tuple[Link, int, int, bool]]:
    """Groups with the side and the index of an edge sentence, and whether the search left that out."""
    owners = [{i: link for link in links for i in (link.source, link.target)[side]} for side in (0, 1)]
    for link in links:
        if link.source and link.target:
            yield from ((link, side, sentence, False) for side, sentence in look.edges(link))
            continue
        side = 0 if link.source else 1
        (sentence,) = link.source or link.target
        for near in (sentence - 1, sentence + 1):
            whole = review.enlarged(owners[side].get(near), link, side)
            if whole is not None:
                yield whole, side, sentence, True


def fitted(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression, for rows as they are; the prior is on standardised ones."""
    scale = np.where(rows.std(axis=0) > 0, rows.std(axis=0), 1.0)
    centre = np.where(rows.std(axis=0) > 0, rows.mean(axis=0), 0.0)
    values = (rows - centre) / scale
    prior = np.where(rows.std(axis=0) > 0, 2 * PRIOR * len(rows), 0.0)
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (right - chance) - prior * weights
        bend = (values * (chance * (1 - chance))[:, None]).T @ values + np.diag(prior)
        weights += np.linalg.solve(bend + 1e-9 * np.eye(len(weights)), slope)
    result = weights / scale
    result[0] -= (result[1:] * centre[1:]).sum()
    return result


def _measured(name: str, rows: np.ndarray, right: np.ndarray, documents: np.ndarray) -> None:
    odds = np.zeros(len(rows))
    for number in range(PARTS):
        part = documents % PARTS == number
        odds[part] = rows[part] @ fitted(rows[~part], right[~part])
    loss = np.log1p(np.exp(np.where(right > 0, -odds, odds))).mean()
    out = [int(((odds < 0) & (right == value)).sum()) for value in (0, 1)]
    of = [int((right == value).sum()) for value in (0, 1)]
    print(f"{name}: loss {loss:.4f}; takes out {out[0]} of {of[0]} wrong, {out[1]} of {of[1]} right")


def main() -> None:
    model = load()
    found: tuple[list[Example], ...] = ([], [], [])
    documents: tuple[list[int], ...] = ([], [], [])
    for number, pair in enumerate(pairs()):
        for all_, numbers, more in zip(found, documents, examples(pair, model), strict=True):
            all_ += more
            numbers += [number] * len(more)
    for module, name, place in (
        (review, "EDGE", 0),
        (review, "EDGE_BY_WORDS", 0),
        (review, "PAIR", 1),
        (confidence, "CONFIDENCE", 2),
    ):
        names = list(getattr(module, name))
        rows = np.array([[values[key] for key in names] for values, _ in found[place]])
        right = np.array([good for _, good in found[place]], dtype=float)
        _measured(name, rows, right, np.array(documents[place]))
        print(dict(zip(names, fitted(rows, right).round(3).tolist(), strict=True)))


if __name__ == "__main__":
    main()
