"""Lay a document over its profile: which of its sections, tables, labels and boxes answer which of the template's."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from speclatch.config.model import Words
from speclatch.documents.document import Document, Field, Row, Section, Table, Task
from speclatch.profiles.columns import header_share, item_column, question_column
from speclatch.profiles.option_boxes import boxes_above
from speclatch.profiles.profile import (
    FieldRule,
    Profile,
    RowRule,
    SectionKey,
    SectionRule,
    TableRule,
    TaskRule,
    is_number,
)
from speclatch.profiles.same_boxes import is_reworded, match_boxes
from speclatch.profiles.same_sections import match_sections
from speclatch.profiles.text import fold, is_blank
from speclatch.profiles.titles import label_id, normalise_label, normalise_title, row_name
from speclatch.profiles.words import none_answer, none_within

SAME_QUESTION = 0.6
"""How alike (0 to 1) the questions of two rows of one number must be to be one."""
SAME_HEADER = 0.5
"""The share of a template table's columns by which it is known outside its section."""


@dataclass(frozen=True, eq=False)
class Alignment:
    """A document and its profile, side by side. Every answer is computed once."""

    document: Document
    profile: Profile

    @cached_property
    def title(self) -> Section | None:
        """The document's own title."""
        return self.document.title

    @cached_property
    def sections(self) -> Mapping[SectionKey, Section]:
        """The document's section for each of the template's that it has."""
        return match_sections(self.profile, self.document)

    @cached_property
    def keys(self) -> Mapping[Section, SectionKey]:
        """The template's key for each section of the document that answers one; of several, the first."""
        found: dict[Section, SectionKey] = {}
        for key, section in self.sections.items():
            found.setdefault(section, key)
        return found

    @cached_property
    def rules(self) -> Mapping[SectionKey, SectionRule]:
        """The template's sections by key."""
        return {rule.key: rule for rule in self.profile.sections}

    def key_of(self, section: Section | None) -> SectionKey | None:
        """The template's key for the nearest section around; ``()`` before the first; None in a section of its own."""
        if section is None or section is self.title:
            return ()
        while section is not None:
            if section in self.keys:
                return self.keys[section]
            section = section.parent
        return None

    def keys_around(self, section: Section | None) -> tuple[SectionKey, ...]:
        """The template sections whose guidance may be left over in ``section``; all of them in a section of its own."""
        key = self.key_of(section)
        if key is None:
            return tuple(self.profile.guidance.spans)
        return tuple(key[:length] for length in range(len(key), -1, -1))

    def asks_for(self, rule: SectionRule) -> bool:
        """Whether a section has to be there: no document of another form need have it."""
        return rule.required and not (rule.unless and rule.is_given_up(self._titles))  # few templates have two forms

    @cached_property
    def _titles(self) -> frozenset[str]:
        return frozenset(normalise_title(section.title, self.profile.words) for section in self.document.sections)

    def place(self, key: SectionKey) -> Section | None:
        """The document's section for a template key, or the nearest one above that it has."""
        for length in range(len(key), 0, -1):
            if key[:length] in self.sections:
                return self.sections[key[:length]]
        return self.title

    @cached_property
    def tables(self) -> Mapping[TableRule, Table]:
        """The document's table for each of the template's that it has."""
        return dict(_match_tables(self))

    @cached_property
    def table_rules(self) -> Mapping[int, TableRule]:
        """The template's table by the first line of the document's."""
        return {table.location.line: rule for rule, table in self.tables.items()}

    @cached_property
    def fields(self) -> tuple[tuple[FieldRule, Field], ...]:
        """The template's labels that the document has, with its values."""
        return tuple(_match_fields(self))

    @cached_property
    def tasks(self) -> Mapping[TaskRule, Task]:
        """The document's box for each that the template fixes and the document has."""
        return match_boxes(self.profile, self.document, self.key_of)

    @cached_property
    def options(self) -> frozenset[int]:
        """The lines of the boxes that are options, where some option of the section is ticked, or none applies."""
        chosen = {task.section for task in self._offered if task.checked}
        none = {task.section for task in self._offered if self._opens_with_none(task.section)}
        return frozenset(task.location.line for task in self._offered if task.section in chosen | none)

    @cached_property
    def further_options(self) -> frozenset[int]:
        """The lines of all options but the first of each section: of a choice, one is to be ticked."""
        first: dict[Section | None, int] = {}
        for task in self._offered:
            first[task.section] = min(first.get(task.section, task.location.line), task.location.line)
        return frozenset(task.location.line for task in self._offered) - frozenset(first.values())

    @cached_property
    def _offered(self) -> tuple[Task, ...]:
        """The boxes that are options of a choice.

        An author may put an option of another name beside the template's: a box with labelled bullets of its own, as
        they have.
        """
        offered = [task for rule, task in self.tasks.items() if rule.option]
        there = {task.section for task in offered}
        return (*offered, *(task for task in self.boxes_above.values() if task.section in there))

    def _opens_with_none(self, section: Section | None) -> bool:
        """Whether a section begins with ``N/A`` in a paragraph of its own, whatever of the template stands below."""
        shown = (block for block in self.document.blocks_in(section) if not is_blank(block.text))
        first = next(shown, None)
        return first is not None and first.item is None and none_answer(first.text, self.profile.words) is not None

    def is_closed(self, task: Task) -> bool:
        """Whether a box is ticked, struck through, answered by ``N/A``, or an option of which another was chosen."""
        words = self.profile.words
        return (
            task.checked
            or self._is_struck(task)
            or none_within(task.text, words) is not None
            or task.location.line in self.options
            or any(_says_none(line, words) for line in task.body.split("\n"))
        )

    def _is_struck(self, task: Task) -> bool:
        """Whether a box is struck through: all of it, a remark behind it aside, or all that the template has there."""
        return task.struck or (bool(task.struck_text) and fold(task.struck_text) in self._boxes)

    @cached_property
    def _boxes(self) -> frozenset[str]:
        """The texts of the template's boxes."""
        return frozenset(rule.text for rule in self.profile.tasks)

    @cached_property
    def boxes_above(self) -> Mapping[int, Task]:
        """The box that a labelled bullet is nested below, by the bullet's line."""
        return boxes_above(self.document)

    def rows(self, rule: TableRule) -> Iterator[tuple[RowRule, Table, Row] | tuple[RowRule, None, None]]:
        """Yield each fixed row of a template's table with the document's row, wherever a like table holds it."""
        own = self.tables.get(rule)
        others = [
            table for table in self.document.tables if table is not own and header_share(rule, table) >= SAME_HEADER
        ]
        tables = ([own] if own is not None else []) + others
        named = [(table, _by_cell(table, item_column(rule, table))) for table in tables]
        names = {fold(row_rule.name) for row_rule in rule.rows}
        asked = [(table, _by_question(rule, table, names)) for table in tables]
        decorated: list[tuple[Table, dict[str, Row]]] = []
        for row_rule in rule.rows:
            found = _first(named, fold(row_rule.name))
            if found is not None and row_rule.is_numbered and not _asks(found, rule, row_rule):
                found = None
            found = found or _first(asked, fold(row_rule.question))
            if found is None and not row_rule.is_numbered:
                decorated = decorated or [(table, _by_row_name(rule, table, names)) for table in tables]
                found = _first(decorated, row_name(row_rule.name))
            yield (row_rule, *found) if found else (row_rule, None, None)


def _asks(found: tuple[Table, Row], rule: TableRule, row_rule: RowRule) -> bool:
    """Whether a row asks what the template's of its number does, perhaps in somewhat other words."""
    table, row = found
    index = question_column(rule, table)
    return index is None or is_reworded(fold(row_rule.question), fold(row.cells[index]), SAME_QUESTION)


def _by_cell(table: Table, index: int) -> dict[str, Row]:
    """The first row of each name in a column."""
    found: dict[str, Row] = {}
    for row in table.rows:
        found.setdefault(fold(row.cells[index]), row)
    return found


def _by_question(rule: TableRule, table: Table, names: set[str]) -> dict[str, Row]:
    """The rows that no name of the template's is left for, by what they ask: a row renamed is still that row."""
    index, items = question_column(rule, table), item_column(rule, table)
    if index is None or index == items:
        return {}
    return {
        question: row
        for question, row in _by_cell(table, index).items()
        if question and (fold(row.cells[items]) not in names or is_number(row.cells[items]))
    }


def _by_row_name(rule: TableRule, table: Table, names: set[str]) -> dict[str, Row]:
    """The rows of no name of the template's by what they ask, whatever number, sign or link decorates it."""
    index = item_column(rule, table)
    return {row_name(row.cells[index]): row for row in reversed(table.rows) if fold(row.cells[index]) not in names}


def _first(tables: list[tuple[Table, dict[str, Row]]], name: str) -> tuple[Table, Row] | None:
    return next(((table, rows[name]) for table, rows in tables if name and name in rows), None)


def _match_tables(alignment: Alignment) -> Iterator[tuple[TableRule, Table]]:
    """In its section first (whatever its columns: API tables get others), then by its header anywhere."""
    free = list(alignment.document.tables)
    left: list[TableRule] = []
    for rule in alignment.profile.tables:
        inside = [table for table in free if alignment.key_of(table.section) == rule.section]
        alike = [table for table in inside if header_share(rule, table) > 0] or (inside if not rule.rows else [])
        if alike:
            best = max(alike, key=lambda table: header_share(rule, table))
            free.remove(best)
            yield rule, best
        else:
            left.append(rule)
    for rule in left:
        best_left = max(free, key=lambda table: _rows_share(rule, table), default=None)
        if best_left is not None and header_share(rule, best_left) >= SAME_HEADER and _rows_share(rule, best_left):
            free.remove(best_left)
            yield rule, best_left


def _rows_share(rule: TableRule, table: Table) -> int:
    """How many of a template table's fixed rows a table holds."""
    items = item_column(rule, table)
    names = {fold(row.cells[items]) for row in table.rows if row.cells}
    return sum(fold(row.name) in names for row in rule.rows)


def _match_fields(alignment: Alignment) -> Iterator[tuple[FieldRule, Field]]:
    used: set[int] = set()
    words = alignment.profile.words
    fields = [
        (normalise_label(field.label, words), alignment.key_of(field.section), field)
        for field in alignment.document.fields
    ]
    free: dict[tuple[str, SectionKey | None], deque[int]] = {}
    for at, (label, key, _) in enumerate(fields):
        free.setdefault((label, key), deque()).append(at)
    left: list[FieldRule] = []
    for rule in alignment.profile.fields:
        same = free.get((rule.label, rule.section))
        if same:
            index = same.popleft()
            used.add(index)
            yield rule, fields[index][2]
        else:
            left.append(rule)
    for rule in left:
        kept = _by_identifier(rule, fields, used)
        if kept is not None:
            used.add(kept)
            yield rule, fields[kept][2]


def _by_identifier(rule: FieldRule, fields: list[tuple[str, SectionKey | None, Field]], used: set[int]) -> int | None:
    """A label of which the document has kept the identifier alone: ``**[VAL-SPC-004]**: Coverage, 88 percent``."""
    identifier = label_id(rule.shown).casefold()
    for index, (label, key, _) in enumerate(fields) if identifier else ():
        if label == identifier and key == rule.section and index not in used:
            return index
    return None


def _says_none(line: str, words: Words) -> bool:
    """Whether a line below a box is its answer ``N/A`` or ``None``, with a reason: without one it may be another's."""
    return bool(none_answer(re.sub(r"^\s*(?:[-+*]|\d+[.)])\s+", "", line), words))
