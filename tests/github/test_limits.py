"""Many findings, many files, many comments, and the two kinds of GitHub."""

from __future__ import annotations

import pytest
from tests.github.conftest import open_gate
from tests.github.gate import Gate
from tests.github_server import GitHubServer

from speclatch.github.errors import GoneError
from speclatch.github.reader import PullRequestName, file_patches, read_pull_request


def many(count: int, word: str = "ERROR") -> str:
    """A document with that many faults."""
    return "# A\n\n" + "".join(f"{word} {word.lower()}{number}\n" for number in range(count))


def test_same_on_github_and_on_enterprise(any_github: GitHubServer) -> None:
    """Posting, reading back and finding nothing to do works on both kinds of server."""
    gate = open_gate(any_github, "# A\n\nERROR one\n\nWARNING two -> mended\n")

    assert () == gate.run().failed
    assert 2 == len(gate.inline())
    assert () == gate.run().posted


def test_ids_past_32_bits_are_read() -> None:
    """New ids on GitHub do not fit into GraphQL's integers."""
    with GitHubServer(first_id=2**31 + 5) as server:
        gate = open_gate(server, "# A\n\nERROR one\n")
        gate.run()
        gate.push({"docs/a.md": "# A\n"})
        result = gate.run()

        assert () == result.failed
        assert [] == gate.pull.review_comments


def test_at_most_n_comments_errors_first(gate: Gate) -> None:
    """The limit holds over runs: as comments go, others get their place."""
    gate.options["max_inline"] = 30
    gate.push({"docs/a.md": many(20, "WARNING") + many(25)})
    gate.run()
    first = list(gate.inline().values())
    gate.push({"docs/a.md": many(20, "WARNING") + many(20)})
    gate.run()

    assert [25, 5] == [sum(icon in text for text in first) for icon in ("❌", "⚠️")]
    assert [20, 10] == [sum(icon in text for text in gate.inline().values()) for icon in ("❌", "⚠️")]
    assert "30 of 40 on lines" in gate.summaries()[0]


def test_findings_off_the_diff_are_in_the_summary(gate: Gate) -> None:
    """A finding on an old line is listed with a link; with ``off-diff: file`` it gets a comment on its file."""
    old = "ERROR old\n" + "".join(f"line {number}\n" for number in range(40))
    gate.server.push(gate.repository, "main", {"docs/b.md": old})
    gate.push({"docs/b.md": old + "more\n", "docs/a.md": "# A\n"}, onto="main")
    gate.run()
    default = gate.inline()
    gate.options["off_diff"] = "file"
    gate.run()

    assert {} == default
    assert ["b.md:1"] == gate.linked()
    assert ["file"] == [item.subject_type for item in gate.pull.review_comments]
    assert () == gate.run().posted


def test_everything_is_read_past_the_first_page(gate: Gate) -> None:
    """More than a hundred comments of others, and threads of ours, hide nothing."""
    for number in range(120):
        gate.server.comment_as_human(gate.pull, f"comment {number}")
    gate.options["max_inline"] = 150
    gate.push({"docs/a.md": many(130)})
    gate.run()
    gate.server.forget_requests()
    again = gate.run()

    assert 130 == len(gate.inline())
    assert () == again.posted
    assert 3 == len(gate.server.api_requests)


def test_only_as_many_pages_of_files_as_needed(gate: Gate) -> None:
    """A file on the first page needs no second one; one that is not there is looked for on all."""
    gate.push({f"docs/z/{number}.txt": "x\n" for number in range(250)})
    gate.server.forget_requests()
    client = gate.client()

    assert "docs/a.md" in file_patches(client, gate.name, {"docs/a.md"})
    first = len(gate.server.api_requests)
    assert 252 >= len(file_patches(client, gate.name, {"docs/missing.md"})) >= 251
    assert (1, 4) == (first, len(gate.server.api_requests))
    assert {} == file_patches(client, gate.name, set())
    assert 4 == len(gate.server.api_requests)


def test_file_without_a_patch_has_no_lines(gate: Gate) -> None:
    """GitHub leaves the patch of a binary file out: nothing can stand on its lines, but on the file."""
    gate.push({"docs/b.bin": b"\x00\x01"})  # type: ignore[dict-item]

    assert None is file_patches(gate.client(), gate.name)["docs/b.bin"]


def test_base_is_read_live(gate: Gate) -> None:
    """The base's tip is the branch's own, also after it moved without the pull request."""
    tip = gate.server.push(gate.repository, "main", {"other.txt": "x\n"})
    state = read_pull_request(gate.client(), gate.name)

    assert ("main", tip, gate.pull.head_sha, True) == (state.base_ref, state.base_tip, state.head, state.is_open)


def test_missing_pull_request_is_said_to_be_missing(gate: Gate) -> None:
    """A number that is none, or a repository that the token cannot see, is a clear fault."""
    with pytest.raises(GoneError):
        read_pull_request(gate.client(), PullRequestName("acme/specs", 99))
    with pytest.raises(GoneError):
        read_pull_request(gate.client(), PullRequestName("acme/nowhere", 1))
