"""What judging one spec gave, as plain lists that can be kept or handed to another process, and back."""

from __future__ import annotations

from typing import Any, NamedTuple

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

Row = list[Any]
"""Lists, texts, whole numbers, truth values and None, nested: what JSON can hold."""


class Outcome(NamedTuple):
    """What is known of one spec once it is judged."""

    report: SpecReport
    judgement: Judgement


def to_row(outcome: Outcome) -> Row:
    """An outcome as plain lists; ``from_row`` gives the very same outcome again."""
    report, path = outcome.report, outcome.report.path
    counts = report.counts
    tallies = (counts.references, counts.migrations, counts.governance, counts.tasks)
    return [
        path,
        report.profile,
        report.status,
        report.phase.value,
        report.title,
        [number for tally in tallies for number in (tally.done, tally.total)],
        counts.empty_tables,
        [[one.kind, one.value, one.target, one.state, *_place(one.location, path)] for one in report.references],
        report.changed,
        [report.id, report.owner, [list(one) for one in report.requirements], [list(one) for one in report.tasks]],
        [
            [*_finding(one.finding, path), one.severity.value, one.fingerprint, one.counts]
            for one in outcome.judgement.findings
        ],
        [[_finding(one.finding, path), one.reason, _place(one.comment, path)] for one in outcome.judgement.ignored],
    ]


def from_row(row: Row) -> Outcome:
    """The outcome that ``to_row`` made a row of.

    Raises:
        ValueError, TypeError, IndexError, KeyError: it is no such row.
    """
    path, profile, status, phase, title, numbers, empty_tables, references, changed, traced, findings, ignored = row
    good, there, kept, closed = (Tally(numbers[at], numbers[at + 1]) for at in (0, 2, 4, 6))
    report = SpecReport(
        path=path,
        profile=profile,
        status=status,
        phase=Phase(phase),
        title=title,
        counts=Counts(good, there, kept, closed, empty_tables),
        references=tuple(
            ReferenceState(kind, value, target, state, _location(place, path))
            for kind, value, target, state, *place in references
        ),
        changed=changed,
        id=traced[0],
        owner=traced[1],
        requirements=tuple(NamedRequirement(*one) for one in traced[2]),
        tasks=tuple(TracedTask(line, closed, tuple(ids)) for line, closed, ids in traced[3]),
    )
    judged = tuple(
        JudgedFinding(_finding_of(given, path), _SEVERITIES[severity], name, counts)
        for *given, severity, name, counts in findings
    )
    excused = tuple(
        Ignored(_finding_of(given, path), reason, _location(place, path)) for given, reason, place in ignored
    )
    return Outcome(report, Judgement(judged, excused))


_SEVERITIES = {severity.value: severity for severity in Severity}


def _place(location: Location, path: str) -> Row:
    row: Row = [location.line, location.end_line, location.column, location.end_column]
    return row if location.path == path else [*row, location.path]


def _location(row: Row, path: str) -> Location:
    line, end_line, column, end_column, *elsewhere = row
    return Location(elsewhere[0] if elsewhere else path, line, end_line, column, end_column)


def _finding(finding: Finding, path: str) -> Row:
    fix = finding.fix
    return [
        finding.rule,
        finding.message,
        _place(finding.location, path),
        finding.subject.name,
        list(finding.subject.sections),
        finding.hint,
        [fix.safe, [[edit.text, edit.old, *_place(edit.location, path)] for edit in fix.edits]]
        if fix is not None
        else None,
        [[related.message, *_place(related.location, path)] for related in finding.related],
        finding.case,
    ]


def _finding_of(row: Row, path: str) -> Finding:
    rule, message, place, name, sections, hint, fix, related, case = row
    return Finding(
        rule,
        message,
        _location(place, path),
        Subject(name, tuple(sections)),
        hint,
        _fix(fix, path) if fix is not None else None,
        tuple(Related(_location(where, path), said) for said, *where in related) if related else (),
        case,
    )


def _fix(row: Row, path: str) -> Fix:
    safe, edits = row
    return Fix(tuple(Edit(_location(place, path), text, old) for text, old, *place in edits), safe)
