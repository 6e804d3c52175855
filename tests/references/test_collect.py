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


@pytest.mark.parametrize(
    ("label", "value", "targets"),
    [
        ("Decision", "we keep one flat file for each language in `locales/`, with **fallbacks**", []),
        ("Decision", "the texts move from `src/texts.py` to files of their own below `locales/`", []),
        ("Decision", "as was said for the gates in `docs/adr/ADR-002-gates.md`, and for the same reasons", [True]),
        ("Decision", "`docs/adr/gates/`", [True]),
        ("API", "whoever reads it first looks at `api/openapi.yaml`, and then into `src/`", [True]),
    ],
)
def test_a_sentence_behind_a_label_speaks_of_paths(label: str, value: str, targets: list[bool]) -> None:
    """What it names for itself, and the documents that it names, are references; folders and code are talk."""
    context = context_of({SPEC: spec_text(body=f"- **{label}**: {value}\n")})
    found = [one for one in collect(context.catalogue.specs[SPEC]) if one.origin is Origin.LABEL]

    assert targets == [one.parsed.form is Form.PATH for one in found]
