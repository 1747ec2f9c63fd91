"""Measure the embedding model: retrieval accuracy, encoding speed, loading time, memory.

    python benchmarks/retrieval.py ../shared/bench/retrieval/*.tsv.xz

Speed and loading are given as ratios to something measured beside them, so that the machine matters less: to
a transformer of MiniLM-L12's size with random weights (12 layers, 384 wide), and to importing
sentence_transformers. Without sentence-transformers those two are left out.
"""

from __future__ import annotations

import sys

# Python puts the script's folder first on the path, where a neighbour would hide the standard library's
# module `numbers`.
if not sys.flags.safe_path:
    sys.path.pop(0)

import argparse
import subprocess
import time
from pathlib import Path

from crosscheck.embedding import Embedder, load
from crosscheck.embedding.adaptation import general_set
from crosscheck.embedding.evaluation import evaluate_files, mean_accuracy

REPEATS = 5

_LOADED = "import time; t = time.perf_counter(); {}; print(time.perf_counter() - t)"
_LOAD_MODEL = "from crosscheck.embedding import load; load().encode(['a'])"
_MEMORY = (
    "import resource; from crosscheck.embedding import load; load().encode({texts!r}); "
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, help="parallel text (.tsv, .tsv.xz); default: none")
    parser.add_argument("--model", help="name or folder; default: the bundled model")
    options = parser.parse_args()
    model = load(options.model)
    if options.files:
        print_accuracy(model, options.files)
    texts = [text for item in general_set().items for text in item.values()]
    speed = sentences_a_second(model, texts * 10)
    print(f"encoding: {speed:,.0f} sentences a second")
    print(f"memory: {float(in_new_process(_MEMORY.format(texts=texts))):.0f} MB resident at most")
    loading = fastest(_LOAD_MODEL)
    print(f"loading: {loading:.3f} s, imports included")
    try:
        import sentence_transformers  # noqa: F401
    except ImportError:
        print("sentence-transformers is not installed: no ratios", file=sys.stderr)
        return
    longer = fastest("import sentence_transformers") / loading
    print(f"importing sentence_transformers takes {longer:.1f} times as long")
    other = random_transformer_speed(texts[::8])
    print(
        f"a random MiniLM-L12: {other:,.0f} sentences a second, 1/{speed / other:,.0f} of the model's speed"
    )


def print_accuracy(model: Embedder, files: list[Path]) -> None:
    """Top-1 accuracy both ways, per file and on average."""
    results = evaluate_files(model, files)
    for result in results:
        print(f"{'-'.join(result.languages)} {result.forward:.2%} {result.backward:.2%}")
    print(f"mean of {len(results)}: {mean_accuracy(results):.2%}")


def sentences_a_second(model: Embedder, texts: list[str]) -> float:
    """The best of some repeats, after one to warm up."""
    model.encode(texts)
    best = float("inf")
    for _ in range(REPEATS):
        begun = time.perf_counter()
        model.encode(texts)
        best = min(best, time.perf_counter() - begun)
    return len(texts) / best


def random_transformer_speed(texts: list[str]) -> float:
    """Sentences a second of a transformer as large as paraphrase-multilingual-MiniLM-L12, with the bundled
    tokenizer."""
    import torch
    from transformers import BertConfig, BertModel

    from crosscheck.embedding.loading import bundled_folder
    from crosscheck.embedding.static import load_tokenizer

    tokenizer = load_tokenizer(bundled_folder() / "tokenizer.json")
    tokenizer.enable_padding()
    network = BertModel(
        BertConfig(
            vocab_size=tokenizer.get_vocab_size(),
            hidden_size=384,
            num_hidden_layers=12,
            num_attention_heads=12,
            intermediate_size=1536,
        )
    ).eval()
    batches = [sorted(texts, key=len)[start : start + 32] for start in range(0, len(texts), 32)]
    begun = time.perf_counter()
    with torch.inference_mode():
        for batch in batches:
            encoded = tokenizer.encode_batch(batch)
            network(
                input_ids=torch.tensor([one.ids for one in encoded]),
                attention_mask=torch.tensor([one.attention_mask for one in encoded]),
            )
    return len(texts) / (time.perf_counter() - begun)


def fastest(statement: str) -> float:
    """Seconds that a statement takes in a new interpreter; the least of some repeats."""
    return min(float(in_new_process(_LOADED.format(statement))) for _ in range(REPEATS))


def in_new_process(code: str) -> str:
    """What a new interpreter prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main()
