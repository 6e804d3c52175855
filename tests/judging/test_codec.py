"""What judging a spec gave, kept as plain lists."""

from __future__ import annotations

import json

import pytest

from speclatch.judging.codec import Outcome, from_row, to_row
from speclatch.judging.verdict import Judgement
from speclatch.model import (
    Counts,
    Edit,
    Finding,
    Fix,
    Ignored,
    JudgedFinding,
    Location,
    NamedRequirement,
    Phase,
    ReferenceState,
    Related,
    Severity,
    SpecReport,
    Subject,
    Tally,
    TracedTask,
)

PATH, BESIDE = "specs/a.md", "specs/a.yaml"
NAMED = (NamedRequirement("REQ-1", 7),)
TASKS = (TracedTask(9, closed=False, ids=("REQ-1",)),)
FULL = Finding(
    "table-empty",
    "the table is empty",
    Location(PATH, 3, 5, 2, 9),
    Subject("a | b", ("Work", "Steps")),
    "Fill it.",
    Fix((Edit(Location(PATH, 3, 3, 2, 4), "x", "old"), Edit(Location(BESIDE, 1), "", "a line")), safe=True),
    (Related(Location(PATH, 7), "see here"), Related(Location("specs/b.md", 8, 9), "and there")),
    "nested",
)
BARE = Finding("front-matter-value", "no", Location(BESIDE, 2), Subject("status"))
ROW = [
    PATH,
    "note",
    "Draft",
    "draft",
    "Refunds",
    [1, 2, 3, 4, 5, 6, 7, 8],
    9,
    [["prd", "PRD-1", None, "missing", 4, 4, 2, 6], ["adr", "ADR-1", "d.md", "exists", 1, 1, None, None, BESIDE]],
    False,
    ["RF-1", "jo", [["REQ-1", 7]], [[9, False, ("REQ-1",)]]],
    [
        [
            "table-empty",
            "the table is empty",
            [3, 5, 2, 9],
            "a | b",
            ["Work", "Steps"],
            "Fill it.",
            [True, [["x", "old", 3, 3, 2, 4], ["", "a line", 1, 1, None, None, BESIDE]]],
            [["see here", 7, 7, None, None], ["and there", 8, 9, None, None, "specs/b.md"]],
            "nested",
            "error",
            "print",
            False,
        ],
        ["front-matter-value", "no", [2, 2, None, None, BESIDE], "status", [], "", None, [], "", "note", "", True],
    ],
    [
        [
            ["front-matter-value", "no", [2, 2, None, None, BESIDE], "status", [], "", None, [], ""],
            "ours",
            [1, 1, None, None, BESIDE],
        ]
    ],
]  # fmt: skip


def outcome() -> Outcome:
    """One with something of everything."""
    counts = Counts(Tally(1, 2), Tally(3, 4), Tally(5, 6), Tally(7, 8), 9)
    references = (
        ReferenceState("prd", "PRD-1", None, "missing", Location(PATH, 4, 4, 2, 6)),
        ReferenceState("adr", "ADR-1", "d.md", "exists", Location(BESIDE, 1)),
    )
    report = SpecReport(
        PATH, "note", "Draft", Phase.DRAFT, "Refunds", counts, references, False, "RF-1", "jo", NAMED, TASKS
    )
    findings = (
        JudgedFinding(FULL, Severity.ERROR, "print", counts=False),
        JudgedFinding(BARE, Severity.NOTE, "", counts=True),
    )
    return Outcome(report, Judgement(findings, (Ignored(BARE, "ours", Location(BESIDE, 1)),)))


def test_a_row_is_what_memories_hold() -> None:
    """Caches of this form are on disks: another form is another version of the memory."""
    assert ROW == to_row(outcome())


def test_there_and_back() -> None:
    """Through JSON, nothing is lost."""
    assert outcome() == from_row(json.loads(json.dumps(to_row(outcome()))))


@pytest.mark.parametrize("row", [[], ROW[:-1], [*ROW, 1], [*ROW[:3], "nonsense", *ROW[4:]], [*ROW[:5], [1], *ROW[6:]]])
def test_another_row_is_refused(row: list[object]) -> None:
    """Whoever wrote it, it is not taken for a judgement."""
    with pytest.raises((ValueError, TypeError, IndexError, KeyError)):
        from_row(row)
