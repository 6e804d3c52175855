"""pytest fixtures that start the server and, at the end, fail the test if GitHub's contract was broken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .server import GitHubServer


def _checked(*, enterprise: bool) -> Iterator[GitHubServer]:
    with GitHubServer(enterprise=enterprise) as server:
        yield server
        problems = server.problems
    if problems:
        pytest.fail("GitHub's contract was broken:\n" + "\n".join(problems), pytrace=False)


@pytest.fixture
def github() -> Iterator[GitHubServer]:
    """A server in the style of api.github.com."""
    yield from _checked(enterprise=False)


@pytest.fixture
def github_enterprise() -> Iterator[GitHubServer]:
    """A server in the style of GitHub Enterprise Server."""
    yield from _checked(enterprise=True)


@pytest.fixture(params=["github.com", "enterprise"])
def any_github(request: pytest.FixtureRequest) -> Iterator[GitHubServer]:
    """A server in either style: the test runs once with each."""
    yield from _checked(enterprise=request.param == "enterprise")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once why contract checks were not made, if they were not."""
    from .contract import find_openapi
    from .graphql_schema import find_schema

    if find_openapi(enterprise=False) is None or find_schema() is None:
        terminalreporter.write_line("contract checks skipped: GitHub's descriptions were not found (see CONTRIBUTING)")
