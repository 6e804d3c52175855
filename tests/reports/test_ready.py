"""Whether code may be written, as text on one screen and as JSON of a published form."""

from __future__ import annotations

import json
from importlib import resources

import jsonschema
from tests.reports.samples import judged, report, spec

from speclatch.config.model import Config
from speclatch.judging.readiness import Readiness, readiness, readiness_data
from speclatch.model import JudgedFinding
from speclatch.reports.quote import joined
from speclatch.reports.ready import MANY_SPECS, readiness_text

SCHEMA = resources.files("speclatch.reports") / "ready.schema.json"


def answered(*findings: JudgedFinding, path: str = "specs/a.md") -> Readiness:
    """The answer for a spec with these findings."""
    [answer] = readiness(report(*findings, specs=(spec(path),)), Config())
    return answer


def many(count: int, rule: str) -> list[JudgedFinding]:
    """Findings of one rule with one hint."""
    found = [judged(line, path="specs/a.md", rule=rule) for line in range(1, count + 1)]
    return [one._replace(finding=one.finding._replace(hint="Fill it in.")) for one in found]


def test_a_fresh_spec_fits_on_a_screen() -> None:
    """However much is missing, each rule stands once, each hint stands once, and no answer is lost from the count."""
    answer = answered(*many(40, "table-empty"), *many(60, "placeholder-left"))
    lines = joined(readiness_text((answer,), 80)).splitlines()

    assert len(lines) <= 24
    assert 1 == sum("Fill it in." in line for line in lines)
    assert ["  table-empty  40 times", "  placeholder-left  60 times"] == [line for line in lines if "times" in line]
    assert "    100 answers missing: write them before code." in lines


def test_many_specs_are_a_line_each() -> None:
    """Who asks for a whole folder sees which are ready."""
    answers = [answered(*many(2, "table-empty"))] + [answered(path=f"specs/{n}.md") for n in range(MANY_SPECS - 1)]
    lines = joined(readiness_text(answers, 80)).splitlines()

    assert MANY_SPECS + 1 == len(lines)
    assert lines[0].endswith("2 answers missing")
    assert f"{MANY_SPECS - 1} of {MANY_SPECS} are ready" in lines[-1]


def test_the_json_is_as_its_schema_says() -> None:
    """The schema is one, and describes what is there."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    data = readiness_data((answered(*many(2, "table-empty")), answered()))

    assert [] == list(jsonschema.Draft202012Validator(schema).iter_errors(data))
