"""git over HTTP: real fetches and pushes against the server, with and without the right to."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest

from .conftest import text
from .plain import query
from .pulls import git_of
from .repository import Content, environment, executable, symlink
from .server import GitHubServer
from .state import MergeRef, PullRequest


def git(folder: Path, *arguments: str, token: str | None = None, data: str = "") -> subprocess.CompletedProcess[str]:
    """Run git in a folder, with a token for its requests if there is one."""
    more = {}
    if token is not None:
        word = base64.b64encode(f"x-access-token:{token}".encode()).decode()
        more = {"GIT_CONFIG_KEY_1": "http.extraheader", "GIT_CONFIG_VALUE_1": f"Authorization: basic {word}"}
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(
        command, input=data, capture_output=True, text=True, env=environment() | more, check=False, timeout=60
    )


@pytest.fixture
def bare(tmp_path: Path, github: GitHubServer) -> Path:
    """An empty bare repository whose remote is the server's."""
    folder = tmp_path / "bare"
    folder.mkdir()
    git(folder, "init", "-q", "--bare")
    git(folder, "remote", "add", "origin", f"{github.server_url}/acme/specs")
    git(folder, "config", "remote.origin.promisor", "true")
    return folder


def test_a_partial_fetch_of_base_head_and_merge(pull: PullRequest, github: GitHubServer, bare: Path) -> None:
    """One fetch brings three commits without their blobs; a second brings blobs by their ids."""
    token = github.workflow_token()
    refs = ["refs/heads/main", "refs/pull/1/head", "refs/pull/1/merge"]
    fetched = git(bare, "fetch", "-q", "--depth=2", "--filter=blob:none", "--no-tags", "origin", *refs, token=token)
    merge = git(bare, "rev-list", "--parents", "-1", str(pull.merge_sha)).stdout.split()
    missing = git(bare, "rev-list", "--objects", "--missing=print", str(pull.head_sha)).stdout
    wanted = [row[1:] for row in missing.splitlines() if row.startswith("?")]
    ask = (
        "-c",
        "fetch.negotiationAlgorithm=noop",
        "fetch",
        "-q",
        "--no-tags",
        "--filter=blob:none",
        "origin",
    )
    blobs = git(bare, *ask, "--stdin", token=token, data="\n".join(wanted))
    shown = git(bare, "cat-file", "blob", f"{pull.head_sha}:docs/new.md")

    assert 0 == fetched.returncode, fetched.stderr
    assert merge[2] == pull.head_sha
    assert len(wanted) >= 3
    assert 0 == blobs.returncode, blobs.stderr
    assert "one\ntwo\nthree\n" == shown.stdout
    assert {"workflow"} == {request.token_kind for request in github.requests}


@pytest.mark.parametrize(
    ("token", "words"),
    [(None, "could not read Username"), ("wrong", "could not read Username"), ("poor", "403")],
)
def test_fetching_needs_a_token(
    pull: PullRequest, github: GitHubServer, bare: Path, token: str | None, words: str
) -> None:
    """Without a good token nothing of a private repository is given."""
    value = github.workflow_token({"pull-requests": "write"}) if token == "poor" else token
    done = git(bare, "fetch", "-q", "origin", "refs/heads/main", token=value)

    assert done.returncode != 0
    assert words in done.stderr


def test_a_public_repository_needs_none(github: GitHubServer, bare: Path) -> None:
    """A public repository is given to anybody, also under its name with .git."""
    github.create_repository("acme/specs", {"a.md": "a\n"}, private=False)
    done = git(bare, "fetch", "-q", f"{github.server_url}/acme/specs.git", "refs/heads/main")

    assert 0 == done.returncode, done.stderr


def test_pushing_moves_the_pull_request(pull: PullRequest, github: GitHubServer, tmp_path: Path) -> None:
    """A push over HTTP by a person is seen at once; a job's read-only token cannot push."""
    url, human = f"{github.server_url}/acme/specs", github.human_token()
    git(tmp_path, "clone", "-q", "--branch=topic", url, "work", token=human)
    work = tmp_path / "work"
    (work / "docs" / "new.md").write_text("one\n" * 90_000)
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    git(work, *identity, "commit", "-q", "-am", "Grow")
    refused = git(work, "push", "-q", "origin", "topic", token=github.workflow_token())
    before = pull.head_sha
    done = git(work, "-c", "http.postBuffer=1000", "push", "-q", "origin", "topic", token=human)

    assert refused.returncode != 0
    assert 0 == done.returncode, done.stderr
    assert pull.head_sha == git(work, "rev-parse", "HEAD").stdout.strip() != before
    assert git_of(pull.repository).resolve("refs/pull/1/head") == pull.head_sha


def test_a_failing_git_endpoint(pull: PullRequest, github: GitHubServer, bare: Path) -> None:
    """Git's requests can be made to fail as any others."""
    github.fail(503, kind="git", times=1)
    token = github.workflow_token()
    first, second = (git(bare, "fetch", "-q", "origin", "refs/heads/main", token=token) for _ in range(2))

    assert (True, 0) == (first.returncode != 0, second.returncode)
    assert "503" in first.stderr


def test_merge_refs(pull: PullRequest, github: GitHubServer) -> None:
    """The merge ref follows both ends, or is held, or missing, as the test wants it."""
    repository = git_of(pull.repository)

    def parents() -> list[str]:
        return repository.text("rev-list", "--parents", "-1", "refs/pull/1/merge").split()[1:]

    first = github.push(pull.repository, "main", {"b.md": "b\n"})
    fresh = parents()
    github.keep_merge_ref(pull, MergeRef.HELD)
    second = github.push(pull.repository, "main", {"c.md": "c\n"})
    held = parents()
    github.keep_merge_ref(pull, MergeRef.FRESH)
    again = parents()
    github.keep_merge_ref(pull, MergeRef.MISSING)

    assert (
        [first, pull.head_sha],
        [first, pull.head_sha],
        [second, pull.head_sha],
    ) == (fresh, held, again)
    assert repository.resolve("refs/pull/1/merge") is None
    assert pull.mergeable is None


def test_conflicts(pull: PullRequest, github: GitHubServer) -> None:
    """A conflict is told, and the old merge ref is left standing."""
    old = git_of(pull.repository).resolve("refs/pull/1/merge")
    github.push(pull.repository, "main", {"docs/a.md": text((10, "otherwise"))})
    wanted = '{ repository(owner: "acme", name: "specs") { pullRequest(number: 1) { mergeable } } }'
    answer = query(github, github.human_token(), wanted)

    assert "CONFLICTING" == answer["data"]["repository"]["pullRequest"]["mergeable"]
    assert old == git_of(pull.repository).resolve("refs/pull/1/merge")


def test_forks(pull: PullRequest, github: GitHubServer) -> None:
    """A fork's branch is seen under the pull request's own refs, and followed."""
    copy = github.fork(pull.repository, "grace")
    github.push(copy, "patch", {"f.md": "f\n"})
    theirs = github.open_pull_request(pull.repository, "patch", fork=copy)
    sha = github.push(copy, "patch", {"f.md": "g\n"})
    repository = git_of(pull.repository)

    assert (2, "grace", sha) == (theirs.number, theirs.user.login, theirs.head_sha)
    assert sha == repository.resolve("refs/pull/2/head")
    assert sha == repository.resolve("refs/pull/2/merge^2")
    assert repository.resolve("refs/heads/patch") is None


def test_special_contents(github: GitHubServer) -> None:
    """Links, executables, odd names and bytes are committed as given; None takes a path away."""
    files: dict[str, Content] = {
        "l": symlink("a b"),
        "run": executable("#!"),
        'q"\\ü\n.md': "x",
        "raw": b"\xff\x00",
        "gone": "y",
    }
    specs = github.create_repository("acme/specs", files)
    github.push(specs, "main", {"gone": None})
    rows = git_of(specs).run("ls-tree", "-r", "-z", "main").decode().split("\0")[:-1]
    modes = {row.split("\t", 1)[1]: row.split(" ")[0] for row in rows}

    assert {"l": "120000", "run": "100755", 'q"\\ü\n.md': "100644", "raw": "100644"} == modes
    assert b"\xff\x00" == git_of(specs).read("main", "raw")
