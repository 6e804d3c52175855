"""Workflow commands: findings as annotations of a job, repository text as mere text."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import JudgedFinding, Report, Severity
from speclatch.reports.escape import command_data, command_property, visible
from speclatch.reports.numbers import plural
from speclatch.reports.sentences import in_full
from speclatch.reports.sharing import shared_out

ANNOTATIONS_PER_STEP = 10
"""How many errors, and how many warnings, GitHub shows of one step."""
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def workflow_annotations(report: Report) -> str:
    """The findings that count as workflow commands, errors first, as many as are shown; then a line on the others.

    What is shown is shared out over the files. Notes are left out: they are for whoever looks, in the job summary.
    """
    return "".join(f"{line}\n" for line in _lines(report))


def all_annotations(report: Report) -> str:
    """Every finding that counts as a workflow command, the worst first: for a log that nothing else reports to."""
    return "".join(f"{annotation(judged)}\n" for judged in shared_out(_counting(report)))


def _counting(report: Report) -> Iterator[JudgedFinding]:
    return (judged for judged in report.findings if judged.counts)


def _lines(report: Report) -> Iterator[str]:
    for severity in (Severity.ERROR, Severity.WARNING):
        found = [judged for judged in shared_out(_counting(report)) if judged.severity is severity]
        yield from (annotation(judged) for judged in found[:ANNOTATIONS_PER_STEP])
        more = len(found) - ANNOTATIONS_PER_STEP
        if more > 0:
            text = plural(more, f"more {severity.value}")
            yield f"{text}: GitHub shows {ANNOTATIONS_PER_STEP} of a step; all are in the job summary."


def annotation(judged: JudgedFinding) -> str:
    """One finding as a workflow command."""
    finding, location = judged.finding, judged.finding.location
    properties = {"file": location.path, "line": str(location.line), "endLine": str(location.end_line)}
    if location.line == location.end_line and location.column and location.end_column:
        properties |= {"col": str(location.column), "endColumn": str(location.end_column)}
    properties["title"] = finding.rule
    listed = ",".join(f"{name}={command_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[judged.severity]} {listed}::{command_data(in_full(finding))}"


def guarded(text: str, token: str) -> str:
    """``text`` for the log, with workflow commands switched off around it.

    ``token`` is a fresh random word: whoever could guess it could switch commands on again.

    Raises:
        ValueError: the token stands in the text.
    """
    if not token or token in text:
        raise ValueError("the token is no secret from the text it guards against")
    body = visible(text)
    newline = "" if body.endswith("\n") else "\n"
    return f"::stop-commands::{token}\n{body}{newline}::{token}::\n"
