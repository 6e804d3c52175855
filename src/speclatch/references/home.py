"""Know the addresses of this very repository: a page of its own branch is a path of the tree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from speclatch.patterns import lazy_re
from speclatch.references.parsed import Form, ParsedReference

_PAGES = r"(?:blob|tree|raw|edit|blame)"
_REMOTE = lazy_re(
    r"(?:(?:https?|ssh|git)://(?:[^@/\s]+@)?(?P<host>[^/:\s]+)(?::\d+)?/|(?:[^@/\s]+@)?(?P<scp>[^/:\s]+):)"
    r"(?P<name>[^\s?#]+?)(?:\.git)?/*"
)
_GITHUB, _RAW = "github.com", "raw.githubusercontent.com"


@dataclass(frozen=True)
class Home:
    """Where this repository lives: its addresses (``github.com/owner/name``), and the branches that its tree is of.

    A page of another branch, of a commit or of a tag is somebody else's matter: it may say something else.
    """

    places: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()

    @property
    def host(self) -> str:
        """The server's host; empty where nobody knows it."""
        return self.places[0].partition("/")[0] if self.places else ""

    @property
    def name(self) -> str:
        """``owner/name``; empty where nobody knows it."""
        return self.places[0].partition("/")[2] if self.places else ""

    def localised(self, reference: ParsedReference) -> ParsedReference:
        """A URL of the repository's own pages as a rooted path, with its anchor; anything else as it is."""
        if reference.form is not Form.URL or not self.places:
            return reference
        url = reference.target
        found = self._page.match(url)
        if found is None:
            return reference
        path, mark, anchor = url[found.end() :].partition("#")
        path = path.partition("?")[0].rstrip("/") or "/"
        start, whole_end = reference.start + found.end(), reference.start + len(url)
        return reference._replace(
            form=Form.PATH,
            target=path,
            start=start,
            end=start + len(path),
            whole_end=whole_end,
            anchor=anchor,
            anchor_start=whole_end - len(anchor) if mark else -1,
            link=True,
        )

    @cached_property
    def _page(self) -> re.Pattern[str]:
        """What a page's address begins with, up to the slash before the path."""
        branches = "|".join(map(re.escape, (*self.branches, "HEAD")))
        refs = rf"(?:refs/heads/)?(?:{branches})(?=/|\Z)"
        pages: list[str] = []
        for place in self.places:
            host, _, name = place.partition("/")
            pages.append(rf"(?:www\.)?{re.escape(host)}(?::[0-9]+)?/{re.escape(name)}/{_PAGES}/{refs}")
            if host == _GITHUB:
                pages.append(rf"{re.escape(_RAW)}/{re.escape(name)}/{refs}")
        return re.compile(rf"https?://(?:{'|'.join(pages)})", re.IGNORECASE)


def home_of_remotes(urls: Iterable[str], branches: Iterable[str]) -> Home:
    """The home that addresses of git remotes name: ``https://``, ``ssh://``, ``git@host:owner/name``."""
    found = (_REMOTE.fullmatch(url.strip()) for url in urls)
    places = ((one["host"] or one["scp"], one["name"].strip("/")) for one in found if one is not None)
    return _home((f"{host}/{name}" for host, name in places if "/" in name), branches)


def home_on_server(server: str, name: str, branches: Iterable[str]) -> Home:
    """The home of ``owner/name`` on a server such as ``https://github.com``."""
    try:
        host = urlsplit(server).hostname or ""
    except ValueError:  # half a bracket of an IPv6 address
        host = ""
    return _home((f"{host}/{name}",) if host else (), branches)


def _home(places: Iterable[str], branches: Iterable[str]) -> Home:
    return Home(
        tuple({place.casefold(): place for place in places}.values()),
        tuple(dict.fromkeys(branch for branch in branches if branch)),
    )
