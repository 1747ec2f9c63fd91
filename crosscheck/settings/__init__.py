"""What a project may set: defaults, a TOML file, and what settings do to findings."""

from crosscheck.settings.loading import load
from crosscheck.settings.settings import OFF, Ignore, Settings

__all__ = ["OFF", "Ignore", "Settings", "load"]
