"""A report is carried to another version of its texts: what is there stays together, what is not is marked."""

from __future__ import annotations

from speclatch.judging.carrying import carry
from speclatch.model import (
    Conclusion,
    Counts,
    Edit,
    Finding,
    Fix,
    Ignored,
    JudgedFinding,
    Location,
    Phase,
    ReferenceState,
    Related,
    Report,
    Severity,
    SpecReport,
    Subject,
    Tally,
    Verdict,
)


class Shifted:
    """A text that has two lines more at its top, and not the fifth."""

    def carried(self, line: int) -> int | None:
        """Two lines further down; of the fifth nothing."""
        return None if line == 5 else line + 2 - (line > 5)

    def nearest(self, line: int) -> int:
        """Where the line would stand."""
        return line + 1


def carried(location: Location, fix: Fix | None = None) -> JudgedFinding:
    """A finding at a place, carried."""
    related = (Related(Location("b.md", 1), "there"), Related(Location("a.md", 1), "here"))
    finding = Finding("table-empty", "It is empty", location, Subject("x"), fix=fix, related=related)
    report = Report(
        Verdict(Conclusion.FAIL, Severity.ERROR, 1), findings=(JudgedFinding(finding, Severity.ERROR, "f"),)
    )
    (found,) = carry(report, {"a.md": Shifted()}, {"a.md": ("one",)}).findings
    return found


def test_a_place_is_where_its_lines_are() -> None:
    """With its columns where it is whole, and without them where a line of it is gone."""
    assert Location("a.md", 3, 3, 4, 9) == carried(Location("a.md", 1, 1, 4, 9)).finding.location
    assert Location("a.md", 6, 7) == carried(Location("a.md", 4, 6)).finding.location
    assert Location("a.md", 6) == carried(Location("a.md", 4, 5, 1, 2)).finding.location
    assert Location("a.md", 7, 8) == carried(Location("a.md", 5, 7)).finding.location
    assert Location("b.md", 5) == carried(Location("b.md", 5)).finding.location


def test_what_is_not_there_is_marked() -> None:
    """It stands on the nearest line, and nobody may comment there."""
    gone, there = carried(Location("a.md", 5)), carried(Location("a.md", 4, 5))

    assert (Location("a.md", 6), False) == (gone.finding.location, gone.placed)
    assert there.placed
    assert carried(Location("b.md", 5)).placed


def test_related_places_are_carried() -> None:
    """Those in the texts that differ."""
    assert [Location("b.md", 1), Location("a.md", 3)] == [
        one.location for one in carried(Location("b.md", 5)).finding.related
    ]


def test_a_fix_is_carried_whole_or_not_at_all() -> None:
    """A suggestion replaces the lines that it shows."""

    def fix(line: int) -> Fix:
        return Fix((Edit(Location("a.md", line, line, 1, 3), "new", "old"),), safe=True)

    found = carried(Location("a.md", 1), fix(1)).finding.fix

    assert found is not None
    assert Location("a.md", 3, 3, 1, 3) == found.edits[0].location
    assert carried(Location("a.md", 1), fix(5)).finding.fix is None


def test_where_nothing_differs_nothing_is_carried() -> None:
    """The report is the same."""
    report = Report(Verdict(Conclusion.PASS, None))

    assert report is carry(report, {}, {})


def test_the_lines_to_quote_are_the_head_s() -> None:
    """And the comments that excuse something stand where they stand there."""
    finding = Finding("table-empty", "It is empty", Location("a.md", 1), Subject("x"))
    report = Report(
        Verdict(Conclusion.PASS, None),
        ignored=(Ignored(finding, "later", Location("a.md", 2)),),
        sources={"a.md": ("zero",), "b.md": ("two",)},
    )
    found = carry(report, {"a.md": Shifted()}, {"a.md": ("one",)})

    assert {"a.md": ("one",), "b.md": ("two",)} == dict(found.sources)
    assert [(Location("a.md", 3), Location("a.md", 4))] == [
        (one.finding.location, one.comment) for one in found.ignored
    ]


def test_references_of_a_spec_are_carried_with_its_text() -> None:
    """Those of a spec whose text is the same stay where they are; so does a finding that is all elsewhere."""
    finding = Finding("table-empty", "It is empty", Location("b.md", 1), Subject("x"))
    specs = tuple(
        SpecReport(
            path,
            "note",
            "Draft",
            Phase.DRAFT,
            "A",
            Counts(Tally(0, 0), Tally(0, 0), Tally(0, 0), Tally(0, 0), 0),
            (ReferenceState("prd", "PRD-1", None, "missing", Location(path, 1)),),
        )
        for path in ("a.md", "b.md")
    )
    judged = JudgedFinding(finding, Severity.ERROR, "f")
    report = Report(Verdict(Conclusion.FAIL, Severity.ERROR, 1), specs, (judged,))
    found = carry(report, {"a.md": Shifted()}, {"a.md": ("one",)})

    assert {"a.md": 3, "b.md": 1} == {one.path: one.references[0].location.line for one in found.specs}
    assert (judged,) == found.findings
