"""The migrations that a spec names, in groups of one name, and how a name is mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from speclatch.documents.document import Document, Section
from speclatch.migrations.index import Mention, MentionForm, MigrationIndex, file_of, mentions
from speclatch.migrations.presets import Migration
from speclatch.model import Edit, Fix
from speclatch.rules.base import Context
from speclatch.rules.messages import NOTHING, Said, say
from speclatch.specs.catalogue import Spec


def section_of(document: Document, line: int) -> Section | None:
    """The innermost section that a line stands in."""
    inside = [one for one in document.sections if one.location.line <= line <= one.location.end_line]
    return inside[-1] if inside else None


def grouped(spec: Spec, index: MigrationIndex) -> Iterator[tuple[Mention, ...]]:
    """The mentions of one migration on one line (a link's text and its target): one fault is one finding."""
    found: dict[tuple[int, str], list[Mention]] = {}
    for mention in mentions(spec.document, index):
        found.setdefault((mention.location.line, mention.name), []).append(mention)
    for group in found.values():
        yield tuple(group)


def changed_specs(context: Context) -> Iterator[Spec]:
    """The specs among the files of the change."""
    for path in context.changes or ():
        if (spec := context.catalogue.specs.get(path)) is not None:
            yield spec


def texts_of(index: MigrationIndex) -> frozenset[str]:
    """What a document that names an added migration holds, case folded: its name or version, or a glob of the name."""
    return frozenset(text.casefold() for one in index.added for text in (one.name, one.version) if text)


def named_by(specs: Iterable[Spec], index: MigrationIndex) -> frozenset[str]:
    """The paths of the added migrations that specs name, by path, bare name or glob."""
    paths = {path: one.path for one in index.added for path in (one.path, file_of(one))}
    named: set[str] = set()
    for spec in specs:
        for mention in mentions(spec.document, index):
            if mention.form is not MentionForm.FOLDER:
                found = (one if isinstance(one, str) else one.path for one in index.found(mention, spec.path))
                named.update(paths[path] for path in found if path in paths)
    return frozenset(named)


def mended(group: Sequence[Mention], index: MigrationIndex) -> tuple[Said, Fix | None]:
    """The hint and the fix for a migration that is not there: the one that is most likely meant."""
    near = index.nearest(group[0])
    if near is None:
        return NOTHING, None
    migration, certain = near
    edits = tuple(edit for mention in group if (edit := _edit(mention, migration, index)) is not None)
    return say("Did you mean {}?", migration.path), Fix(edits, safe=certain) if edits else None


def _edit(mention: Mention, migration: Migration, index: MigrationIndex) -> Edit | None:
    """Put a migration's name for a mention's; its whole path where the folders are wrong, too. None: it says so."""
    named = _renamed(mention, migration.name)
    if "/" in mention.text and not index.found(named, mention.location.path):
        place, new, old = mention.location, migration.path, mention.text
    else:
        place, new, old = mention.name_location, migration.name, mention.written_name
    return Edit(place, new, old) if new != old else None


def _renamed(mention: Mention, name: str) -> Mention:
    text = name.join(mention.text.rsplit(mention.written_name, 1))
    return Mention(
        text,
        name,
        MentionForm.NAME,
        mention.preset,
        mention.version,
        mention.suffix,
        mention.location,
        mention.name_location,
    )
