"""Say a verdict in a headline and one sentence: what to do, and what may wait."""

from __future__ import annotations

from speclatch.model import Conclusion, JudgedFinding, Report, Severity
from speclatch.reports.numbers import plural
from speclatch.rules import BY_ID


def headline(report: Report) -> str:
    """The verdict in a few words."""
    blocking, rest = _sorted(report)
    if report.verdict.conclusion is Conclusion.FAIL:
        return f"{_counted(blocking)} to fix before this is merged" if blocking else "not ready to be merged"
    if not report.specs:
        return "no spec is touched"
    if rest:
        return "nothing blocks this merge"
    if any(not judged.counts for judged in report.findings):
        return "nothing new"
    return f"{plural(len(report.specs), 'spec')} in order"


def sentence(report: Report, *, where: str = "below") -> str:
    """What to do about it, in one sentence; empty where there is nothing to do. ``where`` the findings stand."""
    blocking, rest = _sorted(report)
    others = f"{_counted(rest)} {'does' if len(rest) == 1 else 'do'} not block." if rest else ""
    # What does not count is left out: it has its own line, folded, and is nothing to do.
    if report.verdict.conclusion is Conclusion.PASS:
        return others
    first = f"Fix what is listed {where}"
    if not blocking or any(_may_stay(judged) for judged in blocking):
        first += ", or say on its line why it may stay"
    return f"{first}; {others}" if others else f"{first}."


def _may_stay(judged: JudgedFinding) -> bool:
    """Whether a comment can excuse a finding: some rules can be ignored nowhere."""
    rule = BY_ID.get(judged.finding.rule)
    return rule is None or rule.ignorable


def _sorted(report: Report) -> tuple[list[JudgedFinding], list[JudgedFinding]]:
    """The findings that the verdict failed for, and the others that count."""
    least = report.verdict.fail_on
    failing = report.verdict.conclusion is Conclusion.FAIL
    heavy = {severity for severity in Severity if failing and least is not None and severity >= least}
    sorted_out: tuple[list[JudgedFinding], list[JudgedFinding]] = ([], [])
    for judged in report.findings:
        if judged.counts:
            sorted_out[0 if judged.severity in heavy else 1].append(judged)
    return sorted_out


def _counted(findings: list[JudgedFinding]) -> str:
    """``2 errors, 1 warning and 3 notes``."""
    parts = [
        plural(count, severity.value)
        for severity in reversed(Severity)
        if (count := sum(judged.severity is severity for judged in findings))
    ]
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
