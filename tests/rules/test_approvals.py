"""Who may approve a spec, and what becomes of an approval that cannot be read."""

from __future__ import annotations

import pytest
from tests.support.memory import compare

from speclatch.rules.approval.code_owners import owners_of
from speclatch.specs.pull_request import Approval, PullRequestFacts

CONFIG = 'profiles: [{{name: spec, template: template.md, match: ["specs/*.md"]}}]\napprovals: {{by: [{by}]}}\n'
TEMPLATE = "---\nstatus: Draft\nprd_ref: docs/10-prd/PRD-###.md\n---\n\n# <Title>\n\n## Requirements\n"
SPEC = (
    "---\nstatus: {}\nprd_ref: docs/10-prd/PRD-007.md\n---\n\n# Mail\n\n## Requirements\n\n"
    "- REQ-001: Within 5 s, see [it](../template.md)\n"
)


def messages(by: str, facts: PullRequestFacts, owners: str = "") -> list[str]:
    """What is said of a spec that a pull request approves."""
    base = {
        ".speclatch.yml": CONFIG.format(by=by),
        "template.md": TEMPLATE,
        "docs/10-prd/PRD-007.md": "# PRD-007\n",
        "specs/a.md": SPEC.format("Draft"),
        **({".github/CODEOWNERS": owners} if owners else {}),
    }
    report = compare(base, {**base, "specs/a.md": SPEC.format("Approved")}, pull_request=facts)
    return [one.finding.message for one in report.findings if one.finding.rule == "approval-missing"]


def approved(by: str, raw: bytes | None = SPEC.format("Approved").encode()) -> PullRequestFacts:
    """A review that approves a commit whose spec has these bytes."""
    return PullRequestFacts((Approval(by, "0123456789"),), read=lambda *_: raw)


@pytest.mark.parametrize(
    ("by", "owners", "login", "said"),
    [
        ('"@bo"', "", "bo", []),
        ('"@acme/desk"', "", "bo", ["this spec is `Approved`, and the base names nobody who may approve it"]),
        ("codeowners", "", "bo", ["this spec is `Approved`, and the base names nobody who may approve it"]),
        ("codeowners", "# all\n\n* @eve\n[z-a] @bo\n/docs/10-prd/ @cy\n", "cy", []),
        ("codeowners", "* @eve\n[z-a] @bo\n", "bo", ["this spec is `Approved`, and nobody who may has approved it"]),
    ],
    ids=["by name", "a team that nobody lists", "no file", "the PRD's owner", "a pattern that cannot work"],
)
def test_who_may_approve(by: str, owners: str, login: str, said: list[str]) -> None:
    """A person by name, the owners of the spec's path and of its PRD's; a team's members are listed, or nobody."""
    assert said == messages(by, approved(login), owners)


@pytest.mark.parametrize(
    ("owners", "path", "expected"),
    [
        ("* @a", "docs/specs/x.md", "@a"),
        ("*.md @a", "docs/specs/x.md", "@a"),
        ("/*.md @a", "docs/specs/x.md", ""),
        ("/*.md @a", "x.md", "@a"),
        ("/docs @a", "docs/specs/x.md", "@a"),
        ("/docs @a", "app/docs/x.md", ""),
        ("docs @a", "app/docs/x.md", "@a"),
        ("docs/ @a", "app/docs/x.md", "@a"),
        ("/docs/ @a", "app/docs/x.md", ""),
        ("docs/specs/ @a", "app/docs/specs/x.md", ""),
        ("docs/specs/ @a", "docs/specs/x/y.md", "@a"),
        ("/docs/ @a", "docs/specs/x.md", "@a"),
        ("* @z\ndocs/* @a", "app/x.md", "@z"),
        ("docs/* @a", "docs/x.md", "@a"),
        ("* @z\ndocs/* @a", "docs/specs/x.md", "@z"),
        ("/* @a", "docs/x.md", ""),
        ("/* @a", "x.md", "@a"),
        ("docs/**/* @a", "docs/specs/x.md", "@a"),
        ("docs/** @a", "docs/specs/x.md", "@a"),
        ("**/specs @a", "docs/specs/x.md", "@a"),
        ("* @z\n/docs/", "docs/specs/x.md", ""),
        ("docs/my\\ specs/ @a", "docs/my specs/x.md", "@a"),
        ("docs/c#/ @a # all of it @b", "docs/c#/x.md", "@a"),
        ("# * @a", "x.md", ""),
        ("\\#x.md @a", "#x.md", ""),
        ("* @z\n[x]* @a", "x.md", "@z"),
        ("* @z\n!x.md @a", "x.md", "@z"),
        ("* @z\n{x}.md @a", "x.md", "@z"),
        ("* @z\n* @a, @b", "x.md", "@z"),
        ("* @z\n* a", "x.md", "@z"),
        ("* @z\n*.md a@example.org @a", "x.md", "a@example.org @a"),
        ("* @z\n/ @a", "x.md", "@z"),
        ("* @z\u2028* @a", "x.md", ""),
        ("X.md @a", "x.md", ""),
        ("*.md @acme/desk @ada_acme @helper[bot]", "x.md", "@acme/desk @ada_acme @helper[bot]"),
        ("* @z\n" * 1_000_000, "x.md", ""),
    ],
)
def test_codeowners_as_github_reads_it(owners: str, path: str, expected: str) -> None:
    """The last line that matches counts; one that GitHub does not understand counts for nothing."""
    assert tuple(expected.split()) == owners_of(path, owners.encode())


def test_a_login_that_a_company_manages() -> None:
    """It has the company's short code behind an underscore."""
    assert [] == messages("codeowners", approved("ada_acme"), "* @ada_acme\n")


@pytest.mark.parametrize("raw", [None, b"\xff"], ids=["gone", "not UTF-8"])
def test_an_approval_of_what_cannot_be_read_is_none(raw: bytes | None) -> None:
    """Nobody knows what text it was given on."""
    expected = "this spec is `Approved`, and what was approved (`bo at 0123456`) was another text"

    assert [expected] == messages('"@bo"', approved("bo", raw))


def test_the_hint_says_who_may_approve_or_how_to_name_somebody() -> None:
    """In letters as people write them."""
    base = {".speclatch.yml": CONFIG.format(by="owner, codeowners"), "template.md": TEMPLATE}
    facts = approved("eve")
    hints = []
    for front in ("", "owner: ' '\n", "owner: '@ada, @bo'\n"):
        text = SPEC.replace("---\n", f"---\n{front}", 1)
        before = {**base, "docs/10-prd/PRD-007.md": "# PRD-007\n", "specs/a.md": text.format("Draft")}
        report = compare(before, {**before, "specs/a.md": text.format("Approved")}, pull_request=facts)
        hints += [one.finding.hint for one in report.findings if one.finding.rule == "approval-missing"]

    unnamed = "Name an owner on the base, in CODEOWNERS, or under `approvals` of the configuration."
    assert [unnamed, unnamed, "`ada`, `bo` may approve it, in a review of this pull request."] == hints
