"""What is nearly a spec, or one that cannot be read, is told of, whether a configuration names files or not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.memory import compare, told

from speclatch.profiles.load import builtin_template

SPEC = Path(__file__).parents[2] / "examples/repository/docs/21-exec-spec/EXEC-014-collection-slots.md"
TEXT = SPEC.read_text(encoding="utf-8")
BODY = TEXT.partition("\n---\n")[2]
FRONT = TEXT.partition("\n---\n")[0]
GUIDANCE = next(line for line in builtin_template("exec-spec").split("## 1) ")[1].split("\n")[1:] if line)
PATH = "docs/20-specs/notes-on-slots.md"


def added(raw: bytes | str, path: str = PATH) -> list[tuple[str, str]]:
    """What a change is told that adds a file: (rule, message) of what is about being a spec at all."""
    report = compare({"a.txt": "x"}, {"a.txt": "x", path: raw})
    telling = {"spec-unmatched", "document-unreadable"}
    return [(one.finding.rule, one.finding.message) for one in report.findings if one.finding.rule in telling]


@pytest.mark.parametrize(
    "lead", ["\n", "\r\n \t\n", "<!-- SPDX-License-Identifier: MIT -->\n", "\ufeff\n", "<!-- a\nb -->\n\n<!-- c -->\n"]
)
def test_front_matter_that_comes_late_is_told(lead: str) -> None:
    """Behind blank lines or comments it is none, and what looks like a spec but for that is no silent pass."""
    ((rule, message),) = added(f"{lead}{TEXT}")

    assert "spec-unmatched" == rule
    assert message.endswith("its front matter does not open the file")


def test_half_of_the_sections_are_enough() -> None:
    """A spec without front matter has all sections of one."""
    ((rule, message),) = added(BODY)

    assert "spec-unmatched" == rule
    assert "it has only 0 of 7 keys and 11 of 11 sections" in message


def test_most_of_the_keys_are_enough() -> None:
    """A spec whose sections were renamed still says which PRD it is for."""
    ((rule, message),) = added(f"{FRONT}\n---\n\n# Slots\n\n## All of it\n\nText.\n")

    assert "spec-unmatched" == rule
    assert "it has only 7 of 7 keys and 0 of 11 sections" in message


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/guide.md", "---\ntitle: Guide\n---\n\n## 2) Database Changes\n\n## 8) Test Plan\n\n## 6) Data Flow\n"),
        ("docs/a.md", "---\nid: X-1\ntitle: a\nowner: b\nstatus: Draft\ndate: 2026-01-01\n---\n\n# A\n"),
        ("docs/10-prd/PRD-001-a.md", BODY),
        ("docs/20-adr/ADR-001-a.md", f"{FRONT}\n---\n\n# A\n"),
        ("README.md", "# A\n"),
        ("docs/spec-template.md", BODY),
    ],
)
def test_what_shares_a_little_is_nobody_s_spec(path: str, text: str) -> None:
    """Common keys, a few headings; documents of another kind; templates."""
    assert [] == added(text, path)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (TEXT.encode().replace(b"Tom Oduya", b"Tom \xe9"), "not UTF-8"),
        (TEXT.encode("utf-16"), "not UTF-8"),
        (TEXT.encode() + b"\n" + b"x" * 4_000_000, "larger than"),
        (TEXT.encode() + b"\n" + b"*a " * 200_001, "too dense to read"),
    ],
)
def test_bytes_that_cannot_be_read_hide_no_spec(raw: bytes, why: str) -> None:
    """By what can be read of it, it is one: it cannot be judged, and that is an error."""
    ((rule, message),) = added(raw)

    assert "document-unreadable" == rule
    assert why in message


@pytest.mark.parametrize(
    "raw",
    [b"# Notes\n\ncaf\xe9\n", b"# Notes\n\n" + b"words\n" * 700_000, b"# Notes\n\n" + b"*a " * 200_001],
    ids=["Latin-1", "large", "dense"],
)
def test_bytes_that_look_like_nothing_are_nobody_s_spec(raw: bytes) -> None:
    """Whatever keeps them from being read."""
    assert [] == added(raw)


def test_a_spec_is_not_told_of_twice() -> None:
    """What is judged is nothing else besides."""
    assert [] == added(TEXT)
    assert told(compare({"a.txt": "x"}, {"a.txt": "x", PATH: TEXT}))


CONFIGURED = "version: 1\nprofiles:\n  - {use: exec-spec, match: ['docs/21-exec-spec/EXEC-*.md']}\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (TEXT, "none of its globs names it"),
        (f"\n{TEXT}", "its front matter does not open the file"),
        (f"<!-- licence -->\n{TEXT}", "its front matter does not open the file"),
        (BODY, "it has only 0 of 7 keys and 11 of 11 sections"),
        (f"{FRONT}\n---\n\n# Slots\n\n## All of it\n", "it has only 7 of 7 keys and 0 of 11 sections"),
    ],
)
def test_outside_every_glob_it_is_told_of_as_well(text: str, why: str) -> None:
    """A configuration that names files elsewhere waves nothing through in silence."""
    base = {".speclatch.yml": CONFIGURED, "docs/21-exec-spec/EXEC-014-collection-slots.md": TEXT}
    report = compare(base, {**base, PATH: text})

    assert [f"this looks like a document of the profile `exec-spec`, but {why}"] == [
        one.finding.message for one in report.findings if one.finding.rule == "spec-unmatched"
    ]


SMALL = """---
id: CHG-000
status: Draft
owner: <who>
---

# CHG-000: <title>

## Cause

## Cure

## Risks
"""
FILLED = (
    SMALL.replace("000", "002")
    .replace("<who>", "Ina")
    .replace("<title>", "Racks")
    .replace("\n\n##", "\n\nA word.\n\n##")
)


@pytest.mark.parametrize(
    "text",
    [
        FILLED.partition("\n---\n")[2],
        FILLED.replace("---\nid", "```yaml\nid").replace("Ina\n---", "Ina\n```"),
        FILLED.replace("## Cause", "<h2>Cause</h2>").replace("## Cure", "<h2>Cure</h2>"),
    ],
)
def test_a_small_spec_is_known_by_its_id(text: str) -> None:
    """A template of three sections has not many of anything: the id tells its documents from other pages."""
    assert ["spec-unmatched"] == _of_small("new/racks.md", text)


@pytest.mark.parametrize(
    "text",
    [
        "# CHG-002: what was said\n\n## Minutes\n\nNothing.\n",
        "---\nid: CHG-002\nstatus: done\nowner: Ina\n---\n\n# CHG-002: test report\n\n## Runs\n\nTwo.\n",
        "# Racks\n\n## Cause\n\nNoise.\n\n## Cure\n\nFelt.\n",
        "# CHG-nothing\n\n## Cause\n\nNoise.\n\n## Cure\n\nFelt.\n",
    ],
)
def test_an_id_alone_or_a_few_headings_alone_are_nobody_s(text: str) -> None:
    """Minutes and reports bear the id of what they are about; other pages have a cause and a cure."""
    assert [] == _of_small("new/racks.md", text)


def _of_small(path: str, text: str) -> list[str]:
    config = "version: 1\nprofiles:\n  - {name: own, template: t/TEMPLATE.md, match: ['d/*.md']}\n"
    base = {".speclatch.yml": config, "t/TEMPLATE.md": SMALL, "d/CHG-001.md": FILLED.replace("002", "001")}
    report = compare(base, {**base, path: text})
    return [one.finding.rule for one in report.findings if one.finding.location.path == path]


@pytest.mark.parametrize("path", ["specs/slots/template.md", "docs/templates/slots.md", "docs/slots.template.md"])
def test_a_spec_that_is_called_a_template(path: str) -> None:
    """A name decides nothing: what somebody has filled in is a spec, and is told of."""
    ((rule, message),) = added(TEXT, path)

    assert "spec-unmatched" == rule
    assert message.endswith("it is called a template, and nothing of a template is left in it")


@pytest.mark.parametrize(
    "text",
    [
        builtin_template("exec-spec"),
        TEXT.replace("EXEC-014", "EXEC-###"),
        TEXT.replace("Tom Oduya", "<engineer>"),
        TEXT.replace("A customer who books", f"{GUIDANCE}\n\nA customer who books"),
        "\n".join((FRONT, "---\n", *(f"{line}\n" for line in BODY.split("\n") if line.startswith("#")))),
    ],
)
def test_a_template_is_no_spec(text: str) -> None:
    """A team's own is known by what is left open in it."""
    assert [] == added(text, "docs/templates/slots.md")


def test_the_template_of_a_profile_is_no_document_of_it() -> None:
    """Whatever it is called and wherever it lies: an edit of it is none of a spec."""
    config = 'version: 1\nprofiles: [{name: note, template: notes/0000-note.md, match: ["notes/NOTE-*.md"]}]\n'
    text = "---\nid: NOTE-###\nowner: a name\n---\n\n# <Title>\n\n## Work\n\nText\n"
    base = {".speclatch.yml": config, "notes/0000-note.md": text}
    edited = {**base, "notes/0000-note.md": text.replace("Text", "Words")}

    assert [] == told(compare(base, edited))


@pytest.mark.parametrize("text", [BODY, f"\n{TEXT}", TEXT], ids=["without front matter", "late", "whole"])
def test_a_spec_that_is_moved_and_no_longer_quite_one(text: str) -> None:
    """By its title it is the one that is deleted, whatever it lacks now and however little git sees of it."""
    config = 'version: 1\nprofiles: [{use: exec-spec, match: ["docs/21-exec-spec/*.md"]}]\n'
    base = {".speclatch.yml": config, "docs/21-exec-spec/EXEC-014-collection-slots.md": TEXT}
    report = compare(base, {".speclatch.yml": config, PATH: text + "\nMore and other words.\n" * 900})

    assert [(PATH, 1, "error", "spec-ungoverned")] == [one for one in told(report) if one[2] == "error"]
