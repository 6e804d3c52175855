"""The example of an ignore comment, tried out where the summary shows it."""

from __future__ import annotations

import re

from tests.judging.specs import FILES, PATH, PLAN
from tests.reports.samples import PLACE
from tests.support.memory import audit

from speclatch.reports.how_to import ignore_examples
from speclatch.reports.summary import job_summary

BROKEN = PLAN.replace("#goals)", "#nowhere)").replace("adr_refs: [ADR-002]", "adr_refs: [ADR-077]")


def examples(text: str) -> list[str]:
    """The comments that the summary of a plan's findings shows, with a reason."""
    page = job_summary(audit({**FILES, PATH: text}), PLACE)
    shown = re.findall(r"`((?:<!-- |# )speclatch-ignore: [^`]*)`", page)
    return [comment.replace("-- reason", "-- agreed with the owner") for comment in shown]


def test_both_examples_excuse_what_they_are_shown_for() -> None:
    """Put where the summary says, each excuses a finding, and neither is said to be unused."""
    in_body, in_front = examples(BROKEN)
    before = audit({**FILES, PATH: BROKEN})
    excused = BROKEN.replace("- **PRD:**", f"{in_body}\n- **PRD:**").replace("adr_refs:", f"{in_front}\nadr_refs:")
    after = audit({**FILES, PATH: excused})

    assert ["reference-broken", "reference-broken"] == [judged.finding.rule for judged in before.findings]
    assert [] == [judged.finding.rule for judged in after.findings]
    assert 2 == len(after.ignored)


def test_nothing_to_excuse_shows_no_example() -> None:
    """A plan in order has no example."""
    assert ("", "") == ignore_examples(audit(FILES))
