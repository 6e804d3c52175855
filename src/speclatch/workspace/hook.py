"""What a coding agent's hook says on stdin: which files a tool is about to write, seen from where."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from speclatch.errors import UsageError
from speclatch.patterns import lazy_re

MAX_BYTES = 64 * 1024 * 1024
"""A call that is larger is refused: it holds the whole text of a file, and no document is that large."""

_READER = lazy_re(
    r"(?i:(?:notebook_?)?(?:read|view)|ls|list|glob|grep|search|find|get)(?![a-z])"
    r"(?!.*(?i:replace|write|edit|update|insert|create|patch|apply|move|rename))"
)
"""How a tool that writes nothing is called: ``Read``, ``read_text_file``, ``listDirectory``; a server's name aside."""
_WRITERS = frozenset({"Write", "Edit", "MultiEdit", "NotebookEdit"})
"""Claude Code's tools that write a file, and always say which."""

_PATH_KEYS = frozenset(
    (
        *("path", "file", "filename", "filepath", "notebookpath", "targetfile", "absolutepath", "relativepath"),
        *("relativeworkspacepath", "destination", "destinationpath", "newpath"),
    )
)
_PATCH = lazy_re(r"^\*\*\* (?:Add File|Update File|Move to): (?P<path>.{1,4000})$", re.MULTILINE)
"""How a patch of the form that begins with ``*** Begin Patch`` names what it writes."""


class Writing(NamedTuple):
    """The files that are to be written, as the tool names them, and the folder that relative ones start from."""

    paths: tuple[str, ...]
    directory: str


def writing_in(raw: bytes) -> Writing:
    """Read a hook's call; a tool that only reads, or names no file, writes nothing.

    Understood are Claude Code's ``PreToolUse`` (``tool_name``, ``tool_input`` with ``file_path`` or ``notebook_path``,
    ``cwd``), its like of other agents, and plainly ``{"path": "src/app.ts"}``.

    Raises:
        UsageError: it is no JSON object, or does not say what is written.
    """
    if len(raw) > MAX_BYTES:
        raise UsageError(f"the hook's call on stdin is larger than {MAX_BYTES // 1024 // 1024} MB")
    try:
        call = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        call = None
    if not isinstance(call, dict):
        raise UsageError('what came on stdin is no hook\'s JSON, such as {"path": "src/app.ts"}')
    directory = call.get("cwd")
    name = _name(call)
    paths = () if _READER.match(name.rpartition("__")[2]) else tuple(dict.fromkeys(_paths(call)))
    if not paths and name in _WRITERS:
        raise UsageError(f"the hook's call of {name} names no file")
    if not all(map(_is_possible, paths)):
        raise UsageError("the hook's call names a file as no file can be called")
    return Writing(paths, directory if isinstance(directory, str) else "")


def _is_possible(path: str) -> bool:
    """Whether a file may have such a path."""
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


def _name(call: Mapping[str, Any]) -> str:
    return str(call.get("tool_name") or call.get("toolName") or "")


def _paths(call: Mapping[str, Any]) -> Iterator[str]:
    """The paths that a call names: its own, those of its tool's arguments, those of a list of edits in them."""
    yield from _named(call)
    for key, value in call.items():
        if _folded(key) not in {"toolinput", "toolargs", "toolinfo", "input", "arguments", "parameters"}:
            continue
        inner = _unpacked(value)
        if isinstance(inner, str):
            yield from (found["path"].strip() for found in _PATCH.finditer(inner))
        elif isinstance(inner, dict):
            yield from _named(inner)
            yield from _inside(inner)


def _inside(arguments: Mapping[str, Any]) -> Iterator[str]:
    """The paths of each edit of a list, and of a patch."""
    for key, value in arguments.items():
        if isinstance(value, list) and _folded(key) in {"edits", "files", "changes"}:
            yield from (path for one in value if isinstance(one, dict) for path in _named(one))
        elif _folded(key) in {"patch", "input", "command"}:
            texts = value if isinstance(value, list) else (value,)
            yield from (
                found["path"].strip() for one in texts if isinstance(one, str) for found in _PATCH.finditer(one)
            )


def _named(holder: Mapping[str, Any]) -> Iterator[str]:
    for key, value in holder.items():
        if isinstance(value, str) and value and _folded(key) in _PATH_KEYS:
            yield value


def _folded(key: str) -> str:
    return key.replace("_", "").lower()


def _unpacked(value: object) -> object:
    """Arguments that are JSON in a text are what they say."""
    if isinstance(value, str) and value.lstrip().startswith("{"):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value


def repository_around(path: Path) -> Path | None:
    """The nearest folder around a file that exists and is in a checkout; None where there is none.

    What git keeps for itself is in no checkout.
    """
    return next(one for one in path.parents if one.is_dir()) if top_around(path) is not None else None


def top_around(path: Path) -> Path | None:
    """The topmost folder of the innermost checkout that a file is in; None where it is in none."""
    if ".git" in path.parts:
        return None
    return next((folder for folder in path.parents if (folder / ".git").exists()), None)
