"""Derive a profile from a Markdown template: the template is the schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from speclatch.config.model import ReferenceKind
from speclatch.documents.document import Document, Field, FrontMatter, Section, Table, Task
from speclatch.profiles.choices import boxes_above
from speclatch.profiles.guidance import GuidanceCollector
from speclatch.profiles.keys import key_rules, kind_of_label
from speclatch.profiles.profile import (
    PLACE_LABELS,
    FieldRule,
    Profile,
    RowRule,
    SectionKey,
    SectionRule,
    TableRule,
    TaskRule,
)
from speclatch.profiles.wording import (
    IDENTIFIER,
    answers_nothing,
    bracket_spans,
    fold,
    has_spans,
    is_blank,
    is_bracketed,
    is_enumeration,
    is_optional,
    normalise_label,
    normalise_title,
    says_optional,
    title_number,
    visible,
    without_emphasis,
)

REQUIRED_HEADERS = frozenset({"required", "mandatory", "required?", "must"})
MUST_WORDS = frozenset({"must", "required", "mandatory", "yes", "must have"})


def derive(document: Document, name: str, kinds: Iterable[ReferenceKind], sidecar: Document | None = None) -> Profile:
    """The profile that a template asks for; ``sidecar`` is the file beside it that holds its front matter, if any.

    Everything the template holds is read once: its front matter gives the keys, its headings the sections, its
    tables, boxes and labels what has to be filled, its prose the guidance that must not be left standing.
    """
    kinds = tuple(kinds)
    keys = {section: section_key(section, document) for section in document.sections}
    reader = _Reader(document, keys, kinds)
    front = sidecar or document
    return Profile(
        name=name,
        keys=key_rules(front, kinds),
        sections=tuple(reader.sections()),
        tables=tuple(reader.tables()),
        tasks=tuple(reader.tasks()),
        fields=tuple(reader.fields()),
        guidance=GuidanceCollector(document, keys, front.front_matter).collect(),
        title=title.heading.source or title.title if (title := document_title(document)) else "",
        titles_agree=_titles_agree(document, front.front_matter),
        directory=_directory(document.fields),
    )


def section_key(section: Section, document: Document) -> SectionKey:
    """Where a section stands in its document: normalised titles, the document's own title left out."""
    chain: list[str] = []
    current: Section | None = section
    title = document_title(document)
    while current is not None and current is not title:
        chain.append(normalise_title(current.title))
        current = current.parent
    return tuple(reversed(chain))


def document_title(document: Document) -> Section | None:
    """The first heading if it is the document's only one of level 1: its title."""
    tops = [section for section in document.sections if section.level == 1]
    return tops[0] if len(tops) == 1 and tops[0] is document.sections[0] else None


class _Reader:
    """Reads the parts of one template, each with the key of the section it stands in."""

    def __init__(self, document: Document, keys: dict[Section, SectionKey], kinds: tuple[ReferenceKind, ...]) -> None:
        self._document = document
        self._keys = keys
        self._kinds = kinds
        self._choices = boxes_above(document)

    def _key(self, section: Section | None) -> SectionKey:
        return self._keys[section] if section is not None else ()

    def sections(self) -> Iterator[SectionRule]:
        for section in self._document.sections:
            key = self._key(section)
            if not key or has_spans(section.title):
                continue
            required = not is_optional(section.title) and not any(
                is_optional(ancestor.title) for ancestor in _ancestors(section)
            )
            yield SectionRule(key, section.title, section.level, title_number(section.title), required)

    def tables(self) -> Iterator[TableRule]:
        seen: Counter[TableRule] = Counter()
        for table in self._document.tables:
            rule = table_rule(table, self._key(table.section))
            yield rule._replace(ordinal=seen[rule])
            seen[rule] += 1

    def tasks(self) -> Iterator[TaskRule]:
        seen: Counter[TaskRule] = Counter()
        options = {task.location.line for task in self._choices.values()}
        for task in self._document.tasks:
            if not is_open_task(task):
                option = task.location.line in options
                required = not option and not says_optional(task.text)
                rule = TaskRule(self._key(task.section), fold(task.text), required, option, shown=visible(task.text))
                yield replace(rule, ordinal=seen[rule])
                seen[rule] += 1

    def fields(self) -> Iterator[FieldRule]:
        for field in self._document.fields:
            label = normalise_label(field.label)
            asks = field_asks(field)
            if field.container == "box" or (field.container == "text" and not (asks and is_filled_in(field))):
                continue
            yield FieldRule(
                self._key(field.section),
                label,
                field.container,
                required=asks and not is_optional(field.label) and not says_optional(field.value),
                fixed=asks
                and not is_optional(field.label)
                and not _is_sample_label(field.label)
                and field.location.line not in self._choices,
                kind=kind_of_label(label, self._kinds),
                shown=without_emphasis(visible(field.label)).strip(" :"),
            )


def _ancestors(section: Section) -> Iterator[Section]:
    current = section.parent
    while current is not None:
        yield current
        current = current.parent


def is_open_task(task: Task) -> bool:
    """Whether a template's box stands for boxes the author has to write: ``- [ ] ...``."""
    return answers_nothing(task.text) or is_bracketed(task.text)


def field_asks(field: Field) -> bool:
    """Whether a template's labelled value is the author's to give: blank, guidance or an enumeration."""
    value = field.value
    if answers_nothing(value) and not field.body:
        return True
    return has_spans(value) or is_bracketed(value) or is_enumeration(value) or "YYYYMMDD" in value


def is_filled_in(field: Field) -> bool:
    """Whether a labelled line of a template is for its author: no lead-in to what follows, no place of the file."""
    lead_in = not field.marked and is_blank(field.value)
    return not lead_in and normalise_label(field.label) not in PLACE_LABELS


def _is_sample_label(label: str) -> bool:
    """Labels an author replaces or repeats: ``Error 1``, a path in code marks, one with a placeholder."""
    bare = normalise_label(label)
    return "`" in label or has_spans(label) or (bare[-1:].isdigit() and " " in bare)


def table_rule(table: Table, section: SectionKey) -> TableRule:
    """What a template's table asks for."""
    header = table.header
    rows = [row.cells for row in table.rows if not all(is_blank(cell) for cell in row.cells)]
    if not rows:
        return TableRule(section, header, answer_columns=header)
    answers = tuple(title for index, title in enumerate(header) if all(_is_asked(row[index]) for row in rows))
    required = next((title for title in header if fold(title) in REQUIRED_HEADERS), "")
    where = next((title for title in header if fold(title).startswith("where")), "") if required else ""
    fixed = tuple(_row_rules(rows, header, required, where)) if header[0] not in answers else ()
    return TableRule(section, header, answers, required, where, fixed)


def _is_asked(cell: str) -> bool:
    return answers_nothing(cell) or is_bracketed(cell)


def _row_rules(rows: list[tuple[str, ...]], header: tuple[str, ...], required: str, where: str) -> Iterator[RowRule]:
    for row in rows:
        name = row[0]
        if is_blank(name) or next(bracket_spans(name), None) or IDENTIFIER.search(name.strip("*[]` ")):
            continue  # a sample row, the author writes rows of this form
        cells = dict(zip(header, row, strict=True))
        yield RowRule(
            name=name,
            must=bool(required) and fold(cells[required]) in MUST_WORDS,
            where=cells.get(where, ""),
            question=row[1] if required and len(row) > 1 and header[1] not in (required, where) else "",
        )


def _titles_agree(document: Document, front_matter: FrontMatter) -> bool:
    title = document_title(document)
    entry = front_matter.find("title")
    if title is None or entry is None:
        return False
    ours = {span.text for span in bracket_spans(entry.text)}
    source = document.lines[title.heading.location.line - 1]
    return bool(ours & {span.text for span in bracket_spans(source)})


def _directory(fields: Iterable[Field]) -> str:
    """The path pattern behind ``Target Directory:``."""
    for field in fields:
        if normalise_label(field.label) in PLACE_LABELS:
            return field.value.strip("`*_ ")
    return ""
