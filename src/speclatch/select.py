"""What of a repository is judged: the specs a change touches, and those whose references it may break."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from posixpath import basename, dirname, join, splitext
from urllib.parse import quote

from speclatch.catalogue import Catalogue, Spec
from speclatch.model import ChangedFile
from speclatch.references.grammar import ids_in
from speclatch.trees import Listing


def changed_specs(catalogue: Catalogue, changes: Mapping[str, ChangedFile]) -> tuple[Spec, ...]:
    """The specs whose own file, or the file that holds their front matter, is in the change."""
    return tuple(spec for spec in catalogue.specs.values() if spec.path in changes or sidecar_path(spec) in changes)


def sidecar_path(spec: Spec) -> str:
    """Where the front matter of a spec's profile stands, whether it is there or not; ``""`` if in the document."""
    return join(dirname(spec.path), spec.profile.metadata) if spec.profile.metadata else ""


def names_of(changes: Iterable[ChangedFile], contents: Mapping[str, bytes], gone: Collection[str]) -> frozenset[str]:
    """Every word by which some spec may refer to a changed file, case folded.

    These are its name, its name without the extension, the same percent-encoded, and the ids in its name and text.

    Args:
        changes: the files of the change.
        contents: what is known of their text, by path, on either side.
        gone: directories that are there on one side only.
    """
    found: set[str] = {basename(directory).casefold() for directory in gone if directory}
    for changed in changes:
        for path in {changed.path, changed.base_path or changed.path}:
            name = basename(path)
            found |= {form.casefold() for form in (name, splitext(name)[0], quote(name))}
            found |= {*_ids(name), *_ids(contents.get(path, b"").decode("utf-8", "replace"))}
    return frozenset(found)


def _ids(text: str) -> Iterator[str]:
    for name, _ in ids_in(text):
        yield name.casefold()
        number = name.rpartition("-")[2].lstrip("0")
        if number:
            yield number.casefold()


def may_refer(raw: bytes, names: Iterable[str]) -> bool:
    """Whether a document's text holds one of the names: if not, nothing it refers to has changed."""
    text = raw.decode("utf-8", "replace").casefold()
    return any(name in text for name in names)


def gone_directories(before: Listing, after: Listing) -> frozenset[str]:
    """Directories that are there on one side only."""
    return before.directories ^ after.directories
