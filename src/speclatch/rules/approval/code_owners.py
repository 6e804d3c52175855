"""CODEOWNERS as GitHub reads it: a dialect of its own, in which a line that is not understood counts for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from speclatch.globs import GlobError, Globs
from speclatch.patterns import lazy_re

PATHS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where GitHub looks for it, the first that is there."""
MAX_BYTES = 3_000_000
"""GitHub does not load a larger one ("CODEOWNERS files must be under 3 MB in size")."""
_WORD = lazy_re(r"(?:\\.|[^\s\\])+")
_COMMENT = lazy_re(r"(?:^|(?<=\s))#.*")
_OWNER = lazy_re(r"@[\w.-]+(?:/[\w.-]+)?(?:\[bot\])?|[^\s@,]+@[^\s@,]+", re.ASCII)
_ANY_NAME = lazy_re(r"(?:^|/)\*\Z")


class _Line(NamedTuple):
    """A line: what it matches, how many folders deep where that is told (``docs/*``), and whom it names."""

    globs: Globs
    depth: int | None
    owners: tuple[str, ...]

    def matches(self, path: str) -> bool:
        return (self.depth is None or path.count("/") == self.depth) and self.globs.matches(path)


def owners_of(path: str, raw: bytes) -> tuple[str, ...]:
    """Whom a CODEOWNERS file names for a path: the last line that matches counts, also where it names nobody."""
    if len(raw) >= MAX_BYTES:
        return ()
    lines = tuple(_lines(raw.decode("utf-8", "replace")))
    return next((line.owners for line in reversed(lines) if line.matches(path)), ())


def _lines(text: str) -> Iterator[_Line]:
    for line in text.split("\n"):
        words = _WORD.findall(_COMMENT.sub("", line))
        if not words or not all(map(_OWNER.fullmatch, words[1:])):
            continue
        try:
            yield _Line(Globs([_as_glob(words[0])]), _depth(words[0]), tuple(words[1:]))
        except GlobError:
            continue


def _as_glob(pattern: str) -> str:
    """A pattern as a glob: ``/docs/`` is all below that folder, ``docs/`` below any of that name.

    Raises:
        GlobError: it has signs that mean something to git and nothing to GitHub here.
    """
    if pattern.startswith(("!", "\\#")) or re.search(r"[\[\]]", pattern) or not pattern.strip("/"):
        raise GlobError("CODEOWNERS knows no classes of characters, takes nothing out and escapes no `#`")
    pattern = re.sub(r"([{}])", r"\\\1", pattern)
    bare = pattern.strip("/")
    if pattern.endswith("/"):
        return f"{bare}/**" if pattern.startswith("/") or "/" in bare else f"**/{bare}/**"
    return f"/{bare}" if pattern.startswith("/") and "/" not in bare else bare


def _depth(pattern: str) -> int | None:
    """How deep the files lie that ``docs/*`` means: GitHub takes none from the folders in there."""
    if "/" not in pattern or "**" in pattern or _ANY_NAME.search(pattern) is None:
        return None
    return pattern.strip("/").count("/")
