"""Find what names a document and is judged by no rule: unused definitions, code spans, wiki links in the text."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.documents import Document
from speclatch.model import Location
from speclatch.references.collect import of_link
from speclatch.references.grammar import parse_reference, wiki_references
from speclatch.references.parsed import Form
from speclatch.references.paths import reads_as_markdown
from speclatch.references.places import Place
from speclatch.references.reference import Origin, Reference


def mentions(document: Document) -> Iterator[Reference]:
    """Every definition of a link and every wiki link of a document, those in its metadata too; none in code."""
    for link in document.definitions:
        yield of_link(link, None, Origin.LINK, link.target)
    code = [*(one.location for one in document.fences), *(one.location for one in document.code_spans)]
    for number, line in enumerate(document.lines, 1):
        for parsed in wiki_references(line) if "[[" in line else ():
            place = Location(document.path, number, number, parsed.start + 1, parsed.end)
            if any(place.overlaps(one) for one in code):
                continue
            if parsed.form is Form.PATH and not reads_as_markdown(parsed.target):
                # `[[adr/queue]]` names a file without its ending.
                parsed = parsed._replace(target=f"{parsed.target}.md")
            yield Reference(None, Origin.LINK, parsed.target, parsed, place, place)


def paths_in_code(document: Document) -> Iterator[Reference]:
    """The code spans of a document that are one path and nothing else."""
    for span in document.code_spans:
        found = parse_reference(span.text)
        if len(found) == 1 and found[0].form is Form.PATH and " " not in span.text:
            place = Place(span.text, span.location, document.lines)
            edit = place.span(found[0].start, found[0].end)
            yield Reference(None, Origin.LINK, span.text, found[0], edit or span.location, edit)
