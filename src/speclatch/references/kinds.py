"""What a name says: the ids that it opens with, and the kind of document that a path or an id is of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from posixpath import basename, dirname

from speclatch.config.model import ReferenceKind
from speclatch.globs import matches
from speclatch.patterns import lazy_re
from speclatch.references.paths import reads_as_markdown

_PREFIX = lazy_re(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+){0,8}?-\d+[A-Za-z]?(?![A-Za-z0-9])")
_NUMBER_ENDS = lazy_re(r"-\d+[A-Za-z]?(?![A-Za-z0-9])")
_FOLDER_NUMBER = lazy_re(r"^\d+[-_. ]*")
_NUMBERED = lazy_re(r"(?:[A-Za-z]{1,10}-)?\d{1,14}[A-Za-z]?[-_](?P<slug>[A-Za-z].*)")
_MAX_PREFIXES = 4

MAX_ID = 200
"""Characters of the longest id; a pattern of the configuration is tried on nothing longer."""


def is_id_of(kind: ReferenceKind, name: str) -> bool:
    """Whether an id has the form of a kind's ids, in any case."""
    return bool(kind.id) and len(name) <= MAX_ID and re.fullmatch(kind.id, name, re.IGNORECASE) is not None


def kind_of_path(path: str, kinds: Iterable[ReferenceKind]) -> ReferenceKind | None:
    """The kind of document that a path holds or would hold: by configured folders, file name, folder name."""
    kinds = tuple(kinds)
    sure = _kind_by_rule(path, kinds)
    return sure or (_kind_of_folder(dirname(path), _loose(kinds)) if reads_as_markdown(path) else None)


def kind_of_link(path: str, kinds: Iterable[ReferenceKind]) -> ReferenceKind | None:
    """The kind that a link into a folder refers to; what stands beside a spec is not a spec for that alone."""
    kinds = tuple(kinds)
    others = [kind for kind in _loose(kinds) if kind.name != "spec"]
    return _kind_by_rule(path, kinds) or (_kind_of_folder(dirname(path), others) if reads_as_markdown(path) else None)


def _kind_by_rule(path: str, kinds: tuple[ReferenceKind, ...]) -> ReferenceKind | None:
    """The kind whose configured folders hold a path, or whose ids its file name opens with."""
    for kind in kinds:
        if kind.paths and matches(path, kind.paths):
            return kind
    names = prefixes(basename(path)) if reads_as_markdown(path) else ()
    return next((kind for kind in _loose(kinds) if any(is_id_of(kind, name) for name in names)), None)


def _loose(kinds: tuple[ReferenceKind, ...]) -> list[ReferenceKind]:
    """The kinds that have ids and no configured folders: names tell where they live."""
    return [kind for kind in kinds if not kind.paths and kind.id]


def _kind_of_folder(folder: str, kinds: list[ReferenceKind]) -> ReferenceKind | None:
    """The kind that the innermost telling folder is named after: ``10-prd``, ``adr``, ``decisions``."""
    for part in reversed(folder.split("/")):
        bare = re.sub(r"[-_]+", " ", _FOLDER_NUMBER.sub("", part)).casefold()
        for kind in kinds:
            if bare and bare in {kind.name, f"{kind.name}s", *kind.labels}:
                return kind
    return None


def slug_of(name: str) -> str:
    """A name without the id or number it opens with and without its ending, if it opens with one; else ``""``."""
    found = _NUMBERED.match(name)
    return found["slug"].removesuffix(".md").casefold() if found else ""


def prefixes(name: str) -> tuple[str, ...]:
    """The ids that a name may open with, shortest first (``PRD-062``, ``PRD-062-pilot-2``)."""
    found: list[str] = []
    for end in _NUMBER_ENDS.finditer(name[:MAX_ID]):
        match = _PREFIX.fullmatch(name, 0, end.end())
        if match is None or len(found) == _MAX_PREFIXES:
            break
        found.append(match[0])
    return tuple(found)
