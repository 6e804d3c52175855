"""One thing in the forms in which people write it: right ones are silent, wrong ones are told once."""

from __future__ import annotations

import pytest
from tests.support.memory import audit

CONFIG = """\
version: 1
profiles:
  - {name: plan, template: docs/template.md, match: ['plans/*.md']}
references:
  prd: {keys: [prd], paths: ['docs/prd/**'], id: 'PRD-\\d+'}
"""
TEMPLATE = """\
---
id: PLAN-###
status: Draft | Implementation | Validated
prd: docs/prd/PRD-###.md
---

# Plan: <Name>

## Summary

Say what is built.

- Board: <board>

Pages: <names>

## Review

| Check | Required | Answer |
|---|---|---|
| Who may read it? | Must | |

## Checklist

- [ ] Motor tested
"""
PLAN = """\
---
id: PLAN-001
status: Validated
prd: docs/prd/PRD-007.md
---

# Plan: Refunds

## Summary

We pay back what was paid twice.

- Board: the tills

Pages: start

## Review

| Check | Required | Answer |
|---|---|---|
| Who may read it? | Must | the tellers |

## Checklist

- [x] Motor tested
"""
BODY = """\
**Id**: PLAN-001<br>
**Status**: Validated<br/>
**PRD**: docs/prd/PRD-007.md <br>
"""
HEAD = PLAN[: PLAN.index("# Plan")]
ROW = "| Who may read it? | Must | the tellers |"
WHY = "<!-- speclatch-ignore: governance-unanswered -- the head knows -->"


def told(old: str, new: str) -> list[tuple[str, int]]:
    """What is said of the plan where it has ``new`` in the place of ``old``."""
    assert old in PLAN
    files = {".speclatch.yml": CONFIG, "docs/template.md": TEMPLATE, "docs/prd/PRD-007.md": "# PRD-007\n\nWe pay.\n"}
    report = audit({**files, "plans/PLAN-001-refunds.md": PLAN.replace(old, new)})
    return [(one.finding.rule, one.finding.location.line) for one in report.findings]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("Pages: start", "Pages:\n\n- start\n- pay", id="a list answers the line that leads it in"),
        pytest.param("Pages: start", "Pages:\n\n```\nstart\n```", id="so does code"),
        pytest.param(HEAD + "# Plan: Refunds\n", f"# Plan: Refunds\n\n{BODY}", id="a tag breaks each line of metadata"),
        pytest.param("docs/prd/PRD-007.md", '"@docs/prd/PRD-007.md"', id="a path as editors mention it"),
        pytest.param("prd: docs/prd/PRD-007.md", "prd: {id: PRD-007, title: Paying}", id="a document with its title"),
        pytest.param("[x] Motor", "[x] 2026-03-01 Motor", id="a day before a box's text"),
        pytest.param("[x] Motor", "[x] @ann Motor", id="a person before a box's text"),
        pytest.param(ROW, f"| Who may read it? | Must | | {WHY}", id="a comment behind a row's last bar"),
        pytest.param(ROW, f"{ROW} <!-- as of May -->", id="a remark there makes no row ragged"),
        pytest.param("Who may read it?", "**1. Who may read it**", id="a row's number and no question mark"),
        pytest.param("Who may read it?", "🔑 [Who may read it?](https://example.org/q)", id="a row's icon and link"),
        pytest.param("Who may read it?", "Who may<br>read it?", id="a row's question on two lines"),
        pytest.param("We pay back", "The sign a == b ==> c says: we pay back", id="signs of equality mark nothing"),
    ],
)
def test_right_forms(old: str, new: str) -> None:
    """Nothing is said of them."""
    assert [] == told(old, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("Pages: start", "Pages:\n\n- TBD", ["open-point", "placeholder-left"], id="to come"),
        pytest.param("Pages: start\n", "Pages:\n", ["field-empty"], id="nothing below"),
        pytest.param("Who may read it?", "Who may write it?", ["governance-removed"], id="another question"),
        pytest.param("the tills", "<board>", ["placeholder-left"], id="guidance that looks like a tag"),
        pytest.param("the tellers", "``", ["governance-unanswered"], id="code marks around nothing"),
        pytest.param("We pay back", "==TBD: when== we pay back", ["open-point"], id="a marked word"),
        pytest.param("We pay back", "We pay <mark>TODO: when</mark> back", ["open-point"], id="marked by a tag"),
        pytest.param("PRD-007.md", "PRD-009.md", ["reference-broken"], id="no such document"),
        pytest.param("docs/prd/PRD-007.md", '"@docs/prd/PRD-009.md"', ["reference-broken"], id="mentioned, not there"),
        pytest.param(
            "prd: docs/prd/PRD-007.md",
            "prd: {title: Paying}",
            ["front-matter-value", "reference-broken"],
            id="a title alone",
        ),
    ],
)
def test_wrong_forms(old: str, new: str, expected: list[str]) -> None:
    """Each is told once."""
    found = [rule for rule, _ in told(old, new)]

    assert 1 == len(found)
    assert found[0] in expected


DECISION_TEMPLATE = """\
# NNNN. <Short title>

Date: YYYY-MM-DD

## Status

Proposed | Accepted

## Context

<What forces us?>
"""
DECISION = """\
# 0004. Heat the shutter

Date: 2026-02-11

## Status

Accepted

## Context

Ice keeps it shut.
"""
DECISION_CONFIG = "version: 1\nprofiles: [{name: adr, template: adr/template.md, match: ['adr/[0-9]*.md']}]\n"


def told_of_decision(old: str, new: str, path: str = "adr/0004-heat.md") -> list[tuple[str, str]]:
    """What is said of a decision whose metadata stands in its body, and how loud."""
    assert old in DECISION
    files = {".speclatch.yml": DECISION_CONFIG, "adr/template.md": DECISION_TEMPLATE}
    report = audit({**files, path: DECISION.replace(old, new)})
    return [(one.finding.rule, one.severity.value) for one in report.findings]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# 0004. Heat", "# 4. Heat"),
        ("# 0004. Heat", "# ADR 4: Heat"),
        ("# 0004. Heat the shutter", "# Heat the shutter in 12 minutes"),
        ("2026-02-11", "2026-02-11 (revised 2026-03-01)"),
        ("2026-02-11", "2026-02-11, by vote"),
    ],
)
def test_a_decision_is_numbered_and_dated_in_any_form(old: str, new: str) -> None:
    """Zeros before a number, another word for the family and a remark behind the day are its author's choice."""
    assert [] == told_of_decision(old, new)


def test_a_decision_of_another_number_is_a_copy() -> None:
    """Its heading has the number of the one that it was made of."""
    assert [("id-mismatch", "warning")] == told_of_decision("# 0004.", "# 0003.")
    assert [("id-mismatch", "warning")] == told_of_decision("# 0004.", "# ADR-0003:")


def test_a_day_that_does_not_exist_is_none_before_a_remark() -> None:
    """The remark does not hide it."""
    assert [("front-matter-value", "error")] == told_of_decision("2026-02-11", "2026-02-30 (revised)")


def test_an_id_is_that_of_the_folder_where_the_file_is_called_after_it() -> None:
    """`README.md` has its folder's name."""
    config = CONFIG.replace("plans/*.md", "plans/*/README.md")
    files = {".speclatch.yml": config, "docs/template.md": TEMPLATE, "docs/prd/PRD-007.md": "# PRD-007\n\nWe pay.\n"}
    report = audit({**files, "plans/PLAN-001-refunds/README.md": PLAN, "plans/PLAN-002-tills/README.md": PLAN})

    assert [("id-mismatch", "plans/PLAN-002-tills/README.md")] == [
        (one.finding.rule, one.finding.location.path) for one in report.findings
    ]


def test_a_small_sample_of_a_name_is_no_form_of_ids() -> None:
    """`sig-xxx` in a template stands for `sig-node`; under a key for ids, `adr-nnn` asks for a number."""
    template = TEMPLATE.replace("prd: docs", "sig: sig-xxx\nnumber: plan-nnn\nprd: docs")
    files = {".speclatch.yml": CONFIG, "docs/template.md": template, "docs/prd/PRD-007.md": "# PRD-007\n\nWe pay.\n"}
    plan = PLAN.replace("prd: docs", "sig: sig-node\nnumber: plan-x\nprd: docs")
    report = audit({**files, "plans/PLAN-001-refunds.md": plan})

    assert [("front-matter-value", "number")] == [
        (one.finding.rule, one.finding.subject.name) for one in report.findings
    ]
