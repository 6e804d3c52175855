"""What a summary is made of, sorted and counted once, before it is cut to what a place can hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from speclatch.model import Ignored, JudgedFinding, Location, Phase, Report, Severity, SpecReport
from speclatch.reports.labels import labels
from speclatch.reports.options import Diff
from speclatch.reports.sharing import rank

OPEN_ITEMS = 10
"""How many lines of findings stand open; the others are one click away."""
BY_SPEC_FROM = 3
"""From how many files on the folded findings are grouped by file instead of by rule."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: a finding, or several like ones that follow each other line by line."""

    findings: tuple[JudgedFinding, ...]

    @property
    def rule(self) -> str:
        """The rule of all its findings."""
        return self.findings[0].finding.rule

    @property
    def severity(self) -> Severity:
        """The severity of all its findings."""
        return self.findings[0].severity

    @property
    def location(self) -> Location:
        """From its first finding's first line to its last one's last."""
        first, last = self.findings[0].finding.location, self.findings[-1].finding.location
        return first if first is last else Location(first.path, first.line, last.end_line)


@dataclass(frozen=True, slots=True)
class Block:
    """All folded items of one rule in one group. ``hint`` is set where all of them share it."""

    rule: str
    items: tuple[Item, ...]
    hint: str

    @property
    def severity(self) -> Severity:
        """The worst of its findings'."""
        return max(item.severity for item in self.items)

    @property
    def total(self) -> int:
        """How many findings it has."""
        return sum(len(item.findings) for item in self.items)


@dataclass(frozen=True, slots=True)
class Group:
    """What is folded away behind one line: a file's findings, or a rule's (then ``path`` is empty)."""

    path: str
    blocks: tuple[Block, ...]

    @property
    def severity(self) -> Severity:
        """The worst of its findings'."""
        return max(block.severity for block in self.blocks)

    @property
    def total(self) -> int:
        """How many findings it has."""
        return sum(block.total for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Content:
    """A report in the order in which a summary tells it.

    Attributes:
        names: a short name for every file.
        counting: the findings that count, by file, in the order of the report.
        specs: those with a finding that counts, the worst first.
        in_order: the others.
        shown: what stands open, the worst first.
        groups: all further findings that count.
        known: what does not count.
        ignored: those that the change adds first.
        new_ignored: how many those are.
    """

    report: Report
    names: Mapping[str, str]
    counting: Mapping[str, tuple[JudgedFinding, ...]]
    specs: tuple[SpecReport, ...]
    in_order: tuple[SpecReport, ...]
    shown: tuple[Item, ...]
    groups: tuple[Group, ...]
    known: tuple[Item, ...]
    ignored: tuple[Ignored, ...]
    new_ignored: int

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that have a finding that counts, by name."""
        return tuple(sorted({judged.finding.rule for group in self.counting.values() for judged in group}))

    @property
    def known_rules(self) -> Mapping[str, frozenset[str]]:
        """The rules of what does not count, by file."""
        found: dict[str, set[str]] = {}
        for item in self.known:
            found.setdefault(item.location.path, set()).add(item.rule)
        return {path: frozenset(rules) for path, rules in found.items()}

    @property
    def usual_phase(self) -> Phase | None:
        """The phase of most specs; None where there is no spec."""
        phases = Counter(spec.phase for spec in self.report.specs)
        return max(phases, key=lambda phase: phases[phase], default=None)

    @property
    def known_total(self) -> int:
        """How many findings do not count."""
        return sum(len(item.findings) for item in self.known)


def content(report: Report, diff: Diff | None) -> Content:
    """Sort a report for telling."""
    counting = _by_path(judged for judged in report.findings if judged.counts)
    order = {path: place for place, path in enumerate(_worst_first(counting))}
    items = sorted(
        _items(judged for findings in counting.values() for judged in findings),
        key=lambda item: (-rank(item.severity), order[item.location.path], item.rule, item.location.line),
    )
    new = [ignored for ignored in report.ignored if diff is not None and diff.is_new(ignored.comment)]
    old = [ignored for ignored in report.ignored if diff is None or not diff.is_new(ignored.comment)]
    open_specs = [spec for spec in report.specs if spec.path in counting]
    return Content(
        report=report,
        names=labels(report),
        counting=counting,
        specs=tuple(sorted(open_specs, key=lambda spec: order[spec.path])),
        in_order=tuple(spec for spec in report.specs if spec.path not in counting),
        shown=tuple(items[:OPEN_ITEMS]),
        groups=tuple(_groups(items[OPEN_ITEMS:], order)),
        known=tuple(_items(judged for judged in report.findings if not judged.counts)),
        ignored=(*new, *old),
        new_ignored=len(new),
    )


def _by_path(findings: Iterable[JudgedFinding]) -> dict[str, tuple[JudgedFinding, ...]]:
    found: dict[str, list[JudgedFinding]] = {}
    for judged in findings:
        found.setdefault(judged.finding.location.path, []).append(judged)
    return {path: tuple(group) for path, group in found.items()}


def _worst_first(counting: Mapping[str, Sequence[JudgedFinding]]) -> list[str]:
    """Files with errors first, those with most of them before the others; then by warnings, notes, name."""

    def badness(path: str) -> tuple[int, ...]:
        return tuple(-sum(judged.severity is severity for judged in counting[path]) for severity in reversed(Severity))

    return sorted(counting, key=lambda path: (badness(path), path))


def _items(findings: Iterable[JudgedFinding]) -> list[Item]:
    """The findings as lines of a list: those that stand right below each other in one table or list are one."""
    items: list[Item] = []
    latest: dict[object, int] = {}
    for judged in findings:
        finding = judged.finding
        place = finding.location
        key = (place.path, finding.rule, judged.severity, finding.hint, finding.subject.sections)
        at = latest.get(key)
        if at is not None and _follows(items[at].location, place) and finding.subject.name:
            items[at] = Item((*items[at].findings, judged))
            continue
        latest[key] = len(items)
        items.append(Item((judged,)))
    return items


def _follows(before: Location, place: Location) -> bool:
    return place.line == place.end_line and place.line == before.end_line + 1


def _groups(items: Sequence[Item], order: Mapping[str, int]) -> list[Group]:
    """The folded items: by file where there are several files, else by rule, the worst first."""
    if len(order) < BY_SPEC_FROM:
        return [Group("", (block,)) for block in _blocks(items)]
    by_place = sorted(items, key=lambda item: order[item.location.path])
    grouped = groupby(by_place, key=lambda item: item.location.path)
    return [Group(path, tuple(_blocks(list(members)))) for path, members in grouped]


def _blocks(items: Sequence[Item]) -> list[Block]:
    """Each rule once, in the order in which its worst item comes."""
    by_rule: dict[str, list[Item]] = {}
    for item in items:
        by_rule.setdefault(item.rule, []).append(item)
    blocks = []
    for rule, members in by_rule.items():
        hints = {judged.finding.hint for item in members for judged in item.findings}
        blocks.append(Block(rule, tuple(members), hints.pop() if len(hints) == 1 else ""))
    return blocks
