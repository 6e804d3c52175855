"""The way through the program on one page: what changed -> what is judged -> what is found -> what it weighs."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from speclatch.config.model import Config
from speclatch.errors import LimitError
from speclatch.judging.audit import Alone, Crew, audit, find
from speclatch.judging.cache import Remembered
from speclatch.judging.codec import Outcome
from speclatch.judging.evidence import GatheredEvidence
from speclatch.judging.spec_report import spec_report
from speclatch.judging.verdict import (
    Judgement,
    judge_repository,
    judge_spec,
    sort_key,
    verdict,
    weighed_before,
    weights,
)
from speclatch.model import ChangedFile, ChangeKind, JudgedFinding, Report, Severity, Skipped
from speclatch.profiles.govern import Governor, is_markdown
from speclatch.profiles.load import load_profiles
from speclatch.references.resolver import Resolver
from speclatch.rules import CHANGE_RULES, SPEC_RULES
from speclatch.rules.base import Context, Evidence
from speclatch.specs.catalogue import Spec
from speclatch.specs.impact import changed_specs, gone_directories, may_refer, names_of
from speclatch.specs.policy import Amendment
from speclatch.specs.snapshot import Gatherer, Ground, ParseCache, View
from speclatch.trees import Tree, Trees


@dataclass(frozen=True)
class Case:
    """What is put before the gate.

    ``changes`` is None for an audit of everything that ``trees.landing`` holds. ``only`` restricts what is judged to
    these paths. ``templates`` is the tree that templates are read from: the base's, for a pull request. ``baseline``
    holds fingerprints of old findings; they are listed and do not fail. ``amendment`` is what the change does to
    configuration, templates and baseline, if anything: it is reported, and in force after the merge.
    """

    trees: Trees
    config: Config
    templates: Tree
    changes: tuple[ChangedFile, ...] | None = None
    only: Collection[str] | None = None
    baseline: frozenset[str] = frozenset()
    amendment: Amendment | None = None


def run(
    case: Case,
    clock: Callable[[], float] = time.monotonic,
    *,
    crew: Crew | None = None,
    memory: Remembered | None = None,
) -> Report:
    """Judge a case.

    Args:
        case: what is put before the gate.
        clock: seconds, for the limit of time.
        crew: who does the work of an audit in parts; none: this process does it.
        memory: what earlier audits found out; none: everything is judged.

    Raises:
        ConfigError: the configuration cannot be used.
        LimitError: a bound was reached before everything was looked at.
        MissingObjectError: content that a tree names cannot be had.
    """
    gatherer = _gatherer(case, clock)
    if case.changes is None:
        return _audited(case, gatherer.ground(case.trees.landing, also=case.only or ()), crew or Alone(), memory)
    return _compared(case, gatherer, {changed.path: changed for changed in case.changes})


def _audited(case: Case, ground: Ground, crew: Crew, memory: Remembered | None) -> Report:
    """Judge everything that the landing tree holds, or what is asked for by name."""
    found = audit(ground, case.only, crew, memory)
    whole = _judge_whole(found.evidence, case)
    return _report(case, found.outcomes, whole, found.evidence, _Known(None, case), ground.contents)


def _compared(case: Case, gatherer: Gatherer, changes: Mapping[str, ChangedFile]) -> Report:
    """Judge what a change touches, and what it breaks."""
    base, landing = _views(case, gatherer, changes)
    evidence = replace(_evidence(case.config, landing, base, changes), policy=case.amendment, only=case.only)
    before = _evidence(case.config, base, None, None)
    judged: list[tuple[Spec, Judgement]] = []
    for spec in _selected(case, landing, changes):
        gatherer.alive()
        judged.append((spec, judge_spec(spec, find(spec, evidence), case.config, _base_path(spec.path, changes))))
    for spec in _affected(landing, before.catalogue.specs, changes, base) if changes else ():
        gatherer.alive()
        judged.append((spec, _newly_broken(spec, evidence, before, case.config)))
    whole = _judge_whole(evidence, case)
    outcomes = [Outcome(spec_report(spec, evidence), found) for spec, found in judged if spec.changed or found.findings]
    return _report(case, outcomes, whole, evidence, _Known(before, case), landing.contents)


def _judge_whole(evidence: Evidence, case: Case) -> Judgement:
    """Judge what is no single spec's."""
    return judge_repository(
        (found for rule in CHANGE_RULES for found in rule.check(Context(evidence, rule))),
        case.config,
        {new: changed.base_path or new for new, changed in (evidence.changes or {}).items()},
    )


def specs_of(case: Case) -> tuple[Spec, ...]:
    """Every spec that the landing tree holds, unjudged; raises as ``run`` does."""
    landing = _gatherer(case, time.monotonic).view(case.trees.landing)
    return tuple(landing.catalogue.specs.values())


def _gatherer(case: Case, clock: Callable[[], float]) -> Gatherer:
    case.templates.prefetch(use.template for use in case.config.profiles if use.template)
    templates: dict[str, bytes] = {}

    def read(path: str) -> bytes:
        templates[path] = case.templates.read(path)
        return templates[path]

    profiles = load_profiles(case.config, read)
    end = clock() + case.config.limits.seconds

    def alive() -> None:
        if clock() > end:
            raise LimitError(f"judging took longer than {case.config.limits.seconds} seconds (limits.seconds)")

    return Gatherer(Governor(profiles, case.config), case.config, ParseCache(), alive, templates)


def _views(case: Case, gatherer: Gatherer, changes: Mapping[str, ChangedFile]) -> tuple[View, View]:
    """The base's view and the landing's, changed files as their author wrote them."""
    touched = {path for changed in changes.values() for path in changed.paths}
    markdown = {path for path in touched if is_markdown(path)}
    base = gatherer.view(case.trees.base, also=markdown)
    head = case.trees.head
    authored = {path: head for path in changes if path in head.listing.entries}
    renamed = {path: old for path, changed in changes.items() if (old := changed.previous_path)}
    return base, gatherer.view(case.trees.landing, authored=authored, before=base, renamed=renamed, also=markdown)


def _evidence(
    config: Config, view: View, base: View | None, changes: Mapping[str, ChangedFile] | None
) -> GatheredEvidence:
    return GatheredEvidence(
        config=config,
        catalogue=view.catalogue,
        base_catalogue=base.catalogue if base else None,
        listing=view.listing,
        base_listing=base.listing if base else None,
        references=Resolver(view.references),
        migrations=view.migrations,
        changes=changes,
    )


def _selected(case: Case, landing: View, changes: Mapping[str, ChangedFile]) -> tuple[Spec, ...]:
    specs = changed_specs(landing.catalogue, changes)
    return tuple(spec for spec in specs if case.only is None or spec.path in case.only)


def _affected(
    landing: View, before: Mapping[str, Spec], changes: Mapping[str, ChangedFile], base: View
) -> Iterator[Spec]:
    """Specs that the change does not touch, and that may refer to something it does touch."""
    contents = {
        **base.contents,
        **{path: landing.contents[path] for path in changes if path in landing.contents},
    }
    links = {**base.references.symlinks, **landing.references.symlinks}
    names = names_of(changes.values(), contents, gone_directories(base.listing, landing.listing), links)
    own = {spec.path for spec in changed_specs(landing.catalogue, changes)}
    for spec in landing.catalogue.specs.values():
        if spec.path not in own and spec.path in before and may_refer(landing.contents[spec.path], names):
            yield replace(spec, changed=False)


def _newly_broken(spec: Spec, evidence: Evidence, before: Evidence, config: Config) -> Judgement:
    """What a change elsewhere has broken in a spec: findings that the base does not have."""
    rules = [rule for rule in SPEC_RULES if rule.looks_elsewhere]
    was = before.catalogue.specs[spec.path]
    old = judge_spec(was, find(was, before, rules), config, spec.path, report_unused=False)
    new = judge_spec(spec, find(spec, evidence, rules), config, spec.path, report_unused=False)
    known = weights(old.findings)
    return Judgement(tuple(judged for judged in new.findings if not weighed_before(judged, known)))


class _Known:
    """Which findings are old: in the baseline, or on the base where only new ones fail.

    A baseline holds what would fail. Where there is one, what is milder and was on the base is old as well: it would
    be said to everyone who touches an old spec.
    """

    def __init__(self, before: Evidence | None, case: Case) -> None:
        self._before = before if case.config.new_only or case.baseline else None
        self._failing = case.config.fail_on or Severity.ERROR
        self._case = case
        self._by_path: dict[str, Mapping[str, Severity]] = {}

    def mark(self, judged: JudgedFinding, path: str) -> JudgedFinding:
        if judged.fingerprint in self._case.baseline or self._was_there(judged, path):
            return replace(judged, counts=False)
        return judged

    def _was_there(self, judged: JudgedFinding, path: str) -> bool:
        asked = self._case.config.new_only or judged.severity < self._failing
        return asked and weighed_before(judged, self._on_base(path))

    def _on_base(self, path: str) -> Mapping[str, Severity]:
        spec = self._before.catalogue.specs.get(path) if self._before else None
        if spec is None or self._before is None:
            return {}
        if path not in self._by_path:
            found = judge_spec(spec, find(spec, self._before), self._case.config, path)
            self._by_path[path] = weights(found.findings)
        return self._by_path[path]


def _base_path(path: str, changes: Mapping[str, ChangedFile] | None) -> str:
    changed = (changes or {}).get(path)
    return (changed.base_path or path) if changed else path


def _report(
    case: Case,
    judged: Sequence[Outcome],
    whole: Judgement,
    evidence: Evidence,
    known: _Known,
    contents: Mapping[str, bytes],
) -> Report:
    changes = evidence.changes
    marked = [
        known.mark(one, _base_path(one.finding.location.path, changes))
        for judgement in (*(found.judgement for found in judged), whole)
        for one in judgement.findings
    ]
    if len(marked) > case.config.limits.findings:
        raise LimitError(f"there are more than {case.config.limits.findings:,} findings (limits.findings)")
    findings = tuple(sorted(marked, key=lambda one: sort_key(one.finding)))
    ignored = sorted(
        (one for found in judged for one in found.judgement.ignored), key=lambda one: sort_key(one.finding)
    )
    paths = {one.finding.location.path for one in findings} | {one.finding.location.path for one in ignored}
    return Report(
        verdict=verdict(findings, case.config.fail_on),
        specs=tuple(sorted((found.report for found in judged), key=lambda one: one.path)),
        findings=findings,
        ignored=tuple(ignored),
        skipped=tuple(_skipped(case, evidence)),
        sources=_Sources(contents, paths),
    )


def _skipped(case: Case, evidence: Evidence) -> Iterator[Skipped]:
    """Files that somebody may expect to be judged and that no profile governs."""
    asked: Iterable[str] = case.only or ()
    excluded = Governor((), case.config).excluded
    if case.changes is not None:
        changed = (file.path for file in case.changes if file.kind is not ChangeKind.DELETED and is_markdown(file.path))
        asked = (path for path in changed if not excluded(path))
    for path in sorted(asked):
        if path not in evidence.catalogue.specs and path not in evidence.catalogue.unreadable:
            reason = "`exclude` takes it out" if excluded(path) else "no profile governs it"
            yield Skipped(path, reason if path in evidence.listing else "there is no such file")


class _Sources(Mapping[str, tuple[str, ...]]):
    """The lines of files as git counts them, for quoting; a file is cut into lines when somebody quotes it."""

    def __init__(self, contents: Mapping[str, bytes], paths: Collection[str]) -> None:
        self._contents = {path: contents[path] for path in sorted(paths) if path in contents}
        self._lines: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, path: str) -> tuple[str, ...]:
        if path not in self._lines:
            text = self._contents[path].decode("utf-8", "replace")
            lines = text.split("\n")
            self._lines[path] = tuple([line.removesuffix("\r") for line in lines] if "\r" in text else lines)
        return self._lines[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._contents)

    def __len__(self) -> int:
        return len(self._contents)
