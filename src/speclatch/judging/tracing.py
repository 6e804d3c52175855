"""What links specs to what they are built on: the requirements that documents define, and who names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from speclatch.documents.document import Document
from speclatch.model import Location, NamedRequirement, Requirement, TracedTask, Upstream
from speclatch.patterns import lazy_re
from speclatch.profiles.file_names import is_template
from speclatch.profiles.text import blanked
from speclatch.references.definitions import defined_ids, ids_of_ranges, without_struck
from speclatch.references.linked import LinkedDocument
from speclatch.references.names import in_archive
from speclatch.references.tokens import may_hold_id, requirement_key, requirements_in
from speclatch.specs.catalogue import Spec
from speclatch.specs.snapshot import Snapshot

OWNERS = ("owner", "owners", "author", "authors", "assignee", "dri", "lead", "deciders", "decision-makers")
"""Fields that name the people a document belongs to, the first that is filled counts."""


SPEC_KIND = "spec"
"""The kind of references from spec to spec: nothing that a spec is built on."""


def owner_of(spec: Spec) -> str:
    """Who a spec belongs to, as written, or ``""``."""
    entries = (spec.front_matter.find(key) for key in OWNERS)
    return next((entry.text for entry in entries if entry is not None and entry.text.strip()), "")


def named_requirements(document: Document, own: str) -> tuple[NamedRequirement, ...]:
    """The ids that a reader finds in a document besides ``own``, in capitals, each with the first line that does."""
    first: dict[str, int] = {}
    for number, line in _shown_lines(document):
        for name in _ids(line):
            first.setdefault(name, number)
    first.pop(own.upper(), None)
    return tuple(NamedRequirement(name, line) for name, line in sorted(first.items()))


def traced_tasks(spec: Spec) -> tuple[TracedTask, ...]:
    """The boxes of a spec that name ids; one that names a row's own id names what stands in that row as well."""
    rows: dict[str, set[str]] = {}
    for table in spec.document.tables:
        for row in table.rows:
            for name in _ids(without_struck(row.cells[0])) if row.cells else ():
                rows.setdefault(name, set()).update(_ids(without_struck(" | ".join(row.cells[1:]))))
    tasks = ((task, set(_ids(task.text))) for task in spec.document.tasks)
    return tuple(
        TracedTask(
            task.location.line,
            spec.alignment.is_closed(task),
            tuple(sorted(ids.union(*(rows.get(name, ()) for name in ids)))),
        )
        for task, ids in tasks
        if ids
    )


def _ids(text: str) -> Iterator[str]:
    """The ids of requirements in a text, in capitals, those within ranges too."""
    names = [requirement_key(name) for name, _ in requirements_in(text)]
    yield from names
    if names:
        yield from ids_of_ranges(text)


def _shown_lines(document: Document) -> Iterator[tuple[int, str]]:
    """The lines of a document that may hold an id, with their numbers; no comments, and nothing struck through."""
    hidden: dict[int, list[Location]] = {}
    for comment in document.comments:
        for number in range(comment.location.line, comment.location.end_line + 1):
            hidden.setdefault(number, []).append(comment.location)
    for number, line in enumerate(document.lines, 1):
        if not may_hold_id(line):
            continue
        spans = (
            (
                (place.column or 1) - 1 if number == place.line else 0,
                (place.end_column or len(line)) if number == place.end_line else len(line),
            )
            for place in hidden.get(number, ())
        )
        yield number, without_struck(blanked(line, spans))


def upstream(snapshot: Snapshot) -> tuple[Upstream, ...]:
    """Every document of a configured kind, sorted by path; templates and indexes are none."""
    index = snapshot.index
    kinds = {kind: paths for kind, paths in index.by_kind.items() if kind != SPEC_KIND}
    found = {path: kind for kind, paths in kinds.items() for path in paths if _stands_for_itself(path)}
    snapshot.prefetch(found)
    documents = ((path, kind, index.document(path)) for path, kind in sorted(found.items()))
    return tuple(_upstream(path, kind, one) for path, kind, one in documents if one is not None)


def _stands_for_itself(path: str) -> bool:
    stem = path.rpartition("/")[2].partition(".")[0].casefold()
    return stem not in ("readme", "index") and not is_template(path)


def _upstream(path: str, kind: str, linked: LinkedDocument) -> Upstream:
    document = linked.document
    retired = bool(linked.stale) or in_archive(path)
    if document is None:
        return Upstream(path, kind, "", "", linked.status, retired)
    ids = linked.ids
    requirements = tuple(_requirements(document, frozenset(ids)))
    return Upstream(path, kind, ids[0] if ids else "", _title(document), linked.status, retired, requirements)


def _title(document: Document) -> str:
    entry = document.front_matter.find("title")
    if entry is not None and entry.text:
        return entry.text
    return document.headings[0].title if document.headings else ""


def _requirements(document: Document, own: frozenset[str]) -> Iterator[Requirement]:
    """The ids that a document defines for others to name: those with its own prefixes in front are its name."""
    names = {name.upper() for name in own}
    wanted = {name for name in defined_ids(document) if name not in names and _is_requirement(name)}
    lines: dict[str, int] = {}
    for number, line in enumerate(document.lines, 1):
        for name, _ in requirements_in(line):
            lines.setdefault(requirement_key(name), number)
    for name in sorted(wanted, key=lambda name: (lines.get(name, 1), name)):
        yield Requirement(name, lines.get(name, 1))


_REQUIREMENT = lazy_re(
    r"(?:REQ|FR|NFR|US|UC|AC|BR|SR|SRS|GOAL|STORY|NEED|CAP)(?:-[A-Z0-9]+)*-\d+[A-Z]?(?:\.\d+)*", re.ASCII
)
"""What requirements are called in public documents: other ids that a PRD holds name documents and tickets."""


def _is_requirement(name: str) -> bool:
    return _REQUIREMENT.fullmatch(name) is not None


def names_of(requirements: Iterable[NamedRequirement]) -> dict[str, int]:
    """The named ids with their lines."""
    return {one.id: one.line for one in requirements}
