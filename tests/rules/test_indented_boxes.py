"""Boxes that are indented so far that GitHub reads them as the text of the line above."""

from __future__ import annotations

from tests.support.memory import compare

from speclatch.model import Phase

CONFIG = 'version: 1\nprofiles: [{name: plan, template: t.md, match: ["plans/*.md"]}]\n'
TEMPLATE = "---\nstatus: Draft\n---\n\n# <Title>\n\n## Work\n\n- [ ] Reviewed\n- [ ] Told\n"
PLAN = TEMPLATE.replace("<Title>", "Mail").replace("- [ ] Reviewed", "- [x] Reviewed")


def said(status: str, told: str) -> list[tuple[str, str, bool]]:
    """What a change of the last box brings: rule, message, and whether it is mended by itself."""
    base = {".speclatch.yml": CONFIG, "t.md": TEMPLATE, "plans/a.md": PLAN}
    text = PLAN.replace("Draft", status).replace("- [ ] Told", told)
    report = compare(base, {**base, "plans/a.md": text})
    return [(one.finding.rule, one.finding.message, one.finding.fix is not None) for one in report.findings]


def test_a_box_that_goes_on_the_text_above() -> None:
    """It is told of as it is meant, and has no mend but its indentation: the program stopped at it."""
    for phase, status in ((Phase.IMPLEMENTING, "Implementation"), (Phase.DONE, "Validated")):
        malformed = [one for one in said(status, "      - [ ] Told") if one[0] == "task-malformed"]

        assert [
            ("task-malformed", "`- [ ] Told` goes on the text above it and is no box to GitHub", False)
        ] == malformed, phase


def test_a_box_that_is_one_needs_no_mend() -> None:
    """One that is indented as an item of the item above is a box."""
    assert [] == [one for one in said("Implementation", "  - [ ] Told") if one[0] == "task-malformed"]
