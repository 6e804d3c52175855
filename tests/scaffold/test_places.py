"""Globs for the documents of a family: those that are there, those of tomorrow, and nothing else."""

from __future__ import annotations

import pytest

from speclatch.globs import matches
from speclatch.scaffold.places import globs_of_family

NUMBERED = [f"text/{number:04}-x.md" for number in range(1, 9)]
IN_FOLDERS = [f"keps/sig-{area}/{number}-x/README.md" for area in "abc" for number in (12, 345)]
AREAS = [f"enhancements/{area}/{area}-{name}.md" for area in ("dns", "etcd", "auth") for name in ("alpha", "beta")]


@pytest.mark.parametrize(
    ("paths", "others", "globs"),
    [
        (["d/EXEC-1-a.md", "d/EXEC-2-b.md"], [], ("d/EXEC-*.md",)),
        (["specs/a/spec.md"], [], ("specs/**/spec.md",)),
        (["specs/a/spec.md", "specs/b/c/spec.md"], [], ("specs/**/spec.md",)),
        (["one.md"], [], ("/one.md",)),
        (NUMBERED, ["text/notes.md"], ("text/[0-9]*.md",)),
        (["a/CFP-1-x.md", "a/b/CFP-2-y.md", "c/CFP-3-z.md"], ["c/notes.md"], ("**/CFP-*.md",)),
        (AREAS, ["enhancements/README.md", "docs/a.md"], ("enhancements/**/*.md", "!**/README.md")),
        (IN_FOLDERS, [], ("keps/**/README.md",)),
        (["CIP-0001/README.md", "CIP-0002/README.md"], ["lib/README.md", "README.md"], ("**/CIP-*/README.md",)),
    ],
)
def test_globs_of_a_family(paths: list[str], others: list[str], globs: tuple[str, ...]) -> None:
    """They are as wide as they can be, and never `*.md` for one document."""
    assert globs == globs_of_family(paths, others)


@pytest.mark.parametrize("paths", [IN_FOLDERS, AREAS])
def test_a_folder_left_out_is_matched_still(paths: list[str]) -> None:
    """What is computed without the documents of any one area matches them: a new area is governed."""
    areas = {path.split("/")[1] for path in paths}
    found = {area: globs_of_family([path for path in paths if path.split("/")[1] != area], []) for area in areas}

    assert [] == [path for path in paths if not matches(path, found[path.split("/")[1]])]


def test_one_document_deep_below_the_others_changes_nothing() -> None:
    """Nearly all lie in one folder, and one in a folder of that folder."""
    paths = [f"features/{number:04}-x/README.md" for number in range(1, 40)]

    assert ("features/**/README.md",) == globs_of_family([*paths, "features/0040-y/code/README.md"], [])
