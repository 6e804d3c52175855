"""The inline level of a whole document: links, code spans and comments with their places in the raw file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from speclatch.documents.blocks.leaves import Leaf, LeafKind, Names, Target
from speclatch.documents.blocks.rows import is_remark, split_row
from speclatch.documents.deadlines import check_deadline
from speclatch.documents.document import InlineFacts
from speclatch.documents.elements import CodeSpan, Comment, Link, Section
from speclatch.documents.inlines.reading import Inlines, holds_facts, parse_facts, parse_inlines
from speclatch.documents.inlines.tags import TagLink, links_of_block, links_of_tag
from speclatch.documents.source import ParserLines
from speclatch.model import Location
from speclatch.patterns import lazy_re

_COMMENT = lazy_re(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_SPACES = " \t\v\f\n"
_LEAVES_BETWEEN_CHECKS = 256


class _Text:
    """A text of one or more lines, and where its characters stand in the file."""

    __slots__ = ("_first", "_offsets", "_source", "_starts", "escapes", "text")

    def __init__(self, source: ParserLines, texts: Sequence[str], first: int, offsets: Sequence[int]) -> None:
        self.text = "\n".join(texts)
        self._source = source
        self._first = first
        self._offsets = offsets
        self._starts = [0]
        for text in texts[:-1]:
            self._starts.append(self._starts[-1] + len(text) + 1)
        self.escapes: list[int] = []  # offsets behind which the source has one character more (a cell's `\\|`)

    def place(self, position: int) -> tuple[int, int]:
        """Line and column, 1-based, of the character at ``position``."""
        row = bisect_right(self._starts, position) - 1
        shift = bisect_right(self.escapes, position)
        offset = self._offsets[row] + position - self._starts[row] + shift
        return self._source.number(self._first + row), self._source.column(self._first + row, offset)

    def location(self, path: str, start: int, end: int) -> Location:
        """The location of [start, end)."""
        line, column = self.place(start)
        if end <= start:
            return Location(path, line, line, column, column - 1)
        end_line, end_column = self.place(end - 1)
        return Location(path, line, end_line, column, end_column)


class DocumentInlines:
    """Reads the inline level of a document's leaves, when asked."""

    def __init__(
        self,
        path: str,
        source: ParserLines,
        leaves: Sequence[Leaf],
        sections: Sequence[Section | None],
        names: Names,
    ) -> None:
        self._path = path
        self._source = source
        self._leaves = leaves
        self._sections = sections
        self._names = names

    def plain(self, text: str) -> str:
        """What a reader sees of ``text``."""
        return parse_inlines(text.strip(_SPACES), self._names).plain

    def facts(self) -> InlineFacts:
        """All links, code spans and comments."""
        links: list[Link] = []
        code: list[CodeSpan] = []
        comments: list[Comment] = []
        for at, (leaf, section) in enumerate(zip(self._leaves, self._sections, strict=True)):
            if at % _LEAVES_BETWEEN_CHECKS == 0:
                check_deadline()
            if leaf.kind is LeafKind.HTML:
                self._read_block(leaf, section, links, comments)
            elif leaf.kind in {LeafKind.PARAGRAPH, LeafKind.HEADING} and holds_facts(leaf.text):
                text = _Text(self._source, leaf.texts, leaf.text_line, leaf.offsets)
                self._read(text, section, links, code, comments)
            elif leaf.kind is LeafKind.TABLE:
                for cell in self._cells(leaf):
                    self._read(cell, section, links, code, comments)
        return InlineFacts(tuple(links), tuple(code), tuple(comments))

    def definitions(self) -> tuple[Link, ...]:
        """Every link reference definition, whether a link refers to it or not, in order."""
        found = ((one.target, self._definition(one)) for one in self._names.targets.values())
        links = (Link("", target, place, place, "definition", None) for target, place in found)
        return tuple(sorted(links, key=lambda link: link.location))

    def _cells(self, leaf: Leaf) -> list[_Text]:
        width = len(split_row(leaf.texts[0]))
        found = []
        for at, text in enumerate(leaf.texts):
            for column, cell in enumerate(split_row(text) if at != 1 else ()):
                if holds_facts(cell.text) and (column < width or is_remark(cell.text)):
                    place = _Text(self._source, [cell.text], leaf.text_line + at, [leaf.offsets[at] + cell.start])
                    raw = text[cell.start : cell.end]
                    if "\\|" in raw:
                        place.escapes = [m.start() - n for n, m in enumerate(re.finditer(r"\\\|", raw))]
                    found.append(place)
        return found

    def _read(
        self,
        text: _Text,
        section: Section | None,
        links: list[Link],
        code: list[CodeSpan],
        comments: list[Comment],
    ) -> None:
        stripped = text.text.rstrip(_SPACES)
        inlines = parse_facts(stripped, self._names)
        found = self._links(inlines, text, section)
        tags = [link for span in inlines.html for link in links_of_tag(stripped, span)]
        if tags:
            found.extend(self._tag_link(link, text, section) for link in tags)
            found.sort(key=lambda link: link.location)
        links.extend(found)
        code.extend(CodeSpan(found.text, text.location(self._path, *found.span), section) for found in inlines.code)
        for span in inlines.html:
            if stripped.startswith("<!--", span.start):
                inner = stripped[span.start + 4 : max(span.start + 4, span.end - 3)]
                comments.append(Comment(inner, text.location(self._path, *span), section))

    def _links(self, inlines: Inlines, text: _Text, section: Section | None) -> list[Link]:
        found = []
        for link in inlines.links:
            place = text.location(self._path, *link.span)
            if link.target_span is not None:
                target_place = text.location(self._path, *link.target_span)
            else:
                assert link.definition is not None  # noqa: S101 - for mypy
                target_place = self._definition(link.definition)
            found.append(Link(link.text, link.target, place, target_place, link.kind, section))
        return found

    def _definition(self, target: Target) -> Location:
        line = self._source.number(target.line)
        column = self._source.column(target.line, target.start)
        return Location(self._path, line, line, column, column + target.end - target.start - 1)

    def _read_block(self, leaf: Leaf, section: Section | None, links: list[Link], comments: list[Comment]) -> None:
        """The links and comments of an HTML block."""
        text = _Text(self._source, leaf.texts, leaf.text_line, leaf.offsets)
        comments.extend(
            Comment(match[1], text.location(self._path, match.start(), match.end()), section)
            for match in _COMMENT.finditer(text.text.rstrip(_SPACES))
        )
        links.extend(self._tag_link(link, text, section) for link in links_of_block(text.text))

    def _tag_link(self, link: TagLink, text: _Text, section: Section | None) -> Link:
        place = text.location(self._path, *link.span)
        return Link("", link.target, place, text.location(self._path, *link.target_span), "html", section)
