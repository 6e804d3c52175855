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
