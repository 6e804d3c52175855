"""``speclatch prove``: defects of a repository's own documents, how many are caught, and what is said of the rest."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import jsonschema
import pytest
from tests.cli.conftest import Repository

TEMPLATE = """\
---
id: RFC-###
title: "[Title]"
status: Draft | Accepted | Implemented
owner: "[Who answers questions]"
---

# RFC-###: [Title]

## Problem

[What hurts, and whom]

## Plan

- Rollback: [How to take it back]

## Tasks

- [ ] Dashboards updated

## Notes (optional)

[Anything else]
"""
DOCUMENT = """\
---
id: RFC-{number}
title: "Faster search {number}"
status: {status}
owner: Ana Lima
---

# RFC-{number}: Faster search {number}

## Problem

Searching for orders takes longer than customers are willing to wait for it, see [the notes](../../notes.md).

## Plan

- Rollback: switch the flag off

## Tasks

- [x] Dashboards updated

## Notes (optional)

Nothing speaks against it as far as anybody could see.
"""
CONFIG = """\
version: 1
profiles:
  - name: rfc
    template: docs/template.md
    match: ["docs/rfcs/**/*.md"]
"""


@pytest.fixture
def team(repository: Repository) -> Repository:
    """A repository with a template of its own and two finished documents."""
    files = {
        "docs/template.md": TEMPLATE,
        "docs/notes.md": "# Notes\n",
        ".speclatch.yml": CONFIG,
        "docs/rfcs/search/RFC-001-search.md": DOCUMENT.format(number="001", status="Accepted"),
        "docs/rfcs/orders/RFC-002-orders.md": DOCUMENT.format(number="002", status="Implemented"),
    }
    repository.commit(files)
    return repository


def proof(repository: Repository, *arguments: str) -> Any:
    """What was tried, checked against the schema."""
    data = json.loads(repository.run("prove", "--format", "json", *arguments).out)
    schema = json.loads((resources.files("speclatch.reports.strength") / "strength.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    return data


def outcomes(data: Any, kind: str) -> set[tuple[str, str]]:
    """What came of the defects of a kind, by the part's name."""
    return {(one["name"], one["outcome"]) for one in data["profiles"][0]["tried"] if one["kind"] == kind}


def test_everything_of_a_template_that_is_understood_is_caught(team: Repository) -> None:
    """Whatever is taken away from a good document, the gate says so."""
    data = proof(team)

    assert [] == [one for one in data["profiles"][0]["tried"] if one["outcome"] == "missed"]
    assert {("Problem", "caught"), ("Plan", "caught"), ("Rollback", "caught"), ("owner", "caught")} <= outcomes(
        data, "taken away"
    )
    assert {("Problem", "caught"), ("owner", "caught"), ("Rollback", "caught")} <= outcomes(data, "emptied")
    assert {("Problem", "caught"), ("owner", "caught"), ("Rollback", "caught")} <= outcomes(data, "guidance put back")
    assert {("../../notes.md", "caught")} == outcomes(data, "reference broken")
    assert {("Accepted", "caught"), ("Implemented", "caught")} == outcomes(data, "unknown status")
    assert {("- [x] Dashboards updated", "caught")} == outcomes(data, "box opened")


def test_an_untouched_copy_is_tried_wherever_the_next_document_may_lie(team: Repository) -> None:
    """Under the next free number, and in a new folder beside the others."""
    copies = [one["path"] for one in proof(team)["profiles"][0]["tried"] if one["kind"] == "untouched copy"]

    assert ["docs/rfcs/search/RFC-003-zzyzx.md", "docs/rfcs/zzyzx/RFC-003-zzyzx.md"] == copies


def test_what_the_template_lets_be_left_out_is_counted_beside(team: Repository) -> None:
    """An optional section may go."""
    assert ("Notes (optional)", "optional") in outcomes(proof(team), "taken away")


def test_what_stands_below_a_section_that_does_not_apply_is_counted_beside(team: Repository) -> None:
    """Nothing is asked for below ``None`` and its reason; a link there can still break."""
    template = TEMPLATE + "\n## Data\n\n[What is stored]\n\n### Tables\n\n[Each new table]\n"
    none = (
        "\n## Data\n\nNone: nothing is stored, see [the notes](../../notes.md).\n\n### Tables\n\nNone: no database.\n"
    )
    team.commit(
        {
            "docs/template.md": template,
            "docs/rfcs/search/RFC-001-search.md": DOCUMENT.format(number="001", status="Accepted") + none,
            "docs/rfcs/orders/RFC-002-orders.md": DOCUMENT.format(number="002", status="Implemented") + none,
        }
    )
    data = proof(team)

    assert [("Tables", "inapplicable")] * 2 == [
        (one["name"], one["outcome"])
        for one in data["profiles"][0]["tried"]
        if (one["kind"], one["name"]) == ("taken away", "Tables")
    ]
    assert ("Data", "caught") in outcomes(data, "taken away")
    assert [] == [one for one in data["profiles"][0]["tried"] if one["outcome"] == "missed"]
    assert "2 below a section that says `None`" in team.run("prove").out


def test_what_the_configuration_waives_is_counted_beside(team: Repository) -> None:
    """It is no weakness that nobody knows of."""
    team.commit(
        {".speclatch.yml": CONFIG + "    optional: [Problem]\nrules: {field-empty: off, task-unchecked: off}\n"}
    )
    data = proof(team)

    assert ("Problem", "waived") in outcomes(data, "taken away")
    assert {("- [x] Dashboards updated", "waived")} == outcomes(data, "box opened")


def test_harmless_edits_are_left_in_peace(team: Repository) -> None:
    """A typo, a paragraph and a subsection in each document."""
    assert {"tried": 6, "disturbed": 0} == proof(team)["profiles"][0]["harmless"]


def test_a_weak_gate_is_said_to_be_weak(team: Repository) -> None:
    """Where the glob names one folder, the next document in a new one is nobody's."""
    globs = '["docs/rfcs/search/*.md", "docs/rfcs/orders/*.md"]'
    team.commit({".speclatch.yml": CONFIG.replace('["docs/rfcs/**/*.md"]', globs)})
    ran = team.run("prove", "--at-least", "1")

    assert 1 == ran.code
    assert "document `the template under the next free name`: untouched copy; no profile governs that place" in ran.out


def test_a_strong_gate_passes(team: Repository) -> None:
    """It says how many of how many in its last line."""
    ran = team.run("prove", "--at-least", "0.9")

    assert 0 == ran.code
    assert "(100 %), and finds fault with 0 of 6 harmless edits." in ran.out.splitlines()[-1]


def test_drafts_are_judged_as_implemented_where_nothing_is_finished(team: Repository) -> None:
    """A team that has only begun learns what its gate will ask."""
    for path, number in (("search/RFC-001-search", "001"), ("orders/RFC-002-orders", "002")):
        team.commit({f"docs/rfcs/{path}.md": DOCUMENT.format(number=number, status="Draft")})
    data = proof(team)

    assert (True, 0) == (data["profiles"][0]["as_finished"], data["profiles"][0]["finished"])
    assert ("Problem", "caught") in outcomes(data, "taken away")


def test_without_a_document_the_template_is_tried(team: Repository) -> None:
    """Where its globs name a place for it."""
    team.git("rm", "--quiet", "-r", "docs/rfcs")
    data = proof(team)

    assert [("untouched copy", "caught")] == [
        (one["kind"], one["outcome"]) for one in data["profiles"][0]["tried"] if one["kind"] == "untouched copy"
    ]


def test_the_same_seed_chooses_the_same_documents(team: Repository) -> None:
    """So that two people speak of the same defects."""
    assert proof(team, "--sample", "1", "--seed", "x") == proof(team, "--sample", "1", "--seed", "x")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--at-least", "2"), "--at-least: '2' is no share between 0 and 1"),
        (("--at-least", "nan"), "--at-least: 'nan' is no share between 0 and 1"),
        (("--sample", "-1"), "--sample"),
    ],
)
def test_arguments_that_mean_nothing_are_refused(team: Repository, arguments: tuple[str, str], said: str) -> None:
    """With what is wrong about them."""
    ran = team.run("prove", *arguments)

    assert 2 == ran.code
    assert said in ran.err


def test_what_a_comment_excuses_is_counted_beside(team: Repository) -> None:
    """The author has said why nothing is to be said of it."""
    ignore = "\n<!-- speclatch-ignore-file: link-broken, reference-broken -- the notes are being written -->\n"
    team.commit(
        {
            "docs/rfcs/search/RFC-001-search.md": DOCUMENT.format(number="001", status="Accepted") + ignore,
            "docs/rfcs/orders/RFC-002-orders.md": DOCUMENT.format(number="002", status="Implemented") + ignore,
        }
    )

    assert {("../../notes.md", "excused")} == outcomes(proof(team), "reference broken")


def test_a_file_that_cannot_be_read_is_no_document(team: Repository) -> None:
    """It is left out, and the others are tried."""
    (team.root / "docs/rfcs/search/RFC-009-picture.md").write_bytes(b"\x89PNG\xff")
    team.commit({})
    data = proof(team)

    assert 2 == data["profiles"][0]["documents"]
    assert {("Accepted", "caught"), ("Implemented", "caught")} == outcomes(data, "unknown status")


def test_of_many_documents_five_are_altered_besides_their_parts(team: Repository) -> None:
    """Five for each of the sample have a reference broken; a part that those lack is tried in another document."""
    numbers = [f"{number:03}" for number in range(1, 11)]
    texts = {f"docs/rfcs/all/RFC-{one}-x.md": DOCUMENT.format(number=one, status="Accepted") for one in numbers}
    team.git("rm", "--quiet", "-r", "docs/rfcs")
    team.commit(texts)

    def tried(kind: str, name: str) -> set[str]:
        found = proof(team, "--sample", "1")["profiles"][0]["tried"]
        return {one["path"] for one in found if (one["kind"], one["name"]) == (kind, name)}

    five = tried("reference broken", "../../notes.md")
    team.commit({path: texts[path].replace("- Rollback: switch the flag off", "Off again.") for path in five})

    assert 5 == len(five)
    assert five == tried("reference broken", "../../notes.md")
    assert 1 == len(tried("taken away", "Rollback") - five)
