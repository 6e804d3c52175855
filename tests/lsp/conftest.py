"""Repositories that an editor has open."""

from __future__ import annotations

from tests.cli.conftest import depot, repository

__all__ = ["depot", "repository"]
