"""Time and memory of whole runs of the command, beside importing sentence_transformers on the same machine.

    python benchmarks/audit.py [SOURCE TARGET] [--reference PYTHON] [--runs N]

SOURCE and TARGET are the seed reports beside the checkout, else the corpus. PYTHON is an interpreter that
has the extra `transformers` (default: this one). The runs of all rows take turns, so that a busy machine
disturbs all alike; the medians count. "CPU" is the processor time of the process, "of import" the ratio of
the wall times."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
CORPUS = ROOT / "corpora" / "quang-ninh"
LEXICONS = "from crosscheck.lexicons.load import languages, load; [load(tag) for tag in languages()]"


@dataclass
class Row:
    """One command and what its runs took: seconds, seconds of processor time, megabytes."""

    name: str
    command: list[str]
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    def run(self) -> int:
        started = time.perf_counter()
        process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.wall.append(time.perf_counter() - started)
        self.cpu.append(usage.ru_utime + usage.ru_stime)
        self.memory.append(usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10))
        return process.returncode


def median(values: list[float]) -> float:
    """The middle one. (The standard library's module would find numbers.py in this folder.)"""
    return sorted(values)[len(values) // 2]


def main() -> int:
    parser = argparse.ArgumentParser(description="Time and memory of the command, as ratios.")
    parser.add_argument("pair", nargs="*", type=Path, help="SOURCE TARGET")
    parser.add_argument(
        "--reference", default=sys.executable, help="an interpreter with sentence_transformers"
    )
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    seeds = [SEEDS / "quang-ninh.en.txt", SEEDS / "quang-ninh.de.txt"]
    corpus = [CORPUS / "report.en.md", CORPUS / "report.de.md"]
    source, target = given.pair or (seeds if seeds[0].is_file() else corpus)

    reference = Row("import sentence_transformers", [given.reference, "-c", "import sentence_transformers"])
    command = [sys.executable, "-m", "crosscheck"]
    rows = [
        reference,
        Row("crosscheck --version", [*command, "--version"]),
        Row("crosscheck audit", [*command, "audit", str(source), str(target)]),
        Row("crosscheck audit, quiet", [*command, "audit", "-q", str(source), str(target)]),
        Row("all twenty lexicons", [sys.executable, "-c", LEXICONS]),
    ]
    if reference.run() != 0:
        print(
            f"{given.reference} cannot import sentence_transformers; give another with --reference",
            file=sys.stderr,
        )
        return 2
    for row in rows[1:]:
        row.run()  # the first run fills the caches of the disk
    for row in rows:
        row.wall.clear(), row.cpu.clear(), row.memory.clear()
    for _ in range(given.runs):
        for row in rows:
            row.run()
    print(f"{source.name} {target.name}, {given.runs} runs, {os.cpu_count()} cores\n")
    print(f"{'':30} {'wall':>8} {'CPU':>8} {'memory':>8} {'of import':>10}")
    base = median(reference.wall)
    for row in rows:
        wall, cpu, memory = (median(values) for values in (row.wall, row.cpu, row.memory))
        print(f"{row.name:30} {wall:7.2f}s {cpu:7.2f}s {memory:6.0f}MB {wall / base:10.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
