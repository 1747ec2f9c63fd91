"""`crosscheck model`: train, adapt, measure and describe embedding models."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Train, measure and describe embedding models.")

_Files = Annotated[
    list[Path],
    typer.Argument(
        help="Parallel text: .tsv (also .xz, .gz) whose first line names the languages, or .tmx.",
        show_default=False,
    ),
]


@app.command()
def train(
    pairs: _Files,
    out: Annotated[Path, typer.Option("--out", help="The folder to write.", show_default=False)],
    base: Annotated[
        str | None,
        typer.Option(
            "--base", help='Adapt this static model ("bundled" or a folder) instead of training from nothing.'
        ),
    ] = None,
    recipe: Annotated[
        Path | None, typer.Option("--recipe", help="Settings in TOML; default: those of the bundled model.")
    ] = None,
    languages: Annotated[
        str | None, typer.Option("--languages", help="Keep only these, as in en,de,vi; default: all.")
    ] = None,
    steps: Annotated[int | None, typer.Option("--steps", help="Batches to train on.")] = None,
    dimension: Annotated[int | None, typer.Option("--dimension", help="Length of the vectors.")] = None,
    vocabulary: Annotated[int | None, typer.Option("--vocabulary", help="Pieces of the tokenizer.")] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="Where chance starts.")] = None,
    threads: Annotated[int, typer.Option("--threads", min=1, help="Processor cores to use.")] = 2,
    general: Annotated[
        list[Path] | None,
        typer.Option(
            "--general", help="With --base: what must not get worse; default: a set in 20 languages."
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="With --base: write the model even if it got worse in general.")
    ] = False,
) -> None:
    """Train a static model on parallel text, or adapt one to a translation memory (--base)."""
    from crosscheck.embedding.adaptation import adapt_model, adaptation_recipe, general_set
    from crosscheck.embedding.corpus import read_source
    from crosscheck.embedding.recipe import read_recipe
    from crosscheck.embedding.training import train_model, use_threads

    settings = read_recipe(recipe)
    if base is not None:
        settings = adaptation_recipe(settings)
    settings = settings.changed(steps=steps, dimension=dimension, vocabulary=vocabulary, seed=seed)
    use_threads(threads)
    wanted = None if languages is None else frozenset(tag.strip().lower() for tag in languages.split(","))
    sources = [read_source(path, wanted) for path in pairs]
    if base is None:
        train_model(sources, settings, out, _say)
    else:
        kept = [read_source(path) for path in general] if general else [general_set()]
        adapt_model(base, sources, kept, settings, out, _say, force)
    typer.echo(f"wrote {out}")


@app.command()
def evaluate(
    files: _Files,
    model: Annotated[
        str | None, typer.Option("--model", help="Name or folder; default: the bundled model.")
    ] = None,
) -> None:
    """Print how often the nearest neighbour of a sentence is its translation, both ways, per language and on
    average."""
    from crosscheck.embedding import load
    from crosscheck.embedding.evaluation import evaluate_files, mean_accuracy

    results = evaluate_files(load(model), files)
    width = max(len(result.source) for result in results)
    typer.echo(f"{'file':{width}}  pair   items       →       ←    mean")
    for result in results:
        typer.echo(
            f"{result.source:{width}}  {'-'.join(result.languages):5}  {result.items:5}"
            f"  {result.forward:6.2%}  {result.backward:6.2%}  {result.mean:6.2%}"
        )
    typer.echo(f"mean of {len(results)}: {mean_accuracy(results):.2%}")


@app.command()
def info(
    model: Annotated[
        str | None, typer.Option("--model", help="Name or folder; default: the bundled model.")
    ] = None,
) -> None:
    """Print what is known about a model: its figures and its card."""
    from crosscheck.embedding.card import describe

    typer.echo(describe(model))


def _say(line: str) -> None:
    typer.echo(line, err=True)
