"""The command ``speclatch``: the only place that prints, reads the environment or exits."""

from __future__ import annotations

from speclatch.cli.application import main

__all__ = ["main"]
