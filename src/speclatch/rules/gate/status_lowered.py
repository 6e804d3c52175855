"""The rule status-lowered: the change moves a spec to an earlier phase."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding, Phase
from speclatch.profiles.phases import STATUS_KEY
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import Said, say
from speclatch.specs.catalogue import Spec


class StatusLowered(SpecRule):
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
    wants = frozenset({Want.BASE})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield the status that is earlier than the base's."""
        before = context.base_of(spec)
        order = list(Phase)
        if before is None or order.index(spec.phase) >= order.index(before.phase):
            return
        entry = spec.metadata.find(STATUS_KEY)
        yield self.finding(
            say("the status goes back from {} ({}) to {} ({})", *_named(before), *_named(spec)),
            entry.location if entry else spec.metadata.opening,
            STATUS_KEY,
            hint=say("Keep the status; a spec whose work has stopped is `Withdrawn`."),
        )


def _named(spec: Spec) -> tuple[str, Said]:
    """A spec's status, and the phase that it stands for."""
    return spec.status, Said(spec.phase.value)
