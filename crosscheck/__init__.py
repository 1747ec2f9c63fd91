"""crosscheck tells where two language versions of a document disagree."""

__version__ = "0.1.0"
