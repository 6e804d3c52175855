"""What a summary is made of, sorted and counted once, before it is cut to what a place can hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from speclatch.model import Ignored, JudgedFinding, Report, Severity, SpecReport
from speclatch.reports.labels import labels
from speclatch.reports.options import Diff

_RANK = {severity: rank for rank, severity in enumerate(reversed(Severity))}


@dataclass(frozen=True, slots=True)
class Group:
    """All findings of one rule and severity. ``hint`` is set where all of them share it."""

    rule: str
    severity: Severity
    findings: tuple[JudgedFinding, ...]
    hint: str


@dataclass(frozen=True, slots=True)
class Content:
    """A report in the order in which a summary tells it.

    Attributes:
        names: a short name for every file.
        worst: the worst finding's severity for every file that has one.
        specs: the worst first.
        groups: errors first, then by rule.
        ignored: those that the change brings first.
        new_ignored: how many those are.
    """

    report: Report
    names: Mapping[str, str]
    worst: Mapping[str, Severity]
    specs: tuple[SpecReport, ...]
    groups: tuple[Group, ...]
    ignored: tuple[Ignored, ...]
    new_ignored: int

    @property
    def errors(self) -> int:
        """How many findings are errors, whether they count or not."""
        return sum(len(group.findings) for group in self.groups if group.severity is Severity.ERROR)


def content(report: Report, diff: Diff | None) -> Content:
    """Sort a report for telling."""
    worst = _worst(report.findings)
    new = [ignored for ignored in report.ignored if diff is not None and diff.is_new(ignored.comment)]
    old = [ignored for ignored in report.ignored if diff is None or not diff.is_new(ignored.comment)]
    last = len(_RANK)
    return Content(
        report=report,
        names=labels(report),
        worst=worst,
        specs=tuple(sorted(report.specs, key=lambda spec: _RANK[worst[spec.path]] if spec.path in worst else last)),
        groups=tuple(_groups(report.findings)),
        ignored=(*new, *old),
        new_ignored=len(new),
    )


def _worst(findings: Sequence[JudgedFinding]) -> dict[str, Severity]:
    worst: dict[str, Severity] = {}
    for judged in sorted(findings, key=lambda judged: _RANK[judged.severity]):
        worst.setdefault(judged.finding.location.path, judged.severity)
    return worst


def _groups(findings: Sequence[JudgedFinding]) -> list[Group]:
    def key(judged: JudgedFinding) -> tuple[int, str]:
        return _RANK[judged.severity], judged.finding.rule

    groups = []
    for _, members in groupby(sorted(findings, key=key), key):
        group = tuple(members)
        hints = {judged.finding.hint for judged in group}
        groups.append(Group(group[0].finding.rule, group[0].severity, group, hints.pop() if len(hints) == 1 else ""))
    return groups
