"""The life of a pull request, push by push: exactly what stands on it after each."""

from __future__ import annotations

from tests.github.gate import Gate

from speclatch.github.publisher import publish
from speclatch.github.reader import read_pull_request
from speclatch.reports.options import Diff

ONE = "❌ `one` is wrong"
TWO = "⚠️ `two` is wrong"


def test_first_failing_run_posts_one_review_and_one_summary(gate: Gate) -> None:
    """A first run leaves a summary comment and one review with a comment per finding, in five requests."""
    result = gate.run()

    assert () == result.failed + result.not_permitted
    assert {"docs/a.md:3": ONE, "docs/a.md:5": TWO} == gate.inline()
    assert ["### ❌ Speclatch: 1 error to fix before this is merged"] == gate.headlines()
    assert [("COMMENTED", "")] == [(review.state, review.body) for review in gate.pull.reviews]
    assert result.comment_url.endswith(f"#issuecomment-{gate.pull.comments[0].id}")
    assert 5 == len(gate.server.api_requests)


def test_suggestion_is_offered_with_the_finding(gate: Gate) -> None:
    """A finding with a fix comes with a block that GitHub applies with one click."""
    gate.run()

    body = gate.pull.review_comments[1].body
    assert "```suggestion\nmended\n```" in body


def test_clean_pull_request_gets_no_word(gate: Gate) -> None:
    """With nothing to say and nothing said before, nothing is posted, in a single request."""
    gate.push({"docs/a.md": "# A\n"})
    gate.server.forget_requests()
    result = gate.run()

    assert () == result.posted
    assert [] == gate.pull.comments
    assert 1 == len(gate.server.api_requests)


def test_open_points_are_listed(gate: Gate) -> None:
    """What is open in a changed spec is listed in the summary, though it blocks nothing; no line is commented on."""
    gate.push({"docs/a.md": "# A\n\nNOTE three\n"})

    assert ("post the summary comment",) == gate.run().posted
    assert ["### ✅ Speclatch: nothing blocks this merge"] == gate.headlines()
    assert ["a.md:3"] == gate.linked()


def test_good_news_are_posted_where_asked_for(gate: Gate) -> None:
    """``comment: always`` posts the summary of a pull request that is in order."""
    gate.options["comment"] = "always"
    gate.push({"docs/a.md": "# A\n"})
    gate.run()

    assert ["### ✅ Speclatch: 1 spec in order"] == gate.headlines()


def test_unchanged_second_run_posts_nothing(gate: Gate) -> None:
    """A second run on the same head does nothing, in two requests."""
    gate.run()
    before = gate.everything()
    gate.server.forget_requests()
    result = gate.run()

    assert () == result.posted
    assert before == gate.everything()
    assert 2 == len(gate.server.api_requests)


def test_life_in_eight_pushes(gate: Gate) -> None:
    """Fail, same, moved, partly fixed, answered, regressed, force-pushed, green."""
    gate.run()
    one, two = gate.pull.review_comments

    # Same findings, another head: nothing is rewritten.
    before = gate.everything()
    gate.push({"README.md": "Hello again.\n"})
    assert () == gate.run().posted
    assert before == gate.everything()

    # The lines move down: the comments move with them (GitHub's doing), the summary names the new lines.
    gate.push({"docs/a.md": "# A\n\nMore.\n\nERROR one\n\nWARNING two -> mended\n"})
    gate.run()
    assert [one.id, two.id] == [comment.id for comment in gate.pull.review_comments]
    assert {"docs/a.md:5": ONE, "docs/a.md:7": TWO} == gate.inline()
    assert ["a.md:5", "a.md:7"] == gate.linked()

    # One is fixed: its comment goes, nobody had answered it.
    gate.push({"docs/a.md": "# A\n\nERROR one\n"})
    gate.run()
    assert {"docs/a.md:3": ONE} == gate.inline()
    assert [one.id] == [comment.id for comment in gate.pull.review_comments]

    # Somebody answers; the finding is fixed: the comment stays and says so.
    gate.server.reply_as_human(gate.pull, gate.pull.threads[0], "Why?")
    fixed = gate.push({"docs/a.md": "# A\n"})
    gate.run()
    assert {} == gate.inline()
    assert [f"✅ Fixed in {fixed[:7]}.", "Why?"] == [gate.said(comment) for comment in gate.pull.review_comments]
    assert ["### ✅ Speclatch: 1 spec in order"] == gate.headlines()

    # It comes back: the same comment says so again.
    gate.push({"docs/a.md": "# A\n\nERROR one\n"})
    gate.run()
    assert [ONE, "Why?"] == [gate.said(comment) for comment in gate.pull.review_comments]

    # Force-pushed with another finding: a second review with one comment.
    gate.push({"docs/a.md": "# A\n\nERROR one\n\nERROR three\n"}, onto="main")
    gate.run()
    assert {"docs/a.md:3": ONE, "docs/a.md:5": "❌ `three` is wrong"} == gate.inline()
    assert 2 == sum(review.user.login.endswith("[bot]") for review in gate.pull.reviews)

    # Green.
    green = gate.push({"docs/a.md": "# A\n"})
    gate.run()
    assert [f"✅ Fixed in {green[:7]}.", "Why?"] == [gate.said(comment) for comment in gate.pull.review_comments]
    assert ["### ✅ Speclatch: 1 spec in order"] == gate.headlines()
    assert () == gate.run().posted


def test_thread_is_resolved_where_permitted(gate: Gate) -> None:
    """With ``contents: write`` an answered, fixed finding's thread is resolved; opened when it is back."""
    gate.permissions = {"contents": "write", "pull-requests": "write"}
    gate.run()
    gate.server.reply_as_human(gate.pull, gate.pull.threads[0], "Why?")
    gate.push({"docs/a.md": "# A\n"})
    gate.run()
    after_fix = gate.pull.threads[0].is_resolved
    gate.push({"docs/a.md": "# A\n\nERROR one\n"})
    result = gate.run()

    assert after_fix
    assert not gate.pull.threads[0].is_resolved
    assert {"docs/a.md:3": ONE} == gate.inline()
    assert () == result.failed + result.not_permitted


def test_missing_permission_to_resolve_is_told_once(gate: Gate) -> None:
    """With ``contents: read`` resolving is not permitted: said once, however many threads; no failure."""
    gate.run()
    for thread in gate.pull.threads:
        gate.server.reply_as_human(gate.pull, thread, "Why?")
    gate.push({"docs/a.md": "# A\n"})
    gate.server.forget_requests()
    result = gate.run()

    assert () == result.failed
    assert 1 == len(result.not_permitted)
    assert "contents: write" in result.not_permitted[0]
    assert 1 == sum("resolveReviewThread" in request.operation for request in gate.server.requests)
    assert not any(thread.is_resolved for thread in gate.pull.threads)
    gate.server.forget_requests()
    assert () == gate.run().not_permitted


def test_finding_that_comes_back_after_the_permission_went_gets_a_new_comment(gate: Gate) -> None:
    """What we resolved and may not open again is said in a new comment, in the same run."""
    gate.permissions = {"contents": "write", "pull-requests": "write"}
    gate.run()
    gate.server.reply_as_human(gate.pull, gate.pull.threads[0], "Why?")
    gate.push({"docs/a.md": "# A\n"})
    gate.run()
    gate.permissions = None
    gate.push({"docs/a.md": "# A\n\nERROR one\n"})
    result = gate.run()

    assert 1 == len(result.not_permitted)
    assert {"docs/a.md:3": ONE} == gate.inline()
    assert 2 == len(gate.pull.threads)
    assert () == gate.run().posted


def test_thread_that_a_person_resolved_stays_resolved(gate: Gate) -> None:
    """A finding whose thread a person resolved is still in the summary, but not said again on its line."""
    gate.run()
    gate.server.resolve_as_human(gate.pull.threads[0])
    before = gate.everything()

    assert () == gate.run().posted
    assert before == gate.everything()
    assert gate.pull.threads[0].is_resolved


def test_other_peoples_comments_are_left_alone(gate: Gate) -> None:
    """Comments of others stay as they are, even if they carry our marker."""
    gate.run()
    forged = gate.pull.comments[0].body
    gate.server.comment_as_human(gate.pull, forged)
    gate.server.comment_as_human(gate.pull, forged, login="coverage[bot]")
    gate.server.review_as_human(gate.pull, comments={("docs/a.md", 3): gate.pull.review_comments[0].body})
    gate.push({"docs/a.md": "# A\n"})
    gate.run()

    assert [forged, forged] == [comment.body for comment in gate.pull.comments[1:]]
    assert 1 == len(gate.pull.threads)


def test_two_instances_do_not_touch_each_other(gate: Gate) -> None:
    """Another ``comment-id`` is another author of comments."""
    gate.run()
    gate.options["comment_id"] = "service-b"
    gate.run()

    assert 2 == len(gate.summaries())
    assert 4 == len(gate.pull.threads)
    assert "### ❌ Speclatch `service-b`: 1 error to fix before this is merged" == gate.headlines()[1]
    assert () == gate.run().posted


def test_changes_are_requested_and_the_request_withdrawn(gate: Gate) -> None:
    """``review-event: REQUEST_CHANGES`` holds while the gate fails, and is dismissed once it passes."""
    gate.options["review_event"] = "REQUEST_CHANGES"
    gate.run()
    first = [review.state for review in gate.pull.reviews]
    gate.push({"docs/a.md": "# A\n\nERROR one\n\nERROR three\n"})
    gate.run()
    second = [review.state for review in gate.pull.reviews]
    gate.push({"docs/a.md": "# A\n"})
    gate.run()

    assert ["CHANGES_REQUESTED"] == first
    assert ["CHANGES_REQUESTED", "COMMENTED"] == second
    assert ["DISMISSED", "COMMENTED"] == [review.state for review in gate.pull.reviews]
    assert () == gate.run().posted


def test_without_a_summary_the_review_stands_alone(gate: Gate) -> None:
    """``comment: off`` leaves only the comments on lines, in five requests, and nothing to do a second time."""
    gate.options["comment"] = "off"
    result = gate.run()

    assert () == result.failed
    assert [] == gate.pull.comments
    assert 2 == len(gate.inline())
    assert 5 == len(gate.server.api_requests)
    assert () == gate.run().posted


def test_failure_to_list_files_rewrites_nothing(gate: Gate) -> None:
    """A run that does not know the diff leaves the comments that stand as they are."""
    gate.run()
    before = gate.everything()
    client = gate.client()
    state = read_pull_request(client, gate.name)
    result = publish(client, gate.name, gate.wanted(client, state.head, diff=Diff()), state)

    assert () == result.posted + result.failed
    assert before == gate.everything()
