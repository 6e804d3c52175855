"""The rule reference-broken: a path, id or anchor that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import basename, dirname
from urllib.parse import urlsplit

from speclatch.globs import matches
from speclatch.model import Finding
from speclatch.patterns import lazy_re
from speclatch.references.index import ReferenceIndex, readmes
from speclatch.references.names import is_distinctive
from speclatch.references.parsed import Form
from speclatch.references.paths import reads_as_markdown
from speclatch.references.reference import Origin, Reference, as_written
from speclatch.references.resolution import Resolution, State
from speclatch.references.tokens import ID
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import NOTHING, Said, say
from speclatch.rules.reference.suggestions import hint_of, other_form
from speclatch.rules.reference.targets import NAMED
from speclatch.specs.catalogue import Spec


class ReferenceBroken(SpecRule):
    """Finds references to documents that are not there.

    ## What it does
    Follows every path, id and anchor in the reference keys of the front matter, behind the labels of a kind
    in the body (`PRD`, `ADR(s)`, `Related Architecture`) and in links into a kind's folders, and reports
    those that lead nowhere in the tree as it will be after the merge; in the answers of governance tables it
    follows the ids of known kinds (`See ADR-024`). An id that nothing answers to is broken whatever it begins with
    (`PDR-007`); one of another kind is fine where the tree has it, or others like it. A key or label of a kind must
    lead to a file, not to a folder, and not to the spec itself; a kind that the configuration calls `required`, to
    one inside its `paths`. Addresses of this repository's own pages on its default or the base's branch are paths.

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
            index = context.references.index
            fault = _fault(reference, found, index) or _no_document(reference, found, spec, index)
            fault = fault or _unfit(reference, found, context)
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
    if found.state is State.EMPTY and reference.origin in NAMED:
        return say("{} links to nothing", name) if name.strip() else say("a link leads to nothing")
    if found.state is State.OTHER_FORM:
        return other_form(name, found)
    if found.state in {State.MISSING, State.MOVED}:
        if ID.fullmatch(reference.parsed.target):
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
        return say("Name a document of the kind that is asked for.")
    return say("Name a file that will be there after the merge, or add it to this change.")


_WEB = lazy_re(r"https?://(?P<host>[\w\[])?", re.IGNORECASE)


def _is_odd_url(reference: Reference) -> bool:
    """Whether a URL leads no reader on GitHub anywhere: one without a host; in a key, also ``file:``, ``//host``."""
    if reference.parsed.form is not Form.URL or reference.origin not in NAMED:
        return False
    web = _WEB.match(reference.parsed.target)
    return not web["host"] if web else reference.origin is Origin.KEY


def _is_allowed(url: str, hosts: tuple[str, ...]) -> bool:
    """Whether a URL is of one of the hosts, or of none at all."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # half a bracket of an IPv6 address
        return False
    return not host or any(host == one or host.endswith(f".{one}") for one in hosts)


def _no_document(reference: Reference, found: Resolution, spec: Spec, index: ReferenceIndex) -> Said:
    """Why what a key or a label leads to is no document of another file; empty if it is one."""
    if reference.kind is None or reference.origin not in NAMED or not found.found:
        return NOTHING
    is_itself = all(target == spec.path for target in found.targets)
    if is_itself and (reference.origin is Origin.KEY or reference.kind.name != "spec"):
        return say("{} is this document itself", as_written(reference))
    if not any(target in index.listing.entries or _is_one_document(target, index) for target in found.targets):
        return say("{} is a folder, and the {} must be a file", as_written(reference), Said(reference.kind.name))
    return NOTHING


def _is_one_document(folder: str, index: ReferenceIndex) -> bool:
    """Whether a folder is one document's: it shows what it is, and holds no others of ids or numbers of their own."""
    inside = (one for one in index.listing.by_folder.get(folder, ()) if reads_as_markdown(one))
    below = (one for one in index.listing.directories if one and dirname(one) == folder)
    shown = any(path in index.listing.entries for path in readmes(folder))
    return shown and not any(_is_numbered(basename(one)) for one in (*inside, *below))


def _is_numbered(name: str) -> bool:
    return is_distinctive(name) or name.partition("-")[0].isdecimal()


def _unfit(reference: Reference, found: Resolution, context: Context) -> Said:
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
    if kind.paths and not any(matches(target, kind.paths) for target in found.targets):
        return say("{} is not in {}", name, kind.paths)
    if not any(target in context.references.index.listing.entries for target in found.targets):
        return say("{} is a folder, and the {} must be a file", name, Said(kind.name))
    return NOTHING
