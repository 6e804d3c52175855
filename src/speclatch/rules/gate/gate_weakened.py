"""The rule gate-weakened: the change relaxes configuration, template or baseline, in force after the merge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from speclatch.model import Finding, Location, Subject
from speclatch.rules.base import ChangeRule, Context, Want, by_phase
from speclatch.rules.messages import say

if TYPE_CHECKING:
    from speclatch.specs.policy import PolicyChange


class GateWeakened(ChangeRule):
    """A change that makes the gate milder.

    ## What it does
    Where a change touches the configuration, a template or the baseline, compares what they ask before and after, and
    reports what is asked no longer: a rule that weighs less, files left out, a section, key or Must row taken from a
    template, findings added to the baseline. The specs that are there, an untouched copy of each template and an empty
    document are judged by both: specs that leave the gate or change their profile are reported, and findings that
    vanish, whatever the setting. None of it holds for the change itself: it is judged by its base.

    ## Why is this bad
    It may be right. But whoever reviews the change must see that it is more than a file of settings.

    ## Example
    ```yaml
    rules: {governance-unanswered: off}
    ```

    ## Instead
    Say in the pull request why less is to be asked; the finding does not block by default.
    """

    id = "gate-weakened"
    summary = "the change relaxes configuration, template or baseline, in force after the merge"
    levels = by_phase("warning", "warning", "warning")
    wants = frozenset({Want.POLICY})
    ignorable = False

    def check(self, context: Context) -> Iterator[Finding]:
        """Yield every relaxation, on the line that says it where one does."""
        change = context.policy
        if change is None:
            return
        from speclatch.specs.relaxations import relaxations, seen_relaxations  # few changes are about the policy

        said = tuple(relaxations(change.before, change.after, change.levels))
        for relaxed in (*said, *seen_relaxations(change, said)):
            yield Finding(
                self.id,
                say("after the merge, {}", say(relaxed.message, *relaxed.values)),
                Location(relaxed.path, _line(change, relaxed.path, relaxed.word)),
                Subject(relaxed.message),
                hint=say("Say in the pull request why less is to be asked."),
            )


def _line(change: PolicyChange, path: str, word: str) -> int:
    """The first line of the file that holds the word; 1 where none does."""
    lines = change.texts.get(path, "").split("\n")
    return next((number for number, line in enumerate(lines, 1) if word and word in line), 1)
