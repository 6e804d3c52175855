"""Derive a profile from a Markdown template: the template is the schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from speclatch.config.model import ReferenceKind, Words
from speclatch.documents.document import Document, Field, FrontMatter, MetadataForm, Section, Task, key_name
from speclatch.patterns import lazy_re
from speclatch.profiles.brackets import bracket_spans, has_spans, is_bracketed
from speclatch.profiles.broken_yaml import faults_of
from speclatch.profiles.demands import says_optional
from speclatch.profiles.guidance import GuidanceCollector, all_texts
from speclatch.profiles.keys import id_samples, key_rules
from speclatch.profiles.labels import LabelReader
from speclatch.profiles.option_boxes import boxes_above
from speclatch.profiles.optional import optional_sections
from speclatch.profiles.profile import PLACE_LABELS, Profile, SectionKey, SectionRule, TableRule, TaskRule
from speclatch.profiles.samples import samples_among
from speclatch.profiles.tables import table_rule
from speclatch.profiles.text import fold, visible
from speclatch.profiles.titles import normalise_label, normalise_title, title_number
from speclatch.profiles.words import NO_WORDS, answers_nothing

_NUMBER_OF_PART = lazy_re(r"\d+(?:\.\d+)+[.)]?\s+")


def _unnumbered(title: str) -> str:
    """A title without the number of a part of a part: what ``3.1 Feature 1`` is a sample of says its last one."""
    return _NUMBER_OF_PART.sub("", title, count=1) if _NUMBER_OF_PART.match(title) else title


def derive(
    document: Document,
    name: str,
    kinds: Iterable[ReferenceKind],
    sidecar: Document | None = None,
    words: Words = NO_WORDS,
) -> Profile:
    """The profile that a template asks for; ``sidecar`` is the file beside it that holds its front matter, if any.

    Everything the template holds is read once: its front matter gives the keys, its headings the sections, its
    tables, boxes and labels what has to be filled, its prose the guidance that must not be left standing. ``words``
    are a team's own.
    """
    kinds = tuple(kinds)
    title = template_title(document)
    keys = {section: section_key(section, title, words) for section in document.sections}
    front = sidecar or document
    labels = LabelReader(document, keys, kinds, words)
    body = labels.asked_metadata()
    rules = key_rules(front, kinds, words, body, document.metadata.body, document.comments)
    asked = {key_name(rule.key) for rule in rules if rule.form is not MetadataForm.FRONT_MATTER}
    taken = frozenset(entry.key_location.line for entry in body if key_name(entry.key) in asked)
    reader = _Reader(document, keys, kinds, words, taken)
    return Profile(
        name=name,
        keys=rules,
        sections=tuple(reader.sections()),
        tables=tuple(reader.tables()),
        tasks=tuple(reader.tasks()),
        fields=tuple(labels.rules(taken)),
        guidance=GuidanceCollector(document, keys, front.front_matter, words).collect(),
        title=title.heading.source or title.title if title else "",
        titles_agree=_titles_agree(document, title, front.front_matter),
        directory=_directory(document.fields),
        id_samples=id_samples(rules, title),
        texts=all_texts(document),
        faults=faults_of(front),
        words=words,
    )


def section_key(section: Section, title: Section | None, words: Words = NO_WORDS) -> SectionKey:
    """Where a section stands in its document: normalised titles, the document's own title left out."""
    chain: list[str] = []
    current: Section | None = section
    while current is not None and current is not title:
        chain.append(normalise_title(current.title, words))
        current = current.parent
    return tuple(reversed(chain))


def template_title(document: Document) -> Section | None:
    """A template's title: its only heading of level 1, or the first where a placeholder or metadata say so."""
    title = document.title
    if title is not None or not document.sections or document.sections[0].level != 1:
        return title
    first = document.sections[0]
    below = any(section.parent is first for section in document.sections)
    fields = any(entry.section is first for entry in document.metadata.body)
    return first if fields or (below and has_spans(first.heading.source or first.title)) else None


class _Reader:
    """Reads the parts of one template, each with the key of the section it stands in."""

    def __init__(
        self,
        document: Document,
        keys: dict[Section, SectionKey],
        kinds: tuple[ReferenceKind, ...],
        words: Words,
        taken: frozenset[int],
    ) -> None:
        self._document = document
        self._keys = keys
        self._kinds = kinds
        self._words = words
        self._option_boxes = boxes_above(document)
        self._taken = taken  # lines whose fields are asked for as metadata, in whatever form

    def _key(self, section: Section | None) -> SectionKey:
        return self._keys[section] if section is not None else ()

    def sections(self) -> Iterator[SectionRule]:
        """The sections in order; placeholders, samples and what stands below them are the author's to name."""
        optional = optional_sections(self._document, self._words)
        free = self._free_sections()
        for section in self._document.sections:
            key = self._key(section)
            if not key or section in free or section.heading.location.line in self._taken:
                continue
            number = title_number(section.title)
            yield SectionRule(key, section.title, section.level, number, section not in optional)

    def _free_sections(self) -> frozenset[Section]:
        """The sections that documents need not have: without words of their own, samples, and those below such."""
        siblings: dict[Section | None, list[str]] = {}
        for section in self._document.sections:
            siblings.setdefault(section.parent, []).append(_unnumbered(section.title))
        samples = {parent: samples_among(titles) for parent, titles in siblings.items()}
        free: set[Section] = set()
        for section in self._document.sections:
            key = self._key(section)
            wordless = bool(key) and not any(char.isalpha() for char in key[-1])
            unnamed = wordless or (bool(key) and has_spans(section.heading.source or section.title))
            sample = bool(key) and _unnumbered(section.title) in samples[section.parent]
            if unnamed or sample or section.parent in free:
                free.add(section)
        return frozenset(free)

    def tables(self) -> Iterator[TableRule]:
        """The tables in order; equal ones of a section are counted."""
        seen: Counter[TableRule] = Counter()
        for table in self._document.tables:
            if any(row.location.line in self._taken for row in (table.header_row, *table.rows)):
                continue
            rule = table_rule(table, self._key(table.section), self._words)
            yield rule._replace(ordinal=seen[rule])
            seen[rule] += 1

    def tasks(self) -> Iterator[TaskRule]:
        """The boxes that are fixed; open ones and samples are the author's to write."""
        seen: Counter[TaskRule] = Counter()
        options = {task.location.line for task in self._option_boxes.values()}
        samples = samples_among((task.text for task in self._document.tasks), steps=True)
        for task in self._document.tasks:
            if not is_open_task(task, self._words) and task.text not in samples:
                option = task.location.line in options
                required = not option and not says_optional(task.text, self._words)
                rule = TaskRule(self._key(task.section), fold(task.text), required, option, shown=visible(task.text))
                yield replace(rule, ordinal=seen[rule])
                seen[rule] += 1


def is_open_task(task: Task, words: Words = NO_WORDS) -> bool:
    """Whether a template's box stands for boxes the author has to write: ``- [ ] ...``."""
    return answers_nothing(task.text, words) or is_bracketed(task.text)


def _titles_agree(document: Document, title: Section | None, front_matter: FrontMatter) -> bool:
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
