"""Which requirement ids a document defines, and which of them it only mentions."""

from __future__ import annotations

import pytest

from speclatch.documents import parse
from speclatch.references.definitions import defined_ids

DEFINED = {
    "- REQ-1: The rider books.": {"REQ-1"},
    "- **[REQ-1] Booking**: x": {"REQ-1"},
    "- `REQ-1`: x": {"REQ-1"},
    "### REQ-1 Booking": {"REQ-1"},
    "| ID | Text |\n|---|---|\n| **REQ-1** | Removed slots are shown |": {"REQ-1"},
    "- REQ-1: Slots that were removed are shown": {"REQ-1"},
    "- REQ-1 replaces REQ-2": {"REQ-1", "REQ-2"},
    "REQ-01..03 hold.": {"REQ-01", "REQ-02", "REQ-03"},
    "<table><tr><td>REQ-1</td></tr></table>": {"REQ-1"},
    "- REQ-1.2: The rider books.": {"REQ-1.2"},
    "- REQ-1. The rider books.": {"REQ-1"},
    "- REQ_1: The rider books. MAX_SIZE_10 holds.": {"REQ-1"},
    "- ~~REQ-1.2: x~~ REQ-1.1": {"REQ-1.1"},
    "<!-- REQ-1: x -->": set(),
    'See [the list](list.md "REQ-1: x").': set(),
    "See [the list](<the list.md> 'REQ-1') of REQ-2.": {"REQ-2"},
    "See [REQ-1](list.md (REQ-3)) and [REQ-2](b.md).": {"REQ-1", "REQ-2"},
    "x <!-- REQ-1: x": set(),
    "- ~~REQ-1: x~~": set(),
    "- <del>REQ-1: x</del>": set(),
    "- <s>REQ-1</s> REQ-2": {"REQ-2"},
    "<del>REQ-1": {"REQ-1"},
    "</del> REQ-1": {"REQ-1"},
    "<del>REQ-1 <s>REQ-2</s> REQ-3</del> REQ-4": {"REQ-4"},
    "```\nREQ-1\n```": set(),
    "    REQ-1": set(),
    "Run `grep REQ-1 .` first.": set(),
    "REQ-1 was removed in v2.": set(),
    "REQ-1 and REQ-2 have been dropped.": {"REQ-1"},
    "Removed: REQ-1, REQ-2 and REQ-3.": set(),
    "The former REQ-1 is now REQ-2.": {"REQ-2"},
    "- REQ-1 (removed)": set(),
    "- REQ-1: Withdrawn.": set(),
    "| ID | Text |\n|---|---|\n| REQ-1 | Removed in v2 |": set(),
    "REQ-1 entfällt.": set(),
    "REQ-1 已删除。": set(),
    "## Removed requirements\n\n### Old\n\n- REQ-1: x": set(),
    "## REMOVED Requirements\n\n- REQ-1: x\n\n## Added\n\n- REQ-2: y": {"REQ-2"},
}


@pytest.mark.parametrize("text", DEFINED)
def test_defined(text: str) -> None:
    """Nothing is defined in a comment, in struck text, in code, or by saying that it is gone."""
    assert DEFINED[text] == defined_ids(parse("a.md", f"# A\n\n{text}\n".encode()))
