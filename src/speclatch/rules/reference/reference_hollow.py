"""The rule reference-hollow: the target is there, and has nothing left."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename

from speclatch.model import Finding
from speclatch.references.reference import Reference, as_written
from speclatch.references.tokens import requirement_key
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import Said, say
from speclatch.rules.reference.targets import judged
from speclatch.rules.requirement.parents import family, parents, requirement_ids
from speclatch.specs.catalogue import Spec


class ReferenceHollow(SpecRule):
    """Finds references to documents that are there and have nothing in them.

    ## What it does
    Reports a reference key or label whose file is empty, has nothing visible beyond headings, metadata and guidance,
    is a git-lfs pointer in place of Markdown, or cannot be read as text. Where a change is judged, it also reports a
    PRD that loses all the requirement ids which the spec names: the spec need not be touched for that.

    ## Why is this bad
    The link works and leads to nothing: nobody can check the spec against a document that says nothing.

    ## Example
    ```yaml
    prd_ref: docs/10-prd/PRD-062-pilot-mail.md   # a file of headings
    ```

    ## Instead
    Fill the document in, restore it, or name the one that has taken its place.
    """

    id = "reference-hollow"
    summary = "a reference to a document that has nothing in it, or nothing left"
    levels = by_phase("warning", "error", "error")
    wants = frozenset({Want.REFERENCES, Want.BASE})
    yields_to = frozenset({"reference-broken", "reference-outside", "reference-missing"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield each document that says nothing, where it is named first, and a PRD that has lost its ids."""
        seen: set[str] = set()
        for reference, found in context.references.resolved(spec):
            documents = judged(reference, found, context.references)
            if not documents or documents[0].path in seen or documents[0].path == spec.path:
                continue
            if all(document.hollow for document in documents):
                seen.add(documents[0].path)
                fault = say("{} {}", basename(documents[0].path), Said(documents[0].hollow))
                yield self._found(fault, reference, "Fill it in, restore it, or name the document that holds instead.")
        if not seen:
            yield from self._stripped(spec, context)

    def _stripped(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """A PRD that had the ids which the spec names, and defines none of their series any more."""
        before, base = context.base_references, context.base_of(spec)
        named = {requirement_key(place.name): place.name for place in parents(spec)} if before and base else {}
        if not named or before is None or base is None:
            return
        gone = requirement_ids(base, before) & named.keys()
        left = {family(name) for name in requirement_ids(spec, context.references)} if gone else set()
        lost = tuple(named[name] for name in sorted(gone) if family(name) not in left)
        for reference, found in context.references.resolved(spec) if lost else ():
            is_prd = reference.kind is not None and reference.kind.name == "prd"
            documents = judged(reference, found, context.references) if is_prd else []
            if documents and documents[0].path != spec.path:
                fault = say("{} has lost every requirement that this spec names: {}", basename(documents[0].path), lost)
                yield self._found(fault, reference, "Restore the ids, or name the requirements that hold instead.")
                return

    def _found(self, fault: Said, reference: Reference, hint: str) -> Finding:
        name = as_written(reference)
        return self.finding(fault, reference.location, name, section=reference.section, hint=say(hint))
