"""Walking a path through a tree: steps, links, submodules, the way out."""

from __future__ import annotations

import pytest
from tests.references.trees import listing_of

from speclatch.references.paths import Arrival, lexical, reads_as_markdown, walk

LINKS = {
    "docs/inside": "10-prd",
    "docs/up": "../other",
    "docs/out": "../../elsewhere",
    "docs/absolute": "/srv",
    "docs/loop": "loop",
    "docs/a": "b",
    "docs/b": "a",
    "docs/10-prd/file.md": "x.md",
}
LISTING = listing_of({"docs/10-prd/x.md": "x", "other/y.md": "y"}, LINKS, submodules=("vendor/lib",))

WALKS = {
    "docs/10-prd/x.md": (Arrival.FOUND, "docs/10-prd/x.md"),
    "/docs/10-prd/x.md": (Arrival.FOUND, "docs/10-prd/x.md"),
    "./docs//10-prd/./x.md": (Arrival.FOUND, "docs/10-prd/x.md"),
    "docs/10-prd/": (Arrival.FOUND, "docs/10-prd"),
    "docs/inside/x.md": (Arrival.FOUND, "docs/10-prd/x.md"),
    "docs/inside/../up/y.md": (Arrival.FOUND, "other/y.md"),
    "docs/10-prd/file.md": (Arrival.FOUND, "docs/10-prd/x.md"),
    "vendor/lib": (Arrival.SUBMODULE, "vendor/lib"),
    "vendor/lib/README.md": (Arrival.SUBMODULE, "vendor/lib"),
    "docs/nope.md": (Arrival.MISSING, "docs/nope.md"),
    "../x.md": (Arrival.OUTSIDE, "../x.md"),
    "docs/../../docs/10-prd/x.md": (Arrival.OUTSIDE, "docs/../../docs/10-prd/x.md"),
    "docs/out/x.md": (Arrival.OUTSIDE, "docs/out/x.md"),
    "docs/absolute/x.md": (Arrival.OUTSIDE, "docs/absolute"),
}


@pytest.mark.parametrize("path", WALKS)
def test_walk(path: str) -> None:
    """Each path ends where the file system would end it."""
    found = walk(LISTING, LINKS, path)

    assert WALKS[path] == (found.arrival, found.path)


@pytest.mark.parametrize("path", ["docs/loop", "docs/a", "docs/loop/x.md"])
def test_loops_end(path: str) -> None:
    """Links that lead to themselves lead nowhere."""
    assert Arrival.MISSING is walk(LISTING, LINKS, path).arrival


def test_a_path_without_end_is_missing() -> None:
    """Longer than any system takes it, it is not walked."""
    found = walk(LISTING, LINKS, "docs/" * 5_000)

    assert (Arrival.MISSING, 4_096) == (found.arrival, len(found.path))


def test_unknown_link_text_leads_outside() -> None:
    """A link whose text was not read may lead anywhere."""
    assert Arrival.OUTSIDE is walk(LISTING, {}, "docs/inside/x.md").arrival


def test_lexical() -> None:
    """A path by its text alone, from a folder; None outside."""
    assert ("docs/x.md", "x.md", "", None) == (
        lexical("../x.md", "docs/a"),
        lexical("/x.md", "docs"),
        lexical("..", "docs"),
        lexical("../../x.md", "docs"),
    )


@pytest.mark.parametrize("ending", ["md", "markdown", "mdx", "mdown", "mkd", "MD", "Markdown", "md.archived"])
def test_markdown_by_its_name(ending: str) -> None:
    """Any of the usual endings, in any case, archived or not."""
    assert reads_as_markdown(f"docs/a.{ending}")
    assert not reads_as_markdown(f"docs/a.{ending}.txt")
