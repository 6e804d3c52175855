"""Tell names that mean one file wherever it stands from those that every other folder has."""

from __future__ import annotations

import re
from posixpath import basename, dirname, splitext

from speclatch.references.kinds import prefixes
from speclatch.references.paths import reads_as_markdown

_STAMPED = re.compile(r"(?:\d{8,14}|V\d[\d._]*_)[_-]")
_NUMBERED = re.compile(r"\d{2,}[-_]")
_ONE_WORD = re.compile(r"[A-Za-z][a-z]*")
_EVERYWHERE = frozenset(
    (
        "changelog",
        "contributing",
        "design",
        "index",
        "license",
        "notes",
        "overview",
        "plan",
        "proposal",
        "readme",
        "requirements",
        "research",
        "spec",
        "tasks",
        "template",
        "todo",
    )
)
"""What Markdown files of unlike folders are called."""

_ARCHIVES = frozenset(("archive", "archived", "old", "done", "completed", "closed", "retired"))


def is_distinctive(name: str) -> bool:
    """Whether a name opens with an id, a timestamp or a number, so that two of it are hardly two things."""
    return bool(prefixes(name)) or _STAMPED.match(name) is not None or _NUMBERED.match(name) is not None


def is_generic(name: str) -> bool:
    """Whether a name says nothing without its folder: ``README.md``, ``spec.md``, ``index.ts``, ``mod.rs``."""
    stem = splitext(name)[0].partition(".")[0]
    if reads_as_markdown(name):
        return stem.casefold() in _EVERYWHERE
    return not stem or _ONE_WORD.fullmatch(stem) is not None or stem.strip("_").casefold() == "init"


def is_related(path: str, other: str) -> bool:
    """Whether two files stand in folders of one name, or one in a folder below the other's."""
    first, second = dirname(path), dirname(other)
    if not first or not second:
        return False
    below = f"{first}/".startswith(f"{second}/") or f"{second}/".startswith(f"{first}/")
    return below or basename(first).casefold() == basename(second).casefold()


def is_archived(path: str, other: str) -> bool:
    """Whether ``other`` is the document ``path``, put into an archive below the folder it stood in."""
    folder = f"{dirname(path)}/".lstrip("/")
    rest = other.removeprefix(folder).split("/")
    return (
        reads_as_markdown(path)
        and other.startswith(folder)
        and len(rest) == 2
        and rest[0].strip("_.").casefold() in _ARCHIVES
    )
