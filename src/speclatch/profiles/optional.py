"""Which sections of a template may be left out: by a mark in the title, or by what stands before or below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from speclatch.config.model import Words
from speclatch.documents.document import Block, BlockKind, Comment, Document, Section
from speclatch.profiles.demands import allows_absence, is_optional
from speclatch.profiles.text import is_blank


def optional_sections(document: Document, words: Words) -> frozenset[Section]:
    """The sections that documents may leave out, those below them too."""
    fields = _lines_of_fields(document)
    comments = [one for one in document.comments if one.location.line not in fields]  # behind a field it speaks of that
    before = _remarks_before(document, comments)
    below: dict[Section | None, Comment] = {}
    for comment in comments:
        below.setdefault(comment.section, comment)
    headings = frozenset(section.heading.location.line for section in document.sections)
    found: set[Section] = set()
    for section in document.sections:
        remarks = (*before.get(section, ()), *_remarks_below(document, section, below.get(section), headings))
        says = any(allows_absence(remark, words) for remark in remarks)
        if section.parent in found or is_optional(section.title, words) or says:
            found.add(section)
    return frozenset(found)


def _lines_of_fields(document: Document) -> frozenset[int]:
    """The lines on which the metadata of the body stands, wrapped ones too."""
    first = {entry.location.line for entry in document.metadata.body}
    blocks = (block.location for block in document.blocks if block.location.line in first)
    return frozenset((*first, *(line for place in blocks for line in range(place.line, place.end_line + 1))))


def _remarks_before(document: Document, comments: Iterable[Comment]) -> dict[Section, list[str]]:
    """The comments right before a heading; one that is nearer to the heading above speaks of that one."""
    found: dict[Section, list[str]] = {}
    following = {section.heading.location.line: section for section in document.sections}
    for comment in comments:
        line = comment.location.end_line + 1
        while line <= len(document.lines) and not document.lines[line - 1].strip():
            line += 1
        section = following.get(line)
        if section is not None and not _is_nearer_above(comment, line, document):
            found.setdefault(section, []).append(comment.text)
    return found


def _is_nearer_above(comment: Comment, heading: int, document: Document) -> bool:
    """Whether a comment before the heading on line ``heading`` stands right below another heading."""
    above = comment.section
    if above is None:
        return False
    first = above.heading.location.end_line + 1
    between = document.lines[first - 1 : comment.location.line - 1]
    distance = comment.location.line - above.heading.location.end_line
    return not any(line.strip() for line in between) and distance <= heading - comment.location.end_line


def _remarks_below(
    document: Document, section: Section, comment: Comment | None, headings: AbstractSet[int]
) -> Iterator[str]:
    """The first comment and the first text below a heading, if nothing else stands before them."""
    if comment is not None and not _is_before_next(comment, document, headings):
        first = next(document.blocks_in(section), None)
        if first is None or comment.location.line <= first.location.end_line:
            yield comment.text
    shown = (block for block in document.blocks_in(section) if not is_blank(block.text))
    first_shown = next(shown, None)
    if first_shown is not None and _is_remark(first_shown):
        yield first_shown.text


def _is_before_next(comment: Comment, document: Document, headings: AbstractSet[int]) -> bool:
    """Whether a comment belongs to the heading below it."""
    line = comment.location.end_line + 1
    while line <= len(document.lines) and not document.lines[line - 1].strip():
        line += 1
    return line in headings and not _is_nearer_above(comment, line, document)


def _is_remark(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and (block.item is None or block.quoted)
