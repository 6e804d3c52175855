"""Whether a unit of a document says something of its author's own: a value, a cell, a table, a whole section."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from speclatch.config.model import Words
from speclatch.documents.document import Block, BlockKind, Document, Field, Section, Table
from speclatch.patterns import lazy_re
from speclatch.profiles.align import Alignment
from speclatch.profiles.boilerplate import is_legal_notice
from speclatch.profiles.guidance import guidance_spans, is_guidance
from speclatch.profiles.profile import SectionRule
from speclatch.profiles.text import digest, is_blank, visible
from speclatch.profiles.words import NO_WORDS, answers_nothing, asks_back, is_open, none_answer


def is_answered(text: str, alignment: Alignment, section: Section | None) -> bool:
    """Whether a value is the author's: neither blank, nor a word for later, nor what the template has there."""
    if answers_nothing(text, alignment.profile.words) or is_empty_footnote(text, alignment.document):
        return False
    return not leftover(text, alignment, section)


def is_decided(text: str, alignment: Alignment, section: Section | None) -> bool:
    """Whether a value answers a question that must be answered: ``pending``, an open box and a question do not."""
    is_said = not is_open(text, alignment.profile.words) and not asks_back(text)
    return is_said and not is_empty_footnote(text, alignment.document) and not leftover(text, alignment, section)


def is_empty_footnote(text: str, document: Document) -> bool:
    """Whether a text is only the marks of footnotes that are not there, or say nothing: ``[^1]``."""
    if "[^" not in text or not _FOOTNOTES.fullmatch(text.strip()):
        return False
    marks = {mark.casefold() for mark in _FOOTNOTE.findall(text)}
    for number, line in enumerate(document.lines, 1):
        found = _DEFINED.match(line)
        if found is not None and found["mark"].casefold() in marks:
            below = document.lines[number : number + 1] if is_blank(found["text"]) else ()
            said = " ".join((found["text"], *(text for text in below if text[:1] in (" ", "\t"))))
            if not answers_nothing(said):
                return False
    return True


def leftover(text: str, alignment: Alignment, section: Section | None) -> str:
    """What of the template still stands in a text: all of it, a bracketed piece, or ``""``."""
    guidance = alignment.profile.guidance
    if is_guidance(text, guidance):
        return visible(text)
    spans = guidance_spans(text, guidance, alignment.keys_around(section))
    return spans[0].text if spans else ""


def is_blank_table(table: Table) -> bool:
    """Whether a table has no data row, or only blank cells in every one."""
    return all(is_blank(cell) for row in table.rows for cell in row.cells)


def is_set_in_columns(table: Table) -> bool:
    """Whether a table only sets things in columns: no row, and most cells of its head hold links or line breaks."""
    told = [cell for cell in table.header if not is_blank(cell)]
    return not table.rows and len(told) > 1 and 2 * sum(bool(_SET.search(cell)) for cell in told) > len(told)


def is_caption(table: Table, document: Document) -> bool:
    """Whether a table is only the heading of what follows: one column, no row, and a code block right below it."""
    if table.rows or len(table.header) != 1 or is_blank(table.header[0]):
        return False
    end = table.location.end_line
    below = next((fence for fence in document.fences if fence.location.line > end), None)
    return below is not None and not any(map(str.strip, document.lines[end : below.location.line - 1]))


def table_says_none(table: Table, words: Words = NO_WORDS) -> bool:
    """Whether a table is answered by ``None`` or ``N/A`` in its first cell."""
    return bool(table.rows) and bool(table.rows[0].cells) and none_answer(table.rows[0].cells[0], words) is not None


def section_says_none(document: Document, section: Section | None, words: Words = NO_WORDS) -> bool:
    """Whether a section is answered as a whole by ``None`` or ``N/A``, in itself or in a section around it.

    Its text is that answer and nothing else; blank tables of the template may still stand beside it.
    """
    answered = _answered_by_none(document, words)
    while section is not None:
        if section in answered:
            return True
        section = section.parent
    return False


@lru_cache(maxsize=4)
def _answered_by_none(document: Document, words: Words) -> frozenset[Section]:
    """The sections whose own text is ``None``; found in one go, as many tables may ask for the same one."""
    texts: dict[Section, list[str]] = {}
    for block in document.blocks:
        if block.section is not None and block.kind is not BlockKind.TABLE and not is_blank(block.text):
            texts.setdefault(block.section, []).append(block.text)
    filled = {table.section for table in document.tables if not is_blank_table(table)}
    return frozenset(
        section
        for section, said in texts.items()
        if len(said) == 1 and section not in filled and none_answer(said[0], words) is not None
    )


def is_empty(document: Document, section: Section) -> bool:
    """Whether nothing is visible below a heading, subsections' own headings aside."""
    return all(
        block.kind is BlockKind.BREAK or is_blank(block.text) for block in document.blocks_in(section, deep=True)
    )


def is_untouched(alignment: Alignment, section: Section | None) -> bool:
    """Whether all that stands in a section (None: the document) is the template's: nobody has written in it.

    A ticked box is somebody's work; a section whose boxes are closed is not untouched.
    """
    document, texts = alignment.document, alignment.profile.texts
    blocks = (block for block in document.blocks_in(section, deep=True) if block.kind not in _HOLDS_NO_TEXT)
    cells = (cell for table in document.tables_in(section, deep=True) for row in table.rows for cell in row.cells)
    own = (text for text in (*(block.text for block in blocks), *cells) if not is_blank(text))
    if any(digest(text) not in texts for text in own):
        return False
    return not any(task.checked for task in document.tasks if document.within(task.section, section))


def holds_guidance(alignment: Alignment, section: Section | None) -> bool:
    """Whether guidance of the template still stands in a section (None: in the document): that is said on its line."""
    document = alignment.document
    blocks = (block for block in document.blocks_in(section, deep=True) if block.kind not in _HOLDS_NO_TEXT)
    if any(leftover(block.text, alignment, block.section) for block in blocks):
        return True
    tables = document.tables_in(section, deep=True)
    return any(leftover(cell, alignment, table.section) for table in tables for row in table.rows for cell in row.cells)


_HOLDS_NO_TEXT = (BlockKind.TABLE, BlockKind.BREAK)


_SET = lazy_re(r"\]\(|\]\[|<(?:br|img|a)\b|^!?\[[^\]]+\]$", re.IGNORECASE)
"""What a cell holds that is no title of a column: a link, a picture, a line break."""
_FOOTNOTE = lazy_re(r"\[\^([^\]\s]+)\]")
_FOOTNOTES = lazy_re(r"(?:\[\^[^\]\s]+\][\s,;]*)+")
_DEFINED = lazy_re(r" {0,3}\[\^(?P<mark>[^\]\s]+)\]:(?P<text>.*)")


class Unfilled(NamedTuple):
    """The sections that must be filled and are not: those that are missing, and those without a word of an author's.

    ``others`` is the number of those that need not be there, and are filled.
    """

    missing: tuple[SectionRule, ...]
    hollow: tuple[SectionRule, ...]
    wanted: int
    others: int = 0

    @property
    def lacks_most(self) -> bool:
        """Whether most of the sections are missing, and more than one."""
        return len(self.missing) > 1 and 2 * len(self.missing) > self.wanted

    @property
    def says_nothing(self) -> bool:
        """Whether most of the sections, or the only one and all others, are missing or nobody's: never filled in."""
        open_ones = len(self.missing) + len(self.hollow)
        return 2 * open_ones > self.wanted and (open_ones > 1 or (open_ones == self.wanted and not self.others))


def unfilled(alignment: Alignment) -> Unfilled:
    """What of the sections of the template's top level, optional ones aside, nobody has filled."""
    wanted = [rule for rule in alignment.profile.sections if rule.is_top and alignment.asks_for(rule)]
    missing = tuple(rule for rule in wanted if rule.key not in alignment.sections)
    there = [(rule, alignment.sections[rule.key]) for rule in wanted if rule.key in alignment.sections]
    hollow = tuple(
        rule
        for rule, section in there
        if is_untouched(alignment, section) and not _is_legal(alignment.document, section)
    )
    free = (rule.key for rule in alignment.profile.sections if rule.is_top and not rule.required)
    others = [alignment.sections[key] for key in free if key in alignment.sections]
    filled = sum(not is_untouched(alignment, one) for one in others) if len(wanted) == 1 else 0
    return Unfilled(missing, hollow, len(wanted), filled)


def _is_legal(document: Document, section: Section) -> bool:
    """Whether a section holds nothing but a licence or a notice of rights, which is every document's as it stands."""
    said = [block.text for block in document.blocks_in(section, deep=True) if not is_blank(block.text)]
    return bool(said) and all(is_legal_notice(text) for text in said)


def is_filled(alignment: Alignment, section: Section) -> bool:
    """Whether some block in a section, subsections included, is the author's own."""
    document = alignment.document
    fields = {field.location.line: field for field in document.fields}
    return any(_block_filled(block, alignment, fields) for block in document.blocks_in(section, deep=True)) or any(
        _table_filled(table, alignment) for table in document.tables_in(section, deep=True)
    )


def _block_filled(block: Block, alignment: Alignment, fields: dict[int, Field]) -> bool:
    if block.kind in (BlockKind.TABLE, BlockKind.BREAK):
        return False
    field = fields.get(block.location.line)
    if field is not None:
        return is_answered(field.value, alignment, block.section)
    return is_answered(block.text, alignment, block.section)


def _table_filled(table: Table, alignment: Alignment) -> bool:
    rule = alignment.table_rules.get(table.location.line)
    asked = rule.answer_columns if rule else table.header
    wanted = [index for index, title in enumerate(table.header) if title in asked] or range(len(table.header))
    return any(is_answered(row.cells[index], alignment, table.section) for row in table.rows for index in wanted)
