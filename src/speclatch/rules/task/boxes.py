"""Boxes as their author meant them: those that are none to GitHub, with what it would take to make them one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from speclatch.config.model import Words
from speclatch.documents.document import BlockKind, Document, Section
from speclatch.model import Edit, Location
from speclatch.patterns import lazy_re
from speclatch.profiles.answers import section_says_none, table_says_none
from speclatch.profiles.columns import column
from speclatch.profiles.text import visible
from speclatch.profiles.words import NO_WORDS, none_answer, none_within, shows_open_box
from speclatch.specs.catalogue import Spec

_BLANK = " \t\u00a0\u2007\u202f\u3000"
_MEANT = lazy_re(
    rf"(?P<lead>[{_BLANK}]*)(?P<bullet>[-*+]|\d{{1,9}}[.)])(?P<gap>[{_BLANK}]*)"
    rf"(?P<box>\\?\[(?P<state>[{_BLANK}]*(?:[xXoO\uff58\uff38\u0445\u0425×√✓✔✕✗✘~/>-][{_BLANK}]*)?|[^\[\]\\]{{2,20}})\\?\]|(?P<sign>[☐☑☒]))"
    r"(?P<text>.*)"
)
_SIGNS = frozenset("☐☑☒")
_STRUCK = lazy_re(r"[\W_]*(?:~~.*~~|<(?:del|s|strike)\b.*)", re.IGNORECASE)
OPEN_STATES = frozenset("-~/>")
"""What stands in a box that is under way or put off (`[-]`, `[~]`, `[/]`, `[>]`): open, to GitHub no box."""


class MeantBox(NamedTuple):
    """What is meant as a box and is none. ``is_empty`` says that nobody ticked it, ``edit`` makes a box of it."""

    text: str
    state: str
    is_empty: bool
    location: Location
    section: Section | None
    edit: Edit | None

    @property
    def is_open(self) -> bool:
        """Whether it is marked as under way (`[-]`, `[~]`)."""
        return self.state in OPEN_STATES


def meant_boxes(document: Document, words: Words = NO_WORDS) -> tuple[MeantBox, ...]:
    """Every text that is meant as a box and is none, outside code and quotes; struck or ``N/A``, it asks nothing."""
    return tuple(
        box
        for box in boxes_in_text(document, words)
        if none_within(box.text, words) is None
        and not _is_none(box.state, words)
        and not _STRUCK.match(box.text)
        and not section_says_none(document, box.section, words)
    )


@lru_cache(maxsize=4)
def boxes_in_text(document: Document, words: Words = NO_WORDS) -> tuple[MeantBox, ...]:
    """Every text that is meant as a box and is none, also where it is answered: ``- [] Text: N/A``, ``- [NA] Text``.

    Several rules ask for those of one document.
    """
    return tuple(_boxes_in_text(document, words))


def _boxes_in_text(document: Document, words: Words) -> Iterator[MeantBox]:
    tasks = {task.location.line for task in document.tasks}
    for block in document.blocks:
        if block.kind is BlockKind.PARAGRAPH and not block.quoted:
            first = block.location.line
            for line in range(first, block.location.end_line + 1):
                if line in tasks or not _may_hold_box(document.lines[line - 1]):
                    continue
                box = _box_at(document, line, block.section, is_first=line == first)
                if box is not None and (len(box.state) <= 1 or _is_none(box.state, words)):
                    yield box


def _may_hold_box(line: str) -> bool:
    return "[" in line or not (line.isascii() or _SIGNS.isdisjoint(line))


def _is_none(state: str, words: Words) -> bool:
    """Whether what stands in the place of a tick says that the box does not apply: ``N/A``, ``NA``, ``none``."""
    return state.casefold() == "na" or none_answer(state, words) is not None


def _box_at(document: Document, number: int, section: Section | None, *, is_first: bool) -> MeantBox | None:
    """The box that is meant on a line; below the first line of a paragraph only ``-[ ]`` is no list item already."""
    line = document.lines[number - 1].rstrip("\r")
    found = _MEANT.fullmatch(line)
    if found is None or (not found["gap"] and not is_first and found["bullet"] not in "-*+"):
        return None
    text, state = found["text"], (found["state"] or "").strip(_BLANK)
    if len(state) > 1 and text[:1] not in _BLANK:
        return None
    if text[:1] in ("(", "[", ":") or text[:2] == "* " or not (text.strip(_BLANK) or found["gap"]):
        return None  # a link, a definition, Kiro's mark of an optional task, or `-[]` as an example of something
    if found["bullet"][0].isdigit() and not found["gap"]:
        return None
    is_empty = not state and found["sign"] in (None, "☐")
    start, end = found.start("bullet") + 1, found.end("box")
    end += len(text) - len(text.lstrip(_BLANK))
    edit = None
    if is_empty and text.strip(_BLANK):
        place = Location(document.path, number, number, start, end)
        mended, written = f"{found['bullet']} [ ] ", line[start - 1 : end]
        edit = Edit(place, mended, written) if mended != written else None  # else it is only indented too far
    where = Location(document.path, number, number, start, len(line.rstrip()))
    return MeantBox(visible(text), state, is_empty, where, section, edit)


class OpenCell(NamedTuple):
    """A cell in a column that the template leaves to the author, which shows an open box; ``name`` is its row's."""

    name: str
    location: Location
    section: Section | None


def open_cells(spec: Spec) -> Iterator[OpenCell]:
    """The open boxes in the tables of the template; governance has a rule of its own, and a first cell is a name."""
    words = spec.profile.words
    for rule, table in spec.alignment.tables.items():
        says_none = section_says_none(spec.document, table.section, words) or table_says_none(table, words)
        if rule.is_governance or says_none:
            continue
        columns = [index for title in rule.answer_columns if (index := column(table, title))]
        for row in table.rows:
            for index in columns:
                if shows_open_box(row.cells[index], words) and none_answer(row.cells[0], words) is None:
                    place = row.cell_location(index)
                    yield OpenCell(visible(row.cells[0]), place, table.section)


def uses_boxes(spec: Spec) -> bool:
    """Whether a spec is of those that have boxes: its template has some, or it has itself."""
    return bool(spec.profile.tasks or spec.document.tasks)
