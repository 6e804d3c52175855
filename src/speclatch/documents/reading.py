"""The way from a file's bytes to a Document."""

from __future__ import annotations

from speclatch.documents.blocks import Blocks, parse_blocks
from speclatch.documents.builder import Builder, used_footnotes
from speclatch.documents.density import TooDenseError, check_marks
from speclatch.documents.document import Document
from speclatch.documents.inline_facts import DocumentInlines
from speclatch.documents.metadata import read_front_matter
from speclatch.documents.source import ParserLines, UnreadableError, decode, split_lines


def parse(path: str, raw: bytes) -> Document:
    """Read a document. ``path`` is what its locations name; nothing is opened.

    Raises:
        UnreadableError: ``raw`` is not UTF-8, or holds more blocks or marks than are read (see ``density``).
    """
    lines = split_lines(decode(raw))
    front_matter, body = read_front_matter(path, lines)
    source = ParserLines(lines, body)
    blocks = _shown(_read_blocks(source))
    builder = Builder(path, source, blocks, max(len(lines), 1))
    builder.build()
    return Document(
        path=path,
        lines=tuple(lines),
        front_matter=front_matter,
        sections=builder.sections,
        blocks=tuple(builder.blocks),
        tables=tuple(builder.tables),
        tasks=tuple(builder.tasks),
        fences=tuple(builder.fences),
        fields=tuple(builder.fields),
        inline_source=DocumentInlines(path, source, blocks.leaves, builder.sections_of, blocks.names),
    )


def _read_blocks(source: ParserLines) -> Blocks:
    try:
        blocks = parse_blocks(source.texts)
        check_marks(blocks.leaves)
    except TooDenseError as error:
        line = source.number(error.index)
        raise UnreadableError(f"{error} (line {line})", line, hint="Split the document.") from error
    return blocks


def _shown(blocks: Blocks) -> Blocks:
    """The blocks without the footnotes nothing refers to: GitHub does not show those."""
    if not blocks.footnotes:
        return blocks
    used = used_footnotes(blocks)
    return blocks._replace(
        leaves=[leaf for leaf in blocks.leaves if leaf.footnote is None or leaf.footnote in used],
        items=[item for item in blocks.items if item.footnote is None or item.footnote in used],
    )
