"""Know the addresses of this very repository: a page of its own branch is a path of the tree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from speclatch.references.grammar import Form, ParsedReference

_PAGES = r"(?:blob|tree|raw|edit|blame)"
_REMOTE = re.compile(
    r"(?:(?:https?|ssh|git)://(?:[^@/\s]+@)?(?P<host>[^/:\s]+)(?::\d+)?/|(?:[^@/\s]+@)?(?P<scp>[^/:\s]+):)"
    r"(?P<name>[^\s?#]+?)(?:\.git)?/*"
)


@dataclass(frozen=True, slots=True)
class Home:
    """Where this repository lives: its server's host, ``owner/name``, and the branches whose pages are its tree.

    A page of another branch, of a commit or of a tag is somebody else's matter: it may say something else.
    """

    host: str = ""
    name: str = ""
    branches: tuple[str, ...] = ()

    def localised(self, reference: ParsedReference) -> ParsedReference:
        """A URL of the repository's own pages as a rooted path, with its anchor; anything else as it is."""
        if reference.form is not Form.URL or not self.name:
            return reference
        url = reference.target
        path_start = self._path_start(url)
        if path_start < 0:
            return reference
        path, mark, anchor = url[path_start:].partition("#")
        path = path.partition("?")[0].rstrip("/") or "/"
        start = reference.start + path_start
        whole_end = reference.start + len(url)
        anchor_start = whole_end - len(anchor) if mark else -1
        end = start + len(path)
        return reference._replace(
            form=Form.PATH,
            target=path,
            start=start,
            end=end,
            whole_end=whole_end,
            anchor=anchor,
            anchor_start=anchor_start,
            link=True,
        )

    def _path_start(self, url: str) -> int:
        """The offset of the slash that a path of the tree begins with; -1 if the URL is no such page."""
        for branch in self.branches:
            refs = rf"(?:refs/heads/)?(?:{re.escape(branch)}|HEAD)"
            found = re.match(rf"https?://{self._host}/{re.escape(self.name)}/{_PAGES}/{refs}(?=/)", url, re.IGNORECASE)
            if found is None and self.host == "github.com":
                raw = rf"https?://raw\.githubusercontent\.com/{re.escape(self.name)}/{refs}(?=/)"
                found = re.match(raw, url, re.IGNORECASE)
            if found is not None:
                return found.end()
        return -1

    @property
    def _host(self) -> str:
        return rf"(?:www\.)?{re.escape(self.host)}(?::\d+)?"


def home_of_remote(url: str, branches: tuple[str, ...]) -> Home:
    """The home that a git remote's address names (``https://``, ``ssh://``, ``git@host:owner/name``), or none."""
    found = _REMOTE.fullmatch(url.strip())
    if found is None:
        return Home()
    return Home((found["host"] or found["scp"]).casefold(), found["name"].strip("/"), branches)


def home_on_server(server: str, name: str, branches: tuple[str, ...]) -> Home:
    """The home of ``owner/name`` on a server such as ``https://github.com``."""
    try:
        parts = urlsplit(server)
        host = parts.hostname or ""
    except ValueError:
        return Home()
    return Home(host.casefold(), name, tuple(dict.fromkeys(one for one in branches if one))) if host else Home()
