"""Trees of kinds that public repositories hold, judged by what somebody who read them says is right of each.

They live beside the repository, with the command that judges them; without them these tests are skipped.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FIELD = Path(__file__).parents[3] / "shared" / "field"
CASES = sorted(path.name for path in (FIELD / "cases").glob("*") if (path / "expected.json").is_file())


@pytest.mark.skipif(not CASES, reason="the judged trees of ../shared/field are not here")
@pytest.mark.parametrize("start", sorted({name.split("-")[0] for name in CASES}))
def test_trees_of_a_kind_are_judged_right(start: str) -> None:
    """What is wrong is found, on its line; what is right stays silent."""
    names = [name for name in CASES if name.split("-")[0] == start]
    command = [sys.executable, str(FIELD / "run_cases.py"), "--jobs", "1", "--bin", f"{sys.executable} -m speclatch"]
    done = subprocess.run([*command, "--only", *names], capture_output=True, text=True, check=False)

    assert (0, "") == (done.returncode, "\n".join(line for line in done.stdout.splitlines() if line.startswith("FAIL")))


def test_they_are_many() -> None:
    """An empty folder is no proof."""
    if not FIELD.is_dir():
        pytest.skip(f"{FIELD} is not here")

    assert len(CASES) >= 90
