"""Which documents must be read to judge references, and what the report says of each reference."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.references.forms import HOME
from tests.references.trees import SPEC, context_of, listing_of, spec_text

from speclatch.config.model import DEFAULT_KINDS
from speclatch.model import Tally
from speclatch.references.claims import claims_in
from speclatch.references.grammar import parse_destination, parse_reference
from speclatch.references.index import ReferenceIndex
from speclatch.references.linked import LinkedDocument
from speclatch.references.resolution import State, resolve
from speclatch.references.resolver import wanted

TREE = {
    "docs/10-prd/loyalty.md": "---\nid: PRD-070\n---\n",
    "docs/10-prd/PRD-062-pilot-mail.md": "# PRD-062\n",
    "docs/adr/ADR-016-queue.md": "# ADR-016\n",
    "docs/ops/runbook.md": "# Runbook\n",
    "docs/ops/README.md": "# Ops\n\n## OPS-001 Night\n",
    "src/main.py": "",
    "README.md": "# Readme\n",
}


def read_for(text: str) -> set[str]:
    """The paths that a spec of this text wants read."""
    context = context_of({**TREE, SPEC: text})
    return wanted(context.catalogue.specs.values(), context.listing, DEFAULT_KINDS)


def test_an_id_in_a_file_name_wants_that_file() -> None:
    """Nothing but the file that the id names."""
    assert {"docs/10-prd/PRD-062-pilot-mail.md"} == read_for(spec_text(prd="PRD-062"))


def test_another_id_wants_the_documents_of_its_kind() -> None:
    """Only the kind's folders, never the whole repository."""
    assert {"docs/10-prd/loyalty.md", "docs/10-prd/PRD-062-pilot-mail.md"} == read_for(spec_text(prd="PRD-070"))


def test_links_want_markdown_alone() -> None:
    """Code and pictures are looked up, not read; of a folder its README is read."""
    body = "[a](../ops/runbook.md#x) [b](../ops/) [c](../../src/main.py)"

    assert {"docs/ops/runbook.md", "docs/ops/README.md"} == read_for(spec_text(body=body))


def test_links_of_the_tree_are_read_first() -> None:
    """Symbolic links are wanted until their texts are known."""
    listing = listing_of(TREE, {"docs/near": "10-prd"})

    assert {"docs/near"} == wanted((), listing, DEFAULT_KINDS)
    assert set() == wanted((), listing, DEFAULT_KINDS, {"docs/near": "10-prd"})


def test_what_a_document_says_to_have_taken_its_place_is_read() -> None:
    """Whether it knows of it is asked."""
    assert {"docs/ops/runbook.md"} == read_for(spec_text(more="superseded_by: docs/ops/runbook.md\n"))


def test_an_address_over_two_lines_is_followed_and_not_mended() -> None:
    """One of this very repository is a path; no edit of one line could put another in its place."""
    address = f"https://{HOME.places[0]}/blob/main/docs/10-prd/PRD-062-pilot-mail.md"
    text = spec_text(prd=f'"{address[:60]}\\\n  {address[60:]}"')
    context = context_of({**TREE, SPEC: text}, home=HOME)
    [(reference, found)] = context.references.resolved(context.catalogue.specs[SPEC])

    assert ("docs/10-prd/PRD-062-pilot-mail.md", None) == (found.target, reference.edit_location)


def test_lines_of_code_are_no_section() -> None:
    """What stands behind a number sign is looked for in Markdown alone."""
    index = context_of(TREE).references.index
    index = replace(index, documents={**index.documents, "src/main.py": LinkedDocument("src/main.py", b"")})
    [reference] = parse_reference("src/main.py#L3")

    assert State.EXISTS is resolve(reference, SPEC, index).state


def test_states() -> None:
    """What the report says of each reference of a kind."""
    text = spec_text(prd="PRD-062", adr="[docs/adr/ADR-017.md, SEC-001, OPS-002, none, 'https://x.org']")
    context = context_of({**TREE, SPEC: text})

    states = context.references.states(context.catalogue.specs[SPEC])

    assert [
        ("prd", "PRD-062", "docs/10-prd/PRD-062-pilot-mail.md", "exists"),
        ("adr", "docs/adr/ADR-017.md", None, "missing"),
        ("adr", "SEC-001", None, "missing"),
        ("adr", "OPS-002", None, "foreign"),
        ("adr", "none", None, "absent"),
        ("adr", "https://x.org", None, "external"),
    ] == [(one.kind, one.value, one.target, one.state) for one in states]


@pytest.mark.parametrize(
    ("value", "target", "state"),
    [
        ("'docs/10-prd/PRD-063.md#old'", "docs/10-prd/PRD-063.md#old", "exists"),
        ("docs/10-prd/PRD-062-pilot-mail.md#old", "docs/10-prd/PRD-062-pilot-mail.md", "anchor-missing"),
        ("prd-062-pilot-Mail", "docs/10-prd/PRD-062-pilot-mail.md", "case"),
        ("PRD\u2011062\u2011pilot\u2011mail", "docs/10-prd/PRD-062-pilot-mail.md", "other-form"),
        ("loyalty", "docs/10-prd/loyalty.md", "exists"),
        ("PRD-999-x", None, "missing"),
        ("some-thing", None, "prose"),
    ],
)
def test_names_and_odd_files(value: str, target: str | None, state: str) -> None:
    """A name without its ending, in other letters or with other dashes; a file with the sign of an anchor in it."""
    files = {**TREE, "docs/10-prd/PRD-063.md#old": "x", SPEC: spec_text(prd=value)}
    context = context_of(files)

    assert [(target, state)] == [
        (one.target, one.state) for one in context.references.states(context.catalogue.specs[SPEC]) if one.kind == "prd"
    ]


@pytest.mark.parametrize(
    ("declared", "states"), [((), ["outside", "outside"]), (("vendor/lib",), ["exists", "submodule"])]
)
def test_links_to_a_submodule(declared: tuple[str, ...], states: list[str]) -> None:
    """A link may lead to one that the repository declares; nobody looks into it."""
    text = spec_text(body="[lib](../../vendor/lib) [page](../../vendor/lib/a.md)")
    context = context_of({**TREE, SPEC: text}, submodules=("vendor/lib",), declared=frozenset(declared))
    resolved = context.references.resolved(context.catalogue.specs[SPEC])

    assert states == [found.state.value for one, found in resolved if one.parsed.link]


def test_tally() -> None:
    """What stands elsewhere or is answered by none is not counted."""
    text = spec_text(prd="PRD-062", adr="[docs/adr/ADR-017.md, SEC-001, none, 'https://x.org']")
    context = context_of({**TREE, SPEC: text})

    assert Tally(1, 3) == context.references.tally(context.catalogue.specs[SPEC])


def test_a_path_that_opens_with_the_name_of_the_repository() -> None:
    """What is claimed of the code may be told from above the repository: by its own name, not by its owner's."""
    proof = context_of(TREE, home=HOME).references.proof
    said = ("workshop/src/main.py", "spokeyard/src/main.py", "spokeyard/workshop/src/main.py")

    assert [True, False, False] == [proof.finds(claim) for path in said for claim in claims_in(f"`{path}`")]


@pytest.mark.parametrize("site", ["docs/.vitepress/config.ts", "docusaurus.config.ts"])
def test_a_link_of_a_sites_page_needs_no_ending(site: str) -> None:
    """Where a site's settings lie above the document; to what is not there such a link leads no more than another."""
    pages = {"docs/adr/a.md": "# A\n", "docs/adr/b.md": "# B\n", "docs/guide/index.md": "# G\n", "docs/c.mdx": "# C\n"}
    bare, built = (ReferenceIndex(listing_of({**pages, **more})) for more in ({}, {site: ""}))

    def found(target: str, index: ReferenceIndex) -> tuple[State, tuple[str, ...]]:
        one = resolve(parse_destination(target), "docs/adr/a.md", index)
        return one.state, one.targets

    assert (State.EXISTS, ("docs/adr/b.md",)) == found("./b#what", built)
    assert (State.EXISTS, ("docs/c.mdx",)) == found("../c", built)
    assert (State.EXISTS, ("docs/guide",)) == found("../guide/", built)
    assert {State.MISSING} == {found(target, built)[0] for target in ("./d", "../b", "./b.html")}
    assert {State.MISSING} == {found(target, bare)[0] for target in ("./b", "../c")}
