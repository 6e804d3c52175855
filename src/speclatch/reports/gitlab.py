"""The report as GitLab's Code Quality takes it: an issue per finding, for the widget of a merge request."""

from __future__ import annotations

import json

from speclatch.model import JudgedFinding, Report, Severity
from speclatch.reports.escape import visible

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
"""Of GitLab's five; ``critical`` and ``blocker`` are for what runs."""


def gitlab_report(report: Report) -> str:
    """The report as one JSON list, ended by a line feed.

    Old findings are in it, too: GitLab tells old from new itself, by the fingerprints in the target branch's report.
    """
    issues = [_issue(judged) for judged in report.findings]
    return json.dumps(issues, ensure_ascii=False, indent=1).encode("utf-8", "replace").decode() + "\n"


def _issue(judged: JudgedFinding) -> dict[str, object]:
    finding = judged.finding
    return {
        "description": visible(" ".join(filter(None, (finding.message, finding.hint)))),
        "check_name": finding.rule,
        "fingerprint": judged.fingerprint,
        "severity": _SEVERITIES[judged.severity],
        "location": {"path": finding.location.path, "lines": {"begin": finding.location.line}},
    }
