"""A file of the same name elsewhere: what is mended unasked, what is offered, and what is not even that."""

from __future__ import annotations

import time

import pytest
from tests.references.trees import SPEC, context_of, found, spec_text

from speclatch.model import Finding
from speclatch.rules import BY_ID, RULES

TREE = {
    "docs/10-prd/PRD-062-pilot-mail.md": "# PRD-062\n",
    "docs/10-prd/_archive/old-plan.md": "# Old plan\n",
    "docs/ops/deploy-by-hand.md": "# Deploy\n",
    "docs/ops/README.md": "# Ops\n",
    "README.md": "# Read me\n",
    "services/deposits/index.ts": "",
    "services/deposits/types.ts": "",
    "services/deposits/__init__.py": "",
    "services/deposits/mod.rs": "",
    "services/deposits/holdExpiry.ts": "",
    "services/old/slots/crud.ts": "",
    "src/main.go": "",
}
JUDGED = [rule for rule in RULES if rule.id.startswith(("reference-", "link-"))]


def finding(target: str, *, symlinks: dict[str, str] | None = None) -> Finding:
    """What is found at a link to ``target``, from the root."""
    files = {**TREE, SPEC: spec_text(body=f"See [it]({target}).")}
    context = context_of(files, links=symlinks)
    return next(one for rule in JUDGED for one in found(rule, context))


@pytest.mark.parametrize(
    "target",
    [
        "/services/slots/index.ts",
        "/services/slots/types.ts",
        "/services/slots/__init__.py",
        "/services/slots/mod.rs",
        "/services/slots/main.go",
        "/cmd/slots/src/Index.ts",
    ],
)
def test_a_name_of_every_folder_is_not_offered(target: str) -> None:
    """A file that other modules have as well is no hint of where this one went."""
    one = finding(target)

    assert one.fix is None
    assert "Did you mean" not in one.hint


@pytest.mark.parametrize(
    ("target", "offered"),
    [
        ("/services/slots/holdExpiry.ts", "/services/deposits/holdExpiry.ts"),
        ("/services/slots/crud.ts", "/services/old/slots/crud.ts"),
        ("/services/deposits/src/index.ts", "/services/deposits/index.ts"),
        ("/docs/run/deploy-by-hand.md", "/docs/ops/deploy-by-hand.md"),
        ("../README.md", "../../README.md"),
        ("/packages/slots/src/main.go", "/src/main.go"),
    ],
)
def test_an_equal_name_alone_is_a_guess(target: str, offered: str) -> None:
    """The one file of that name is offered, and never put in unasked."""
    one = finding(target)

    assert one.fix is not None
    assert (offered, False) == (one.fix.edits[0].text, one.fix.safe)


@pytest.mark.parametrize(
    ("target", "mended"),
    [
        ("/docs/prds/PRD-062-pilot-mail.md", "/docs/10-prd/PRD-062-pilot-mail.md"),
        ("/docs/10-prd/old-plan.md", "/docs/10-prd/_archive/old-plan.md"),
    ],
)
def test_an_id_or_an_archive_leaves_no_doubt(target: str, mended: str) -> None:
    """A name with an id, and a document that went into the archive below its folder, are mended unasked."""
    one = finding(target)

    assert one.fix is not None
    assert (mended, True) == (one.fix.edits[0].text, one.fix.safe)


@pytest.mark.parametrize("text", ["nowhere.md", "PRD-070-loop.md", "../10-prd/gone/PRD-070.md"])
def test_symlink_that_leads_nowhere(text: str) -> None:
    """A dangling link and one that names itself are broken, not misspelt, and the message says why."""
    place = "docs/10-prd/PRD-070-loop.md"
    one = finding(f"/{place}", symlinks={place: text})

    assert "reference-broken" == one.rule
    assert f"`{place}` is a link that leads nowhere" == one.message
    assert one.fix is None


def test_equal_links_are_searched_once() -> None:
    """A thousand equal broken links cost about what one costs."""
    many = {f"docs/10-prd/PRD-{number:03d}-some-long-name-{number}.md": "" for number in range(1_000)}
    body = "\n".join("- PRD: [p](../10-prd/PRD-9999-some-lone-name.md)" for _ in range(1_000))
    context = context_of({**many, SPEC: spec_text(body=body)})
    started = time.process_time()

    findings = found(BY_ID["reference-broken"], context)

    assert 1_000 == len(findings)
    assert time.process_time() - started < 2
