"""A spec in numbers, and what became of all that it names."""

from __future__ import annotations

import pytest
from tests.references.trees import SPEC, context_of, spec_text
from tests.support.memory import as_tree

from speclatch.config.model import DEFAULT_KINDS
from speclatch.documents import parse
from speclatch.judging.pipeline import Case, run
from speclatch.judging.spec_report import counts, spec_report
from speclatch.judging.tracing import named_requirements
from speclatch.model import Counts, Phase, SpecReport, Tally
from speclatch.profiles.load import builtin
from speclatch.trees import Trees

TREE = {
    "docs/10-prd/PRD-062-pilot-mail.md": "# PRD-062\n\nMail.\n",
    "supabase/migrations/20260422183640_add_consent.sql": "",
    "supabase/migrations/20260501000000_orders.sql": "",
}
BODY = """
## Work

`20260422183640_add_consent.sql` and `20270101000000_later.sql`, all in `supabase/migrations/`

- [x] ticked
- [ ] ~~struck~~
- [ ] N/A: no phone
- [ ] open

| A | B |
|---|---|

| A | B |
|---|---|
| x | |
"""


def test_what_a_spec_has_and_what_of_it_is_done() -> None:
    """References that resolve, migrations that exist, boxes that are closed, tables without a row."""
    context = context_of({**TREE, SPEC: spec_text(prd="PRD-062", adr="[ADR-016]", body=BODY)})

    assert Counts(Tally(1, 2), Tally(2, 3), Tally(0, 0), Tally(3, 4), 1) == counts(
        context.catalogue.specs[SPEC], context
    )


EMPTY = "| A | B |\n|---|---|\n"


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (f"## Work\n\n{EMPTY}", 1),
        (f"## Work\n\nNone\n\n{EMPTY}", 0),
        (f"## Work\n\nN/A: no screens\n\n### Screens\n\n{EMPTY}", 0),
        (f"## Work\n\n{EMPTY}| None | |\n", 0),
        (f"## Work\n\n<!-- speclatch-ignore: table-empty -- signed on paper -->\n{EMPTY}", 0),
        (f"## Work\n\n<!-- speclatch-ignore: table-empty -->\n{EMPTY}", 1),
        (f"## Work\n\n<!-- speclatch-ignore: task-unchecked -- another rule -->\n{EMPTY}", 1),
        (f"<!-- speclatch-ignore-file: table-empty -- an archive -->\n\n## Work\n\n{EMPTY}", 0),
    ],
)
def test_excused_tables_are_not_empty(body: str, left: int) -> None:
    """A section that says none, a first cell that does, or a comment with a reason: the table is as it should be."""
    context = context_of({**TREE, SPEC: spec_text(prd="PRD-062", body=body)})

    assert left == counts(context.catalogue.specs[SPEC], context).empty_tables


def test_governance_that_is_answered() -> None:
    """Of the rows that must be, those with an answer of the author's."""
    rows = (
        "| Domain Model | x | Must | see 3 | |\n| Backend Stack | x | Must | TBD | |\n| Mine | x | Should | yes | |\n"
    )
    head = "| Item | Check Question | Required | Alignment Notes | Where |\n|---|---|---|---|---|\n"
    text = f"# Mail\n\n## 0. Pre-Implementation Checklist (Governance)\n\n{head}{rows}"
    context = context_of({SPEC: text}, profile=builtin("implementation-spec", DEFAULT_KINDS))

    assert Tally(1, 2) == counts(context.catalogue.specs[SPEC], context).governance


def test_a_spec_in_the_report() -> None:
    """Who it is, and every reference with where it leads; migrations are references of a kind of their own."""
    context = context_of({**TREE, SPEC: spec_text(prd="PRD-062", adr="[ADR-016]", body=BODY)})
    spec = context.catalogue.specs[SPEC]
    made = spec_report(spec, context)

    assert (
        SpecReport(
            SPEC,
            "exec-spec",
            "Implementation",
            Phase.IMPLEMENTING,
            spec.title,
            made.counts,
            made.references,
            spec.changed,
            "EXEC-062",
            made.owner,
            made.requirements,
            made.tasks,
        )
        == made
    )
    assert [
        ("prd", "PRD-062", "docs/10-prd/PRD-062-pilot-mail.md", "exists", 4),
        ("adr", "ADR-016", None, "missing", 5),
        (
            "migration",
            "20260422183640_add_consent.sql",
            "supabase/migrations/20260422183640_add_consent.sql",
            "exists",
            13,
        ),
        ("migration", "20270101000000_later.sql", None, "missing", 13),
        ("migration", "supabase/migrations/", "supabase/migrations", "exists", 13),
    ] == [(one.kind, one.value, one.target, one.state, one.location.line) for one in made.references]
    assert {SPEC} == {one.location.path for one in made.references}


@pytest.mark.parametrize(("line", "done"), [("- [X] a", 1), ("- [ ] ~~a~~", 1), ("- [ ] None", 1), ("- [ ] a", 0)])
def test_a_box_that_is_closed(line: str, done: int) -> None:
    """Ticked, struck through, or answered."""
    context = context_of({SPEC: spec_text(body=line)})

    assert Tally(done, 1) == counts(context.catalogue.specs[SPEC], context).tasks


def test_requirements_stand_on_the_first_line_that_a_reader_sees() -> None:
    """In capitals, without the document's own id, and not where a comment hides them."""
    text = "# EXEC-1\n\n<!-- REQ-003 -->\nSee REQ-002, req-004 and EXEC-1.\n\n- REQ-001 and REQ-002\n"
    found = named_requirements(parse("specs/a.md", text.encode()), "exec-1")

    assert [("REQ-001", 6), ("REQ-002", 4)] == [(one.id, one.line) for one in found]


def test_what_a_spec_is_built_on_names_its_requirements_and_not_itself() -> None:
    """A story whose own id is of the form of a requirement's has it once, as its name."""
    files = {
        ".speclatch.yml": (
            "profiles: [{name: own, template: t.md, match: ['specs/*.md']}]\n"
            "references: {prd: {paths: ['stories/**'], id: 'US-[0-9]+', keys: [prd]}}\n"
        ),
        "t.md": "---\nstatus: Draft | Done\nprd: US-###\n---\n\n# <Title>\n\n## Work\n\n[What]\n",
        "specs/a.md": "---\nstatus: Done\nprd: US-012\n---\n\n# Pumps\n\n## Work\n\nThey pump.\n",
        "stories/US-012.md": "---\nid: us-012\n---\n\n# Pumps\n\n- **US-012**: all\n- **AC-002**: b\n- **AC-001**: a\n",
    }
    tree = as_tree(files)
    [found] = run(Case(Trees(tree, tree, tree), tree.config, tree, with_upstream=True)).upstream

    assert ("stories/US-012.md", [("AC-002", 8), ("AC-001", 9)]) == (
        found.path,
        [(one.id, one.line) for one in found.requirements],
    )
