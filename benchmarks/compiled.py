"""Compile reading and comparing of facts, as in the wheel that is published, into a folder.

    python benchmarks/compiled.py FOLDER

With FOLDER first on PYTHONPATH, crosscheck runs compiled. It takes some minutes, a C compiler and the package
index. The checkout stays as it is."""

from __future__ import annotations

import sys

# Python puts the script's folder first on the path, where `numbers.py` would hide the standard library's.
sys.path.pop(0)

import argparse
import os
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEEDED = ("pyproject.toml", "README.md", "LICENSE", "NOTICE")
"""What the package is built from, besides its folder."""


def main() -> int:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as work:
        copy, wheels = Path(work, "source"), Path(work, "wheels")
        # The compiler leaves its modules beside the sources, where they would be imported in their place.
        shutil.copytree(
            ROOT / "crosscheck", copy / "crosscheck", ignore=shutil.ignore_patterns("__pycache__", "*.so")
        )
        for name in NEEDED:
            shutil.copy2(ROOT / name, copy / name)
        build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(wheels), str(copy)]
        subprocess.run(build, check=True, env={**os.environ, "HATCH_BUILD_HOOK_ENABLE_MYPYC": "1"})
        with zipfile.ZipFile(next(wheels.glob("*.whl"))) as wheel:
            wheel.extractall(folder)
    if not any(folder.glob("crosscheck/facts/extraction.*.so")):
        print(f"{folder}: no module was compiled", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
