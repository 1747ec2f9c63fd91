"""BCP 47 language tags: parsing, the usual letter case, and which languages are known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tomli

from crosscheck.errors import LanguageError

SUPPORTED = (
    "ar", "cs", "de", "en", "es", "fr", "hi", "id", "it", "ja",
    "ko", "nl", "pl", "pt", "ru", "sv", "tr", "uk", "vi", "zh",
)  # fmt: skip
"""The languages whose numbers, units and sentence ends crosscheck knows."""

UNDETERMINED = "und"

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A language tag in parts; `str(tag)` is its usual writing: zh-Hans, de-CH, es-419."""

    language: str
    script: str = ""
    region: str = ""
    rest: str = ""
    """Variants, extensions and private use, in lower case, with their leading hyphen."""

    def __str__(self) -> str:
        parts = (self.language, self.script, self.region)
        return "-".join(part for part in parts if part) + self.rest

    @property
    def supported(self) -> bool:
        """Whether the language is one of `SUPPORTED`."""
        return self.language in SUPPORTED


@cache
def parse(tag: str) -> Tag:
    """The parts of a tag such as "de", "de-CH", "zh-Hans", "es-419"; `_` counts as `-`.

    Raises LanguageError where the tag is malformed or its language unknown, naming the nearest known one."""
    match = _TAG.fullmatch(tag.strip().replace("_", "-"))
    if match is None:
        raise LanguageError(
            f"malformed language tag {tag!r}{_hint(tag)}; write one such as de, de-CH or zh-Hans"
        )
    language = match["language"].lower()
    if language not in SUPPORTED and language != UNDETERMINED:
        table = _known()
        language = table["replaced"].get(language, language)
        if language not in table["names"]:
            raise LanguageError(
                f"unknown language code {tag!r}{_hint(tag)}; give a code such as en, de or zh-Hans"
            )
    return Tag(
        language, (match["script"] or "").capitalize(), (match["region"] or "").upper(), match["rest"].lower()
    )


def name(tag: str) -> str:
    """The English name of a tag's language: "German"; the tag itself where it has none."""
    return _known()["names"].get(parse(tag).language, tag)


@cache
def _known() -> dict[str, dict[str, str]]:
    return tomli.loads((Path(__file__).parent / "data" / "names.toml").read_text(encoding="utf-8"))


def _hint(tag: str) -> str:
    """The nearest known language by name, by a country's code taken for a language's, or by spelling."""
    from rapidfuzz import fuzz, process

    table = _known()
    word = tag.strip().replace("_", "-").split("-")[0].lower()
    code = table["mistaken"].get(word)
    if code is None:
        by_name = {english.lower(): code for code, english in table["names"].items()}
        found = process.extractOne(word, by_name.keys(), scorer=fuzz.ratio, score_cutoff=75)
        code = None if found is None else by_name[found[0]]
    return "" if code is None else f" (did you mean {code!r}, {table['names'][code]}?)"
