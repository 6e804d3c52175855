"""How a paragraph becomes a table and a table gets its rows: GitHub's rules, which pad short rows and cut long ones."""

from __future__ import annotations

from speclatch.documents.blocks.line import Line
from speclatch.documents.blocks.rows import count_cells, is_delimiter_row
from speclatch.documents.blocks.stack import TABLE, Open, OpenBlocks

_MAX_PADDING = 0x80000  # cmark-gfm adds no more cells to short rows (MAX_AUTOCOMPLETED_CELLS)


def start_table(line: Line, blocks: OpenBlocks, block: Open) -> bool:
    """Make a table of the paragraph's last line if ``line`` is a delimiter row under it; whether it is."""
    if block.refused or line.text[line.first] not in "|:-":
        return False
    delimiter, offset = line.rest(line.first)
    if not is_delimiter_row(delimiter):
        return False
    paragraph = block.leaf
    assert paragraph is not None  # noqa: S101 - for mypy
    width = count_cells(delimiter)
    if count_cells(paragraph.texts[-1]) != width:
        block.refused = True  # GitHub tries once per paragraph
        return False
    header, header_offset = paragraph.texts.pop(), paragraph.offsets.pop()
    if paragraph.texts:
        paragraph.last -= 1
        paragraph.strip_indent()
    blocks.drop()
    table = blocks.open_leaf(TABLE, width)
    table.restart(blocks.index - 1)
    table.append(blocks.index - 1, header, header_offset)
    table.append(blocks.index, delimiter, offset)
    return True


def add_row(line: Line, blocks: OpenBlocks, block: Open) -> bool:
    """Take ``line`` as a row of the table; False where GitHub takes no more."""
    table = block.leaf
    assert table is not None  # noqa: S101 - for mypy
    if block.padding > _MAX_PADDING:
        return False
    text, offset = line.rest(line.first)
    block.padding += max(0, block.width - count_cells(text))
    table.append(blocks.index, text, offset)
    return True
