"""The rule reference-broken: a path, id or anchor that does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename
from urllib.parse import urlsplit

from speclatch.globs import matches
from speclatch.model import Finding
from speclatch.references.collect import Origin, Reference, as_written
from speclatch.references.grammar import Form
from speclatch.references.index import ReferenceIndex
from speclatch.references.resolve import Resolution, State
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import NOTHING, Said, say
from speclatch.rules.reference.suggestions import hint_of
from speclatch.specs.catalogue import Spec


class ReferenceBroken(SpecRule):
    """Finds references to documents that are not there.

    ## What it does
    Follows every path, id and anchor in the reference keys of the front matter, behind the labels of a kind
    in the body (`PRD`, `ADR(s)`, `Related Architecture`) and in links into a kind's folders, and reports
    those that lead nowhere in the tree as it will be after the merge. A kind that the configuration calls
    `required` must lead to another, non-empty file inside its `paths`.

    ## Why is this bad
    A reader who follows the spec to its PRD or ADR ends at a missing page, and nobody can check one against
    the other.

    ## Example
    ```yaml
    prd_ref: docs/10-prd/PRD-062-pilot-mial.md
    ```

    ## Instead
    Name what is there: a path from the root, a path relative to the spec, or an id. The finding proposes the
    nearest file.

    ## Options
    `references.<kind>` with `keys`, `labels`, `paths`, `id`, `required`, `hosts` (hosts whose URLs may stand
    for a required document).
    """

    id = "reference-broken"
    summary = "a path, id or anchor that does not exist"
    levels = by_phase("error", "error", "error")
    wants = frozenset({Want.REFERENCES})
    yields_to = frozenset({"reference-missing"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per reference of a kind that leads nowhere."""
        for reference, found in context.references.resolved(spec):
            if reference.origin is Origin.LINK and reference.kind is None:
                continue
            fault = _fault(reference, found, context.references.index) or _unfit(reference, found, spec, context)
            if fault:
                near = context.references.suggester.suggest(reference, found, spec.document)
                hint = hint_of(near) or _advice(reference, found)
                yield self.finding(
                    fault, reference.location, as_written(reference), section=reference.section, hint=hint, fix=near.fix
                )


def _fault(reference: Reference, found: Resolution, index: ReferenceIndex) -> Said:
    """What is wrong with a reference by itself, for people; empty if nothing."""
    name = as_written(reference)
    if found.sought and index.leads_nowhere(found.sought):
        return say("{} is a link that leads nowhere", found.sought)
    if _is_odd_url(reference):
        return say("{} is no https URL", name)
    if found.state in {State.MISSING, State.MOVED}:
        if reference.parsed.form is Form.ID:
            return say("no document has the id {}", name)
        return say("{} does not exist", name.partition("#")[0])
    if found.state is State.ANCHOR_MISSING:
        return say("{} has no section {}", found.target or "", "#" + name.partition("#")[2])
    if found.state is State.PROSE and reference.origin is Origin.KEY:
        return say("{} names no file, id or URL", f"{reference.name}: {name}")
    return NOTHING


def _advice(reference: Reference, found: Resolution) -> Said:
    if _is_odd_url(reference):
        return say("Name a file of the repository, or a page by its `https://` address.")
    if found.state in {State.EXISTS, State.AMBIGUOUS}:
        return say("Name a document of the kind that is asked for, with words in it.")
    return say("Name a file that will be there after the merge, or add it to this change.")


def _is_odd_url(reference: Reference) -> bool:
    """Whether a key holds a URL that no reader can follow on GitHub: ``file:``, ``javascript:``, ``//host``."""
    web = reference.parsed.target.casefold().startswith(("https://", "http://"))
    return reference.origin is Origin.KEY and reference.parsed.form is Form.URL and not web


def _is_allowed(url: str, hosts: tuple[str, ...]) -> bool:
    """Whether a URL is of one of the hosts, or of none at all."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # half a bracket of an IPv6 address
        return False
    return not host or any(host == one or host.endswith(f".{one}") for one in hosts)


def _unfit(reference: Reference, found: Resolution, spec: Spec, context: Context) -> Said:
    """Why what is there does not do for a required kind; empty if it does."""
    kind = reference.kind
    if kind is None or not kind.required or reference.origin is not Origin.KEY:
        return NOTHING
    name = as_written(reference)
    if found.state is State.EXTERNAL:
        return (
            NOTHING
            if _is_allowed(reference.parsed.target, kind.hosts)
            else say("{} is outside the repository, and the {} must be a file of it", name, Said(kind.name))
        )
    if not found.found:
        return NOTHING
    if all(target == spec.path for target in found.targets):
        return say("{} is this document itself", name)
    if kind.paths and not any(matches(target, kind.paths) for target in found.targets):
        return say("{} is not in {}", name, kind.paths)
    if not any(target in context.references.index.listing.entries for target in found.targets):
        return say("{} is a folder, and the {} must be a file", name, Said(kind.name))
    documents = list(context.references.documents(found))
    if documents and all(document.hollow for document in documents):
        return say("{} is empty", basename(found.targets[0]))
    return NOTHING
