"""Rules about a spec's id: it agrees with the file's name, and no other spec has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import basename
from typing import ClassVar

from speclatch.documents.document import FrontMatterEntry, Scalar
from speclatch.model import Edit, Finding, Fix, Location, Related
from speclatch.profiles.profile import KeyType
from speclatch.references.index import prefixes
from speclatch.rules.base import Context, Need, Rule, by_phase
from speclatch.specs.catalogue import Spec

ID_KEY = "id"


def _id_of(spec: Spec) -> tuple[FrontMatterEntry, Scalar] | None:
    """A spec's id where it is one filled-in value, or a list of one."""
    entry = spec.front_matter.find(ID_KEY)
    if entry is None or isinstance(entry.value, dict) or len(entry.scalars) != 1 or not entry.scalars[0].text.strip():
        return None
    return entry, entry.scalars[0]


def _is_well_formed(spec: Spec, name: str) -> bool:
    """Whether an id is of the template's pattern, so that comparing it says something."""
    rule = spec.profile.key(ID_KEY)
    if rule is None or rule.type is not KeyType.ID or not rule.pattern:
        return "#" not in name
    return re.fullmatch(rule.pattern, name) is not None


def _named_by_file(spec: Spec, name: str) -> str | None:
    """The id that the file's name opens with, of the same prefix as ``name``; None if it opens with none."""
    prefix = re.sub(r"\d+[A-Za-z]?$", "", name).casefold()
    for one in prefixes(basename(spec.path)):
        if re.sub(r"\d+[A-Za-z]?$", "", one).casefold() == prefix:
            return one
    return None


def mismatches(spec: Spec) -> bool:
    """Whether a spec's id is not the one of its file name."""
    found = _id_of(spec)
    if found is None or not _is_well_formed(spec, found[1].text):
        return False
    named = _named_by_file(spec, found[1].text)
    return named is not None and named.casefold() != found[1].text.casefold()


class IdMismatch(Rule):
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

    ## Options
    None.
    """

    id = "id-mismatch"
    summary = "the id is not the one of the file's name"
    levels = by_phase("error", "error", "error")
    yields_to: ClassVar[frozenset[str]] = frozenset({"front-matter-invalid", "front-matter-value"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding on the id's value."""
        found = _id_of(subject)
        if found is None or not mismatches(subject):
            return
        entry, scalar = found
        named = _named_by_file(subject, scalar.text)
        assert named is not None  # noqa: S101 - mismatches says so
        yield self.finding(
            f"the id is `{scalar.text}`, but the file is named `{named}`",
            scalar.location,
            entry.key,
            hint="Give the file its own id, or rename it.",
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
    return Fix((Edit(inner, name),), safe)


class IdDuplicate(Rule):
    """Finds specs that share their id with another spec.

    ## What it does
    Reports an `id` that another spec of the repository has as well, retired ones included. Where one of them
    has the id of its file name and the others do not, those others are to blame.

    ## Why is this bad
    An id that names two specs names none.

    ## Example
    ```yaml
    # docs/21-exec-spec/EXEC-062-pilot-mail.md and docs/21-exec-spec/EXEC-062-refunds.md
    id: EXEC-062
    ```

    ## Instead
    Give the younger one the next free id.

    ## Options
    None.
    """

    id = "id-duplicate"
    summary = "an id is used by two specs"
    levels = by_phase("error", "error", "error", retired="error")
    needs = frozenset({Need.LANDING})
    yields_to: ClassVar[frozenset[str]] = frozenset({"front-matter-invalid", "front-matter-value", "id-mismatch"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding on the id's value."""
        found = _id_of(subject)
        if found is None or not _is_well_formed(subject, found[1].text):
            return
        entry, scalar = found
        others = [one for one in context.catalogue.with_id(scalar.text) if one.path != subject.path]
        if not others or (not mismatches(subject) and all(mismatches(one) for one in others)):
            return
        places = (known[1].location for other in others if (known := _id_of(other)) is not None)
        related = tuple(Related(place, "has the same id") for place in places)
        listed = ", ".join(f"`{other.path}`" for other in others[:3])
        yield self.finding(
            f"the id `{scalar.text}` is also that of {listed}",
            scalar.location,
            entry.key,
            hint="Give one of them an id of its own.",
            related=related,
        )


RULES: tuple[Rule, ...] = (IdMismatch(), IdDuplicate())
"""In the order of the table of rules."""
