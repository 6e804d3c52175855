"""The rule spec-unmatched: changed Markdown that no profile governs looks like a profile's document."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding, Location, Subject
from speclatch.rules.base import ChangeRule, Context, Want, by_phase
from speclatch.rules.messages import Said, say

_OUTSIDE = (
    say("none of its globs names it"),
    say("Move it to where the profile looks, or widen `match` in the configuration."),
)
_LATE = (
    say("its front matter does not open the file"),
    say("Move what stands above the front matter below it: no tool looks for it further down."),
)

_CALLED_TEMPLATE = (
    say("it is called a template, and nothing of a template is left in it"),
    say("Give it the name of a document; if it is a template, name it under `exclude` in the configuration."),
)

_MEND = say("Give it what its template has; if it is none, name it under `exclude` in the configuration.")


class SpecUnmatched(ChangeRule):
    """Changed Markdown that looks like a spec and is none.

    ## What it does
    Compares changed Markdown that no profile governs with the profiles: most of a template's keys and half of its top
    headings make a document look like one. A document of that kind whose front matter stands behind blank lines or a
    comment is pointed out, and so is one with most of the keys, or with half of the sections and at least four.
    So is one that is called a template and filled in.

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
    summary = "changed Markdown that no profile governs looks like a profile's document"
    levels = by_phase("warning", "warning", "warning")
    wants = frozenset({Want.CATALOGUE, Want.CHANGES})
    yields_to = frozenset({"spec-ungoverned"})

    def check(self, context: Context) -> Iterator[Finding]:
        """Yield every changed stray."""
        for path, stray in context.catalogue.strays.items():
            if context.changes is not None and path in context.changes:
                from speclatch.specs.likeness import CALLED_TEMPLATE, LATE  # strays are few

                why, hint = {"": _OUTSIDE, LATE: _LATE, CALLED_TEMPLATE: _CALLED_TEMPLATE}.get(
                    stray.why, (Said(stray.why), _MEND)
                )
                message = say("this looks like a document of the profile {}, but {}", stray.profile, why)
                yield Finding(self.id, message, Location(path, 1), Subject("spec"), hint=hint)
