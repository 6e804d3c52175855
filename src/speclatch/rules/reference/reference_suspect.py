"""The rule reference-suspect: what a spec builds on has changed, and the spec has not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import ClassVar
from urllib.parse import unquote

from speclatch.documents import UnreadableError, parse
from speclatch.documents.document import Document
from speclatch.model import Finding
from speclatch.patterns import lazy_re
from speclatch.profiles.phases import STATUS_KEY
from speclatch.profiles.text import fold, visible
from speclatch.references.linked import LinkedDocument
from speclatch.references.reference import Reference, as_written
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.gate.approved_changed import is_approved
from speclatch.rules.messages import Said, say
from speclatch.rules.reference.targets import judged
from speclatch.specs.catalogue import Spec
from speclatch.trees.history import Changed, History

_REVIEWED = lazy_re(
    r"\s*speclatch-reviewed\s*:\s*(?P<name>\S(?:.{0,200}\S)?)\s+(?P<blob>[0-9a-fA-F]{8,64})\s*", re.DOTALL
)
DAY = 86_400
MAX_CHANGES = 100
"""Changes of a spec that are looked through for the one that approved it."""
MAX_NAMED = 3
"""Sections that a message names."""


class ReferenceSuspect(SpecRule):
    """Finds specs whose PRD or ADR has changed since somebody looked at them.

    ## What it does
    Reports a reference of a kind (in metadata, or behind its label) to a document whose text the change alters, while
    it does not touch the spec. In an audit of a repository with its history, reports those that have changed since the
    spec was changed last, and counts the days from the spec's approval. It names the sections. Where the spec names
    sections alone (`PRD-021.md#rollback`), only those count. Metadata and headings alone are no text.

    ## Why is this bad
    The spec may say what was asked for last month.

    ## Example
    The change rewrites `Requirements` in `PRD-021`, and `EXEC-021`, which is built on it, stays as it was.

    ## Instead
    Look at the spec, and touch it; or say that it still fits, with the first eight digits of the id that git gives the
    document (`git rev-parse HEAD:docs/prd/PRD-021.md`):

    ```markdown
    <!-- speclatch-reviewed: PRD-021 1a2b3c4d -->
    ```
    """

    id = "reference-suspect"
    summary = "what a spec builds on has changed, and the spec has not"
    levels = by_phase("-", "note", "note")
    wants = frozenset({Want.REFERENCES, Want.BASE, Want.CHANGES, Want.HISTORY})
    yields_to: ClassVar = frozenset({"reference-broken", "reference-hollow", "reference-outside", "reference-stale"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield each document that has changed, where it is named first."""
        is_audit, history = context.changes is None, context.history
        if spec.path in (context.changes or {}) or (is_audit and history is None):
            return
        own = history.last_change(spec.path) if is_audit and history is not None else None
        for document, references in _built_on(spec, context):
            now = document.document
            if now is None:
                continue
            if history is not None and is_audit:
                before = _when_changed(document.path, own, history)
            else:
                base = context.base_references.index.documents.get(document.path) if context.base_references else None
                before = base.document if base is not None else None
            sections = _differing(before, now, _anchors(references))
            entry = context.references.index.listing.entries.get(document.path)
            oid = entry.oid if entry else ""
            if sections and not _is_reviewed(spec, references[0], document.path, document.ids, oid):
                later = _later(spec, document.path, history) if history is not None and is_audit else None
                yield self._found(references[0], sections, later)

    def _found(self, reference: Reference, sections: Sequence[str], later: Said | None) -> Finding:
        name = as_written(reference)
        more = say(" and {} more", len(sections) - MAX_NAMED) if len(sections) > MAX_NAMED else Said("")
        what = say("{} of {}", list(sections[:MAX_NAMED]), reference.parsed.target if reference.parsed.anchor else name)
        return self.finding(
            say("the change alters {}{}, and not this spec", what, more)
            if later is None
            else say("{}{} changed {}", what, more, later),
            reference.location,
            name,
            section=reference.section,
            hint=say(
                "Look whether the spec still fits, and touch it, or say that it does: see `speclatch explain {}`.",
                Said(self.id),
            ),
        )


def _built_on(spec: Spec, context: Context) -> Iterable[tuple[LinkedDocument, list[Reference]]]:
    """The documents that a spec is built on, each with the references that lead to it."""
    found: dict[str, tuple[LinkedDocument, list[Reference]]] = {}
    for reference, resolution in context.references.resolved(spec):
        for document in judged(reference, resolution, context.references):
            if document.path != spec.path:
                found.setdefault(document.path, (document, []))[1].append(reference)
    return found.values()


def _anchors(references: Iterable[Reference]) -> frozenset[str]:
    """The sections that a spec is built on, where each of its references names one; else none."""
    anchors = [reference.parsed.anchor for reference in references]
    return frozenset(unquote(anchor).casefold() for anchor in anchors) if all(anchors) else frozenset()


def _when_changed(path: str, own: Changed | None, history: History) -> Document | None:
    """A document as it was when a spec was changed last; None where it is that still, or nobody knows."""
    last = history.last_change(path) if own is not None else None
    if own is None or last is None or last.time <= own.time:
        return None
    return _parsed(path, own.commit, history)


def _parsed(path: str, commit: str, history: History) -> Document | None:
    raw = history.content(commit, path)
    try:
        return parse(path, raw) if raw is not None else None
    except UnreadableError:
        return None


def _later(spec: Spec, path: str, history: History) -> Said:
    """How long after a spec was approved, or changed last, a document changed."""
    own, last = history.last_change(spec.path), history.last_change(path)
    assert own is not None  # noqa: S101 - else nothing was found
    assert last is not None  # noqa: S101
    approved = _approval(spec, history)
    days = (last.time - (approved or own).time) // DAY
    after = say("{} days after" if days > 1 else "{} day after", days) if days else Said("on the same day, after")
    return say("{} this spec {}", after, Said("was approved" if approved is not None else "did"))


def _approval(spec: Spec, history: History) -> Changed | None:
    """The change since which a spec has the status of an approved one; None where it has not, or nobody knows."""
    found = None
    if is_approved(spec):
        for change in islice(history.changes(spec.path), MAX_CHANGES):
            then = _parsed(spec.path, change.commit, history)
            entry = then.metadata.find(STATUS_KEY) if then is not None else None
            if entry is None or fold(entry.text) != fold(spec.status):
                break
            found = change
    return found


def _differing(before: Document | None, now: Document, anchors: frozenset[str]) -> list[str]:
    """The titles of the sections of a document that say something else than they did, each once.

    Where there are anchors, and sections that they lead to, these sections alone are looked at.
    """
    if before is None or before is now:
        return []
    old, new = _texts(before), _texts(now)
    within = _sections_at(anchors, before) | _sections_at(anchors, now)
    return [
        titles[-1] if titles else "the beginning"
        for titles in dict.fromkeys((*new, *old))
        if old.get(titles) != new.get(titles) and (not within or any(titles[: len(one)] == one for one in within))
    ]


def _sections_at(anchors: frozenset[str], document: Document) -> frozenset[tuple[str, ...]]:
    """The titles of the sections that anchors lead to, by the whole slug or the id that it opens with."""
    return frozenset(
        section.titles
        for section in document.sections
        if any(f"{section.heading.slug.casefold()}-".startswith(f"{anchor}-") for anchor in anchors)
    )


def _texts(document: Document) -> dict[tuple[str, ...], str]:
    """What stands right in each section, as its reader sees it; sections without a word left out."""
    found: dict[tuple[str, ...], str] = {}
    fields = {entry.location.line for entry in document.metadata.body}
    for block in document.blocks:
        titles = block.section.titles if block.section is not None else ()
        text = " ".join(visible(block.text).split())
        if text and block.location.line not in fields:
            found[titles] = f"{found.get(titles, '')}\n{text}"
    return found


def _is_reviewed(spec: Spec, reference: Reference, path: str, ids: Sequence[str], oid: str) -> bool:
    """Whether a comment of the spec says that somebody has looked at this very version of a document."""
    name = path.rpartition("/")[2]
    names = {
        one.casefold()
        for one in (as_written(reference), reference.parsed.target, path, name, name.partition(".")[0], *ids)
    }
    for comment in spec.document.comments:
        said = _REVIEWED.fullmatch(comment.text)
        if said is None or not oid.startswith(said["blob"].lower()):
            continue
        told = said["name"].casefold()
        if told in names or name.casefold().startswith(f"{told}-") or name.casefold().startswith(f"{told}_"):
            return True
    return False
