"""JUnit XML: what fails, passes and is skipped, and that it is well-formed whatever it quotes."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from tests.reports.samples import PATH, judged, report, spec

from speclatch.model import Ignored, Location, Severity
from speclatch.reports.junit import junit_report


def parsed(text: str) -> ET.Element:
    """The root of the report."""
    return ET.fromstring(text)  # noqa: S314 - our own


def test_failing_findings_are_failed_cases() -> None:
    """What does not fail the gate passes with what it found; what is ignored is skipped with its reason."""
    ignored = Ignored(judged(9).finding, "no phone", Location(PATH, 8))
    found = [judged(1), judged(2, severity=Severity.WARNING), judged(3, counts=False)]
    root = parsed(junit_report(report(*found, ignored=[ignored])))
    suite = root[0]

    assert {"tests": "4", "failures": "1", "skipped": "1", "errors": "0", "name": "speclatch"} == root.attrib
    assert ("testsuites", "testsuite") == (root.tag, suite.tag)
    assert {"name": PATH, "tests": "4", "failures": "1", "skipped": "1", "errors": "0"} == suite.attrib
    assert [["failure"], ["system-out"], ["system-out"], ["skipped"]] == [[part.tag for part in case] for case in suite]
    assert "no phone" == suite[3][0].attrib["message"]


def test_a_spec_in_order_is_a_passed_case() -> None:
    """A list of tests shows that it was judged."""
    root = parsed(junit_report(report(specs=[spec("a.md"), spec("b.md")])))

    assert [("a.md", ["in order"]), ("b.md", ["in order"])] == [
        (suite.attrib["name"], [case.attrib["name"] for case in suite]) for suite in root
    ]


def test_any_text_is_well_formed() -> None:
    """Markup, control characters and lone surrogates cannot break the document."""
    text = "a <b> & \" ' ]]> \x00\x07\x1b[31m \ud800 \ufffe \U0001f600"
    found = judged(1)._replace(finding=judged(1, message=text, hint=text).finding._replace(location=Location(text, 1)))
    document = junit_report(report(found))

    assert "1" == parsed(document.encode("utf-8").decode()).attrib["failures"]
    assert "\x1b" not in document
