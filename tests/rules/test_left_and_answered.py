"""What answers and what does not, where a first look is deceived: boxes, captions, footnotes, retyped guidance."""

from __future__ import annotations

import pytest
from tests.support.memory import audit

CONFIG = "version: 1\nprofiles:\n  - {name: plan, template: docs/template.md, match: ['plans/*.md']}\n"
TEMPLATE = """\
---
id: PLAN-###
status: Draft | Implementation | Validated
# How far it is. Where something is taken away, it is deprecated|removed.
stage: alpha|beta|stable
team: team-xyz
---

# Plan: <Name>

## Summary

Say what is built.

## Parameters

Optional parameters go here.

## Governance

| Check | Required | Answer |
|---|---|---|
| Who may read it? | Must | |

## Checklist

- [ ] Migration applied
- [ ] Documentation is written and published
"""
PLAN = """\
---
id: PLAN-001
status: Implementation
stage: alpha
team: payments
---

# Plan: Refunds

## Summary

We pay back what was paid twice.

## Parameters

`refund_days`: 14.

## Governance

| Check | Required | Answer |
|---|---|---|
| Who may read it? | Must | All clerks of the office |

## Checklist

- [x] Migration applied
- [x] Documentation is written and published
"""
DOCS = "- [x] Documentation is written and published\n"
ANSWER = "All clerks of the office"


def told(old: str, new: str, more: str = "") -> list[str]:
    """The rules that find something in a plan with one text put in another's place."""
    assert old in PLAN
    files = {
        ".speclatch.yml": CONFIG,
        "docs/template.md": TEMPLATE,
        "plans/PLAN-001-refunds.md": PLAN.replace(old, new),
    }
    files["plans/PLAN-001-refunds.md"] += more
    return [one.finding.rule for one in audit(files).findings]


@pytest.mark.parametrize(
    "line",
    [
        "- [NA] Documentation is written and published",
        "- [N/A] Documentation is written",
        "- [] Documentation is written and published: N/A, nobody reads it",
        "- [not applicable] Documentation is written and published",
    ],
)
def test_a_box_that_is_answered_without_being_one_is_there(line: str) -> None:
    """Neither gone nor malformed."""
    assert [] == told(DOCS, line + "\n")


@pytest.mark.parametrize("line", ["- [see below] Documentation is written and published", "Documentation"])
def test_other_brackets_are_no_answered_box(line: str) -> None:
    """The box is gone."""
    assert ["item-removed"] == told(DOCS, line + "\n")


@pytest.mark.parametrize("value", ["alpha", "deprecated", "removed"])
def test_choices_of_a_remark_count_beside_those_of_the_value(value: str) -> None:
    """The template names more of them in the comment above."""
    assert [] == told("stage: alpha", f"stage: {value}")


def test_a_choice_that_no_comment_names() -> None:
    """It is none."""
    assert ["front-matter-value"] == told("stage: alpha", "stage: gone")


def test_a_value_of_nobody_is_a_sample() -> None:
    """What the template fills in for show, left standing."""
    assert ["placeholder-left"] == told("team: payments", "team: team-xyz")


def test_a_table_that_heads_a_block_of_code_is_no_empty_table() -> None:
    """One column, no row, and the code right below."""
    caption = "\n## Samples\n\n| refund.yaml |\n|---|\n```yaml\na: 1\n```\n"

    assert [] == told(DOCS, DOCS, caption)
    assert ["table-empty"] == told(DOCS, DOCS, caption.partition("```")[0] + "\nThat is all.\n")
    assert ["table-empty"] == told(DOCS, DOCS, caption.replace("yaml |\n|---|", "yaml | more |\n|---|---|"))


def test_a_dash_between_paragraphs_leaves_nothing_open() -> None:
    """It parts them; alone, it is no text."""
    assert [] == told("We pay back what was paid twice.", "We pay back.\n\n--\n\nWhat was paid twice.")
    assert ["placeholder-left"] == told("We pay back what was paid twice.", "--")


@pytest.mark.parametrize(
    "words",
    [
        "da definire",
        "Da determinare.",
        "nog te bepalen",
        "n.t.b.",
        "do ustalenia",
        "do zdefiniowania",
        "noch zu bestimmen",
        "à déterminer",
        "por concretar",
        "a ser determinado",
        "нужно определить",
        "待确定",
        "定義予定",
        "정의 예정",
    ],
)
def test_to_be_defined_is_no_answer_in_any_language(words: str) -> None:
    """A row that must be answered is not."""
    assert ["governance-unanswered"] == told(ANSWER, words)


def test_a_dash_is_an_answer_where_nothing_has_to_be_said() -> None:
    """Alone in a section that may be left out, it says that there is nothing."""
    template = TEMPLATE + "\n## Costs (optional)\n\nSay what it costs.\n"
    files = {".speclatch.yml": CONFIG, "docs/template.md": template}
    files["plans/PLAN-001-refunds.md"] = PLAN + "\n## Costs (optional)\n\n--\n"

    assert () == audit(files).findings


def test_a_definition_that_leads_nowhere_is_told_once() -> None:
    """However many links are made by it."""
    assert ["link-broken"] == told("We pay back", "We [pay][a] [back][a]", "\n[a]: ../gone.md\n")


def test_a_key_that_a_draft_lacks_is_a_note() -> None:
    """Much of it is known only later."""
    plan = PLAN.replace("status: Implementation", "status: Draft").replace("stage: alpha\n", "")
    files = {".speclatch.yml": CONFIG, "docs/template.md": TEMPLATE, "plans/PLAN-001-refunds.md": plan}

    assert [("front-matter-missing-key", "note")] == [
        (one.finding.rule, one.severity.value) for one in audit(files).findings
    ]


@pytest.mark.parametrize("note", ["", "\n[^1]:\n", "\n[^1]: TBD\n", "\n[^2]: All clerks.\n"])
def test_a_footnote_that_says_nothing_answers_nothing(note: str) -> None:
    """It is not there, empty, or still to come."""
    assert "governance-unanswered" in told(ANSWER, "[^1]", note)


@pytest.mark.parametrize("note", ["\n[^1]: All clerks.\n", "\n[^1]:\n    All clerks.\n"])
def test_a_footnote_that_says_something_answers(note: str) -> None:
    """What stands in it is the answer."""
    assert [] == told(ANSWER, "[^1]", note)


@pytest.mark.parametrize("text", ["say what is built", "Say what is built", "SAY WHAT IS BUILT."])
def test_guidance_that_was_retyped_is_guidance(text: str) -> None:
    """Letter case and the full stop at the end are no words of an author's."""
    assert ["placeholder-left"] == told("We pay back what was paid twice.", text)


def test_optional_things_in_a_section_do_not_make_it_optional() -> None:
    """The section is asked for, whatever of its content is."""
    assert ["section-missing"] == told("## Parameters\n\n`refund_days`: 14.\n\n", "")


CHOICE = """\
---
id: PLAN-###
status: Draft | Implementation | Validated
---

# Plan: <Name>

## Signals

<!--
Pick one of these and delete the rest.
-->

- [ ] Metrics
  - Metric name:
- [ ] API .status
  - Condition name:
  - Other field:
- [ ] Other (treat as last resort)
  - Details:
"""
CHOSEN = """\
---
id: PLAN-001
status: Validated
---

# Plan: Refunds

## Signals

"""


def chosen(options: str) -> list[tuple[str, int]]:
    """What is found in a finished plan with these options, by line."""
    files = {".speclatch.yml": CONFIG, "docs/template.md": CHOICE, "plans/PLAN-001-refunds.md": CHOSEN + options}
    return [(one.finding.rule, one.finding.location.line) for one in audit(files).findings]


OPTIONS = CHOICE.partition("-->\n\n")[2]


def test_of_a_choice_the_first_option_is_asked_for() -> None:
    """Nobody ticks all of them; and one that is ticked speaks for the others."""
    assert [10] == [line for rule, line in chosen(OPTIONS) if rule == "task-unchecked"]
    ticked = OPTIONS.replace("[ ] Metrics\n  - Metric name:", "[x] Metrics\n  - Metric name: refunds_total")
    assert [] == chosen(ticked)


def test_a_choice_that_does_not_apply() -> None:
    """The section begins with it, whatever of the template stands below."""
    assert [] == chosen(f"N/A\n\n{OPTIONS}")
    assert [("task-unchecked", 12)] == chosen(f"Yes.\n\n{OPTIONS}")


@pytest.mark.parametrize("other", ["  - Other field: .spec.held\n", "  - Other field:\n    - .spec.held\n"])
def test_where_one_label_asks_for_anything_else_one_answer_will_do(other: str) -> None:
    """The labels below one box are a choice, too."""
    ticked = OPTIONS.replace("[ ] API", "[x] API")

    assert [] == chosen(ticked.replace("  - Other field:\n", other))
    assert [("field-empty", 13), ("field-empty", 14)] == chosen(ticked)


def test_labels_below_a_malformed_box_that_nobody_ticked() -> None:
    """The box is to be mended; what stands below it is not asked for."""
    assert ("field-empty", 11) not in chosen(OPTIONS.replace("- [ ] Metrics", "- [] Metrics"))
