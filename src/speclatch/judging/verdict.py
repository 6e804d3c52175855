"""What findings weigh: severity by phase, precedence, ignore comments, baseline, and the verdict."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from speclatch.config.model import Config
from speclatch.judging.suppression import suppress
from speclatch.model import (
    Conclusion,
    Finding,
    Ignored,
    JudgedFinding,
    Location,
    Phase,
    Severity,
    Verdict,
    fingerprint,
)
from speclatch.rules import BY_ID
from speclatch.specs.catalogue import Spec
from speclatch.specs.suppressions import ignores_of


class Judgement(NamedTuple):
    """Findings with their weight, and those that a comment excused; both sorted by path, line, rule."""

    findings: tuple[JudgedFinding, ...] = ()
    ignored: tuple[Ignored, ...] = ()


def severity_of(finding: Finding, phase: Phase, config: Config) -> Severity | None:
    """What a finding weighs in a phase; None: nothing, the rule is off.

    The configuration counts before the rule's own levels, and what it says of a rule holds for all of the rule's cases;
    but where it makes the rule weaker, a case that is weaker still stays so. Of a ``fixed`` rule it says nothing.
    """
    rule = BY_ID[finding.rule]
    own = (rule.cases[finding.case] if finding.case else rule.levels).at(phase)
    given = config.rules.get(finding.rule)
    if given is None or phase not in given.by_phase or rule.fixed:
        return own
    level = given.by_phase[phase]
    return min(level, own, key=_weight) if _weight(level) < _weight(rule.levels.at(phase)) else level


def _weight(severity: Severity | None) -> int:
    """A severity as a number; one that is off weighs nothing."""
    return 0 if severity is None else 1 + tuple(Severity).index(severity)


def judge_spec(
    spec: Spec, findings: Iterable[Finding], config: Config, path_at_base: str, *, report_unused: bool = True
) -> Judgement:
    """Weigh the findings of one spec: drop what is off, let the stronger of two at one place stand, apply ignores.

    ``report_unused`` False leaves out the comments that excuse nothing: where only some rules were asked, a comment may
    excuse what the others find.
    """
    comments = ignores_of(spec)
    suppressed = suppress(comments, precedence(_weighed(findings, spec.phase, config)), config)
    unused = _weighed(suppressed.unused, spec.phase, config) if report_unused else []
    return Judgement(tuple(_named((*suppressed.kept, *unused), path_at_base)), suppressed.ignored)


def _weighed(findings: Iterable[Finding], phase: Phase, config: Config) -> list[tuple[Finding, Severity]]:
    """The findings that weigh something, with their weight."""
    return [(one, severity) for one in findings if (severity := severity_of(one, phase, config)) is not None]


def judge_repository(findings: Iterable[Finding], config: Config, renamed: Mapping[str, str]) -> Judgement:
    """Weigh findings about the change as a whole. They belong to no phase and no comment excuses them."""
    weighed = _weighed(findings, Phase.IMPLEMENTING, config)
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
    count as its own, but what stands there and weighs less does not speak for it.
    """
    standing = _Standing(finding for finding, _ in weighed)
    heavy: dict[Severity, _Standing] = {}
    for finding, severity in weighed:
        stronger = BY_ID[finding.rule].yields_to
        if any(standing.at(finding.location, rule) for rule in stronger):
            continue
        if stronger and finding.related and severity not in heavy:
            heavy[severity] = _Standing(one for one, weight in weighed if not weight < severity)
        beside = (related.location for related in finding.related)
        if not any(heavy[severity].at(place, rule) for place in beside for rule in stronger):
            yield finding, severity


class _Standing:
    """Says which rules have a finding at a place, without looking at every finding for every other one."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._long: dict[tuple[str, str], _Spans] = {}  # path, rule -> lines of findings over several lines
        self._short: dict[tuple[str, str], _Spans] = {}  # path, rule -> lines of findings on one line
        self._whole: set[tuple[str, str, int]] = set()  # path, rule, line of findings without columns
        self._columns: dict[tuple[str, str, int], _Spans] = {}
        for finding in findings:
            self._add(finding.rule, finding.location)

    def _add(self, rule: str, where: Location) -> None:
        if where.line != where.end_line:
            self._long.setdefault((where.path, rule), _Spans()).add(where.line, where.end_line)
            return
        self._short.setdefault((where.path, rule), _Spans()).add(where.line, where.line)
        if where.column is None or where.end_column is None:
            self._whole.add((where.path, rule, where.line))
        else:
            spans = self._columns.setdefault((where.path, rule, where.line), _Spans())
            spans.add(where.column, where.end_column)

    def at(self, place: Location, rule: str) -> bool:
        """Whether a finding of ``rule`` overlaps ``place``, as ``Location.overlaps`` has it."""
        spans = self._long.get((place.path, rule))
        if spans is not None and spans.overlap(place.line, place.end_line):
            return True
        spans = self._short.get((place.path, rule))
        if spans is None or not spans.overlap(place.line, place.end_line):
            return False
        if place.line != place.end_line or place.column is None or place.end_column is None:
            return True
        line = (place.path, rule, place.line)
        return line in self._whole or (
            line in self._columns and self._columns[line].overlap(place.column, place.end_column)
        )


class _Spans:
    """Spans of numbers, both ends inclusive; asked only when all are in."""

    def __init__(self) -> None:
        self._given: list[tuple[int, int]] = []

    def add(self, first: int, last: int) -> None:
        self._given.append((first, last))

    @cached_property
    def _sorted(self) -> tuple[list[int], list[int]]:
        """The first numbers, rising; and how far the spans up to each of them reach."""
        self._given.sort()
        return [first for first, _ in self._given], list(accumulate((last for _, last in self._given), max))

    def overlap(self, first: int, last: int) -> bool:
        """Whether some span shares a number with [first, last]."""
        starts, reach = self._sorted
        before = bisect_right(starts, last)
        return before > 0 and reach[before - 1] >= first


def _named(weighed: Iterable[tuple[Finding, Severity]], path: str) -> Iterator[JudgedFinding]:
    """Give each finding its fingerprint, equals numbered in the order they stand."""
    seen: Counter[str] = Counter()
    for finding, severity in sorted(weighed, key=lambda pair: sort_key(pair[0])):
        same = fingerprint(finding, path, 0)
        yield JudgedFinding(finding, severity, fingerprint(finding, path, seen[same]))
        seen[same] += 1


def sort_key(finding: Finding) -> tuple[str, int, str, int]:
    """Findings stand by path, line, rule; those at one place in the order they were found, which is the template's."""
    where = finding.location
    return (where.path, where.line, finding.rule, where.column or 0)


def weights(findings: Iterable[JudgedFinding]) -> Mapping[str, Severity]:
    """What each finding weighs, by fingerprint."""
    return {judged.fingerprint: judged.severity for judged in findings}


def weighed_before(judged: JudgedFinding, before: Mapping[str, Severity]) -> bool:
    """Whether a finding is an old one: there before, and no lighter then, as in an earlier phase."""
    return judged.fingerprint in before and before[judged.fingerprint] >= judged.severity


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
