"""What a profile asks, in the names by which template and documents are compared part by part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from speclatch.documents.front_matter import key_name
from speclatch.judging.prove.parts import PartKind, PartName
from speclatch.profiles.profile import Profile, SectionKey
from speclatch.profiles.text import fold


def asked(profile: Profile) -> frozenset[PartName]:
    """All that a profile knows of its template."""
    return frozenset(name for name, _ in _all(profile))


def may_go(profile: Profile) -> frozenset[PartName]:
    """What the template itself lets be left out: optional parts, lists, choices, samples, what is asked for twice."""
    return frozenset(name for name, demand in _all(profile) if not demand.stays)


def may_be_empty(profile: Profile) -> frozenset[PartName]:
    """What the template itself lets be there without a value."""
    return frozenset(name for name, demand in _all(profile) if not demand.holds)


class _Demand(NamedTuple):
    """Whether a part has to be there, and whether something has to stand in it."""

    stays: bool
    holds: bool


def _all(profile: Profile) -> Iterator[tuple[PartName, _Demand]]:
    """What the profile asks, part by part."""
    for name, demanded in (*_metadata(profile), *_sections(profile), *_tables(profile)):
        yield name, _Demand(demanded, demanded)
    twice = {key.kind for key in profile.keys if key.kind}
    for field in profile.fields:
        demand = _Demand(field.fixed and field.kind not in twice, field.required and field.kind not in twice)
        yield PartName(PartKind.LABEL, _around(field.section), field.label), demand
        if len(field.section) <= 1:  # a document's head, which is read as its metadata
            yield PartName(PartKind.FIELD, "", key_name(field.label)), demand
    for task in profile.tasks:
        demanded = task.required and not task.option
        yield PartName(PartKind.BOX, _around(task.section), task.text), _Demand(demanded, demanded)


def _metadata(profile: Profile) -> Iterator[tuple[PartName, bool]]:
    for key in profile.keys:
        yield PartName(PartKind.FIELD, "", key_name(key.key)), key.required and not key.is_list


def _sections(profile: Profile) -> Iterator[tuple[PartName, bool]]:
    spared = {rule.key for rule in profile.sections if not rule.required}
    for section in profile.sections:
        above = {section.key[:length] for length in range(1, len(section.key) + 1)}
        yield PartName(PartKind.SECTION, "", section.key[-1]), not above & spared


def _tables(profile: Profile) -> Iterator[tuple[PartName, bool]]:
    for table in profile.tables:
        around = _around(table.section)
        header = " | ".join(fold(cell) for cell in table.header)
        yield PartName(PartKind.TABLE, around, header), True
        for row in table.rows:
            yield PartName(PartKind.ROW, around, fold(row.name)), row.must or not table.is_governance


def _around(key: SectionKey) -> str:
    return key[-1] if key else ""
