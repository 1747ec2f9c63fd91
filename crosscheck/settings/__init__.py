"""What a project may set: defaults, a TOML file, and what settings do to findings."""

from crosscheck.settings.loading import find, lines, load
from crosscheck.settings.settings import OFF, Ignore, Override, Pair, Settings

__all__ = ["OFF", "Ignore", "Override", "Pair", "Settings", "find", "lines", "load"]
