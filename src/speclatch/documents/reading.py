"""The way from a file's bytes to a Document."""

from __future__ import annotations

from speclatch.documents.blocks import Blocks, LeafKind, parse_blocks
from speclatch.documents.builder import Builder, used_footnotes
from speclatch.documents.deadlines import check_deadline
from speclatch.documents.document import Document
from speclatch.documents.fences import read_front_matter
from speclatch.documents.inlines import DocumentInlines
from speclatch.documents.limits import TooDenseError, check_marks
from speclatch.documents.source import ParserLines, UnreadableError, decode, split_lines

_INLINE = frozenset({LeafKind.HEADING, LeafKind.PARAGRAPH, LeafKind.TABLE})


def parse(path: str, raw: bytes) -> Document:
    """Read a document. ``path`` is what its locations name; nothing is opened.

    Raises:
        UnreadableError: ``raw`` is not UTF-8, or holds more blocks or marks than are read (see ``limits``).
        LimitError: a deadline is set, and over; also when the inline level is read later.
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
        _check_marks(blocks)
    except TooDenseError as error:
        line = source.number(error.index)
        raise UnreadableError(f"{error} (line {line})", line, hint="Split the document.") from error
    check_deadline()
    return blocks


def _check_marks(blocks: Blocks) -> None:
    leaves = [leaf for leaf in blocks.leaves if leaf.kind in _INLINE]
    texts = [text for leaf in leaves for text in leaf.texts]

    def line_of(index: int) -> int:
        return next(
            number
            for at, number in enumerate(leaf.text_line + at for leaf in leaves for at in range(len(leaf.texts)))
            if at == index
        )

    check_marks(texts, line_of)


def _shown(blocks: Blocks) -> Blocks:
    """The blocks without the footnotes nothing refers to: GitHub does not show those."""
    if not blocks.footnotes:
        return blocks
    used = used_footnotes(blocks)
    return blocks._replace(
        leaves=[leaf for leaf in blocks.leaves if leaf.footnote is None or leaf.footnote in used],
        items=[item for item in blocks.items if item.footnote is None or item.footnote in used],
    )
