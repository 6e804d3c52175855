"""Comments in a document that excuse findings: what they name, what they cover, and whether they give a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from speclatch.documents.document import Block, BlockKind, Comment, Document, FrontMatter
from speclatch.model import Location
from speclatch.profiles.wording import is_blank

_IGNORE = re.compile(
    r"^\s*speclatch-ignore(?P<file>-file)?\s*:\s*(?P<rules>[A-Za-z0-9*_-]+(?:\s*,\s*[A-Za-z0-9*_-]+)*)?\s*"
    r"(?:--+\s*(?P<reason>.*?))?\s*$",
    re.DOTALL,
)
_YAML_COMMENT = re.compile(r"(?:^|\s)#\s*(?P<text>speclatch-ignore(?:-file)?\s*:.*)$")


@dataclass(frozen=True, slots=True)
class Ignore:
    """One ignore comment: the rules it names, its reason (``""``: none, it does nothing), and the lines it covers.

    ``location`` is the comment itself; ``covers`` None stands for the whole file.
    """

    rules: tuple[str, ...]
    reason: str
    location: Location
    covers: tuple[int, int] | None

    def holds(self, rule: str, location: Location) -> bool:
        """Whether a finding of ``rule`` at ``location`` is excused."""
        if not self.reason or rule not in self.rules or location.path != self.location.path:
            return False
        if self.covers is None:
            return True
        return location.line <= self.covers[1] and location.end_line >= self.covers[0]


def ignores(document: Document, front_matter: FrontMatter) -> tuple[Ignore, ...]:
    """Every ignore comment of a document and its front matter, in order."""
    found = [*_in_front_matter(document, front_matter), *_in_body(document)]
    return tuple(sorted(found, key=lambda ignore: (ignore.location.line, ignore.location.column or 0)))


def _in_front_matter(document: Document, front_matter: FrontMatter) -> Iterator[Ignore]:
    """``# speclatch-ignore: rule -- reason``, on the line of its key or on the line above."""
    if not front_matter.present or front_matter.location.path != document.path:
        return
    for number in range(front_matter.location.line, front_matter.location.end_line + 1):
        line = document.lines[number - 1]
        comment = _YAML_COMMENT.search(line)
        parsed = _IGNORE.match(comment["text"]) if comment else None
        if comment and parsed:
            own_line = not line[: comment.start()].strip()
            covered = number + 1 if own_line else number
            where = Location(document.path, number)
            yield _ignore(parsed, where, None if parsed["file"] else (number, covered))


def _in_body(document: Document) -> Iterator[Ignore]:
    for comment in document.comments:
        parsed = _IGNORE.match(comment.text)
        if parsed:
            yield _ignore(parsed, comment.location, None if parsed["file"] else _covered(comment, document))


def _ignore(parsed: re.Match[str], location: Location, covers: tuple[int, int] | None) -> Ignore:
    rules = tuple(name.strip() for name in (parsed["rules"] or "").split(",") if name.strip())
    return Ignore(rules, (parsed["reason"] or "").strip(), location, covers)


def _covered(comment: Comment, document: Document) -> tuple[int, int]:
    """A comment within a line covers that line; one that stands alone, the block after it."""
    first, last = comment.location.line, comment.location.end_line
    alone = all(
        block.kind is BlockKind.HTML
        for block in document.blocks
        if block.location.line <= first <= block.location.end_line
    ) and not any(section.heading.location.line == first for section in document.sections)
    if not alone:
        return first, last
    return first, _end_of_next(last, document)


def _end_of_next(line: int, document: Document) -> int:
    """The last line of the block after ``line``: a heading, a table, a paragraph, or a whole list."""
    blocks = [block for block in document.blocks if block.location.line > line and not _is_comment(block)]
    heading = next((s.heading.location for s in document.sections if s.heading.location.line > line), None)
    if heading is not None and (not blocks or heading.line < blocks[0].location.line):
        return heading.end_line
    if not blocks:
        return line
    end = blocks[0].location.end_line
    if blocks[0].item is None:
        return end
    for block in blocks[1:]:
        if block.item is None or block.section is not blocks[0].section:
            break
        end = block.location.end_line
    return end


def _is_comment(block: Block) -> bool:
    return block.kind is BlockKind.HTML and is_blank(block.text)
