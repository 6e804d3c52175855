"""The report as a page of the repository itself."""

from __future__ import annotations

from tests.reports.samples import PLACE, judged, report

from speclatch.reports.page import markdown_report
from speclatch.reports.summary import job_summary


def test_links_lead_through_the_repository() -> None:
    """From its root, quoted, with lines; a place on GitHub may be named instead."""
    found = report(judged(3, end_line=5, path="docs/a b#\udcff.md"), specs=[])
    page = markdown_report(found)

    assert "(docs/a%20b%23%FF.md#L3-L5)" in page
    assert "http" not in page
    assert page.endswith("\n")
    assert job_summary(found, PLACE) == markdown_report(found, PLACE)
