"""Reports to be reported on: short ways to write findings, specs and the options around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from speclatch.model import (
    Conclusion,
    Counts,
    Edit,
    Finding,
    Fix,
    Ignored,
    JudgedFinding,
    Location,
    Phase,
    ReferenceState,
    Report,
    Severity,
    SpecReport,
    Subject,
    Tally,
    Verdict,
    fingerprint,
)
from speclatch.reports.options import Diff, Place, PullOptions

PATH = "docs/21-exec-spec/EXEC-062-smtp.md"
HEAD = "a" * 40
PLACE = Place("https://github.example", "acme/specs", HEAD, "https://github.example/acme/specs/actions/runs/9")


def options(**changes: Any) -> PullOptions:
    """The options of pull request 7."""
    return PullOptions(PLACE, 7, **changes)


def edit(line: int, column: int, end_column: int, text: str, path: str = PATH) -> Edit:
    """An edit within one line."""
    return Edit(Location(path, line, line, column, end_column), text, f"not {text}")


def judged(
    line: int = 1,
    *,
    end_line: int = 0,
    rule: str = "reference-broken",
    message: str = "`docs/x.md` does not exist",
    severity: Severity = Severity.ERROR,
    hint: str = "Name a file that exists.",
    path: str = PATH,
    edits: Sequence[Edit] = (),
    safe: bool = True,
    counts: bool = True,
) -> JudgedFinding:
    """A finding, known by its rule and line."""
    fix = Fix(tuple(edits), safe) if edits else None
    finding = Finding(rule, message, Location(path, line, end_line), Subject(f"{line}"), hint, fix)
    return JudgedFinding(finding, severity, fingerprint(finding, path, 0), counts)


def spec(path: str = PATH, *, references: Sequence[ReferenceState] = (), changed: bool = True) -> SpecReport:
    """A spec with something of everything."""
    counts = Counts(Tally(2, 3), Tally(1, 2), Tally(12, 17), Tally(8, 8), 1)
    return SpecReport(
        path, "exec-spec", "Implementation", Phase.IMPLEMENTING, "SMTP", counts, tuple(references), changed
    )


def report(
    *findings: JudgedFinding,
    specs: Sequence[SpecReport] = (),
    ignored: Sequence[Ignored] = (),
    lines: Sequence[str] = (),
    fail_on: Severity | None = Severity.ERROR,
) -> Report:
    """A report of findings; ``lines`` is the text of ``PATH``."""
    numbers = [sum(item.severity is severity for item in findings) for severity in reversed(Severity)]
    failing = fail_on is not None and any(item.counts and item.severity >= fail_on for item in findings)
    verdict = Verdict(Conclusion.FAIL if failing else Conclusion.PASS, fail_on, *numbers)
    specs = specs or (spec(),)
    return Report(verdict, tuple(specs), findings, tuple(ignored), sources={PATH: tuple(lines)})


def diff(*hunks: range, path: str = PATH) -> Diff:
    """A diff with these hunks of one file."""
    return Diff({path: hunks})
