"""The rule id-mismatch: the id is not the one of the file's name."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.documents.document import Scalar
from speclatch.model import Edit, Finding, Fix, Location
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.identity.ids import id_of, mismatches, named_by_file
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec


class IdMismatch(SpecRule):
    """Finds specs whose id is not the one of their file name.

    ## What it does
    Compares the front matter's `id` with the id that the file's name opens with, in any letter case. Files
    whose name opens with no id are left alone.

    ## Why is this bad
    A reference by id and a reference by path then lead to two different specs. Most often the file is a copy.

    ## Example
    ```yaml
    # docs/21-exec-spec/EXEC-063-refunds.md
    id: EXEC-062
    ```

    ## Instead
    ```yaml
    id: EXEC-063
    ```
    """

    id = "id-mismatch"
    summary = "the id is not the one of the file's name"
    levels = by_phase("error", "error", "error")
    yields_to = frozenset({"front-matter-invalid", "front-matter-value"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding on the id's value."""
        found = id_of(spec)
        if found is None or not mismatches(spec):
            return
        entry, scalar = found
        named = named_by_file(spec, scalar.text)
        assert named is not None  # noqa: S101 - mismatches says so
        yield self.finding(
            say("the id is {}, but the file is named {}", scalar.text, named),
            scalar.location,
            entry.key,
            hint=say("Give the file its own id, or rename it."),
            fix=_put_id(scalar, named, safe=False),
        )


def _put_id(scalar: Scalar, name: str, *, safe: bool) -> Fix | None:
    place = scalar.location
    if place.column is None or place.end_column is None or place.line != place.end_line:
        return None
    quotes, odd = divmod(place.end_column - place.column + 1 - len(scalar.text), 2)
    if odd or quotes not in {0, 1}:
        return None
    inner = Location(place.path, place.line, place.line, place.column + quotes, place.end_column - quotes)
    return Fix((Edit(inner, name, scalar.text),), safe)
