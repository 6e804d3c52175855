"""Two runs at once, and pushes in the middle of one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.github.gate import Gate


def run_in_between(gate: Gate, **matching: str | bool) -> list[str]:
    """Let a whole second run happen when a matching request comes in."""
    other = replace(gate)
    failed: list[str] = []
    gate.server.on_request(lambda _: failed.extend(other.run().failed), **matching)  # type: ignore[arg-type]
    return failed


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(
    "matching",
    [
        {"path": "/files"},
        {"operation": "addComment"},
        {"method": "POST", "path": "/pulls/1/reviews"},
    ],
    ids=["while listing files", "around the summary", "around the review"],
)
def test_two_first_runs_end_with_one_of_each(gate: Gate, matching: dict[str, str], after: bool) -> None:
    """Wherever a second run cuts in, there is one summary comment and one comment per finding at the end."""
    failed = run_in_between(gate, after=after, **matching)
    result = gate.run()

    assert () == (*failed, *result.failed)
    assert 1 == len(gate.summaries())
    assert 2 == len(gate.pull.review_comments)
    assert () == gate.run().posted


@pytest.mark.parametrize("after", [False, True])
def test_two_later_runs_end_with_one_comment_per_finding(gate: Gate, after: bool) -> None:
    """Two runs that both find something new beside an old summary leave one comment on it."""
    gate.run()
    gate.push({"docs/a.md": "# A\n\nERROR one\n\nERROR three\n"})
    run_in_between(gate, after=after, method="POST", path="/pulls/1/reviews")
    gate.run()

    assert {"docs/a.md:3": "❌ `one` is wrong", "docs/a.md:5": "❌ `three` is wrong"} == gate.inline()
    assert 2 == len(gate.pull.review_comments)


def test_newer_head_before_the_run_looks_posts_nothing(gate: Gate) -> None:
    """A run whose head was replaced before it came to look says nothing."""
    old = gate.pull.head_sha
    gate.push({"docs/a.md": "# A\n"})
    result = gate.run(old)

    assert result.stale
    assert () == result.posted
    assert [] == gate.pull.comments


def test_push_while_judging_posts_nothing(gate: Gate) -> None:
    """A push between the first look and the first word: the summary is taken back, no review is posted."""
    gate.server.on_request(lambda _: gate.push({"docs/a.md": "# A\n"}), path="/files", after=True)  # type: ignore[arg-type]
    result = gate.run()

    assert result.stale
    assert [] == gate.pull.comments
    assert [] == gate.pull.reviews
    assert "" == result.comment_url


def test_push_and_its_run_between_look_and_word(gate: Gate) -> None:
    """The newer head's run is over before the older one speaks: the newer one's comments are what is left."""

    def push_and_run(_: object) -> None:
        gate.push({"docs/a.md": "# A\n\nERROR three\n"})
        other.run()

    other = replace(gate)
    gate.server.on_request(push_and_run, path="/files", after=True)
    result = gate.run()

    assert result.stale
    assert {"docs/a.md:3": "❌ `three` is wrong"} == gate.inline()
    assert 1 == len(gate.summaries())
    assert "three" in gate.summaries()[0]


def test_reply_while_the_run_is_under_way_is_kept(gate: Gate) -> None:
    """A comment that somebody answers after the first look is not deleted."""
    gate.run()
    gate.push({"docs/a.md": "# A\n"})
    gate.server.on_request(
        lambda _: gate.server.reply_as_human(gate.pull, gate.pull.threads[0], "Why?"),  # type: ignore[arg-type]
        kind="graphql",
        after=True,
    )
    gate.run()

    assert ["Why?"] == [comment.body for comment in gate.pull.review_comments[1:]]


def test_summary_deleted_under_our_hands_is_posted_again(gate: Gate) -> None:
    """The comment that was to be edited is gone: another is posted."""
    gate.run()
    gate.push({"docs/a.md": "# A\n\nERROR one\n"})
    gate.server.on_request(lambda _: gate.pull.comments.clear(), method="PATCH", path="/issues/comments")
    result = gate.run()

    assert () == result.failed
    assert 1 == len(gate.summaries())


def test_push_after_the_review_is_no_matter(gate: Gate) -> None:
    """What was posted for a head that was current then stays for the next run to take over."""
    gate.server.on_request(
        lambda _: gate.push({"docs/a.md": "# A\n"}),  # type: ignore[arg-type]
        method="POST",
        path="/pulls/1/reviews",
        after=True,
    )
    result = gate.run()

    assert not result.stale
    assert 1 == len(gate.summaries())
    gate.run()
    assert {} == gate.inline()
    assert ["### ✅ Speclatch: 1 spec in order"] == gate.headlines()
