"""Paths by a key each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from speclatch.trees import Entry, EntryKind, Listing
from speclatch.trees.grouping import Grouped

PAIRS = st.lists(st.tuples(st.sampled_from("abcdef"), st.text("xyz", min_size=1, max_size=4)), max_size=12)


@given(PAIRS)
def test_every_path_stands_at_its_key_in_order(pairs: list[tuple[str, str]]) -> None:
    """Whether a key leads to one path or to several, it leads to what was given with it, and to nothing else."""
    found = Grouped([key for key, _ in pairs], [path for _, path in pairs])

    assert {key: tuple(path for one, path in pairs if one == key) for key, _ in pairs} == dict(found)
    assert len(dict(pairs)) == len(found)
    assert "nothing" not in found


def test_endings_are_found_in_any_case_behind_a_dot_alone() -> None:
    """A name that is an ending, or has its dot in a folder, does not end with it."""
    paths = ("a/x.md", "B.MD", "md", "a.md/code", "c.mdx", ".md", "d.rst", "é.Md")
    listing = Listing({path: Entry(path, EntryKind.FILE, "0") for path in paths})

    assert [".md", "B.MD", "a/x.md", "é.Md"] == listing.with_endings(["md"])
    assert ["c.mdx", "d.rst"] == listing.with_endings(["rst", "mdx", "rst"])


TREES = st.lists(st.text("ab./", min_size=1, max_size=7), max_size=8).map(
    lambda texts: [one for one in texts if one[0] != "/" and one[-1] != "/" and "//" not in one]
)


@given(TREES, st.lists(st.text("ab.", min_size=1), max_size=3))
def test_directories_are_found_by_what_their_paths_end_with(paths: list[str], endings: list[str]) -> None:
    """As among all directories: a file's own name, or a path that goes on, is none that ends so."""
    listing = Listing({path: Entry(path, EntryKind.FILE, "0") for path in paths})
    expected = {one for one in listing.directories if one.endswith(tuple(endings))}

    assert expected == {*listing.directories_ending(endings)}
