"""What a broken reference most likely means, written as the author wrote it, and mended in place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.references.trees import SPEC, context_of, found, spec_text

from speclatch.fixes import apply, compose
from speclatch.model import Finding, Fix
from speclatch.references.suggest import MAX_SEARCHES
from speclatch.rules import BY_ID, RULES
from speclatch.rules.base import ChangeRule

PRD = "docs/10-prd/PRD-062-pilot-mail.md"
TREE = {
    PRD: "---\nid: PRD-062\n---\n\n# PRD-062\n\n## Goals\n\nMail.\n",
    "docs/10-prd/_archive/PRD-050-old.md": "# PRD-050\n\nOld.\n",
    "docs/adr/ADR-016-mail-queue.md": "# ADR-016\n\nA queue.\n",
    "docs/ops/run book (old).md": "# Run book\n",
    "ARCHITECTURE.md": "# Architecture\n\nOne service.\n",
    "supabase/migrations/20260422183640_add_consent.sql": "",
    "supabase/migrations/20260501000000_orders.sql": "",
}
MENDING = [
    rule
    for rule in RULES
    if rule.id.startswith(("reference-", "link-", "migration-"))
    and not isinstance(rule, ChangeRule)
    and rule.id != "reference-lagging"
]


def findings(text: str, **more: object) -> list[Finding]:
    """What the rules find in a spec of this text."""
    context = context_of({**TREE, SPEC: text}, **more)  # type: ignore[arg-type]
    return [one for rule in MENDING for one in found(rule, context)]


def mended(text: str, *, unsafe: bool = False, **more: object) -> str:
    """The text with its fixes applied."""
    fixes = [one.fix for one in findings(text, **more) if one.fix is not None and (one.fix.safe or unsafe)]
    edits = compose(fixes).edits.get(SPEC, ())
    return apply(text.encode(), edits).decode()


FIXES = {
    "one step long": ("../../10-prd/PRD-062-pilot-mail.md", "../10-prd/PRD-062-pilot-mail.md"),
    "two steps long": ("../../../10-prd/PRD-062-pilot-mail.md", "../10-prd/PRD-062-pilot-mail.md"),
    "one step short": ("../docs/10-prd/PRD-062-pilot-mail.md", "../10-prd/PRD-062-pilot-mail.md"),
    "relative without steps": ("10-prd/PRD-062-pilot-mail.md", "docs/10-prd/PRD-062-pilot-mail.md"),
    "dot and slash": ("./10-prd/PRD-062-pilot-mail.md", "../10-prd/PRD-062-pilot-mail.md"),
    "case, from the root": ("/docs/10-PRD/prd-062-Pilot-mail.md", "/docs/10-prd/PRD-062-pilot-mail.md"),
    "case, anchor kept": ("../10-PRD/PRD-062-pilot-mail.md#goals", "../10-prd/PRD-062-pilot-mail.md#goals"),
    "archived": ("docs/10-prd/PRD-050-old.md", "docs/10-prd/_archive/PRD-050-old.md"),
    "archived, with lines": ("docs/10-prd/PRD-050-old.md:3-9", "docs/10-prd/_archive/PRD-050-old.md:3-9"),
    "backslashes": ("docs\\10-prd\\PRD-062-pilot-mail.md", "docs/10-prd/PRD-062-pilot-mail.md"),
    "id without zeros": ("PRD-62", "PRD-062"),
    "id with prose": ("PRD-62 (v1.0, Approved)", "PRD-062 (v1.0, Approved)"),
    "second of a list": ("PRD-062, PRD-50", "PRD-062, PRD-050"),
    "link": ("'[p](../prd/PRD-062-pilot-mail.md)'", "'[p](../10-prd/PRD-062-pilot-mail.md)'"),
    "link whose text is the path": (
        "'[../prd/PRD-062-pilot-mail.md](../prd/PRD-062-pilot-mail.md)'",
        "'[../10-prd/PRD-062-pilot-mail.md](../10-prd/PRD-062-pilot-mail.md)'",
    ),
}


@pytest.mark.parametrize("name", FIXES)
def test_safe_fix(name: str) -> None:
    """The fix changes the path alone, keeps the way it was written, and leaves nothing to find."""
    wrong, right = FIXES[name]
    text = spec_text(prd=wrong)

    assert spec_text(prd=right) == mended(text)
    assert [] == findings(spec_text(prd=right))


UNSAFE = {
    "spelling": ("docs/10-prd/PRD-062-pilot-mial.md", "docs/10-prd/PRD-062-pilot-mail.md"),
    "same id": ("docs/10-prd/PRD-062-pilot-mail-v2.md", "docs/10-prd/PRD-062-pilot-mail.md"),
    "other ending": ("docs/10-prd/PRD-062-pilot-mail.txt", "docs/10-prd/PRD-062-pilot-mail.md"),
    "no ending": ("docs/10-prd/PRD-062-pilot-mail", "docs/10-prd/PRD-062-pilot-mail.md"),
    "anchor": ("docs/10-prd/PRD-062-pilot-mail.md#gaols", "docs/10-prd/PRD-062-pilot-mail.md#goals"),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_unsafe_fix(name: str) -> None:
    """A guess is offered, and not applied unasked."""
    wrong, right = UNSAFE[name]

    assert spec_text(prd=wrong) == mended(spec_text(prd=wrong))
    assert spec_text(prd=right) == mended(spec_text(prd=wrong), unsafe=True)


def test_what_this_change_moved_is_named_anew() -> None:
    """A rename of the change is the fix, whatever the new name is."""
    moves = {"docs/10-prd/mail.md": PRD}

    assert spec_text(prd=PRD) == mended(spec_text(prd="docs/10-prd/mail.md"), renames=moves)


@pytest.mark.parametrize("mark", [",", ";"])
def test_a_path_that_would_be_read_as_a_list_is_no_fix(mark: str) -> None:
    """Its id stands for it, where it has one in its name; in a link the path itself can stand."""
    named, other = f"docs/10-prd/PRD-070 mail{mark} post.md", f"docs/10-prd/late mail{mark} post.md"
    more = {named: "# PRD-070\n", other: "# Late\n"}
    moves = {"docs/10-prd/mail.md": named, "docs/10-prd/late.md": other}

    def mended_in(text: str) -> str:
        context = context_of({**TREE, **more, SPEC: text}, renames=moves)
        fixes = [one.fix for rule in MENDING for one in found(rule, context) if one.fix is not None]
        return apply(text.encode(), compose(fixes).edits.get(SPEC, ())).decode()

    assert spec_text(prd="PRD-070") == mended_in(spec_text(prd="docs/10-prd/mail.md"))
    assert spec_text(prd="docs/10-prd/late.md") == mended_in(spec_text(prd="docs/10-prd/late.md"))
    link = f"[it](../10-prd/late%20mail{mark.replace(' ', '%20')}%20post.md)"
    assert spec_text(body=f"See {link}.") == mended_in(spec_text(body="See [it](../10-prd/late.md)."))


def test_encoded_destination_stays_encoded() -> None:
    """A Markdown destination with spaces and brackets is mended percent-encoded."""
    wrong = "See [it](../run%20book%20%28old%29.md)."

    assert spec_text(body="See [it](../ops/run%20book%20%28old%29.md).") == mended(spec_text(body=wrong), unsafe=True)


def test_superseded_by() -> None:
    """A superseded decision names its successor, in the form of the reference."""
    old = {"docs/adr/ADR-010-old.md": "# ADR-010\n\n## Status\n\nSuperseded by [16](ADR-016-mail-queue.md)\n"}
    context = context_of({**TREE, **old, SPEC: spec_text(adr="[ADR-010, docs/adr/ADR-010-old.md]")})
    stale = BY_ID["reference-stale"]

    texts = [edit.text for one in found(stale, context) for edit in (one.fix or Fix(())).edits]

    assert ["ADR-016", "docs/adr/ADR-016-mail-queue.md"] == texts


MIGRATIONS = {
    "placeholder": ("`YYYYMMDDHHMMSS_add_consent.sql`", "`20260422183640_add_consent.sql`"),
    "placeholder in a path": (
        "supabase/migrations/<timestamp>_orders.sql:7",
        "supabase/migrations/20260501000000_orders.sql:7",
    ),
    "other timestamp": ("`20260422183641_add_consent.sql`", "`20260422183640_add_consent.sql`"),
    "other folder": (
        "`db/supabase/migrations/20260501000000_orders.sql`",
        "`supabase/migrations/20260501000000_orders.sql`",
    ),
}


@pytest.mark.parametrize("name", MIGRATIONS)
def test_migration_fix(name: str) -> None:
    """The real name takes the place of the wrong one, and nothing else changes."""
    wrong, right = MIGRATIONS[name]

    assert spec_text(body=right) == mended(spec_text(body=wrong))


WRONG = [wrong for wrong, _ in FIXES.values() if not wrong.startswith("PRD-")]


@given(st.lists(st.sampled_from(WRONG + [f"- PRD: {wrong}" for wrong in WRONG]), min_size=1, max_size=50))
def test_fifty_mixed_faults(wrongs: list[str]) -> None:
    """After the safe fixes only what needs a human is left, and a second run changes nothing."""
    text = spec_text(body="\n".join(line if line.startswith("- ") else f"- PRD: {line}" for line in wrongs))

    once = mended(text)

    assert once == mended(once)
    assert [] == [one for one in findings(once) if one.fix is not None and one.fix.safe]
    assert text.count("\n") == once.count("\n")


@pytest.mark.parametrize(
    ("status", "hint"),
    [
        ("Superseded by ADR-999", ""),
        ("Superseded by ADR-010", ""),
        ("Superseded by the wiki", ""),
        ("Superseded by ADR-999, ADR-016", "It is superseded by `ADR-016`."),
    ],
)
def test_a_successor_that_is_not_there_is_not_named(status: str, hint: str) -> None:
    """Nor the document itself; the first that is there is."""
    old = {"docs/adr/ADR-010-old.md": f"# ADR-010\n\n## Status\n\n{status}\n"}
    context = context_of({**TREE, **old, SPEC: spec_text(adr="[ADR-010]")})
    (one,) = found(BY_ID["reference-stale"], context)

    assert (hint or "Name the document that holds instead.") == one.hint


def test_a_successor_without_an_id_is_not_written_as_one() -> None:
    """A reference by id is not made one by path."""
    old = {"docs/adr/ADR-010-old.md": "# ADR-010\n\n## Status\n\nSuperseded by [it](../ops/new.md)\n"}
    context = context_of({**TREE, **old, "docs/ops/new.md": "# New\n", SPEC: spec_text(adr="[ADR-010]")})
    (one,) = found(BY_ID["reference-stale"], context)

    assert one.fix is None


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("- PRD:\n  - ../10-prd/no.md\n\n  more in ../10-prd/nor.md\n", [(11, 5), (13, 11)]),
        ("- PRD: ../10-prd/no.md\n\n../10-prd/nor.md\n", [(10, 8)]),
        ("- PRD:\n  - ../10-prd/no.md\n\n../10-prd/nor.md\n", [(11, 5)]),
        ("- [PRD][p]: ../10-prd/no.md\n\n[p]: ../10-prd/nor.md\n", [(12, 6)]),
        ("- Work:\n  - PRD: ../10-prd/no.md\n    - ../10-prd/nor.md\n", [(11, 10), (12, 7)]),
        ("- PRD: ../10-prd/no.md and [it][p]\n\n[p]: ../10-prd/nor.md\n", [(10, 8), (12, 6)]),
        ("- PRD: [it][p]\n- ADR: [it][p]\n\n[p]: ../10-prd/nor.md\n", [(13, 6), (13, 6)]),
    ],
)
def test_what_stands_behind_and_below_a_label(body: str, places: list[tuple[int, int]]) -> None:
    """The value, the blocks of the bullet and links by reference; what stands beside it is another matter."""
    context = context_of({**TREE, SPEC: spec_text(body=body)})
    broken = found(BY_ID["reference-broken"], context)

    assert places == sorted((one.location.line, one.location.column) for one in broken)


def test_an_anchor_that_the_source_shows_otherwise() -> None:
    """What is meant is said; there are no characters to put it in place of."""
    context = context_of({**TREE, SPEC: spec_text(prd=f'"{PRD.replace("-pilot", chr(92) + "x2dpilot")}#gaols"')})
    (one,) = found(BY_ID["reference-broken"], context)

    assert ("Did you mean `#goals`?", None) == (one.hint, one.fix)


@pytest.mark.parametrize("anchor", ["", "#gaols"], ids=["paths", "anchors"])
def test_a_spec_full_of_broken_references_gets_suggestions_for_the_first(anchor: str) -> None:
    """Each is found; looking for what is near is given up at some point, so that no document takes forever."""
    name = "PRD-062-pilot-mail" if anchor else "PRD-062-pilot-mial"
    links = [f"- [{number}](../10-prd/{name}.md{anchor}{number})" for number in range(MAX_SEARCHES + 5)]
    if not anchor:
        links = [f"- [{number}](../10-prd/{name}{number}.md)" for number in range(MAX_SEARCHES + 5)]
    broken = [one for one in findings(spec_text(body="\n".join(links))) if one.rule.endswith("-broken")]

    assert len(links) == len(broken)
    assert not any(one.fix for one in broken[MAX_SEARCHES:])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ann@bench.example", "mailto:ann@bench.example"),
        ("bench.example.org/locks", "https://bench.example.org/locks"),
        ("www.bench.example", "https://www.bench.example"),
        ("bench.dev/", "https://bench.dev/"),
    ],
)
def test_an_address_without_its_scheme(written: str, meant: str) -> None:
    """A site takes it for a path."""
    text = spec_text(body=f"See [there]({written}).\n")
    (one,) = findings(text)

    assert one.rule == "link-broken"
    assert one.fix is not None
    assert f"({meant})" in apply(text.encode(), one.fix.edits).decode()


def test_a_file_that_ends_like_a_site_is_a_path() -> None:
    """As Emacs' notes do."""
    (one,) = findings(spec_text(body="See [notes](notes.org).\n"))

    assert "mailto" not in str(one.hint)
    assert "https" not in str(one.hint)
