"""From leaves to a Document: sections as a tree, tables with cells, tasks, fields, all with places in the raw file."""

from __future__ import annotations

from speclatch.documents.blocks import Blocks, ItemRecord, Leaf, LeafKind
from speclatch.documents.blocks.rows import is_remark, split_row
from speclatch.documents.deadlines import check_deadline
from speclatch.documents.elements import (
    Block,
    BlockKind,
    Fence,
    Field,
    Heading,
    Item,
    Row,
    Section,
    Table,
    Task,
)
from speclatch.documents.inlines import parse_inlines
from speclatch.documents.labelled import FieldReader
from speclatch.documents.outline import outline
from speclatch.documents.slugs import Slugger
from speclatch.documents.source import ParserLines
from speclatch.documents.struck import leaves_nothing_open, split_struck
from speclatch.model import Location

_SPACES = " \t\v\f\n"
_LEAVES_BETWEEN_CHECKS = 1024
_BLOCKS = {
    LeafKind.PARAGRAPH: BlockKind.PARAGRAPH,
    LeafKind.FENCED: BlockKind.CODE,
    LeafKind.INDENTED: BlockKind.CODE,
    LeafKind.HTML: BlockKind.HTML,
    LeafKind.TABLE: BlockKind.TABLE,
    LeafKind.BREAK: BlockKind.BREAK,
}


class Builder:
    """Makes the parts of one document. ``sections_of[i]`` is the section that leaf ``i`` stands in."""

    def __init__(self, path: str, source: ParserLines, blocks: Blocks, last_line: int) -> None:
        self.path = path
        self._source = source
        self._parsed = blocks
        self._items: dict[int, Item] = {}
        self.sections, self.sections_of = outline(self._headings(), blocks.leaves, last_line)
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.fences: list[Fence] = []
        self.fields: list[Field] = []
        self.tasks: list[Task] = []
        self._labelled = FieldReader(path, source, blocks.leaves)

    def build(self) -> None:
        """Go through the leaves."""
        boxed: dict[int, int] = {}
        leaves = self._parsed.leaves
        for index, leaf in enumerate(leaves):
            if index % _LEAVES_BETWEEN_CHECKS == 0:
                check_deadline()
            section = self.sections_of[index]
            if leaf.kind is LeafKind.HEADING:
                continue
            self._add_block(leaf, section)
            if leaf.kind is LeafKind.PARAGRAPH:
                if leaf.holds_box:
                    boxed[id(leaf.item)] = index
                self.fields += self._labelled.fields_of(index, section)
        self._add_tasks(boxed)

    def _headings(self) -> list[Heading]:
        slugger = Slugger()
        found = []
        for leaf in self._parsed.leaves:
            if leaf.kind is LeafKind.HEADING:
                source = leaf.text.strip(_SPACES)
                title = parse_inlines(source, self._parsed.names).plain.strip()
                place = self._lines(leaf.first, leaf.last)
                found.append(Heading(leaf.level, title, slugger.slug(title), place, source))
        return found

    def _lines(self, first: int, last: int) -> Location:
        return Location(self.path, self._source.number(first), self._source.number(last))

    def _span(self, index: int, start: int, end: int) -> Location:
        """The location of [start, end) in the line with that index."""
        line = self._source.number(index)
        first = self._source.column(index, start)
        return Location(self.path, line, line, first, first + end - start - 1)

    def _item(self, record: ItemRecord | None) -> Item | None:
        if record is None:
            return None
        chain = []
        while record is not None and id(record) not in self._items:
            chain.append(record)
            record = record.parent
        item = self._items[id(record)] if record is not None else None
        for inner in reversed(chain):
            place = self._lines(inner.first, inner.last)
            item = Item(place, inner.depth, inner.ordered, inner.box is not None, item)
            self._items[id(inner)] = item
        return item

    def _add_block(self, leaf: Leaf, section: Section | None) -> None:
        place = self._lines(leaf.first, leaf.last)
        text = leaf.text
        self.blocks.append(Block(_BLOCKS[leaf.kind], text, place, section, self._item(leaf.item), leaf.quoted))
        if leaf.kind is LeafKind.TABLE:
            self._add_table(leaf, place, section)
        elif leaf.kind in {LeafKind.FENCED, LeafKind.INDENTED}:
            self.fences.append(Fence(leaf.info, text, place, section))

    def _add_table(self, leaf: Leaf, place: Location, section: Section | None) -> None:
        width = len(split_row(leaf.texts[0]))
        rows = [self._row(leaf, at, width) for at in range(len(leaf.texts)) if at != 1]
        self.tables.append(Table(rows[0].cells, rows[0], tuple(rows[1:]), place, section))

    def _row(self, leaf: Leaf, at: int, width: int) -> Row:
        index, text = leaf.text_line + at, leaf.texts[at]
        first = self._source.column(index, leaf.offsets[at])
        cells = split_row(text)
        texts = [cell[0] for cell in cells[:width]]
        columns = [(first + cell[1], first + cell[2] - 1) for cell in cells[:width]]
        if len(cells) < width:
            end = first + len(text.rstrip(_SPACES))
            texts.extend([""] * (width - len(cells)))
            columns.extend([(end, end - 1)] * (width - len(cells)))
        line = self._source.number(index)
        beyond = sum(not is_remark(cell.text) for cell in cells[width:])
        return Row(tuple(texts), Location(self.path, line, line), tuple(columns), min(len(cells), width) + beyond)

    def _add_tasks(self, boxed: dict[int, int]) -> None:
        """Make a task of each item with a box; ``boxed`` has the leaf behind it, by item."""
        sections = list(self.sections)
        at = -1
        for record in self._parsed.items:
            if record.box is None:
                continue
            place = self._lines(record.first, record.first)
            index = boxed.get(id(record))
            text = body = ""
            if index is None:
                while at + 1 < len(sections) and sections[at + 1].heading.location.line <= place.line:
                    at += 1
                section = sections[at] if at >= 0 else None
            else:
                section = self.sections_of[index]
                text = " ".join(line.strip(_SPACES) for line in self._parsed.leaves[index].texts)
                body = self._labelled.below(index, record)
            box = self._span(record.box_line, record.box, record.box + 3)
            struck, rest = split_struck(text)
            is_struck = bool(struck) and leaves_nothing_open(rest)
            self.tasks.append(Task(record.checked, text, is_struck, record.depth, place, box, section, struck, body))


def used_footnotes(blocks: Blocks) -> frozenset[tuple[str, int]]:
    """The footnote definitions GitHub shows: the first of its label, if something refers to it."""
    wanted: set[str] = set()
    for at, leaf in enumerate(blocks.leaves):
        if at % _LEAVES_BETWEEN_CHECKS == 0:
            check_deadline()
        if leaf.kind in {LeafKind.HEADING, LeafKind.PARAGRAPH, LeafKind.TABLE}:
            wanted.update(parse_inlines(leaf.text, blocks.names).footnotes)
    return frozenset((label, line) for label, line in blocks.footnotes.items() if label in wanted)
