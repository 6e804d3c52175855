"""The rule field-empty: a labelled bullet of the template with nothing behind it."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding
from speclatch.profiles.answers import section_says_none
from speclatch.profiles.text import shows_no_word
from speclatch.profiles.words import answers_nothing
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec


class FieldEmpty(SpecRule):
    """A labelled bullet of the template with nothing behind it.

    ## What it does
    Reports `- Context name:` and the like, where neither the line nor what is nested below it says anything. A label
    nested below a box is asked for when the box is ticked.

    ## Why is this bad
    The label is a question; the reader looks for its answer.

    ## Example
    ```markdown
    - Context name:
    ```

    ## Instead
    ```markdown
    - Context name: Orders
    - Feature Scaffold: None
    ```
    """

    id = "field-empty"
    summary = "a labelled bullet of the template with nothing behind it"
    levels = by_phase("note", "warning", "error")
    yields_to = frozenset({"reference-missing", "open-point"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every label of the template without a value."""
        for rule, field in spec.alignment.fields:
            if rule.required and shows_no_word(field.value) and answers_nothing(field.body, spec.profile.words):
                box = spec.alignment.boxes_above.get(field.location.line)
                says_none = section_says_none(spec.document, field.section, spec.profile.words)
                if says_none or (box is not None and not box.checked):
                    continue
                yield self.finding(
                    say("nothing stands behind {}", field.label + ":"),
                    field.location,
                    rule.label,
                    section=field.section,
                    hint=say("Answer it; `None` is an answer."),
                )
