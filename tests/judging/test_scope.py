"""Globs that match nothing: no pass while documents that look like theirs lie elsewhere."""

from __future__ import annotations

import pytest
from tests.support.memory import audit, compare

from speclatch.errors import CannotJudgeError
from speclatch.profiles.load import builtin_template

CONFIG = "version: 1\nprofiles:\n  - {use: exec-spec, match: ['specs/*.md']}\n"
SPEC = builtin_template("exec-spec")


def test_an_audit_of_nothing_is_no_pass() -> None:
    """A document that looks like the profile's lies where no glob looks."""
    with pytest.raises(CannotJudgeError, match=r"match no file.*`plans/a\.md`.*no pass"):
        audit({".speclatch.yml": CONFIG, "plans/a.md": SPEC})


def test_a_change_says_so() -> None:
    """As a finding on the configuration, whatever the change is about."""
    files = {".speclatch.yml": CONFIG, "plans/a.md": SPEC}
    (found,) = compare(files, {**files, "src/a.py": "x"}).findings

    assert ("spec-unmatched", ".speclatch.yml", 3) == (
        found.finding.rule,
        found.finding.location.path,
        found.finding.location.line,
    )


def test_no_document_yet_is_a_pass() -> None:
    """A repository that has just adopted the gate."""
    assert () == audit({".speclatch.yml": CONFIG, "README.md": "# Us\n"}).findings


def test_one_that_is_matched_is_enough() -> None:
    """The globs look somewhere; what lies elsewhere is another rule's when it changes."""
    files = {".speclatch.yml": CONFIG, "specs/a.md": SPEC, "plans/a.md": SPEC}

    assert ["specs/a.md"] == [spec.path for spec in audit(files).specs]
