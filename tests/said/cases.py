"""Scenes of every case folder: all that the gate says of it, and not what the case's own rule finds alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.said.edited import told
from tests.said.shown import shown
from tests.test_cases import FOLDERS, judged

from speclatch.model import Report, SpecReport
from speclatch.rules import BY_ID

LARGE = ("migration", "reference")
"""Families whose rules have a scene each."""


def _group(folder: Path) -> str:
    """The scene that a case is of: the family of its rule, or the rule."""
    family = type(BY_ID[folder.parent.name]).__module__.split(".")[2]
    return folder.parent.name if family in LARGE else f"{family.replace('_', '-')}-rules"


def cases(group: str) -> Iterator[str]:
    """What is said of the cases of a group; of lines that stood in a case before only how many there are."""
    seen: set[str] = set()
    for folder in FOLDERS:
        if _group(folder) != group:
            continue
        report, _ = judged(folder)
        yield f"\n=== {folder.parent.name}/{folder.name}: {shown(report.verdict)}"
        lines = list(_said(report))
        yield from (line for line in lines if line not in seen)
        again = sum(line in seen for line in lines)
        if again:
            yield f"  and {again} lines as before"
        seen.update(lines)


def _said(report: Report) -> Iterator[str]:
    for spec in report.specs:
        yield from _spec(spec)
    yield from told(report, report.specs[0].path if report.specs else "")
    yield from (f"  ignored {shown(one.finding.location)} {one.finding.rule}: {one.reason}" for one in report.ignored)
    yield from (f"  skipped {shown(one)}" for one in report.skipped)


def _spec(spec: SpecReport) -> Iterator[str]:
    """What the report says of a spec; what binds in it as a few letters."""
    who = (spec.profile, spec.status, spec.phase, spec.title, spec.id, spec.owner, spec.beside, spec.normative[:8])
    yield f"{spec.path}: {' '.join(map(shown, who))}{'' if spec.changed else ', untouched'}"
    counted = {name: held for name, held in spec.counts._asdict().items() if held not in ((0, 0), 0)}
    yield f"  {shown({name: list(held) if isinstance(held, tuple) else held for name, held in counted.items()})}"
    yield from (f"  {shown(one)}" for one in (*spec.requirements, *spec.tasks))
    for one in spec.references:
        place = shown(one.location).removeprefix(f"{spec.path}:")
        yield f"  {place} {one.kind} {shown(one.value)} {one.state} {shown(one.target)}"


GROUPS = dict.fromkeys(map(_group, FOLDERS))
CASES: dict[str, Callable[[], Iterator[str]]] = {f"cases-of-{name}": partial(cases, name) for name in GROUPS}
