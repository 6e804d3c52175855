"""The rule reference-disagrees: body and front matter, or text and target of one link, name different documents."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename

from speclatch.model import Finding
from speclatch.patterns import lazy_re
from speclatch.references.grammar import loose_ids
from speclatch.references.index import ReferenceIndex
from speclatch.references.kinds import prefixes
from speclatch.references.names import names_another
from speclatch.references.reference import Origin, as_written
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import say
from speclatch.rules.reference.targets import strays
from speclatch.specs.catalogue import Spec


class ReferenceDisagrees(SpecRule):
    """Finds bodies that name another PRD or ADR than the front matter, and links that name another than they lead to.

    ## What it does
    Compares what the labels of the body (`- **PRD:**`, `- ADR(s):`) lead to with what the front matter's keys
    of the same kind lead to, and reports a document that only the body names. How each is written does not
    matter: an id and the path of its file are the same. Reports a link as well whose text names one id and whose target
    is a document of another one of the same series: `[PRD-099](PRD-007-refunds.md)`.

    ## Why is this bad
    Readers and tools each follow another document.

    ## Example
    ```markdown
    ---
    prd_ref: PRD-062
    ---
    - **PRD:** [PRD-026](../10-prd/PRD-026-refunds.md)
    ```

    ## Instead
    Name the same documents in both places.
    """

    id = "reference-disagrees"
    summary = "body and front matter, or text and target of one link, name different documents"
    levels = by_phase("note", "warning", "warning")
    wants = frozenset({Want.CATALOGUE, Want.REFERENCES})
    yields_to = frozenset({"placeholder-left", "reference-broken", "reference-kind"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per labelled reference of the body that the front matter does not have."""
        yield from self._links(spec, context)
        named: dict[str, set[str]] = {}
        known = context.references.resolved(spec)
        for reference, found in known:
            if reference.origin is not Origin.KEY or reference.kind is None or not found.found:
                continue
            if strays(reference, found, context) is None:
                named.setdefault(reference.kind.name, set()).update(found.targets)
        for reference, found in known:
            if reference.origin is not Origin.LABEL or reference.kind is None or not found.found:
                continue
            front = named.get(reference.kind.name) if reference.kind.id else None
            if front and front.isdisjoint(found.targets):
                name = as_written(reference)
                yield self.finding(
                    say("{} is not what the front matter names", name),
                    reference.location,
                    name,
                    section=reference.section,
                    hint=say("The front matter leads to {}: name the same in both places.", sorted(front)),
                )

    def _links(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per link whose text names another document than it leads to."""
        index = context.references.index
        for reference, found in context.references.resolved(spec):
            if not found.found or len(found.targets) != 1 or not reference.parsed.label:
                continue
            if found.targets[0] == spec.path:
                continue  # a section of its own, on whatever it is about
            other = _other_id(reference.parsed.label, found.targets[0], index)
            if other and other.casefold() not in reference.parsed.anchor.casefold():
                yield self.finding(
                    say("the link says {} and leads to {}", other, basename(found.targets[0])),
                    reference.location,
                    as_written(reference),
                    section=reference.section,
                    hint=say("Let the text and the target of the link name the same document."),
                )


def _other_id(label: str, target: str, index: ReferenceIndex) -> str:
    """The id that a link's text names where it leads to a document of another one; ``""`` if it names none.

    ``PRD 23`` and ``PRD #23`` are ids as well, where their kind is known. A text that is nothing but an id may be of
    another series than the target's own.
    """
    names = [one.target for one in loose_ids(label)] or list(_spelled(label, index))
    if any(target in index.find_id(name) for name in names):
        return ""
    said = index.documents[target].ids if target in index.documents else ()
    own = [*prefixes(basename(target)), *said[:1]]
    if not prefixes(basename(target)):  # one document with a section for each
        names = [name for name in names if name.casefold() not in {one.casefold() for one in said}]
    for name in names:
        kind = index.kind_of_id(name)
        numbered = kind is not None and index.kind_of_path(target) == kind and not prefixes(basename(target))
        foreign = kind is not None and label.strip(" `*_") == name and any(index.kind_of_id(one) for one in own)
        if any(names_another(name, one) for one in own) or foreign or (numbered and basename(target)[:1].isdigit()):
            return name
    return ""


_SPELLED = lazy_re(r"\b([A-Za-z]{2,10})(?: |_|[ ]?#[ ]?)(\d{1,6})\b")


def _spelled(label: str, index: ReferenceIndex) -> Iterator[str]:
    """The ids of a text that are written with a blank, a low line or a number sign: ``PRD 23``."""
    for found in _SPELLED.finditer(label):
        name = f"{found[1].upper()}-{found[2]}"
        if index.kind_of_id(name) is not None:
            yield name
