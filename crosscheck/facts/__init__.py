"""Texts → facts: every number, date, time, unit, amount and identifier as exact values."""

from crosscheck.facts.extraction import extract
from crosscheck.facts.habits import with_habits

__all__ = ["extract", "with_habits"]
