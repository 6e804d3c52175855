"""Globs for the documents of a family: those that are there, those of tomorrow, and nothing else."""

from __future__ import annotations

import pytest

from speclatch.globs import globs_of, matches
from speclatch.scaffold.places import globs_of_family

NUMBERED = [f"text/{number:04}-x.md" for number in range(1, 9)]
IN_FOLDERS = [f"keps/sig-{area}/{number}-x/README.md" for area in "abc" for number in (12, 345)]
WORDS = [f"docs/{name}.md" for name in ("alpha", "beta", "gamma", "delta")]
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


@pytest.mark.parametrize(
    ("paths", "others", "globs"),
    [
        (["docs/a/x.md", "docs/b/y.md", "docs/c/z.md", "docs/d/spec.md"], [], ("docs/**/*.md",)),
        ([*WORDS, "docs/2021-x.md"], [], ("docs/*.md",)),
        (
            [*WORDS, *(f"docs/x{letter}.md" for letter in "abcdefghijklmnopqrst"), "docs/1.md", "docs/q/spec.md"],
            [],
            ("docs/*.md",),
        ),
        (["docs/story.md"], ["docs/other.md"], ("docs/story.md",)),
        ([*WORDS, "docs/login.story.md"], [], ("docs/*.md",)),
        (
            [*(f"features/{number:04}-x/{name}.md" for number, name in enumerate("abcdefghij")), "notes/odd.md"],
            [],
            ("features/[0-9]*/*.md", "notes/odd.md"),
        ),
        (["docs/RFC-a.md", "docs/RFC-b.md"], ["docs/other.md"], ("docs/RFC-*.md",)),
        (
            ["p/2021-a/README.md", "p/x-2/README.md", "p/y-3/README.md"],
            ["p/lib/README.md"],
            ("p/**/*[0-9]*/README.md",),
        ),
    ],
)
def test_odd_names_in_a_family(paths: list[str], others: list[str], globs: tuple[str, ...]) -> None:
    """Few odd ones are counted to the rest or left out, and a glob that the others make needless is not written."""
    assert globs == globs_of_family(paths, others)


def test_a_prefix_that_others_have_too_is_no_form_of_its_own() -> None:
    """Where a file of no kin has it, each folder gets a glob of its own."""
    found = globs_of_family(["a/CFP-1-x.md", "c/CFP-3-z.md"], ["d/CFP-9-notes.md"])

    assert ("a/CFP-*.md", "c/CFP-*.md") == found


def test_one_document_in_an_odd_place_does_not_widen_the_glob() -> None:
    """Its folder is matched beside that of all others, and a new folder between them is not."""
    found = globs_of_family([*(f"specs/rfc/{number:04}-x.md" for number in range(12)), "specs/old/0100-y.md"], [])

    assert ("specs/rfc/[0-9]*.md", "specs/old/[0-9]*.md") == found


def test_several_odd_places_make_a_wide_glob() -> None:
    """Where documents lie here and there, the next one may lie anywhere."""
    odd = [f"specs/{folder}/0100-y.md" for folder in ("old", "new", "other")]

    assert ("specs/**/[0-9]*.md",) == globs_of_family(
        [*(f"specs/rfc/{number:04}-x.md" for number in range(40)), *odd], []
    )


def test_where_every_glob_matches_strangers_the_one_with_fewest_is_taken() -> None:
    """What is no document there is taken out by its name."""
    found = globs_of_family(
        [*(f"CIP-{number:04}/README.md" for number in range(11)), "Other/README.md"],
        ["lib/README.md", "src/README.md", "README.md"],
    )

    assert ("*/README.md", "!lib/README.md", "!src/README.md") == found


@pytest.mark.parametrize(
    ("paths", "others", "globs"),
    [
        ([f"rfcs/draft/web/000{n}-x.md" for n in range(1, 5)], [], ("rfcs/**/[0-9]*.md",)),
        ([f"docs/rfcs/accepted/000{n}-x.md" for n in range(1, 5)], [], ("docs/rfcs/**/[0-9]*.md",)),
        (
            [f"rfcs/draft/000{n}-x.md" for n in range(1, 5)],
            [f"rfcs/notes/{n}.md" for n in range(1, 5)],
            ("rfcs/draft/[0-9]*.md",),
        ),
        ([f"docs/active/000{n}-x.md" for n in range(1, 5)], [], ("docs/active/[0-9]*.md",)),
    ],
)
def test_documents_that_lie_by_their_stage(paths: list[str], others: list[str], globs: tuple[str, ...]) -> None:
    """One that is accepted lies in the next folder tomorrow, and is governed there, too."""
    assert globs == globs_of_family(paths, others)


def test_documents_beside_their_template() -> None:
    """However few they are: the next one lies there as well, and has a name of its own."""
    one, template = ["docs/prd/smart_locks.md"], "docs/prd/template.md"

    assert ("docs/prd/*.md",) == globs_of_family(one, [], template)
    named = ("!docs/prd/a.md", "!docs/prd/b.md")  # pages of another kind
    assert ("docs/prd/*.md", *named) == globs_of_family(one, ["docs/prd/a.md", "docs/prd/b.md"], template)
    assert ("docs/prd/smart_*.md",) == globs_of_family(one, [f"docs/prd/{name}.md" for name in "abcdefghi"], template)


def test_few_documents_of_other_names_do_not_widen_the_globs() -> None:
    """Of forty stories one is called as its author liked: its glob would take in the notes of all folders."""
    paths = [f"docs/stories/done/{number}-x.md" for number in range(1, 40)]
    strays = ["docs/stories/open/pumps-at-night.md"]

    assert ("docs/stories/**/[0-9]*.md",) == globs_of_family([*paths, *strays], [])
    assert globs_of(globs_of_family([*paths[:3], *strays], [])).matches(strays[0])
