"""The rule requirement-unknown: a parent requirement that the linked PRD does not contain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speclatch.model import Edit, Finding, Fix
from speclatch.references.names import is_slip
from speclatch.references.nearest_ids import MAX_CANDIDATES, MAX_NAME
from speclatch.references.tokens import requirement_key
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import say
from speclatch.rules.requirement.parents import family, parents, requirement_ids
from speclatch.specs.catalogue import Spec


class RequirementUnknown(SpecRule):
    """Finds requirements of the PRD that the PRD does not have.

    ## What it does
    Looks up every id of a column such as `Parent PRD REQ` in the PRDs that the spec links to. A PRD that defines
    no ids of that family (`REQ-...`) says nothing. A mention in a comment, in struck text, in code or in "was
    removed" defines nothing.

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
    yields_to = frozenset({"placeholder-left", "row-unanswered", "reference-hollow"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per id that the PRDs do not contain."""
        places = list(parents(spec))
        if not places:
            return
        known = requirement_ids(spec, context.references)
        families = {family(name) for name in known}
        parted = {name.partition(".")[0] for name in known}
        nearest = _Nearest(known)
        for place in places:
            name = requirement_key(place.name)
            if name in known or name in parted or family(name) not in families:
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
            near = [one for one in alike if is_slip(_letters(one), letters)]
        return near[0] if len(near) == 1 else ""


def _numbers(name: str) -> tuple[str, ...]:
    return tuple(number.lstrip("0") for number in re.findall(r"\d+", name))


def _letters(name: str) -> str:
    return re.sub(r"\d+", "#", name)
