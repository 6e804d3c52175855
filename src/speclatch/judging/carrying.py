"""Carry a report from the text that the merge gives over to what the author wrote, where the two differ."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from speclatch.model import Edit, Finding, Fix, Ignored, JudgedFinding, Location, Related, Report, SpecReport


class Lines(Protocol):
    """Says where the lines of one text stand in another."""

    def carried(self, line: int) -> int | None:
        """Where a line stands there; None if it does not."""
        ...

    def nearest(self, line: int) -> int:
        """The line there that stands where a line that is not there would."""
        ...


def carry(report: Report, lines: Mapping[str, Lines], sources: Mapping[str, tuple[str, ...]]) -> Report:
    """The report with every place as the head has it.

    What has no line there stands on the nearest one, and is marked so that nobody comments on it; a fix that the head's
    text does not show as it is falls away.

    Args:
        report: findings on the lines that the merge gives.
        lines: for the files whose text differs, where the lines stand at the head.
        sources: the head's lines of these files.
    """
    if not lines:
        return report
    carrier = _Carrier(lines)
    return replace(
        report,
        specs=tuple(map(carrier.spec, report.specs)),
        findings=tuple(sorted(map(carrier.judged, report.findings), key=_place)),
        ignored=tuple(map(carrier.ignored, report.ignored)),
        sources=ChainMap(dict(sources), dict(report.sources)),
    )


def _place(judged: JudgedFinding) -> tuple[str, int, str, int]:
    where = judged.finding.location
    return where.path, where.line, judged.finding.rule, where.column or 0


class _Carrier:
    def __init__(self, lines: Mapping[str, Lines]) -> None:
        self._lines = lines

    def spec(self, report: SpecReport) -> SpecReport:
        """A spec's report, with the places of its references."""
        if report.path not in self._lines:
            return report
        references = tuple(one._replace(location=self._location(one.location)) for one in report.references)
        return report._replace(references=references)

    def judged(self, judged: JudgedFinding) -> JudgedFinding:
        """A finding, and whether the head has a line of it."""
        finding = self._finding(judged.finding)
        if finding is judged.finding:
            return judged
        return judged._replace(finding=finding, placed=self._is_there(judged.finding.location))

    def ignored(self, ignored: Ignored) -> Ignored:
        """A finding that a comment excused."""
        return ignored._replace(finding=self._finding(ignored.finding), comment=self._location(ignored.comment))

    def _finding(self, finding: Finding) -> Finding:
        places = (finding.location, *(one.location for one in finding.related))
        edits = finding.fix.edits if finding.fix is not None else ()
        if not any(place.path in self._lines for place in (*places, *(edit.location for edit in edits))):
            return finding
        related = tuple(Related(self._location(one.location), one.message) for one in finding.related)
        fix = self._fix(finding.fix) if finding.fix is not None else None
        return finding._replace(location=self._location(finding.location), related=related, fix=fix)

    def _fix(self, fix: Fix) -> Fix | None:
        edits = tuple(self._edit(edit) for edit in fix.edits)
        kept = tuple(edit for edit in edits if edit is not None)
        return replace(fix, edits=kept) if len(kept) == len(edits) else None

    def _edit(self, edit: Edit) -> Edit | None:
        location = self._location(edit.location)
        same = location.end_line - location.line == edit.location.end_line - edit.location.line
        return replace(edit, location=location) if same and self._is_whole(edit.location) else None

    def _is_there(self, place: Location) -> bool:
        lines = self._lines.get(place.path)
        return lines is None or any(lines.carried(line) for line in range(place.line, place.end_line + 1))

    def _is_whole(self, place: Location) -> bool:
        lines = self._lines.get(place.path)
        return lines is None or all(lines.carried(line) for line in range(place.line, place.end_line + 1))

    def _location(self, place: Location) -> Location:
        """Where a place stands at the head: its first to its last line that is there."""
        lines = self._lines.get(place.path)
        if lines is None:
            return place
        there = [found for line in range(place.line, place.end_line + 1) if (found := lines.carried(line)) is not None]
        if not there:
            return Location(place.path, lines.nearest(place.line))
        ends = lines.carried(place.line), lines.carried(place.end_line)
        if ends == (there[0], there[-1]):
            return Location(place.path, there[0], there[-1], place.column, place.end_column)
        return Location(place.path, there[0], there[-1])
