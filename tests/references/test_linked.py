"""What a document that references lead to says of itself."""

from __future__ import annotations

import pytest

from speclatch.documents import parse
from speclatch.references.linked import LinkedDocument
from speclatch.references.supersession import is_stale

STATUSES = {
    "---\nstatus: accepted\n---\n\n# A\n": "accepted",
    "# A\n\nStatus: accepted\n": "accepted",
    "# A\n\n**Status**: accepted\n": "accepted",
    "# A\n\n**Status:** accepted\n": "accepted",
    "# A\n\n- Status: accepted\n- Date: 2024-01-01\n": "accepted",
    "# A\n\n* Status: accepted\n": "accepted",
    "# A\n\n> **Status**: accepted\n": "accepted",
    "Status: accepted\n\n# A\n": "accepted",
    "# 1. A\n\nDate: 2024-01-01\n\n## Status\n\nAccepted\n\n## Context\n\nStatus: none\n": "Accepted",
    "# A\n\n## 2. Status\n\n- **Accepted**\n": "Accepted",
    "# A\n\n## Context\n\nStatus: of the order\n": "",
    "# A\n": "",
}


@pytest.mark.parametrize("text", STATUSES)
def test_status(text: str) -> None:
    """Front matter, a status line or a status section, in that order."""
    assert STATUSES[text] == LinkedDocument("a.md", text.encode()).status


SUCCESSORS = {
    "---\nsuperseded-by: ADR-024\n---\n": "ADR-024",
    "# A\n\nStatus: superseded by ADR-024\n": "ADR-024",
    "# A\n\n## Status\n\nSuperseded by [24](0024-b.md)\n": "[24](0024-b.md)",
    "# A\n\n## Status\n\nRejected\n": "",
    "# A\n\nStatus: Ersetzt durch ADR-024\n": "ADR-024",
    "# A\n\n- Status: Заменено на ADR-024\n": "ADR-024",
    "# A\n\n状态：已被ADR-024\n": "ADR-024",
}


@pytest.mark.parametrize("text", SUCCESSORS)
def test_successor(text: str) -> None:
    """What stands behind ``superseded by``."""
    assert SUCCESSORS[text] == LinkedDocument("a.md", text.encode()).successor


TAKEN_BACK = ["Superseded by ADR-2", "**Deprecated**", "rejected (2024)", "WITHDRAWN", "Retired", "no longer in force"]
IN_OTHER_LANGUAGES = [
    "Ersetzt durch ADR-2",
    "Remplacée par ADR-2",
    "Sustituida por ADR-2",
    "Revogado",
    "Rechazada",
    "Zamítnuta",
    "Отхвърлена",
    "Заменено на ADR-2",
]
IN_OTHER_SCRIPTS = [
    *("已被 ADR-2 取代", "已废弃", "廃止", "廃止(2024)", "폐기됨"),
    *("ADR-2 に置き換え", "[ADR-2](b.md) により廃止", "ADR-2로 대체됨", "ADR-2 ile değiştirildi"),
]
WITH_ITS_HISTORY = [
    "~~Accepted~~ Superseded by ADR-2",
    "Accepted, superseded by ADR-2",
    "Accepted -> Replaced by ADR-2",
]


@pytest.mark.parametrize("status", [*TAKEN_BACK, *IN_OTHER_LANGUAGES, *IN_OTHER_SCRIPTS, *WITH_ITS_HISTORY])
def test_stale(status: str) -> None:
    """The leading word counts, in any case."""
    assert is_stale(status)


@pytest.mark.parametrize(
    "status",
    [
        "",
        "Accepted",
        "Accepted, superseded in part",
        "supersededly",
        "Accepted; supersedes ADR-1",
        "Accepted, ADR-1 was rejected",
        "取代 ADR-1",
        "Archived",
        "Deferred",
        "ADR-2 に基づく",
    ],
)
def test_not_stale(status: str) -> None:
    """Other words say nothing of the kind."""
    assert not is_stale(status)


def test_ids_of_front_matter_and_headings() -> None:
    """An id of its own, and those that headings open with; not those in code."""
    text = "---\nid: PRD-070\n---\n\n# PRD-070: A\n\n## ADR-031 B\n\n```\n# ADR-032\n```\n"

    assert ("PRD-070", "ADR-031") == LinkedDocument("a.md", text.encode()).ids


def test_requirement_ids_of_a_range() -> None:
    """A range names all it spans."""
    document = LinkedDocument("a.md", b"REQ-PRD-01..03, FR-7 to FR-9\n")

    assert {"REQ-PRD-01", "REQ-PRD-02", "REQ-PRD-03", "FR-7", "FR-8", "FR-9"} == set(document.requirement_ids)


def test_anchors() -> None:
    """Headings by GitHub's rule in any case, HTML anchors, line anchors; leading ids where one is lenient."""
    document = LinkedDocument(
        "a.md", b'# A b\n\n## A b\n\n## D-018: C\n\n<a name="by-hand"></a><a name="Own"></a>\n\n# E <a id="e1"></a>\n'
    )
    strict = (
        "a-b",
        "A-b",
        "a-b-1",
        "d-018-c",
        "by-hand",
        "By-Hand",
        "e1",
        "L12",
        "L1-L3",
        "user-content-a-b",
        "top",
        "",
    )

    assert all(document.has_anchor(one, strict=True) for one in strict)
    assert not any(document.has_anchor(one, strict=True) for one in ("own", "D-018", "a-b-2"))
    assert all(document.has_anchor(one, strict=False) for one in ("A b", "D-018"))


def test_anchors_that_are_not_rendered() -> None:
    """In a comment, in code or behind a backslash a tag sets no anchor: a link to it leads nowhere."""
    text = """<!-- <a id="a"></a> --> `<a id="b"></a>` \\<a id="c">

```html
<a id="d"></a>
```

<a id="e"></a><!-- `x` --> <b id="f">`x`</b>
"""
    document = LinkedDocument("a.md", text.encode())

    assert ["e", "f"] == [one for one in "abcdef" if document.has_anchor(one, strict=True)]


def test_unreadable_bytes_say_nothing() -> None:
    """Bytes that are no text have no status, no ids, and any anchor."""
    document = LinkedDocument("a.md", b"\xff\xfe\x00")

    assert ("", (), True) == (document.status, document.ids, document.has_anchor("x", strict=True))
    assert (None, frozenset()) == (document.nearest_slug("x"), document.slugs)


def test_a_pointer_of_lfs_is_no_document() -> None:
    """What it stands for is elsewhere: it has no anchors that a link could miss."""
    document = LinkedDocument("a.md", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n")

    assert document.document is None
    assert document.has_anchor("x", strict=True)


HOLLOW = {
    b"": "is empty",
    b" \n\t\n": "is empty",
    b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n": "is a git-lfs pointer, not the document",
    b"\xff\xfe\x00": "cannot be read as text",
    **dict.fromkeys(
        (
            b"<!-- later -->\n",
            b"---\nid: A-1\n---\n",
            b"# A\n\n## Goals\n",
            b"# A\n\n- **Status:** Approved\n- Owner: ana\n\n## Goals\n\n<!--\nlong\n-->\n",
            b"# A\n\nTBD\n\n## Goals\n\n[What do you want?]\n\n- [ ] \n\n---\n",
            b"# A\n\n| Status | Date |\n|---|---|\n| | |\n",
            b"# A\n\n| Goal | Why |\n|---|---|\n| | |\n\n## Risks\n\n| Risk | Answer |\n|---|---|\n| TBD | |\n",
        ),
        "has nothing in it but headings, metadata and guidance",
    ),
    **dict.fromkeys(
        (
            b"Riders book.\n",
            b"# A\n\n- **Problem:** riders wait\n",
            b"# A\n\n![A picture](a.png)\n",
            b"# A\n\nMoved to [the new one](b.md).\n",
            b"# A\n\n| ID | Text |\n|---|---|\n| 1 | x |\n",
            b"# A\n\n    code\n",
        ),
        "",
    ),
}


@pytest.mark.parametrize("raw", HOLLOW)
def test_hollow(raw: bytes) -> None:
    """Nothing visible beyond headings, metadata and guidance; or nothing that can be read."""
    assert HOLLOW[raw] == LinkedDocument("a.md", raw).hollow


def test_files_that_are_no_markdown_are_hollow_when_empty() -> None:
    """What a picture or a schema says nobody looks at."""
    assert ("is empty", "") == (LinkedDocument("a.yaml", b"").hollow, LinkedDocument("a.png", b"\xff\x00").hollow)


STALE = {
    "status: Superceded by ADR-003": "Superceded by ADR-003",
    "status: superseeded": "superseeded",
    "superseded_by: ADR-003": "superseded by ADR-003",
    "superseded-by: [ADR-003]": "superseded by ADR-003",
    "replaced_by: docs/x.md": "superseded by docs/x.md",
    "superseded_by: null": "",
    "superseded_by: none": "",
    "superseded_by: []": "",
    "superseded_by: '[ADR-###]'": "",
    "status: Accepted": "",
}


@pytest.mark.parametrize("line", STALE)
def test_what_takes_a_document_back(line: str) -> None:
    """By the status in each spelling, or by a successor that is named."""
    assert STALE[line] == LinkedDocument("a.md", f"---\n{line}\n---\n# A\n".encode()).stale


@pytest.mark.parametrize(
    "line", ["**Superseded by**: ADR-9", "- Superceded by: [ADR-9](a.md)", "> **Replaced by**: ADR-9"]
)
def test_a_label_names_the_successor(line: str) -> None:
    """In the head of a document, in any form."""
    assert LinkedDocument("a.md", f"# A\n\n{line}\n\n## B\n".encode()).stale


TEXT = b"""---
id: ADR-9
status: superseded
superseded-by: ADR-10
---

# ADR-9: Queue

FR-1 holds.
"""


def test_a_document_that_is_parsed_already_says_the_same() -> None:
    """Nothing is read twice."""
    document = LinkedDocument("a.md", given=parse("a.md", TEXT))

    assert ("superseded", "ADR-10", frozenset({"adr-9-queue"}), ("ADR-9",), "") == (
        document.status,
        document.successor,
        document.slugs,
        document.ids,
        document.hollow,
    )
    assert frozenset({"ADR-9", "ADR-10", "FR-1"}) == document.requirement_ids


@pytest.mark.parametrize(
    ("anchor", "slug"),
    [
        ("GOALS", "goals"),
        ("d-018", "d-018-c"),
        ("gaols", "goals"),
        ("d-01", None),
        ("d-18-c", "d-018-c"),
        ("something else", None),
    ],
)
def test_the_anchor_that_is_likeliest_meant(anchor: str, slug: str | None) -> None:
    """Other case, a heading that opens with it as a word, the closest spelling."""
    assert slug == LinkedDocument("a.md", b"# Goals\n\n## D-018: C\n").nearest_slug(anchor)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("# A\n\n## Metadata\n\n- Status: accepted\n", "accepted"),
        ("# A\n\n## Header\n\nStatus: accepted\n", "accepted"),
        ("# A\n\n## Document control\n\nStatus: accepted\n", "accepted"),
        ("# A\n\n## History\n\nStatus: accepted\n", ""),
        ("# A\n\n## Status\n\n**Status: accepted**\n", "accepted"),
        ("# A\n\n## Status\n\n_Accepted_ \n", "Accepted"),
        ("# A\n\nStatus: **\n\nStatus: accepted\n", "accepted"),
    ],
)
def test_status_of_a_section(text: str, status: str) -> None:
    """Sections about the document itself count, emphasis does not."""
    assert status == LinkedDocument("a.md", text.encode()).status


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        ("prd/PRD-TEMPLATE.md", "---\nid: PRD-###\n---\n\n# Goals\n\nRiders book.\n", True),
        ("templates/prd.md", "# PRD: <Feature>\n\nRiders book.\n", True),
        ("prd/PRD-012-mail-template.md", "---\nid: PRD-012\n---\n\n# Mails\n\nRiders are told.\n", False),
        ("prd/PRD-013.md", "# PRD-013: <b>Mails</b> for <Riders>\n\nRiders are told.\n", False),
    ],
)
def test_a_template_holds_nothing_for_a_spec(path: str, text: str, *, says: bool) -> None:
    """One that is called so and has a sample for its id or its title; a document about templates is a document."""
    assert ("is a template that nobody has filled in" if says else "") == LinkedDocument(path, text.encode()).hollow


def test_the_number_of_a_section_names_it_in_words_of_its_own() -> None:
    """`#8.1.2` in a sentence; no page of GitHub has such an anchor."""
    document = LinkedDocument("a.md", b"# T\n\n### 8.1.2 Benches\n\nWet.\n")

    assert [True, False] == [document.has_anchor("8.1.2", strict=strict) for strict in (False, True)]
    assert not document.has_anchor("8.1.3", strict=False)
