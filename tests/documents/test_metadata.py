"""Metadata in every form: front matter, tables, bullets, lines, quotes, sections; one reader for all."""

from __future__ import annotations

import pytest

from speclatch.documents import Document, MetadataForm, parse

HEADS = {
    "bullet": ("bullet", "# T\n\n- {key}: {value}\n- Other: x\n\n## S\n"),
    "bold bullet": ("bullet", "# T\n\n* **{key}**: {value}\n\n## S\n"),
    "line": ("line", "# T\n\n{key}: {value}\n\n## S\n"),
    "bold line": ("line", "# T\n\n**{key}**: {value}\n**Other**: x\n\n## S\n"),
    "second line": ("line", "# T\n\n**Other**: x\n**{key}:** {value}\n\n## S\n"),
    "emphasized line": ("line", "# T\n\n*{key}: {value}*\n\n## S\n"),
    "quote": ("quote", "# T\n\n> **Other**: x\n> **{key}**: {value}\n\n## S\n"),
    "bullet in a quote": ("bullet", "# T\n\n> - {key}: {value}\n\n## S\n"),
    "table": ("table", "# T\n\n| Field | Value |\n|---|---|\n| Other | x |\n| **{key}** | {value} |\n\n## S\n"),
    "table without a header": ("table", "# T\n\n| | |\n|---|---|\n| {key} | {value} |\n\n## S\n"),
    "table headed by a pair": ("table", "# T\n\n| Owner | x |\n|---|---|\n| {key} | {value} |\n\n## S\n"),
    "table headed by another pair": ("table", "# T\n\n| Bench | 2 |\n|---|---|\n| {key} | {value} |\n\n## S\n"),
    "table headed by the pair": ("table", "# T\n\n| {key} | {value} |\n|---|---|\n| Owner | x |\n\n## S\n"),
    "table with colons in its cells": (
        "table",
        "# T\n\n| **{key}**: | {value} |\n|---|---|\n| **Owner:** | x |\n\n## S\n",
    ),
    "table of one row": ("table", "# T\n\n| Owner | {key} | Version |\n|---|---|---|\n| x | {value} | 1 |\n\n## S\n"),
    "table of one row, two columns": ("table", "# T\n\n| Owner | {key} |\n|---|---|\n| x | {value} |\n\n## S\n"),
    "above any heading": ("line", "**{key}**: {value}\n\n## S\n"),
    "under a heading of its own": ("bullet", "# T\n\ntext\n\n## S\n\n## Metadata\n\n- {key}: {value}\n"),
    "foot": ("line", "# T\n\n## S\n\ntext\n\n---\n\nOther: x\n{key}: {value}\n"),
    "bold line with a mark of direction": ("line", "# T\n\n\u200f**{key}**: {value}\n\n## S\n"),
    "line with a mark of direction": ("line", "# T\n\n\u200f{key}: {value}\n\n## S\n"),
    "bullets at the foot": ("bullet", "# T\n\n## S\n\ntext\n\n***\n\n- **{key}**: {value}\n- Other: x\n"),
    "section": ("section", "# T\n\n## S\n\n## {key}\n\n{value}\n"),
    "section with a number": ("section", "# T\n\n## 2. {key}\n\n**{value}**\n\n## S\n"),
    "section with a comment": ("section", "# T\n\n## {key}\n\n<!-- one of these -->\n\n{value}\n"),
    "section with lines": ("section", "# T\n\n## {key}\n\n**Version:** 2\n**{key}:** {value}\n\nWords.\n"),
    "section with bullets": ("section", "# T\n\n## {key}\n\n- Version: 2\n- {key}: {value}\n"),
    "section with a bullet": ("section", "# T\n\n## {key}\n\n- {value}\n"),
    "section with boxes": ("section", "# T\n\n## {key}\n\n- [ ] Open\n- [x] {value}\n"),
    "heading with a value": ("section", "# T\n\n## {key}: {value}\n\ntext\n"),
    "front matter": ("front matter", "---\n{key}: {value}\n---\n# T\n"),
}
WORDS = {
    "Status": "Accepted",
    "STATUS": "in review",
    "状态": "评审中",
    "ステータス": "承認済み",
    "상태": "승인됨",
    "Статус": "Принято",
    "Statut": "Accepté",
    "Estado": "Aceptado",
    "Zustand": "Angenommen",
    "Stato": "Accettato",
    "Būsena": "Patvirtinta",
    "وضعیت": "پیش‌نویس",
    "Trạng thái": "Đã duyệt",
    "الحالة": "معتمد",
}


def read(text: str) -> Document:
    """Parse a text."""
    return parse("a.md", text.encode())


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("key", WORDS)
def test_status_in_every_form(head: str, key: str) -> None:
    """A status is found in every form and language, on its line."""
    form, template = HEADS[head]
    text = template.format(key=key, value=WORDS[key])
    document = read(text)
    entry = document.metadata.find("status")
    assert entry is not None

    assert (MetadataForm(form), WORDS[key], key.casefold()) == (entry.form, entry.text, entry.key.casefold())
    assert WORDS[key] in document.lines[entry.scalars[0].location.line - 1]


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\n## S\n\n- Status: x\n",
        "# T\n\n## S\n\n| Slot | Status |\n|---|---|\n| nine | Draft |\n",
        "# T\n\nThe status: it is fine, and so are we.\n",
        "# T\n\n## S\n\n### Status\n\n200\n",
        "# T\n\n## Status\n\nThe board shows what the status of each slot is, in words all people know.\n\nMore.\n",
        "# T\n\n## Status\n\n- [ ] Draft\n- [ ] Accepted\n",
        "# T\n\n- a\n  - Status: x\n",
        "# T\n\n## S\n\n---\n\nStatus: x\n\nMore of it.\n",
        "# T\n\n## S\n\n---\n\nStatus: x\n\n## R\n",
        "# T\n\n## S\n\n---\n\n- a\n  - Status: x\n",
        "# T\n\n```\nStatus: x\n```\n",
        "# T\n\n<!-- Status: x -->\n",
        "# T\n\n- [ ] Status: x\n",
    ],
)
def test_what_is_no_status(text: str) -> None:
    """Sections of the subject, prose, code, comments, boxes and nested bullets say nothing of the document."""
    assert read(text).metadata.find("status") is None


def test_values_are_what_a_reader_sees() -> None:
    """Emphasis around a value and comments beside it are no part of it; its place is the text's."""
    document = read("# T\n\n- Status: **Draft** <!-- one of A, B -->\n- Owner: `ann`\n- Date: <!-- when -->\n")
    found = {entry.key: entry for entry in document.metadata.body}
    place = found["Status"].scalars[0].location

    assert {"Status": "Draft", "Owner": "ann", "Date": None} == {key: entry.value for key, entry in found.items()}
    assert "Draft" == document.lines[place.line - 1][(place.column or 1) - 1 : place.end_column]


def test_a_list_below_a_label_is_a_list() -> None:
    """What is nested below a label without a value of its own is its values."""
    (entry,) = read("# T\n\n- Owners:\n  - ann\n  - bob\n").metadata.body

    assert ("ann", "bob") == entry.value


@pytest.mark.parametrize("written", ["Author", "Authors", "Author(s)"])
def test_one_or_several(written: str) -> None:
    """A field that a template calls `Author(s)` is answered by either form."""
    document = parse("a.md", f"# A\n\n- {written}: Ada\n- Status: Draft\n".encode())

    assert ["Ada"] == [entry.text for entry in document.metadata.all("Author(s)")]


def test_an_alert_is_no_status() -> None:
    """What opens the box around a remark is its form."""
    document = parse("a.md", b"# Status\n\n> [!NOTE]\n> It was merged.\n\n# A\n")

    assert [] == [entry.text for entry in document.metadata.body if entry.text]


def test_what_a_table_says_of_the_document() -> None:
    """A column without a name and a table of two columns that nobody knows say nothing of it."""
    named = read("# T\n\n| Owner | | Status |\n|---|---|---|\n| ann | x | Draft |\n\n## S\n").metadata.body
    unknown = read("# T\n\n| Slot | Bench |\n|---|---|\n| nine | two |\n\n## S\n").metadata.body

    assert [("Owner", "ann"), ("Status", "Draft")] == [(entry.key, entry.value) for entry in named]
    assert () == unknown


@pytest.mark.parametrize(
    ("header", "first"), [("ID", "FR-1"), ("Date", "2031-04-05"), ("Version", "1.2"), ("Created", "12 May")]
)
def test_a_column_of_ids_or_dates_is_data(header: str, first: str) -> None:
    """Its header is no key, unless another cell of the column is one."""
    table = f"# T\n\n| {header} | Bench |\n|---|---|\n| {first} | two |\n"

    assert () == read(f"{table}\n## S\n").metadata.body
    assert {header, first, "Owner"} == {one.key for one in read(f"{table}| Owner | x |\n\n## S\n").metadata.body}


def test_a_section_with_nothing_in_it_is_an_empty_field() -> None:
    """A heading ``Status`` with nothing below says that the status is missing, on its own line."""
    entry = read("# T\n\n## Status\n\n## S\n\ntext\n").metadata.find("status")
    assert entry is not None

    assert (None, 3) == (entry.value, entry.location.line)


def test_the_place_of_a_value_with_an_escaped_bar() -> None:
    """What is shown shorter than it is written stands at the place of its whole cell."""
    (entry,) = read("# T\n\n| Field | Value |\n|---|---|\n| Status | **a\\|b** |\n").metadata.body
    place = entry.scalars[0].location

    assert ("a|b", 5, 12, 19) == (entry.value, place.line, place.column, place.end_column)


def test_front_matter_comes_first_where_it_says_something() -> None:
    """The first field that holds something counts; others of the name are known too."""
    metadata = read("---\nstatus:\nowner: ann\n---\n# T\n\n- Status: Draft\n- Owner: bob\n").metadata

    assert ["Draft", "ann"] == [entry.text for key in ("status", "owner") if (entry := metadata.find(key))]
    assert 2 == len(metadata.all("Status"))


def test_the_key_as_it_is_asked_for_comes_first() -> None:
    """Of those that differ in their spelling alone, wherever each of them stands."""
    metadata = read("---\nPRD Ref: a\nprd-ref: b\nprd_ref: c\n---\n").metadata

    assert [["a", "b", "c"], ["b", "a", "c"], ["c", "a", "b"]] == [
        [entry.text for entry in metadata.all(key)] for key in ("PRD Ref", "prd-ref", "prd_ref")
    ]
    assert ["c", "d"] == [entry.text for entry in read("---\nOwner: d\nowner: c\n---\n").metadata.all("owner")]


@pytest.mark.parametrize(
    ("text", "line"),
    [("---\na: b\n---\n# T\n", 1), ("# T\n\ntext\n\n- a: b\n", 5), ("# T\n", 1), ("\n---\na: b\n---\n", 2)],
)
def test_opening(text: str, line: int) -> None:
    """What is missing is missed on the opening fence, else where the metadata begins."""
    assert line == read(text).metadata.opening.line


@pytest.mark.parametrize("spelled", ["superseded_by", "superseded-by", "Superseded by", "Superceded By", "replaced_by"])
def test_keys_are_known_however_spelled(spelled: str) -> None:
    """Blanks, hyphens, case and the usual misspelling make no other key."""
    entry = read(f"---\n{spelled}: ADR-3\n---\n").metadata.find("superseded_by")

    assert entry is not None
    assert "ADR-3" == entry.text


@pytest.mark.parametrize("title", ["Created", "2. Updated", "Last updated", "Created: 2026-05-01"])
def test_a_section_of_a_day_is_a_field(title: str) -> None:
    """Where the template's front matter asks when it was created, the section says so."""
    found = parse("a.md", f"# T\n\n## {title}\n\n2026-05-01\n\n## S\n\ntext\n".encode()).metadata.entries
    assert [("section", "2026-05-01")] == [(entry.form.value, entry.value) for entry in found]


@pytest.mark.parametrize("text", ["- `src/a.ts`", "- [x] The page of slots", "The page of slots.", "Soon"])
def test_a_section_of_what_was_created_is_no_field(text: str) -> None:
    """What stands below such a title without a year is the subject's, not the document's."""
    assert () == parse("a.md", f"# T\n\n## Created\n\n{text}\n\n## S\n".encode()).metadata.entries
