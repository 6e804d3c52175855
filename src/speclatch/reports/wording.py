"""Say a verdict in a headline and one sentence: what to do, and what may wait."""

from __future__ import annotations

from speclatch.model import Conclusion, JudgedFinding, Report, Severity
from speclatch.reports.markdown import plural


def headline(report: Report) -> str:
    """The verdict in a few words."""
    blocking = _blocking(report)
    if report.verdict.conclusion is Conclusion.FAIL:
        return f"{_counted(blocking)} to fix before this is merged" if blocking else "not ready to be merged"
    if not report.specs:
        return "no spec is touched"
    if not any(judged.severity > Severity.NOTE for judged in report.findings):
        return f"{plural(len(report.specs), 'spec')} in order"
    return "nothing blocks this merge"


def sentence(report: Report) -> str:
    """What to do about it, in one sentence; empty where there is nothing to do."""
    blocking = _blocking(report)
    rest = [judged for judged in report.findings if judged not in blocking]
    open_points = _counted(rest)
    if report.verdict.conclusion is Conclusion.FAIL:
        first = "Fix what is listed below, or say on its line why it may stay"
        return f"{first}; {open_points} {_do(rest)} not block." if rest else f"{first}."
    return f"{open_points} {_do(rest)} not block." if rest else ""


def _do(findings: list[JudgedFinding]) -> str:
    return "does" if len(findings) == 1 else "do"


def _blocking(report: Report) -> list[JudgedFinding]:
    """The findings that the verdict failed for."""
    least = report.verdict.fail_on
    if least is None or report.verdict.conclusion is Conclusion.PASS:
        return []
    return [judged for judged in report.findings if judged.counts and judged.severity >= least]


def _counted(findings: list[JudgedFinding]) -> str:
    """``2 errors, 1 warning and 3 notes``."""
    parts = [
        plural(count, severity.value)
        for severity in reversed(Severity)
        if (count := sum(judged.severity is severity for judged in findings))
    ]
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
