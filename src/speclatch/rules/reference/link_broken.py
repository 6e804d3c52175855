"""The rule link-broken: a relative link or anchor that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.migrations.index import mentions
from speclatch.model import Finding, Location
from speclatch.references.parsed import Form
from speclatch.references.reference import Origin, Reference, as_written
from speclatch.references.resolution import Resolution, State
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import say
from speclatch.rules.reference.suggestions import hint_of, other_form
from speclatch.specs.catalogue import Spec

_BROKEN = (State.MISSING, State.MOVED, State.ANCHOR_MISSING, State.OTHER_FORM)


class LinkBroken(SpecRule):
    """Finds links that lead nowhere.

    ## What it does
    Follows every relative link, image and anchor of the body that is no reference of a kind, as GitHub would:
    relative to the file, percent-decoded, anchors by GitHub's rule and in any case; what HTML names, too (`<a href>`,
    `<img src>`, `srcset`, `<video>`, `<source>` ...), and addresses of this repository's own pages on its default or
    the base's branch. Other addresses are not looked at. On a site of VitePress or Docusaurus (its settings lie above
    the document) a link may leave out the ending of a page.

    ## Why is this bad
    A reader ends at a missing page.

    ## Example
    ```markdown
    See [the runbook](../ops/runbok.md#rollback).
    ```

    ## Instead
    ```markdown
    See [the runbook](../ops/runbook.md#rollback).
    ```
    """

    id = "link-broken"
    summary = "a relative link or anchor that leads nowhere"
    levels = by_phase("note", "warning", "warning")
    wants = frozenset({Want.REFERENCES, Want.MIGRATIONS})
    yields_to = frozenset(
        {"reference-broken", "reference-outside", "reference-case", "migration-missing", "migration-name"}
        | {"migration-placeholder", "placeholder-left"}
    )

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per link that leads nowhere."""
        index = context.migrations
        missing: dict[int, list[Location]] = {}
        for one in mentions(spec.document, index):
            if not index.found(one, spec.path):
                missing.setdefault(one.location.line, []).append(one.location)
        told: set[Location] = set()
        for reference, found in context.references.resolved(spec):
            if reference.origin is not Origin.LINK or not _is_broken(reference, found):
                continue
            if reference.location in told:  # a definition that several links are made by
                continue
            told.add(reference.location)
            places = missing.get(reference.location.line, ())
            if any(place.overlaps(reference.location) for place in places):
                continue
            near = context.references.suggester.suggest(reference, found, spec.document)
            name = as_written(reference) or reference.parsed.label
            nowhere = bool(found.sought) and context.references.index.leads_nowhere(found.sought)
            message = say("{} is a link that leads nowhere" if nowhere else "{} does not exist", name.partition("#")[0])
            if found.state is State.ANCHOR_MISSING:
                where = say("this document") if reference.parsed.form is Form.ANCHOR else found.target or ""
                message = say("{} has no section {}", where, f"#{name.partition('#')[2]}")
            elif found.state is State.EMPTY:
                message = say("a link leads to nothing")
            elif found.state is State.OTHER_FORM:
                message = other_form(name, found)
            yield self.finding(
                message,
                reference.location,
                name,
                section=reference.section,
                hint=hint_of(near) or say("Link to what is there, or remove the link."),
                fix=near.fix,
            )


def _is_broken(reference: Reference, found: Resolution) -> bool:
    """Whether a link of no kind leads nowhere; ``[top](#)`` leads to the top of the page."""
    if found.state is State.EMPTY:
        return not reference.parsed.target.strip()
    return reference.kind is None and found.state in _BROKEN
