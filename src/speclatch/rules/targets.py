"""Rules about what a reference leads to: another kind, stale, behind the spec, at odds with the body."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename
from typing import ClassVar

from speclatch.config.model import ReferenceKind
from speclatch.model import Finding, Fix, Phase
from speclatch.profiles.phases import phase_of
from speclatch.references.collect import Origin, Reference
from speclatch.references.follow import resolved
from speclatch.references.grammar import Form, parse_reference
from speclatch.references.index import ReferenceIndex, prefixes
from speclatch.references.linked import LinkedDocument, is_stale
from speclatch.references.mending import replacement, shown
from speclatch.references.resolve import Resolution, documents_of, resolve
from speclatch.references.rewriting import rewritten
from speclatch.rules.base import Context, Need, Rule, by_phase
from speclatch.specs.catalogue import Spec

_NEEDS = frozenset({Need.LANDING, Need.INDEX})
_NAMED = (Origin.KEY, Origin.LABEL)


class ReferenceKindMismatch(Rule):
    """Finds references that lead to a document of another kind.

    ## What it does
    Reports a PRD key or label that leads to an ADR or a spec, and an ADR key or label that leads to a PRD.
    Kinds are told by the form of an id, by the configured folders, by the file's name and by its folder's
    name. Ids of no configured kind (`SEC-007`) are fine.

    ## Why is this bad
    Whoever looks for the requirements finds a decision instead, and the PRD itself is named nowhere.

    ## Example
    ```yaml
    prd_ref: docs/adr/ADR-016-mail-queue.md
    ```

    ## Instead
    ```yaml
    prd_ref: docs/10-prd/PRD-062-pilot-mail.md
    adr_refs: [ADR-016]
    ```

    ## Options
    `references.<kind>.id` and `references.<kind>.paths` say what is of a kind.
    """

    id = "reference-kind"
    summary = "a reference leads to a document of another kind"
    levels = by_phase("warning", "warning", "warning")
    needs = _NEEDS
    yields_to: ClassVar[frozenset[str]] = frozenset({"reference-broken"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per reference that leads to another kind than its key or label says."""
        for reference, found in resolved(subject, context.references, context.config):
            if reference.kind is None or reference.origin not in _NAMED or not found.found:
                continue
            other = _strays(reference, found, context)
            if other is not None:
                name = shown(reference)
                yield self.finding(
                    f"`{reference.name}` names {_a(other)}: `{name}`",
                    reference.location,
                    name,
                    section=reference.section,
                    hint=f"Name the {reference.kind.name.upper()} here, and this under its own kind's key.",
                )


def _strays(reference: Reference, found: Resolution, context: Context) -> ReferenceKind | None:
    """The other kind that a reference leads to than its key or label says, if it does."""
    own = reference.kind
    other = _kind_of(reference, found, context) if own is not None and own.id and found.found else None
    return other if other is not None and own is not None and other.name != own.name else None


def _kind_of(reference: Reference, found: Resolution, context: Context) -> ReferenceKind | None:
    """The kind of what a reference leads to, if all it leads to is of one other kind that has ids."""
    index = context.references
    if reference.parsed.form is Form.ID and (kind := index.kind_of_id(reference.parsed.target)) is not None:
        return kind
    spec = next((kind for kind in context.config.references if kind.name == "spec"), None)
    kinds = [spec if target in context.catalogue.specs else index.kind_of_path(target) for target in found.targets]
    first = kinds[0] if kinds else None
    return first if first is not None and first.id and all(kind == first for kind in kinds) else None


def _a(kind: ReferenceKind) -> str:
    return "an ADR" if kind.name == "adr" else f"a {kind.name.upper() if len(kind.name) <= 3 else kind.name}"


class ReferenceStale(Rule):
    """Finds references to documents that do not hold any more.

    ## What it does
    Reports a reference key or label whose document says that it is superseded, deprecated, rejected or
    withdrawn: in its front matter, in a `Status:` line or in a `## Status` section.

    ## Why is this bad
    The spec builds on a decision that has been taken back.

    ## Example
    ```yaml
    adr_refs: [ADR-016]   # whose status is "Superseded by ADR-024"
    ```

    ## Instead
    ```yaml
    adr_refs: [ADR-024]
    ```
    Where the document names its successor, the finding offers it.

    ## Options
    None.
    """

    id = "reference-stale"
    summary = "a reference to a superseded, deprecated, rejected or withdrawn document"
    levels = by_phase("warning", "warning", "warning")
    needs = _NEEDS
    yields_to: ClassVar[frozenset[str]] = frozenset({"reference-broken", "reference-kind"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield each document that does not hold any more; at every mention that can be mended, else at the first."""
        told: set[str] = set()
        for reference, found in resolved(subject, context.references, context.config):
            documents = _judged(reference, found, context.references)
            if documents and all(is_stale(document.status) for document in documents):
                name, document = shown(reference), documents[0]
                hint, fix = _successor(reference, document, context.references)
                if fix is None and document.path in told:
                    continue  # only a fix is worth saying it again at every mention
                told.add(document.path)
                yield self.finding(
                    f"`{name}` says of itself: `{document.status}`",
                    reference.location,
                    name,
                    section=reference.section,
                    hint=hint or "Name the document that holds instead.",
                    fix=fix,
                )


def _judged(reference: Reference, found: Resolution, index: ReferenceIndex) -> list[LinkedDocument]:
    if reference.kind is None or reference.origin not in _NAMED or not found.found:
        return []
    return list(documents_of(found, index))


def _successor(reference: Reference, document: LinkedDocument, index: ReferenceIndex) -> tuple[str, Fix | None]:
    """What a superseded document names in its place, written as the reference is."""
    for parsed in parse_reference(document.successor, whole=False) if document.successor else ():
        found = resolve(parsed, document.path, index, kind=reference.kind)
        if not found.target or found.target == document.path or not found.found:
            continue
        if reference.parsed.form is Form.ID:
            names = (parsed.target, parsed.label, *prefixes(basename(found.target)))
            text = next((name for name in names if found.target in index.find_id(name)), "")
        else:
            text = rewritten(reference.parsed, found.target, reference.path, index)
        if text:
            return f"It is superseded by `{text}`.", replacement(reference, text, safe=False)
    return "", None


class ReferenceLagging(Rule):
    """Finds specs that are ahead of the documents they build on.

    ## What it does
    Reports a reference key or label whose document says that it is still a draft, while the spec is being
    implemented or done. A document without a status says nothing, and an accepted ADR is ready.

    ## Why is this bad
    What is built may be decided differently tomorrow.

    ## Example
    ```yaml
    status: Validated
    prd_ref: docs/10-prd/PRD-062-pilot-mail.md   # whose status is still "Draft"
    ```

    ## Instead
    Approve the document first, or move its status along in the same change.

    ## Options
    `phases.draft` are the words that say draft.
    """

    id = "reference-lagging"
    summary = "a reference to a document that is still a draft"
    levels = by_phase("-", "warning", "error")
    needs = _NEEDS
    yields_to: ClassVar[frozenset[str]] = frozenset({"reference-broken", "reference-kind"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per draft, where it is named first."""
        seen: set[str] = set()
        for reference, found in resolved(subject, context.references, context.config):
            documents = _judged(reference, found, context.references)
            if not documents or documents[0].path in seen:
                continue
            if all(phase_of(one.status, context.config) is Phase.DRAFT for one in documents):
                seen.add(documents[0].path)
                name = shown(reference)
                yield self.finding(
                    f"`{name}` is still `{documents[0].status}`, and this spec is `{subject.status}`",
                    reference.location,
                    name,
                    section=reference.section,
                    hint="Settle that document first, or move its status along in the same change.",
                )


class ReferenceDisagrees(Rule):
    """Finds bodies that name another PRD or ADR than the front matter.

    ## What it does
    Compares what the labels of the body (`- **PRD:**`, `- ADR(s):`) lead to with what the front matter's keys
    of the same kind lead to, and reports a document that only the body names. How each is written does not
    matter: an id and the path of its file are the same.

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

    ## Options
    None.
    """

    id = "reference-disagrees"
    summary = "body and front matter name different documents"
    levels = by_phase("note", "warning", "warning")
    needs = _NEEDS
    yields_to: ClassVar[frozenset[str]] = frozenset({"placeholder-left", "reference-broken", "reference-kind"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per labelled reference of the body that the front matter does not have."""
        named: dict[str, set[str]] = {}
        known = resolved(subject, context.references, context.config)
        for reference, found in known:
            if reference.origin is not Origin.KEY or reference.kind is None or not found.found:
                continue
            if _strays(reference, found, context) is None:
                named.setdefault(reference.kind.name, set()).update(found.targets)
        for reference, found in known:
            if reference.origin is not Origin.LABEL or reference.kind is None or not found.found:
                continue
            front = named.get(reference.kind.name) if reference.kind.id else None
            if front and front.isdisjoint(found.targets):
                name = shown(reference)
                listed = ", ".join(f"`{one}`" for one in sorted(front))
                yield self.finding(
                    f"`{name}` is not what the front matter names",
                    reference.location,
                    name,
                    section=reference.section,
                    hint=f"The front matter leads to {listed}: name the same in both places.",
                )


RULES: tuple[Rule, ...] = (
    ReferenceKindMismatch(),
    ReferenceStale(),
    ReferenceLagging(),
    ReferenceDisagrees(),
)
"""In the order of the table of rules."""
