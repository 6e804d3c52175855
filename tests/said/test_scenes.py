"""What people read in configurations, reports and set-up files changes on purpose alone."""

from __future__ import annotations

import pytest
from tests.said.scenes import FOLDER, FURTHER, SCENES, spoken


def written(scene: str) -> str:
    """A scene as it was read and meant."""
    path = FOLDER / f"{scene}.txt"
    return path.read_bytes().decode() if path.is_file() else ""


@pytest.mark.parametrize("scene", [scene for scene in SCENES if scene not in FURTHER])
def test_what_is_said(scene: str) -> None:
    """Every sentence of a scene; ``make docs`` writes it anew."""
    assert written(scene) == spoken(scene)


@pytest.mark.parametrize("scene", FURTHER)
def test_what_is_taken_for_what(scene: str) -> None:
    """Single texts, small templates and their documents, repositories of a few files."""
    assert written(scene) == spoken(scene)
