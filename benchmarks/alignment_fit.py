"""Fit the weights of `crosscheck/alignment/weights.py`, and say what fitted ones are worth.

    python benchmarks/alignment_fit.py [--free NAME …] [--composed N]

Maximum conditional likelihood of the gold links over all paths in a corridor around them: the slope of a
weight is its evidence in the gold links less what the model expects of it (Lafferty, McCallum and Pereira
2001, "Conditional random fields"). The texts are the dev half of Text+Berg and pairs composed from parallel
texts, leaving the first three stretches of each file to `benchmarks/alignment.py --composed`. Weights that
are not `--free` stay as they are: those of gaps, of structure (no text here has any) and those set by hand. A
small quadratic prior keeps the others near zero.

The dev half is cut into five parts. Each is aligned with weights fitted to the other four and the composed
pairs; what is right is counted over all five, beside the weights in use, which have seen all five. Then the
weights fitted to everything are printed. Takes some minutes.
"""

from __future__ import annotations

import sys

# Python puts the script's folder first on the path, where numbers.py would hide the standard library's.
sys.path.append(sys.path.pop(0))

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from composed import Rates, compose, read_documents
from gold_links import Gold, pairs_of, read_gold, score

from crosscheck import alignment
from crosscheck.aligning import prepare
from crosscheck.alignment import Features, Options
from crosscheck.alignment.aligner import first_links
from crosscheck.alignment.corridor import around
from crosscheck.alignment.evidence import Evidence, Known
from crosscheck.alignment.groups import Shape
from crosscheck.alignment.posterior import probabilities
from crosscheck.alignment.search import ALL_TYPES, Chunk, Corridor, Grid, Step
from crosscheck.alignment.weights import Weights
from crosscheck.embedding import Embedder, load

SHARED = Path(__file__).resolve().parents[2] / "shared"
KEPT = {"unlike", "stray", "gain", "gap", "opening", "crossing", "border", "kind"}
FREE = tuple(field.name for field in fields(Weights) if field.name not in KEPT)
FILES = "gnome-help hf-course django-docs privacyguides wmt-newstest"
PAIRS = "en-de en-fr en-vi en-ja fr-es de-ru"
SIZE, HELD_BACK, PARTS, MARGIN = 150, 3, 5, 12
PRIOR = 0.01
ROUNDS = 40

Vector = np.ndarray
Objective = Callable[[Vector], tuple[float, Vector]]


@dataclass(frozen=True)
class Stretch:
    """A stretch of a pair with its gold: by chunk, what the kept weights say of each link (types, rows,
    columns) and the evidence of the free ones (weights, types, rows, columns); its sum in the gold links."""

    corridor: Corridor
    n: int
    m: int
    chunks: dict[Chunk, tuple[np.ndarray, np.ndarray]]
    gold: Vector
    links: int

    def likelihood(self, free: Vector) -> tuple[float, Vector]:
        """Log likelihood of the gold links but for a constant, and its slope."""
        base = Weights()

        def scores(chunk: Chunk) -> np.ndarray:
            kept, evidence = self.chunks[chunk]
            return kept + np.tensordot(free.astype(np.float32), evidence, 1)

        grid = Grid(self.corridor, ALL_TYPES, scores, base.gap, self.n, self.m)
        every, steps = probabilities(grid, base.opening)
        expected = np.zeros(len(free))
        for chunk, chances in steps:
            expected += np.tensordot(self.chunks[chunk][1], chances.link.transpose(1, 0, 2), 3)
        return float(self.gold @ free) - every, self.gold - expected


def stretch(sides: tuple[Known, Known], shape: Shape, gold: Sequence[Gold], free: Sequence[str]) -> Stretch:
    """A stretch as the fit needs it; gold links that no type allows, or that cross others, say nothing."""
    n, m = (len(side.features) for side in sides)
    steps = list(_path(gold, n, m))
    corridor = around(steps, n, m, 1, MARGIN)
    evidence = Evidence(*sides, ALL_TYPES, Weights(), shape)
    ends = {(s.i, s.j): ALL_TYPES.index((s.a, s.b)) for s in steps if s.a and s.b}
    chunks, total = {}, np.zeros(len(free))
    for chunk in corridor.chunks():
        size = len(ALL_TYPES), chunk.bottom - chunk.top, chunk.width
        kept, found = np.zeros(size, np.float32), np.zeros((len(free), *size), np.float32)
        for name, value in evidence.terms(chunk):
            value = np.broadcast_to(value, size)[evidence.places]
            if name in free:
                found[list(free).index(name)] = value
            else:
                kept += getattr(Weights(), name) * value
        chunks[chunk] = kept, found
        for (i, j), kind in ends.items():
            if chunk.top <= i < chunk.bottom:
                total += found[:, kind, i - chunk.top, j - chunk.left]
    return Stretch(corridor, n, m, chunks, total, len(ends))


def _path(gold: Sequence[Gold], n: int, m: int) -> Iterator[Step]:
    """The steps through the gold links, all other sentences being gaps."""
    i = j = 0
    for ours, theirs in sorted((link for link in gold if link[0] and link[1]), key=lambda link: link[0]):
        if ours[0] < i or theirs[0] < j or (len(ours), len(theirs)) not in ALL_TYPES:
            continue
        yield from _gaps(i, j, ours[0], theirs[0])
        i, j = ours[-1] + 1, theirs[-1] + 1
        yield Step(i, j, len(ours), len(theirs))
    yield from _gaps(i, j, n, m)


def _gaps(i: int, j: int, n: int, m: int) -> Iterator[Step]:
    yield from (Step(k + 1, j, 1, 0) for k in range(i, n))
    yield from (Step(n, k + 1, 0, 1) for k in range(j, m))


def cut(source: Features, target: Features, gold: Sequence[Gold], parts: int) -> list[tuple[range, range]]:
    """Sentences of both sides of so many parts of about one size, between gold links."""
    ends = [(0, 0)]
    for ours, theirs in sorted((link for link in gold if link[0] and link[1]), key=lambda link: link[0]):
        if ours[0] >= len(ends) * len(source) / parts and len(ends) < parts:
            ends.append((ours[0], theirs[0]))
    ends.append((len(source), len(target)))
    return [(range(a, c), range(b, d)) for (a, b), (c, d) in pairwise(ends)]


def within(gold: Sequence[Gold], part: tuple[range, range], shift: bool = True) -> list[Gold]:
    """The links of a part, counted from its beginning if they are to `shift`."""
    ours, theirs = part
    found = [link for link in gold if all(i in ours for i in link[0]) and all(j in theirs for j in link[1])]
    if not shift:
        return found
    return [(tuple(i - ours[0] for i in a), tuple(j - theirs[0] for j in b)) for a, b in found]


def composed(model: Embedder, count: int, free: Sequence[str]) -> list[Stretch]:
    result = []
    for name in FILES.split():
        for languages in PAIRS.split():
            table = SHARED / "parallel" / f"{name}.tsv.xz"
            stretches = list(read_documents(table, *languages.split("-"), SIZE))[HELD_BACK:]
            if len(stretches) < 2:
                continue
            rng = random.Random(f"fit {name} {languages}")
            rates = Rates(rng.choice((0.01, 0.03)), rng.choice((0.01, 0.03)), (rng.choice((0.02, 0.1)),) * 2)
            pair = compose(*rng.sample(stretches, 2), rates, rng.randrange(1 << 30))
            _, sides, shape = first_links(prepare(pair.source, model), prepare(pair.target, model), Options())
            result.append(stretch(sides, shape, sorted(pair.links), free))
            if len(result) == count:
                return result
    return result


def fitted(stretches: Sequence[Stretch], start: Vector) -> Vector:
    """The likeliest free weights under the prior."""

    def loss(free: Vector) -> tuple[float, Vector]:
        parts = [part.likelihood(free) for part in stretches]
        value = PRIOR / 2 * float(free @ free) - sum(part[0] for part in parts)
        return value, PRIOR * free - np.sum([part[1] for part in parts], axis=0)

    return _lowest(loss, start)


def _lowest(loss: Objective, x: Vector) -> Vector:
    """Where a convex function is lowest: L-BFGS (Nocedal 1980), steps halved until they lower it enough."""
    value, slope = loss(x)
    past: list[tuple[Vector, Vector]] = []
    for _ in range(ROUNDS):
        way, factors = slope.copy(), []
        for step, change in reversed(past):
            factors.append(step @ way / (step @ change))
            way -= factors[-1] * change
        way *= past[-1][0] @ past[-1][1] / (past[-1][1] @ past[-1][1]) if past else 1 / np.abs(slope).max()
        for (step, change), factor in zip(past, reversed(factors), strict=True):
            way += (factor - change @ way / (step @ change)) * step
        length = 1.0
        new, new_slope = loss(x - way)
        while new > value - 1e-4 * length * float(slope @ way) and length > 1e-3:
            length /= 2
            new, new_slope = loss(x - length * way)
        if new >= value - 1e-3:
            break
        step, change = -length * way, new_slope - slope
        if step @ change > 0:
            past = [*past[-9:], (step, change)]
        x, value, slope = x + step, new, new_slope
    return x


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--free", nargs="+", default=FREE, choices=[field.name for field in fields(Weights)])
    parser.add_argument("--composed", type=int, default=20, help="pairs composed (default: 20)")
    arguments = parser.parse_args()
    free, model = arguments.free, load()
    folder = SHARED / "bench" / "alignment"
    sides = [
        prepare((folder / f"dev.{lang}").read_text(encoding="utf-8").splitlines(), model)
        for lang in ("de", "fr")
    ]
    gold = read_gold(folder / "dev.defr")
    _, known, shape = first_links(*sides, Options())
    parts = cut(*sides, gold, PARTS)
    berg = [
        stretch(
            (known[0].take(np.array(part[0])), known[1].take(np.array(part[1]))),
            shape,
            within(gold, part),
            free,
        )
        for part in parts
    ]
    others = composed(model, arguments.composed, free)
    print(
        f"{sum(x.links for x in berg)} links of Text+Berg, {sum(x.links for x in others)} composed",
        flush=True,
    )

    start = np.array([getattr(Weights(), name) for name in free])
    found: dict[str, list[Gold]] = {"in use": [], "fitted": []}
    for place, part in enumerate(parts):
        weights = fitted([*berg[:place], *berg[place + 1 :], *others], start)
        for name, values in (("in use", start), ("fitted", weights)):
            links = pairs_of(alignment.align(*sides, Options(_with(free, values))))
            found[name] += within(links, part, shift=False)
    for name, all_ in found.items():
        for kind, (p, r, f) in score(all_, gold).items():
            print(f"{name:8} {kind:7} precision {p:.3f}  recall {r:.3f}  F1 {f:.3f}", flush=True)
    for name, value in zip(free, fitted([*berg, *others], start), strict=True):
        print(f"{name:16} {value:7.2f}   in use {getattr(Weights(), name):7.2f}")


def _with(free: Sequence[str], values: Vector) -> Weights:
    return replace(Weights(), **dict(zip(free, values.tolist(), strict=True)))


if __name__ == "__main__":
    main()
