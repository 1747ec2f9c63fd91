"""Adapt a static model to a translation memory without losing what it knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from crosscheck.embedding.calibration import FILE
from crosscheck.embedding.corpus import Source, read_source
from crosscheck.embedding.evaluation import evaluate, held_out, mean_accuracy
from crosscheck.embedding.folder import write_model
from crosscheck.embedding.loading import load
from crosscheck.embedding.recipe import Recipe
from crosscheck.embedding.static import StaticEmbedder, encode
from crosscheck.embedding.training import Report, adapt
from crosscheck.errors import ModelError

STEPS = 200
RATE = 0.02

TOLERANCE = 0.005
"""How far the general accuracy may fall: about three standard deviations of the general set's 11,000
choices."""


@dataclass(frozen=True, slots=True)
class Adaptation:
    """Mean accuracies (0 to 1) before and after, on the held-out part of the user's data and on the general
    set."""

    own_before: float
    own_after: float
    general_before: float
    general_after: float

    @property
    def worse(self) -> bool:
        """Whether the general set suffered."""
        return self.general_after < self.general_before - TOLERANCE


class _Trained:
    """A tokenizer with weights that are not in a folder yet, as an Embedder."""

    name = "adapted"
    fingerprint = ""

    def __init__(self, tokenizer: Tokenizer, weights: NDArray[np.float32]) -> None:
        self.weights = weights
        self.dimension = weights.shape[1]
        self._tokenizer = tokenizer

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return encode(self._tokenizer, self.weights, texts)


def general_set() -> Source:
    """The sentences in 20 languages that come with crosscheck; written for it, in no training set."""
    return read_source(Path(__file__).with_name("general.tsv"))


def adapt_model(
    base: str,
    sources: Sequence[Source],
    general: Sequence[Source],
    recipe: Recipe,
    out: Path,
    report: Report,
    force: bool = False,
) -> Adaptation:
    """Train the static model `base` further on `sources` and write it to `out`.

    A fiftieth of the items is kept apart and measures the gain. Raises ModelError when `base` is no static
    model, and, unless `force`, when the model got worse on the `general` sources; then nothing is written.
    """
    embedder = load(base)
    if not isinstance(embedder, StaticEmbedder):
        raise ModelError(
            f"cannot adapt {base}: only static models can be adapted, as the bundled one (--base bundled)"
        )
    before = np.asarray(embedder.weights, np.float32)
    after = _Trained(embedder.tokenizer, adapt(embedder.tokenizer, before, sources, recipe, report))
    apart = [held_out(source) for source in sources]
    result = Adaptation(
        own_before=mean_accuracy(
            [found for part in apart for found in evaluate(embedder, part, unique=True)]
        ),
        own_after=mean_accuracy([found for part in apart for found in evaluate(after, part, unique=True)]),
        general_before=mean_accuracy(
            [found for part in general for found in evaluate(embedder, part, every_pair=True)]
        ),
        general_after=mean_accuracy(
            [found for part in general for found in evaluate(after, part, every_pair=True)]
        ),
    )
    report(f"held-out part: {result.own_before:.1%} before, {result.own_after:.1%} after")
    report(f"general set: {result.general_before:.1%} before, {result.general_after:.1%} after")
    if result.worse and not force:
        raise ModelError(
            f"not written: the general accuracy fell from {result.general_before:.1%} to "
            f"{result.general_after:.1%}; train fewer steps (--steps), or write it all the same with --force"
        )
    write_model(out, embedder.tokenizer, after.weights)
    calibration = embedder.folder / FILE
    if calibration.is_file():
        (out / FILE).write_bytes(calibration.read_bytes())
    (out / "README.md").write_text(_card(embedder, sources, recipe, result), encoding="utf-8")
    return result


def _card(base: StaticEmbedder, sources: Sequence[Source], recipe: Recipe, result: Adaptation) -> str:
    data = ", ".join(f"{source.name} ({len(source.items)} items)" for source in sources)
    return (
        f"# {base.name}, adapted\n\n"
        f"Base: {base.name} ({base.fingerprint}). Data: {data}. {recipe.steps} steps at learning rate "
        f"{recipe.learning_rate}, seed {recipe.seed}. The base's calibration was kept.\n\n"
        "| accuracy | before | after |\n|---|---:|---:|\n"
        f"| held-out part of the data | {result.own_before:.2%} | {result.own_after:.2%} |\n"
        f"| general set | {result.general_before:.2%} | {result.general_after:.2%} |\n"
    )


def adaptation_recipe(recipe: Recipe) -> Recipe:
    """The recipe of training from nothing with the few and small steps of an adaptation."""
    return replace(recipe, steps=STEPS, learning_rate=RATE)
