"""The rules on metadata work on every form it may have: what the template shows and what a document uses are free."""

from __future__ import annotations

import pytest
from tests.support.memory import audit, told

from speclatch.model import Phase, Report

CONFIG = """
version: 1
profiles:
  - name: note
    template: templates/note.md
    match: ["notes/*.md"]
"""
ASKED = "\n## Why\n\n[Why]\n\n## Work\n\n- [ ] Roof built\n"
BODY = "\n## Why\n\nBecause of the rain.\n\n## Work\n\n- [x] Roof built\n"
FORMS = {
    "front matter": "---\nstatus: {status}\nowner: '{owner}'\nwritten on: {date}\n---\n# N\n",
    "TOML": "+++\nstatus = '{status}'\nowner = '{owner}'\nwritten-on = '{date}'\n+++\n# N\n",
    "bullets": "# N\n\n- Status: {status}\n- Owner: {owner}\n- Written on: {date}\n",
    "bold bullets": "# N\n\n- **Status:** {status}\n- **Owner**: {owner}\n- **Written on** : {date}\n",
    "lines": "# N\n\n**Status**: {status}\n**Owner**: {owner}\n**Written on**: {date}\n",
    "quote": "# N\n\n> **Status**: {status}\n> **Owner**: {owner}\n> **Written on**: {date}\n",
    "table": "# N\n\n| Field | Value |\n|-|-|\n| Status | {status} |\n| Owner | {owner} |\n| Written on | {date} |\n",
    "row": "# N\n\n| Status | Owner | Written on |\n|---|---|---|\n| {status} | {owner} | {date} |\n",
    "lines that break": "# N\n\n> **Status**: {status} \\\n> **Owner**: {owner} \\\n> **Written on**: {date}\n",
    "cells": "# N\n\n| Status: {status} | Owner: {owner} | Written on: {date} |\n|---|---|---|\n",
    "definitions": "# N\n\nStatus\n: {status}\n\nOwner\n: {owner}\n\nWritten on\n:   {date}\n",
    "section": "# N\n\n- Owner: {owner}\n- Written on: {date}\n\n## Status\n\n{status}\n",
}
SAMPLE = {"status": "Draft / Accepted / Done", "owner": "[who]", "date": "YYYY-MM-DD"}
FILLED = {"status": "Accepted", "owner": "ann", "date": "2026-05-02"}


def judged(template: str, document: str, **values: str) -> Report:
    """A document of one form, judged by a template of another."""
    sample = FORMS[template].format(**SAMPLE) + ASKED
    if template == "TOML":
        sample = sample.replace("'Draft / Accepted / Done'", '"Draft / Accepted / Done"')
    spec = FORMS[document].format(**(FILLED | values)) + BODY
    return audit({".speclatch.yml": CONFIG, "templates/note.md": sample, "notes/a.md": spec})


@pytest.mark.parametrize("document", FORMS)
@pytest.mark.parametrize("template", FORMS)
def test_any_form_answers_any_template(template: str, document: str) -> None:
    """A document that answers everything in some form is in order, and its status is known."""
    report = judged(template, document)

    assert [] == told(report)
    assert [("Accepted", Phase.IMPLEMENTING)] == [(one.status, one.phase) for one in report.specs]


@pytest.mark.parametrize("document", FORMS)
@pytest.mark.parametrize("template", FORMS)
@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"status": "Unheard"}, "front-matter-value"),
        ({"date": "2026-13-02"}, "front-matter-value"),
        ({"owner": "[who]"}, "placeholder-left"),
        ({"owner": "TBD"}, "placeholder-left"),
        ({"owner": ""}, "front-matter-missing-key"),
    ],
)
def test_any_form_is_checked(template: str, document: str, values: dict[str, str], rule: str) -> None:
    """An unknown status, an impossible date, guidance, and nothing at all are found in every form, once."""
    found = [name for *_, name in told(judged(template, document, **values))]

    assert [rule] == found


@pytest.mark.parametrize("template", FORMS)
def test_what_is_absent_is_missed_once(template: str) -> None:
    """A key that no form answers is one finding."""
    sample = FORMS[template].format(**SAMPLE) + ASKED
    spec = "# N\n\n- Status: Accepted\n- Written on: 2026-05-02\n" + BODY
    report = audit({".speclatch.yml": CONFIG, "templates/note.md": sample, "notes/a.md": spec})

    assert ["front-matter-missing-key"] == [rule for *_, rule in told(report)]


@pytest.mark.parametrize("document", FORMS)
@pytest.mark.parametrize(("status", "phase"), [("Draft", Phase.DRAFT), ("Done", Phase.DONE)])
def test_phase_follows_the_status_in_any_form(document: str, status: str, phase: Phase) -> None:
    """Strictness follows the status wherever it stands."""
    assert [phase] == [one.phase for one in judged("front matter", document, status=status).specs]


@pytest.mark.parametrize("document", FORMS)
def test_status_of_a_target_in_any_form(document: str) -> None:
    """A document that is referred to is known to be superseded, whatever form says so."""
    target = FORMS[document].format(**(FILLED | {"status": "Superseded"})) + BODY
    spec = f"---\nstatus: Accepted\nadr: docs/adr/ADR-002.md\n---\n# N\n{BODY}"
    template = f"---\nstatus: Draft | Accepted\nadr: docs/adr/ADR-###.md\n---\n# N\n{ASKED}"
    files = {".speclatch.yml": CONFIG, "templates/note.md": template, "notes/a.md": spec, "docs/adr/ADR-002.md": target}

    assert "reference-stale" in {rule for *_, rule in told(audit(files))}


NUMBERED = {
    "key": ("---\nnumber: NNNN\nstatus: Draft\n---\n# N\n", "---\nnumber: {}\nstatus: Draft\n---\n# N\n"),
    "bullet": ("# N\n\n- RFC: XXXX\n- Status: Draft | Done\n", "# N\n\n- RFC: {}\n- Status: Draft\n"),
    "table": ("# N\n\n| | |\n|-|-|\n| EIP | #### |\n", "# N\n\n| | |\n|-|-|\n| EIP | {} |\n"),
}


@pytest.mark.parametrize("form", NUMBERED)
@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"notes/0007-a.md": "0007", "notes/0008-b.md": "8"}, set()),
        ({"notes/0007-a.md": "0007", "notes/0007-b.md": "7"}, {"id-duplicate"}),
        ({"notes/0007-a.md": "0007", "notes/0009-b.md": "0010"}, {"id-mismatch"}),
        ({"notes/rfc-0009-b.md": "0010"}, {"id-mismatch"}),
        ({"notes/a.md": "0010"}, set()),
    ],
)
def test_numbers_are_ids(form: str, names: dict[str, str], expected: set[str]) -> None:
    """A number clashes with the same one of its series, and must be its file's; zeros before it are no part of it."""
    template, document = NUMBERED[form]
    files = {path: document.format(number) + BODY for path, number in names.items()}
    report = audit({".speclatch.yml": CONFIG, "templates/note.md": template + ASKED, **files})

    assert expected == {rule for *_, rule in told(report)} & {"id-duplicate", "id-mismatch"}


def test_numbers_of_two_series_do_not_clash() -> None:
    """The same number in another profile, or another folder of globs, is another document's."""
    config = CONFIG + '  - name: other\n    template: templates/other.md\n    match: ["other/*.md"]\n'
    template, document = NUMBERED["key"]
    files = {f"{folder}/0007-a.md": document.format("0007") + BODY for folder in ("notes", "other")}
    templates = {f"templates/{name}.md": template + ASKED for name in ("note", "other")}

    assert "id-duplicate" not in {rule for *_, rule in told(audit({".speclatch.yml": config, **templates, **files}))}


LINKED = {
    "template.md": "---\ntitle: '<!-- Title -->'\nprd_ref: docs/PRD-###.md\nadr_refs: []\n---\n\n# N\n\n## Why\n",
    "PRD-001.md": "# PRD-001: Boats\n\nThey float.\n",
    "ADR-002.md": "# ADR-002: Piers\n\nOf wood.\n",
}


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("# N\n\n- **title:** N\n- **prd_ref:** PRD-001.md\n- **adr_refs:** ADR-002\n", []),
        ("# N\n\ntitle: N\nprd_ref: PRD-001.md\nadr_refs: ADR-002\n", []),
        ("---\ntitle: N\nprd_ref: PRD-001\nadr_refs:\n  - {id: ADR-002, title: Of piers}\n---\n\n# N\n", []),
        (
            "---\ntitle: N\nprd_ref: PRD-001\nadr_refs:\n  - {id: ADR-003, title: Of piers}\n---\n\n# N\n",
            [("notes/a.md", 5, "error", "reference-broken")],
        ),
    ],
)
def test_references_in_any_form(head: str, found: list[tuple[str, int, str, str]]) -> None:
    """A key is a label in the body, an item's title is no reference, and a comment for a title asks for none."""
    config = "version: 1\nprofiles: [{name: note, template: template.md, match: ['notes/*.md']}]\n"
    files = {f"notes/{name}" if name != "template.md" else name: text for name, text in LINKED.items()}
    report = audit({".speclatch.yml": config.replace("*", "a"), **files, "notes/a.md": f"{head}\n## Why\n\nRain.\n"})

    assert found == told(report)
