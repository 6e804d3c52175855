"""All specs of a tree: each with its document, profile and phase, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from posixpath import dirname, join
from typing import TYPE_CHECKING, NamedTuple, Protocol

from speclatch.config.model import DEFAULT_KINDS, Config, ReferenceKind
from speclatch.documents import UnreadableError, parse, parse_metadata
from speclatch.documents.document import Document, FrontMatter, Metadata, MetadataField
from speclatch.documents.source import wide_encoding
from speclatch.model import Phase
from speclatch.profiles.align import Alignment
from speclatch.profiles.file_names import is_markdown
from speclatch.profiles.in_force import Scope
from speclatch.profiles.matching import ProfileMatcher
from speclatch.profiles.phases import STATUS_KEY, phase_of
from speclatch.profiles.profile import KeyRule, Profile
from speclatch.references.collect import collect
from speclatch.references.kinds import kind_of_path
from speclatch.references.reference import Reference
from speclatch.trees import EntryKind, Listing

if TYPE_CHECKING:
    from speclatch.specs.likeness import Stray

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

    @cached_property
    def metadata(self) -> Metadata:
        """Every field of its metadata: the file's beside it, its own front matter, its body."""
        return metadata_of(self.document, self.sidecar)

    def answer_to(self, rule: KeyRule) -> MetadataField | None:
        """The field that answers a key of the template, in any form; in front matter, where the template has both."""
        return (self.front_matter if rule.twice else self.metadata).find(rule.key)

    @property
    def id(self) -> str:
        """The id of its metadata as written, or ``""``."""
        entry = self.metadata.find(self.profile.id_key)
        return entry.text if entry is not None else ""

    @property
    def title(self) -> str:
        """What people call it: the title of its metadata, else the first heading, else its path."""
        entry = self.metadata.find("title")
        if entry is not None and entry.text:
            return entry.text
        return self.document.headings[0].title if self.document.headings else self.path

    @cached_property
    def alignment(self) -> Alignment:
        """The document laid over its profile."""
        if self.base is not None and self.base.document is self.document and self.base.profile is self.profile:
            return self.base.alignment  # both are of one text: once is enough
        return Alignment(self.document, self.profile)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every reference in it: those of its front matter, then of its body in order."""
        before = self.base
        if before is None or before.document is not self.document or before.profile is not self.profile:
            return collect(self)
        return before.references if before.sidecar is self.sidecar else collect(self)


class Unreadable(NamedTuple):
    """A governed file that cannot be read as a document, and why.

    ``line`` is where reading stopped: in the file, or in the ``sidecar`` that holds its front matter.
    """

    path: str
    reason: str
    hint: str
    line: int = 1
    sidecar: str = ""


@dataclass(frozen=True)
class Catalogue:
    """Every spec of one tree, by path, and the governed files that are none because they cannot be read.

    ``strays`` are documents that look like a profile's and are none of its. ``ids`` are the paths of files that may be
    specs by the id they say, case folded; None: all specs are asked. What is in the mappings may be made when it is
    asked for.
    """

    specs: Mapping[str, Spec] = field(default_factory=dict)
    unreadable: Mapping[str, Unreadable] = field(default_factory=dict)
    strays: Mapping[str, Stray] = field(default_factory=dict)
    ids: Mapping[str, Sequence[str]] | None = None
    holding: Callable[[Collection[str]], Iterable[str]] | None = None

    def with_id(self, name: str) -> tuple[Spec, ...]:
        """The specs whose metadata has that id, in any case; of a number, with any zeros before it."""
        folded = _id_name(name)
        near = (self.specs.get(path) for path in self._by_id.get(folded, ()))
        return tuple(spec for spec in near if spec is not None and _id_name(spec.id) == folded)

    @cached_property
    def _by_id(self) -> Mapping[str, Sequence[str]]:
        return self.ids if self.ids is not None else paths_by_id((spec.path, spec.id) for spec in self.specs.values())

    def naming(self, texts: Collection[str]) -> Iterator[Spec]:
        """The specs whose documents hold one of ``texts``, or a glob that may match one."""
        paths = self.specs if self.holding is None else self.holding(texts)
        for path in paths:
            spec = self.specs.get(path)
            if spec is not None:
                yield spec


def paths_by_id(named: Iterable[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    """Paths by id, case folded, zeros before a number off, from (path, id); an empty id is none."""
    found: dict[str, list[str]] = {}
    for path, name in named:
        if name:
            found.setdefault(_id_name(name), []).append(path)
    return found


def _id_name(name: str) -> str:
    """An id for comparison."""
    bare = name.strip()
    return bare.lstrip("0") or "0" if bare.isascii() and bare.isdecimal() else name.casefold()


class Contents(Protocol):
    """The paths of a tree, and what stands at each."""

    @property
    def listing(self) -> Listing:
        """Every path."""
        ...

    def read(self, path: str) -> bytes:
        """The content at a path of the listing; of a submodule nothing."""
        ...


@dataclass(frozen=True)
class Classifier:
    """Says of one file after the other what it is.

    ``base`` holds the base's specs: they stay specs until they are deleted; ``renamed`` says what a renamed file was
    called there. ``parser`` says how a document is parsed (a cache may stand before it).
    """

    contents: Contents
    matcher: ProfileMatcher
    base: Mapping[str, Spec] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    parser: Parse = parse
    metadata_parser: Parse = parse_metadata

    def spec_at(self, path: str) -> Spec | Unreadable | None:
        """The spec at a path, or why it cannot be read; None if no profile governs it."""
        if path not in self.contents.listing.entries:
            return None
        before = self.base.get(self.renamed.get(path, path))
        named = self.matcher.by_path(path)
        sure = named or (before.profile if before and not self.matcher.by_globs else None)
        if sure is None and (self.matcher.by_globs or not self.matcher.may_match(path)):
            return None
        raw = self.contents.read(path)
        fault = self._unreadable(path, raw)
        if fault is not None:
            return fault if sure or self.matcher.hinted(path) or self._looks_governed(path, raw) else None
        if sure is None and not self._is_possible(path, raw):
            return None
        try:
            document = self.parser(path, raw)
        except UnreadableError as error:
            fault = Unreadable(path, f"it is {error}", error.hint, error.line)
            return fault if sure or self.matcher.hinted(path) or self._looks_governed(path, raw) else None
        profile = sure or self.matcher.by_content(path, document)
        if profile is None:
            return None
        sidecar = sidecar_of(path, profile)
        fault = self._unreadable(sidecar, b"") if sidecar in self.contents.listing.entries else None
        if fault is not None:
            return Unreadable(path, f"its front matter cannot be read, {fault.reason}", fault.hint, 1, sidecar)
        try:
            return self._spec(path, document, profile, before)
        except UnreadableError as error:
            return Unreadable(path, f"its front matter beside it is {error}", error.hint, error.line, sidecar)

    def stray_at(self, path: str) -> Stray | None:
        """What a document that no profile governs looks like; None where it looks like none."""
        entry = self.contents.listing.entries.get(path)
        if entry is None or entry.kind in (EntryKind.SYMLINK, EntryKind.SUBMODULE):
            return None
        if not is_markdown(path) or self.matcher.excluded(path) or self._is_other_kind(path):
            return None
        if path in self.matcher.templates:
            return None
        raw = self.contents.read(path)
        if len(raw) > self.matcher.config.limits.document_bytes:
            return None
        from speclatch.specs.likeness import stray  # only of what a change touches, or somebody asked for

        return stray(path, raw, self.matcher, parse)

    def _is_possible(self, path: str, raw: bytes) -> bool:
        """Whether a file is worth to be parsed; what is UTF-16 shows nothing to a quick look."""
        return bool(wide_encoding(raw)) or self.matcher.looks_possible(raw) or self.matcher.hinted(path) is not None

    def _is_other_kind(self, path: str) -> bool:
        """Whether a document is one that specs refer to, such as a PRD: what it has of a spec, it has of its own."""
        kind = kind_of_path(path, self.matcher.config.references)
        return kind is not None and kind.name != "spec" and not self.matcher.by_globs

    def _looks_governed(self, path: str, raw: bytes) -> bool:
        """Whether a file that cannot be read as it is looks like a spec, by what of it can be read."""
        from speclatch.specs.likeness import seen_through

        text = seen_through(raw, self.matcher.config.limits.document_bytes)
        if not self.matcher.looks_possible(text):
            return False
        try:
            return self.matcher.by_content(path, parse(path, text)) is not None
        except UnreadableError:
            return True  # its headings are a spec's, and nobody can say that it is none

    def _unreadable(self, path: str, raw: bytes) -> Unreadable | None:
        entry = self.contents.listing.entries[path]
        limit = self.matcher.config.limits.document_bytes
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
        entry = metadata_of(document, sidecar).find(STATUS_KEY)
        status = entry.text if entry else ""
        said = phase_of(status, self.matcher.config) if entry and isinstance(entry.value, str) else None
        phase = said or (before.phase if before else Phase.IMPLEMENTING)
        kinds = self.matcher.config.references
        return Spec(path, document, profile, status, phase, base=before, sidecar=sidecar, kinds=kinds)

    def _sidecar(self, path: str, profile: Profile) -> Document | None:
        sidecar = sidecar_of(path, profile)
        if not sidecar or sidecar not in self.contents.listing.entries:
            return None
        return self.metadata_parser(sidecar, self.contents.read(sidecar))


def sidecar_of(path: str, profile: Profile | Scope) -> str:
    """Where the front matter of a profile's document stands, whether it is there or not; ``""`` if in the document."""
    return join(dirname(path), profile.metadata) if profile.metadata else ""


def metadata_of(document: Document, sidecar: Document | None) -> Metadata:
    """The metadata of a document, that of the file beside it first."""
    if sidecar is None:
        return document.metadata
    return Metadata(sidecar.front_matter, document.metadata.entries)


def statuses(config: Config) -> tuple[str, ...]:
    """All words the phases know, for messages."""
    return tuple(word for words in config.phases.values() for word in words)
