"""Code Quality of GitLab: an issue per finding, each with a fingerprint of its own."""

from __future__ import annotations

import json

from tests.reports.samples import judged, report

from speclatch.model import Severity
from speclatch.reports.gitlab import gitlab_report


def test_an_issue_per_finding() -> None:
    """Rule, place, severity in GitLab's words; what is old is there for GitLab to compare."""
    found = [judged(1), judged(2, severity=Severity.WARNING), judged(3, severity=Severity.NOTE, counts=False)]
    issues = json.loads(gitlab_report(report(*found)))

    assert ["major", "minor", "info"] == [one["severity"] for one in issues]
    assert [1, 2, 3] == [one["location"]["lines"]["begin"] for one in issues]
    assert [one.fingerprint for one in found] == [one["fingerprint"] for one in issues]
    assert {"description", "check_name", "fingerprint", "severity", "location"} == set(issues[0])


def test_nothing_found_is_an_empty_list() -> None:
    """GitLab takes a report without issues, and shows that all is well."""
    assert [] == json.loads(gitlab_report(report()))
