"""Which specs a change may break that it does not touch: found in their bytes, by what a reference can name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import basename, dirname, splitext

from speclatch.model import ChangedFile, ChangeKind
from speclatch.patterns import lazy_re
from speclatch.references.kinds import prefixes
from speclatch.references.linked import LinkedDocument
from speclatch.references.names import is_distinctive
from speclatch.references.paths import is_written, reads_as_markdown
from speclatch.references.tokens import ids_in
from speclatch.specs.catalogue import Spec
from speclatch.specs.search import Needles, folded_id, holds
from speclatch.specs.snapshot import Snapshot
from speclatch.specs.views import READABLE
from speclatch.trees import Entry, Listing

_FACES = frozenset({"readme", "index"})
"""Names, without extension, of the files that a link to their folder shows."""
_NUMBER = lazy_re(r"0*(?P<number>[1-9]\d{0,8})(?![A-Za-z0-9])")


def affected(landing: Snapshot, base: Snapshot, changes: Mapping[str, ChangedFile], own: Iterable[str]) -> list[str]:
    """The paths of documents that may be specs, that are not among ``own``, and that may refer to what has changed."""
    needles = needles_of(landing, base, changes)
    if not needles:
        return []
    left_out = {*own, *changes}
    paths = [path for path in landing.candidates if path not in left_out]
    owners = _owners(landing, paths)
    found = {owners.get(path, path) for path, raw in landing.contents([*paths, *owners]) if holds(raw, needles)}
    return sorted(found)


def _owners(snapshot: Snapshot, paths: Iterable[str]) -> dict[str, str]:
    """The documents by the files beside them that hold their front matter."""
    known = set(paths)
    entries = snapshot.listing.entries
    return {
        sidecar: path
        for path in known
        for sidecar in snapshot.with_sidecars((path,))
        if sidecar not in known and sidecar in entries
    }


def needles_of(landing: Snapshot, base: Snapshot, changes: Mapping[str, ChangedFile]) -> Needles:
    """By what specs may refer to what the change does: empty where nothing that it does can be named.

    What counts: paths that are gone, renamed, or new in another case; documents whose existence or facts differ.
    """
    named = _Named()
    telling = [changed for changed in changes.values() if _tells(changed, landing, base)]
    for changed in telling:
        for path in changed.paths:
            named.add_path(path)
            if landing.index.kind_of_path(path) is not None:
                named.add_number(path)
            named.add_ids(_ids_at(path, landing, base))
        if changed.kind is ChangeKind.MODIFIED and dirname(changed.path) and not is_written(changed.path):
            named.add_folder(dirname(changed.path))  # some migrations are known by the folder around them
    for directory in gone_directories(changes.values(), landing.listing):
        named.add_folder(directory)
    if named:
        named.add_links({**base.symlinks, **landing.symlinks})
    return named.needles()


def _tells(changed: ChangedFile, landing: Snapshot, base: Snapshot) -> bool:
    """Whether what a change does to a file can make a difference to a document that refers to it."""
    before = base.listing.entries.get(changed.base_path or "")
    after = None if changed.kind is ChangeKind.DELETED else landing.listing.entries.get(changed.path)
    if changed.kind in (ChangeKind.DELETED, ChangeKind.RENAMED) or (before is not None and after is None):
        return True
    if after is None or any(one is not None and one.kind not in READABLE for one in (before, after)):
        return True
    if before is None:
        return reads_as_markdown(changed.path) or _is_other_case(changed.path, base.listing)
    return before.oid != after.oid and _says_other(changed.path, before, after, landing, base)


def _is_other_case(path: str, base: Listing) -> bool:
    """Whether the base has the path in another letter case."""
    return bool(base.by_folded_path.get(path.casefold()))


def _says_other(path: str, before: Entry, after: Entry, landing: Snapshot, base: Snapshot) -> bool:
    """Whether two versions of a document differ in what a reference depends on."""
    if not is_written(path):
        return before.is_empty or after.is_empty
    if isinstance(base.classify(path), Spec) is not isinstance(landing.classify(path), Spec):
        return True
    if landing.index.kind_of_path(path) is not None:
        return True  # what is built on it may want another look: see the rule reference-suspect
    old, new = base.index.documents[path], landing.index.documents[path]
    return _facts(old) != _facts(new)


def _facts(document: LinkedDocument) -> tuple[object, ...]:
    """All that a rule may ask of a document: two versions with equal facts are the same to every reference."""
    said = (document.status, document.stale, document.successor, document.hollow)
    return (*said, document.slugs, document.requirement_ids, document.ids)


def _ids_at(path: str, landing: Snapshot, base: Snapshot) -> Iterator[str]:
    """The ids by which a document is known, before or after the change."""
    for snapshot in (base, landing):
        if reads_as_markdown(path) and snapshot.is_readable(path):
            document: LinkedDocument = snapshot.index.documents[path]
            yield from document.ids


@dataclass
class _Named:
    """Collects by what a document may name what has changed."""

    names: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    stems: set[tuple[str, str]] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    globbed: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.names or self.ids or self.stems or self.texts)

    def add_path(self, path: str) -> None:
        """A file by its name and the ids in it; by its stem beside a segment of its path; by a glob."""
        name = basename(path).casefold()
        stem, ending = splitext(name)
        self.globbed.add(name)
        if ending:
            self.names.add(name)
        self.stems.add((stem, basename(dirname(path)).casefold()))
        if is_distinctive(basename(path)):
            self.texts.add(stem)
        self.add_name_ids(path)
        if stem in _FACES and dirname(path):
            self.add_folder(dirname(path))

    def add_number(self, path: str) -> None:
        """A document of a kind's folder whose name opens with a number may be meant by an id of that number."""
        number = _NUMBER.match(basename(path))
        if number is not None:
            self.numbers.add(number["number"])

    def add_folder(self, path: str) -> None:
        """A folder, beside a segment of its path."""
        self.stems.add((basename(path).casefold(), basename(dirname(path)).casefold()))
        self.add_name_ids(path)

    def add_name_ids(self, path: str) -> None:
        """The ids in a name, and those that it opens with."""
        self.add_ids((*prefixes(basename(path)), *(found for found, _ in ids_in(basename(path)))))

    def add_ids(self, ids: Iterable[str]) -> None:
        """Ids, in any case, with any zeros."""
        self.ids.update(folded_id(name) for name in ids)

    def add_links(self, links: Mapping[str, str]) -> None:
        """The links that lead to what is named, over other links too."""
        left = dict(links)
        found = {*self.names, *(stem for stem, _ in self.stems)}
        while reached := [path for path, to in left.items() if found & {part.casefold() for part in to.split("/")}]:
            for path in reached:
                self.add_path(path)
                found |= {basename(path).casefold(), splitext(basename(path))[0].casefold()}
                del left[path]

    def needles(self) -> Needles:
        """What is to be searched for."""
        stems = frozenset((stem, parent) for stem, parent in self.stems if stem)
        return Needles(
            frozenset(self.names - {""}),
            frozenset(self.ids),
            frozenset(self.numbers),
            stems,
            frozenset(self.texts - {""}),
            frozenset(self.globbed),
        )


def gone_directories(changes: Iterable[ChangedFile], landing: Listing) -> frozenset[str]:
    """The directories of the base that nothing stands in any more, the root aside."""
    found: set[str] = set()
    for changed in changes:
        if changed.kind not in (ChangeKind.DELETED, ChangeKind.RENAMED):
            continue
        folder = dirname(changed.base_path or "")
        while folder and folder not in found and folder not in landing.directories:
            found.add(folder)
            folder = dirname(folder)
    return frozenset(found)
