"""The questions that judging a spec may ask of the rest of the repository, by name, and how each is answered."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import chain
from typing import Any

from speclatch.judging.evidence import SnapshotEvidence
from speclatch.references.claims import Claim
from speclatch.references.gitmodules import GITMODULES
from speclatch.references.paths import markdown_of
from speclatch.references.proof import IGNORE_FILE
from speclatch.trees import Entry, EntryKind
from speclatch.trees.history import Changed

Question = tuple[str, ...]
"""The question's name, then what it is about."""


class Ground(enum.Enum):
    """What an answer rests on, beside the configuration; where that is the same, no question on it need be asked."""

    FILE = "what stands at one path"
    PATHS = "which paths there are, where links lead, and what git is told to ignore"
    NAMES = "which documents and folders there are, and where links lead"
    TEXTS = "that, and the contents of all documents"
    HISTORY = "the history of what is checked out"


Look = Callable[[SnapshotEvidence], Mapping[Any, object]]
Answer = Callable[..., object]

LOOKUPS: Mapping[str, tuple[Ground, Look]] = {
    "by_name": (Ground.PATHS, lambda one: one.listing.by_name),
    "by_folded_path": (Ground.PATHS, lambda one: one.listing.by_folded_path),
    "named_ids": (Ground.NAMES, lambda one: one.references.index.named_ids),
    "by_folder": (Ground.PATHS, lambda one: one.listing.by_folder),
    "by_stem": (Ground.NAMES, lambda one: one.references.index.by_stem),
    "by_numbered_name": (Ground.NAMES, lambda one: one.references.index.by_numbered_name),
    "by_plain_path": (Ground.PATHS, lambda one: one.references.index.by_plain_path),
    "by_kind": (Ground.NAMES, lambda one: one.references.index.by_kind),
    "by_slug": (Ground.NAMES, lambda one: one.references.index.by_slug),
    "folders_by_name": (Ground.NAMES, lambda one: one.references.index.folders_by_name),
    "migrations_by_name": (Ground.PATHS, lambda one: one.migrations.by_name),
    "symlinks": (Ground.PATHS, lambda one: one.references.index.symlinks),
    "ids": (Ground.TEXTS, lambda one: one.snapshot.ids),
    "gone": (Ground.HISTORY, lambda one: one.history.gone if one.history is not None else {}),
}
"""Mappings in which something is looked up by a text."""

QUESTIONS: Mapping[str, tuple[Ground, Answer]] = {
    "there": (Ground.PATHS, lambda one, path: path in one.listing),
    "file": (Ground.PATHS, lambda one, path: path in one.listing.entries),
    "readable": (Ground.PATHS, lambda one, path: one.snapshot.is_readable(path)),
    "folder": (Ground.NAMES, lambda one, path: path in one.listing.directories),
    "folders": (Ground.NAMES, lambda one: tuple(sorted(one.listing.directories))),
    "with_endings": (Ground.PATHS, lambda one, *endings: tuple(one.listing.with_endings(endings))),
    "markdown": (Ground.NAMES, lambda one: one.references.index.markdown),
    "large": (Ground.NAMES, lambda one: one.references.index.is_large),
    "walk": (Ground.PATHS, lambda one, path, start: one.references.index.walk(path, start)),
    "leads_nowhere": (Ground.PATHS, lambda one, path: one.references.index.leads_nowhere(path)),
    "submodule": (Ground.PATHS, lambda one, path: path in one.references.index.submodules),
    "claimed": (Ground.PATHS, lambda one, path: tuple(one.references.proof.paths(_claim(path)))),
    "concerns": (
        Ground.PATHS,
        lambda one, path, sure, folder: one.references.proof.concerns(_claim(path, sure), folder),
    ),
    "presets": (Ground.PATHS, lambda one: one.migrations.presets),
    "homes": (Ground.PATHS, lambda one: tuple(sorted(one.migrations.homes))),
    "migrations": (Ground.PATHS, lambda one: one.migrations.landing),
    "folders_ending": (Ground.NAMES, lambda one, text: one.migrations.folders_ending(text)),
    "find_id": (Ground.TEXTS, lambda one, name: one.references.index.find_id(name)),
    "answers": (Ground.TEXTS, lambda one, name: one.references.index.answers(name)),
    "families": (Ground.TEXTS, lambda one: tuple(sorted(one.references.index.families))),
    "spelled_ids": (Ground.TEXTS, lambda one, kind: one.references.index.spelled_ids(_kind(one, kind))),
    "last_change": (Ground.HISTORY, lambda one, path: one.history.last_change(path) if one.history else None),
    "changes": (Ground.HISTORY, lambda one, path: tuple(one.history.changes(path)) if one.history else ()),
}
"""The other questions whose answers are compared as they are."""

_APART = {"paths": Ground.PATHS, "entry": Ground.FILE, "spec": Ground.TEXTS}
"""Questions whose answers are at hand for who asks; only what they come to is compared."""

_GROUNDS = {**_APART, **{name: ground for name, (ground, _) in QUESTIONS.items()}}

UNKNOWN = ""
"""What stands for an answer that nobody can compare: no other one is the same."""


class Answers:
    """Answers questions about one version of the repository, and says in few letters what the answer was.

    Args:
        evidence: the version.
        stamp: what tells the content at a path from any other that was ever there; ``UNKNOWN`` if nothing does.
        head: names the history of that version.
    """

    def __init__(self, evidence: SnapshotEvidence, stamp: Callable[[str], str], head: str) -> None:
        self.evidence = evidence
        self._stamp = stamp
        self._head = head
        self._digests: dict[Question, str] = {}
        self.earlier: Mapping[str, str] = {}
        """The grounds of an earlier version, by name."""
        self.remembered: Mapping[Question, str] = {}
        """What earlier digests say of the history, where it is the same: looking through it takes long."""

    def value(self, question: Question) -> Any:
        """The answer to a question; of ``look``, what is found there or None; of ``keys``, all that is there."""
        name, *about = question
        if name in _APART:
            return None
        if name == "last_change" and question in self.remembered:
            return _change(self.remembered[question])
        if name == "look":
            return LOOKUPS[about[0]][1](self.evidence).get(about[1])
        if name == "keys":
            return tuple(LOOKUPS[about[0]][1](self.evidence))
        return QUESTIONS[name][1](self.evidence, *about)

    def digest(self, question: Question) -> str:
        """The answer to a question in few letters."""
        known = self._digests.get(question)
        if known is None:
            known = self._digests[question] = self._digest(question)
        return known

    def _digest(self, question: Question) -> str:
        name = question[0]
        if name == "entry":
            return self._content(question[1])
        if name == "spec":
            contents = [self._content(one) for one in self.evidence.snapshot.with_sidecars((question[1],))]
            return _short("\0".join(contents)) if UNKNOWN not in contents else UNKNOWN
        if name == "paths":
            return self.grounds[Ground.PATHS]
        if name == "there":  # one in three questions
            return _THERE if question[1] in self.evidence.listing else _NOT_THERE
        answer = self.value(question)
        if name == "last_change":
            return f"{answer.commit} {answer.time}" if answer is not None else "-"
        said = repr(answer)
        return _BRIEF.get(said) or _short(said)

    def _content(self, path: str) -> str:
        """What stands at a path, in few letters."""
        said = self._said_of(path)
        return said and _short(said)

    def _said_of(self, path: str) -> str:
        """What tells the content at a path from any other."""
        entry = self._entries.get(path)
        if entry is None:
            return "-"
        stamp = self._stamp(path) if entry.kind is not EntryKind.SUBMODULE else "+"
        return f"{entry.kind.value}\0{entry.oid}\0{stamp}" if stamp else UNKNOWN

    @cached_property
    def _entries(self) -> Mapping[str, Entry]:
        return self.evidence.listing.entries

    @cached_property
    def grounds(self) -> Mapping[Ground, str]:
        """What answers rest on, in few letters each."""
        others = tuple(self._other_parts())
        paths = _all(("\0".join(self.evidence.listing.entries), *others))  # in one go, as there may be very many
        if UNKNOWN != paths == self.earlier.get(Ground.PATHS.name):  # the names are some of the paths
            names = self.earlier.get(Ground.NAMES.name, UNKNOWN)
        else:
            names = _all((*self._name_parts(), *others))
        texts = _all((names, *self._text_parts()))
        return {
            Ground.FILE: UNKNOWN,
            Ground.PATHS: paths,
            Ground.NAMES: names,
            Ground.TEXTS: texts,
            Ground.HISTORY: self._head,
        }

    def _other_parts(self) -> Iterable[str]:
        """What is no plain file, and what of files says where paths lead or what git ignores."""
        listing = self.evidence.listing
        for entry in listing.unusual:
            yield f"{entry.path}\0{entry.kind.value}"
        links = (entry.path for entry in listing.unusual if entry.kind is EntryKind.SYMLINK)
        for path in dict.fromkeys((*links, GITMODULES, *listing.with_endings((IGNORE_FILE[1:],)))):
            yield f"{path}\0content"
            yield self._said_of(path)

    def _name_parts(self) -> Iterable[str]:
        """The documents and the folders; of links, whether they lead anywhere: those that do not are no documents."""
        listing, index = self.evidence.listing, self.evidence.references.index
        yield "\0".join(markdown_of(listing))
        yield "\0".join(sorted(listing.directories))
        for path in index.symlinks:
            yield f"{path}\0{index.leads_nowhere(path)}"

    def _text_parts(self) -> Iterable[str]:
        """What stands at the paths of all documents; ``UNKNOWN`` where nobody can tell."""
        is_known = UNKNOWN not in self.texts.values()
        yield "\0".join(chain.from_iterable(self.texts.items())) if is_known else UNKNOWN  # as in ``grounds``

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """What tells the content of each document from any other, and of the files that may hold its front matter."""
        snapshot = self.evidence.snapshot
        documents = (*markdown_of(self.evidence.listing), *snapshot.with_sidecars(snapshot.candidates))
        return {path: self._said_of(path) for path in dict.fromkeys(documents)}


def ground_of(question: Question) -> Ground:
    """What the answer to a question rests on; raises a LookupError if there is no such question."""
    name = question[0]
    return LOOKUPS[question[1]][0] if name in ("look", "keys") else _GROUNDS[name]


def _all(parts: Iterable[str]) -> str:
    """All parts in few letters; ``UNKNOWN`` if one is."""
    hasher = hashlib.blake2b(digest_size=15)
    for part in parts:
        if part == UNKNOWN:
            return UNKNOWN
        hasher.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return hasher.hexdigest()


def _short(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


_BRIEF = {said: _short(said) for said in map(repr, (True, False, None, ()))}
"""What the commonest answers come to, which are given ten thousands of times."""
_THERE, _NOT_THERE = (_BRIEF[repr(there)] for there in (True, False))


def _change(digest: str) -> Changed | None:
    """The change that a digest of ``last_change`` names."""
    commit, _, time = digest.partition(" ")
    return Changed(commit, int(time)) if time else None


def _claim(path: str, sure: str = "sure") -> Claim:
    return Claim(path, path, 0, is_sure=bool(sure))


def _kind(evidence: SnapshotEvidence, name: str) -> Any:
    return next((kind for kind in evidence.config.references if kind.name == name), None)
