"""The rule front-matter-invalid: front matter that does not parse, repeats a key or is never closed."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.documents.document import ProblemKind
from speclatch.model import Finding
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import Said
from speclatch.specs.catalogue import Spec


class FrontMatterInvalid(SpecRule):
    """Front matter that cannot be read.

    ## What it does
    Reports YAML that does not parse, a key that stands twice, a block that is never closed with `---`, and YAML built
    to exhaust its reader.

    ## Why is this bad
    Every other tool drops such front matter without a word: the spec then has no status, no PRD and no owner.

    ## Example
    ```yaml
    ---
    title: Exec Spec: Refunds
    ```

    ## Instead
    ```yaml
    ---
    title: "Exec Spec: Refunds"
    ---
    ```
    """

    id = "front-matter-invalid"
    summary = "front matter that does not parse, repeats a key or is never closed"
    levels = by_phase("error", "error", "error")

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield what keeps the front matter from being read."""
        for problem in spec.front_matter.problems:
            if problem.kind is ProblemKind.INVALID:
                yield self.finding(
                    Said(problem.message), problem.location, problem.key or "front matter", hint=Said(problem.hint)
                )
