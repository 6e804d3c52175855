"""The JSON report: by its published schema, sorted, with fixes as whole lines."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest
from tests.reports.samples import PATH, edit, judged, report, spec

from speclatch.model import Ignored, Location, ReferenceState, Skipped
from speclatch.reports.json import json_report, report_data, report_schema

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
    data = report_data(report())
    del data[key]

    assert [] != list(VALIDATOR.iter_errors(data))


def test_a_fix_is_the_new_text_of_its_lines() -> None:
    """Whoever applies it need not count columns."""
    found = judged(2, edits=[edit(2, 6, 6, "docs/x")], safe=True)
    (finding,) = report_data(report(found, lines=["a", "prd: x.md"]))["findings"]

    assert {"line": 2, "end_line": 2, "replacement": "prd: docs/x.md", "safe": True} == finding["fix"]


def test_any_text_is_json() -> None:
    """Lone surrogates, as of a path that is no UTF-8, end up as valid UTF-8."""
    text = json_report(report(judged(1, message="\udcff\x00\u2028")))

    assert "?\x00\u2028" == json.loads(text.encode("utf-8"))["findings"][0]["message"]
