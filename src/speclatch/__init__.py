"""Speclatch: a merge gate for spec documents."""

__version__ = "0.1.0"
