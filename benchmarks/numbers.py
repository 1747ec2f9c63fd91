"""Score reading and comparing of facts on the numeric-fact benchmark, beside other tools' checks of the same
rows.

    python benchmarks/numbers.py [--bench DIR] [--lang en-de] [--set cons_ntrex] [--type scale] [--misses N]
                                 [--no-model] [--no-peers] [--markdown] [--compiled]
                                 [--transformers-python PYTHON]

DIR is the folder with score.py, peers.py and dev/ (default: ../shared/bench/numbers beside the checkout).
Rows are single links, so nothing is aligned. "Errors" counts a row as flagged when a finding has grade error;
"both" counts warnings as well, "undisputed" leaves out the rows of disputed.tsv: human translations that
really say something else, each with the reason. The speed ratio is against the `numbers` check of
translate-toolkit, where that is installed."""

from __future__ import annotations

import sys

# Python puts the script's folder first on the path, where this file would hide the standard library's
# `numbers`.
sys.path.pop(0)

import argparse
import gc
import importlib
import os
import subprocess
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from crosscheck.comparison import Closeness, by_vectors, compare
from crosscheck.facts import extract, extraction
from crosscheck.model import Difference, Fact, Grade
from crosscheck.rules.findings import rule_of
from crosscheck.rules.wording import describe

HERE = Path(__file__).resolve().parent
BENCH = HERE.parent.parent / "shared" / "bench" / "numbers"
CONSISTENT, PERTURBED, REAL = "cons_", "pert_", "real_"

Row = dict[str, str]
Peer = Callable[[str, str, str, str], Any]
"""Source, target and their languages → whether the pair is flagged."""
Read = Callable[[str, str], tuple[Fact, ...]]
_TURN, _SAMPLED = 50, 4
"""Rows that are timed at a time, and which share of them is read anew."""


def main() -> int:
    options = _options()
    sys.path.insert(0, str(options.bench))
    score, peers = importlib.import_module("score"), importlib.import_module("peers")
    rows: list[Row] = score.load(str(options.bench), "dev")
    rows = [row for row in rows if _wanted(row, options)]
    closeness = None if options.no_model else bundled_closeness()
    for tag in {row[side] for row in rows for side in ("src_lang", "tgt_lang")}:
        extract("1", tag)  # lexicons and patterns are compiled on first use
    checks: dict[str, Peer] = {} if options.no_peers else peers.PEERS
    found, times = _timed(rows, closeness, extract, checks.get("pofilter"))
    if options.speed:
        _report_speeds(rows, closeness, checks.get("pofilter"), times)
        return 0
    if options.misses:
        _list(rows, found, options.misses, options.both)
        return 0
    flags = {
        "errors": [any(one.grade is Grade.ERROR for one in made) for made in found],
        "both": [any(one.grade is not Grade.NOTE for one in made) for made in found],
    }
    for name, check in checks.items():
        flags[name] = [bool(check(r["source"], r["target"], r["src_lang"], r["tgt_lang"])) for r in rows]
    disputed = set(read_disputed())
    undisputed = [flag and row["id"] not in disputed for row, flag in zip(rows, flags["errors"], strict=True)]
    _report(rows, flags, undisputed, options.markdown)
    _report_speeds(rows, closeness, checks.get("pofilter"), times)
    if options.compiled:
        _report_compiled(options)
    _report_start(options.transformers_python)
    return 0


def _timed(
    rows: Sequence[Row], closeness: Closeness | None, read: Read, pofilter: Peer | None
) -> tuple[list[list[Difference]], tuple[float, float]]:
    """The differences of all rows, and the seconds of processor time for them and for pofilter's check.

    The machine's speed drifts, so the two take turns every few rows; what was loaded before is kept from the
    garbage collector, whose work on it is neither's."""
    found: list[list[Difference]] = []
    ours = theirs = 0.0
    gc.collect()
    gc.freeze()
    for start in range(0, len(rows), _TURN):
        turn = rows[start : start + _TURN]
        begun = time.process_time()
        found += [differences(row, closeness, read) for row in turn]
        ended = time.process_time()
        ours += ended - begun
        if pofilter is not None:
            for row in turn:
                pofilter(row["source"], row["target"], row["src_lang"], row["tgt_lang"])
            theirs += time.process_time() - ended
    gc.unfreeze()
    return found, (ours, theirs)


def _report_speeds(
    rows: Sequence[Row], closeness: Closeness | None, pofilter: Peer | None, times: tuple[float, float]
) -> None:
    """The speed of the first pass, whose times are given, and of reading every text anew."""
    how = "as Python" if extraction.__file__.endswith(".py") else "compiled"
    print(f"\nFacts are read and compared {how}.")
    _report_speed("texts that come again remembered", len(rows), *times)
    sample = rows[::_SAMPLED]
    _, times = _timed(sample, closeness, extract.__wrapped__, pofilter)
    _report_speed("every text read anew", len(sample), *times)


def _report_compiled(options: argparse.Namespace) -> None:
    """The speed of the compiled build, in a process of its own."""
    given = [flag for flag, on in (("--no-model", options.no_model), ("--no-peers", options.no_peers)) if on]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, str(HERE / "compiled.py"), folder], check=True)
        again = [sys.executable, __file__, "--bench", str(options.bench), "--speed", *given]
        sys.stdout.flush()
        subprocess.run(again, check=True, env={**os.environ, "PYTHONPATH": folder})


def _report_speed(how: str, pairs: int, ours: float, theirs: float) -> None:
    """`extract` remembers recent texts, and most sources of the benchmark come several times: both ways are
    told."""
    against = f", {ours / theirs:.1f} times the time of pofilter" if theirs else ""
    print(f"{pairs} pairs, {how}: {pairs / ours:,.0f} pairs a second{against}")


_START = "from crosscheck.lexicons.load import languages, load\nfor code in languages(): load(code)"
_PEER_START = "import sentence_transformers"


def _report_start(peer: str) -> None:
    """Processor time of fresh processes: all lexicons against importing sentence_transformers."""
    ours, theirs = _process_time(sys.executable, _START), _process_time(peer, _PEER_START)
    if ours is not None:
        print(f"All lexicons loaded by a new process in {ours:.2f} s", end="")
        print("" if theirs is None else f", {100 * ours / theirs:.0f} % of {_PEER_START!r} ({theirs:.2f} s)")


def _process_time(python: str, code: str) -> float | None:
    """Seconds of processor time that a new process needs; the least of three, None where it fails."""
    measured = f"import time\n{code}\nprint(time.process_time())"
    runs = [subprocess.run([python, "-c", measured], capture_output=True, text=True) for _ in range(3)]
    if any(run.returncode for run in runs):
        return None
    return min(float(run.stdout.split()[-1]) for run in runs)


def differences(row: Row, closeness: Closeness | None, read: Read = extract) -> list[Difference]:
    """Read both sides of a row and compare them."""
    source, target, ours, theirs = row["source"], row["target"], row["src_lang"], row["tgt_lang"]
    facts = read(source, ours), read(target, theirs)
    return compare(*facts, source, target, theirs, source_lang=ours, closeness=closeness)


def read_disputed() -> Row:
    """Ids of rows labelled as right whose translation differs, and what differs."""
    lines = (HERE / "disputed.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.split("\t", 1) for line in lines)


def bundled_closeness() -> Closeness:
    """Cosines of the bundled embedding model."""
    from crosscheck.embedding import load as load_embedder

    return by_vectors(load_embedder().encode)


def _options() -> argparse.Namespace:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--bench", type=Path, default=BENCH)
    parser.add_argument("--lang", help="only this pair, en-de, or all pairs with this language")
    parser.add_argument("--set", dest="sets", help="only sets whose name starts so")
    parser.add_argument("--type", dest="types", help="only rows of this type")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="list missed errors, false alarms")
    parser.add_argument("--both", action="store_true", help="with --misses: count warnings too")
    parser.add_argument("--no-model", action="store_true", help="compare without the embedding model")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument(
        "--transformers-python",
        default=sys.executable,
        metavar="PYTHON",
        help="an interpreter that has sentence-transformers, to compare start-up with",
    )
    parser.add_argument("--speed", action="store_true", help="only time reading and comparing")
    parser.add_argument(
        "--compiled", action="store_true", help="also compile crosscheck and time that; takes minutes"
    )
    parser.add_argument("--markdown", action="store_true", help="print the tables for a README")
    return parser.parse_args()


def _wanted(row: Row, options: argparse.Namespace) -> bool:
    pair = f"{row['src_lang']}-{row['tgt_lang']}"
    return (
        (options.lang is None or options.lang in (pair, row["src_lang"], row["tgt_lang"]))
        and (options.sets is None or row["set"].startswith(options.sets))
        and (options.types is None or row["type"] == options.types)
    )


def _report(
    rows: Sequence[Row], all_flags: dict[str, list[bool]], undisputed: list[bool], markdown: bool
) -> None:
    def table(title: str, of: Callable[[Row], str], label: str, sets: Iterable[str]) -> None:
        flags = all_flags
        if label == "ok" and CONSISTENT in sets:
            flags = {"errors": flags["errors"], "undisputed": undisputed, **flags}
        names, counted, hits = list(flags), Counter[str](), defaultdict[str, Counter[str]](Counter)
        for place, row in enumerate(rows):
            if row["label"] == label and row["set"].startswith(tuple(sets)):
                for key in (of(row), "all"):
                    counted[key] += 1
                    for name in names:
                        hits[key][name] += flags[name][place]
        if not counted:
            return
        keys = [*sorted(key for key in counted if key != "all"), "all"]
        cells = [
            [key, str(counted[key]), *(f"{100 * hits[key][name] / counted[key]:.1f}" for name in names)]
            for key in keys
        ]
        _print(title, ["", "rows", *names], cells, markdown)

    def pair(row: Row) -> str:
        return f"{row['src_lang']}-{row['tgt_lang']}"

    table("False alarms on human translations, %", pair, "ok", [CONSISTENT])
    table("Planted errors found, by language, %", pair, "error", [PERTURBED])
    table("Planted errors found, by type, %", lambda row: row["type"], "error", [PERTURBED])
    table("Real errors found, %", lambda row: row["set"], "error", [REAL, "ext_"])
    table("False alarms on the ok rows of the real sets, %", lambda row: row["set"], "ok", [REAL, "ext_"])
    table("False alarms on unperturbed partners, %", pair, "ok", [PERTURBED])


def _print(title: str, head: list[str], cells: list[list[str]], markdown: bool) -> None:
    print(f"\n{title}")
    if markdown:
        print("\n| " + " | ".join(head) + " |\n|" + "---|" * len(head))
        for line in cells:
            print("| " + " | ".join(line) + " |")
        return
    for line in [head, *cells]:
        print(f"{line[0]:22}" + "".join(f"{cell:>12}" for cell in line[1:]))


def _list(rows: Sequence[Row], found: Sequence[list[Difference]], most: int, both: bool) -> None:
    """Missed errors and false alarms with what was read and said."""
    grades = (Grade.ERROR, Grade.WARNING) if both else (Grade.ERROR,)
    for title, label, flagged in (("MISSED", "error", False), ("FALSE ALARMS", "ok", True)):
        chosen = [
            (row, made)
            for row, made in zip(rows, found, strict=True)
            if row["label"] == label and any(one.grade in grades for one in made) is flagged
        ]
        print(f"\n{title}: {len(chosen)}")
        for row, made in chosen[:most]:
            print(f"  {row['id']} [{row['type']}] {row['note']}\n    {row['source']}\n    {row['target']}")
            for side, tag in (("source", "src_lang"), ("target", "tgt_lang")):
                print(f"    {side}: " + "; ".join(_shown(fact) for fact in extract(row[side], row[tag])))
            for one in made:
                if flagged is False or one.grade in grades:
                    sides = " → ".join("–" if s is None else s.fact.text for s in (one.source, one.target))
                    print(f"    {one.grade.value} {rule_of(one)}: {sides} {one.cause or ''}")


def _shown(fact: Any) -> str:
    mark = {"weak": "?", "words": "w", "digits": ""}[fact.strength.value]
    return f"{fact.text}={describe(fact)}{mark}"


if __name__ == "__main__":
    sys.exit(main())
