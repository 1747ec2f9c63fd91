"""Time and memory of aligning: by length, beside Vecalign's search and beside a transformer.

Part of `benchmarks/alignment.py --time`. Times are the least of some rounds in which all take turns; wall
time and processor time are both given, as a busy machine stretches the one more than the other.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from math import ceil
from pathlib import Path

import numpy as np
from composed import read_documents

from crosscheck import alignment
from crosscheck.aligning import align, prepare
from crosscheck.embedding import Embedder
from crosscheck.embedding.static import StaticEmbedder

SIZES = (1000, 2000, 4000, 8000, 16_000, 100_000)
LARGEST = 8
"""Vecalign's option --alignment_max_size, as its README aligns the books of Text+Berg."""
ROUNDS = 5
SAMPLE = 128
"""Sentences that the transformer encodes; the rest is extrapolated."""

_TRANSFORMER = """
import sys, time, torch
from transformers import BertConfig, BertModel
torch.set_num_threads(2)
torch.manual_seed(1)
lengths = sorted(min(int(n), 512) for n in sys.stdin.read().split())
network = BertModel(BertConfig(vocab_size=501153)).eval()  # 12 layers, 768 wide, as LaBSE's config.json says
with torch.inference_mode():
    network(input_ids=torch.ones((2, 8), dtype=torch.long))
    begun = time.perf_counter()
    for start in range(0, len(lengths), 32):
        batch = torch.tensor(lengths[start:start + 32])
        mask = (torch.arange(int(batch.max())) < batch[:, None]).long()
        network(input_ids=torch.randint(501153, mask.shape), attention_mask=mask)
    print(time.perf_counter() - begun)
"""


def by_length(model: Embedder, shared: Path) -> None:
    """Aligning alone, on the vectors of long texts; the peak is that of the whole process."""
    pairs = _pairs(shared)
    for n in SIZES:
        rows = [pairs[i % len(pairs)] for i in range(n)]
        sides = [prepare([pair[k] for pair in rows], model) for k in (0, 1)]
        begun = time.process_time()
        alignment.align(sides[0], sides[1])
        spent = time.process_time() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(f"{n:7} sentences  {spent:7.2f} s of processor time  peak {peak:.2f} GB", flush=True)


def beside_others(model: Embedder, shared: Path, vecalign: Path | None, python: str | None) -> None:
    """1,000 sentences against 1,000: embedding and aligning, beside what others need for a part of that."""
    pairs = _pairs(shared)[:1000]
    sides = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    tasks: dict[str, Callable[[], Callable[[], object]]] = {
        "crosscheck, embedding and aligning": lambda: lambda: align(*sides, embedder=model)
    }
    if vecalign is None:
        print("no --vecalign FOLDER: nothing to compare the search with", file=sys.stderr)
    else:
        tasks["Vecalign, search alone"] = lambda: _vecalign(vecalign, model, sides)
    times = _in_turns(tasks)
    for name, (wall, spent) in times.items():
        print(f"{name:36} {wall:7.2f} s, processor {spent:.2f} s")
    if python is None:
        print("no --transformers PYTHON: no transformer to compare with", file=sys.stderr)
        return
    texts = [text for side in sides for text in side]
    needed = _transformer(python, texts[:: len(texts) // SAMPLE], model) * len(texts)
    ratio = needed / next(iter(times.values()))[0]
    name = "a transformer of LaBSE's size"
    print(f"{name:36} {needed:7.2f} s to encode, from {SAMPLE} sentences; {ratio:.0f} times as long")


def _pairs(shared: Path) -> list[tuple[str, str]]:
    """English and German sentences of news in order."""
    table = shared / "parallel" / "wmt-newstest.tsv.xz"
    return [(a[0], b[0]) for part in read_documents(table, "en", "de", 1000) for a, b in part]


def _in_turns(tasks: dict[str, Callable[[], Callable[[], object]]]) -> dict[str, tuple[float, float]]:
    """Least wall and processor seconds of each; every round a task first prepares what is not timed."""
    best = dict.fromkeys(tasks, (float("inf"), float("inf")))
    for _ in range(ROUNDS):
        for name, made in tasks.items():
            run = made()
            begun, spent = time.perf_counter(), time.process_time()
            run()
            took = time.perf_counter() - begun, time.process_time() - spent
            best[name] = min(best[name][0], took[0]), min(best[name][1], took[1])
    return best


def _vecalign(folder: Path, model: Embedder, sides: tuple[list[str], list[str]]) -> Callable[[], object]:
    """Vecalign's search with the defaults of its command, on vectors that it may overwrite."""
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
    from vecalign import dp_utils

    vectors = [
        np.stack([model.encode(dp_utils.layer(side, size)) for size in range(1, LARGEST + 1)])
        for side in sides
    ]
    types = dp_utils.make_alignment_types(LARGEST)
    return lambda: dp_utils.vecalign(*vectors, types, 0.2, ceil(LARGEST / 2) + 5, 300, 20_000, 100)


def _transformer(python: str, texts: list[str], model: Embedder) -> float:
    """Seconds a sentence of a transformer of LaBSE's size with random weights, on 2 threads, in batches of 32
    sorted by length. Sentences count as many tokens as the static model finds in them, and two marks."""
    if not isinstance(model, StaticEmbedder):
        raise SystemExit("the comparison with a transformer needs a static model")
    found = model.tokenizer.encode_batch_fast(texts, add_special_tokens=False)
    lengths = " ".join(str(len(one.ids) + 2) for one in found)
    # In this folder numbers.py would hide the standard library's.
    result = subprocess.run(
        [python, "-c", _TRANSFORMER],
        input=lengths,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[1],
    )
    return float(result.stdout) / len(texts)
