"""What people call a spec."""

from __future__ import annotations

import pytest
from tests.references.trees import SPEC, context_of


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\nid: EXEC-062\ntitle: Pilot mail\n---\n\n# Exec Spec\n", "Pilot mail"),
        ("---\nid: EXEC-062\ntitle:\n---\n\n# Exec Spec\n\n## Goals\n", "Exec Spec"),
        ("Text.\n", SPEC),
    ],
)
def test_a_spec_is_called_by_its_metadata_its_heading_or_its_path(text: str, title: str) -> None:
    """In this order; a title that says nothing counts for none."""
    assert title == context_of({SPEC: text}).catalogue.specs[SPEC].title
