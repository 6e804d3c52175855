"""The rule requirement-unknown: a parent requirement that the linked PRD does not contain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speclatch.documents.document import Table
from speclatch.model import Edit, Finding, Fix
from speclatch.profiles.wording import fold
from speclatch.references.collect import Origin
from speclatch.references.nearest import MAX_CANDIDATES, MAX_NAME
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import say
from speclatch.rules.requirement.ids import Place, ids_at
from speclatch.specs.catalogue import Spec

_PARENT = re.compile(r"parent\b.*\b(?:req|prd)|prd req(?:uirement)?s?\b|^parent$")


class RequirementUnknown(SpecRule):
    """Finds requirements of the PRD that the PRD does not have.

    ## What it does
    Looks up every id of a column such as `Parent PRD REQ` in the PRDs that the spec links to. A PRD that has
    no ids of that family (`REQ-...`) says nothing.

    ## Why is this bad
    The spec builds something that nobody asked for, or that is called otherwise.

    ## Example
    ```markdown
    | ID | Requirement Description | Priority | Parent PRD REQ |
    |---|---|---|---|
    | REQ-SPC-001 | Mail the receipt | High | REQ-PRD-FUN-99 |
    ```

    ## Instead
    Name the id that stands in the PRD, or `N/A` for a requirement of the spec's own.

    ## Options
    `references.prd` says where the PRD is named.
    """

    id = "requirement-unknown"
    summary = "a parent requirement that the linked PRD does not contain"
    levels = by_phase("warning", "error", "error")
    wants = frozenset({Want.REFERENCES})
    yields_to = frozenset({"placeholder-left", "row-unanswered"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per id that the PRDs do not contain."""
        places = [place for table in spec.document.tables for place in _parents(table, spec)]
        if not places:
            return
        known = _requirement_ids(spec, context)
        families = {_family(name) for name in known}
        nearest = _Nearest(known)
        for place in places:
            name = place.name.upper()
            if name in known or _family(name) not in families:
                continue
            near = nearest.find(name)
            yield self.finding(
                say("the PRD does not contain {}", place.name),
                place.location,
                place.name,
                section=place.section,
                hint=say("Did you mean {}?", near) if near else say("Name an id of the PRD, or `N/A`."),
                fix=Fix((Edit(place.location, near, place.name),)) if near else None,
            )


class _Nearest:
    """Finds the id of a PRD that an unknown one is but for zeros or a slip in its letters."""

    def __init__(self, known: frozenset[str]) -> None:
        self._letters = {_letters(name) for name in known}
        self._by_numbers: dict[tuple[str, ...], list[str]] = {}
        for name in sorted(known):
            self._by_numbers.setdefault(_numbers(name), []).append(name)

    def find(self, name: str) -> str:
        """The one id that is likely meant; ``""`` where there is none: another number is another thing."""
        letters = _letters(name)
        alike = self._by_numbers.get(_numbers(name), [])[:MAX_CANDIDATES] if len(name) <= MAX_NAME else []
        if letters in self._letters:
            near = [one for one in alike if _letters(one) == letters]
        else:
            near = [one for one in alike if _is_slip(_letters(one), letters)]
        return near[0] if len(near) == 1 else ""


def _numbers(name: str) -> tuple[str, ...]:
    return tuple(number.lstrip("0") for number in re.findall(r"\d+", name))


def _letters(name: str) -> str:
    return re.sub(r"\d+", "#", name)


def _is_slip(first: str, second: str) -> bool:
    """Whether two words differ in one letter, or in two neighbours that changed places."""
    while first and second and first[0] == second[0]:
        first, second = first[1:], second[1:]
    while first and second and first[-1] == second[-1]:
        first, second = first[:-1], second[:-1]
    return max(len(first), len(second)) <= 1 or (len(first) == 2 and first == second[::-1])


def _family(name: str) -> str:
    return name.partition("-")[0]


def _requirement_ids(spec: Spec, context: Context) -> frozenset[str]:
    """Every id of the PRDs that a spec names."""
    found: set[str] = set()
    for reference, resolution in context.references.resolved(spec):
        named = reference.kind is not None and reference.kind.name == "prd" and reference.origin is not Origin.LINK
        if named and resolution.found and resolution.target != spec.path:
            for document in context.references.documents(resolution):
                found |= document.requirement_ids
    return frozenset(found)


def _parents(table: Table, spec: Spec) -> Iterator[Place]:
    columns = [at for at, title in enumerate(table.header) if _PARENT.search(fold(title))]
    for row in table.rows if columns else ():
        for at in columns:
            yield from ids_at(row.cells[at], row.cell_location(at), spec.document.lines, table.section)
