"""What stands under the cursor: where it leads to, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.lsp.positions import holds
from speclatch.lsp.project import View
from speclatch.migrations.index import file_of, mentions
from speclatch.migrations.presets import Migration
from speclatch.model import Location
from speclatch.references.definitions import defined_ids
from speclatch.references.index import readmes
from speclatch.references.reference import Reference
from speclatch.references.resolution import Resolution
from speclatch.references.tokens import ids_in
from speclatch.reports.escape import code, prose
from speclatch.reports.rule_pages import rule_page
from speclatch.rules import BY_ID


def definitions(view: View, line: int, column: int) -> tuple[Location, ...]:
    """The places that what stands at a character leads to: documents, sections, migrations, requirements."""
    if view.spec is None:
        return ()
    found = [place for one, result in _references(view, line, column) for place in _targets(view, one, result)]
    found += _migrations(view, line, column)
    found = found or list(_requirement(view, line, column))
    return tuple(dict.fromkeys(found))


def _references(view: View, line: int, column: int) -> Iterator[tuple[Reference, Resolution]]:
    if view.spec is None:
        return
    for one, result in view.evidence.references.resolved(view.spec):
        places = (one.location, one.label_location)
        if any(place is not None and place.path == view.path and holds(place, line, column) for place in places):
            yield one, result


def _targets(view: View, one: Reference, result: Resolution) -> Iterator[Location]:
    for target in result.targets if result.found else ():
        for path in _files(view, target):
            yield Location(path, _line_of(view, path, one.parsed.anchor))


def _files(view: View, target: str) -> Iterator[str]:
    """A file, or the page of a folder."""
    entries = view.evidence.listing.entries
    yield from [path for path in (target, *readmes(target)) if path in entries][:1]


def _line_of(view: View, path: str, anchor: str) -> int:
    """The line of a section of a document; the first where there is none of that name."""
    linked = view.evidence.references.index.document(path)
    document = linked.document if anchor and linked is not None else None
    headings = document.headings if document is not None else ()
    return next((one.location.line for one in headings if one.slug == anchor), 1)


def _migrations(view: View, line: int, column: int) -> Iterator[Location]:
    if view.spec is None:
        return
    index = view.evidence.migrations
    for mention in mentions(view.spec.document, index):
        if holds(mention.location, line, column):
            for one in index.found(mention, view.path):
                path = file_of(one) if isinstance(one, Migration) else one
                yield from (Location(file, 1) for file in _files(view, path))


def _requirement(view: View, line: int, column: int) -> Iterator[Location]:
    """Where the documents that a spec refers to define the id under the cursor."""
    text = view.lines[line - 1] if line <= len(view.lines) else ""
    names = [name for name, start in ids_in(text) if start + 1 <= column <= start + len(name) + 1]
    if not names or view.spec is None:
        return
    resolver = view.evidence.references
    for _, result in resolver.resolved(view.spec):
        for linked in resolver.documents(result) if result.found else ():
            document = linked.document
            if document is not None and names[0].upper() in defined_ids(document):
                yield from (
                    Location(document.path, number)
                    for number, one in enumerate(document.lines, 1)
                    if names[0] in (name for name, _ in ids_in(one))
                )
                return


def hover(view: View, line: int, column: int) -> str:
    """What there is to say at a character, as Markdown: findings with the rule's page, what a reference leads to."""
    found = [judged for judged in view.findings if judged.finding.location.path == view.path]
    found = [judged for judged in found if holds(judged.finding.location, line, column)]
    parts = []
    for judged in found:
        finding = judged.finding
        hint = f"\n\n{prose(finding.hint)}" if finding.hint else ""
        parts.append(f"**{finding.rule}** ({judged.severity.value}): {prose(finding.message)}{hint}")
    parts += [_leads_to(view, result) for _, result in _references(view, line, column) if result.found]
    parts += [rule_page(BY_ID[rule]) for rule in dict.fromkeys(one.finding.rule for one in found) if rule in BY_ID]
    return "\n\n---\n\n".join(parts)


def _leads_to(view: View, result: Resolution) -> str:
    lines = []
    for linked in view.evidence.references.documents(result):
        document = linked.document
        title = document.headings[0].title if document is not None and document.headings else ""
        status = f", status {code(linked.status)}" if linked.status else ""
        lines.append(f"{code(linked.path)}{f': {prose(title)}' if title else ''}{status}")
    return "  \n".join(lines) or code(result.target or "")
