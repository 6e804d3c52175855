"""Which id of a PRD is offered for one that it does not contain: the same number alone."""

from __future__ import annotations

import pytest
from tests.references.trees import SPEC, context_of, found, spec_text

from speclatch.rules.requirement.requirement_unknown import RequirementUnknown

PRD = "# PRD-062\n\n- REQ-PRD-FUN-01\n- REQ-PRD-FUN-02\n- REQ-PRD-FUN-12\n- REQ-PRD-SEC-03\n"
TREE = {"docs/10-prd/PRD-062-pilot-mail.md": PRD}


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("REQ-PRD-FUN-1", "REQ-PRD-FUN-01"),
        ("REQ-PRD-FNU-02", "REQ-PRD-FUN-02"),
        ("REQ-PDR-FUN-02", "REQ-PRD-FUN-02"),
        ("REQ-PRD-FN-12", "REQ-PRD-FUN-12"),
        ("REQ-PRD-FUN-03", ""),
        ("REQ-PRD-FUN-21", ""),
        ("REQ-PRD-FUN-99", ""),
        ("REQ-PRD-SEC-01", ""),
        ("REQ-PRD-NFR-01", ""),
    ],
)
def test_nearest_requirement(name: str, offered: str) -> None:
    """A missing zero or a slip in the letters has an offer; another number or family is another thing."""
    table = f"| ID | Requirement | Parent PRD REQ |\n|---|---|---|\n| REQ-SPC-001 | Mail it | {name} |"
    context = context_of({**TREE, SPEC: spec_text(prd="PRD-062", body=table)})

    (finding,) = found(RequirementUnknown(), context)

    assert offered == (finding.fix.edits[0].text if finding.fix is not None else "")
    assert bool(offered) == ("Did you mean" in finding.hint)
