"""Comparison with a stored text. With UPDATE_GOLDEN=1 in the environment the stored text is written anew."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def assert_golden(name: str, text: str) -> None:
    path = FOLDER / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("utf-8", "backslashreplace"))
    assert path.read_bytes().decode("utf-8") == text.encode("utf-8", "backslashreplace").decode("utf-8")
