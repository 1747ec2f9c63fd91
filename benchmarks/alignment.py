"""Alignment on gold links and on composed changes.

    python benchmarks/alignment.py                   # dev half of Text+Berg, with an ablation
    python benchmarks/alignment.py --composed        # omissions, additions, moves in pairs of known changes
    python benchmarks/alignment.py --time            # time and memory by length
    python benchmarks/alignment.py --beside [--vecalign FOLDER] [--transformers PYTHON]

FOLDER is a checkout of Vecalign (github.com/thompsonb/vecalign) in which `setup.py build_ext --inplace` has
built the search; PYTHON, an interpreter with transformers and torch.

Measured with the bundled model: dev half strict F1 0.928, lax 0.996; removed and added sentences F1 0.956
(`--composed`, 656 changes in 111 pairs of texts), moved blocks 0.989, 7 said missing in 16,650 unchanged
sentences. The step from 0.927: looking at words where whole sentences leave it open whether one belongs to
its group, sentences set free for partners that moved, and weights fitted in all languages. (While headings
and entries of lists, too, were joined with what follows them, 0.927 was 0.925.)
The confidence of links is calibrated on other texts (`alignment_review.py`): of 155 links between 0.90 and
0.95, 0.935 are right; of 68 between 0.8 and 0.9, 0.926; of 15,130 from 0.99 on, 0.998.
What remains: headings taken for a part of the sentence below that repeats them, short sentences of manuals
and dialogues beside others that say nearly the same, one stranger in another's place on the same topic.
Embedding and aligning 1,000 sentences with 1,000 took 0.44 to 0.60 s of processor time on a busy machine,
Vecalign's search beside it 0.92 to 1.07 s (`--beside`); 100,000 with 100,000 took 1.1 GB (`--time`).

Needs ../shared beside the checkout. `gold_links` says what strict and lax mean.
"""

from __future__ import annotations

import sys

# Python puts the script's folder first on the path, where numbers.py would hide the standard library's.
sys.path.append(sys.path.pop(0))

import argparse
from collections.abc import Iterable
from dataclasses import fields, replace
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
from alignment_speed import beside_others, by_length
from composed import Composed, Rates, compose, read_documents
from gold_links import Gold, pairs_of, read_gold, score
from numpy.typing import NDArray

from crosscheck import alignment
from crosscheck.aligning import prepare
from crosscheck.alignment import Options
from crosscheck.alignment.weights import Weights
from crosscheck.embedding import Embedder, load
from crosscheck.model import Link

SHARED = Path(__file__).resolve().parents[2] / "shared"
SETS = "gnome-help hf-course django-docs wmt-newstest ud-pud tico19 mozilla-www privacyguides"
TARGETS = "de fr es it pt nl pl cs ru uk vi zh ja ko ar hi tr sv id"
PAIRS = [("en", target) for target in TARGETS.split()] + [("fr", "es"), ("de", "ru"), ("zh", "ja")]


def text_and_berg(model: Embedder) -> None:
    folder = SHARED / "bench" / "alignment"
    sides = [
        prepare((folder / f"dev.{lang}").read_text(encoding="utf-8").splitlines(), model)
        for lang in ("de", "fr")
    ]
    gold = read_gold(folder / "dev.defr")
    full = score(pairs_of(alignment.align(*sides)), gold)
    for name, (p, r, f) in full.items():
        print(f"{name:7} precision {p:.3f}  recall {r:.3f}  F1 {f:.3f}")
    print("\nwithout        strict F1   lax F1   (difference)")
    for field in fields(Weights):
        options = Options(weights=replace(Weights(), **{field.name: 0.0}))
        less = score(pairs_of(alignment.align(*sides, options)), gold)
        change = less["strict"][2] - full["strict"][2]
        print(f"{field.name:16} {less['strict'][2]:.3f}    {less['lax'][2]:.3f}   ({change:+.3f})")


def _gaps(links: Iterable[Gold]) -> set[tuple[str, int]]:
    return {("source", i) for a, b in links if not b for i in a} | {
        ("target", j) for a, b in links if not a for j in b
    }


def _f1(right: int, found: int, true: int) -> float:
    return 2 * right / (found + true) if found + true else 1.0


def composed(model: Embedder) -> None:
    """Changes found in pairs of 150 sentences, and what is reported missing where nothing is."""
    counts, moves, unchanged, false_gaps = np.zeros(3, int), np.zeros(3, int), 0, 0
    by_languages: dict[str, NDArray[np.int_]] = {}
    confidences: list[tuple[float, bool]] = []
    for name in SETS.split():
        for source, target in PAIRS:
            table = SHARED / "parallel" / f"{name}.tsv.xz"
            documents = list(islice(read_documents(table, source, target, 150), 2))
            if len(documents) < 2:
                continue
            # The seed is a text: what is composed must not depend on what the aligner finds.
            changed = compose(*documents, Rates(moves=2), f"{name} {source} {target} 0")
            links = _aligned(changed, model)
            found, true = _gaps(pairs_of(links)), _gaps(changed.links)
            here = np.array((len(found & true), len(found), len(true)))
            counts += here
            languages = f"{source}-{target}"
            by_languages[languages] = by_languages.get(languages, 0) + here
            said = {(link.source, link.target) for link in links if link.moved}
            moves += (len(said & changed.moved), len(said), len(changed.moved))
            confidences += [(link.confidence, (link.source, link.target) in changed.links) for link in links]
            same = compose(documents[0], [], Rates(0, 0, (0, 0)), "")
            unchanged += len(same.source)
            false_gaps += len(_gaps(pairs_of(_aligned(same, model))))
    print("F1 " + "  ".join(f"{pair} {_f1(*found):.2f}" for pair, found in by_languages.items()))
    print(f"removed and added sentences: F1 {_f1(*counts):.3f} (right, said, true: {counts})")
    print(f"sentences of moved blocks:   F1 {_f1(*moves):.3f} (right, said, true: {moves})")
    print(f"said missing in unchanged pairs: {false_gaps} in {unchanged} sentences")
    _print_reliability(confidences)


def _print_reliability(confidences: list[tuple[float, bool]]) -> None:
    print("confidence  links  mean   right")
    for low, high in pairwise((0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)):
        part = [(chance, right) for chance, right in confidences if low <= chance < high]
        if part:
            mean, share = np.array(part).mean(axis=0)
            print(f"{low:.2f}-{min(high, 1):.2f}  {len(part):6}  {mean:.3f}  {share:.3f}")


def _aligned(pair: Composed, model: Embedder) -> list[Link]:
    return alignment.align(prepare(pair.source, model), prepare(pair.target, model))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", help="embedding model; else the bundled one")
    parser.add_argument("--composed", action="store_true")
    parser.add_argument("--time", action="store_true")
    parser.add_argument("--beside", action="store_true")
    parser.add_argument("--vecalign", type=Path)
    parser.add_argument("--transformers")
    arguments = parser.parse_args()
    model = load(arguments.model)
    if arguments.composed:
        composed(model)
    elif arguments.time:
        by_length(model, SHARED)
    elif arguments.beside:
        beside_others(model, SHARED, arguments.vecalign, arguments.transformers)
    else:
        text_and_berg(model)


if __name__ == "__main__":
    main()
