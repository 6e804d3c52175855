"""``python -m tools.page_check``: what is wrong with a page is found, in a page that is made wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.chromium import MISSING, Chromium, program

from tools import page_check


def test_it_finds_what_is_wrong(tmp_path: Path) -> None:
    """A picture without a text, a line that no screen holds, and a style that the page's policy refuses."""
    path = program()
    if path is None:
        pytest.skip(MISSING)
    if not page_check.AXE.exists():
        pytest.skip("axe-core is not installed: run make page-check")
    page = tmp_path / "status.html"
    page_check.varied(tmp_path / "varied", 8)
    page_check.status_page(tmp_path / "varied", page)
    wrong = '</footer><img src="data:,"><hr width="3000"><p style="color: red">x</p>'
    page.write_text(page.read_text(encoding="utf-8").replace("</footer>", wrong), encoding="utf-8")
    with Chromium(path) as browser:
        found = [line.partition(": ")[2] for line in page_check.checked(browser, page, widths=[390])]

    assert any(line.startswith("image-alt: ") for line in found)
    assert any(line.endswith("px wider than the screen") for line in found)
    assert any("Content Security Policy" in line for line in found)


def test_its_specs_are_in_every_state(tmp_path: Path) -> None:
    """What the page can show is there to be looked at."""
    page_check.varied(tmp_path / "varied", 48)
    command = [sys.executable, "-I", "-m", "speclatch", "status", "--format", "json"]
    data = json.loads(subprocess.run(command, cwd=tmp_path / "varied", check=True, capture_output=True).stdout)
    totals = data["totals"]

    assert all(totals["phases"].values())
    assert all(totals[name] for name in ("ready", "open", "failing", "stale", "suspect", "without_spec", "covered"))
    assert {"covered", "uncovered"} <= {asked["state"] for one in data["documents"] for asked in one["requirements"]}
