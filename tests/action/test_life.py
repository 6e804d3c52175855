"""The life of a pull request through the real action: exactly what stands on it after each push, and who may merge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from tests.action.job import Outcome, Stage
from tests.action.standing import Conversation, Standing, standing
from tests.github_server import PullRequest
from tests.github_server.plain import call
from tests.judging.specs import FILES, PATH, PLAN

from speclatch.errors import ExitCode

JOB = "speclatch"
MIGRATION = "20260102030405_refunds.sql"
GOOD = PLAN.replace("nightly", "weekly")
OPEN = GOOD.replace("one key per refund", "TBD")
BOTH = OPEN.replace(MIGRATION, "20260102030409_refunds.sql")
MOVED = BOTH.replace("Refunds are paid", "Money that was paid in error goes back.\n\nRefunds are paid")
OTHER = OPEN.replace("- [x] Reviewed", "- [x] Reviewed by <Name>")

TBD = "❌ still open: `TBD`"
LOST = "❌ migration `supabase/migrations/20260102030409_refunds.sql` does not exist"
NAME = "❌ the template's text still stands: `<Name>`"
TWO = "❌ Speclatch: 2 errors to fix before this is merged"
ONE = "❌ Speclatch: 1 error to fix before this is merged"
GREEN = "✅ Speclatch: 1 spec in order"


@dataclass
class Life:
    """A pull request under branch protection: each push is judged by a job, whose conclusion GitHub reports."""

    stage: Stage
    pull: PullRequest
    permissions: Mapping[str, str] | None = None
    requests: list[int] = field(default_factory=list)

    def push(self, plan: str, more: str = "", *, onto: str | None = None) -> str:
        """Push a version of the plan."""
        return self.stage.push({**FILES, PATH: plan, "notes.txt": more}, onto=onto)

    def run(self) -> Outcome:
        """Run the job; GitHub then reports its conclusion as the check of that name."""
        server = self.stage.server
        outcome = self.stage.run(self.pull, token=server.workflow_token(self.permissions))
        server.finish_job(self.pull, JOB, "success" if outcome.code == 0 else "failure")
        self.requests.append(outcome.requests)
        return outcome

    def merge(self) -> tuple[int, str]:
        """Ask for the merge as its author would: the status, and what GitHub says."""
        path = f"/repos/acme/specs/pulls/{self.pull.number}/merge"
        answer = call(self.stage.server, "PUT", path, self.stage.server.human_token(), {})
        return answer.status, answer.body["message"]

    def links(self) -> list[str]:
        """The lines that the summary lists."""
        return re.findall(r"^- (?:\S+ )?\[`([^`]+)`\]", self.pull.comments[0].body, re.MULTILINE)


@pytest.fixture
def life(stage: Stage) -> Life:
    """A pull request with two faults, into a branch that requires the gate's job."""
    stage.server.protect(stage.repository, JOB, conversation_resolution=True)
    return Life(stage, stage.open({**FILES, PATH: BOTH}))


def on(line: int | None, *said: str, resolved: bool = False) -> Conversation:
    """A thread on the plan."""
    return Conversation(PATH, line, said, resolved)


REFUSED = (405, f'Required status check "{JOB}" is failing.')


def test_eight_pushes(life: Life) -> None:
    """Fail, same, moved lines, partly fixed, human reply, regressed, force-push, green."""
    stage, pull = life.stage, life.pull

    # 1. It fails: one summary, one review with a comment on each line.
    assert ExitCode.FAIL is life.run().code
    first = Standing((TWO,), (on(19, LOST), on(26, TBD)), ("COMMENTED",))
    assert first == standing(pull)
    assert ["PLAN-001:19", "PLAN-001:26"] == life.links()
    assert REFUSED == life.merge()

    # 2. The same faults on another head: not a word is touched.
    said = stage.server.see(pull)
    life.push(BOTH, "The same again.\n")
    assert ExitCode.FAIL is life.run().code
    assert said == stage.server.see(pull)
    assert REFUSED == life.merge()

    # 3. The lines move: the comments go with them, the summary names the new lines.
    ids = [comment.id for comment in pull.review_comments]
    life.push(MOVED)
    assert ExitCode.FAIL is life.run().code
    assert Standing((TWO,), (on(21, LOST), on(28, TBD)), ("COMMENTED",)) == standing(pull)
    assert ids == [comment.id for comment in pull.review_comments]
    assert ["PLAN-001:21", "PLAN-001:28"] == life.links()

    # 4. Partly fixed: that comment is gone, the other one untouched.
    life.push(OPEN)
    assert ExitCode.FAIL is life.run().code
    assert Standing((ONE,), (on(26, TBD),), ("COMMENTED",)) == standing(pull)
    assert REFUSED == life.merge()

    # 5. A person answers, and the fault is mended: the comment says so, the answer stays.
    stage.server.reply_as_human(pull, pull.threads[0], "Is N/A fine?")
    fixed = life.push(GOOD)
    assert ExitCode.PASS is life.run().code
    settled = on(None, f"✅ Fixed in {fixed[:7]}.", "Is N/A fine?")
    assert Standing((GREEN,), (settled,), ("COMMENTED",)) == standing(pull)

    # 6. It is back: the same comment says what it said, and no new one does.
    life.push(OPEN)
    assert ExitCode.FAIL is life.run().code
    assert Standing((ONE,), (on(26, TBD, "Is N/A fine?"),), ("COMMENTED",)) == standing(pull)
    assert REFUSED == life.merge()

    # 7. Force-pushed, with another fault: one comment more, in a second review.
    life.push(OTHER, onto="main")
    assert ExitCode.FAIL is life.run().code
    back = on(26, TBD, "Is N/A fine?")
    assert Standing((TWO,), (back, on(20, NAME)), ("COMMENTED",) * 2) == standing(pull)
    assert REFUSED == life.merge()

    # 8. Green: what nobody answered is gone; what was answered is for a person to resolve.
    green = life.push(GOOD)
    assert ExitCode.PASS is life.run().code
    settled = on(None, f"✅ Fixed in {green[:7]}.", "Is N/A fine?")
    assert Standing((GREEN,), (settled,), ("COMMENTED",) * 2) == standing(pull)
    assert (405, "A conversation must be resolved before this pull request can be merged.") == life.merge()
    stage.server.resolve_as_human(pull.threads[0])
    assert (200, "Pull Request successfully merged") == life.merge()
    assert [5, 2, 4, 5, 5, 5, 6, 5] == life.requests


def test_what_nobody_answered_blocks_no_merge(life: Life) -> None:
    """Where conversations must be resolved, a mended pull request can be merged at once, with the least permissions."""
    life.run()
    red = life.merge()
    life.push(GOOD)
    life.run()

    assert REFUSED == red
    assert Standing((GREEN,), (), ("COMMENTED",)) == standing(life.pull)
    assert (200, "Pull Request successfully merged") == life.merge()


def test_what_was_answered_is_resolved_where_the_token_may(life: Life) -> None:
    """With ``contents: write`` an answered thread blocks no merge: it is resolved, and opened if the fault is back."""
    life.permissions = {"contents": "write", "pull-requests": "write", "metadata": "read"}
    life.run()
    life.stage.server.reply_as_human(life.pull, life.pull.threads[1], "Why?")
    life.push(GOOD)
    life.run()
    resolved = [thread.is_resolved for thread in life.pull.threads]
    life.push(OPEN)
    life.run()
    back = standing(life.pull)
    fixed = life.push(GOOD)
    life.run()

    assert [True] == resolved
    assert Standing((ONE,), (on(26, TBD, "Why?"),), ("COMMENTED",)) == back
    assert (on(None, f"✅ Fixed in {fixed[:7]}.", "Why?", resolved=True),) == standing(life.pull).threads
    assert (200, "Pull Request successfully merged") == life.merge()


def test_a_request_for_changes_blocks_and_is_taken_back(life: Life) -> None:
    """``review-event: request-changes`` blocks the merge by review while the gate fails, and no longer than that."""
    life.stage.server.protect(life.stage.repository)
    life.stage.run(life.pull, review_event="request-changes")
    red = standing(life.pull).reviews, life.merge()
    again = life.stage.run(life.pull, review_event="request-changes")
    life.push(GOOD)
    life.stage.run(life.pull, review_event="request-changes")

    assert (("CHANGES_REQUESTED",), (405, "Changes were requested.")) == red
    assert 2 == again.requests
    assert ("DISMISSED",) == standing(life.pull).reviews
    assert (200, "Pull Request successfully merged") == life.merge()
