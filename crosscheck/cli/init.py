"""`crosscheck init`: a commented settings file, by looking at the folder."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from crosscheck.errors import SettingsError

MOST_FILES = 10_000
"""A folder may hold anything; looking at this many files is enough to know."""
MOST_PAIRS = 50
"""Documents that are written out."""

_TAG = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")


def init(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="Where the documents are.")] = ".",
    force: Annotated[bool, typer.Option("--force", help="Replace a settings file that exists.")] = False,
) -> None:
    """Write a commented crosscheck.toml, by looking at the folder."""
    from crosscheck.lexicons.load import languages
    from crosscheck.output.writing import encode, replace
    from crosscheck.settings.loading import OWN_FILE

    root = Path(folder)
    if not root.is_dir():
        raise SettingsError(f"{folder}: no such folder; name one that holds documents")
    path = root / OWN_FILE
    if path.exists() and not force:
        raise SettingsError(f"{path}: it exists already; edit it, or use --force to replace it")
    versions = _versions(root, languages())
    try:
        replace(path, encode(_text(versions)))
    except OSError as error:
        raise SettingsError(
            f"{path}: the file cannot be written ({error.strerror}); check the folder"
        ) from None
    typer.echo(f"{path}: written; {_count(len(versions), 'document')} in several languages found")


def _versions(root: Path, known: Collection[str]) -> dict[str, dict[str, str]]:
    """Documents that exist in several languages: by their name with the language left out, the files (from
    the root)
    by tag."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for path in _files(root):
        parts = path.as_posix()
        for match in re.finditer(r"(?<=[./_-])([A-Za-z_-]+)(?=[./])|^([A-Za-z_-]+)(?=/)", parts):
            tag = (match[1] or match[2]).strip("-_")
            if _TAG.fullmatch(tag) and tag[:2].lower() in known and (len(tag) == 2 or tag[2] in "-_"):
                found[parts[: match.start()] + "*" + parts[match.end() :]].setdefault(tag, parts)
    return {name: dict(sorted(files.items())) for name, files in sorted(found.items()) if len(files) > 1}


def _files(root: Path) -> Iterator[Path]:
    from crosscheck.output.inert import safe
    from crosscheck.readers import FORMATS

    seen = 0
    folders = [root]
    while folders and seen < MOST_FILES:
        try:
            entries = sorted(folders.pop().iterdir())
        except OSError:
            continue
        for entry in entries:
            seen += 1
            # A name with control characters could not be written down.
            if entry.name.startswith(".") or entry.is_symlink() or safe(entry.name) != entry.name:
                continue
            if entry.is_dir():
                folders.append(entry)
            elif entry.suffix.lower() in FORMATS:
                yield entry.relative_to(root)


def _source(versions: Mapping[str, Mapping[str, str]]) -> str | None:
    """The language that most documents have; None where several are alike."""
    counts: dict[str, int] = defaultdict(int)
    for files in versions.values():
        for tag in files:
            counts[tag] += 1
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0].replace("_", "-")


def _text(versions: Mapping[str, Mapping[str, str]]) -> str:
    source = _source(versions)
    language = f'source-lang = "{source}"' if source else '# source-lang = "en"'
    return "\n".join(
        (
            "# Settings of crosscheck. Every key may be left out; options on the command line win.",
            "",
            "# The language of the sources (BCP 47); left out, it is detected.",
            language,
            "",
            _REST,
            *_pairs(versions, source),
        )
    )


def _pairs(versions: Mapping[str, Mapping[str, str]], source: str | None) -> Iterator[str]:
    """What was found, as `[[pairs]]`; in comments where it cannot be told which language the others come
    from."""
    mark = "" if source else "# "
    yield "# What `crosscheck audit` audits when it is given no documents: sources and their translations."
    if not versions:
        yield '# [[pairs]]\n# source = "report.en.md"\n# targets = ["report.de.md", "report.fr.md"]'
    elif source is None:
        yield "# Which of these is the source? Put it first, and remove the marks."
    for files in list(versions.values())[:MOST_PAIRS]:
        tags = sorted(files, key=lambda tag: tag.replace("_", "-") != source)
        yield f"{mark}[[pairs]]"
        yield f"{mark}source = {_toml(files[tags[0]])}"
        yield f"{mark}targets = [{', '.join(_toml(files[tag]) for tag in tags[1:])}]"
        yield ""
    if len(versions) > MOST_PAIRS:
        yield f"# … and {len(versions) - MOST_PAIRS:,} more documents in several languages."


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


_REST = """\
# The lowest grade that fails the gate: error, warning, never.
fail-on = "error"

# Findings that are known and accepted; make the file with `crosscheck baseline create`.
# baseline = "crosscheck-baseline.json"

# The gate also fails above this number of warnings, or where a smaller share of sentences has a counterpart,
# or of facts agrees: an audit that saw nothing does not pass as clean.
# max-warnings = 20
min-linked = 0.5
# min-matched = 0.9

# The grade of all findings of a rule: error, warning, note; off silences it. See `crosscheck explain RULE`.
# [rules]
# number-repeated = "note"

# Findings that are not to be reported: everything that is given must hold.
# [[ignore]]
# rule = "number-changed"
# text = "24/7"
# reason = "a set phrase"

# What terms must be called: entries, or the path of a table (.tsv, .csv) with the columns source and target.
# [[glossary]]
# source = "party cell"
# target = ["Parteizelle", "Zelle der Partei"]
# forbidden = "Parteigruppe"
# target-lang = "de"

# How texts in a language write numbers and dates, where that is settled; what "$" means.
# [conventions.de]
# decimal = ","
# group = "."
# date-order = "dmy"
# [conventions.en]
# units = ["CAD"]

# Other values for some files: languages, fail-on, model, baseline, rules, glossary, conventions, shares.
# [[overrides]]
# path = "drafts/*"
# min-linked = 0.3
"""
