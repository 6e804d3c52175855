"""Ids that names open with: a search for one and the index of all say the same."""

from __future__ import annotations

import pytest

from speclatch.references.named_ids import FEW, NamedIds

PATHS = ("docs/adr/ADR-007-x.md", "docs/ADR-007", "prd-1-2-pilot.md", "docs/PRD-1.md", "notes/adr-007/plan.md", "x.md")
EXPECTED = {
    "adr-007": ("docs/adr/ADR-007-x.md", "docs/ADR-007"),
    "prd-1": ("prd-1-2-pilot.md", "docs/PRD-1.md"),
    "prd-1-2": ("prd-1-2-pilot.md",),
}


@pytest.mark.parametrize("is_indexed", [False, True])
def test_an_id_leads_to_the_paths_whose_last_segment_opens_with_it(is_indexed: bool) -> None:
    """Whether few ids are looked for or many, and whether the id is there."""
    named = NamedIds(PATHS)
    if is_indexed:
        assert all(f"adr-{number}" not in named for number in range(100, 100 + FEW))

    assert EXPECTED == {name: named[name] for name in EXPECTED}
    assert not any(name in named for name in ("adr-00", "adr-0077", "x", "ADR-007", ""))


def test_all_ids_are_given_in_the_order_of_the_paths() -> None:
    """Each once, in lower case, with its paths."""
    named = NamedIds(PATHS)

    assert list(EXPECTED.items()) == list(named.items())
    assert len(EXPECTED) == len(named)
