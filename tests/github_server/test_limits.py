"""GitHub's limits on what it shows of a large change."""

from __future__ import annotations

from .conftest import text
from .plain import Reply, call
from .repository import Content, symlink
from .server import GitHubServer
from .state import PullRequest


def test_three_thousand_files(github: GitHubServer) -> None:
    """Of a pull request 3,000 files are listed, of a comparison 300; git knows them all."""
    specs = github.create_repository("acme/specs", {"README.md": "Hello.\n"})
    github.push(specs, "topic", {f"docs/{number:04}.md": f"{number}\n" for number in range(3_050)})
    pull = github.open_pull_request(specs, "topic")
    token, path = github.workflow_token(), "/repos/acme/specs/pulls/1/files?per_page=100"
    pages: list[Reply] = [call(github, "GET", f"{path}&page={page}", token) for page in (1, 30, 31)]
    compared = call(github, "GET", "/repos/acme/specs/compare/main...topic", token).body
    whole = call(github, "GET", "/repos/acme/specs/pulls/1", token).body

    assert [100, 100, 0] == [len(page.body) for page in pages]
    assert 'rel="next"' not in pages[1].headers["link"]
    assert 300 == len(compared["files"])
    assert (3_050, 1) == (whole["changed_files"], pull.number)


def test_patches_that_are_left_out(github: GitHubServer) -> None:
    """A large file and a binary one are listed without a patch, and take no comment on a line."""
    specs = github.create_repository("acme/specs", {"README.md": "Hello.\n"})
    files: dict[str, Content] = {"large.md": "a line of some length\n" * 30_000, "bin": b"\0\1", "small.md": "x\n"}
    github.push(specs, "topic", files)
    github.open_pull_request(specs, "topic")
    token = github.workflow_token()
    listed = call(github, "GET", "/repos/acme/specs/pulls/1/files", token).body
    note = {"path": "large.md", "line": 1, "body": "b"}
    refused = call(
        github,
        "POST",
        "/repos/acme/specs/pulls/1/reviews",
        token,
        {"event": "COMMENT", "comments": [note]},
    )

    assert ["bin", "large.md"] == [file["filename"] for file in listed if "patch" not in file]
    assert [0, 30_000, 1] == [file["changes"] for file in listed]
    assert 422 == refused.status


def test_renames_and_kinds(pull: PullRequest, github: GitHubServer) -> None:
    """Renamed, deleted and turned files are told apart."""
    files: dict[str, Content] = {"README.md": symlink("x"), "docs/a.md": None, "docs/b.md": text(), "docs/new.md": None}
    github.push(pull.repository, "topic", files)
    listed = call(github, "GET", "/repos/acme/specs/pulls/1/files", github.workflow_token()).body
    seen = [(file["filename"], file["status"], file.get("previous_filename")) for file in listed]

    assert [("README.md", "changed", None), ("docs/b.md", "renamed", "docs/a.md")] == seen
