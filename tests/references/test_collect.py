"""Which references a spec holds, and where each of them was found."""

from __future__ import annotations

import pytest
from tests.references.trees import SPEC, context_of, spec_text

from speclatch.references.collect import collect
from speclatch.references.parsed import Form
from speclatch.references.reference import Origin


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("[the plan][1]", [(Origin.LABEL, Form.PATH, "docs/a.md")]),
        ("[PRD-001][1]", [(Origin.LABEL, Form.ID, "PRD-001"), (Origin.LABEL, Form.PATH, "docs/a.md")]),
        (
            "[Link to PRD][1]",
            [(Origin.LABEL, Form.PLACEHOLDER, "[Link to PRD][1]"), (Origin.LINK, Form.PATH, "docs/a.md")],
        ),
    ],
)
def test_links_defined_elsewhere_behind_a_label(value: str, expected: list[tuple[Origin, Form, str]]) -> None:
    """They are the label's, unless their text says that a reference is to come."""
    context = context_of({SPEC: spec_text(body=f"- **PRD**: {value}\n\n[1]: docs/a.md")})
    found = [one for one in collect(context.catalogue.specs[SPEC]) if one.origin is not Origin.KEY]

    assert expected == [(one.origin, one.parsed.form, one.parsed.target) for one in found]
