"""The rule delta-unknown: a change modifies, removes or renames a requirement that its spec does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speclatch.documents.document import Document, Section
from speclatch.model import Finding, Location
from speclatch.patterns import lazy_re
from speclatch.profiles.text import fold
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec

_DELTA = lazy_re(r"(?P<root>(?:.*/)?)changes/(?!archive/)[^/]+/specs/(?P<name>.+)\Z")
_CHANGES = lazy_re(r"(?:modified|removed|renamed) requirements\b")
_REQUIREMENT = lazy_re(r"requirement\s*[:：]\s*(?P<name>.+)", re.DOTALL)
_FROM = lazy_re(r"^\s*[-*+]?\s*\W*FROM\W*[:：]\W*Requirement\s*[:：]\s*(?P<name>[^`\n]+)", re.IGNORECASE)


class DeltaUnknown(SpecRule):
    """Finds changes of requirements that are not there.

    ## What it does
    For a delta spec of OpenSpec (`openspec/changes/<change>/specs/<capability>/spec.md`), looks for each requirement
    below `MODIFIED`, `REMOVED` and `RENAMED Requirements` in the spec of that capability
    (`openspec/specs/<capability>/spec.md`), by its heading `### Requirement: <name>`, in any letter case.

    ## Why is this bad
    The change cannot be archived: what it would replace is called otherwise, or is in another capability.

    ## Example
    A delta that modifies `Requirement: Late fee` where the spec has `Requirement: Late fees`.

    ## Instead
    Name the requirement as the spec does, or put a new one below `ADDED Requirements`.
    """

    id = "delta-unknown"
    summary = "a change of a requirement that the spec does not have"
    levels = by_phase("error", "error", "error")
    wants = frozenset({Want.CATALOGUE, Want.LISTING})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield each requirement that the capability's spec does not have."""
        found = _DELTA.fullmatch(spec.path)
        if found is None:
            return
        named = list(_named(spec.document))
        if not named:
            return
        path = f"{found['root']}specs/{found['name']}"
        target = context.catalogue.specs.get(path)
        if target is None and path in context.listing.entries:
            return  # nothing governs it, so nobody looks into it
        known = {fold(name) for name, _ in _requirements(target.document)} if target is not None else set()
        for name, section, where in named:
            if fold(name) not in known:
                yield self.finding(
                    say("{} has no requirement {}", path, name)
                    if target is not None
                    else say("there is no {} whose requirement {} could be changed", path, name),
                    where,
                    name,
                    section=section,
                    hint=say("Name it as the spec does, or put it below `ADDED Requirements`."),
                )


def _requirements(document: Document) -> Iterator[tuple[str, Section]]:
    """The requirements that headings name, without the word."""
    for section in document.sections:
        if found := _REQUIREMENT.fullmatch(fold(section.title)):
            yield found["name"], section


def _named(document: Document) -> Iterator[tuple[str, Section, Location]]:
    """The requirements that a delta takes to be there: below a heading that changes some, or renamed from."""
    for _, section in _requirements(document):
        parent = section.parent
        if parent is not None and _CHANGES.match(fold(parent.title)):
            yield section.title.partition(":")[2].strip() or section.title, section, section.heading.location
    for section in document.sections:
        if not _CHANGES.match(fold(section.title)):
            continue
        first = section.heading.location.line
        for number in range(first, section.own_end_line):
            if found := _FROM.match(document.lines[number].replace("#", "")):
                yield found["name"].strip(), section, Location(document.path, number + 1)
