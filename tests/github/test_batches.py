"""Many comments mended at once: few requests, and an outcome for each."""

from __future__ import annotations

import pytest
from tests.github.gate import Gate

MANY = "# A\n\n" + "".join(f"ERROR fault{number}\n\n" for number in range(1, 31))
FORBIDDEN = {"type": "FORBIDDEN", "message": "Resource not accessible by integration"}


@pytest.fixture
def crowded(gate: Gate) -> Gate:
    """A pull request on which thirty comments stand."""
    gate.push({"docs/a.md": MANY})
    gate.run()
    assert 30 == len(gate.pull.threads)
    gate.server.forget_requests()
    return gate


def mutations(gate: Gate) -> int:
    """How many requests changed something by GraphQL."""
    return sum(request.operation.startswith("mutation") for request in gate.server.api_requests)


def test_thirty_comments_go_in_two_requests(crowded: Gate) -> None:
    """Mending all of thirty findings costs five requests: two looks, two batches, the summary."""
    crowded.push({"docs/a.md": "# A\n"})
    result = crowded.run()

    assert () == result.failed + result.not_permitted
    assert 31 == len(result.posted)
    assert [] == crowded.pull.threads
    assert (5, 2) == (len(crowded.server.api_requests), mutations(crowded))


def test_answered_ones_among_them_are_settled(crowded: Gate) -> None:
    """Deleted and settled side by side, the threads resolved in a request before."""
    crowded.permissions = {"contents": "write", "pull-requests": "write"}
    for thread in crowded.pull.threads[:10]:
        crowded.server.reply_as_human(crowded.pull, thread, "Why?")
    fixed = crowded.push({"docs/a.md": "# A\n"})
    crowded.server.forget_requests()
    result = crowded.run()

    assert () == result.failed + result.not_permitted
    assert [True] * 10 == [thread.is_resolved for thread in crowded.pull.threads]
    assert {f"✅ Fixed in {fixed[:7]}."} == {crowded.said(thread.comments[0]) for thread in crowded.pull.threads}
    assert (6, 3) == (len(crowded.server.api_requests), mutations(crowded))


def test_one_that_is_gone_already_does_not_matter(crowded: Gate) -> None:
    """A comment that was deleted under our hands is no failure, and the others go all the same."""
    crowded.push({"docs/a.md": "# A\n"})
    crowded.server.on_request(
        lambda _: crowded.pull.threads.pop(3),  # type: ignore[arg-type]
        operation="mutation",
    )
    result = crowded.run()

    assert () == result.failed
    assert 30 == len(result.posted)
    assert [] == crowded.pull.threads


def test_a_lost_answer_is_asked_for_again(crowded: Gate) -> None:
    """Deleting twice is no different from once, so a request whose answer got lost is made again."""
    crowded.push({"docs/a.md": "# A\n"})
    crowded.server.reset(operation="mutation", after=True)
    result = crowded.run()

    assert () == result.failed
    assert [] == crowded.pull.threads


def test_a_query_that_took_too_long_is_asked_again(crowded: Gate) -> None:
    """GraphQL tells its own time-outs with status 200."""
    crowded.push({"docs/a.md": "# A\n"})
    told = {"data": None, "errors": [{"message": "Something went wrong while executing your query."}]}
    crowded.server.fail(200, operation="mutation", body=told)
    result = crowded.run()

    assert () == result.failed
    assert [] == crowded.pull.threads


def test_what_graphql_keeps_from_a_token_goes_by_rest(gate: Gate) -> None:
    """Where GraphQL alone refuses a deletion, REST is asked before it counts as not permitted."""
    gate.run()
    gate.push({"docs/a.md": "# A\n"})
    refused = [FORBIDDEN | {"path": [f"m{number}"]} for number in range(2)]
    gate.server.fail(200, operation="mutation", body={"data": {"m0": None, "m1": None}, "errors": refused})
    result = gate.run()

    assert () == result.failed + result.not_permitted
    assert 2 == gate.server.count("DELETE")
    assert [] == gate.pull.threads


def test_one_refused_among_many_is_told_alone(gate: Gate) -> None:
    """An alias that fails loses the others nothing."""
    gate.run()
    gate.push({"docs/a.md": "# A\n"})
    refused = [{"type": "UNPROCESSABLE", "message": "Locked", "path": ["m1"]}]
    gate.server.fail(200, after=True, operation="mutation", body={"data": {"m0": {}, "m1": None}, "errors": refused})
    result = gate.run()

    assert ["Locked"] == [text.partition(": ")[2] for text in result.failed]
    assert 2 == len(result.posted)


def test_a_read_only_token_is_refused_once(crowded: Gate) -> None:
    """Neither way may the token delete: it is told once, and the rest is not tried."""
    crowded.permissions = {"contents": "read", "pull-requests": "read"}
    crowded.push({"docs/a.md": "# A\n"})
    result = crowded.run()

    assert 1 == len(result.not_permitted)
    assert 1 == crowded.server.count("DELETE")
    assert 30 == len(crowded.pull.threads)
