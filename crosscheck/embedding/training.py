"""Train a static model, or adapt one: contrast each translation with the others of its batch.

The model is sentence-transformers' StaticEmbedding. The loss is MultipleNegativesRankingLoss over both
directions (`partition_mode="per_direction"`; Henderson et al. 2017, https://arxiv.org/abs/1705.00652),
written out because one matrix of similarities serves both. The optimiser is Adagrad (Duchi et al. 2011) on
the rows that a batch touches; with the library's own trainer every step would go through the whole table, ten
times as long.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from crosscheck.embedding.batches import SMALLEST, Bags, draw_batches, make_groups
from crosscheck.embedding.calibration_fit import calibrate, write_calibration
from crosscheck.embedding.corpus import Source
from crosscheck.embedding.evaluation import held_out
from crosscheck.embedding.folder import write_model
from crosscheck.embedding.recipe import Recipe
from crosscheck.embedding.static import StaticEmbedder
from crosscheck.embedding.transformer import REMEDY
from crosscheck.embedding.vocabulary import UNKNOWN, balanced_sample, train_tokenizer
from crosscheck.errors import ModelError

if TYPE_CHECKING:
    from torch import Tensor

Report = Callable[[str], None]

_SPREAD = 0.1
"""Standard deviation of the first weights."""

_WARMUP = 0.05
"""Share of the steps over which the learning rate rises."""

_SETTLED = 1e-4
"""Where Adagrad's sums start when a trained model is adapted: at 0, the first steps would undo what the model
knows; at 1, nothing would move. Between 1e-5 and 1e-3 it makes little difference."""

_LINES = 20
"""Progress is reported so many times in a run."""


def use_threads(count: int) -> None:
    """How many cores torch may use. Raises ModelError when the extra is missing."""
    _require_torch()
    import torch

    torch.set_num_threads(count)


def train_model(sources: Sequence[Source], recipe: Recipe, out: Path, report: Report) -> None:
    """`train`, write the model to a folder, and calibrate it on the held-out items. Raises ModelError as
    `train`."""
    tokenizer, weights = train(sources, recipe, report)
    write_model(out, tokenizer, weights)
    found = calibrate(StaticEmbedder(out), [held_out(source) for source in sources])
    if found is None:
        report("calibration: none, too few items are held out")
        return
    write_calibration(out, found)
    report(
        f"calibration: expected error {found.sized.error:.3f} ({found.plain.error:.3f} where sizes are not "
        f"known); own maps for {len(found.sized.scale.pairs)} language pairs"
    )


def train(sources: Sequence[Source], recipe: Recipe, report: Report) -> tuple[Tokenizer, NDArray[np.float32]]:
    """Train from nothing: a vocabulary first, then the weights (vocabulary, dimension).

    The same sources (in any order), recipe, library versions and number of threads give the same model.
    Raises ModelError when the extra is missing or no language pair has enough items.
    """
    _require_torch()
    sources = sorted(sources, key=lambda source: source.name)
    sample = balanced_sample(sources, recipe)
    report(f"vocabulary: {recipe.vocabulary} pieces from {sum(map(len, sample))} characters")
    tokenizer = train_tokenizer(sample, recipe.vocabulary)
    rng = np.random.default_rng(recipe.seed)
    first = rng.normal(0, _SPREAD, (tokenizer.get_vocab_size(), recipe.dimension)).astype(np.float32)
    return tokenizer, _fit(first, 0.0, sources, tokenizer, recipe, report)


def adapt(
    tokenizer: Tokenizer,
    weights: NDArray[np.float32],
    sources: Sequence[Source],
    recipe: Recipe,
    report: Report,
) -> NDArray[np.float32]:
    """Train given weights further, with the tokenizer as it is. Raises ModelError as `train` does."""
    _require_torch()
    return _fit(weights.copy(), _SETTLED, sources, tokenizer, recipe, report)


def _require_torch() -> None:
    try:
        import sentence_transformers  # noqa: F401  (what it needs and where the model is loaded afterwards)
    except ImportError as error:
        raise ModelError(f"training needs sentence-transformers: {REMEDY}") from error


def _fit(
    weights: NDArray[np.float32],
    settled: float,
    sources: Sequence[Source],
    tokenizer: Tokenizer,
    recipe: Recipe,
    report: Report,
) -> NDArray[np.float32]:
    import torch

    groups = make_groups(sources, tokenizer)
    if not groups:
        raise ModelError(
            f"cannot train: no file holds {SMALLEST} items of one language pair; give more parallel text"
        )
    report(f"data: {len(groups)} groups of a source and a language pair")
    table = torch.from_numpy(weights)
    sums = torch.full_like(table, settled)
    begun = time.monotonic()
    average = 0.0
    for step, (left, right) in enumerate(draw_batches(groups, recipe), start=1):
        rows, gradient, loss = _gradient(table, left, right, recipe.scale)
        rate = recipe.learning_rate * _schedule(step / recipe.steps)
        squares = sums[rows] + gradient * gradient
        sums[rows] = squares
        table[rows] -= rate * gradient / (squares.sqrt() + 1e-10)
        average = loss if step == 1 else 0.98 * average + 0.02 * loss
        if step % max(1, recipe.steps // _LINES) == 0:
            report(f"step {step}/{recipe.steps} loss {average:.3f} ({time.monotonic() - begun:.0f} s)")
    weights[tokenizer.token_to_id(UNKNOWN)] = 0
    return weights


def _gradient(table: Tensor, left: Bags, right: Bags, scale: float) -> tuple[Tensor, Tensor, float]:
    """The rows of the table that a batch touches, the gradient for each, and the loss."""
    import torch
    from torch.nn import functional

    rows, places = torch.unique(torch.from_numpy(np.concatenate([left.ids, right.ids])), return_inverse=True)
    starts = torch.from_numpy(np.concatenate([left.starts[:-1], right.starts[:-1] + len(left.ids)]))
    used = table[rows].requires_grad_(True)
    pooled = functional.normalize(functional.embedding_bag(places, used, starts, mode="mean"))
    loss = ranking_loss(pooled[: len(left)], pooled[len(left) :], scale)
    loss.backward()
    assert used.grad is not None
    return rows, used.grad, float(loss.item())


def ranking_loss(left: Tensor, right: Tensor, scale: float) -> Tensor:
    """Mean cross-entropy of telling each row's partner from the others, both ways; rows have length 1."""
    import torch

    similarity = left @ right.T * scale
    own = similarity.diagonal()
    return ((torch.logsumexp(similarity, 1) + torch.logsumexp(similarity, 0)) / 2 - own).mean()


def _schedule(progress: float) -> float:
    """The learning rate's factor: up over the warm-up, then down to zero along a line."""
    if progress < _WARMUP:
        return progress / _WARMUP
    return (1 - progress) / (1 - _WARMUP)
