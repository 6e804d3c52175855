"""A check list that is a table: GitHub draws no box in a cell, so people type one, and it is asked for like a box."""

from __future__ import annotations

import pytest
from tests.support.memory import audit, compare

CONFIG = "version: 1\nprofiles:\n  - {name: plan, template: docs/template.md, match: ['plans/*.md']}\n"
TEMPLATE = """\
---
id: PLAN-###
status: Draft | Implementation | Validated
---

# Plan: <Name>

## Summary

Say what is built.

## Checklist

| Check | Done |
|---|---|
| Migration applied | [ ] |
| Docs written | [ ] |
"""
PLAN = """\
---
id: PLAN-001
status: Validated
---

# Plan: Refunds

## Summary

We pay.

## Checklist

| Check | Done |
|---|---|
| Migration applied | [x] |
| Docs written | [x] |
"""
ROW = "| Docs written | [x] |\n"


def repository(plan: str, template: str = TEMPLATE) -> dict[str, str]:
    """A repository with one plan."""
    return {".speclatch.yml": CONFIG, "docs/template.md": template, "plans/PLAN-001-refunds.md": plan}


def told(plan: str, base: str = "", template: str = TEMPLATE) -> list[tuple[str, str, int]]:
    """What is said of a plan, or of the change that makes it of ``base``."""
    after = repository(plan, template)
    report = compare(repository(base, template), after) if base else audit(after)
    return [(one.finding.rule, one.severity.value, one.finding.location.line) for one in report.findings]


@pytest.mark.parametrize("sign", ["[ ]", "[]", "\\[ \\]", "☐", "⬜", "[ ] later", "[-]", "［ ］"])
def test_an_open_box_in_a_cell_is_an_open_box(sign: str) -> None:
    """It is an error where the work is said to be done, and a note before."""
    plan = PLAN.replace(ROW, f"| Docs written | {sign} |\n")

    assert [("task-unchecked", "error", 17)] == told(plan)
    assert [("task-unchecked", "note", 17)] == told(plan.replace("Validated", "Implementation"))


@pytest.mark.parametrize(
    "sign", ["[x]", "[X]", "☑", "✅", "yes", "N/A", "[ ] N/A: nobody reads them", "~~[ ]~~ [x]", "done"]
)
def test_a_cell_that_is_answered_is_none(sign: str) -> None:
    """A tick, a word and an `N/A` close it."""
    assert [] == told(PLAN.replace(ROW, f"| Docs written | {sign} |\n"))


def test_a_blank_column_of_the_template_may_hold_boxes_too() -> None:
    """A template that leaves its column blank asks for the same."""
    template = TEMPLATE.replace("[ ]", "   ")

    assert [("task-unchecked", "error", 17)] == told(PLAN.replace(ROW, "| Docs written | [ ] |\n"), template=template)


def test_boxes_as_names_and_in_the_authors_own_tables_are_text() -> None:
    """A legend explains the signs, and nobody has to tick it."""
    legend = "\n## Legend\n\n| Sign | Meaning |\n|---|---|\n| [ ] | open |\n| done | [ ] |\n"

    assert [] == told(PLAN + legend)


def test_a_row_that_was_open_is_not_closed_by_taking_it_out() -> None:
    """Nor is the table: each weighs what the open box weighed."""
    base = PLAN.replace(ROW, "| Docs written | [ ] |\n")

    assert [("item-removed", "error", 12)] == told(PLAN.replace(ROW, ""), base)
    assert [("item-removed", "error", 12)] == told(PLAN.partition("| Check")[0] + "All done.\n", base)
    assert "item-removed" not in {rule for rule, *_ in told(PLAN.replace(ROW, ""), PLAN)}
