"""A progress bar on standard error, for work that lasts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0
"""Seconds of silence before a bar appears."""


@contextmanager
def bar(shown: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """A function that stages tell their progress; None where no bar is wanted."""
    if not shown:
        yield None
        return
    started = time.monotonic()
    with ExitStack() as stack:
        drawn: Progress | None = None

        def said(what: str, done: int, total: int) -> None:
            nonlocal drawn
            if drawn is None:
                if time.monotonic() - started < PATIENCE:
                    return
                drawn = stack.enter_context(_drawn())
            drawn.update(drawn.task_ids[0], description=what, completed=done, total=total)

        yield said


def _drawn() -> Progress:
    from rich.console import Console
    from rich.progress import Progress

    progress = Progress(console=Console(stderr=True), transient=True)
    progress.add_task("")
    return progress
