"""A fix is a repair: applied, it mends its finding and breaks nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.memory import MemoryTree, audit, compare
from tests.test_cases import FOLDERS, judged, trees

from speclatch.fixes import apply
from speclatch.model import Finding, Fix, Report, Severity

OFFERED = [
    (folder, fix)
    for folder in FOLDERS
    for fix in dict.fromkeys(one.finding.fix for one in judged(folder)[0].findings if one.finding.fix is not None)
]


def errors(report: Report) -> set[str]:
    """The errors of a report, by their names across runs."""
    return {one.fingerprint for one in report.findings if one.severity is Severity.ERROR}


def mended(folder: Path, fix: Fix) -> Report:
    """Judge a case folder in which one fix was applied."""
    base, tree = trees(folder)
    paths = {edit.location.path for edit in fix.edits}
    edited = {path: apply(tree.files[path], [e for e in fix.edits if e.location.path == path]) for path in paths}
    after = MemoryTree({**tree.files, **edited}, tree.links)
    return compare(base, after) if base is not None else audit(after)


def findings_with(report: Report, fix: Fix) -> list[Finding]:
    """The findings that still offer a fix."""
    return [one.finding for one in report.findings if one.finding.fix == fix]


@pytest.mark.parametrize(
    ("folder", "fix"),
    OFFERED,
    ids=lambda value: f"{value.parent.name}/{value.name}" if isinstance(value, Path) else value.edits[0].text[:40],
)
def test_a_fix_gives_no_new_error(folder: Path, fix: Fix) -> None:
    """Whatever fix a rule offers in any case folder; and it is not offered again."""
    report = mended(folder, fix)

    assert [] == findings_with(report, fix)
    assert set() == errors(report) - errors(judged(folder)[0])


def test_no_fix_ticks_a_box() -> None:
    """Whether work is done, only its author can say."""
    assert [] == [edit for _, fix in OFFERED for edit in fix.edits if "[x]" in edit.text.casefold()]
