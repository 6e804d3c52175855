"""Values of the program as text: what is said of each part and where it stands, without what is empty or as always."""

from __future__ import annotations

import enum
import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from speclatch.config.model import ReferenceKind
from speclatch.documents.document import Document, Item, Section
from speclatch.model import Location


def shown(value: Any) -> str:
    """A value in one line."""
    if isinstance(value, Location):
        return place(value)
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, Section):
        return f"<{' / '.join(value.titles)}>"
    if isinstance(value, Item):
        return f"<item {place(value.location)}>"
    if isinstance(value, ReferenceKind):
        return value.name
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{shown(key)}: {shown(held)}" for key, held in value.items()) + "}"
    if isinstance(value, (set, frozenset)):
        return "{" + ", ".join(sorted(map(shown, value))) + "}"
    if hasattr(value, "_asdict") or is_dataclass(value):
        return f"{type(value).__name__}({', '.join(f'{name}={shown(held)}' for name, held in _parts(value))})"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(shown, value)) + "]"
    return str(value)


def place(where: Location) -> str:
    """A place, in its file: lines, and columns where there are any."""
    columns = "" if where.column is None else f" {where.column}-{where.end_column}"
    return f"{where.path}:{where.line}-{where.end_line}{columns}"


def _parts(value: Any) -> Iterator[tuple[str, Any]]:
    """The parts of a value that are not what they are where nobody says anything."""
    if hasattr(value, "_asdict"):
        usual = type(value)._field_defaults
        yield from ((name, held) for name, held in value._asdict().items() if name not in usual or held != usual[name])
        return
    for one in fields(value):
        held = getattr(value, one.name)
        if one.repr and held not in (None, (), "") and (one.default is MISSING or held != one.default):
            yield one.name, held


def document_shown(document: Document) -> Iterator[str]:
    """All that a document offers, each part in a line."""
    yield from (f"  problem {shown(one)}" for one in document.front_matter.problems)
    yield from (f"  {shown(entry)}" for entry in document.metadata.entries)
    for section in document.sections:
        yield f"  section {shown(section.heading)} {place(section.location)} own to {section.own_end_line}"
        yield f"    {shown(section)} in {shown(section.parent)}"
    parts = (document.blocks, document.tables, document.tasks, document.fences, document.fields)
    inline = (document.links, document.code_spans, document.comments, document.definitions)
    for group in (*parts, *inline):
        yield from (f"  {shown(one)}" for one in group)
