"""The rule reference-suspect: what a spec builds on has changed, and the spec has not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from speclatch.documents import UnreadableError, parse
from speclatch.documents.document import Document
from speclatch.model import Finding
from speclatch.profiles.text import visible
from speclatch.references.reference import Reference, as_written
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import Said, say
from speclatch.rules.reference.targets import judged
from speclatch.specs.catalogue import Spec
from speclatch.trees.history import Changed, History

_REVIEWED = re.compile(
    r"\s*speclatch-reviewed\s*:\s*(?P<name>\S(?:.{0,200}\S)?)\s+(?P<blob>[0-9a-fA-F]{8,64})\s*", re.DOTALL
)
DAY = 86_400
MAX_NAMED = 3
"""Sections that a message names."""


class ReferenceSuspect(SpecRule):
    """Finds specs whose PRD or ADR has changed since somebody looked at them.

    ## What it does
    Reports a reference of a kind (in metadata, or behind its label) to a document whose text the change alters, while
    it does not touch the spec. In an audit of a repository with its history, reports those that have changed since the
    spec was changed last. It names the sections. Metadata and headings alone are no text.

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
        seen: set[str] = {spec.path}
        for reference, found in context.references.resolved(spec):
            for document in judged(reference, found, context.references):
                if document.path in seen or document.document is None:
                    continue
                seen.add(document.path)
                if history is not None and is_audit:
                    sections, when = _since(document.path, document.document, own, history)
                else:
                    before = (
                        context.base_references.index.documents.get(document.path) if context.base_references else None
                    )
                    sections, when = _differing(before.document if before else None, document.document), None
                entry = context.references.index.listing.entries.get(document.path)
                if sections and not _is_reviewed(
                    spec, reference, document.path, document.ids, entry.oid if entry else ""
                ):
                    yield self._found(reference, sections, when)

    def _found(self, reference: Reference, sections: Sequence[str], days: int | None) -> Finding:
        name = as_written(reference)
        more = say(" and {} more", len(sections) - MAX_NAMED) if len(sections) > MAX_NAMED else Said("")
        what = say("{} of {}", list(sections[:MAX_NAMED]), name)
        if days is None:
            message = say("the change alters {}{}, and not this spec", what, more)
        else:
            later = say(
                "on the same day, after" if not days else "{} days after" if days > 1 else "{} day after",
                *([days] if days else []),
            )
            message = say("{}{} changed {} this spec did", what, more, later)
        return self.finding(
            message,
            reference.location,
            name,
            section=reference.section,
            hint=say(
                "Look whether the spec still fits, and touch it, or say that it does: see `speclatch explain {}`.",
                Said(self.id),
            ),
        )


def _since(path: str, now: Document, own: Changed | None, history: History) -> tuple[list[str], int]:
    """The sections of a document that have changed since a spec did, and how many days later that was."""
    last = history.last_change(path) if own is not None else None
    if own is None or last is None or last.time <= own.time:
        return [], 0
    raw = history.content(own.commit, path)
    try:
        then = parse(path, raw) if raw is not None else None
    except UnreadableError:
        then = None
    return _differing(then, now), (last.time - own.time) // DAY


def _differing(before: Document | None, now: Document) -> list[str]:
    """The titles of the sections of a document that say something else than they did, each once."""
    if before is None or before is now:
        return []
    old, new = _texts(before), _texts(now)
    return [
        titles[-1] if titles else "the beginning"
        for titles in dict.fromkeys((*new, *old))
        if old.get(titles) != new.get(titles)
    ]


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
