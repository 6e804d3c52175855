"""Ten kinds of edits to an approved spec, with its metadata in front matter and in its body: which of them are told."""

from __future__ import annotations

import pytest
from tests.support.memory import compare

CONFIG = 'profiles: [{name: spec, template: template.md, match: ["specs/*.md"]}]\n'
BODY = """
## Context

Mails are sent at nite. See [the list](list.md).

## Requirements

- **REQ-001**: A receipt is mailed within 5 s, to whoever has paid.
- **REQ-002**: It is kept for 10 years.

## Parts

| Part | Purpose | Owner |
|------|---------|-------|
| Mailer | sends | ada |
| Desk | answers | |

## Work

- [ ] Desk told
"""
FORMS = {
    "front matter": "---\nstatus: {status}\nversion: {version}\ndate: {date}\n---\n\n# Receipts\n",
    "bullets": "# Receipts\n\n- Status: {status}\n- Version: {version}\n- Date: {date}\n",
    "labelled lines": "# Receipts\n\n**Status:** {status}  \n**Version:** {version}  \n**Date:** {date}\n",
    "a table": "# Receipts\n\n| Status | {status} |\n|---|---|\n| Version | {version} |\n| Date | {date} |\n",
    "sections": "# Receipts\n\n- Version: {version}\n\n## Status\n\n{status}\n\n## Date\n\n{date}\n",
}
VALUES = {"status": "Approved", "version": "1.0", "date": "2026-01-02"}
REWORDED = ("within 5 s", "within 10 s")
SILENT = {
    "a typo in what binds nobody": ("at nite", "at night"),
    "typography in what binds": ("within 5 s, to", "**within** 5 s – to"),
    "a reflow": ("within 5 s, to whoever", "within 5 s,\n  to whoever"),
    "rows in another order": (
        "| Mailer | sends | ada |\n| Desk | answers | |",
        "| Desk | answers | |\n| Mailer | sends | ada |",
    ),
    "requirements in another order": (
        "- **REQ-001**: A receipt is mailed within 5 s, to whoever has paid.\n- **REQ-002**: It is kept for 10 years.",
        "- **REQ-002**: It is kept for 10 years.\n- **REQ-001**: A receipt is mailed within 5 s, to whoever has paid.",
    ),
    "a tick": ("- [ ] Desk", "- [x] Desk"),
    "a filled blank": ("| Desk | answers | |", "| Desk | answers | bo |"),
    "a mended link": ("(list.md)", "(../docs/list.md)"),
    "what says how far the work is": ("| ada |", "| cy |"),
}
TOLD = {
    "a changed number": (*REWORDED, "REQ-001"),
    "a changed word": ("kept for 10 years", "dropped after 10 years", "REQ-002"),
    "an added requirement": ("for 10 years.\n", "for 10 years.\n- **REQ-003**: It is signed.\n", "REQ-003"),
    "a removed requirement": ("- **REQ-002**: It is kept for 10 years.\n", "", "REQ-002"),
    "a struck requirement": ("It is kept for 10 years.", "~~It is kept for 10 years.~~", "says `REQ-002 ~~It"),
    "a requirement struck by a tag": (
        "It is kept for 10 years.",
        "<del>It is kept for 10 years.</del>",
        "says `REQ-002 <del>It",
    ),
    "a changed part": ("| Mailer | sends |", "| Mailer | queues |", "Mailer"),
}


def written(form: str, body: str = BODY, **values: str) -> str:
    """The spec with its metadata in a form."""
    return FORMS[form].format(**{**VALUES, **values}) + body


def told(form: str, new: str, rules: str = "") -> list[str]:
    """What is said of a spec that is something else after the change."""
    template = written(form, status="Draft | Approved", version="0.0", date="YYYY-MM-DD").partition("\n- **REQ")[0]
    parts = "\n\n## Parts\n\n| Part | Purpose | Owner |\n|---|---|---|\n| | | |\n\n## Work\n\n- [ ] Desk told\n"
    files = {".speclatch.yml": CONFIG + rules, "template.md": template + parts, "specs/list.md": "# List\n"}
    files["docs/list.md"] = "# List\n"
    report = compare({**files, "specs/a.md": written(form)}, {**files, "specs/a.md": new})
    assert ["specs/a.md"] == [spec.path for spec in report.specs]
    return [one.finding.message for one in report.findings if one.finding.rule == "approved-changed"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("edit", SILENT)
def test_what_changes_nothing_that_was_agreed_to(edit: str, form: str) -> None:
    """Nobody has to agree anew."""
    old, new = SILENT[edit]
    assert old in BODY

    assert [] == told(form, written(form, BODY.replace(old, new)))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("edit", TOLD)
def test_what_was_agreed_to_is_another_text(edit: str, form: str) -> None:
    """One finding, which names the piece."""
    old, new, name = TOLD[edit]
    [message] = told(form, written(form, BODY.replace(old, new)))

    assert name in message


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("said", [{"version": "1.1"}, {"date": "2026-02-03"}, {"status": "Draft"}])
def test_a_change_that_says_so_is_in_order(said: dict[str, str], form: str) -> None:
    """A new version, date or status beside the new text; as an error the status alone excuses it."""
    new = written(form, BODY.replace(*REWORDED), **said)
    strict = told(form, new, "rules: {approved-changed: error}\n")

    assert [] == told(form, new)
    assert [] == told(form, written(form, **said), "rules: {approved-changed: error}\n")
    assert ("status" in said) == (strict == [])


def test_what_is_gone_with_all_around_it_is_told_at_the_top() -> None:
    """Under another title no heading is left to say it on."""
    template = "---\nstatus: Draft\n---\n\n# <Title>\n"
    files = {".speclatch.yml": CONFIG, "template.md": template}
    base = "---\nstatus: Approved\n---\n\n# Mail\n\n## Requirements\n\n- **REQ-001**: Within 5 s\n"
    report = compare({**files, "specs/a.md": base}, {**files, "specs/a.md": base.partition("# Mail")[0] + "# Post\n"})

    assert [("specs/a.md", 1)] == [
        (one.finding.location.path, one.finding.location.line)
        for one in report.findings
        if one.finding.rule == "approved-changed"
    ]
