"""The rule id-mismatch: the id is not the one of the file's name, or of the heading."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename
from typing import ClassVar

from speclatch.documents.document import Scalar
from speclatch.model import Edit, Finding, Fix, Location
from speclatch.patterns import lazy_re
from speclatch.references.names import names_another, number_in, numbered
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.identity.ids import NUMBERED, id_of, mismatches, named_by_file
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec


class IdMismatch(SpecRule):
    """Finds specs whose id is not the one of their file name or heading.

    ## What it does
    Compares the front matter's `id` with the id that the file's name opens with, in any letter case, and with the one
    that the first heading opens with (`# EXEC-062: Refunds`). Names and headings that open with no id are left alone.
    Where the template numbers its title and asks for no `id`, another number in the heading than in the file's name is
    a warning (`# 5. Queues` in `0004-queues.md`).

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
    summary = "the id is not the one of the file's name or of the heading"
    levels = by_phase("error", "error", "error")
    cases: ClassVar = {NUMBERED: by_phase("warning", "warning", "warning")}
    yields_to = frozenset({"front-matter-invalid", "front-matter-value"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding on the id's value, or on the heading that opens with another."""
        found = id_of(spec)
        if found is None:
            yield from self._of_number(spec)
            return
        if not mismatches(spec):
            yield from self._of_heading(spec, found[1].text)
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

    def _of_number(self, spec: Spec) -> Iterator[Finding]:
        """Yield a finding where the title has another number than the file's name, and the template numbers titles."""
        heading = next((one for one in spec.document.headings if one.level == 1), None)
        name = numbered(spec.path)
        if heading is None or not name or not spec.profile.id_samples:
            return
        opened = _COUNTED.match(heading.title)
        if opened is not None and int(opened["number"]) != number_in(name):
            yield self.finding(
                say("the heading says {}, but the file is named {}", opened["number"], basename(spec.path)),
                heading.location,
                "number",
                hint=say("Give both the document's own number."),
                case=NUMBERED,
            )

    def _of_heading(self, spec: Spec, own: str) -> Iterator[Finding]:
        """Yield a finding where the title opens with an id of the same family that is another one."""
        heading = next((one for one in spec.document.headings if one.level == 1), None)
        opened = _OPENED.match(heading.title) if heading is not None else None
        if heading is None or opened is None or own.casefold() in heading.title.casefold():
            return
        if names_another(opened["id"], own):
            yield self.finding(
                say("the id is {}, but the heading says {}", own, opened["id"]),
                heading.location,
                "heading",
                hint=say("Give the heading the document's own id."),
            )


_OPENED = lazy_re(r"(?P<id>[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*-\d+[A-Za-z]?)\s*(?:[:.–—]|-\s|\Z)")
"""A heading that opens with an id and a sign: ``SLU-015: East gate``, and not ``SLU-015 revisited``."""
_COUNTED = lazy_re(r"(?:[A-Za-z]{2,10}[- ]?#?)?(?P<number>\d{1,6})\s*(?:[:.–—](?!\d)|-\s)")
"""The same of a number: ``5. Queues``, ``RFC 0005 - Queues``, and not ``2.1 Queues``."""


def _put_id(scalar: Scalar, name: str, *, safe: bool) -> Fix | None:
    place = scalar.location
    if place.column is None or place.end_column is None or place.line != place.end_line:
        return None
    quotes, odd = divmod(place.end_column - place.column + 1 - len(scalar.text), 2)
    if odd or quotes not in {0, 1}:
        return None
    inner = Location(place.path, place.line, place.line, place.column + quotes, place.end_column - quotes)
    return Fix((Edit(inner, name, scalar.text),), safe)
