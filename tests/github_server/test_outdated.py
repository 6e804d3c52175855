"""Where a comment stands after a push: on its own line wherever that went, or nowhere."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import text
from .diffs import diff, follow
from .plain import call
from .repository import Git
from .server import GitHubServer
from .state import PullRequest

LINES = st.lists(st.sampled_from(["a", "b", "c", "d", "", "+e", "-f", "@@ -1 +1 @@"]), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def git() -> Iterator[Git]:
    """A repository to commit to."""
    with tempfile.TemporaryDirectory() as folder:
        made = Git(Path(folder) / "r.git")
        made.create("main")
        yield made


@given(before=LINES, after=LINES, line=st.integers(1, 12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_followed_line_is_the_same_line(git: Git, before: list[str], after: list[str], line: int) -> None:
    """Wherever a line is said to have gone, the same text stands."""
    commits = [git.commit("refs/heads/x", {"f": "\n".join(each) + "\n"}, "m", 1) for each in (before, after)]
    if line > len(before):
        return
    found = follow(git, commits[0], commits[1], "f", line)

    assert found is None or before[line - 1] == after[found - 1]
    assert before != after or found == line


@given(before=LINES, after=LINES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_patch_shows_the_lines_it_names(git: Git, before: list[str], after: list[str]) -> None:
    """Each line of a patch carries the text that the old and new file have at its numbers."""
    commits = [git.commit("refs/heads/x", {"f": "\n".join(each) + "\n"}, "m", 1) for each in (before, after)]
    for file in diff(git, *commits):
        rows = (file.patch or b"").decode().split("\n")
        for entry in file.lines:
            shown = rows[entry.position][1:]
            assert entry.old is None or before[entry.old - 1] == shown
            assert entry.new is None or after[entry.new - 1] == shown
        assert {entry.new for entry in file.lines if entry.mark == "+"} <= set(range(1, len(after) + 1))


def comment(server: GitHubServer, **where: object) -> None:
    """Say something on ``docs/a.md``."""
    body = {"event": "COMMENT", "comments": [{"path": "docs/a.md", "body": "b", **where}]}
    reply = call(server, "POST", "/repos/acme/specs/pulls/1/reviews", server.workflow_token(), body)
    assert 200 == reply.status


def test_a_line_that_left_the_diff(pull: PullRequest, github: GitHubServer) -> None:
    """A line that is unchanged but no longer near a change is outdated too."""
    comment(github, line=13)
    github.push(pull.repository, "topic", {"docs/a.md": text((2, "changed"))})

    assert pull.threads[0].is_outdated


def test_a_range_stands_or_falls_together(pull: PullRequest, github: GitHubServer) -> None:
    """A comment on several lines is outdated when one is put between them."""
    comment(github, start_line=9, line=11)
    github.push(pull.repository, "topic", {"docs/a.md": "above\n" + text((10, "changed"))})
    moved = [(each.start_line, each.line) for each in pull.review_comments]
    github.push(pull.repository, "topic", {"docs/a.md": text((10, "changed\nbetween"))})
    torn = [(each.start_line, each.line, each.original_line) for each in pull.review_comments]

    assert [(10, 12)] == moved
    assert [(None, None, 11)] == torn


def test_the_old_side_follows_the_base(pull: PullRequest, github: GitHubServer) -> None:
    """A comment on a deleted line stays while the pull request still deletes it."""
    comment(github, line=10, side="LEFT")
    github.push(pull.repository, "topic", {"docs/a.md": text((10, "changed again"))})
    stays = pull.threads[0].is_outdated
    github.push(pull.repository, "topic", {"docs/a.md": text()})

    assert not stays
    assert pull.threads[0].is_outdated


def test_a_force_push_back(pull: PullRequest, github: GitHubServer) -> None:
    """A comment whose line comes back stands on it again; one on a deleted file does not stand."""
    first = pull.head_sha
    comment(github, line=10)
    github.push(pull.repository, "topic", {"docs/a.md": None})
    gone = pull.threads[0].is_outdated
    github.reset_branch(pull.repository, "topic", first)

    assert gone
    assert first == pull.head_sha
    assert not pull.threads[0].is_outdated


def test_file_comments_are_never_outdated(pull: PullRequest, github: GitHubServer) -> None:
    """A comment on a file has no line to lose."""
    body = {"body": "b", "commit_id": pull.head_sha, "path": "docs/a.md", "subject_type": "file"}
    reply = call(github, "POST", "/repos/acme/specs/pulls/1/comments", github.workflow_token(), body)
    github.push(pull.repository, "topic", {"docs/a.md": text((1, "other"))})

    assert 201 == reply.status
    assert not pull.threads[0].is_outdated
