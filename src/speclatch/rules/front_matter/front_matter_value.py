"""The rule front-matter-value: a value that is not of the template's enumeration, pattern or type."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import ClassVar

from speclatch.documents.document import ProblemKind, key_name
from speclatch.model import Finding
from speclatch.profiles.phases import STATUS_KEY
from speclatch.profiles.text import is_blank
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.front_matter.values import shape_fault, status_fault, value_fault
from speclatch.rules.messages import Said
from speclatch.specs.catalogue import Spec

UNASKED = "unasked"
"""A status where the template has none."""
MOST_WORDS = 4
"""Words of a status that nobody asked for; more are a sentence about it."""


class FrontMatterValue(SpecRule):
    """A front-matter value that is not what the template asks for.

    ## What it does
    Compares each value with the template's: one of its alternatives (`Draft | Implementation | Validated`), an id of
    its form (`EXEC-###`), a date that exists, a status that some phase knows. Types compare as written: `1.0` is
    `1.0`. A status sets the phase also where the template has none: of an unknown one the documents of such a family
    are warned.

    ## Why is this bad
    A value nobody recognises is a value nobody acts on; an unknown status leaves the phase to guesswork.

    ## Example
    ```yaml
    date: 2025-30-01
    ```

    ## Instead
    ```yaml
    date: 2025-01-30
    ```

    ## Options
    `phases` in `.speclatch.yml` adds words that `status` may open with.
    """

    id = "front-matter-value"
    summary = "a value that is not of the template's enumeration, pattern or type"
    levels = by_phase("warning", "error", "error")
    cases: ClassVar = {UNASKED: by_phase("warning", "warning", "warning")}
    yields_to = frozenset({"front-matter-invalid", "reference-broken", "reference-missing"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every value that is not of its form."""
        metadata = spec.metadata
        reported = set()
        for problem in metadata.problems:
            if problem.kind is ProblemKind.VALUE:
                reported.add(problem.location.line)
                yield self.finding(
                    Said(problem.message), problem.location, problem.key or "front matter", hint=Said(problem.hint)
                )
        for rule in spec.profile.keys:
            entry = spec.answer_to(rule)
            if entry is None or entry.location.line in reported:
                continue
            fault = shape_fault(rule, entry)
            if not fault and not is_blank(entry.text):
                of_status = key_name(rule.key) == STATUS_KEY
                fault = status_fault(entry, spec, context) if of_status else value_fault(rule, entry)
            if fault:
                message, hint = fault
                yield self.finding(message, entry.location, rule.key, hint=hint)
        yield from self._unasked(spec, context, reported)

    def _unasked(self, spec: Spec, context: Context, reported: Collection[int]) -> Iterator[Finding]:
        """Yield an unknown status that the template does not ask for: it sets the phase all the same."""
        entry = spec.metadata.find(STATUS_KEY)
        if entry is None or spec.profile.key(STATUS_KEY) is not None or entry.location.line in reported:
            return
        if len(entry.scalars) != 1 or len(entry.text.split()) > MOST_WORDS:
            return
        fault = status_fault(entry, spec, context)
        if fault:
            message, hint = fault
            yield self.finding(message, entry.location, STATUS_KEY, case=UNASKED, hint=hint)
