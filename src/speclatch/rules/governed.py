"""Rules about being a spec at all: readable, still governed, not moved back, not overlooked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from speclatch.model import ChangeKind, Finding, Location, Phase, Subject
from speclatch.profiles.phases import STATUS_KEY
from speclatch.rules.base import Context, Need, RepositoryRule, Rule, by_phase, quoted
from speclatch.rules.front_matter import opening_fence
from speclatch.specs.catalogue import Spec
from speclatch.trees import EntryKind

DELETED = "deleted"
"""The variant of a spec that is gone for good, which is milder than one that hides."""


class DocumentUnreadable(RepositoryRule):
    """A governed file that cannot be read as a document.

    ## What it does
    Reports a spec that is a symbolic link, a submodule, no UTF-8, a git-lfs pointer, or larger than the limit.

    ## Why is this bad
    What cannot be read cannot be judged, and the gate never passes because it could not look.

    ## Example
    A spec saved as UTF-16 by an editor.

    ## Instead
    Save it as UTF-8.

    ## Options
    `limits.document-bytes` in `.speclatch.yml`. This rule cannot be turned off.
    """

    id = "document-unreadable"
    summary = "a governed file is no regular file, not UTF-8, an LFS pointer, or too large"
    levels = by_phase("error", "error", "error", "error")
    ignorable: ClassVar = False
    fixed: ClassVar = True
    yields_to: ClassVar = frozenset({"spec-ungoverned"})

    def check_repository(self, context: Context) -> Iterator[Finding]:
        """Yield every unreadable file that the change touches; where nothing is compared, that is asked for."""
        for path, fault in context.catalogue.unreadable.items():
            if all(asked is None or path in asked for asked in (context.changes, context.only)):
                yield Finding(
                    self.id,
                    f"this spec cannot be judged: {fault.reason}",
                    Location(path, fault.line),
                    Subject("document"),
                    hint=fault.hint,
                )


class SpecUngoverned(RepositoryRule):
    """A spec that the change takes out of the gate's sight.

    ## What it does
    Reports a spec of the base that was renamed to where no profile governs it, or turned into a link. A spec that was
    deleted is a warning: people must see it, and may want it.

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
    variants: ClassVar = {DELETED: by_phase("warning", "warning", "warning")}
    ignorable: ClassVar = False
    fixed: ClassVar = True
    needs: ClassVar = frozenset({Need.BASE, Need.CHANGES})

    def check_repository(self, context: Context) -> Iterator[Finding]:
        """Yield every spec of the base that is no longer one."""
        if context.base_catalogue is None:
            return
        for changed in (context.changes or {}).values():
            before = context.base_catalogue.specs.get(changed.base_path or "")
            if before is None or before.phase is Phase.RETIRED or changed.path in context.catalogue.specs:
                continue
            if changed.kind is ChangeKind.DELETED:
                yield self._finding(changed.path, f"the spec {quoted(before.title)} is deleted", DELETED)
            elif changed.path not in context.catalogue.unreadable:
                yield self._finding(
                    changed.path, f"this was the spec {quoted(before.path)}; no profile governs it here", ""
                )
            elif changed.path not in context.landing.entries or _is_link(changed.path, context):
                yield self._finding(changed.path, "this was a spec and is now a link", "")

    def _finding(self, path: str, message: str, variant: str) -> Finding:
        hint = "Keep it where its profile looks, or set its status to Withdrawn."
        return Finding(self.id, message, Location(path, 1), Subject("spec"), hint, variant=variant)


def _is_link(path: str, context: Context) -> bool:
    entry = context.landing.entries.get(path)
    return entry is not None and entry.kind is EntryKind.SYMLINK


class SpecUnmatched(RepositoryRule):
    """Changed Markdown that looks like a spec and lies outside every glob.

    ## What it does
    Where the configuration names files by globs, compares changed Markdown outside of them with the profiles: most of
    a template's keys and half of its level-2 headings make a document look like one.

    ## Why is this bad
    A spec in the wrong folder is a spec nobody gates.

    ## Example
    `docs/21-exec-specs/EXEC-070.md` where the glob says `docs/21-exec-spec/`.

    ## Instead
    Move it, or widen `match` of its profile.

    ## Options
    `exclude` in `.speclatch.yml` names files that are never specs.
    """

    id = "spec-unmatched"
    summary = "changed Markdown outside every glob looks like a profile's document"
    levels = by_phase("warning", "warning", "warning")
    needs: ClassVar = frozenset({Need.CHANGES})

    def check_repository(self, context: Context) -> Iterator[Finding]:
        """Yield every changed stray."""
        for path, profile in context.catalogue.strays.items():
            if context.changes is not None and path in context.changes:
                yield Finding(
                    self.id,
                    f"this looks like a document of the profile {quoted(profile)}, but none of its globs names it",
                    Location(path, 1),
                    Subject("spec"),
                    hint="Move it to where the profile looks, or widen `match` in the configuration.",
                )


class StatusLowered(Rule):
    """A spec that the change moves to an earlier phase.

    ## What it does
    Compares the phase of `status` with the one on the base.

    ## Why is this bad
    Less is asked of a draft. Going back to one would make every finding weigh less in the change that needs them.

    ## Example
    `status: Implementation` changed to `status: Draft`.

    ## Instead
    Mend the findings. If work on the spec has stopped, `status: Withdrawn` says so.
    """

    id = "status-lowered"
    summary = "the change moves a spec to an earlier phase"
    levels = by_phase("error", "error", "error")
    needs: ClassVar = frozenset({Need.BASE, Need.CHANGES})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield the status that is earlier than the base's."""
        before = subject.base
        order = list(Phase)
        if before is None or order.index(subject.phase) >= order.index(before.phase):
            return
        entry = subject.front_matter.find(STATUS_KEY)
        yield self.finding(
            f"the status goes back from {quoted(before.status)} ({before.phase.value}) to "
            f"{quoted(subject.status)} ({subject.phase.value})",
            entry.location if entry else opening_fence(subject.front_matter),
            STATUS_KEY,
            hint="Keep the status; a spec whose work has stopped is `Withdrawn`.",
        )


RULES = (DocumentUnreadable(), SpecUngoverned(), SpecUnmatched(), StatusLowered())
