"""The rule spec-ungoverned: a spec is renamed out of every profile, turned into a link, or deleted."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname
from typing import ClassVar

from speclatch.model import ChangeKind, Finding, Location, Phase, Subject
from speclatch.rules.base import ChangeRule, Context, Want, by_phase
from speclatch.rules.gate.same_spec import is_same_spec
from speclatch.rules.messages import Said, say
from speclatch.specs.catalogue import Spec
from speclatch.trees import EntryKind

DELETED = "deleted"
"""The case of a spec that is gone for good, which is milder than one that hides."""


class SpecUngoverned(ChangeRule):
    """A spec that the change takes out of the gate's sight.

    ## What it does
    Reports a spec of the base that was renamed to where no profile governs it, or turned into a link, by itself or
    with its folder. So is one that was deleted while a document of its id or title, which no profile governs, was
    added. A spec that was deleted is a warning: people must see it, and may want it.

    ## Why is this bad
    Renaming a spec must not be easier than mending it.

    ## Example
    `docs/21-exec-spec/EXEC-062-refunds.md` renamed to `docs/notes/refunds.md`.

    ## Instead
    Keep it where the profile looks, or set its `status` to `Withdrawn`.

    ## Options
    None: this rule cannot be turned off.
    """

    id = "spec-ungoverned"
    summary = "a spec is renamed out of every profile, turned into a link, or deleted"
    levels = by_phase("error", "error", "error")
    cases: ClassVar = {DELETED: by_phase("warning", "warning", "warning")}
    wants = frozenset({Want.LISTING, Want.CATALOGUE, Want.BASE, Want.CHANGES})
    ignorable = False
    fixed = True

    def check(self, context: Context) -> Iterator[Finding]:
        """Yield every spec of the base that is no longer one."""
        if context.base_catalogue is None:
            return
        for changed in (context.changes or {}).values():
            before = context.base_catalogue.specs.get(changed.base_path or "")
            if before is None or before.phase is Phase.RETIRED or changed.path in context.catalogue.specs:
                continue
            if changed.kind is ChangeKind.DELETED:
                yield self._gone(before, context)
            elif changed.path not in context.catalogue.unreadable:
                yield self._finding(
                    changed.path, say("this was the spec {}; no profile governs it here", before.path), ""
                )
            elif changed.path not in context.listing.entries or _is_link(changed.path, context):
                yield self._finding(changed.path, say("this was a spec and is now a link"), "")

    def _gone(self, before: Spec, context: Context) -> Finding:
        """What to say of a spec whose file is gone: that it stands elsewhere, that it is hidden, or that it is gone."""
        elsewhere = _moved_to(before, context)
        if elsewhere:
            return self._finding(elsewhere, say("this was the spec {}; no profile governs it here", before.path), "")
        for folder in _folders_above(before.path):
            if folder in context.listing.entries:
                return self._finding(folder, say("the spec {} stood here, where now is no folder", before.path), "")
        return self._finding(before.path, say("the spec {} is deleted", before.title), DELETED)

    def _finding(self, path: str, message: Said, case: str) -> Finding:
        hint = say("Keep it where its profile looks, or set its status to Withdrawn.")
        return Finding(self.id, message, Location(path, 1), Subject("spec"), hint, case=case)


def _moved_to(before: Spec, context: Context) -> str:
    """Where the change writes what the spec was, as a document that no profile governs; ``""`` if nowhere."""
    for path, changed in (context.changes or {}).items():
        stray = context.catalogue.strays.get(path) if changed.kind is not ChangeKind.DELETED else None
        if stray is not None and is_same_spec(before, stray):
            return path
    return ""


def _folders_above(path: str) -> Iterator[str]:
    while path := dirname(path):
        yield path


def _is_link(path: str, context: Context) -> bool:
    entry = context.listing.entries.get(path)
    return entry is not None and entry.kind is EntryKind.SYMLINK
