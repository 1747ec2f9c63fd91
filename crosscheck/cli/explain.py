"""`crosscheck explain RULE`: what a rule means."""

from __future__ import annotations

from typing import Annotated

import typer


def explain(
    rule: Annotated[str, typer.Argument(help="The id of a rule, as findings name it.", show_default=False)],
) -> None:
    """Say what a rule means, with an example that it flags and one that it leaves alone."""
    from crosscheck.rules import find_rule

    found = find_rule(rule)
    lines = [f"{found.id} ({found.grade.value}): {found.title}", "", found.help]
    for title, examples in (("Flags", found.flags), ("Leaves alone", found.leaves)):
        for one in examples[:1]:
            lines += [
                "",
                f"{title}, as a row of a table:" if one.row else f"{title}:",
                *([f"  {one.settings}"] if one.settings else []),
                f"  {one.source_lang}  {one.source}",
                f"  {one.target_lang}  {one.target}",
            ]
    typer.echo("\n".join(lines))
