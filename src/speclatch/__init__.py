"""Speclatch: a merge gate for spec documents."""

__version__ = "1.0.0"
