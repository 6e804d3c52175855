"""A pull request with two faults in it, on a server that plays GitHub."""

from __future__ import annotations

import pytest
from tests.github.gate import Gate
from tests.github_server import GitHubServer
from tests.github_server.fixtures import any_github, github, github_enterprise

__all__ = ["any_github", "gate", "github", "github_enterprise"]

FILLER = "".join(f"line {number}\n" for number in range(1, 41))


def open_gate(server: GitHubServer, text: str) -> Gate:
    """A pull request that adds ``docs/a.md`` with ``text``."""
    repository = server.create_repository("acme/specs", {"README.md": "Hello.\n", "docs/old.md": FILLER})
    server.push(repository, "topic", {"docs/a.md": text})
    return Gate(server, repository, server.open_pull_request(repository, "topic"))


@pytest.fixture
def gate(github: GitHubServer) -> Gate:
    """A pull request with an error and a warning."""
    return open_gate(github, "# A\n\nERROR one\n\nWARNING two -> mended\n")
