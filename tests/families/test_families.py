"""Each bundled family in three small repositories: documents in order, documents with faults, untouched templates.

``<family>/good``, ``<family>/bad`` and ``<family>/untouched`` beside this file are repositories. What the gate finds in
``bad``, errors and warnings, is listed in ``expected.txt`` there, as ``path:line rule``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from speclatch.model import Report, Severity
from speclatch.profiles.bundled import BUILTIN, SEEDS
from speclatch.profiles.load import builtin_template
from tests.support.memory import MemoryTree, audit

HERE = Path(__file__).parent
FAMILIES = sorted(path.name for path in HERE.iterdir() if (path / "good").is_dir())
STATUS = ("**Status**: Draft", "**Status**: Approved")
"""A copy that calls itself a draft may be empty: it is tried as one that does not."""


def repository(family: str, which: str) -> MemoryTree:
    """One of a family's repositories."""
    whole = MemoryTree.of_folder(HERE / family / which)
    return MemoryTree({path: raw for path, raw in whole.files.items() if path != "expected.txt"}, whole.links)


def told(report: Report) -> list[str]:
    """The errors and warnings, as `path:line rule`."""
    return sorted(
        f"{one.finding.location.path}:{one.finding.location.line} {one.finding.rule}"
        for one in report.findings
        if one.severity > Severity.NOTE
    )


@pytest.mark.parametrize("family", FAMILIES)
def test_documents_in_order_are_found_in_order(family: str) -> None:
    """All of them are judged, and nothing is said of any."""
    report = audit(repository(family, "good"))

    assert report.specs
    assert [] == told(report)


@pytest.mark.parametrize("family", FAMILIES)
def test_each_fault_is_found_where_it_is(family: str) -> None:
    """And nothing else is."""
    expected = (HERE / family / "bad" / "expected.txt").read_text(encoding="utf-8").splitlines()

    assert expected == told(audit(repository(family, "bad")))


@pytest.mark.parametrize("family", FAMILIES)
def test_an_untouched_template_of_a_family_fails(family: str) -> None:
    """Every one of them, in its place, and each is the template as it is brought."""
    tree = repository(family, "untouched")
    report = audit(tree)
    failing = {one.finding.location.path for one in report.findings if one.severity is Severity.ERROR}

    assert {one.path for one in report.specs} == failing
    for one in report.specs:
        assert builtin_template(one.profile or "").replace(*STATUS) == tree.files[one.path].decode()


def test_every_bundled_profile_has_its_documents() -> None:
    """No family is brought that no folder shows."""
    shown = {one.profile for family in FAMILIES for one in audit(repository(family, "good")).specs}

    assert {name for name in BUILTIN if name not in SEEDS} == shown
