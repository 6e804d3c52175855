"""All specs of a tree: each with its document, profile and phase, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from posixpath import dirname, join
from typing import NamedTuple

from speclatch.config.model import DEFAULT_KINDS, Config, ReferenceKind
from speclatch.documents import UnreadableError, parse, parse_metadata
from speclatch.documents.document import Document, FrontMatter
from speclatch.model import Phase
from speclatch.profiles.align import Alignment
from speclatch.profiles.govern import Governor, is_markdown, is_template
from speclatch.profiles.phases import STATUS_KEY, phase_of
from speclatch.profiles.profile import Profile
from speclatch.references.collect import Reference, collect
from speclatch.trees import EntryKind, Listing

LFS_PREFIX = b"version https://git-lfs.github.com/spec/"

Parse = Callable[[str, bytes], Document]


@dataclass(frozen=True, eq=False)
class Spec:
    """One spec as it stands in a tree.

    ``status`` is the author's text, ``phase`` what it is judged as (a status that says nothing takes the base's).
    ``changed`` is False where only what it refers to changed. ``base`` is the same spec on the base, if it was one.
    ``sidecar`` is the file beside the document that holds its front matter (a profile's ``metadata``), if any.
    ``kinds`` are the kinds of documents that it may refer to.
    """

    path: str
    document: Document
    profile: Profile
    status: str
    phase: Phase
    changed: bool = True
    base: Spec | None = field(default=None, repr=False)
    sidecar: Document | None = field(default=None, repr=False)
    kinds: tuple[ReferenceKind, ...] = field(default=DEFAULT_KINDS, repr=False)

    @property
    def front_matter(self) -> FrontMatter:
        """The front matter that counts: the file's beside the document where the profile has one."""
        return (self.sidecar or self.document).front_matter

    @property
    def id(self) -> str:
        """The front matter's ``id`` as written, or ``""``."""
        entry = self.front_matter.find("id")
        return entry.text if entry is not None else ""

    @property
    def title(self) -> str:
        """What people call it: the front matter's title, else the first heading, else its path."""
        entry = self.front_matter.find("title")
        if entry is not None and entry.text:
            return entry.text
        return self.document.headings[0].title if self.document.headings else self.path

    @cached_property
    def alignment(self) -> Alignment:
        """The document laid over its profile."""
        return Alignment(self.document, self.profile)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every reference in it: those of its front matter, then of its body in order."""
        return collect(self)


class Unreadable(NamedTuple):
    """A governed file that cannot be read as a document, and why. ``line`` is where reading stopped."""

    path: str
    reason: str
    hint: str
    line: int = 1


@dataclass(frozen=True)
class Catalogue:
    """Every spec of one tree, by path, and the governed files that are none because they cannot be read.

    ``strays`` are documents outside every glob that look like a profile's: path -> the profile's name. ``ids`` are the
    paths of the specs by their id, case folded, where they are known already.
    """

    specs: Mapping[str, Spec] = field(default_factory=dict)
    unreadable: Mapping[str, Unreadable] = field(default_factory=dict)
    strays: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, Sequence[str]] | None = None

    def with_id(self, name: str) -> tuple[Spec, ...]:
        """The specs whose front matter has that ``id``, in any case."""
        return tuple(self.specs[path] for path in self._by_id.get(name.casefold(), ()))

    @cached_property
    def _by_id(self) -> Mapping[str, Sequence[str]]:
        return self.ids if self.ids is not None else paths_by_id((spec.path, spec.id) for spec in self.specs.values())


def paths_by_id(named: Iterable[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    """Paths by id, case folded, from (path, id); an empty id is none."""
    found: dict[str, list[str]] = {}
    for path, name in named:
        if name:
            found.setdefault(name.casefold(), []).append(path)
    return found


def candidates(listing: Listing, governor: Governor, also: Iterable[str] = ()) -> tuple[str, ...]:
    """The paths whose content is wanted: all that may be specs, and ``also`` (specs of the base), with sidecars."""
    paths = {path for path in listing.entries if governor.may_govern(path)}
    paths |= {path for path in also if path in listing.entries}
    sidecars = {
        sidecar
        for path in paths
        for profile in governor.profiles
        if profile.metadata and (sidecar := join(dirname(path), profile.metadata)) in listing.entries
    }
    return tuple(sorted(paths | sidecars))


def build(
    listing: Listing,
    contents: Mapping[str, bytes],
    governor: Governor,
    *,
    base: Catalogue | None = None,
    renamed: Mapping[str, str] | None = None,
    parser: Parse = parse,
) -> Catalogue:
    """The catalogue of a tree.

    Args:
        listing: every path of the tree.
        contents: the bytes of its ``candidates``.
        governor: which profile governs what.
        base: the base's catalogue: its specs stay specs until they are deleted.
        renamed: the base's path of each renamed file.
        parser: how a document is parsed (a cache may stand before it).
    """
    specs: dict[str, Spec] = {}
    unreadable: dict[str, Unreadable] = {}
    strays: dict[str, str] = {}
    builder = Builder(listing, contents, governor, base or Catalogue(), renamed or {}, parser)
    for path in sorted(contents):
        result = builder.spec_at(path)
        if isinstance(result, Spec):
            specs[path] = result
        elif isinstance(result, Unreadable):
            unreadable[path] = result
        elif stray := builder.stray_at(path):
            strays[path] = stray
    return Catalogue(specs, unreadable, strays)


@dataclass(frozen=True)
class Builder:
    """Says of one file after the other what it is; see ``build``."""

    listing: Listing
    contents: Mapping[str, bytes]
    governor: Governor
    base: Catalogue = field(default_factory=Catalogue)
    renamed: Mapping[str, str] = field(default_factory=dict)
    parser: Parse = parse

    def spec_at(self, path: str) -> Spec | Unreadable | None:
        """The spec at a path, or why it cannot be read; None if no profile governs it."""
        before = self.base.specs.get(self.renamed.get(path, path))
        named = self.governor.by_path(path)
        sure = named or (before.profile if before and not self.governor.by_globs else None)
        if sure is None and (self.governor.by_globs or not self.governor.may_govern(path)):
            return None
        raw = self.contents[path]
        fault = self._unreadable(path, raw)
        if fault is not None:
            return fault if sure or self.governor.hinted(path) else None
        if sure is None and not self.governor.looks_possible(raw) and not self.governor.hinted(path):
            return None
        try:
            document = self.parser(path, raw)
        except UnreadableError as error:
            fault = Unreadable(path, f"it is {error}", error.hint, error.line)
            return fault if sure or self.governor.hinted(path) else None
        profile = sure or self.governor.by_content(path, document)
        return self._spec(path, document, profile, before) if profile else None

    def stray_at(self, path: str) -> str:
        """The profile that a file outside every glob looks like, or ``""``."""
        raw = self.contents[path]
        if not self.governor.by_globs or not is_markdown(path) or is_template(path) or self.governor.excluded(path):
            return ""
        if len(raw) > self.governor.config.limits.document_bytes or not self.governor.looks_possible(raw):
            return ""
        try:
            profile = self.governor.by_content(path, self.parser(path, raw))
        except UnreadableError:
            return ""
        return profile.name if profile else ""

    def _unreadable(self, path: str, raw: bytes) -> Unreadable | None:
        entry = self.listing.entries[path]
        limit = self.governor.config.limits.document_bytes
        if entry.kind is EntryKind.SYMLINK:
            return Unreadable(
                path, "it is a symbolic link", "Put the document itself here; a gate judges files, not links."
            )
        if entry.kind is EntryKind.SUBMODULE:
            return Unreadable(path, "it is a submodule", "Put the document itself here.")
        if len(raw) > limit:
            return Unreadable(path, f"it is larger than {limit:,} bytes", "Split it, or raise limits.document-bytes.")
        if raw.startswith(LFS_PREFIX):
            return Unreadable(path, "it is a git-lfs pointer", "Keep Markdown out of git-lfs (see .gitattributes).")
        return None

    def _spec(self, path: str, document: Document, profile: Profile, before: Spec | None) -> Spec:
        sidecar = self._sidecar(path, profile)
        entry = (sidecar or document).front_matter.find(STATUS_KEY)
        status = entry.text if entry else ""
        said = phase_of(status, self.governor.config) if entry and isinstance(entry.value, str) else None
        phase = said or (before.phase if before else Phase.IMPLEMENTING)
        kinds = self.governor.config.references
        return Spec(path, document, profile, status, phase, base=before, sidecar=sidecar, kinds=kinds)

    def _sidecar(self, path: str, profile: Profile) -> Document | None:
        if not profile.metadata:
            return None
        beside = join(dirname(path), profile.metadata)
        raw = self.contents.get(beside)
        return parse_metadata(beside, raw) if raw is not None else None


def statuses(config: Config) -> tuple[str, ...]:
    """All words the phases know, for messages."""
    return tuple(word for words in config.phases.values() for word in words)
