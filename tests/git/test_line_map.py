"""Where lines of one version stand in another: git's diff says it, and it is the same text there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.git.repositories import ENVIRON, new_repository

from speclatch.git.diff import LineMap
from speclatch.git.process import Git

LINES = st.lists(st.sampled_from(["a", "b", "c", "@@ -1 +1 @@", "", "-", "\u2028"]), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(before=LINES, after=LINES)
def test_a_line_that_is_carried_is_the_same_text(tmp_path: Path, before: list[str], after: list[str]) -> None:
    """In order, and a line that is not carried has a place all the same."""
    place = tmp_path / "repository"
    if not place.exists():
        new_repository(place)
    git = Git.isolated(place, ENVIRON)
    texts = ["".join(f"{line}\n" for line in lines).encode() for lines in (before, after)]
    old, new = (git.run("hash-object", "-w", "--stdin", stdin=text).decode().strip() for text in texts)
    lines = LineMap(git.lines_changed(old, new))
    carried = [lines.carried(number) for number in range(1, len(before) + 1)]
    there = [number for number in carried if number is not None]

    assert there == sorted(set(there))
    assert [before[at] for at, number in enumerate(carried) if number] == [after[number - 1] for number in there]
    assert all(1 <= lines.nearest(number) <= max(1, len(after)) for number in range(1, len(before) + 1))


@pytest.mark.parametrize(
    ("patch", "carried", "nearest"),
    [
        (b"", [1, 2, 3], [1, 2, 3]),
        (b"@@ -0,0 +1,2 @@\n+a\n+b\n", [3, 4, 5], [3, 4, 5]),
        (b"@@ -1,2 +0,0 @@\n-a\n-b\n", [None, None, 1], [1, 1, 1]),
        (b"@@ -2 +2,2 @@ title\n-b\n+x\n+y\n", [1, None, 4], [1, 2, 4]),
        (b"@@ -1 +1 @@\n-a\n+x\n@@ -3 +3 @@\n-c\n+z\n", [None, 2, None], [1, 2, 3]),
    ],
)
def test_hunks_shift_what_is_below(patch: bytes, carried: list[int | None], nearest: list[int]) -> None:
    """What was added or deleted, at the beginning, within, and in several places."""
    lines = LineMap(patch)

    assert carried == [lines.carried(number) for number in (1, 2, 3)]
    assert nearest == [lines.nearest(number) for number in (1, 2, 3)]
