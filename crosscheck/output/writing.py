"""Reports to files: destinations are checked before the work starts; a file appears whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from crosscheck.errors import ReportError
from crosscheck.model import PairReport, Verdict
from crosscheck.output.kinds import KINDS, Tool

# Two letters at least: one letter before a colon is a Windows drive.
_PREFIX = re.compile(r"([A-Za-z][A-Za-z0-9]+):(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Destination:
    """A report to write: its kind (a key of KINDS) and its file, None for standard output."""

    kind: str
    path: Path | None


def plan(requests: Sequence[str]) -> tuple[Destination, ...]:
    """Understand the values of `--report`: `-` (JSON on standard output), `report.html`, or `json:any-name`.

    Raises ReportError for an unknown kind, one that needs what is not installed, a folder that does not exist
    or may not be written, and a place that is named twice."""
    destinations: list[Destination] = []
    for request in requests:
        destination = _understand(request)
        _check_installed(destination.kind)
        if destination.path is not None:
            _check_place(destination.path)
        if any(_place(earlier) == _place(destination) for earlier in destinations):
            raise ReportError(f"--report {request}: another report goes there already; name another file")
        destinations.append(destination)
    return tuple(destinations)


def write(
    destinations: Sequence[Destination], reports: Sequence[PairReport], verdict: Verdict, tool: Tool
) -> None:
    """Write every report. One that cannot be written does not keep the others from being written; a
    ReportError that names it is raised at the end."""
    failures: list[str] = []
    for destination in destinations:
        kind = KINDS[destination.kind]
        where = "standard output" if destination.path is None else str(destination.path)
        try:
            data = encode(kind.format(reports, verdict, tool))
            if destination.path is None:
                sys.stdout.flush()
                sys.stdout.buffer.write(data)
                sys.stdout.buffer.flush()
            else:
                replace(destination.path, data)
            if kind.beside is not None and (where := os.environ.get(kind.beside[1], "")):
                _append(Path(where), encode(KINDS[kind.beside[0]].format(reports, verdict, tool)))
        except OSError as error:
            failures.append(f"{where}: the report cannot be written ({error.strerror or error})")
    if failures:
        rest = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
        raise ReportError(f"{failures[0]}{rest}; check the path, its permissions and the free space")


def _append(path: Path, data: bytes) -> None:
    """To a file that others write to as well."""
    with path.open("ab") as stream:
        stream.write(data)


def encode(text: str | bytes) -> bytes:
    """UTF-8. Lone surrogates, which UTF-8 cannot hold, become `\\udc80`: just what JSON writes for them."""
    return text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace")


def replace(path: Path, data: bytes) -> None:
    """Put `data` in the file at once: a reader sees the old content or the new, never a part.

    Raises OSError."""
    path = path.resolve()
    if path.exists() and not path.is_file():
        # A device or a pipe (/dev/stderr) is written to, not replaced.
        path.write_bytes(data)
        return
    temporary = path.with_name(f".crosscheck-{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            if path.exists():
                temporary.chmod(path.stat().st_mode & 0o7777)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _place(destination: Destination) -> Path | None:
    return None if destination.path is None else destination.path.resolve()


def _understand(request: str) -> Destination:
    if request == "-":
        return Destination("json", None)
    if match := _PREFIX.fullmatch(request):
        kind, name = match[1].lower(), match[2]
        if kind not in KINDS:
            raise ReportError(f'--report {request}: there is no report kind "{match[1]}"; {_known()}')
        if not name:
            raise ReportError(f"--report {request}: a file name is missing after the colon")
        return Destination(kind, None if name == "-" else Path(name))
    suffix = Path(request).suffix.lower()
    for kind, entry in KINDS.items():
        if suffix in entry.suffixes:
            return Destination(kind, Path(request))
    what = f'no report kind has the suffix "{suffix}"' if suffix else "the file name has no suffix"
    raise ReportError(f"--report {request or '(empty)'}: {what}; {_known()}")


def _known() -> str:
    kinds = ", ".join(
        f"{kind} ({' '.join(entry.suffixes)})" if entry.suffixes else kind for kind, entry in KINDS.items()
    )
    return f"known kinds: {kinds}; KIND:FILE names the kind for any file name"


def _check_installed(kind: str) -> None:
    needs = KINDS[kind].needs
    if needs is not None and find_spec(needs[0]) is None:
        raise ReportError(
            f"a {kind} report needs {needs[0]}, which is not installed; install crosscheck[{needs[1]}]"
        )


def _check_place(path: Path) -> None:
    if path.is_dir():
        raise ReportError(f"{path}: is a folder; name a file in it for the report")
    folder = path.parent
    if not folder.is_dir():
        raise ReportError(f"{path}: the folder {folder} does not exist; create it first")
    # Replacing a file needs the right to write in its folder; a device is written to.
    place = folder if path.is_file() or not path.exists() else path
    if not os.access(place, os.W_OK):
        raise ReportError(f"{path}: there is no permission to write there; choose another place")
