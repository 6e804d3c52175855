"""The rule ignore-unexplained: an ignore comment without a reason or a rule does nothing."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec
from speclatch.specs.suppressions import ignores_of


class IgnoreUnexplained(SpecRule):
    """An ignore comment without a reason, or without a rule.

    ## What it does
    Reports `speclatch-ignore` comments that lack `-- reason` or name no rule. They do nothing.

    ## Why is this bad
    An exception nobody explained is one nobody can take back.

    ## Example
    ```markdown
    <!-- speclatch-ignore: table-empty -->
    ```

    ## Instead
    ```markdown
    <!-- speclatch-ignore: table-empty -- filled at the sign-off meeting -->
    ```
    """

    id = "ignore-unexplained"
    summary = "an ignore comment without a reason or a rule does nothing"
    levels = by_phase("warning", "warning", "warning", "warning")
    ignorable = False

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every ignore comment that does nothing."""
        for ignore in ignores_of(spec):
            if not ignore.reason or not ignore.rules:
                missing = say("reason" if ignore.rules else "rule")
                yield self.finding(
                    say("this ignore comment names no {}, so it does nothing", missing),
                    ignore.location,
                    ", ".join(ignore.rules),
                    hint=say("Write `speclatch-ignore: <rule> -- <reason>`."),
                )
