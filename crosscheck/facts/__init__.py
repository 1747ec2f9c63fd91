"""Texts → facts: every number, date, time, unit, amount and identifier as exact values."""

from crosscheck.facts.extraction import extract

__all__ = ["extract"]
