"""Findings that are drawn to be read by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tools.precision import draw, main

FINDINGS: list[Mapping[str, Any]] = [
    {"severity": severity, "rule": "table-empty", "path": "a.md", "line": line, "message": f"the table of line {line}"}
    for line in range(1, 21)
    for severity in ("error", "warning", "note")
]


def test_a_draw_is_the_same_for_its_seed_and_holds_no_notes() -> None:
    """In the report's order, none twice."""
    drawn = draw(FINDINGS, 10, seed=7)

    assert drawn == draw(FINDINGS, 10, seed=7) != draw(FINDINGS, 10, seed=8)
    assert 10 == len({id(found) for found in drawn})
    assert {"error", "warning"} == {found["severity"] for found in drawn}
    assert [FINDINGS.index(found) for found in drawn] == sorted(FINDINGS.index(found) for found in drawn)
    assert 40 == len(draw(FINDINGS, 1000, seed=1))


def test_each_is_shown_with_the_lines_around(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a mark on its own line, and a place for the verdict."""
    (tmp_path / "a.md").write_text("\n".join(f"line {number}" for number in range(1, 31)), encoding="utf-8")
    (tmp_path / "r.json").write_text(json.dumps({"findings": FINDINGS[27:28]}), encoding="utf-8")

    assert 0 == main([str(tmp_path / "r.json"), str(tmp_path), "--count", "5"])
    out = capsys.readouterr().out.splitlines()

    assert "== 1. error table-empty a.md:10" == out[0]
    assert ["   >    10 line 10"] == [line for line in out if ">" in line]
    assert 7 == sum(" line " in line and "table" not in line for line in out)
    assert out[-1].startswith("   verdict")
