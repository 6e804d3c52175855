"""Findings as an editor shows them, and their fixes as it offers them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lsprotocol import types
from pygls.workspace import PositionCodec

from speclatch.fixes import compose
from speclatch.lsp.positions import range_of
from speclatch.lsp.project import View
from speclatch.model import Edit, JudgedFinding, Location, Severity
from speclatch.reports.escape import visible
from speclatch.reports.rule_links import rule_url

SOURCE = "speclatch"
FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.{SOURCE}"
"""The kind of the action that applies every safe fix; an editor may run it when a file is saved."""

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}

UriOf = Callable[[str], str]
"""The address of a file of the repository."""


def diagnostics(view: View, uri_of: UriOf, codec: PositionCodec) -> dict[str, list[types.Diagnostic]]:
    """The findings of a document by the path of the file that they stand in, its own always among them."""
    found: dict[str, list[types.Diagnostic]] = {view.path: []}
    for judged in view.findings:
        path = judged.finding.location.path
        found.setdefault(path, []).append(_diagnostic(judged, view, uri_of, codec))
    return found


def failed(message: str) -> types.Diagnostic:
    """What is shown where nobody could look: silence would read as praise."""
    start = types.Position(0, 0)
    text = f"speclatch could not judge this document: {visible(message)}"
    return types.Diagnostic(types.Range(start, start), text, types.DiagnosticSeverity.Error, source=SOURCE)


def _diagnostic(judged: JudgedFinding, view: View, uri_of: UriOf, codec: PositionCodec) -> types.Diagnostic:
    finding = judged.finding
    url = rule_url(finding.rule)
    related = [
        types.DiagnosticRelatedInformation(_place(one.location, view, uri_of, codec), visible(one.message))
        for one in finding.related
    ]
    return types.Diagnostic(
        range_of(finding.location, view.lines_of(finding.location.path), codec),
        visible("\n".join(filter(None, (finding.message, finding.hint)))),
        _SEVERITIES[judged.severity],
        code=finding.rule,
        code_description=types.CodeDescription(url) if url else None,
        source=SOURCE,
        related_information=related or None,
        data=judged.fingerprint,
    )


def _place(where: Location, view: View, uri_of: UriOf, codec: PositionCodec) -> types.Location:
    return types.Location(uri_of(where.path), range_of(where, view.lines_of(where.path), codec))


def actions(
    view: View,
    asked: types.CodeActionParams,
    uri_of: UriOf,
    codec: PositionCodec,
) -> Iterator[types.CodeAction]:
    """What mends the findings in a range, and what mends all of the document that can be mended safely."""
    only = asked.context.only
    fixable = [judged for judged in view.findings if judged.finding.fix is not None]
    if _wanted(types.CodeActionKind.QuickFix, only):
        for judged in fixable:
            where = range_of(judged.finding.location, view.lines_of(judged.finding.location.path), codec)
            if judged.finding.location.path == view.path and _touch(where, asked.range):
                yield _quick_fix(judged, view, uri_of, codec)
    safe = [judged.finding.fix for judged in fixable if judged.finding.fix is not None and judged.finding.fix.safe]
    if safe and _wanted(FIX_ALL, only):
        edits = [edit for found in compose(safe).edits.values() for edit in found]
        change = _change(edits, view, uri_of, codec)
        yield types.CodeAction("Apply every safe fix of Speclatch", kind=FIX_ALL, edit=change)


def _quick_fix(judged: JudgedFinding, view: View, uri_of: UriOf, codec: PositionCodec) -> types.CodeAction:
    fix = judged.finding.fix
    edits = fix.edits if fix is not None else ()
    [first, *others] = edits
    what = f"replace by “{visible(first.text)[:60]}”" if first.text and not others else "mend this"
    return types.CodeAction(
        f"{judged.finding.rule}: {what}",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[_diagnostic(judged, view, uri_of, codec)],
        edit=_change(edits, view, uri_of, codec),
        is_preferred=fix is not None and fix.safe,
    )


def _change(edits: Sequence[Edit], view: View, uri_of: UriOf, codec: PositionCodec) -> types.WorkspaceEdit:
    changes: dict[str, list[types.TextEdit]] = {}
    for edit in edits:
        path = edit.location.path
        where = range_of(edit.location, view.lines_of(path), codec)
        if edit.location.column is None and not edit.text and edit.location.end_line < len(view.lines_of(path)):
            where.end = types.Position(edit.location.end_line, 0)  # lines that are taken away go with their ends
        changes.setdefault(uri_of(path), []).append(types.TextEdit(where, edit.text))
    return types.WorkspaceEdit(changes=dict(changes))


def _wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether a kind of action is asked for: one that stands above it stands for it."""
    name = kind.value if isinstance(kind, types.CodeActionKind) else kind
    kinds = [one.value if isinstance(one, types.CodeActionKind) else one for one in only or ()]
    return only is None or any(name == one or name.startswith(f"{one}.") or not one for one in kinds)


def _touch(one: types.Range, other: types.Range) -> bool:
    return _key(one.start) <= _key(other.end) and _key(other.start) <= _key(one.end)


def _key(position: types.Position) -> tuple[int, int]:
    return position.line, position.character
