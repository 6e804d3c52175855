"""The rule document-unreadable: a governed file is no regular file, not UTF-8, an LFS pointer, or too large."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding, Location, Subject
from speclatch.rules.base import ChangeRule, Context, Want, by_phase
from speclatch.rules.messages import Said, say


class DocumentUnreadable(ChangeRule):
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
    wants = frozenset({Want.CATALOGUE, Want.CHANGES})
    ignorable = False
    fixed = True
    yields_to = frozenset({"spec-ungoverned"})

    def check(self, context: Context) -> Iterator[Finding]:
        """Yield every unreadable file that the change touches; where nothing is compared, that is asked for."""
        for path, fault in context.catalogue.unreadable.items():
            where = fault.sidecar or path
            if all(asked is None or path in asked or where in asked for asked in (context.changes, context.only)):
                yield Finding(
                    self.id,
                    say("this spec cannot be judged: {}", Said(fault.reason)),
                    Location(where, fault.line),
                    Subject("document"),
                    hint=fault.hint,
                )
