"""The release's commit: what the script asks GitHub's API for, told by a `gh` of our own."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
IMAGE = "ghcr.io/speclatch/speclatch@sha256:" + "0a" * 32
MAIN = "1" * 40

# Writes down what it is asked, and answers as `gh api --jq` would. Only the tags named in KNOWN exist; a version's
# names the commit `7a99ed`, whose tree and parents are TAGGED.
GH = """#!{python}
import json, os, sys
arguments = sys.argv[1:]
with open(os.environ["CALLS"], "a", encoding="utf-8") as calls:
    calls.write(json.dumps(arguments) + "\\n")
path = next(word for word in arguments if word.startswith("repos/")).split("/git/")[1]
if path.startswith("ref/"):
    known = path.rpartition("/")[2] in os.environ["KNOWN"].split()
    print("7a99ed" if known else "")
    sys.exit(not known)
if path == "commits/7a99ed":
    print(os.environ["TAGGED"])
    sys.exit()
print({{"commits": "c0ffee", "trees": "7ree"}}.get(path, "ba5e"))
"""


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A folder with this repository's action.yml, the script, and a stand-in for GitHub's command."""
    for name in ("action.yml", ".github/release-commit"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "gh").write_text(GH.format(python=sys.executable), encoding="utf-8")
    (tmp_path / "bin" / "gh").chmod(0o755)
    return tmp_path


def run(
    folder: Path, *arguments: str, known: str = "", tagged: str = ""
) -> tuple[subprocess.CompletedProcess[str], list[list[str]]]:
    """Run the script where the tags ``known`` exist; gives its end and its calls of ``gh``."""
    environment = {
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "CALLS": str(folder / "calls"),
        "KNOWN": known,
        "TAGGED": tagged,
        "GITHUB_REPOSITORY": "octo/gate",
        "GITHUB_SHA": MAIN,
    }
    script = folder / ".github" / "release-commit"
    done = subprocess.run(
        ["bash", str(script), *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    calls = folder / "calls"
    written = calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []
    return done, [json.loads(line) for line in written]


def fields(call: list[str]) -> dict[str, str]:
    """The fields that a call sends."""
    sent = [word for flag, word in itertools.pairwise(call) if flag in ("--raw-field", "--field")]
    return {name: value for name, _, value in (word.partition("=") for word in sent)}


def test_commit_beside_main(release: Path) -> None:
    """The commit's parent is the commit that was built, and its tree differs in the image alone."""
    done, calls = run(release, IMAGE, "1.2.3")
    tree, commit = (
        next(fields(call) for call in calls if f"repos/octo/gate/git/{kind}" in call) for kind in ("trees", "commits")
    )
    action = (ROOT / "action.yml").read_text(encoding="utf-8")

    assert "" == done.stderr
    assert {"message": "Release 1.2.3", "tree": "7ree", "parents[]": MAIN} == commit
    assert action.replace("image: Dockerfile", f"image: docker://{IMAGE}") == tree["tree[][content]"]


def test_tags(release: Path) -> None:
    """The first version of a major line makes both tags."""
    _, calls = run(release, IMAGE, "1.0.0")
    made = [fields(call) for call in calls if "repos/octo/gate/git/refs" in call]

    assert [{"ref": f"refs/tags/{tag}", "sha": "c0ffee"} for tag in ("v1.0.0", "v1")] == made


def test_major_tag_moves(release: Path) -> None:
    """A later version makes its own tag and moves the major one."""
    _, calls = run(release, IMAGE, "1.2.3", known="v1")
    moved = [fields(call) for call in calls if "repos/octo/gate/git/refs/tags/v1" in call]

    assert [{"sha": "c0ffee", "force": "true"}] == moved


def test_goes_on_where_it_stopped(release: Path) -> None:
    """Run again once the version's tag is there, it makes no second commit and moves the major tag."""
    done, calls = run(release, IMAGE, "1.2.3", known="v1.2.3 v1", tagged=f"7ree {MAIN}")
    made = [call for call in calls if "repos/octo/gate/git/commits" in call or "repos/octo/gate/git/refs" in call]
    moved = [fields(call) for call in calls if "repos/octo/gate/git/refs/tags/v1" in call]

    assert (0, []) == (done.returncode, made)
    assert [{"sha": "7a99ed", "force": "true"}] == moved


@pytest.mark.parametrize("tagged", [f"0ther {MAIN}", "7ree " + "2" * 40, f"7ree {MAIN} {MAIN}"])
def test_versions_never_change(release: Path, tagged: str) -> None:
    """A version whose tag names another tree, or other parents, is left as it is, and nothing moves."""
    done, calls = run(release, IMAGE, "1.2.3", known="v1.2.3 v1", tagged=tagged)

    assert (1, "v1.2.3 exists, and names something else\n") == (done.returncode, done.stderr)
    assert [] == [call for call in calls if any("/git/refs" in word for word in call)]


@pytest.mark.parametrize(
    ("image", "version"),
    [
        ("ghcr.io/speclatch/speclatch:1.2.3", "1.2.3"),
        (f"{IMAGE}|x", "1.2.3"),
        (IMAGE, "1.2"),
        (IMAGE, "v1.2.3"),
    ],
)
def test_refused(release: Path, image: str, version: str) -> None:
    """What is no image with a digest, or no version, ends the release before GitHub is asked for anything."""
    done, calls = run(release, image, version)

    assert (2, []) == (done.returncode, calls)


def test_already_released(release: Path) -> None:
    """From an action.yml that names an image already, no release is made."""
    text = (release / "action.yml").read_text(encoding="utf-8")
    (release / "action.yml").write_text(text.replace("image: Dockerfile", "image: docker://other"), encoding="utf-8")

    done, calls = run(release, IMAGE, "1.2.3")

    assert (1, []) == (done.returncode, calls)
