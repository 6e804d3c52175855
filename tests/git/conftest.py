"""Fixtures for tests that need a git server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.git.repositories import Repository, new_repository
from tests.git.smart_http import Server, serve


@pytest.fixture
def origin(tmp_path: Path) -> Repository:
    """An empty bare repository that the server serves as ``octo/specs``."""
    return new_repository(tmp_path / "served" / "octo" / "specs")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A git server over everything below ``served``."""
    with serve(tmp_path / "served") as running:
        yield running
