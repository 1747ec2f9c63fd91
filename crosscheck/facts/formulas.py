"""Chemical formulas whose small digit a converter set apart: "O 2", "CO 2"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIGN = "O "
_FORMULA = re.compile(r"(?<![^\W_])(?:[CNS]?O|H 2 O) [2-4](?![^\W_]|[.,%]\d| ?%)|(?<![^\W_])H 2 O(?![^\W_])")


def formulas(plain: str) -> Iterator[tuple[int, int]]:
    """Where the formulas of oxygen and its compounds stand in a text."""
    if _SIGN in plain or "H 2 O" in plain:
        for match in _FORMULA.finditer(plain):
            yield match.span()
