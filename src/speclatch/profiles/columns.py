"""Which column of a document's table is which of the template's."""

from __future__ import annotations

from functools import lru_cache

from speclatch.documents.document import Table
from speclatch.profiles.profile import (
    TableRule,
)
from speclatch.profiles.text import fold


def item_column(rule: TableRule, table: Table) -> int:
    """Where a table holds what the template's first column does: under its title, else in the first column."""
    title = fold(rule.header[0])
    return next((index for index, cell in enumerate(table.header) if fold(cell) == title), 0)


def question_column(rule: TableRule, table: Table) -> int | None:
    """Where a table asks what the template's second column does; None where there is no such column."""
    return column(table, rule.header[1]) if len(rule.header) > 1 else None


def header_share(rule: TableRule, table: Table) -> float:
    """The share of a template table's columns that a table has too."""
    return sum(column(table, title) is not None for title in rule.header) / len(rule.header)


def column(table: Table, title: str) -> int | None:
    """The index of a column by the template's title; ``Where`` answers for ``Where to document``."""
    return _column(table.header, title)


@lru_cache(maxsize=1024)
def _column(header: tuple[str, ...], title: str) -> int | None:
    wanted = fold(title)
    folded = [fold(cell) for cell in header]
    if wanted in folded:
        return folded.index(wanted)
    for index, cell in enumerate(folded):
        if cell and (wanted.startswith(cell + " ") or cell.startswith(wanted + " ")):
            return index
    words = set(wanted.split())
    for index, cell in enumerate(folded):
        if len(words) > 1 and words & set(cell.split()) - {"to", "the", "of", "and"}:
            return index
    return None
