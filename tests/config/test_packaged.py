"""Files that the program brings along."""

from __future__ import annotations

import pytest

from speclatch.config.packaged import packaged


@pytest.mark.parametrize("path", ["config/config.schema.json", "profiles/builtin/exec-spec.md"])
def test_a_file_is_read_from_a_folder_with_and_without_an_init(path: str) -> None:
    """What stands in a room is found whatever kind of package the room is."""
    actual = packaged(path)

    assert actual.strip()


def test_a_file_that_is_missing_is_an_error() -> None:
    """An installation that lacks a template must not judge by an empty one."""
    with pytest.raises(OSError, match="no-such"):
        packaged("profiles/builtin/no-such.md")
