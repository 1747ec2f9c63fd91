"""Names for findings that stay when sentences move and when white space changes."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter

_LENGTH = 16


class Fingerprints:
    """Hands out the fingerprints of one report: 16 hexadecimal digits of a SHA-256 over the rule, both texts
    and what was read, never over positions. Findings that agree in all of these are told apart by a counter
    ("…-2")."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def give(self, rule: str, source: str, target: str, values: tuple[str, ...]) -> str:
        """The next fingerprint for a finding on these texts."""
        parts = (rule, _plain(source), _plain(target), *map(_plain, values))
        name = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_LENGTH]
        self._given[name] += 1
        count = self._given[name]
        return name if count == 1 else f"{name}-{count}"


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
