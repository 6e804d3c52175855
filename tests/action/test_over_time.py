"""Done is proven, approved stays approved, what moved is noticed: what stands on a pull request until it is mended."""

from __future__ import annotations

import pytest
from tests.action.job import Stage
from tests.action.standing import Conversation, Standing, standing
from tests.github_server.repository import Git
from tests.judging.specs import FILES, PATH, PLAN

RULES = FILES[".speclatch.yml"] + "rules: {approved-changed: error, reference-suspect: warning}\n"
PRD = "docs/prd/PRD-001-refunds.md"
RECEIPT = "supabase/functions/receipt.ts"
DONE = PLAN.replace("status: Implementation", "status: Validated")
BOXED = DONE.replace("- [x] Reviewed", f"- [x] Reviewed\n- [x] Mail the receipt in `{RECEIPT}`")
LISTED = DONE.replace("## 3.", f"| File | Purpose |\n|------|---------|\n| `{RECEIPT}` | the mail |\n\n## 3.")
SUPERSEDED = DONE.replace("Validated", "Superseded").replace("per refund", "per day")

GREEN = "✅ Speclatch: 1 spec in order"
RED = "❌ Speclatch: 1 error to fix before this is merged"
WARNED = "✅ Speclatch: nothing blocks this merge"
UNPROVEN = f"❌ the box is ticked and names `{RECEIPT}`, which is not there"
MISSING = f"⚠️ this spec is `Validated` and lists `{RECEIPT}`, which is not there"
CHANGED = "❌ `double payment` was approved as `one key per refund` and says `one key per day` now"


def on_base(stage: Stage, files: dict[str, str]) -> Stage:
    """The stage, where its main branch has these files besides."""
    stage.server.push(stage.repository, "main", dict(files))
    stage.files = {**stage.files, **files}
    return stage


@pytest.mark.parametrize(
    ("bad", "line", "said", "headline", "good"),
    [
        (BOXED, 21, UNPROVEN, RED, {PATH: BOXED, RECEIPT: "export {};\n"}),
        (BOXED, 21, UNPROVEN, RED, {PATH: BOXED.replace("[x] Mail", "[ ] ~~Mail").replace(".ts`", ".ts`~~")}),
        (LISTED, 24, MISSING, WARNED, {PATH: LISTED, f"apps/mail/{RECEIPT}": "export {};\n"}),
        (LISTED, 24, MISSING, WARNED, {PATH: LISTED, RECEIPT: "export {};\n"}),
        (LISTED, 24, MISSING, WARNED, {PATH: DONE}),
    ],
)
def test_work_that_is_not_there(
    stage: Stage, bad: str, line: int, said: str, headline: str, good: dict[str, str]
) -> None:
    """A comment stands on the box or the row; it is gone, and the headline green, once the work is there."""
    pull = stage.open({**FILES, PATH: bad})
    first = stage.run(pull).code
    red = standing(pull)
    stage.push({**FILES, **good})
    second = stage.run(pull).code

    assert Standing((headline,), (Conversation(PATH, line, (said,)),), ("COMMENTED",)) == red
    assert Standing((GREEN,), (), ("COMMENTED",)) == standing(pull)
    assert (int(headline == RED), 0) == (first, second)


@pytest.mark.parametrize(
    "good",
    [DONE.replace("nightly", "weekly"), DONE.replace("one key per refund", "“one key” per refund."), SUPERSEDED],
    ids=["other words alone", "typography alone", "superseded"],
)
def test_what_was_approved_is_put_otherwise(stage: Stage, good: str) -> None:
    """A comment quotes the old and the new words on the row; nothing is left of it where nobody can object."""
    stage = on_base(stage, {PATH: DONE, ".speclatch.yml": RULES})
    pull = stage.open({**stage.files, PATH: DONE.replace("per refund", "per day")})
    first = stage.run(pull).code
    red = standing(pull)
    stage.push({**stage.files, PATH: good, "notes.txt": "x"})
    second = stage.run(pull).code

    assert Standing((RED,), (Conversation(PATH, 26, (CHANGED,)),), ("COMMENTED",)) == red
    assert Standing((GREEN,), (), ("COMMENTED",)) == standing(pull)
    assert (1, 0) == (first, second)


def test_what_a_spec_builds_on_moves(stage: Stage) -> None:
    """The spec is not in the diff, so the summary links to its line; touching it or saying that it fits clears it."""
    stage = on_base(stage, {".speclatch.yml": RULES})
    moved = {**stage.files, PRD: FILES[PRD].replace("Money back.", "Money back within a day.")}
    pull = stage.open(moved)
    stage.run(pull)
    warned = standing(pull)
    listed = "[`PLAN-001:5`]" in pull.comments[0].body and "the change alters `Goals`" in pull.comments[0].body
    stage.push({**moved, PATH: PLAN.replace("paid out nightly", "paid out daily")})
    stage.run(pull)
    touched = standing(pull)
    stage.push(moved)
    stage.run(pull)
    again = standing(pull)
    blob = Git(stage.repository.path).text("rev-parse", f"topic:{PRD}")
    stage.push({**moved, PATH: f"{PLAN}\n<!-- speclatch-reviewed: PRD-001 {blob[:8]} -->\n"})
    stage.run(pull)

    assert listed
    assert [Standing((WARNED,)), Standing((GREEN,)), Standing((WARNED,))] == [warned, touched, again]
    assert Standing((GREEN,)) == standing(pull)


def test_what_a_spec_builds_on_moves_unasked(stage: Stage) -> None:
    """As a note, which it is by default, it stands in the job summary, and nothing is posted for it."""
    pull = stage.open({**FILES, PRD: FILES[PRD].replace("Money back.", "Money back within a day.")})
    outcome = stage.run(pull)

    assert (0, Standing()) == (outcome.code, standing(pull))
    assert "the change alters `Goals` of" in outcome.summary
