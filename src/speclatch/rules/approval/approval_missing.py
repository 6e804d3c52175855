"""The rule approval-missing: nobody who may has approved the normative text of a spec as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from speclatch.documents import UnreadableError, parse
from speclatch.model import Finding
from speclatch.profiles.align import Alignment
from speclatch.profiles.normative import fingerprint, normative
from speclatch.profiles.phases import STATUS_KEY
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import Said, say
from speclatch.specs.catalogue import Spec

if TYPE_CHECKING:
    from speclatch.specs.pull_request import Approval, PullRequestFacts

MAX_NAMED = 5
"""People whom a message names."""


class ApprovalMissing(SpecRule):
    """Nobody who may has approved the normative text of a spec as it stands.

    ## What it does
    Where the configuration has `approvals`: of a pull request that takes a spec into one of its phases, or alters its
    normative text in one, asks for an approving review of that very text (see `approved-changed` for what is normative)
    by somebody who may give it. An approval stands as long as the normative text is the one that was approved: over
    rebases, other files and notes. It falls when a requirement changes, when it is dismissed, and when who gave it asks
    for changes. Who may approve is the base's to say: its version of the spec names the owner, its CODEOWNERS who owns
    the spec's path or its PRD's. What GitHub does not tell is not approved.

    ## Why is this bad
    Work begins on what nobody has agreed to.

    ## Example
    A pull request sets `status: Approved`, and nobody has approved it.

    ## Instead
    Ask one of those named for a review.

    ## Options
    `approvals`: `phases` in which it is asked for, `by` whom, and the members of `teams`, which no workflow's token may
    read.
    """

    id = "approval-missing"
    summary = "nobody who may has approved the normative text of a spec"
    levels = by_phase("-", "error", "error")
    wants = frozenset({Want.BASE, Want.CHANGES, Want.PULL_REQUEST})
    ignorable: ClassVar = False

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield that an approval is missing, on the status."""
        settings, facts = context.config.approvals, context.pull_request
        if facts is None or context.changes is None or not spec.changed or spec.phase not in settings.phases:
            return
        before, text = context.base_of(spec), _text_of(spec)
        if before is not None and before.phase in settings.phases and _text_of(before) == text:
            return
        from speclatch.rules.approval.approvers import approvers  # only where approvals are known

        may = approvers(spec, before, settings, context.base_references)
        given = [one for one in facts.approvals if one.login.casefold() in may]
        if any(_has_seen(one, spec, before, facts) == text for one in given):
            return
        entry = spec.metadata.find(STATUS_KEY)
        yield self.finding(
            _message(spec, facts, may, given),
            entry.location if entry is not None else spec.metadata.opening,
            STATUS_KEY,
            hint=say("{} may approve it, in a review of this pull request.", sorted(may)[:MAX_NAMED])
            if may
            else say("Name an owner on the base, in CODEOWNERS, or under `approvals` of the configuration."),
        )


def _text_of(spec: Spec) -> str:
    return fingerprint(normative(spec.alignment, whole=True))


def _has_seen(approval: Approval, spec: Spec, before: Spec | None, facts: PullRequestFacts) -> str | None:
    """The normative text that somebody has approved; None where it cannot be had."""
    for path in dict.fromkeys((spec.path, before.path if before is not None else spec.path)):
        raw = facts.read(approval.commit, path)
        if raw is not None:
            try:
                return fingerprint(normative(Alignment(parse(path, raw), spec.profile), whole=True))
            except UnreadableError:
                return None
    return None


def _message(spec: Spec, facts: PullRequestFacts, may: frozenset[str], given: list[Approval]) -> Said:
    if not facts.readable:
        return say("this spec is {}, and GitHub does not tell who has approved it", spec.status)
    if given:
        who = [f"{one.login} at {one.commit[:7]}" for one in given[:MAX_NAMED]]
        return say("this spec is {}, and what was approved ({}) was another text", spec.status, who)
    if not may:
        return say("this spec is {}, and the base names nobody who may approve it", spec.status)
    return say("this spec is {}, and nobody who may has approved it", spec.status)
