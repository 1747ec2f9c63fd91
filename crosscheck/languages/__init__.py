"""The languages of texts: tags, detection, a voice on single sentences, and where sentences end. No
network."""

from crosscheck.languages.detection import Detection, detect
from crosscheck.languages.sentence_voice import sentence_language
from crosscheck.languages.splitting import split
from crosscheck.languages.tags import SUPPORTED, UNDETERMINED, Tag, name, parse

__all__ = [
    "SUPPORTED",
    "UNDETERMINED",
    "Detection",
    "Tag",
    "detect",
    "name",
    "parse",
    "sentence_language",
    "split",
]
