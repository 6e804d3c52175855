"""The listing, and what references lead to, as they are shown when all questions are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from speclatch.config.model import ReferenceKind
from speclatch.judging.recall.lookups import Ask, Folders, Lookup
from speclatch.references.claims import Claim
from speclatch.references.index import ReferenceIndex
from speclatch.references.linked import LinkedDocument
from speclatch.references.paths import Walk
from speclatch.references.proof import Proof
from speclatch.references.resolver import Resolver
from speclatch.trees import Entry, Listing

Paths = Mapping[str, tuple[str, ...]]


class Entries(Mapping[str, Entry]):
    """The paths of the tree; whoever looks at one sees its content's id."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._all = ask.answers.evidence.listing.entries

    def __getitem__(self, path: str) -> Entry:
        self._ask("entry", path)
        return self._all[path]

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and bool(self._ask("file", path))

    def __iter__(self) -> Iterator[str]:
        self._ask("paths")
        return iter(self._all)

    def __len__(self) -> int:
        self._ask("paths")
        return len(self._all)


@dataclass(frozen=True)
class RecordedListing(Listing):
    """A listing that keeps what is asked of it."""

    ask: Ask = field(kw_only=True)

    def __contains__(self, path: object) -> bool:
        """Whether something stands at ``path``."""
        return isinstance(path, str) and bool(self.ask("there", path))

    @property
    def directories(self) -> AbstractSet[str]:
        """All directories that hold something."""
        return Folders(self.ask)

    @property
    def unusual(self) -> tuple[Entry, ...]:
        """What is no plain file; each is asked for as a whole."""
        self.ask("paths")
        return tuple(self.entries[entry.path] for entry in self.ask.answers.evidence.listing.unusual)

    @property
    def by_folder(self) -> Paths:
        """The files of each directory."""
        return Lookup(self.ask, "by_folder")

    def with_endings(self, endings: Iterable[str]) -> list[str]:
        """See ``Listing``."""
        return list(self.ask("with_endings", *endings))

    @property
    def by_name(self) -> Paths:
        """Paths by their last segment, case folded."""
        return Lookup(self.ask, "by_name")

    @property
    def by_folded_path(self) -> Paths:
        """Paths by their case-folded form."""
        return Lookup(self.ask, "by_folded_path")


class LinkedDocuments(Mapping[str, LinkedDocument]):
    """The documents that references lead to; each is asked for as a whole."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._all = ask.answers.evidence.references.index.documents

    def __getitem__(self, path: str) -> LinkedDocument:
        self._ask("entry", path)
        return self._all[path]

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and bool(self._ask("readable", path))

    def __iter__(self) -> Iterator[str]:
        return (path for path in self._ask.answers.evidence.listing.entries if path in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Submodules:
    """The submodules that the repository declares."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and bool(self._ask("submodule", path))


@dataclass(frozen=True)
class RecordedIndex(ReferenceIndex):
    """What references lead to; it keeps what is asked of it.

    What the index works out of several looks is one question here, so that the answer counts and not the way to it.
    """

    ask: Ask = field(kw_only=True)

    def leads_nowhere(self, path: str) -> bool:
        """See ``ReferenceIndex``."""
        return bool(self.ask("leads_nowhere", path))

    def walk(self, path: str, start: str = "") -> Walk:
        """See ``ReferenceIndex``."""
        found: Walk = self.ask("walk", path, start)
        return found

    def find_id(self, name: str) -> tuple[str, ...]:
        """See ``ReferenceIndex``; where a name says it, no document is asked about."""
        if known := self.named_ids.get(name.casefold(), ()):
            return self._within(name, known)
        found: tuple[str, ...] = self.ask("find_id", name)
        return found

    def answers(self, name: str) -> bool:
        """See ``ReferenceIndex``."""
        return bool(self.ask("answers", name))

    def spelled_ids(self, kind: ReferenceKind | None) -> tuple[str, ...]:
        """See ``ReferenceIndex``."""
        found: tuple[str, ...] = self.ask("spelled_ids", kind.name if kind is not None else "")
        return found

    @property
    def is_large(self) -> bool:
        """See ``ReferenceIndex``."""
        return bool(self.ask("large"))

    @property
    def markdown(self) -> tuple[str, ...]:
        """See ``ReferenceIndex``."""
        found: tuple[str, ...] = self.ask("markdown")
        return found

    @property
    def registers(self) -> tuple[str, ...]:
        """See ``ReferenceIndex``."""
        self.ask("markdown")  # which of them are some is said by their paths
        return self.ask.answers.evidence.references.index.registers

    @property
    def families(self) -> frozenset[str]:
        """See ``ReferenceIndex``."""
        return frozenset(self.ask("families"))

    @property
    def by_number(self) -> Mapping[tuple[str, int], tuple[str, ...]]:
        """See ``ReferenceIndex``."""
        self.ask("paths")
        return self.ask.answers.evidence.references.index.by_number

    @property
    def named_ids(self) -> Paths:
        """See ``ReferenceIndex``."""
        return Lookup(self.ask, "named_ids")

    @property
    def by_stem(self) -> Paths:
        """See ``ReferenceIndex``."""
        return Lookup(self.ask, "by_stem")

    @property
    def by_numbered_name(self) -> Paths:
        """See ``ReferenceIndex``."""
        return Lookup(self.ask, "by_numbered_name")

    @property
    def by_plain_path(self) -> Paths:
        """See ``ReferenceIndex``."""
        return Lookup(self.ask, "by_plain_path")

    @property
    def by_kind(self) -> Paths:
        """See ``ReferenceIndex``."""
        return Lookup(self.ask, "by_kind")

    @property
    def by_slug(self) -> Paths:
        """See ``ReferenceIndex``."""
        return Lookup(self.ask, "by_slug")

    @property
    def folders_by_name(self) -> Paths:
        """See ``ReferenceIndex``."""
        return Lookup(self.ask, "folders_by_name")


@dataclass(frozen=True)
class RecordedProof(Proof):
    """What the tree can prove; it keeps what is asked of it."""

    ask: Ask = field(kw_only=True)

    def paths(self, claim: Claim) -> Iterator[str]:
        """See ``Proof``."""
        return iter(self.ask("claimed", claim.path))

    def concerns(self, claim: Claim, folder: str) -> bool:
        """See ``Proof``."""
        return bool(self.ask("concerns", claim.path, "sure" if claim.is_sure else "", folder))


class RecordedResolver(Resolver):
    """Follows references, and keeps what it asked for."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        index = ask.answers.evidence.references.index
        listing = RecordedListing(Entries(ask), ask=ask)
        super().__init__(
            RecordedIndex(
                listing,
                index.kinds,
                LinkedDocuments(ask),
                Lookup(ask, "symlinks"),
                index.renames,
                Submodules(ask),
                index.home,
                ask=ask,
            )
        )

    @property
    def proof(self) -> Proof:
        """See ``Resolver``."""
        shared = self._ask.answers.evidence.references.proof
        return RecordedProof(self.index.listing, shared.read, shared.name, ask=self._ask)
