"""The settings of a training run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import tomli

from crosscheck.errors import ModelError

_BUNDLED = Path(__file__).with_name("recipe.toml")


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides a training run besides the data; `recipe.toml` explains the fields."""

    steps: int
    batch: int
    dimension: int
    vocabulary: int
    learning_rate: float
    scale: float
    pivot: str
    pivot_share: float
    balance: float
    seed: int
    weights: Mapping[str, float] = field(default_factory=dict)

    def weight(self, source: str) -> float:
        """How often batches come from a source, relative to the others."""
        return self.weights.get(source, 1.0)

    def changed(self, **settings: Any) -> Recipe:
        """A copy with those settings that are not None. Raises ModelError when one is not positive."""
        given = {key: value for key, value in settings.items() if value is not None}
        for key, value in given.items():
            if key != "seed" and isinstance(value, int | float) and value <= 0:
                raise ModelError(f"cannot train with {key} {value}: it must be above 0")
        return replace(self, **given)


def read_recipe(path: Path | None = None) -> Recipe:
    """Read a recipe, by default the one of the bundled model. Raises ModelError when it is not a complete
    one."""
    file = _BUNDLED if path is None else path
    try:
        content = tomli.loads(file.read_text(encoding="utf-8"))
        training = dict(content["training"])
        known = {entry.name for entry in fields(Recipe)} - {"weights"}
        if unknown := set(training) ^ known:
            raise ValueError(f"missing or unknown: {', '.join(sorted(unknown))}")
        weights = {str(name): float(value) for name, value in content.get("weights", {}).items()}
        return Recipe(**training, weights=weights)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"cannot read the recipe {file}: {error}; start from a copy of {_BUNDLED}"
        ) from error
