"""SARIF: valid by the standard's schema where that is at hand, within GitHub's limits, and harmless."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.reports.samples import PATH, edit, judged, report

from speclatch import __version__
from speclatch.model import Finding, Ignored, Location, Related, Severity, Subject
from speclatch.reports import sarif
from speclatch.reports.sarif import sarif_data, sarif_report
from speclatch.rules import BY_ID

SCHEMA = "sarif-2.1.0.json"
"""The standard's schema, looked for in ``$SPECLATCH_CONTRACTS``."""


def run_of(*arguments: Any, **more: Any) -> dict[str, Any]:
    """The one run of a report's SARIF."""
    data = sarif_data(report(*arguments, **more))
    check(data)
    run: dict[str, Any] = data["runs"][0]
    return run


def check(data: dict[str, Any]) -> None:
    """What every document must hold, by the standard and by GitHub's documentation."""
    assert ("2.1.0", 1) == (data["version"], len(data["runs"]))
    run = data["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        assert len(rule["properties"]["tags"]) <= 10
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note", "none")
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"].strip()
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            region = location["physicalLocation"]["region"]
            uri = location["physicalLocation"]["artifactLocation"]["uri"]
            assert 1 <= region["startLine"] <= region["endLine"]
            assert ("startColumn" in region) == ("endColumn" in region)
            assert uri.isascii()
            assert not uri.startswith("/")
            assert " " not in uri


def test_a_finding_as_a_result() -> None:
    """Place, fingerprint, level and rule; the end column is the one behind the last character."""
    found = judged(3).finding._replace(location=Location(PATH, 3, 3, 5, 9))
    run = run_of(judged(3)._replace(finding=found), lines=["", "", "prd: x.md"])
    (result,) = run["results"]

    assert ("reference-broken", "error", judged(3).fingerprint) == (
        result["ruleId"],
        result["level"],
        result["partialFingerprints"]["speclatch/v1"],
    )
    assert {"startLine": 3, "endLine": 3, "startColumn": 5, "endColumn": 10} == result["locations"][0][
        "physicalLocation"
    ]["region"]
    assert "unicodeCodePoints" == run["columnKind"]


def test_a_fix_deletes_and_inserts() -> None:
    """Columns are replaced; lines without columns go with their ends."""
    whole = replace(edit(1, 1, 1, ""), location=Location(PATH, 1))
    run = run_of(judged(2, edits=[edit(2, 6, 5, "docs/"), whole]), lines=["gone", "prd: x.md"])
    ((change,),) = (fix["artifactChanges"] for fix in run["results"][0]["fixes"])

    assert [
        {
            "deletedRegion": {"startLine": 2, "endLine": 2, "startColumn": 6, "endColumn": 6},
            "insertedContent": {"text": "docs/"},
        },
        {"deletedRegion": {"startLine": 1, "startColumn": 1, "endLine": 2, "endColumn": 1}},
    ] == change["replacements"]


def test_lines_that_go_at_a_files_end() -> None:
    """There is no line after them whose start could end the region; the place of an insertion has columns."""
    last = replace(edit(2, 1, 1, ""), location=Location(PATH, 2))
    ((change,),) = (
        fix["artifactChanges"] for fix in run_of(judged(2, edits=[last]), lines=["a", "b"])["results"][0]["fixes"]
    )

    assert [{"deletedRegion": {"startLine": 2, "endLine": 2}}] == change["replacements"]


def test_a_run_in_full() -> None:
    """What code scanning reads, key by key."""
    related = Related(Location("docs/b c.md", 2), "see [this](x)")
    base = judged(3, rule="document-unreadable", counts=False)
    subject = Subject("3", ("Work", "Steps"))
    found = base._replace(finding=base.finding._replace(subject=subject, related=(related,)))
    excused = Ignored(judged(4, hint="").finding, "no phone", Location(PATH, 5))
    data = sarif_data(report(found, ignored=[excused]))
    (run,) = data["runs"]
    first, second = run["tool"]["driver"].pop("rules")
    page = first["help"]["text"]
    artifact = {"uri": PATH, "uriBaseId": "%SRCROOT%"}

    assert {
        "id": "document-unreadable",
        "name": "DocumentUnreadable",
        "shortDescription": {"text": "A" + BY_ID["document-unreadable"].summary[1:]},
        "fullDescription": {"text": (type(BY_ID["document-unreadable"]).__doc__ or "").partition("\n")[0]},
        "help": {"text": page, "markdown": page},
        "helpUri": "https://github.com/speclatch/speclatch/blob/main/docs/rules/document-unreadable.md",
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["specs"], "precision": "high", "problem.severity": "error"},
    } == first
    assert page.startswith("# document-unreadable\n\n")
    assert "reference-broken" == second["id"]
    assert {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Speclatch",
                        "informationUri": "https://github.com/speclatch/speclatch",
                        "version": __version__,
                        "semanticVersion": __version__,
                    }
                },
                "automationDetails": {"id": "speclatch/"},
                "invocations": [{"executionSuccessful": True}],
                "columnKind": "unicodeCodePoints",
                "results": [
                    {
                        "ruleId": "document-unreadable",
                        "ruleIndex": 0,
                        "message": {"text": "`docs/x.md` does not exist. Name a file that exists."},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": artifact,
                                    "region": {"startLine": 3, "endLine": 3},
                                },
                                "logicalLocations": [{"fullyQualifiedName": "Work > Steps"}],
                            }
                        ],
                        "relatedLocations": [
                            {
                                "id": 0,
                                "physicalLocation": {
                                    "artifactLocation": {"uri": "docs/b%20c.md", "uriBaseId": "%SRCROOT%"},
                                    "region": {"startLine": 2, "endLine": 2},
                                },
                                "message": {"text": "see \\[this](x)"},
                            }
                        ],
                        "level": "error",
                        "partialFingerprints": {"speclatch/v1": base.fingerprint},
                        "baselineState": "unchanged",
                    },
                    {
                        "ruleId": "reference-broken",
                        "ruleIndex": 1,
                        "message": {"text": "`docs/x.md` does not exist"},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": artifact,
                                    "region": {"startLine": 4, "endLine": 4},
                                }
                            }
                        ],
                        "level": "note",
                        "suppressions": [
                            {
                                "kind": "inSource",
                                "justification": "no phone",
                                "location": {
                                    "physicalLocation": {
                                        "artifactLocation": artifact,
                                        "region": {"startLine": 5, "endLine": 5},
                                    }
                                },
                            }
                        ],
                        "baselineState": "unchanged",
                    },
                ],
            }
        ],
    } == data


def test_the_levels_of_rules() -> None:
    """A note is a recommendation, and so is a rule that is off where nothing is configured."""
    found = [judged(1, rule=rule) for rule in ("migration-unlisted", "code-without-spec", "link-broken")]
    rules = {rule["id"]: rule for rule in run_of(*found)["tool"]["driver"]["rules"]}

    assert {
        "migration-unlisted": ("note", "recommendation"),
        "code-without-spec": ("none", "recommendation"),
        "link-broken": ("warning", "warning"),
    } == {
        name: (rule["defaultConfiguration"]["level"], rule["properties"]["problem.severity"])
        for name, rule in rules.items()
    }


def test_an_ignored_finding_is_suppressed() -> None:
    """The comment is where the suppression stands, its reason the justification."""
    ignored = Ignored(judged(4).finding, "the desk has no phone", Location(PATH, 3))
    (result,) = run_of(ignored=[ignored])["results"]

    assert [("inSource", "the desk has no phone", 3)] == [
        (one["kind"], one["justification"], one["location"]["physicalLocation"]["region"]["startLine"])
        for one in result["suppressions"]
    ]


def test_old_findings_are_told_from_new_ones() -> None:
    """A state stands on every result or on none, as the standard wants."""
    none = run_of(judged(1), judged(2))["results"]
    some = run_of(judged(1), judged(2, counts=False))["results"]

    assert [None, None] == [result.get("baselineState") for result in none]
    assert {"new", "unchanged"} == {result["baselineState"] for result in some}


def test_the_worst_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is over GitHub's limit is left out, the mildest first, and the file says so."""
    monkeypatch.setattr(sarif, "MAX_RESULTS", 2)
    found = [judged(line, severity=severity) for line, severity in enumerate(Severity, 1)]
    run = run_of(*found)

    assert ["error", "warning"] == [result["level"] for result in run["results"]]
    assert "1 more findings are left out" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_hostile_text_is_only_text() -> None:
    """A message makes no link, holds nothing invisible, and is of bounded length; a path is an address."""
    path = "docs/a b/\udcff(x)\u202e#.md"
    text = "see [here](https://evil.example) \u202e" + "x" * 10_000
    related = (Related(Location(path, 1), "[a](1)"),)
    finding = Finding("link-broken", text, Location(path, 2), Subject("x", ("[t](u)",)), related=related)
    data = sarif_data(report(judged()._replace(finding=finding)))
    message = data["runs"][0]["results"][0]["message"]["text"]

    check(data)
    assert message.startswith("see \\[here](https://evil.example) <U+202E>")
    assert len(message) <= 2 * sarif.MAX_MESSAGE
    assert json.loads(sarif_report(report(judged()._replace(finding=finding))).encode())


def test_nothing_found() -> None:
    """A clean run is a run without results: code scanning then closes its alerts."""
    run = run_of()

    assert ([], []) == (run["results"], run["tool"]["driver"]["rules"])


def test_valid_by_the_standard_s_schema() -> None:
    """The published JSON Schema of SARIF 2.1.0 finds nothing."""
    place = Path(os.environ.get("SPECLATCH_CONTRACTS", "")) / SCHEMA
    if not place.is_file():
        pytest.skip(f"no {SCHEMA} in $SPECLATCH_CONTRACTS")
    schema = json.loads(place.read_text(encoding="utf-8"))
    ignored = Ignored(judged(4).finding, "a reason", Location(PATH, 3))
    whole = replace(edit(1, 1, 1, ""), location=Location(PATH, 1))
    found = judged(2, edits=[edit(2, 6, 5, "docs/"), whole])
    finding = found.finding._replace(related=(Related(Location(PATH, 1), "there"),))
    data = sarif_data(
        report(found._replace(finding=finding), judged(3, counts=False), ignored=[ignored], lines=["a", "b"])
    )

    assert [] == list(jsonschema.validators.validator_for(schema)(schema).iter_errors(data))


def test_a_long_message_is_cut() -> None:
    """At the limit it is whole, beyond it ends in an ellipsis within the limit; a fix without a hint is named."""
    whole, cut = (judged(n, message="x" * (sarif.MAX_MESSAGE + n - 1), hint="") for n in (1, 2))
    mendable = judged(3, hint="", edits=[edit(3, 1, 1, "y")])
    first, second, third = run_of(whole, cut, mendable, lines=["a", "b", "c"])["results"]

    assert "x" * sarif.MAX_MESSAGE == first["message"]["text"]
    assert "x" * (sarif.MAX_MESSAGE - 1) + "…" == second["message"]["text"]
    assert "Apply the fix." == third["fixes"][0]["description"]["text"]
