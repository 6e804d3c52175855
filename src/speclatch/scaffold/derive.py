"""A profile as commented YAML: what a template asks, in words that a configuration can put differently."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from speclatch.profiles.profile import FieldRule, KeyRule, KeyType, Profile, SectionKey, SectionRule, TableRule
from speclatch.profiles.text import RETYPED
from speclatch.reports.numbers import plural
from speclatch.scaffold.files import glob_of_new
from speclatch.scaffold.survey import glob_beside

MAX_SHOWN = 100
"""Characters of a template's own text that are shown."""


def profile_page(profile: Profile, template: str, *, builtin: bool = False) -> str:
    """An entry for ``profiles:`` of the configuration, and as comments all that the template asks.

    The page is valid configuration as it stands; what is commented describes, it is not read.
    """
    return "".join(f"{line}\n" for line in _lines(profile, template, builtin=builtin))


def _lines(profile: Profile, template: str, *, builtin: bool) -> Iterator[str]:
    yield f"# What {template} asks of its documents, as Speclatch reads it."
    yield "# Put this into .speclatch.yml and name the files it governs."
    yield "profiles:"
    if builtin:
        yield f"  - use: {profile.name}"
    else:
        yield f"  - name: {_text(profile.name)}"
        yield f"    template: {_text(template)}"
        if profile.metadata:
            yield f"    metadata: {_text(profile.metadata)}"
    yield f"    match: [{', '.join(map(_text, profile.match or (_guess(profile, '' if builtin else template),)))}]"
    yield "    # Single points may be put differently; names are compared without numbering, marks and case:"
    yield "    # optional: []   # keys, sections, labels and boxes that may be absent"
    yield "    # required: []   # keys, sections, labels and boxes that may not be absent"
    yield "    # samples: []    # labels that stand for others"
    yield "    # requires: {}   # section -> table headers that a begun row must fill"
    yield "    # keep: []       # texts of the template that authors leave standing"
    parts = (_keys(profile.keys), _sections(profile.sections), _tables(profile.tables), _body(profile))
    for part in (*parts, _not_understood(profile)):
        lines = [f"    # {line}".rstrip() for line in part]
        yield from ("    #", *lines) if lines else ()


def _guess(profile: Profile, template: str) -> str:
    """A glob to begin with, where the profile names none. ``template`` is empty for a built-in one."""
    return glob_beside(template, profile) if template else glob_of_new(profile.name)


def _text(text: str) -> str:
    """A text as YAML on one line, in quotes where it needs them."""
    shown = " ".join(text.split())
    shown = shown if len(shown) <= MAX_SHOWN else shown[: MAX_SHOWN - 1] + "…"
    plain = shown[:1].isalpha() and not set(shown) & set(":#{}[],&*!|>'\"%@`\\") and shown.lower() not in _WORDS
    return shown if plain and shown.isprintable() else json.dumps(shown, ensure_ascii=False)


_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})  # words that YAML 1.1 converts


def _keys(rules: Iterable[KeyRule]) -> Iterator[str]:
    yield "keys:   # of the front matter or of what stands for it, and what each value has to be"
    for rule in rules:
        facts = [f"type: {rule.type.value}"]
        if rule.kind:
            facts.append(f"kind: {_text(rule.kind)}")
        if rule.type is KeyType.ENUM:
            facts.append(f"values: [{', '.join(map(_text, rule.values))}]")
        if rule.pattern:
            facts.append(f"pattern: {json.dumps(rule.pattern, ensure_ascii=False)}")
        if rule.is_list:
            facts.append("list: true")
        if not rule.required:
            facts.append("optional: true")
        yield f"  {_text(rule.key)}: {{{', '.join(facts)}}}"


def _sections(rules: Iterable[SectionRule]) -> Iterator[str]:
    yield "sections:   # without numbering; those of the top level are missed with a warning, deeper ones with a note"
    for rule in rules:
        mark = "" if rule.required else "   # may be left out"
        yield f"  - {_section(rule.key)}{mark}"


def _tables(rules: Iterable[TableRule]) -> Iterator[str]:
    yield "tables:   # the columns that are the author's to fill, and the rows that must be answered"
    for rule in rules:
        yield f"  - section: {_section(rule.section)}"
        yield f"    header: [{', '.join(map(_text, rule.header))}]"
        if rule.answer_columns:
            yield f"    answers: [{', '.join(map(_text, rule.answer_columns))}]"
        if rule.requires:
            yield f"    requires: [{', '.join(map(_text, rule.requires))}]"
        must = [row for row in rule.rows if row.must]
        if must:
            yield f"    must-rows:   # found by `{_plain(rule.required_column)}`; none may go, each wants an answer"
            for row in must:
                where = f", where: {_text(row.where)}" if row.where else ""
                yield f"      - {{name: {_text(row.name)}{where}}}"
        if len(rule.rows) > len(must):
            yield f"    # {plural(len(rule.rows) - len(must), 'other row')} of the template, which nothing asks for"


def _section(key: SectionKey) -> str:
    return _text(" > ".join(key)) if key else '""   # before the first section'


def _plain(text: str) -> str:
    """A text inside a comment of ours: one line, cut."""
    return _text(text).strip('"')


def _body(profile: Profile) -> Iterator[str]:
    yield "tasks:   # boxes that have to stay"
    for task in profile.tasks:
        optional = "" if task.required else ", optional: true"
        yield f"  - {{section: {_place(task.section)}, text: {_text(task.text)}{optional}}}"
    yield ""
    yield "labels:   # something has to stand behind them; a sample may go"
    for field in profile.fields:
        yield f"  - {{{', '.join(_label(field))}}}"
    whole = sum(not name.startswith(RETYPED) for name in profile.guidance.whole)
    spans = sum(map(len, profile.guidance.spans.values()))
    yield ""
    yield f"guidance: {{texts: {whole}, pieces: {spans}}}   # how much of the template must not be left standing"
    if profile.titles_agree:
        yield "titles-agree: true   # the front matter's title and the first heading"
    if profile.id_samples:
        samples = ", ".join(map(_text, profile.id_samples))
        yield f"ids: [{samples}]   # samples that a document replaces, in headings too"
    if profile.directory:
        yield f"directory: {_text(profile.directory)}   # where documents stand"


def _place(key: SectionKey) -> str:
    return _text(" > ".join(key))


def _label(rule: FieldRule) -> Iterator[str]:
    yield f"section: {_place(rule.section)}"
    yield f"label: {_text(rule.label)}"
    if rule.kind:
        yield f"kind: {_text(rule.kind)}"
    if not rule.required:
        yield "optional: true"
    if not rule.fixed:
        yield "sample: true"


def _not_understood(profile: Profile) -> Iterator[str]:
    """What of the template asks for nothing though it may be meant to, in words of its author."""
    said = list(_doubts(profile))
    if said:
        yield "not-understood:   # what may be meant otherwise than it is read"
        yield from (f"  - {json.dumps(one, ensure_ascii=False)}" for one in said)


def _doubts(profile: Profile) -> Iterator[str]:
    yield from (f"the front matter, {fault}" for fault in profile.faults)
    if not profile.sections:
        yield "no heading names a section, so none is asked for"
    if not profile.keys:
        yield "nothing asks for a status or any other metadata, so all documents are judged as implementing"
    elif profile.key("status") is None:
        yield "no field is called `status`, so all documents are judged as implementing"
    for rule in profile.tables:
        place = f"the table {' | '.join(rule.header)}"
        if rule.marks:
            yield f"{place}: `{rule.marks}` marks rows, but no column asks or waits for an answer: it is read as data"
        elif rule.rows and not rule.is_governance and set(rule.answer_columns) - {rule.header[0]}:
            yield (
                f"{place}: its rows may go and stay blank one by one; a column `Required` with `Must` would make "
                "them obligatory"
            )
