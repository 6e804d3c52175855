"""The stage that scenarios play on."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.action.job import Stage
from tests.github_server import GitHubServer


@pytest.fixture
def stage(github: GitHubServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Stage:
    """A repository with a good plan on a server in the style of github.com."""
    return Stage(github, tmp_path, capsys)
