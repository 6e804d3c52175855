"""Addresses of this very repository are paths of its tree; all others are somebody else's."""

from __future__ import annotations

import pytest

from speclatch.references.gitmodules import submodule_paths
from speclatch.references.grammar import parse_destination, parse_reference
from speclatch.references.home import Home, home_of_remotes, home_on_server
from speclatch.references.parsed import Form

HOME = Home(("github.com/spokeyard/workshop", "git.example.org/yard/shop"), ("main", "release/2.0"))
PATHS = {
    "https://github.com/spokeyard/workshop/blob/main/docs/a.md": ("/docs/a.md", ""),
    "https://github.com/SpokeYard/Workshop/blob/main/docs/a.md#goals": ("/docs/a.md", "goals"),
    "https://github.com/spokeyard/workshop/blob/main/docs/a%20b.md?plain=1#L3": ("/docs/a b.md", "L3"),
    "https://github.com/spokeyard/workshop/tree/main/docs/": ("/docs", ""),
    "https://github.com/spokeyard/workshop/tree/main": ("/", ""),
    "http://www.github.com/spokeyard/workshop/blob/HEAD/a.md": ("/a.md", ""),
    "https://github.com/spokeyard/workshop/blob/release/2.0/a.md": ("/a.md", ""),
    "https://github.com/spokeyard/workshop/raw/refs/heads/main/a.png": ("/a.png", ""),
    "https://raw.githubusercontent.com/spokeyard/workshop/main/a.png": ("/a.png", ""),
    "https://git.example.org:8443/yard/shop/blob/main/a.md": ("/a.md", ""),
}
FOREIGN = (
    "https://github.com/spokeyard/workshop/blob/feature/docs/a.md",
    "https://github.com/spokeyard/workshop/blob/main2/a.md",
    "https://github.com/spokeyard/workshop/blob/0123456789012345678901234567890123456789/a.md",
    "https://github.com/spokeyard/workshop/issues/7",
    "https://github.com/spokeyard/other/blob/main/a.md",
    "https://github.com/spokeyard/workshop2/blob/main/a.md",
    "https://example.org/spokeyard/workshop/blob/main/a.md",
    "https://git.example.org/spokeyard/workshop/blob/main/a.md",
    "https://raw.githubusercontent.com/yard/shop/main/a.png",
)


@pytest.mark.parametrize("url", PATHS)
def test_own_pages_are_paths(url: str) -> None:
    """Of each branch that counts, with their anchors, decoded, wherever they are written."""
    for reference, text in ((parse_destination(url), url), (parse_reference(f"see {url}")[0], f"see {url}")):
        found = HOME.localised(reference)

        assert (Form.PATH, *PATHS[url]) == (found.form, found.path, found.anchor)
        assert text[found.start : found.end].rstrip("/") in {found.target, found.target.partition("?")[0], ""}


@pytest.mark.parametrize("url", FOREIGN)
def test_other_pages_stay_urls(url: str) -> None:
    """Other branches, commits, repositories and servers."""
    assert parse_destination(url) is not None
    assert Form.URL is HOME.localised(parse_destination(url)).form


@pytest.mark.parametrize(
    ("remote", "place"),
    [
        ("https://github.com/Spokeyard/workshop.git", "github.com/Spokeyard/workshop"),
        ("https://user:secret@github.com/spokeyard/workshop", "github.com/spokeyard/workshop"),
        ("git@github.com:spokeyard/workshop.git", "github.com/spokeyard/workshop"),
        ("ssh://git@git.example.org:2222/yard/shop.git/", "git.example.org/yard/shop"),
        ("../somewhere", ""),
        ("/srv/git/x.git", ""),
        ("", ""),
    ],
)
def test_remotes(remote: str, place: str) -> None:
    """A remote's address names the repository's home, whatever way it is fetched."""
    assert ((place,) if place else ()) == home_of_remotes([remote], ["main"]).places


def test_a_server_names_the_home() -> None:
    """As GitHub tells a job where it runs; empty branches are none."""
    assert Home(("ghe.example.org/a/b",), ("main",)) == home_on_server("https://ghe.example.org", "a/b", ("main", ""))
    assert Home() == home_on_server("https://[half", "a/b", ())


def test_submodules_that_a_repository_declares() -> None:
    """Every path of ``.gitmodules``, with remarks, quotes and line ends of any kind."""
    raw = b'[submodule "a"]\r\n\tpath = vendor/a # x\r\n\turl = ../a\r\n[submodule "b"]\n path="docs/b"\n; path = no\n'

    assert frozenset({"vendor/a", "docs/b"}) == submodule_paths(raw)
    assert frozenset() == submodule_paths(b"\xff\xfe\x00")


def test_where_a_repository_lives() -> None:
    """Its host and its name; nothing where nobody knows it."""
    known, unknown = Home(("github.example/acme/specs", "acme.example/specs")), Home()

    assert ("github.example", "acme/specs", "", "") == (known.host, known.name, unknown.host, unknown.name)
