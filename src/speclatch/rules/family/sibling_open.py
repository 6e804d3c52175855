"""The rule sibling-open: a spec says that it is done, and the task list beside it has open boxes."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename, dirname, join

from speclatch.model import Finding, Location, Phase, Related
from speclatch.profiles.phases import STATUS_KEY
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec

TASKS = "tasks.md"
"""What spec-kit, OpenSpec and Kiro call the list of what is to be done for a feature."""


class SiblingOpen(SpecRule):
    """Finds specs that say they are done while the list of their tasks is not.

    ## What it does
    Where a spec says that the work is complete, and a governed `tasks.md` lies in its folder, reports the boxes
    that are open there: not ticked, not struck through, not answered `N/A`.

    ## Why is this bad
    One of the two is wrong: either work is left, or nobody keeps the list, and the next reader believes the other one.

    ## Example
    A `spec.md` with `**Status**: Implemented` beside a `tasks.md` with three open boxes.

    ## Instead
    Close the boxes as what was done with them, or leave the spec's status where the work is.
    """

    id = "sibling-open"
    summary = "a spec that is done, beside a task list with open boxes"
    levels = by_phase("-", "warning", "error")
    wants = frozenset({Want.CATALOGUE})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield one finding where boxes are open beside a spec that is done."""
        if spec.phase is not Phase.DONE or basename(spec.path).casefold() == TASKS:
            return
        tasks = context.catalogue.specs.get(join(dirname(spec.path), TASKS))
        if tasks is None:
            return
        boxes = tasks.document.tasks
        left = [box for box in boxes if not tasks.alignment.is_closed(box)]
        if left:
            status = spec.metadata.find(STATUS_KEY)
            yield self.finding(
                say("{} of {} boxes in {} beside it are open", len(left), len(boxes), TASKS),
                status.location if status is not None else Location(spec.path, 1),
                TASKS,
                hint=say("Close them as what was done with them, or take the status back."),
                related=(Related(left[0].location, "is the first open box"),),
            )
