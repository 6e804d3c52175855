"""What of a spec was open on the base and is gone: taking a question out is never cheaper than answering it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from speclatch.documents.document import Section, Table, Task
from speclatch.patterns import lazy_re
from speclatch.profiles.align import Alignment
from speclatch.profiles.answers import (
    holds_guidance,
    is_answered,
    is_blank_table,
    is_empty,
    section_says_none,
    table_says_none,
)
from speclatch.profiles.columns import column
from speclatch.profiles.profile import FieldRule, SectionKey, SectionRule, TableRule, TaskRule
from speclatch.profiles.text import fold, is_blank
from speclatch.profiles.titles import normalise_title
from speclatch.profiles.words import answers_nothing, shows_open_box
from speclatch.rules.base import by_phase
from speclatch.rules.task.boxes import boxes_in_text, open_cells
from speclatch.specs.catalogue import Spec

OPEN = "open"
"""The case of what the template asks for, was open on the base, and is gone."""
_REMARK = lazy_re(r"\s*[:(\[–—]|\s-\s")
MAX_TEXT = 500
"""Characters of a box's text in which a remark is looked for."""
OPEN_LEVELS = by_phase("note", "warning", "error")


def table_was_open(base: Spec | None, rule: TableRule) -> bool:
    """Whether the base had a table of the template that nobody had filled."""
    table = base.alignment.tables.get(rule) if base is not None else None
    return table is not None and base is not None and _is_open(table, rule, base.alignment)


def _is_open(table: Table, rule: TableRule, alignment: Alignment) -> bool:
    words = alignment.profile.words
    if section_says_none(alignment.document, table.section, words) or table_says_none(table, words):
        return False
    asked = [index for title in rule.answer_columns if (index := column(table, title)) is not None]
    if any(shows_open_box(row.cells[index], words) for row in table.rows for index in asked if index):
        return True
    answered = any(is_answered(row.cells[index], alignment, table.section) for row in table.rows for index in asked)
    return is_blank_table(table) or bool(asked and not answered)


def label_was_open(base: Spec | None, rule: FieldRule) -> bool:
    """Whether the base had a label of the template that said nothing of its author's: a blank, ``TBD``, guidance."""
    if base is None:
        return False
    alignment = base.alignment
    return any(
        not is_answered(field.value, alignment, field.section)
        and (not is_blank(field.value) or answers_nothing(field.body, alignment.profile.words))
        for known, field in alignment.fields
        if known == rule
    )


def box_was_open(base: Spec | None, rule: TaskRule) -> bool:
    """Whether the base had a box of the template that nobody had ticked."""
    task = base.alignment.tasks.get(rule) if base is not None else None
    return task is not None and base is not None and not base.alignment.is_closed(task)


def section_was_open(base: Spec | None, rule: SectionRule) -> bool:
    """Whether the base had something open in a section: a box, a table, a label, guidance, or the section itself."""
    section = base.alignment.sections.get(rule.key) if base is not None else None
    if section is None or base is None or section_says_none(base.document, section, base.profile.words):
        return False
    lines = range(section.location.line, section.location.end_line + 1)
    return (
        any(task.location.line in lines and not base.alignment.is_closed(task) for task in base.document.tasks)
        or any(
            table.location.line in lines and _is_open(table, known, base.alignment)
            for known, table in base.alignment.tables.items()
        )
        or any(field.location.line in lines and label_was_open(base, known) for known, field in base.alignment.fields)
        or is_empty(base.document, section)
        or holds_guidance(base.alignment, section)
    )


def boxes_gone(spec: Spec, base: Spec | None) -> Iterator[tuple[Task, Section | None]]:
    """The open boxes of the base that are boxes no more, with the place to say so; those of the template left out.

    A box that stands elsewhere, or with a remark behind it, is there; so is one that a section's new box may stand for.
    """
    if base is None:
        return
    of_template = {task.location.line for rule, task in base.alignment.tasks.items() if rule.required}
    for task in _unmatched(spec, base):
        key = base.alignment.key_of(task.section)
        if task.location.line in of_template or _section_is_missed(spec, key):
            continue
        place = _place(spec, task, key)
        if place is None or not section_says_none(spec.document, place, spec.profile.words):
            yield task, place


def cells_gone(spec: Spec, base: Spec | None) -> Iterator[tuple[str, Section | None]]:
    """The rows of the base that showed an open box, and that its table has no more, with the section to say so in."""
    before = {fold(cell.name): cell for cell in open_cells(base)} if base is not None else {}
    if not before or base is None:
        return
    here = {fold(cell) for table in spec.document.tables for row in table.rows for cell in row.cells[:1]}
    for name, cell in before.items():
        key = base.alignment.key_of(cell.section)
        place = spec.alignment.sections.get(key) if key else None
        kept = any(rule.section == key for rule in spec.alignment.tables)
        if name not in here and kept and not section_says_none(spec.document, place, spec.profile.words):
            yield cell.name, place


def _unmatched(spec: Spec, base: Spec) -> Iterator[Task]:
    here = Counter(fold(task.text) for task in spec.document.tasks)
    meant = [fold(box.text) for box in boxes_in_text(spec.document, spec.profile.words)]
    here.update(meant)
    with_remark = {name for task in spec.document.tasks for name in _without_remark(task)}
    with_remark.update(name for text in meant for name in _before_remarks(text))
    before = {fold(task.text) for task in base.document.tasks}
    spare: dict[tuple[str, ...], list[str]] = {}
    for task in spec.document.tasks:
        if fold(task.text) not in before:
            spare.setdefault(_names(task.section), []).append(fold(task.text))
    for task in base.document.tasks:
        text = fold(task.text)
        if base.alignment.is_closed(task):
            continue
        if here[text]:
            here[text] -= 1
        elif text in with_remark:
            continue
        elif others := spare.get(_names(task.section)):
            others.remove(next((other for other in others if other.startswith(text)), others[0]))
        else:
            yield task


def _without_remark(task: Task) -> Iterator[str]:
    """What a box may have said before its author closed it: what is struck, or what stands before an answer."""
    yield fold(task.struck_text)
    yield from _before_remarks(fold(task.text))


def _before_remarks(text: str) -> Iterator[str]:
    return (text[: found.start()].rstrip() for found in _REMARK.finditer(text, 0, MAX_TEXT))


def _names(section: Section | None) -> tuple[str, ...]:
    return tuple(normalise_title(title) for title in section.titles) if section is not None else ()


def _section_is_missed(spec: Spec, key: SectionKey | None) -> bool:
    """Whether the template's section that a box stood in is gone and has to be there: then that is the finding."""
    above = (key[:length] for length in range(1, len(key or ()) + 1)) if key else ()
    rules = spec.alignment.rules
    return any(one not in spec.alignment.sections and one in rules and rules[one].required for one in above)


def _place(spec: Spec, task: Task, key: SectionKey | None) -> Section | None:
    names = _names(task.section)
    same = next((section for section in spec.document.sections if _names(section) == names), None)
    if same is not None:
        return same
    return spec.alignment.place(key or ())
