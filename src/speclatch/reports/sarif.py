"""The report as SARIF 2.1.0 (OASIS), within what GitHub's code scanning takes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from speclatch import __version__
from speclatch.model import Edit, Finding, Fix, Ignored, JudgedFinding, Location, Phase, Report, Severity
from speclatch.patterns import lazy_re
from speclatch.reports.escape import visible
from speclatch.reports.rule_pages import rule_page
from speclatch.reports.sentences import in_full
from speclatch.rules import BY_ID
from speclatch.rules.base import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
HOME = "https://github.com/speclatch/speclatch"
FINGERPRINT = "speclatch/v1"
"""The name under which a result carries our own fingerprint. GitHub adds ``primaryLocationLineHash`` by itself."""
BASE = "%SRCROOT%"
"""What paths are relative to: the root of the repository, by the name that GitHub expects."""

# GitHub docs, "SARIF support for code scanning", as of version 2022-11-28 of the API.
MAX_RESULTS = 25_000
"""Results of one run; a file with more is refused. GitHub shows the 5,000 most severe."""
MAX_SHORT = 1_024
"""Characters of a rule's short and full description."""
MAX_NAME = 255
"""Characters of a rule's name."""
MAX_RELATED = 100
"""Locations of a result that are kept."""
MAX_MESSAGE = 4_000
"""Characters of a message; a limit of our own, so that the file stays far below GitHub's 10 MB, compressed."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_LINK = lazy_re(r"\[(?=[^\]\n]*\]\()")


def sarif_report(report: Report) -> str:
    """The report as one SARIF document, ended by a line feed."""
    return json.dumps(sarif_data(report), ensure_ascii=False, indent=1).encode("utf-8", "replace").decode() + "\n"


def sarif_data(report: Report) -> dict[str, Any]:
    """The report as plain data, in the form of SARIF. The worst come first; what is over the limit is left out."""
    old = any(not judged.counts for judged in report.findings)
    worst = sorted(report.findings, key=lambda judged: judged.severity, reverse=True)
    ids = sorted({f.rule for f in (*(j.finding for j in worst), *(i.finding for i in report.ignored))})
    index = {rule: number for number, rule in enumerate(ids)}
    results = [_result(judged, index, report.sources, old=old) for judged in worst]
    results += [_ignored(ignored, index, old=old) for ignored in report.ignored]
    run = {
        "tool": {
            "driver": {
                "name": "Speclatch",
                "informationUri": HOME,
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(BY_ID[rule]) for rule in ids],
            }
        },
        "automationDetails": {"id": "speclatch/"},
        "invocations": [_invocation(len(results))],
        "columnKind": "unicodeCodePoints",
        "results": results[:MAX_RESULTS],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _invocation(results: int) -> dict[str, Any]:
    """That the run came to its end, and what had to be left out."""
    if results <= MAX_RESULTS:
        return {"executionSuccessful": True}
    text = f"{results - MAX_RESULTS:,} more findings are left out: a file may hold {MAX_RESULTS:,} of them."
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [{"level": "warning", "message": {"text": text}}],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    page = rule_page(rule)
    level = rule.levels.at(Phase.IMPLEMENTING)
    severity = _LEVELS[level] if level else "none"
    short = rule.summary[:1].upper() + rule.summary[1:]
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.split("-"))[:MAX_NAME],
        "shortDescription": {"text": short[:MAX_SHORT]},
        "fullDescription": {"text": _first_line(rule)[:MAX_SHORT]},
        "help": {"text": page, "markdown": page},
        "helpUri": f"{HOME}/blob/main/docs/rules/{rule.id}.md",
        "defaultConfiguration": {"level": severity},
        "properties": {
            "tags": ["specs"],
            "precision": "high",
            "problem.severity": {"note": "recommendation", "none": "recommendation"}.get(severity, severity),
        },
    }


def _first_line(rule: Rule) -> str:
    return (type(rule).__doc__ or rule.summary).strip().split("\n")[0]


def _result(
    judged: JudgedFinding, index: Mapping[str, int], sources: Mapping[str, Sequence[str]], *, old: bool
) -> dict[str, Any]:
    finding = judged.finding
    result = _bare(finding, index) | {
        "level": _LEVELS[judged.severity],
        "partialFingerprints": {FINGERPRINT: judged.fingerprint},
    }
    if old:
        result["baselineState"] = "new" if judged.counts else "unchanged"
    if finding.fix is not None and finding.fix.edits:
        result["fixes"] = [_fix(finding.fix, finding.hint, sources)]
    return result


def _ignored(ignored: Ignored, index: Mapping[str, int], *, old: bool) -> dict[str, Any]:
    """A finding that a comment excuses: a result that is suppressed in the source."""
    suppression = {
        "kind": "inSource",
        "justification": _message(ignored.reason),
        "location": {"physicalLocation": _place(ignored.comment)},
    }
    state = {"baselineState": "unchanged"} if old else {}
    return _bare(ignored.finding, index) | {"level": "note", "suppressions": [suppression]} | state


def _bare(finding: Finding, index: Mapping[str, int]) -> dict[str, Any]:
    """What every result has."""
    message = in_full(finding)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "message": {"text": _message(message)},
        "locations": [{"physicalLocation": _place(finding.location)} | _logical(finding)],
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _place(one.location), "message": {"text": _message(one.message)}}
            for number, one in enumerate(finding.related[:MAX_RELATED])
        ]
    return result


def _message(text: str) -> str:
    """Text as a SARIF message: no links (section 3.11.6 of the standard) and nothing invisible, whatever it says."""
    shown = visible(text)
    return _LINK.sub(r"\\[", shown if len(shown) <= MAX_MESSAGE else shown[: MAX_MESSAGE - 1] + "…")


def _logical(finding: Finding) -> dict[str, Any]:
    """The titles above a finding, where there are some."""
    titles = [visible(title) for title in finding.subject.sections]
    return {"logicalLocations": [{"fullyQualifiedName": " > ".join(titles)}]} if titles else {}


def _place(location: Location) -> dict[str, Any]:
    return {"artifactLocation": _artifact(location.path), "region": _region(location)}


def _artifact(path: str) -> dict[str, Any]:
    return {"uri": quote(path.encode("utf-8", "surrogateescape"), safe="/"), "uriBaseId": BASE}


def _region(location: Location) -> dict[str, int]:
    """A span; SARIF's end column is the one after the last character."""
    region = {"startLine": location.line, "endLine": location.end_line}
    if location.column is not None and location.end_column is not None:
        region |= {"startColumn": location.column, "endColumn": location.end_column + 1}
    return region


def _fix(fix: Fix, hint: str, sources: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    paths = dict.fromkeys(edit.location.path for edit in fix.edits)
    changes = [
        {
            "artifactLocation": _artifact(path),
            "replacements": list(_replacements(_of(path, fix.edits), len(sources.get(path, ())))),
        }
        for path in paths
    ]
    return {"description": {"text": _message(hint or "Apply the fix.")}, "artifactChanges": changes}


def _of(path: str, edits: Iterable[Edit]) -> list[Edit]:
    return [edit for edit in edits if edit.location.path == path]


def _replacements(edits: Iterable[Edit], lines: int) -> Iterator[dict[str, Any]]:
    for edit in edits:
        where = edit.location
        if edit.text or where.column is not None:
            yield {"deletedRegion": _region(where), "insertedContent": {"text": edit.text}}
        elif where.end_line < lines:
            # Whole lines go with their ends: up to the first column of the line after them.
            yield {
                "deletedRegion": {
                    "startLine": where.line,
                    "startColumn": 1,
                    "endLine": where.end_line + 1,
                    "endColumn": 1,
                }
            }
        else:
            yield {"deletedRegion": _region(where)}
