"""Numbers with their nouns."""

from __future__ import annotations


def plural(count: int, noun: str, nouns: str = "") -> str:
    """A number with its noun: ``1 error``, ``2,000 errors``."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"
