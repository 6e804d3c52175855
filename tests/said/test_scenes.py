"""What people read in configurations, reports and set-up files changes on purpose alone."""

from __future__ import annotations

import pytest
from tests.said.scenes import FOLDER, SCENES, spoken


@pytest.mark.parametrize("scene", SCENES)
def test_what_is_said(scene: str) -> None:
    """Every sentence of a scene, as it was read and meant; ``make docs`` writes it anew."""
    path = FOLDER / f"{scene}.txt"
    written = path.read_bytes().decode() if path.is_file() else ""

    assert written == spoken(scene)
