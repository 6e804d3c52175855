"""The JSON report: by its published schema, sorted, with fixes as whole lines."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from tests.reports.samples import PATH, edit, judged, report, spec

from speclatch import __version__
from speclatch.model import Edit, Ignored, Location, ReferenceState, Report, Skipped
from speclatch.reports.json import json_report, report_schema


def _data(shown: Report) -> dict[str, Any]:
    """What the report says, read as anybody would."""
    data: dict[str, Any] = json.loads(json_report(shown))
    return data


VALIDATOR = jsonschema.Draft202012Validator(report_schema())


def test_the_schema_is_one() -> None:
    """The published schema is a valid JSON Schema."""
    jsonschema.Draft202012Validator.check_schema(report_schema())

    assert report_schema()["$schema"].endswith("2020-12/schema")


def test_a_full_report_is_valid() -> None:
    """Everything that a report can hold is in the schema, and nothing else."""
    state = ReferenceState("prd", "PRD-1", None, "missing", Location(PATH, 3))
    full = report(
        judged(1, edits=[edit(1, 1, 1, "b")]),
        judged(2, counts=False),
        specs=[spec(references=[state])],
        ignored=[Ignored(judged(4).finding, "no phone", Location(PATH, 3))],
        lines=["a", "b"],
    )
    full = replace(full, skipped=(Skipped("README.md", "no profile governs it"),))

    assert [] == list(VALIDATOR.iter_errors(json.loads(json_report(full))))


@pytest.mark.parametrize("key", ["version", "tool", "verdict", "specs", "findings", "ignored", "skipped"])
def test_nothing_may_be_missing(key: str) -> None:
    """Readers can rely on every key."""
    data = _data(report())
    del data[key]

    assert [] != list(VALIDATOR.iter_errors(data))


def test_a_fix_is_the_new_text_of_its_lines() -> None:
    """Whoever applies it need not count columns."""
    found = judged(2, edits=[edit(2, 6, 6, "docs/x")], safe=True)
    (finding,) = _data(report(found, lines=["a", "prd: x.md"]))["findings"]

    assert {"line": 2, "end_line": 2, "replacement": "prd: docs/x.md", "safe": True} == finding["fix"]


def test_a_fix_that_leaves_nothing_or_spans_files_is_none() -> None:
    """There is no text to put in place of the lines."""
    gone = judged(1, edits=[Edit(Location(PATH, 1), "", "one")])
    both = judged(2, edits=[edit(2, 1, 1, "x"), edit(1, 1, 1, "x", path="docs/b.md")])
    found = _data(report(gone, both, lines=["a", "b"]))["findings"]

    assert [None, None] == [one["fix"] for one in found]


def test_the_report_as_data() -> None:
    """The published form, key by key."""
    state = ReferenceState("prd", "PRD-1", "docs/p.md", "exists", Location(PATH, 3))
    place = Location(PATH, 4, 4, 2, 7)
    found = judged(4, counts=False)._replace(finding=judged(4).finding._replace(location=place))
    full = replace(
        report(
            found,
            specs=[spec(references=[state], changed=False)],
            ignored=[Ignored(judged(9).finding, "no phone", Location(PATH, 8))],
        ),
        skipped=(Skipped("README.md", "no profile governs it"),),
    )

    assert {
        "version": 1,
        "tool": {"name": "speclatch", "version": __version__},
        "verdict": {"conclusion": "pass", "fail_on": "error", "errors": 1, "warnings": 0, "notes": 0},
        "specs": [
            {
                "path": PATH,
                "profile": "exec-spec",
                "status": "Implementation",
                "phase": "implementing",
                "title": "SMTP",
                "changed": False,
                "counts": {
                    "references": {"done": 2, "total": 3},
                    "migrations": {"done": 1, "total": 2},
                    "governance": {"done": 12, "total": 17},
                    "tasks": {"done": 8, "total": 8},
                    "empty_tables": 1,
                },
                "references": [
                    {"kind": "prd", "value": "PRD-1", "target": "docs/p.md", "state": "exists"},
                ],
                "normative": "",
            }
        ],
        "findings": [
            {
                "rule": "reference-broken",
                "severity": "error",
                "message": "`docs/x.md` does not exist",
                "hint": "Name a file that exists.",
                "path": PATH,
                "line": 4,
                "end_line": 4,
                "column": 2,
                "end_column": 7,
                "subject": "4",
                "fingerprint": found.fingerprint,
                "new": False,
                "fix": None,
            }
        ],
        "ignored": [{"rule": "reference-broken", "path": PATH, "line": 9, "reason": "no phone"}],
        "skipped": [{"path": "README.md", "reason": "no profile governs it"}],
    } == _data(full)


def test_a_gate_that_never_fails_says_so() -> None:
    """``fail_on`` is a word in any case."""
    assert "never" == _data(report(fail_on=None))["verdict"]["fail_on"]


def test_any_text_is_json() -> None:
    """Lone surrogates, as of a path that is no UTF-8, end up as valid UTF-8."""
    text = json_report(report(judged(1, message="\udcff\x00\u2028")))

    assert "?\x00\u2028" == json.loads(text.encode("utf-8"))["findings"][0]["message"]
