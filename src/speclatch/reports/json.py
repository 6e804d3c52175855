"""The report as JSON: a published contract, described by ``report.schema.json`` beside this file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

from speclatch import __version__
from speclatch.fixes import lines_after
from speclatch.model import Ignored, JudgedFinding, Report, SpecReport, Tally

FORMAT_VERSION = 1


def json_report(report: Report) -> str:
    """The report as one JSON document, ended by a line feed; non-ASCII text stays readable.

    Each item of a list has a line of its own; indenting all would take five times as long.
    """
    verdict = report.verdict
    head = {
        "version": FORMAT_VERSION,
        "tool": {"name": "speclatch", "version": __version__},
        "verdict": {
            "conclusion": verdict.conclusion.value,
            "fail_on": verdict.fail_on.value if verdict.fail_on else "never",
            "errors": verdict.errors,
            "warnings": verdict.warnings,
            "notes": verdict.notes,
        },
    }
    lists = {
        "specs": [_spec(spec) for spec in report.specs],
        "findings": [_text(_finding(judged, report.sources)) for judged in report.findings],
        "ignored": [_text(_ignored(ignored)) for ignored in report.ignored],
        "skipped": [_text({"path": skipped.path, "reason": skipped.reason}) for skipped in report.skipped],
    }
    parts = [f"{_text(name)}: {_text(value)}" for name, value in head.items()]
    parts += [
        f"{_text(name)}: [\n{_NEXT.join(items)}\n]" if items else f"{_text(name)}: []" for name, items in lists.items()
    ]
    return ("{\n" + _NEXT.join(parts) + "\n}\n").encode("utf-8", "replace").decode()


_NEXT = ",\n"
_text = json.JSONEncoder(ensure_ascii=False).encode


def _spec(spec: SpecReport) -> str:
    """A spec on one line, written by hand: there may be ten thousands, and dictionaries take four times as long."""
    counts, changed = spec.counts, "true" if spec.changed else "false"
    references = ", ".join(
        [
            f'{{"kind": {_text(one.kind)}, "value": {_text(one.value)}, "target": {_text(one.target)},'
            f' "state": {_text(one.state)}}}'
            for one in spec.references
        ]
    )
    return (
        f'{{"path": {_text(spec.path)}, "profile": {_text(spec.profile)}, "status": {_text(spec.status)},'
        f' "phase": {_text(spec.phase.value)}, "title": {_text(spec.title)}, "changed": {changed},'
        f' "counts": {{"references": {_tally(counts.references)}, "migrations": {_tally(counts.migrations)},'
        f' "governance": {_tally(counts.governance)}, "tasks": {_tally(counts.tasks)},'
        f' "empty_tables": {counts.empty_tables}}}, "references": [{references}],'
        f' "normative": {_text(spec.normative)}}}'
    )


def _tally(tally: Tally) -> str:
    return f'{{"done": {tally.done}, "total": {tally.total}}}'


def _finding(judged: JudgedFinding, sources: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    finding = judged.finding
    where = finding.location
    return {
        "rule": finding.rule,
        "severity": judged.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "path": where.path,
        "line": where.line,
        "end_line": where.end_line,
        "column": where.column,
        "end_column": where.end_column,
        "subject": finding.subject.name,
        "fingerprint": judged.fingerprint,
        "new": judged.counts,
        "fix": _fix(judged, sources),
    }


def _fix(judged: JudgedFinding, sources: Mapping[str, Sequence[str]]) -> dict[str, Any] | None:
    """A fix as the whole new text of its lines; None if there is none, or if it spans several files."""
    fix = judged.finding.fix
    if fix is None or not fix.edits or len({edit.location.path for edit in fix.edits}) > 1:
        return None
    first = min(edit.location.line for edit in fix.edits)
    last = max(edit.location.end_line for edit in fix.edits)
    source = sources.get(fix.edits[0].location.path, ())
    replacement = lines_after(source, fix.edits, first, last)
    if replacement is None:
        return None
    return {"line": first, "end_line": last, "replacement": replacement, "safe": fix.safe}


def _ignored(ignored: Ignored) -> dict[str, Any]:
    where = ignored.finding.location
    return {"rule": ignored.finding.rule, "path": where.path, "line": where.line, "reason": ignored.reason}


def report_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the report."""
    text = (resources.files("speclatch.reports") / "report.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
