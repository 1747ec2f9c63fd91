"""Find a model by name: the bundled one, a folder, or whatever sentence-transformers can load."""

from __future__ import annotations

import json
from pathlib import Path

from crosscheck.embedding.base import Embedder
from crosscheck.errors import ModelError

BUNDLED = "bundled"
"""The name that stands for the model inside the package."""


def bundled_folder() -> Path:
    """Where the bundled model lies."""
    return Path(__file__).with_name("bundled")


def remedy(folder: Path) -> str:
    """What to do about a folder whose model is broken."""
    if folder == bundled_folder():
        return "reinstall crosscheck"
    return "copy the model's folder anew, or use the bundled model (without --model)"


def load(name: str | None = None) -> Embedder:
    """Load a model. `None` and "bundled" mean the model in the package.

    A folder that holds a static model is read with numpy and tokenizers alone; any other folder or name goes
    through sentence-transformers. Raises ModelError when the model cannot be found or read, or the extra is
    missing.
    """
    given = BUNDLED if name is None else name
    folder = bundled_folder() if given == BUNDLED else Path(given)
    static = static_module(folder)
    if static is not None:
        from crosscheck.embedding.static import StaticEmbedder

        return StaticEmbedder(static, name=given)
    if given == BUNDLED:
        raise ModelError(f"the bundled model is missing from {folder}: {remedy(folder)}")
    from crosscheck.embedding.transformer import TransformerEmbedder

    return TransformerEmbedder(given)


def static_module(folder: Path) -> Path | None:
    """The part of a sentence-transformers folder that holds a StaticEmbedding, if it is that kind of model.

    Only a StaticEmbedding, alone or followed by Normalize, qualifies: the vectors are normalised here anyway.
    Raises ModelError when modules.json is broken.
    """
    listing = folder / "modules.json"
    if not listing.is_file():
        return None
    try:
        modules = json.loads(listing.read_text(encoding="utf-8"))
        kinds = [str(module["type"]).rpartition(".")[2] for module in modules]
        part = folder / str(modules[0]["path"])
    except (ValueError, KeyError, TypeError, IndexError, OSError) as error:
        raise ModelError(
            f"cannot read {listing}: it is no module list of sentence-transformers; {remedy(folder)}"
        ) from error
    if (
        kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])
        and (part / "model.safetensors").is_file()
    ):
        return part
    return None
