"""A progress bar on standard error, for work that lasts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 1.0
"""Seconds of silence before a bar appears."""


@contextmanager
def bar(shown: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """A function that stages tell their progress; None where no bar is wanted."""
    if not shown:
        yield None
        return
    started = time.monotonic()
    drawn: list[object] = []

    def said(what: str, done: int, total: int) -> None:
        if not drawn and time.monotonic() - started < PATIENCE:
            return
        from rich.console import Console
        from rich.progress import Progress

        if not drawn:
            made = Progress(console=Console(stderr=True), transient=True)
            made.start()
            drawn.extend((made, made.add_task(what)))
        made, task = drawn
        made.update(task, description=what, completed=done, total=total)  # type: ignore[attr-defined]

    try:
        yield said
    finally:
        if drawn:
            drawn[0].stop()  # type: ignore[attr-defined]
