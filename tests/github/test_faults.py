"""What goes wrong on the way: lost answers, refusals, rate limits, missing permissions."""

from __future__ import annotations

import pytest
from tests.github.gate import Gate

from speclatch.github.errors import UnavailableError
from speclatch.github.reader import read_pull_request


def is_whole(gate: Gate) -> bool:
    """Whether the pull request says all there is to say, once."""
    return (len(gate.summaries()), len(gate.pull.review_comments), len(gate.pull.reviews)) == (1, 2, 1)


@pytest.mark.parametrize("after", [False, True], ids=["before it took effect", "after it took effect"])
@pytest.mark.parametrize("what", [{"operation": "addComment"}, {"method": "POST", "path": "/pulls/1/reviews"}])
@pytest.mark.parametrize("status", [0, 502])
def test_lost_answer_to_a_post_doubles_nothing(gate: Gate, what: dict[str, str], status: int, after: bool) -> None:
    """What was posted is looked for, if the answer got lost, before it is posted again."""
    gate.server.fail(status, after=after, **what)
    result = gate.run()

    assert () == result.failed
    assert is_whole(gate)
    assert result.comment_url
    assert () == gate.run().posted


@pytest.mark.parametrize("status", [0, 500, 502, 503])
def test_reading_is_tried_again(gate: Gate, status: int) -> None:
    """Faults of the server while reading are waited out, and said so."""
    gate.server.fail(status, operation="query", times=2)
    gate.server.fail(status, path="/files", times=2)

    assert () == gate.run().failed
    assert is_whole(gate)
    assert [1.0, 2.0, 1.0, 2.0] == gate.clock.slept
    assert 4 == len(gate.clock.said)


def test_reading_is_not_tried_for_ever(gate: Gate) -> None:
    """A server that stays broken is given up after four attempts."""
    gate.server.fail(502, kind="graphql", times=99)

    with pytest.raises(UnavailableError):
        read_pull_request(gate.client(), gate.name)

    assert 4 == len(gate.server.api_requests)


def test_dead_server_is_left_alone(gate: Gate) -> None:
    """Once GitHub stopped answering, the remaining steps are not tried one by one."""
    gate.run()
    gate.push({"docs/a.md": "# A\n"})
    gate.server.fail(502, operation="mutation", times=99)
    gate.server.forget_requests()
    result = gate.run()

    assert 1 == len(result.failed)
    assert 4 == sum(request.operation.startswith("mutation") for request in gate.server.api_requests)
    assert 0 == gate.server.count("PATCH")


def test_broken_server_while_posting_is_reported(gate: Gate) -> None:
    """If nothing can be posted, the result says what was tried."""
    gate.server.fail(502, operation="addComment", times=99)
    gate.server.fail(502, method="POST", path="/reviews$", times=99)
    result = gate.run()

    assert result.failed
    assert [] == gate.pull.comments


@pytest.mark.parametrize("status", [403, 429])
def test_rate_limit_is_waited_out_within_the_budget(gate: Gate, status: int) -> None:
    """``retry-after`` is honoured; a limited request took no effect, so a POST is simply made again."""
    gate.server.rate_limit(status, retry_after=20, method="POST", path="/reviews")

    assert () == gate.run().failed
    assert is_whole(gate)
    assert [20.0] == gate.clock.slept


def test_secondary_limit_without_a_time_waits_a_minute(gate: Gate) -> None:
    """GitHub asks for at least a minute after a secondary limit that names no time."""
    gate.server.rate_limit(403, operation="addComment")

    assert () == gate.run().failed
    assert [60.0] == gate.clock.slept


def test_no_wait_is_longer_than_the_budget(gate: Gate) -> None:
    """A wait past the budget is not begun: the result says so, the rest is posted."""
    gate.budget = 10.0
    gate.server.rate_limit(403, retry_after=600, method="POST", path="/reviews", times=99)
    result = gate.run()

    assert [] == gate.clock.slept
    assert 1 == len(gate.summaries())
    assert "600 s is more than the retry budget" in "".join(result.failed)


def test_one_refused_comment_does_not_lose_the_others(gate: Gate) -> None:
    """When the whole review is refused for one comment, each is posted by itself."""
    gate.server.fail(422, method="POST", path="/pulls/1/reviews", message="Unprocessable")
    gate.server.fail(422, method="POST", path="/pulls/1/comments", message="Validation Failed")
    result = gate.run()

    assert {"docs/a.md:5": "⚠️ `two` is wrong"} == gate.inline()
    assert ["a.md:3", "a.md:5"] == gate.linked()
    assert 1 == len(result.failed)
    assert "docs/a.md:3 (it is in the summary)" in result.failed[0]


def test_own_pull_request_cannot_have_changes_requested(gate: Gate) -> None:
    """A refused request for changes still leaves the comments."""
    gate.options["review_event"] = "REQUEST_CHANGES"
    message = "Can not request changes on your own pull request"
    gate.server.fail(422, method="POST", path="/pulls/1/reviews", message=message)
    result = gate.run()

    assert is_whole(gate)
    assert 1 == len(result.failed)


def test_read_only_token_is_refused_once(gate: Gate) -> None:
    """A fork's token may read; the first refusal is the only one, and says which permission is missing."""
    gate.permissions = {"contents": "read", "pull-requests": "read"}
    result = gate.run()

    assert ("comment on the pull request (this takes `pull-requests: write`)",) == result.not_permitted
    assert 0 == gate.server.count("POST", kind="rest")
    assert 2 == gate.server.count("POST", kind="graphql")
    assert [] == gate.pull.comments


def test_files_that_cannot_be_listed_leave_the_summary(gate: Gate) -> None:
    """Without the list of files there are no places for comments, but all is in the summary."""
    gate.server.fail(502, path="/files", times=99)
    client = gate.client()
    state = read_pull_request(client, gate.name)

    with pytest.raises(UnavailableError):
        gate.wanted(client, state.head)


def test_token_is_shown_nowhere(gate: Gate) -> None:
    """Neither the client's faults nor its words hold the token."""
    client = gate.client()
    token = next(iter(gate.server.world.tokens))
    gate.server.fail(502, kind="graphql", times=99)

    with pytest.raises(UnavailableError) as caught:
        read_pull_request(client, gate.name)

    assert token not in f"{caught.value!r} {gate.clock.said} {client!r}"
