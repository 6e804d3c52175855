"""The report as a page of the repository itself, what files are called there, and which lines are new."""

from __future__ import annotations

from tests.reports.samples import judged, report

from speclatch.model import Location
from speclatch.reports.labels import short_names
from speclatch.reports.options import Diff
from speclatch.reports.page import markdown_report


def test_links_lead_through_the_repository() -> None:
    """From its root, quoted, with lines."""
    found = report(judged(3, end_line=5, path="docs/a b#\udcff.md"), specs=[])
    page = markdown_report(found)

    assert "(docs/a%20b%23%FF.md#L3-L5)" in page
    assert page.count("http") == page.count("https://github.com/speclatch/speclatch/blob/")
    assert page.endswith("\n")


def test_names_of_files_in_no_folder() -> None:
    """Their own, also where another file's name ends alike."""
    assert {"a.md": "a.md"} == short_names(["a.md"])
    assert {"spec.md": "spec.md", "x/b.md": "b.md"} == short_names(["spec.md", "x/b.md"])
    assert {"a.md": "a.md", "x/a.md": "x/a.md"} == short_names(["a.md", "x/a.md"])


def test_new_lines() -> None:
    """Those that were added; where that is not known those of the hunks; none of a file that is not in the diff."""
    hunks = {"a.md": (range(3, 6),)}
    places = [Location("a.md", 2), Location("a.md", 3), Location("a.md", 5, 9), Location("b.md", 3)]

    assert [False, True, True, False] == [Diff(hunks).is_new(place) for place in places]
    assert [False, False, True, False] == [Diff(hunks, {"a.md": frozenset({5})}).is_new(place) for place in places]
