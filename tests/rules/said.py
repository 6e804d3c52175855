"""What every rule says in its case folders, as text for people to read. ``make docs`` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.test_cases import FOLDERS, judged

from speclatch.model import JudgedFinding, Location
from speclatch.rules import BY_ID

FOLDER = Path(__file__).parent / "said"


def spoken(rule: str) -> str:
    """All that a rule says, case by case."""
    lines: list[str] = []
    for folder in FOLDERS:
        if folder.parent.name == rule:
            report, _ = judged(folder)
            found = [line for one in report.findings if one.finding.rule == rule for line in _told(one)]
            lines.extend([f"# {folder.name}", "", *found] if found else [])
    return "\n".join(lines)


def _told(judged: JudgedFinding) -> Iterator[str]:
    finding = judged.finding
    yield " ".join(filter(None, (_place(finding.location), judged.severity.value, finding.case)))
    yield f"  {finding.message}"
    if finding.hint:
        yield f"  = {finding.hint}"
    for related in finding.related:
        yield f"  see {_place(related.location)}: {related.message}"
    for edit in finding.fix.edits if finding.fix is not None else ():
        safe = "fix" if finding.fix is not None and finding.fix.safe else "guess"
        yield f"  {safe} {_place(edit.location)}: {edit.text!r}"
    yield f"  known as {' > '.join((*finding.subject.sections, finding.subject.name))}"
    yield ""


def _place(where: Location) -> str:
    lines = f"{where.line}" if where.line == where.end_line else f"{where.line}-{where.end_line}"
    columns = f":{where.column}-{where.end_column}" if where.column is not None else ""
    return f"{where.path}:{lines}{columns}"


def main() -> None:
    """Write what every rule says, and take away what rules said that are gone."""
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.txt"):
        if path.stem not in BY_ID:
            path.unlink()
    for name in BY_ID:
        (FOLDER / f"{name}.txt").write_text(spoken(name), encoding="utf-8")


if __name__ == "__main__":
    main()
