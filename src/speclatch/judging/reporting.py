"""From what was found in each spec to the report on all of them: what is old, the verdict, the lines to quote."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from speclatch.config.model import Config
from speclatch.judging.evidence import SnapshotEvidence
from speclatch.judging.verdict import Judgement, judge_spec, sort_key, verdict, weighed_before, weights
from speclatch.judging.worker import SpecResult, base_path, find
from speclatch.model import ChangeKind, JudgedFinding, Report, Severity, Skipped
from speclatch.profiles.file_names import is_markdown
from speclatch.profiles.matching import ProfileMatcher
from speclatch.specs.snapshot import Snapshot


class Judged(NamedTuple):
    """What judging gave: spec by spec, and for what is no single spec's."""

    specs: tuple[SpecResult, ...]
    whole: Judgement


def report_of(
    judged: Judged, evidence: SnapshotEvidence, base: Snapshot | None, config: Config, baseline: Collection[str]
) -> Report:
    """The report: every finding with whether it counts, sorted."""
    known = _Known(judged.specs, evidence, base, baseline)
    judgements = (*(found.judgement for found in judged.specs), judged.whole)
    marked = (known.mark(one) for judgement in judgements for one in judgement.findings)
    findings = tuple(sorted(marked, key=lambda one: sort_key(one.finding)))
    excused = (one for found in judged.specs for one in found.judgement.ignored)
    ignored = tuple(sorted(excused, key=lambda one: sort_key(one.finding)))
    paths = {one.finding.location.path for one in findings} | {one.finding.location.path for one in ignored}
    return Report(
        verdict=verdict(findings, config.fail_on),
        specs=tuple(sorted((found.report for found in judged.specs), key=lambda one: one.path)),
        findings=findings,
        ignored=ignored,
        skipped=tuple(_skipped(evidence)),
        sources=Sources(evidence.snapshot, paths),
    )


class _Known:
    """Which findings are old: in the baseline, or on the base where only new ones fail.

    A baseline holds what would fail. Where there is one, what is milder and was on the base is old as well: it would
    be said to everyone who touches an old spec.
    """

    def __init__(
        self,
        specs: Iterable[SpecResult],
        evidence: SnapshotEvidence,
        base: Snapshot | None,
        baseline: Collection[str],
    ) -> None:
        self._evidence = evidence
        self._before = SnapshotEvidence(base) if base is not None and (evidence.config.new_only or baseline) else None
        self._failing = evidence.config.fail_on or Severity.ERROR
        self._baseline = baseline
        self._by_path = {base_path(one.report.path, evidence.changes): one.old for one in specs if one.old is not None}

    def mark(self, judged: JudgedFinding) -> JudgedFinding:
        """The finding, with whether it counts."""
        path = base_path(judged.finding.location.path, self._evidence.changes)
        if judged.fingerprint in self._baseline or self._was_there(judged, path):
            return judged._replace(counts=False)
        return judged

    def _was_there(self, judged: JudgedFinding, path: str) -> bool:
        asked = self._evidence.config.new_only or judged.severity < self._failing
        return asked and weighed_before(judged, self._on_base(path))

    def _on_base(self, path: str) -> Mapping[str, Severity]:
        if self._before is None:
            return {}
        if path not in self._by_path:
            spec = self._before.catalogue.specs.get(path)
            found = judge_spec(spec, find(spec, self._before), self._before.config, path) if spec else Judgement()
            self._by_path[path] = weights(found.findings)
        return self._by_path[path]


def _skipped(evidence: SnapshotEvidence) -> Iterator[Skipped]:
    """Files that somebody may expect to be judged and that no profile governs."""
    asked: Iterable[str] = evidence.only or ()
    excluded = ProfileMatcher((), evidence.config).excluded
    if evidence.changes is not None:
        there = (one.path for one in evidence.changes.values() if one.kind is not ChangeKind.DELETED)
        asked = (path for path in there if is_markdown(path) and not excluded(path))
    for path in sorted(asked):
        if path not in evidence.catalogue.specs and path not in evidence.catalogue.unreadable:
            reason = "`exclude` takes it out" if excluded(path) else "no profile governs it"
            yield Skipped(path, reason if path in evidence.listing else "there is no such file")


class Sources(Mapping[str, tuple[str, ...]]):
    """The lines of documents as git counts them, for quoting; a file is read when somebody quotes it."""

    def __init__(self, snapshot: Snapshot, paths: Iterable[str]) -> None:
        self._snapshot = snapshot
        self._paths = tuple(path for path in sorted(paths) if snapshot.is_quotable(path))
        self._lines: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, path: str) -> tuple[str, ...]:
        if path not in self._paths:
            raise KeyError(path)
        if path not in self._lines:
            text = self._snapshot.read(path).decode("utf-8", "replace")
            lines = text.split("\n")
            self._lines[path] = tuple([line.removesuffix("\r") for line in lines] if "\r" in text else lines)
        return self._lines[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
