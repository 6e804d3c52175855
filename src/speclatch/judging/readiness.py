"""Whether code may be written from a spec: its status says that it may, and nothing in it is open or false."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from posixpath import dirname
from typing import Any

from speclatch.config.model import Config
from speclatch.model import JudgedFinding, Phase, Report, Severity, SpecReport
from speclatch.profiles.phases import phase_of

FORMAT_VERSION = 1
UNREADABLE = "document-unreadable"


@dataclass(frozen=True, slots=True)
class Readiness:
    """The answer for one spec.

    ``phase`` is what its status says, ``reason`` why its status alone forbids code (``""``: it does not).
    ``missing`` are the errors it would have while it is implemented, ``remarks`` its warnings.
    """

    path: str
    title: str
    status: str
    phase: Phase
    reason: str
    missing: tuple[JudgedFinding, ...]
    remarks: tuple[JudgedFinding, ...]

    @property
    def ready(self) -> bool:
        """Whether code may be written."""
        return not self.reason and not self.missing


def as_implemented(config: Config) -> Config:
    """The configuration under which every spec is judged as implementing, retired ones aside.

    A draft is asked what it has to answer before it is built, and a finished spec is not asked for its boxes. What
    is old counts: an answer that has been missing for long is missing.
    """
    live = (Phase.DRAFT, Phase.IMPLEMENTING, Phase.DONE)
    words = tuple(word for phase in live for word in config.phases.get(phase, ()))
    phases = {Phase.DRAFT: (), Phase.IMPLEMENTING: words, Phase.DONE: ()}
    return replace(config, phases={**config.phases, **phases}, fail_on=Severity.ERROR, new_only=False)


def readiness(report: Report, config: Config, asked: Collection[str] = ()) -> tuple[Readiness, ...]:
    """The answer for each spec of a report that was made under ``as_implemented(config)``.

    ``asked`` are the paths that somebody wants to know of: one that is governed and cannot be read is not ready.
    """
    specs = {spec.path for spec in report.specs}
    answers = [_answer(spec, _own(spec, report, specs), config) for spec in report.specs]
    for path in sorted(set(asked) - specs):
        found = tuple(judged for judged in report.findings if judged.finding.location.path == path)
        if any(judged.finding.rule == UNREADABLE for judged in found):
            answers.append(
                Readiness(
                    path, path, "", Phase.IMPLEMENTING, "it cannot be read: no code is written from it", found, ()
                )
            )
    return tuple(sorted(answers, key=lambda answer: answer.path))


def _own(spec: SpecReport, report: Report, specs: Collection[str]) -> Iterator[JudgedFinding]:
    """The findings of a spec: in its file, or in the file beside it that holds its front matter."""
    for judged in report.findings:
        path = judged.finding.location.path
        if path == spec.path or (
            path not in specs and dirname(path) == dirname(spec.path) and judged.finding.rule != UNREADABLE
        ):
            yield judged


def _answer(spec: SpecReport, findings: Iterable[JudgedFinding], config: Config) -> Readiness:
    own = tuple(findings)
    phase = phase_of(spec.status, config)
    return Readiness(
        spec.path,
        spec.title,
        spec.status,
        phase or Phase.IMPLEMENTING,
        _reason(spec.status, phase),
        tuple(judged for judged in own if judged.severity is Severity.ERROR),
        tuple(judged for judged in own if judged.severity is Severity.WARNING),
    )


def _reason(status: str, phase: Phase | None) -> str:
    """Why a status forbids code. One that no phase knows does: nobody can tell whether it is an approval."""
    if phase is Phase.DRAFT:
        return "its status says that it is a draft: have it approved before code is written"
    if phase is Phase.RETIRED:
        return "its status says that it no longer holds: no code is written from it"
    if phase is None and status:
        return "its status belongs to no phase: say what it means, under `phases` of the configuration"
    return ""


def readiness_data(answers: Iterable[Readiness]) -> dict[str, Any]:
    """The answers as plain data, for ``--format json``."""
    answers = tuple(answers)
    return {
        "version": FORMAT_VERSION,
        "ready": all(answer.ready for answer in answers),
        "specs": [
            {
                "path": answer.path,
                "title": answer.title,
                "ready": answer.ready,
                "status": answer.status,
                "phase": answer.phase.value,
                "reason": answer.reason,
                "missing": [_finding(judged) for judged in answer.missing],
                "remarks": [_finding(judged) for judged in answer.remarks],
            }
            for answer in answers
        ],
    }


def _finding(judged: JudgedFinding) -> dict[str, Any]:
    finding = judged.finding
    return {
        "rule": finding.rule,
        "message": finding.message,
        "hint": finding.hint,
        "path": finding.location.path,
        "line": finding.location.line,
        "end_line": finding.location.end_line,
        "sections": list(finding.subject.sections),
        "subject": finding.subject.name,
    }
