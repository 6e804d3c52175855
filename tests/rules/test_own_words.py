"""A team's own words (``words:``, ``phases:`` of its configuration) mean in every place what the built-in ones mean."""

from __future__ import annotations

import pytest
from tests.judging.specs import CONFIG, FILES, PATH, PLAN
from tests.support.memory import MemoryTree, audit, compare

OWN = f"{CONFIG}words: {{none: [dim byd], later: [i ddod]}}\nphases: {{retired: [wedi mynd]}}\n"
OTHER = "plans/PLAN-002-more.md"


def found(files: dict[str, str], config: str = OWN) -> set[str]:
    """The rules that say something of a repository under a configuration."""
    tree = MemoryTree({path: text.encode() for path, text in {**files, ".speclatch.yml": config}.items()})
    return {one.finding.rule for one in audit(tree).findings}


def planned(*changes: tuple[str, str]) -> dict[str, str]:
    """The repository with pieces of its plan replaced."""
    text = PLAN
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return {**FILES, PATH: text}


NONE = (
    (("prd_ref: docs/prd/PRD-001-refunds.md", "prd_ref: Dim byd"),),
    (("adr_refs: [ADR-002]", "adr_refs: dim byd"),),
    (("adr_refs: [ADR-002]", 'adr_refs: ["dim byd"]'),),
    (("- [x] Reviewed", "- [ ] Reviewed: dim byd, nobody has to"),),
)


@pytest.mark.parametrize("changes", NONE)
def test_a_word_for_nothing_answers(changes: tuple[tuple[str, str], ...]) -> None:
    """A team's word for none closes what `N/A` closes; without the configuration it is no answer."""
    assert set() == found(planned(*changes))
    assert found(planned(*changes), CONFIG)


def test_a_successor_that_is_nothing_is_none() -> None:
    """A decision whose `superseded_by` holds a team's word for none still stands."""
    adr = "---\nid: ADR-002\nstatus: Accepted\nsuperseded_by: dim byd\n---\n\n# ADR-002: Batches\n\nIn batches.\n"
    files = {**FILES, "docs/adr/ADR-002-batches.md": adr}

    assert set() == found(files)
    assert {"reference-stale"} == found(files, CONFIG)


LATER = (
    ("prd_ref: docs/prd/PRD-001-refunds.md", "prd_ref: i ddod", "reference-missing"),
    ("prd_ref: docs/prd/PRD-001-refunds.md", "prd_ref: I ddod (after the review)", "reference-missing"),
    ("one key per refund", "i ddod", "placeholder-left"),
    ("- **PRD:** [PRD-001](../docs/prd/PRD-001-refunds.md#goals)", "- **PRD:** i ddod", "placeholder-left"),
)


@pytest.mark.parametrize(("old", "new", "rule"), LATER)
def test_a_word_for_later_answers_nothing(old: str, new: str, rule: str) -> None:
    """A team's word for later leaves open what `TBD` leaves open."""
    assert rule in found(planned((old, new)))


def test_a_reason_that_is_still_to_come_excuses_nothing() -> None:
    """An ignore comment whose reason is a team's word for later does nothing, and that is said."""
    files = planned(("| Risk | Answer |", "<!-- speclatch-ignore: table-empty -- i ddod -->\n\n| Risk | Answer |"))
    files[PATH] = files[PATH].replace("| double payment | one key per refund |\n", "")

    assert {"table-empty", "ignore-unexplained"} == found(files)


def test_a_target_that_says_only_that_it_will_come_is_hollow() -> None:
    """A document that holds nothing but a team's word for later has nothing in it."""
    prd = FILES["docs/prd/PRD-001-refunds.md"].replace("Money back.", "I ddod")

    assert {"reference-hollow"} == found({**FILES, "docs/prd/PRD-001-refunds.md": prd})


def test_a_status_that_a_team_retires_by_takes_a_decision_back() -> None:
    """A status that the configuration adds to the retired ones makes a reference stale."""
    adr = FILES["docs/adr/ADR-002-batches.md"].replace("Accepted", "Wedi mynd")

    assert {"reference-stale"} == found({**FILES, "docs/adr/ADR-002-batches.md": adr})


def test_what_was_open_in_a_teams_words_weighs_as_much_when_deleted() -> None:
    """A label with a team's word for later behind it was open: to delete it is no way to finish."""
    plan = PLAN.replace("- [x] Reviewed", "- [ ] Reviewed").replace("Implementation", "Validated")
    before = {**FILES, ".speclatch.yml": OWN, PATH: plan}
    after = {**before, PATH: plan.replace("- [ ] Reviewed\n", "")}
    base, head = (MemoryTree({path: text.encode() for path, text in files.items()}) for files in (before, after))

    assert {("item-removed", "error")} == {
        (one.finding.rule, one.severity.value) for one in compare(base, head).findings
    }
