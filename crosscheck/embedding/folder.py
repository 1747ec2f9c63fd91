"""Write a static model as a folder that sentence-transformers loads as it is."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

_MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": "",
        "type": "sentence_transformers.models.StaticEmbedding",
    }
]
_CONFIG = {"model_type": "SentenceTransformer", "prompts": {}, "similarity_fn_name": "cosine"}


MANTISSA = 5
"""Bits of mantissa kept, of float16's ten: rounding to five changes no accuracy by a tenth of a point."""


def write_model(
    folder: Path, tokenizer: Tokenizer, weights: NDArray[np.float32], bits: int = MANTISSA
) -> None:
    """Write tokenizer, weights (vocabulary, dimension) and the module list; float16, `bits` of mantissa
    kept."""
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    save_file({"embedding.weight": round_mantissa(weights, bits)}, str(folder / "model.safetensors"))
    (folder / "tokenizer.json").write_text(tokenizer.to_str(pretty=False), encoding="utf-8")
    _write_json(folder / "modules.json", _MODULES)
    _write_json(folder / "config_sentence_transformers.json", _CONFIG)


def round_mantissa(weights: NDArray[np.float32], bits: int) -> NDArray[np.float16]:
    """Float16 with all but `bits` (1 to 10) of the mantissa rounded off: the zeros left behind compress away
    in a wheel. Rounds half up in magnitude; a carry moves into the exponent, which is the next float."""
    half = weights.astype(np.float16)
    drop = 10 - bits
    if drop > 0:
        pattern = half.view(np.uint16)
        half = ((pattern + (1 << (drop - 1))) & (0xFFFF << drop & 0xFFFF)).astype(np.uint16).view(np.float16)
    return half


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
