"""What an earlier audit found out, and when it still holds: keys made of all that an answer depends on."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass, replace
from posixpath import dirname, join
from typing import NamedTuple, Protocol

from speclatch.judging.codec import Outcome, Row, from_row
from speclatch.references.index import ReferenceIndex
from speclatch.references.linked import linked_documents
from speclatch.specs.catalogue import Unreadable
from speclatch.specs.snapshot import Ground

FAULTS = (ValueError, TypeError, LookupError, AttributeError)
"""What reading a row that is none may raise."""


class Remembered(Protocol):
    """Rows by name, from earlier runs of the same program."""

    def known(self, name: str) -> Row | None:
        """The row of that name, if there is one. It may be anything: nobody vouches for it."""
        ...

    def keep(self, name: str, row: Row) -> None:
        """Remember a row."""
        ...


class NoMemory:
    """Remembers nothing."""

    def known(self, name: str) -> Row | None:  # noqa: ARG002
        """Nothing."""
        return None

    def keep(self, name: str, row: Row) -> None:
        """Nothing."""


class Facts(NamedTuple):
    """What the judging of other files needs to know of a file: whether it is a spec, its id, what it refers to.

    ``fault`` says why a governed file cannot be read; ``stray`` names the profile that a file outside every glob looks
    like.
    """

    spec: bool = False
    id: str = ""
    wanted: tuple[str, ...] = ()
    fault: Unreadable | None = None
    stray: str = ""


class Recall:
    """Asks the memory for what holds of this very tree.

    A file's facts depend on its bytes, those of the file beside it, the configuration, the templates, and which paths
    there are. What judging it gave depends on the same, on which files are specs, on the ids of documents, and on the
    documents it asked about. A spec that shares its id with another is judged anew each time.
    """

    def __init__(self, ground: Ground, memory: Remembered) -> None:
        self._ground = ground
        self._memory = memory
        self._off = isinstance(memory, NoMemory)
        self._start = b"" if self._off else _hash(_ground_parts(ground))
        self._whole = b""
        self._linked: Mapping[str, str] = {}
        self._sharing: Collection[str] = ()
        self._names: dict[str, bytes] = {}

    def facts(self, path: str) -> Facts | None:
        """What is known of a file."""
        row = None if self._off else self._memory.known(self._name(path).hex())
        if row is None:
            return None
        try:
            spec, name, wanted, fault, stray = row
            unreadable = Unreadable(path, *fault) if fault is not None else None
            return Facts(spec, name, tuple(wanted), unreadable, stray)
        except FAULTS:
            return None

    def keep_facts(self, path: str, facts: Facts) -> None:
        """Remember what is known of a file."""
        if not self._off:
            fault = facts.fault
            told = [fault.reason, fault.hint, fault.line] if fault is not None else None
            self._memory.keep(self._name(path).hex(), [facts.spec, facts.id, list(facts.wanted), told, facts.stray])

    def settle(self, specs: Sequence[str], linked: Mapping[str, bytes], sharing: Collection[str]) -> None:
        """Say what holds of the whole tree: its specs, what they link to, and those that share an id."""
        if self._off:
            return
        config = self._ground.config
        ids = ReferenceIndex(self._ground.listing, config.references, linked_documents(linked)).by_id
        told = (part for name, paths in sorted(ids.items()) for part in (name, *paths, ""))
        self._whole = _hash((self._start, *map(_bytes, specs), b"", *map(_bytes, told)))
        self._linked = {path: hashlib.sha256(raw).hexdigest() for path, raw in linked.items()}
        self._sharing = frozenset(sharing)

    def outcome(self, path: str) -> Outcome | None:
        """What judging a spec gave, if all it depends on is as it was."""
        if self._off or path in self._sharing:
            return None
        row = self._memory.known(self._outcome_name(path))
        try:
            if row is None or any(self._linked.get(one) != known for one, known in row[0]):
                return None
            outcome = from_row(row[1])
        except FAULTS:
            return None
        return outcome if outcome.report.path == path else None

    def keep_outcome(self, path: str, row: Row) -> None:
        """Remember what judging a spec gave: the documents it asked about, and an outcome's row."""
        if not self._off and path not in self._sharing:
            self._memory.keep(self._outcome_name(path), [[[one, self._linked.get(one)] for one in row[0]], row[1]])

    def _name(self, path: str) -> bytes:
        """Names a file and all that its facts depend on."""
        if path not in self._names:
            contents = self._ground.contents
            places = (join(dirname(path), one.metadata) for one in self._ground.governor.profiles if one.metadata)
            beside = (contents.get(place, b"-") for place in places)
            self._names[path] = _hash((self._start, _bytes(path), contents[path], *beside))
        return self._names[path]

    def _outcome_name(self, path: str) -> str:
        return _hash((self._whole, self._name(path))).hex()


def _ground_parts(ground: Ground) -> Iterable[bytes]:
    """All that every answer depends on."""
    config = replace(ground.config, fail_on=None, new_only=False)
    yield _bytes(canonical(config))
    for path, raw in sorted(ground.templates.items()):
        yield _bytes(path)
        yield raw
    yield b"entries"
    yield _bytes("\0".join(f"{path}\0{entry.kind.value}" for path, entry in ground.listing.entries.items()))
    yield _bytes("\0".join(f"{path}\0{target}" for path, target in sorted(ground.symlinks.items())))


def canonical(value: object) -> str:
    """A value as a text that is the same in every run: dataclasses, mappings, sequences, sets and plain values.

    Raises:
        TypeError: it is something else.
    """
    if is_dataclass(value) and not isinstance(value, type):
        inner = ",".join(f"{one.name}={canonical(getattr(value, one.name))}" for one in fields(value))
        return f"{type(value).__name__}({inner})"
    if isinstance(value, Mapping):
        pairs = sorted(f"{canonical(key)}:{canonical(one)}" for key, one in value.items())
        return f"{{{','.join(pairs)}}}"
    if isinstance(value, AbstractSet):
        return f"<{','.join(sorted(map(canonical, value)))}>"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(canonical, value))}]"
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    if value is None or isinstance(value, str | bytes | bool | int | float):
        return repr(value)
    raise TypeError(f"no text says what a {type(value).__name__} is")


def _hash(parts: Iterable[bytes]) -> bytes:
    """A digest of parts, each told from the next by its length."""
    found = hashlib.sha256()
    for part in parts:
        found.update(b"%d:" % len(part))
        found.update(part)
    return found.digest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
