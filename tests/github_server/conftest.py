"""The server's fixtures, for its own tests, and a pull request to try things on."""

from __future__ import annotations

import pytest

from .fixtures import any_github, github, github_enterprise
from .server import GitHubServer
from .state import PullRequest

__all__ = ["any_github", "github", "github_enterprise", "pull"]

LINES = [f"line {number}" for number in range(1, 31)]


def text(*changed: tuple[int, str]) -> str:
    """Thirty lines, some of them changed."""
    lines = list(LINES)
    for number, line in changed:
        lines[number - 1] = line
    return "\n".join(lines) + "\n"


@pytest.fixture
def pull(request: pytest.FixtureRequest) -> PullRequest:
    """A pull request that changes line 10 of ``docs/a.md`` and adds ``docs/new.md`` with three lines.

    It is on the server that the test asks for: one of them, or each in turn.
    """
    name = "any_github" if "any_github" in request.fixturenames else "github"
    server: GitHubServer = request.getfixturevalue(name)
    specs = server.create_repository("acme/specs", {"README.md": "Hello.\n", "docs/a.md": text()})
    server.push(specs, "topic", {"docs/a.md": text((10, "changed")), "docs/new.md": "one\ntwo\nthree\n"})
    return server.open_pull_request(specs, "topic", title="Change line 10")
