"""What may be written where a reference stands: paths and ids of documents, names of migrations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from posixpath import basename, dirname, relpath
from typing import NamedTuple

from speclatch.config.model import ReferenceKind, kind_of_key
from speclatch.lsp.project import View
from speclatch.migrations.index import file_of
from speclatch.patterns import lazy_re
from speclatch.profiles.keys import kind_of_label
from speclatch.profiles.titles import normalise_label

MOST = 200
"""How many proposals are made; an editor that is told that there are more asks again."""

_WORD = lazy_re(r"[\w./@+~-]*\Z")
_LINK = lazy_re(r"\]\([^()\s]*\Z")
_LABEL = lazy_re(r"\A\s*(?:[-*+>]\s+|\d+[.)]\s+)*[*_]{0,3}(?P<label>[^:：`\[\]|]{1,80})[*_]{0,3}[:：]")


class Proposal(NamedTuple):
    """A text for what stands before the cursor, and what it is."""

    text: str
    detail: str
    is_path: bool


class Proposals(NamedTuple):
    """What may be written, the column (from 1) from which on it is, and whether that is all."""

    start: int
    found: tuple[Proposal, ...]
    whole: bool


def proposals(view: View, line: int, column: int) -> Proposals:
    """What may be written at a character, where a reference or a migration is written."""
    before = (view.lines[line - 1] if line <= len(view.lines) else "")[: column - 1]
    word = _WORD.search(before[-1_000:])
    typed = word[0] if word is not None else ""
    kind = _kind(view, before)
    link = _LINK.search(before[-1_000:]) is not None
    named = kind is not None or link or "/" in typed or re.search(r"[A-Za-z]-|\d{4}", typed) is not None
    told = _told(view, kind, link=link) if named else ()
    fitting = [one for one in dict.fromkeys(told) if typed.casefold() in one.text.casefold()]
    fitting.sort(key=lambda one: not one.text.casefold().startswith(typed.casefold()))
    return Proposals(column - len(typed), tuple(fitting[:MOST]), len(fitting) <= MOST)


def _kind(view: View, before: str) -> ReferenceKind | None:
    """The kind of document that a line asks for, by its key or label."""
    found = _LABEL.match(before)
    if found is None:
        return None
    label = found["label"].strip("*_ ")
    kinds = view.evidence.config.references
    name = kind_of_label(normalise_label(label), kinds)
    return kind_of_key(label, kinds) or next((kind for kind in kinds if kind.name == name), None)


def _told(view: View, kind: ReferenceKind | None, *, link: bool) -> Iterator[Proposal]:
    """All that could be meant: of a kind, its ids and paths; of none, those of every kind, and the migrations."""
    index = view.evidence.references.index
    wanted = [kind] if kind is not None else view.evidence.config.references
    for one in wanted:
        if not link:
            yield from (Proposal(name, one.name, is_path=False) for name in _ids(index.named_ids, one))
        for path in index.by_kind.get(one.name, ()):
            if path != view.path:
                yield Proposal(relpath(path, dirname(view.path) or ".") if link else path, one.name, is_path=True)
    if kind is None:
        for migration in view.evidence.migrations.landing:
            path = file_of(migration)
            yield Proposal(relpath(path, dirname(view.path) or ".") if link else path, "migration", is_path=True)


def _ids(named: Iterable[str], kind: ReferenceKind) -> Iterator[str]:
    """The ids of a kind that names of files open with, the shortest of each file."""
    pattern = re.compile(kind.id, re.IGNORECASE) if kind.id else None
    if pattern is not None:
        yield from (name.upper() for name in named if len(name) <= MOST and pattern.fullmatch(name))


def label_of(proposal: Proposal) -> str:
    """What is listed: of a path, its last part, so that a long folder does not hide it."""
    return basename(proposal.text) if proposal.is_path else proposal.text
