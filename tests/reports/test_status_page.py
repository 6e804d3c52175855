"""The page of a status: its title is text, and its data are read by a browser as they are."""

from __future__ import annotations

import html
import json
import re

from tests.reports.samples import report, spec

from speclatch.reports.status.data import Repository, merged, status_data
from speclatch.reports.status.page import status_page


def test_names_are_text_on_the_page_and_data_in_it() -> None:
    """Letters of any script as they are, what could end the script as its number, what is no letter as a mark."""
    one = spec("docs/Größe </script> \u2028 \udc80 & 仕様.md")
    data = status_data(Repository('acme/<b>Höhe</b> & "more"', "", "a" * 40, "2026-03-04"), report(specs=[one]))
    page = status_page(data)
    [held] = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)

    assert "docs/Größe \\u003c/script\\u003e \\u2028 ? \\u0026 仕様.md" in held
    assert json.loads(held)["repositories"] == data["repositories"]
    assert "<b>Höhe" not in page
    assert 'acme/<b>Höhe</b> & "more"' in html.unescape(re.findall(r"<title>(.*?)</title>", page)[0])
    assert "at aaaaaaa, 2026-03-04" in page


def test_a_page_of_nothing_names_no_day() -> None:
    """Nor a commit where nobody knows it."""
    shown = [status_page(data) for data in (merged([]), status_data(Repository("acme"), report()))]

    assert [False, False] == [
        "2026" in page.partition("<script")[0] or " at " in page.partition("<body")[0] for page in shown
    ]
