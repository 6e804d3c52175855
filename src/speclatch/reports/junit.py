"""The report as JUnit XML, for CI systems that list tests: a suite per file, a case per finding."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import groupby

from speclatch.model import Ignored, JudgedFinding, Report, Severity
from speclatch.patterns import lazy_re
from speclatch.reports.escape import visible, visible_path

_NOT_IN_XML = lazy_re("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 does not allow, not even as a reference (section 2.2, "Characters")."""


def junit_report(report: Report) -> str:
    """The report as one XML document, ended by a line feed.

    A finding that fails the gate is a failed case; one that does not is a passed case that says what it found; an
    ignored one is skipped, with its reason. A spec without findings is one passed case.
    """
    paths = {judged.finding.location.path for judged in report.findings}
    paths |= {ignored.finding.location.path for ignored in report.ignored} | {spec.path for spec in report.specs}
    found = {path: list(group) for path, group in groupby(report.findings, lambda one: one.finding.location.path)}
    root = ET.Element("testsuites", name="speclatch")
    for path in sorted(paths):
        ignored = [one for one in report.ignored if one.finding.location.path == path]
        root.append(_suite(path, found.get(path, []), ignored, report.verdict.fail_on))
    for count in ("tests", "failures", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    root.set("errors", "0")
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(path: str, findings: list[JudgedFinding], ignored: list[Ignored], least: Severity | None) -> ET.Element:
    suite = ET.Element("testsuite", name=_text(path))
    failing = [one for one in findings if least is not None and one.counts and one.severity >= least]
    for judged in findings:
        suite.append(_case(judged, path, fails=judged in failing))
    for one in ignored:
        case = _named(one.finding.rule, one.finding.location.line, path)
        ET.SubElement(case, "skipped", message=_text(one.reason))
        suite.append(case)
    if not findings and not ignored:
        suite.append(ET.Element("testcase", classname=_text(path), name="in order"))
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(failing)))
    suite.set("errors", "0")
    suite.set("skipped", str(len(ignored)))
    return suite


def _named(rule: str, line: int, path: str) -> ET.Element:
    return ET.Element("testcase", classname=_text(path), name=f"{rule} (line {line})", file=_text(path), line=f"{line}")


def _case(judged: JudgedFinding, path: str, *, fails: bool) -> ET.Element:
    finding = judged.finding
    case = _named(finding.rule, finding.location.line, path)
    message = _text(finding.message)
    lines = [
        f"{_text(visible_path(path))}:{finding.location.line}: {judged.severity.value}: {message}",
        _text(finding.hint),
    ]
    text = "\n".join(filter(None, lines))
    if fails:
        ET.SubElement(case, "failure", type=finding.rule, message=message).text = text
    else:
        ET.SubElement(case, "system-out").text = text
    return case


def _text(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", visible(text))
