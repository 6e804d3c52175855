"""The rows of governance tables that have to be answered: the template's Must rows, and those an author added."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from speclatch.config.model import Words
from speclatch.documents.document import Row, Table
from speclatch.profiles.align import Alignment
from speclatch.profiles.answers import is_decided
from speclatch.profiles.columns import column, header_share, item_column, question_column
from speclatch.profiles.demands import asks_must, is_must
from speclatch.profiles.profile import RowRule, TableRule, is_number
from speclatch.profiles.text import fold, is_blank


class RequiredRow(NamedTuple):
    """A row that has to be answered: the template's row, if it is one, and the document's, with its answer."""

    name: str
    rule: TableRule
    table: Table
    row: Row
    answer: str
    where: str


def required_rows(alignment: Alignment) -> Iterator[RequiredRow]:
    """Every row of a document that has to be answered: the template's Must rows and those its author added.

    A template's Must row stays one, whatever the document's ``Required`` cell says.
    """
    seen: set[int] = set()
    rules = [rule for rule in alignment.profile.tables if rule.is_governance]
    for rule in rules:
        for found, table, row in alignment.rows(rule):
            if found.must and table and row and answer_column(rule, table) is not None:
                seen.add(row.location.line)
                yield _required_row(found.shown, rule, table, row, found)
    for rule in rules:
        for table in alignment.document.tables:
            if table is alignment.tables.get(rule) or header_share(rule, table) == 1:
                yield from _added_rows(rule, table, seen, alignment.profile.words)


def _added_rows(rule: TableRule, table: Table, seen: set[int], words: Words) -> Iterator[RequiredRow]:
    required = column(table, rule.required_column)
    if required is None or answer_column(rule, table) is None:
        return
    items = item_column(rule, table)
    for row in table.rows:
        name = row.cells[items]
        asked = question_column(rule, table)
        if asked and is_number(name) and rule.header[1] not in (rule.required_column, rule.where_column):
            name = row.cells[asked]
        if row.location.line not in seen and is_must(row.cells[required], words) and not is_blank(name):
            seen.add(row.location.line)
            yield _required_row(name, rule, table, row, None)


def _required_row(name: str, rule: TableRule, table: Table, row: Row, found: RowRule | None) -> RequiredRow:
    answer = answer_column(rule, table)
    where = column(table, rule.where_column) if rule.where_column else None
    return RequiredRow(
        name,
        rule,
        table,
        row,
        row.cells[answer] if answer is not None else "",
        row.cells[where] if where is not None else (found.where if found else ""),
    )


def is_answered_row(must: RequiredRow, alignment: Alignment) -> bool:
    """Whether the answer of a row decides something; it may not repeat what the table asks."""
    return is_decided(must.answer, alignment, must.table.section) and not _repeats(must, alignment.profile.words)


def _repeats(must: RequiredRow, words: Words) -> bool:
    """Whether an answer is a title of the table, the row's own name, or the question or the mark beside it."""
    answer = _bare(must.answer)
    if answer == _bare(must.name) or answer in map(_bare, must.table.header):
        return True
    elsewhere = sum(_bare(cell) == answer for cell in must.row.cells) > 1
    return elsewhere and (answer.endswith(("?", "？")) or asks_must(answer, words))


def _bare(cell: str) -> str:
    return fold(cell).strip(" .[]()")


def answer_column(rule: TableRule, table: Table) -> int | None:
    """Where a document's table holds the answers that the template's asks for."""
    found = (column(table, title) for title in rule.answer_columns)
    return next((index for index in found if index is not None), None)
