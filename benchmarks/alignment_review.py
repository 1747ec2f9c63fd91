"""Fit the two logistic models of `crosscheck/alignment/review.py`.

    python benchmarks/alignment_review.py

Pairs are composed from parallel documentation, guides, news and courses in many languages, leaving the first
three stretches of each file to `benchmarks/alignment.py --composed`; sentences are removed, added and joined
at rates that differ from pair to pair. The aligner links them without the second look; each edge sentence of
its groups and each of its links of one with one is an example, right or wrong by what was composed. Prints
the weights (logistic regression, Newton's method, small quadratic prior) and how many wrong and right ones
they would take out in the half that was not fitted. Takes some minutes.
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
from crosscheck.alignment import review
from crosscheck.alignment.aligner import first_links
from crosscheck.alignment.options import Options
from crosscheck.embedding import load

SHARED = Path(__file__).resolve().parents[2] / "shared"
FILES = (
    "gnome-help hf-course django-docs fastapi-docs privacyguides wmt-newstest mozilla-www msdocs-azd "
    "d2l.en-vi"
)
PAIRS = "en-de en-fr en-vi en-ja en-zh fr-es de-ru en-pl en-hi en-ar en-tr es-pt en-ko en-cs it-en"
SIZE, HELD_BACK, STRETCHES = 150, 3, 3
RATES, JOINED = (0.0, 0.01, 0.02, 0.04, 0.06), (0.0, 0.02, 0.05, 0.1, 0.2)
PRIOR = 1e-3

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


def examples(pair: Composed, model: object) -> tuple[list[Example], list[Example]]:
    """Edge sentences and links of one with one, and whether they belong there. Sentences that belong
    elsewhere tell nothing."""
    sides = prepare(pair.source, model), prepare(pair.target, model)
    links, known, shape = first_links(*sides, Options())
    look = review.Review(known, shape, review.usage_of(links))
    gold: tuple[dict[int, tuple[int, ...]], ...] = ({}, {})
    for ours, theirs in pair.links:
        gold[0].update(dict.fromkeys(ours, theirs))
        gold[1].update(dict.fromkeys(theirs, ours))
    edges, ones = [], []
    for link in links:
        groups = link.source, link.target
        if len(link.source) == len(link.target) == 1:
            ones.append((look.pair(*link.source, *link.target), link.target[0] in gold[0][link.source[0]]))
        elif all(groups):
            for side, sentence in look.edges(link):
                partners = gold[side][sentence]
                if not partners or set(partners) & set(groups[1 - side]):
                    edges.append((look.edge(link, side, sentence), bool(partners)))
    return edges, ones


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


def main() -> None:
    model = load()
    found: tuple[list[Example], list[Example]] = ([], [])
    for pair in pairs():
        for all_, more in zip(found, examples(pair, model), strict=True):
            all_ += more
    for name, data in zip(("EDGE", "PAIR"), found, strict=True):
        rows = np.array([list(values.values()) for values, _ in data])
        right = np.array([good for _, good in data], dtype=float)
        half = np.arange(len(rows)) % 2 == 0
        odds = np.concatenate([rows[~part] @ fitted(rows[part], right[part]) for part in (half, ~half)])
        truth = np.concatenate([right[~half], right[half]])
        out = [int(((odds < 0) & (truth == value)).sum()) for value in (0, 1)]
        of = [int((truth == value).sum()) for value in (0, 1)]
        print(f"{name}: takes out {out[0]} of {of[0]} wrong, {out[1]} of {of[1]} right")
        weights = dict(zip(data[0][0], fitted(rows, right).round(3).tolist(), strict=True))
        print(weights)


if __name__ == "__main__":
    main()
