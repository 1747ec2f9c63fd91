"""Make a tokenizer for many languages: frequent words whole, the rest in pieces.

Byte-pair encoding (Sennrich et al. 2016, https://aclanthology.org/P16-1162) proposes twice as many pieces as
wanted; those that a greedy longest-match segmentation of the sample really uses are kept. The result is a
WordPiece model without a mark for word starts, so that a word and the same word in a compound share their
vector. It loads twice as fast as a Unigram model of the same size, which matters to a command that runs for
half a second.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from crosscheck.embedding.corpus import Source, is_held_out
from crosscheck.embedding.pieces import MARKS, RUN
from crosscheck.embedding.recipe import Recipe

UNKNOWN = "<unk>"

_SAMPLE = 1_800_000
"""Characters of each language that the pieces are learnt from; half of it where a character is a syllable or
more."""

_DENSE = frozenset({"zh", "ja", "ko"})
_ALPHABET = 9_000
_LONGEST = 16
_CHUNK = 20_000


def train_tokenizer(texts: Sequence[str], size: int) -> Tokenizer:
    """Learn a vocabulary of at most `size` pieces from a sample that should be balanced over languages."""
    proposal = _shell(models.BPE(unk_token=UNKNOWN))
    proposal.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=size * 2,
            special_tokens=[UNKNOWN],
            limit_alphabet=_ALPHABET,
            max_token_length=_LONGEST,
            min_frequency=2,
            show_progress=False,
        ),
    )
    pieces = proposal.get_vocab()
    used = _count_use(_greedy(pieces), texts)
    letters = sorted(piece for piece in pieces if len(piece) == 1)
    longer = sorted(
        (piece for piece in pieces if len(piece) > 1 and piece != UNKNOWN),
        key=lambda piece: (-used[piece], piece),
    )
    kept = [UNKNOWN, *letters, *longer][:size]
    return _greedy({piece: index for index, piece in enumerate(kept)})


def balanced_sample(sources: Sequence[Source], recipe: Recipe) -> list[str]:
    """Texts of every language, as many characters of each where there are enough, shared over sources by
    weight."""
    rng = random.Random(recipe.seed)
    texts: dict[str, dict[str, list[str]]] = {}
    for source in sources:
        for item in source.items:
            if not is_held_out(item):
                for language, text in item.items():
                    texts.setdefault(language, {}).setdefault(source.name, []).append(text)
    sample: list[str] = []
    for language, by_source in sorted(texts.items()):
        sample += _fill(by_source, recipe, _SAMPLE // 2 if language in _DENSE else _SAMPLE, rng)
    return sample


def _fill(by_source: Mapping[str, list[str]], recipe: Recipe, budget: float, rng: random.Random) -> list[str]:
    """Share a budget of characters by weight; what a small source cannot fill passes on to the larger
    ones."""
    sizes = {name: sum(map(len, texts)) / recipe.weight(name) for name, texts in by_source.items()}
    total = sum(recipe.weight(name) for name in by_source)
    taken: list[str] = []
    for name in sorted(by_source, key=lambda name: (sizes[name], name)):
        share = budget * recipe.weight(name) / total
        total -= recipe.weight(name)
        texts = by_source[name]
        filled = 0
        for text in rng.sample(texts, len(texts)):
            if filled >= share:
                break
            taken.append(text)
            filled += len(text)
        budget -= filled
    return taken


def _greedy(pieces: Mapping[str, int]) -> Tokenizer:
    """Longest match first. WordPiece gives a whole run up where one character of it is in no piece, so
    characters outside the vocabulary are made blanks."""
    model = models.WordPiece(
        dict(pieces), unk_token=UNKNOWN, continuing_subword_prefix="", max_input_chars_per_word=RUN + 1
    )
    strange = f"[^{_ranges(sorted(ord(piece) for piece in pieces if len(piece) == 1))}]"
    return _shell(model, normalizers.Replace(Regex(strange), " "))


def _ranges(codes: Sequence[int]) -> str:
    """Sorted character codes as the inside of a character class."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"\\x{{{first:x}}}-\\x{{{last:x}}}" for first, last in runs)


def _shell(model: models.Model, *further: normalizers.Normalizer) -> Tokenizer:
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKD(), normalizers.Lowercase(), normalizers.Replace(Regex(MARKS), ""), *further]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Punctuation(),
            pre_tokenizers.Digits(),
            pre_tokenizers.Split(Regex(rf"\S{{{RUN}}}"), "isolated"),
        ]
    )
    return tokenizer


def _count_use(tokenizer: Tokenizer, texts: Sequence[str]) -> Counter[str]:
    used: Counter[int] = Counter()
    for start in range(0, len(texts), _CHUNK):
        for encoding in tokenizer.encode_batch_fast(texts[start : start + _CHUNK], add_special_tokens=False):
            used.update(encoding.ids)
    names = {index: piece for piece, index in tokenizer.get_vocab().items()}
    return Counter({names[index]: count for index, count in used.items()})
