"""What of a repository is judged: the specs a change touches, and those whose references it may break."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from posixpath import basename, dirname, join, splitext
from urllib.parse import unquote

from speclatch.globs import is_glob_of
from speclatch.model import ChangedFile
from speclatch.references.tokens import ids_in
from speclatch.specs.catalogue import Catalogue, Spec
from speclatch.trees import Listing

_FACES = frozenset({"readme", "index"})
"""Names, without extension, of the files that a link to their folder shows."""
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_WRITTEN_OTHERWISE = re.compile(r"[\\%&]")
_GLOB = re.compile(r"[\w./-]*[*?][\w.*?/-]*")


def changed_specs(catalogue: Catalogue, changes: Mapping[str, ChangedFile]) -> tuple[Spec, ...]:
    """The specs whose own file, or the file that holds their front matter, is in the change."""
    return tuple(spec for spec in catalogue.specs.values() if spec.path in changes or sidecar_path(spec) in changes)


def sidecar_path(spec: Spec) -> str:
    """Where the front matter of a spec's profile stands, whether it is there or not; ``""`` if in the document."""
    return join(dirname(spec.path), spec.profile.metadata) if spec.profile.metadata else ""


@dataclass(frozen=True)
class Names:
    """Every word by which some spec may refer to a changed file, case folded; ``files`` are whole file names."""

    words: frozenset[str]
    files: frozenset[str]


def names_of(
    changes: Iterable[ChangedFile],
    contents: Mapping[str, bytes],
    gone: Collection[str],
    symlinks: Mapping[str, str] | None = None,
) -> Names:
    """By what specs may refer to what has changed.

    These are a file's name, with and without its extension, the ids in its name and text, the folder of a file that a
    folder is read by, and the links that lead there.

    Args:
        changes: the files of the change.
        contents: what is known of their text, by path, on either side.
        gone: directories that are there on one side only.
        symlinks: the target texts of links, by path, on either side.
    """
    words: set[str] = {basename(directory).casefold() for directory in gone if directory}
    files: set[str] = set()
    for changed in changes:
        for path in changed.paths:
            name = basename(path)
            files.add(name.casefold())
            words |= {name.casefold(), splitext(name)[0].casefold()}
            words |= {*_ids(name), *_ids(contents.get(path, b"").decode("utf-8", "replace"))}
            if splitext(name)[0].casefold() in _FACES:
                words.add(basename(dirname(path)).casefold())
    return Names(frozenset(_with_links(words, symlinks or {}) - {""}), frozenset(files))


def _with_links(words: set[str], symlinks: Mapping[str, str]) -> set[str]:
    """The words, and the names of links that lead to what they name, over other links too."""
    found, left = set(words), dict(symlinks)
    while reached := [path for path, target in left.items() if found & {part.casefold() for part in target.split("/")}]:
        for path in reached:
            found.add(basename(path).casefold())
            del left[path]
    return found


def _ids(text: str) -> Iterator[str]:
    for name, _ in ids_in(text):
        yield name.casefold()
        number = name.rpartition("-")[2].lstrip("0")
        if number:
            yield number.casefold()


def may_refer(raw: bytes, names: Names) -> bool:
    """Whether a document's text holds one of the names, or a glob of one: if not, nothing it refers to has changed."""
    text = raw.decode("utf-8", "replace")
    plain = unescape(unquote(_ESCAPE.sub("", text))) if _WRITTEN_OTHERWISE.search(text) else text
    folded = plain.casefold()
    if any(name in folded for name in names.words):
        return True
    globs = {basename(found[0].rstrip("/")) for found in _GLOB.finditer(folded)}
    return any(is_glob_of(glob, name) for glob in globs if glob.strip("*?._-") for name in names.files)


def gone_directories(before: Listing, after: Listing) -> frozenset[str]:
    """Directories that are there on one side only."""
    return before.directories ^ after.directories
