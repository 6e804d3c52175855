"""How to fix or to excuse what a summary lists: an example for each place that has a finding, and that works there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from speclatch.model import JudgedFinding, Report
from speclatch.rules import BY_ID

_FENCES = ("---", "+++")
_BOXES = frozenset({"task-unchecked", "task-malformed", "task-unproven"})


def ignore_examples(report: Report) -> tuple[str, str]:
    """The rules to show an ignore comment with: one found in a document's body, one found in YAML front matter.

    Empty for a place where nothing stands that a comment could excuse.
    """
    body = front = ""
    for judged in _excusable(report):
        if _in_front_matter(judged, report.sources.get(judged.finding.location.path, ())):
            front = front or judged.finding.rule
        else:
            body = body or judged.finding.rule
    return body, front


def has_boxes(report: Report) -> bool:
    """Whether a finding that counts is about a box."""
    return any(judged.counts and judged.finding.rule in _BOXES for judged in report.findings)


def _excusable(report: Report) -> Iterator[JudgedFinding]:
    """The findings that count and that a comment in their spec excuses, the worst first."""
    specs = {spec.path for spec in report.specs}
    for judged in sorted(report.findings, key=lambda judged: judged.severity, reverse=True):
        rule = BY_ID.get(judged.finding.rule)
        if judged.counts and rule is not None and rule.ignorable and judged.finding.location.path in specs:
            yield judged


def _in_front_matter(judged: JudgedFinding, lines: Sequence[str]) -> bool:
    """Whether a finding stands in the front matter, its fences included."""
    if not lines or lines[0].strip("\ufeff \r") not in _FENCES:
        return False
    fence = lines[0].strip("\ufeff \r")
    end = next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() == fence), 0)
    return judged.finding.location.line <= end
