"""The rule task-unproven: a ticked box names what is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname
from typing import ClassVar

from speclatch.documents.document import Task
from speclatch.migrations.index import Mention, MentionForm, MigrationIndex, mentions
from speclatch.model import Finding, Location
from speclatch.patterns import lazy_re
from speclatch.profiles.text import fold
from speclatch.references.claims import MAX_TEXT, Claim, claims_in
from speclatch.references.resolver import Resolver
from speclatch.references.tokens import ids_in
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import Said, say
from speclatch.specs.catalogue import Spec

AUDIT = "audit"
"""The case of a box that was ticked in some earlier change."""
MAX_BYTES = 2_000_000
"""Larger files are not searched for a symbol."""
HINT = say("Untick it until that is there, or name what was done instead.")


class TaskUnproven(SpecRule):
    """Finds ticked boxes whose work is not there.

    ## What it does
    Reports a box that this change ticks and that names a path, a migration, the id of a document, or a symbol in a
    file (`src/mail.py: send`) which is neither there after the merge nor was before it. A path may be written from the
    root, from the document's folder, or be the end of one (`mail/send.ts`). Commands, globs, URLs, placeholders, paths
    of other repositories, what `.gitignore` leaves out, and what the text says to go away or to be written by a program
    name nothing. In an audit it is a note, which tells what was there once from what never was where the history is at
    hand.

    ## Why is this bad
    A ticked box is what people build on. A task that was ticked and not done is found by nobody else.

    ## Example
    ```markdown
    - [x] Mail the receipt in `src/mail/receipt.ts`
    ```

    There is no such file, and there was none.

    ## Instead
    Commit the file, name the one that holds the work, or untick the box.
    """

    id = "task-unproven"
    summary = "a ticked box names what is not there"
    levels = by_phase("-", "warning", "error")
    cases: ClassVar = {AUDIT: by_phase("-", "note", "note")}
    wants = frozenset({Want.REFERENCES, Want.MIGRATIONS, Want.BASE, Want.CHANGES, Want.HISTORY})
    yields_to = frozenset(
        {
            "link-broken",
            "migration-missing",
            "migration-name",
            "migration-placeholder",
            "open-point",
            "placeholder-left",
            "reference-broken",
            "reference-case",
            "reference-outside",
        }
    )

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield what the boxes claim that were ticked in the change, and that is not there; in an audit of all."""
        is_audit = context.changes is None
        if not is_audit and not spec.changed:
            return
        before = context.base_of(spec) if not is_audit else None
        for task, claims in _ticked(spec, before):
            yield from self._paths(spec, task, claims, context, AUDIT if is_audit else "")
            yield from self._migrations(spec, task, claims, context, AUDIT if is_audit else "")
            yield from self._ids(spec, task, context, AUDIT if is_audit else "")

    def _paths(self, spec: Spec, task: Task, claims: list[Claim], context: Context, case: str) -> Iterator[Finding]:
        versions = [one for one in (context.references, context.base_references) if one is not None]
        found = {claim: any(one.proof.finds(claim) for one in versions) for claim in claims}
        for claim in claims:
            if not found[claim]:
                chosen = claim.is_choice and any(found.values())
                if not chosen and context.references.proof.concerns(claim, dirname(spec.path)):
                    yield self._gone(
                        spec, task, claim.text, say("{}, which {}", claim.path, _fate(claim, context)), case
                    )
            elif claim.symbol and not any(_holds(one, claim) for one in versions):
                yield self._gone(spec, task, claim.text, say("{}, which is not in {}", claim.symbol, claim.path), case)

    def _migrations(
        self, spec: Spec, task: Task, claims: list[Claim], context: Context, case: str
    ) -> Iterator[Finding]:
        """Yield the migrations that are named without a path; those with one are paths."""
        index = context.migrations
        for mention in _bare_mentions(spec, index).get(task.location.line, ()):
            if any(mention.text in claim.text for claim in claims):
                continue
            if not index.found(mention, spec.path) and not index.was_there(mention.name):
                what = say("the migration {}, which is not there", mention.name)
                yield self._gone(spec, task, mention.text, what, case)

    def _ids(self, spec: Spec, task: Task, context: Context, case: str) -> Iterator[Finding]:
        versions = [one.index for one in (context.references, context.base_references) if one is not None]
        seen = {spec.id.casefold()}
        for name, _ in ids_in(_HIDDEN.sub(" ", task.text[:MAX_TEXT])):
            if name.casefold() in seen or versions[0].kind_of_id(name) is None:
                continue
            seen.add(name.casefold())
            if not any(one.find_id(name) for one in versions):
                yield self._gone(spec, task, name, say("{}, and no document has that id", name), case)

    def _gone(self, spec: Spec, task: Task, text: str, what: Said, case: str) -> Finding:
        return self.finding(
            say("the box is ticked and names {}", what),
            _place(spec, task, text),
            text,
            section=task.section,
            hint=HINT,
            case=case,
        )


def _bare_mentions(spec: Spec, index: MigrationIndex) -> Mapping[int, list[Mention]]:
    """The migrations that a spec names by their bare names, by line."""
    found: dict[int, list[Mention]] = {}
    for mention in mentions(spec.document, index):
        if mention.form is MentionForm.NAME and "/" not in mention.text:
            found.setdefault(mention.location.line, []).append(mention)
    return found


_HIDDEN = lazy_re(
    r"<!--.*?(?:-->|\Z)|~~(?:(?!~~).){1,2000}~~|`[^`]{0,2000}\s[^`]{0,2000}`|[\w.-]{0,300}/[\w./-]{0,300}|https?://\S+",
    re.DOTALL,
)
"""What names no document: hidden and struck text, commands, paths and addresses."""


def _ticked(spec: Spec, before: Spec | None) -> Iterator[tuple[Task, list[Claim]]]:
    """The boxes that are ticked and were not on the base, with what they claim; what a reworded one claimed is old."""
    tasks = [task for task in spec.document.tasks if task.checked]
    old = [task for task in before.document.tasks if task.checked] if before is not None else []
    known = {fold(task.text) for task in old}
    new = [task for task in tasks if fold(task.text) not in known]
    kept = {fold(task.text) for task in spec.document.tasks}
    reworded = {claim.path for task in old if fold(task.text) not in kept for claim in claims_in(task.text)}
    for task in new:
        yield task, [claim for claim in claims_in(task.text) if claim.path not in reworded]


def _fate(claim: Claim, context: Context) -> Said:
    """What became of a path that is not there: it was there once and is gone, or never was, where history tells."""
    if context.changes is not None or context.history is None:
        return say("is not there")
    from speclatch.references.proof import possible  # of the few paths that are not there

    gone = context.history.gone
    went = sorted(gone[path] for path in possible(claim, gone))
    return say("was there until {} and is gone since", Said(went[-1])) if went else say("is not there and never was")


def _place(spec: Spec, task: Task, text: str) -> Location:
    """Where a text stands on a box's line; the whole line, where it is not there as it is written."""
    line = spec.document.lines[task.location.line - 1]
    at = line.find(text, task.box.end_column or 0)
    if at < 0:
        return task.location
    return Location(spec.path, task.location.line, task.location.line, at + 1, at + len(text))


def _holds(references: Resolver, claim: Claim) -> bool:
    """Whether a file that a claim may mean holds its symbol; one too large to look into is believed."""
    symbol = re.compile(rb"(?<![\w$])" + re.escape(claim.symbol.encode()) + rb"(?![\w$])")
    for path in references.proof.paths(claim):
        document = references.index.documents.get(path)
        if document is None or len(document.raw) > MAX_BYTES or symbol.search(document.raw):
            return True
    return False
