"""Puts what Speclatch reads of a document beside what cmark-gfm reads of it."""

from __future__ import annotations

from typing import NamedTuple

from tests.documents import oracle

from speclatch.documents import BlockKind, Document, Row, Table, parse

Fact = tuple[object, ...]


class Comparison(NamedTuple):
    """Facts of one document, ours and theirs, sorted, under the names of their kinds."""

    document: Document
    ours: dict[str, list[Fact]]
    theirs: dict[str, list[Fact]]

    @property
    def facts(self) -> int:
        """How many facts are compared; of a table, each cell is one."""
        cells = sum(
            len(row) for table in self.document.tables for row in (table.header, *(row.cells for row in table.rows))
        )
        return cells + sum(len(found) for kind, found in self.theirs.items() if kind != "tables")

    def differences(self, *kinds: str) -> dict[str, tuple[list[Fact], list[Fact]]]:
        """For each kind what only we read, and what only the oracle reads."""
        found: dict[str, tuple[list[Fact], list[Fact]]] = {}
        for kind in kinds or tuple(self.ours):
            ours, theirs = self.ours[kind], self.theirs[kind]
            if ours != theirs:
                only = [fact for fact in ours if fact not in theirs], [fact for fact in theirs if fact not in ours]
                found[kind] = only
        return found


def compare(path: str, raw: bytes) -> Comparison:
    """Read ``raw`` both ways; the oracle is given the body alone."""
    document = parse(path, raw)
    front = document.front_matter
    skipped = front.location.end_line if front.present else 0
    theirs = oracle.read("\n".join(raw.decode().split("\n")[skipped:]))
    ours: dict[str, list[Fact]] = {
        "headings": sorted((h.level, h.location.line - skipped, h.title) for h in document.headings),
        "tables": sorted(_table(document, table, skipped) for table in document.tables),
        "tasks": sorted((task.location.line - skipped, task.checked) for task in document.tasks),
        "links": sorted((link.location.line - skipped, link.target) for link in document.links if link.kind != "html"),
        "fences": sorted((fence.location.line - skipped, fence.info, fence.text) for fence in document.fences),
        "html": sorted(
            (block.location.line - skipped, block.text) for block in document.blocks if block.kind is BlockKind.HTML
        ),
        "breaks": sorted((b.location.line - skipped,) for b in document.blocks if b.kind is BlockKind.BREAK),
    }
    return Comparison(
        document,
        ours,
        {
            "headings": sorted(theirs.headings),
            "tables": sorted((lines, rows) for _, lines, rows in theirs.tables),
            "tasks": sorted(theirs.tasks),
            "links": sorted(theirs.links),
            "fences": sorted((line, info, _ended(text)) for line, info, text in theirs.fences),
            "html": sorted((line, _ended(text)) for line, text in theirs.html),
            "breaks": sorted((line,) for line in theirs.breaks),
        },
    )


def _ended(text: str) -> str:
    """A block's text without the end of its last line."""
    return text.removesuffix("\n")


def _table(document: Document, table: Table, skipped: int) -> tuple[list[int], list[list[str]]]:
    rows: tuple[Row, ...] = (table.header_row, *table.rows)
    plain = document.inline_source.plain
    return [row.location.line - skipped for row in rows], [[plain(cell).strip() for cell in row.cells] for row in rows]
