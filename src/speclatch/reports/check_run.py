"""The payloads of a check run and of a commit status: the verdict as GitHub's own objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from speclatch.model import Conclusion, JudgedFinding, Report, Severity
from speclatch.reports.escape import one_line, visible
from speclatch.reports.headlines import headline
from speclatch.reports.options import Place
from speclatch.reports.sharing import shared_out
from speclatch.reports.summary import check_summary

ANNOTATIONS_PER_REQUEST = 50
"""GitHub docs, "Create a check run": the Checks API limits annotations to 50 per request."""
_TITLE = 255  # characters of an annotation's title (same page)
_MESSAGE = 4_000  # of its message: GitHub allows 64 KB, nobody reads them
_DESCRIPTION = 140  # characters of a status' description; longer ones are refused
_LEVELS = {Severity.ERROR: "failure", Severity.WARNING: "warning", Severity.NOTE: "notice"}

Payload = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class CheckRun:
    """A check run to be made.

    Attributes:
        create: what makes it, with the verdict and the first annotations.
        output: title and summary, which every further request repeats.
        annotations: all of them; they are sent in batches, each after the other.
        external_id: names this attempt, so that it is found again if the answer got lost.
    """

    create: Payload
    output: Payload
    annotations: tuple[Payload, ...]
    external_id: str

    def batch(self, start: int) -> Payload:
        """The request that adds the annotations from number ``start`` on."""
        chosen = list(self.annotations[start : start + ANNOTATIONS_PER_REQUEST])
        return {"output": {**self.output, "annotations": chosen}}


def check_run(report: Report, place: Place, *, name: str, external_id: str) -> CheckRun:
    """The check run of a report, annotations on the lines of what counts, the worst first."""
    ordered = shared_out(judged for judged in report.findings if judged.counts)
    conclusion = "success" if report.verdict.conclusion is Conclusion.PASS else "failure"
    summary = check_summary(report, place)
    annotations = tuple(_annotation(judged) for judged in ordered)
    return _check_run(place, conclusion, headline(report), summary, annotations, name, external_id)


def unjudged_check_run(message: str, place: Place, *, name: str, external_id: str) -> CheckRun:
    """The check run of a run that could not judge: a failure, for GitHub lets ``neutral`` pass."""
    return _check_run(place, "failure", "could not judge", visible(message), (), name, external_id)


def _check_run(
    place: Place,
    conclusion: str,
    title: str,
    summary: str,
    annotations: Sequence[Payload],
    name: str,
    external_id: str,
) -> CheckRun:
    output = {"title": title, "summary": summary}
    first = list(annotations[:ANNOTATIONS_PER_REQUEST])
    create: dict[str, object] = {
        "name": name,
        "head_sha": place.head,
        "status": "completed",
        "conclusion": conclusion,
        "external_id": external_id,
        "output": {**output, "annotations": first},
    }
    if place.run_url:
        create["details_url"] = place.run_url
    return CheckRun(create, output, tuple(annotations), external_id)


def _annotation(judged: JudgedFinding) -> Payload:
    finding, location = judged.finding, judged.finding.location
    text = visible(f"{finding.message}\n{finding.hint}".strip())
    annotation: dict[str, object] = {
        "path": visible(location.path),
        "start_line": location.line,
        "end_line": location.end_line,
        "annotation_level": _LEVELS[judged.severity],
        "title": one_line(finding.rule, _TITLE),
        "message": text if len(text) <= _MESSAGE else text[: _MESSAGE - 1] + "…",
    }
    # Columns are taken for annotations of one line only, and count from 1.
    if location.line == location.end_line and location.column and location.end_column:
        annotation["start_column"] = location.column
        annotation["end_column"] = max(location.column, location.end_column)
    return annotation


def commit_status(report: Report, place: Place, *, context: str) -> Payload:
    """The commit status of a report."""
    state = "success" if report.verdict.conclusion is Conclusion.PASS else "failure"
    return _status(state, headline(report), place, context)


def unjudged_status(message: str, place: Place, *, context: str) -> Payload:
    """The commit status of a run that could not judge."""
    return _status("failure", message, place, context)


def _status(state: str, description: str, place: Place, context: str) -> Payload:
    status: dict[str, object] = {
        "state": state,
        "context": context,
        "description": one_line(description, _DESCRIPTION),
    }
    if place.run_url:
        status["target_url"] = place.run_url
    return status
