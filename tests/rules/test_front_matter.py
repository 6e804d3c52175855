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


VALUES = """---
id: NOTE-###
status: Draft
size: S | M | L
due: YYYY-MM-DD
owner: a name
tags: []
---

# Note
"""


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("size: m", ""),
        ("size: S | M | L", "`size` still lists every choice of the template"),
        ("size: XL", "`size` is `XL`, which the template does not know"),
        ("size: [S]", "`size` is a list"),
        ("due: 2026-02-28", ""),
        ("due: 2026-02-28T10:00:00Z", ""),
        ("due: '2026-02-30'", "`due` is `2026-02-30`, no day that exists"),
        ("due: YYYY-MM-DD", "`due` is still the template's `YYYY-MM-DD`"),
        ("due: soon", "`due` is `soon`, not of the form `YYYY-MM-DD`"),
        ("due: '2026-02-28 or so'", "`due` is `2026-02-28 or so`, not of the form `YYYY-MM-DD`"),
        ("due: [2026-02-28]", "`due` is a list"),
        ("id: NOTE-1b", ""),
        ("id: NOTE-ten", "`id` is `NOTE-ten`, not of the form `NOTE-###`"),
        ("id: [NOTE-001]", "`id` is a list"),
        ("status: [Draft]", "`status` is a list"),
        ("owner: [ada, bob]", ""),
        ("owner: {name: ada}", "`owner` is a mapping"),
        ("owner: [[ada]]", "`owner` holds more than texts"),
        ("tags: [a, b]", ""),
        ("tags: {a: b}", "`tags` is a mapping"),
    ],
)
def test_values_by_what_the_template_has_there(line: str, message: str) -> None:
    """A choice, a day, an id, one value or several: what does not fit is said, with what would."""
    lines = {"id": "id: NOTE-001", "status": "status: Draft", "size": "size: S", "due": "due: 2026-01-31"}
    lines |= {"owner": "owner: ada", "tags": "tags: []", line.partition(":")[0]: line}
    spec = "---\n" + "\n".join(lines.values()) + "\n---\n\n# Note\n"
    report = audit({".speclatch.yml": CONFIG, "templates/note.md": VALUES, "notes/a.md": spec})
    found = [one.finding.message for one in report.findings if one.finding.rule == "front-matter-value"]

    assert ([message] if message else []) == found


def test_metadata_below_the_title_is_missed_on_the_title() -> None:
    """Where the template has it in the body, nobody is asked for a front matter."""
    template = "# <Title>\n\n- Status: Draft\n- Owner: [who]\n\n## Context\n"
    spec = "<!-- ours -->\n\n# Mail\n\n## Context\n\nWords.\n"
    report = audit({".speclatch.yml": CONFIG, "templates/note.md": template, "notes/a.md": spec})

    assert [(3, "the template asks for `Status`, `Owner`, and nothing says it")] == [
        (one.finding.location.line, one.finding.message) for one in report.findings
    ]
