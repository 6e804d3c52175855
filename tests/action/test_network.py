"""The way to GitHub: Enterprise Server, proxies, authorities of one's own, and where the token comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.action.job import Stage
from tests.action.network import authority, https, proxy, watched_git
from tests.action.standing import standing
from tests.github_server import GitHubServer, jobs
from tests.judging.specs import with_plan

from speclatch.errors import ExitCode

BAD = with_plan("one key per refund", "TBD")
GOOD = with_plan("nightly", "weekly")
RED = ("❌ Speclatch: 1 error to fix before this is merged",)
PROXIES = ("http_proxy", "https_proxy", "no_proxy", "all_proxy")
AUTHORITIES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")


@pytest.fixture(autouse=True)
def _nothing_ambient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own proxies and authorities are not what is tested."""
    for name in PROXIES + AUTHORITIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def test_enterprise_server(github_enterprise: GitHubServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Addresses under ``/api``: fails, says it again, is mended, in as many requests as on github.com."""
    stage = Stage(github_enterprise, tmp_path, capsys)
    pull = stage.open(BAD)
    requests = [stage.run(pull).requests, stage.run(pull).requests]
    red = standing(pull)
    stage.push(GOOD)
    requests.append(stage.run(pull).requests)

    assert (RED, 1) == (red.comments, len(red.threads))
    assert (("✅ Speclatch: 1 spec in order",), ()) == (standing(pull).comments, standing(pull).threads)
    assert [5, 2, 4] == requests


def test_enterprise_server_by_its_own_address_alone(
    github_enterprise: GitHubServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a runner names no API, it is found beside the server; links lead to the server."""
    stage = Stage(github_enterprise, tmp_path, capsys)
    stage.environ |= {"GITHUB_API_URL": "", "GITHUB_GRAPHQL_URL": ""}
    pull = stage.open(BAD)
    outcome = stage.run(pull)

    assert ExitCode.FAIL is outcome.code
    assert f"({github_enterprise.server_url}/acme/specs/blob/{pull.head_sha}/" in pull.comments[0].body


def test_a_proxy_serves_git_and_the_api(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither git nor the API's client can reach the host but by the proxy that the environment names."""
    with proxy(stage.server) as (address, asked):
        there = "http://github.invalid"
        monkeypatch.setenv("http_proxy", address)
        stage.environ |= {"http_proxy": address, "GITHUB_SERVER_URL": there, "GITHUB_API_URL": there}
        outcome = stage.run(pull := stage.open(BAD))
    seen = {urlsplit(url).path for url in asked}

    assert ExitCode.FAIL is outcome.code
    assert RED == standing(pull).comments
    assert {"/graphql", "/acme/specs/git-upload-pack", "/repos/acme/specs/pulls/1/reviews"} <= seen


@pytest.fixture
def behind_tls(stage: Stage, tmp_path: Path) -> Iterator[dict[str, Path]]:
    """The API behind TLS: the authority that vouches for it, and one that does not."""
    made, chain = authority(tmp_path, "own")
    other, _ = authority(tmp_path, "other")
    with https(stage.server, chain) as address:
        stage.environ |= {"GITHUB_API_URL": address}
        yield {"own": made, "other": other}


@pytest.mark.parametrize(
    "named",
    [
        {"SSL_CERT_FILE": "own"},
        {"REQUESTS_CA_BUNDLE": "own"},
        {"REQUESTS_CA_BUNDLE": "own", "SSL_CERT_FILE": "other"},
    ],
    ids="+".join,
)
def test_an_authority_of_ones_own(stage: Stage, behind_tls: dict[str, Path], named: dict[str, str]) -> None:
    """Either variable serves git and the API alike; where both are set, the one for the API's client counts."""
    programs = watched_git(stage.folder / "programs")
    stage.environ |= {variable: str(behind_tls[name]) for variable, name in named.items()}
    stage.environ["PATH"] = f"{programs}:{os.environ['PATH']}"
    pull = stage.open(BAD)
    outcome = stage.run(pull)

    assert ExitCode.FAIL is outcome.code, outcome.log
    assert (RED, 1) == (standing(pull).comments, len(pull.threads))
    assert {str(behind_tls["own"])} == set((programs / "authorities").read_text(encoding="utf-8").split())


@pytest.mark.parametrize("named", [{}, {"REQUESTS_CA_BUNDLE": "other"}], ids=["none", "another"])
def test_an_authority_nobody_knows_is_told_and_not_tried_again(
    stage: Stage, behind_tls: dict[str, Path], named: dict[str, str]
) -> None:
    """A certificate that is not trusted does not get better by asking: one sentence, and git's verdict stands."""
    stage.environ |= {variable: str(behind_tls[name]) for variable, name in named.items()}
    outcome = stage.run(stage.open(BAD))

    assert ExitCode.FAIL is outcome.code
    assert 1 == outcome.log.count("GitHub's certificate is not one to trust here (REQUESTS_CA_BUNDLE can name others)")
    assert "the verdict stands" in outcome.log
    assert "trying again" not in outcome.log
    assert 0 == outcome.requests


def test_a_path_that_leads_nowhere_is_told_as_that(stage: Stage) -> None:
    """A file of authorities that is not in the container is exit 2 before anything is asked."""
    stage.environ["REQUESTS_CA_BUNDLE"] = "/etc/nowhere/ca.pem"
    outcome = stage.run(stage.open(BAD))

    assert (ExitCode.USAGE, 0) == (outcome.code, outcome.requests)
    assert "REQUESTS_CA_BUNDLE: '/etc/nowhere/ca.pem' is no file in the container" in outcome.log


def test_the_token_may_come_from_the_environment(stage: Stage) -> None:
    """Where the input is empty, ``GITHUB_TOKEN`` is used; the input counts first."""
    pull, token = stage.open(BAD), stage.server.workflow_token()
    payload = jobs.pull_request_event(stage.server.urls, pull)
    stage.environ |= {"INPUT_TOKEN": "", "GITHUB_TOKEN": token}
    first = stage.run_event("pull_request", payload)
    stage.environ |= {"INPUT_TOKEN": token, "GITHUB_TOKEN": "ghs_of_somebody_else"}
    second = stage.run_event("pull_request", payload)

    assert (ExitCode.FAIL, 5) == (first.code, first.requests)
    assert (ExitCode.FAIL, 2) == (second.code, second.requests)
    assert token not in first.log + second.log


def test_no_token_at_all_is_told(stage: Stage) -> None:
    """Without any token there is nothing to read with: exit 2, and the sentence says what is wanted."""
    stage.environ |= {"INPUT_TOKEN": "", "GITHUB_TOKEN": ""}
    outcome = stage.run(stage.open(BAD))

    assert ExitCode.USAGE is outcome.code
    assert "token: '' is not accepted; give a token that can read the repository" in outcome.log
