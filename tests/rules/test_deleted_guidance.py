"""What still held the template's text, or a word for later, and is deleted weighs what it weighed while it stood."""

from __future__ import annotations

import pytest
from tests.support.memory import compare

CONFIG = "version: 1\nprofiles:\n  - {name: note, template: template.md, match: ['specs/*.md']}\n"
TEMPLATE = """---
status: Draft
---

# <Title>

## Plan

- **Owner**: [who]
- **Cost**: [how much]

## Risks

[Which risks there are]
"""
LEFT = """---
status: Accepted
---

# Racks

## Plan

- **Owner**: Ina
- **Cost**: {}

## Risks

{}
"""


def changed(before: str, after: str) -> list[tuple[str, str]]:
    """The findings of a change of one spec: (severity, rule)."""
    files = {".speclatch.yml": CONFIG, "template.md": TEMPLATE}
    report = compare({**files, "specs/a.md": before}, {**files, "specs/a.md": after})
    return [(one.severity.value, one.finding.rule) for one in report.findings]


@pytest.mark.parametrize("value", ["[how much]", "TBD", "", "~~ten~~"])
def test_a_label_that_nobody_had_answered_is_no_cheaper_to_delete(value: str) -> None:
    """In a done spec its absence is an error, as what stood behind it was."""
    before = LEFT.format(value, "None: only wood.")

    done = before.replace(f"- **Cost**: {value}\n", "").replace("Accepted", "Implemented")

    assert [("error", "item-removed")] == changed(before, done)


def test_an_answered_label_that_is_deleted_is_a_warning() -> None:
    """Nothing open is hidden by it."""
    before = LEFT.format("ten", "None: only wood.")

    done = before.replace("- **Cost**: ten\n", "").replace("Accepted", "Implemented")

    assert [("warning", "item-removed")] == changed(before, done)


def test_a_section_that_held_the_template_s_text_is_no_cheaper_to_delete() -> None:
    """Its guidance was an error where it stood."""
    before = LEFT.format("ten", "[Which risks there are]")

    done = before.replace("## Risks\n\n[Which risks there are]\n", "").replace("Accepted", "Implemented")

    assert [("error", "section-missing")] == changed(before, done)


@pytest.mark.parametrize(
    ("value", "weight"), [("TBD", "error"), ("~~Ina~~", "error"), ("", "error"), ("Ina", "warning")]
)
def test_a_section_whose_label_nobody_had_answered(value: str, weight: str) -> None:
    """Taken out of what is done, it weighs what it weighed; one that says something may go with a warning."""
    template = "---\nstatus: Draft | Done\n---\n\n# <Title>\n\n## Plan\n\nSay it.\n\n## Owner\n\n- **Name:** [name]\n"
    files = {".speclatch.yml": CONFIG, "template.md": template}
    without = "---\nstatus: Done\n---\n\n# Racks\n\n## Plan\n\nThree of them.\n"
    before = {**files, "specs/a.md": f"{without}\n## Owner\n\n- **Name:** {value}\n"}
    report = compare(before, {**files, "specs/a.md": without})

    assert [("section-missing", weight)] == [(one.finding.rule, one.severity.value) for one in report.findings]
