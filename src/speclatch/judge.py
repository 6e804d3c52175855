"""What findings weigh: severity by phase, precedence, ignore comments, baseline, and the verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from speclatch.catalogue import Spec
from speclatch.config import Config
from speclatch.ignores import Ignore, ignores
from speclatch.model import (
    Conclusion,
    Finding,
    Ignored,
    JudgedFinding,
    Phase,
    Severity,
    Verdict,
    fingerprint,
)
from speclatch.rules import BY_ID
from speclatch.rules.base import Rule
from speclatch.rules.ignoring import IgnoreUnused


@dataclass(frozen=True)
class Judgement:
    """Findings with their weight, and those that a comment excused; both sorted by path, line, rule."""

    findings: tuple[JudgedFinding, ...] = ()
    ignored: tuple[Ignored, ...] = ()


def severity_of(finding: Finding, phase: Phase, config: Config) -> Severity | None:
    """What a finding weighs in a phase; None: nothing, the rule is off.

    The configuration counts before the rule's own levels. A variant stays milder: what the configuration says of the
    rule is at most what the variant has, unless it turns the rule off.
    """
    rule = BY_ID[finding.rule]
    own = (rule.variants[finding.variant] if finding.variant else rule.levels).at(phase)
    given = config.rules.get(finding.rule)
    if given is None or phase not in given.by_phase:
        return own
    said = given.by_phase[phase]
    if said is None or not finding.variant:
        return said
    return min(own, said) if own is not None else None


def judge_spec(spec: Spec, findings: Iterable[Finding], config: Config, path_at_base: str) -> Judgement:
    """Weigh the findings of one spec: drop what is off, let the stronger of two at one place stand, apply ignores."""
    weighed = [(f, severity) for f in findings if (severity := severity_of(f, spec.phase, config)) is not None]
    standing = list(precedence(weighed))
    comments = ignores(spec.document, spec.front_matter)
    kept, ignored, used = _apply(comments, standing, config)
    rule = BY_ID[IgnoreUnused.id]
    assert isinstance(rule, IgnoreUnused)  # noqa: S101 - for mypy
    for finding in rule.unused(used, comments):
        severity = severity_of(finding, spec.phase, config)
        if severity is not None:
            kept.append((finding, severity))
    return Judgement(tuple(_named(kept, path_at_base)), tuple(ignored))


def judge_repository(findings: Iterable[Finding], config: Config, renamed: Mapping[str, str]) -> Judgement:
    """Weigh findings about the change as a whole. They belong to no phase and no comment excuses them."""
    weighed = [(f, severity) for f in findings if (severity := severity_of(f, Phase.IMPLEMENTING, config)) is not None]
    judged = [
        named
        for path, group in _by_path(precedence(weighed)).items()
        for named in _named(group, renamed.get(path, path))
    ]
    return Judgement(tuple(judged))


def _by_path(weighed: Iterable[tuple[Finding, Severity]]) -> dict[str, list[tuple[Finding, Severity]]]:
    groups: dict[str, list[tuple[Finding, Severity]]] = {}
    for finding, severity in weighed:
        groups.setdefault(finding.location.path, []).append((finding, severity))
    return groups


def precedence(weighed: Sequence[tuple[Finding, Severity]]) -> Iterator[tuple[Finding, Severity]]:
    """One fault, one finding: leave out what yields to a stronger rule's finding at the same place.

    Places are the same where lines overlap (columns, where both name them on one line); a finding's related places
    count as its own.
    """
    by_rule: dict[str, list[Finding]] = {}
    for finding, _ in weighed:
        by_rule.setdefault(finding.rule, []).append(finding)
    for finding, severity in weighed:
        stronger = (other for rule in BY_ID[finding.rule].yields_to for other in by_rule.get(rule, ()))
        if not any(_same_place(finding, other) for other in stronger):
            yield finding, severity


def _same_place(finding: Finding, other: Finding) -> bool:
    places = (finding.location, *(related.location for related in finding.related))
    return any(place.overlaps(other.location) for place in places)


def _apply(
    comments: Sequence[Ignore], standing: Iterable[tuple[Finding, Severity]], config: Config
) -> tuple[list[tuple[Finding, Severity]], list[Ignored], list[tuple[Ignore, str]]]:
    kept: list[tuple[Finding, Severity]] = []
    ignored: list[Ignored] = []
    used: list[tuple[Ignore, str]] = []
    for finding, severity in standing:
        comment = next((c for c in comments if c.holds(finding.rule, finding.location)), None)
        if comment is None or not _ignorable(BY_ID[finding.rule], config):
            kept.append((finding, severity))
        else:
            ignored.append(Ignored(finding, comment.reason, comment.location))
            used.append((comment, finding.rule))
    return kept, ignored, used


def _ignorable(rule: Rule, config: Config) -> bool:
    given = config.rules.get(rule.id)
    return rule.ignorable and (given is None or given.ignorable)


def _named(weighed: Iterable[tuple[Finding, Severity]], path: str) -> Iterator[JudgedFinding]:
    """Give each finding its fingerprint, equals numbered in the order they stand."""
    seen: Counter[str] = Counter()
    for finding, severity in sorted(weighed, key=lambda pair: sort_key(pair[0])):
        same = fingerprint(finding, path, 0)
        yield JudgedFinding(finding, severity, fingerprint(finding, path, seen[same]))
        seen[same] += 1


def sort_key(finding: Finding) -> tuple[str, int, str, int, str]:
    """Findings stand by path, line, rule."""
    where = finding.location
    return (where.path, where.line, finding.rule, where.column or 0, finding.subject.name)


def verdict(findings: Collection[JudgedFinding], fail_on: Severity | None) -> Verdict:
    """Count, and say whether the gate holds: it fails on a finding that counts and weighs at least ``fail_on``."""
    counted = Counter(judged.severity for judged in findings)
    failing = fail_on is not None and any(judged.counts and judged.severity >= fail_on for judged in findings)
    return Verdict(
        Conclusion.FAIL if failing else Conclusion.PASS,
        fail_on,
        counted[Severity.ERROR],
        counted[Severity.WARNING],
        counted[Severity.NOTE],
    )
