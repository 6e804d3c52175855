"""Ids of requirements where a line does not show them, or a row does not define any."""

from __future__ import annotations

from tests.references.trees import SPEC, context_of, found, spec_text

from speclatch.rules import BY_ID

PRD = "docs/10-prd/PRD-062-pilot-mail.md"
PRD_TEXT = "# PRD-062\n\nREQ-1, REQ-2\n"


def unknown(cell: str) -> list[tuple[str, int, int | None]]:
    """Message, line and column of what is said about a cell of a `Parent PRD REQ` column."""
    body = f"| ID | Requirement | Parent PRD REQ |\n|---|---|---|\n| SPC-1 | Mail | {cell} |\n"
    context = context_of({PRD: PRD_TEXT, SPEC: spec_text(prd="PRD-062", body=body)})
    return [
        (one.message, one.location.line, one.location.column) for one in found(BY_ID["requirement-unknown"], context)
    ]


def test_an_unknown_id_is_meant_where_it_stands() -> None:
    """Not the cell, and not the first id of it."""
    assert [("the PRD does not contain `REQ-7`", 12, 25)] == unknown("REQ-1, REQ-7")


def test_a_row_without_an_id_defines_nothing() -> None:
    """Nor does a table of other things."""
    rows = "| REQ-9 | a |\n| see REQ-9 | b |\n| | c |\n| REQ-9 | d |\n"
    body = f"| ID | Requirement |\n|---|---|\n{rows}\n| ID | Owner |\n|---|---|\n| REQ-9 | ada |\n"
    context = context_of({SPEC: spec_text(body=body)})

    assert [("`REQ-9` is defined twice", 15)] == [
        (one.message, one.location.line) for one in found(BY_ID["requirement-duplicate"], context)
    ]
