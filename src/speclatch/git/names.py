"""What git calls things: full object ids, paths as text, the lines of a tree."""

from __future__ import annotations

from typing import NamedTuple

from speclatch.git.faults import GitError, printable
from speclatch.patterns import lazy_re

_ZERO = lazy_re(r"0+\Z")
_OID = lazy_re(r"(?:[0-9a-f]{40}|[0-9a-f]{64})\Z")


def full_id(text: str) -> str:
    """Return ``text`` if it is a full object id (SHA-1 or SHA-256), in lower case.

    Raises:
        GitError: it is none, so it never reaches a command line.
    """
    if not is_full_id(text):
        raise GitError(f"“{printable(text[:80])}” is not a full git object id.")
    return text


def is_full_id(text: str) -> bool:
    """Whether ``text`` is a full object id, in lower case."""
    return _OID.match(text) is not None


def is_zero(oid: str) -> bool:
    """Whether ``oid`` is the all-zero id that stands for nothing."""
    return bool(_ZERO.match(oid))


def text_of(raw: bytes) -> str:
    """A path from git as text; bytes that are no UTF-8 are surrogate-escaped."""
    return raw.decode("utf-8", "surrogateescape")


def bytes_of(text: str) -> bytes:
    """The reverse of ``text_of``."""
    return text.encode("utf-8", "surrogateescape")


class TreeLine(NamedTuple):
    """One path of a tree or index as git names it.

    ``mode`` is octal (``100644``). ``tag`` (``H``; ``S`` for skip-worktree) and ``stage`` are the index's.
    """

    mode: str
    oid: str
    path: str
    tag: str = ""
    stage: int = 0


def tree_line(line: bytes) -> TreeLine:
    """One line that ``ls-tree`` prints."""
    meta, _, path = line.partition(b"\t")
    mode, _, oid = meta.decode("ascii").split(" ")
    return TreeLine(mode, oid, text_of(path))
