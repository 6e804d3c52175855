"""Front matter as people write it: no spelling of a key changes what a spec is judged as."""

from __future__ import annotations

import pytest
from tests.support.memory import audit, told

from speclatch.model import Phase

CONFIG = """
version: 1
profiles:
  - name: note
    template: templates/note.md
    match: ["notes/*.md"]
"""
TEMPLATE = "---\nid: NOTE-###\nstatus: Draft\ntitle: a name\n---\n\n# Note\n\n## Work\n\n- [ ] Done\n"


@pytest.mark.parametrize(
    ("line", "phase"),
    [
        ("status: Validated", Phase.DONE),
        ("Status: Validated", Phase.DONE),
        ("STATUS: Draft", Phase.DRAFT),
        ("status: [Draft, Validated]", Phase.IMPLEMENTING),
    ],
)
def test_the_phase_is_read_in_any_case(line: str, phase: Phase) -> None:
    """`Status` is `status`; a list of statuses says nothing, so the spec is judged as implementing."""
    spec = f"---\nID: NOTE-001\n{line}\nTitle: Refunds\n---\n\n# Note\n\n## Work\n\n- [ ] Done\n"
    report = audit({".speclatch.yml": CONFIG, "templates/note.md": TEMPLATE, "notes/NOTE-001.md": spec})

    assert [("Refunds", phase)] == [(one.title, one.phase) for one in report.specs]


def test_an_id_in_capitals_is_an_id() -> None:
    """Two specs cannot share an id by spelling its key otherwise."""
    one = "---\nID: NOTE-001\nstatus: Draft\ntitle: A\n---\n\n# Note\n\n## Work\n\n- [ ] Done\n"
    report = audit(
        {
            ".speclatch.yml": CONFIG,
            "templates/note.md": TEMPLATE,
            "notes/NOTE-001-a.md": one,
            "notes/NOTE-001-b.md": one.replace("ID:", "id:"),
        }
    )

    assert "id-duplicate" in {rule for *_, rule in told(report)}
