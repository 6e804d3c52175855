"""The rule ignore-unused: an ignore comment that excuses nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

from speclatch.model import Finding
from speclatch.rules.base import Rule, by_phase
from speclatch.rules.messages import say
from speclatch.specs.suppressions import Ignore


class IgnoreUnused(Rule):
    """An ignore comment that excuses nothing.

    ## What it does
    Reports `speclatch-ignore` comments, with a reason, that no finding needs, and names of rules that do not exist.

    ## Why is this bad
    It will excuse the next fault in that place without anybody deciding so.

    ## Example
    A comment above a table that has been filled since.

    ## Instead
    Take it out.
    """

    id = "ignore-unused"
    summary = "an ignore comment that excuses nothing"
    levels = by_phase("warning", "warning", "warning", "warning")
    ignorable = False

    def unused(
        self, used: Iterable[tuple[Ignore, str]], all_of_them: Iterable[Ignore], known: Collection[str] = ()
    ) -> Iterator[Finding]:
        """Yield a finding for each comment that did not excuse all that it names: what was excused is known last.

        Args:
            used: pairs of a comment and a rule that it excused.
            all_of_them: the document's comments.
            known: the ids of all rules; a name that is none of them is reported with the nearest one.
        """
        done = set(used)
        for ignore in all_of_them:
            idle = [rule for rule in ignore.rules if ignore.reason and (ignore, rule) not in done]
            strange = [rule for rule in idle if known and rule not in known]
            if strange:
                near = [rule for name in strange for rule in get_close_matches(name, known, 1)]
                yield self.finding(
                    say("there is no rule {}", strange),
                    ignore.location,
                    ", ".join(idle),
                    hint=say("Did you mean {}?", near) if near else say("Take it out."),
                )
            elif idle:
                yield self.finding(
                    say("nothing here needs this comment for {}", idle),
                    ignore.location,
                    ", ".join(idle),
                    hint=say("Take it out."),
                )
