"""What a profile asks, in the names by which template and documents are compared part by part."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.documents.front_matter import key_name
from speclatch.judging.prove.parts import PartKind, PartName
from speclatch.profiles.profile import Profile, SectionKey
from speclatch.profiles.text import fold


def asked(profile: Profile) -> frozenset[PartName]:
    """All that a profile knows of its template."""
    return frozenset(name for name, _ in _all(profile))


def optional(profile: Profile) -> frozenset[PartName]:
    """What the template itself says that may be left out: optional parts, lists that may be empty, choices."""
    return frozenset(name for name, required in _all(profile) if not required)


def _all(profile: Profile) -> Iterator[tuple[PartName, bool]]:
    """What the profile asks, each with whether it has to be there."""
    spared = {rule.key for rule in profile.sections if not rule.required}
    for key in profile.keys:
        yield PartName(PartKind.FIELD, "", key_name(key.key)), key.required and not key.is_list
    for section in profile.sections:
        above = {section.key[:length] for length in range(1, len(section.key) + 1)}
        yield PartName(PartKind.SECTION, "", section.key[-1]), not above & spared
    for table in profile.tables:
        around = _around(table.section)
        header = " | ".join(fold(cell) for cell in table.header)
        yield PartName(PartKind.TABLE, around, header), True
        for row in table.rows:
            yield PartName(PartKind.ROW, around, fold(row.name)), row.must or not table.is_governance
    for task in profile.tasks:
        yield PartName(PartKind.BOX, _around(task.section), task.text), task.required and not task.option
    for field in profile.fields:
        yield PartName(PartKind.LABEL, _around(field.section), field.label), field.required or field.fixed
        if len(field.section) <= 1:  # a document's head, which is read as its metadata
            yield PartName(PartKind.FIELD, "", key_name(field.label)), field.required or field.fixed


def _around(key: SectionKey) -> str:
    return key[-1] if key else ""
