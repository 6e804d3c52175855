"""The rule front-matter-missing-key: a key of the template is absent or empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from speclatch.documents.document import MetadataForm
from speclatch.model import Finding
from speclatch.profiles.profile import KeyRule, KeyType
from speclatch.profiles.text import is_blank
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.front_matter.values import opening, shape_fault
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec


class FrontMatterMissingKey(SpecRule):
    """A key of the template that the spec does not answer.

    ## What it does
    Reports every key of the template's front matter that is absent or empty. References have a rule of their own
    (`reference-missing`); a list may be absent or empty. In a draft it is a note: much of it is known only later.

    ## Why is this bad
    Ownership, status and dates are what dashboards, agents and people filter by.

    ## Example
    ```yaml
    owner:
    ```

    ## Instead
    ```yaml
    owner: payments-team
    ```

    ## Options
    `optional` in a profile of `.speclatch.yml` names keys that may be absent.
    """

    id = "front-matter-missing-key"
    summary = "a key of the template is absent or empty"
    levels = by_phase("note", "error", "error")
    yields_to = frozenset({"front-matter-invalid"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield one finding a key; one for all of them where there is no metadata that answers one."""
        wanted = [
            rule
            for rule in spec.profile.keys
            if rule.type is not KeyType.REFERENCE and rule.required and not rule.is_list
        ]
        if not spec.metadata.readable or not wanted:
            return
        if not spec.front_matter.present and all(spec.answer_to(rule) is None for rule in wanted):
            yield self._none(wanted, spec)
            return
        for rule in wanted:
            yield from self._check_key(rule, spec)

    def _none(self, wanted: Sequence[KeyRule], spec: Spec) -> Finding:
        """The finding for a document that answers none of the keys."""
        names = [rule.key for rule in wanted]
        if any(rule.form is MetadataForm.FRONT_MATTER for rule in wanted):
            return self.finding(
                say("there is no front matter; the template asks for {}", names),
                spec.front_matter.location,
                "front matter",
                hint=say("Open the file with a `---` block that holds these keys."),
            )
        return self.finding(
            say("the template asks for {}, and nothing says it", names),
            opening(spec),
            "metadata",
            hint=say("Say it below the title, as the template does: {}.", names[0] + ": ..."),
        )

    def _check_key(self, rule: KeyRule, spec: Spec) -> Iterator[Finding]:
        entry = spec.answer_to(rule)
        if entry is None:
            in_front = rule.form is MetadataForm.FRONT_MATTER and spec.front_matter.present
            yield self.finding(
                say("the front matter has no {}", rule.key) if in_front else say("{} is missing", rule.key),
                opening(spec),
                rule.key,
                hint=say("Add {} with its value.", rule.key + ":"),
            )
        elif is_blank(entry.text) and shape_fault(rule, entry) is None and not isinstance(entry.value, dict):
            yield self.finding(
                say("{} is empty", rule.key),
                entry.location,
                rule.key,
                hint=say("Say what {} is.", rule.key),
            )
