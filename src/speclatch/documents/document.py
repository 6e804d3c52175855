"""What a parsed document offers to the rules: front matter, sections, tables, tasks, links, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import merge
from operator import itemgetter
from typing import NamedTuple, Protocol

from speclatch.documents.body_metadata import body_metadata
from speclatch.documents.elements import (
    Block,
    BlockKind,
    CodeSpan,
    Comment,
    Fence,
    Field,
    Heading,
    Item,
    Link,
    Row,
    Section,
    Table,
    Task,
)
from speclatch.documents.front_matter import (
    FrontMatter,
    FrontMatterProblem,
    MetadataField,
    MetadataForm,
    ProblemKind,
    Scalar,
    key_name,
)
from speclatch.documents.metadata import Metadata

__all__ = [
    "Block",
    "BlockKind",
    "CodeSpan",
    "Comment",
    "Document",
    "Fence",
    "Field",
    "FrontMatter",
    "FrontMatterProblem",
    "Heading",
    "InlineFacts",
    "InlineSource",
    "Item",
    "Link",
    "Metadata",
    "MetadataField",
    "MetadataForm",
    "ProblemKind",
    "Row",
    "Scalar",
    "Section",
    "Table",
    "Task",
    "key_name",
]


class InlineFacts(NamedTuple):
    """What the inline level of a document holds, in order."""

    links: tuple[Link, ...]
    code_spans: tuple[CodeSpan, ...]
    comments: tuple[Comment, ...]


class InlineSource(Protocol):
    """Reads the inline level when it is first asked for."""

    def facts(self) -> InlineFacts:
        """Everything of the inline level."""
        ...

    def definitions(self) -> tuple[Link, ...]:
        """Every link reference definition, used or not."""
        ...

    def plain(self, text: str) -> str:
        """What a reader sees of ``text``, the source of a paragraph or cell."""
        ...


@dataclass(frozen=True, eq=False)
class Document:
    """A parsed document. Everything in it is in document order and carries its place in the raw file.

    ``lines`` are the file's lines without LF and without the CR of a CRLF; their columns are those of the
    file.
    """

    path: str
    lines: tuple[str, ...]
    front_matter: FrontMatter
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    tasks: tuple[Task, ...]
    fences: tuple[Fence, ...]
    fields: tuple[Field, ...]
    inline_source: InlineSource = field(repr=False)

    @cached_property
    def metadata(self) -> Metadata:
        """Every field of its metadata: the front matter's, then those of the body."""
        body = body_metadata(self.sections, self.blocks, self.tables, self.fields, self.tasks)
        return Metadata(self.front_matter, body)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """All headings, in order."""
        return tuple(section.heading for section in self.sections)

    @cached_property
    def title(self) -> Section | None:
        """The first heading if it is the only one of level 1: the document's title."""
        tops = [section for section in self.sections if section.level == 1]
        return tops[0] if len(tops) == 1 and tops[0] is self.sections[0] else None

    @cached_property
    def _inline_facts(self) -> InlineFacts:
        return self.inline_source.facts()

    @property
    def links(self) -> tuple[Link, ...]:
        """All links and images; read on first use."""
        return self._inline_facts.links

    @property
    def definitions(self) -> tuple[Link, ...]:
        """All link reference definitions, those that no link refers to as well."""
        return self.inline_source.definitions()

    @property
    def code_spans(self) -> tuple[CodeSpan, ...]:
        """All code spans; read on first use."""
        return self._inline_facts.code_spans

    @property
    def comments(self) -> tuple[Comment, ...]:
        """All HTML comments; read on first use."""
        return self._inline_facts.comments

    def within(self, section: Section | None, outer: Section | None) -> bool:
        """Whether ``section`` is ``outer`` or stands below it; everything is below None."""
        while section is not None:
            if section is outer:
                return True
            section = section.parent
        return outer is None

    def blocks_in(self, section: Section | None, *, deep: bool = False) -> Iterator[Block]:
        """The blocks of ``section`` (of None: before the first heading); with ``deep``, of its subsections too."""
        if not deep:
            return iter([block for _, block in self._blocks_by_section.get(section, ())])
        if section is None:
            return iter(self.blocks)
        inside = (self._blocks_by_section.get(inner, ()) for inner in self._sections_below[section])
        return (block for _, block in merge(*inside, key=itemgetter(0)))

    @cached_property
    def _blocks_by_section(self) -> Mapping[Section | None, Sequence[tuple[int, Block]]]:
        """The blocks right in each section, with their place in the document's order."""
        found: dict[Section | None, list[tuple[int, Block]]] = {}
        for numbered in enumerate(self.blocks):
            found.setdefault(numbered[1].section, []).append(numbered)
        return found

    @cached_property
    def _sections_below(self) -> Mapping[Section, Sequence[Section]]:
        """Each section with all those below it, itself first."""
        found: dict[Section, list[Section]] = {section: [] for section in self.sections}
        for section in self.sections:
            outer: Section | None = section
            while outer is not None:
                found[outer].append(section)
                outer = outer.parent
        return found

    def tables_in(self, section: Section | None, *, deep: bool = False) -> Iterator[Table]:
        """The tables of ``section``, as ``blocks_in``."""
        return (table for table in self.tables if self._belongs(table.section, section, deep=deep))

    def _belongs(self, section: Section | None, wanted: Section | None, *, deep: bool) -> bool:
        return self.within(section, wanted) if deep else section is wanted

    def text_of(self, section: Section | None, *, deep: bool = True) -> str:
        """The text a reader sees in ``section``, a line per block or row; headings and comments are left out."""
        parts = (self._shown(block) for block in self.blocks_in(section, deep=deep))
        return "\n".join(part for part in parts if part)

    def _shown(self, block: Block) -> str:
        if block.kind is BlockKind.CODE:
            return block.text.strip()
        return self.inline_source.plain(block.text).strip()
