"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# Speed is measured in benchmarks; a busy machine makes no law untrue.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
