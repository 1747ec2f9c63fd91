"""What a model says about itself."""

from __future__ import annotations

from crosscheck.embedding.loading import load
from crosscheck.embedding.static import StaticEmbedder


def describe(name: str | None = None) -> str:
    """Name, dimension, vocabulary, size and fingerprint of a model, then its card (README.md) if it has one.

    Raises ModelError when the model cannot be loaded.
    """
    embedder = load(name)
    lines = [f"name         {embedder.name}", f"dimension    {embedder.dimension}"]
    card = ""
    if isinstance(embedder, StaticEmbedder):
        size = sum(file.stat().st_size for file in embedder.folder.rglob("*") if file.is_file())
        lines += [f"vocabulary   {len(embedder.weights)}", f"size         {size / 1e6:.1f} MB"]
        readme = embedder.folder / "README.md"
        if readme.is_file():
            card = "\n\n" + _without_front_matter(readme.read_text(encoding="utf-8")).strip()
    return "\n".join([*lines, f"fingerprint  {embedder.fingerprint}"]) + card


def _without_front_matter(text: str) -> str:
    if text.startswith("---\n") and "\n---\n" in text[4:]:
        return text[4:].partition("\n---\n")[2]
    return text
