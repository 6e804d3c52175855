"""The outline of a spec: its phase on top, and in each section what is open there."""

from __future__ import annotations

from collections import Counter

from lsprotocol import types
from pygls.workspace import PositionCodec

from speclatch.documents.document import Section
from speclatch.lsp.positions import range_of
from speclatch.lsp.project import View
from speclatch.model import Severity
from speclatch.reports.escape import one_line
from speclatch.reports.numbers import plural


def symbols(view: View, codec: PositionCodec) -> list[types.DocumentSymbol]:
    """The spec as one symbol, named with its id and phase, with its sections below it; nothing for what is none."""
    spec = view.spec
    if spec is None:
        return []
    whole = types.Range(types.Position(0, 0), types.Position(len(view.lines), 0))
    name = one_line(f"{spec.id or spec.title} ({spec.phase.value})") or view.path
    top = types.DocumentSymbol(
        name,
        types.SymbolKind.File,
        whole,
        types.Range(whole.start, whole.start),
        detail=_open(view, 1, len(view.lines)),
    )
    made: dict[Section | None, types.DocumentSymbol] = {None: top}
    below: dict[Section | None, list[types.DocumentSymbol]] = {}
    for section in spec.document.sections:
        made[section] = _symbol(section, view, codec)
        below.setdefault(section.parent, []).append(made[section])
    for parent, children in below.items():
        made[parent].children = children
    return [top]


def _symbol(section: Section, view: View, codec: PositionCodec) -> types.DocumentSymbol:
    where = range_of(section.location, view.lines, codec)
    heading = range_of(section.heading.location, view.lines, codec)
    detail = _open(view, section.location.line, section.location.end_line)
    return types.DocumentSymbol(one_line(section.title) or "#", types.SymbolKind.String, where, heading, detail=detail)


def _open(view: View, first: int, last: int) -> str:
    """What is found in some lines, in numbers."""
    counted = Counter(
        judged.severity
        for judged in view.findings
        if judged.finding.location.path == view.path and first <= judged.finding.location.line <= last
    )
    order = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    return ", ".join(plural(counted[one], one.value) for one in order if counted[one])
