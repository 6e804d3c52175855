"""The rule id-duplicate: an id is used by two specs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from speclatch.model import Finding, Location, Related
from speclatch.references.names import number_in, numbered
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.identity.ids import (
    NUMBERED,
    id_of,
    is_number,
    is_part_of,
    is_well_formed,
    mismatches,
    series,
)
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec


class IdDuplicate(SpecRule):
    """Finds specs that share their id with another spec.

    ## What it does
    Reports an `id` that another spec of the repository has as well, retired ones included. Where one of them
    has the id of its file name and the others do not, those others are to blame.

    Where specs have no `id`, it reports that the number before the name of a file is also that of another spec in its
    folder: `0007-queue.md` and `0007-cache.md`. Days, zeros, and a file whose name begins with the whole name of the
    other (`0007-queue-notes.md`) are left alone.

    ## Why is this bad
    An id that names two specs names none.

    ## Example
    ```yaml
    # docs/21-exec-spec/EXEC-062-pilot-mail.md and docs/21-exec-spec/EXEC-062-refunds.md
    id: EXEC-062
    ```

    ## Instead
    Give the younger one the next free id.
    """

    id = "id-duplicate"
    summary = "an id is used by two specs"
    levels = by_phase("error", "error", "error", retired="error")
    cases: ClassVar = {NUMBERED: by_phase("warning", "warning", "warning", retired="warning")}
    wants = frozenset({Want.CATALOGUE, Want.REFERENCES})
    yields_to = frozenset({"front-matter-invalid", "front-matter-value", "id-mismatch"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding on the id's value, or on the heading of a spec that has none."""
        found = id_of(spec)
        if found is None:
            yield from self._numbered(spec, context)
        if found is None or not is_well_formed(spec, found[1].text):
            return
        entry, scalar = found
        others = [one for one in context.catalogue.with_id(scalar.text) if one.path != spec.path]
        if is_number(scalar.text):
            others = [one for one in others if series(one) == series(spec)]
        if not others or (not mismatches(spec) and all(mismatches(one) for one in others)):
            return
        places = (known[1].location for other in others if (known := id_of(other)) is not None)
        related = tuple(Related(place, "has the same id") for place in places)
        yield self.finding(
            say("the id {} is also that of {}", scalar.text, [other.path for other in others[:3]]),
            scalar.location,
            entry.key,
            hint=say("Give one of them an id of its own."),
            related=related,
        )

    def _numbered(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding where another spec of the folder has the number that this one's name begins with."""
        name = numbered(spec.path)
        alike = context.references.index.by_numbered_name.get(name, ()) if name else ()
        near = [path for path in alike if path != spec.path and not is_part_of(path, spec.path)]
        others = [path for path in near if (other := context.catalogue.specs.get(path)) and id_of(other) is None]
        if others:
            headings = spec.document.headings
            yield self.finding(
                say("the number {} is also that of {}", number_in(name), others[:3]),
                headings[0].location if headings else Location(spec.path, 1),
                "number",
                hint=say("Give one of them a number of its own."),
                case=NUMBERED,
            )
