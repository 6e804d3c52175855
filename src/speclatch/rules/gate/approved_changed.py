"""The rule approved-changed: the change alters what a spec binds its readers to, after that was approved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from speclatch.documents.document import Section
from speclatch.model import Finding, Location, Phase, Severity
from speclatch.profiles.normative import Change, changes, normative
from speclatch.profiles.phases import opens_with
from speclatch.profiles.text import fold, visible
from speclatch.references.kinds import kind_of_path
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import Said, say
from speclatch.specs.catalogue import Spec

_VERSIONS = ("version", "revision", "rev", "doc_version", "document_version")
_DATES = ("date", "updated", "last_updated", "modified", "last_modified", "approved", "approved_on", "decided")
_AROUND = 4
"""Words that a message quotes on either side of what is put otherwise."""
HINT = say("Put it back, or raise the version or the date, so that people see that it is another text.")
STRICT_HINT = say("Put it back, and write what is new in a document that supersedes this one.")


class ApprovedChanged(SpecRule):
    """The change alters what a spec binds its readers to, after that was approved.

    ## What it does
    Normative are the requirements (rows and bullets that open with an id, headings `Requirement: ...`), the answers to
    Must rows, the tables and boxes of the template, and the sections that the profile calls `frozen`. Where the base
    says that the spec is approved or accepted, or it is done there, reports each piece that the change puts otherwise,
    takes out or adds, with the words before and after. A new version, date or status in the same change says so
    already. The state of a box, an answer in a blank, links, quotes and punctuation change nothing.

    As an error nothing but a new status excuses it. That makes accepted ADRs immutable: of a document without
    requirements and tables every section is normative then, as it always is of an ADR.

    ## Why is this bad
    People have agreed to a text. What they agreed to is another one now, and nobody told them.

    ## Example
    ```markdown
    | REQ-SPC-001 | The receipt is mailed within 10 s |
    ```

    Approved were 5 s.

    ## Instead
    Put the text back, or raise the version or the date. Where the rule is an error, write a document that supersedes
    this one: a status that goes back is what status-lowered finds.

    ## Options
    `frozen` in a profile lists sections whose whole text is normative. `rules: {approved-changed: error}` makes it
    binding.
    """

    id = "approved-changed"
    summary = "the change alters the normative text of an approved spec"
    levels = by_phase("note", "note", "note")
    wants = frozenset({Want.BASE})
    yields_to: ClassVar = frozenset(
        {
            "governance-removed",
            "governance-unanswered",
            "item-removed",
            "section-missing",
            "table-empty",
            "table-unfilled",
        }
    )

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield what is put otherwise, on its line; what is gone, on its section's heading."""
        before = context.base_of(spec)
        if before is None or before.document is spec.document or not is_approved(before):
            return
        is_strict = _is_strict(spec, context)
        if fold(before.status) != fold(spec.status) or (not is_strict and _says_so(before, spec)):
            return
        kind = kind_of_path(spec.path, context.config.references)
        whole = is_strict or (kind is not None and kind.name == "adr")
        old, new = (normative(one.alignment, whole=whole) for one in (before, spec))
        for change in changes(old, new, spec.profile.words):
            yield self._finding(spec, change, STRICT_HINT if is_strict else HINT)

    def _finding(self, spec: Spec, change: Change, hint: Said) -> Finding:
        piece = change.new or change.old
        assert piece is not None  # noqa: S101 - a change is of something
        section = piece.section if change.new else _section_like(spec, piece.section)
        gone = section.heading.location if section is not None else Location(spec.path, spec.metadata.opening.line)
        return self.finding(
            _message(change),
            piece.location if change.new else gone,
            f"{piece.key[0]} {piece.name}",
            section=section,
            hint=hint,
        )


def is_approved(spec: Spec) -> bool:
    """Whether people have agreed to a spec: it says so, or its work is done."""
    return spec.phase is Phase.DONE or opens_with(spec.status, "approved")


def _is_strict(spec: Spec, context: Context) -> bool:
    given = context.config.rules.get(ApprovedChanged.id)
    return given is not None and given.by_phase.get(spec.phase) is Severity.ERROR


def _says_so(before: Spec, spec: Spec) -> bool:
    """Whether the change gives the document a new version or date."""
    for key in (*_VERSIONS, *_DATES):
        old, new = before.metadata.find(key), spec.metadata.find(key)
        if new is not None and new.text.strip() and (old is None or fold(old.text) != fold(new.text)):
            return True
    return False


def _section_like(spec: Spec, section: Section | None) -> Section | None:
    titles = section.titles if section is not None else ()
    for length in range(len(titles), 0, -1):
        for one in spec.document.sections:
            if one.titles == titles[:length]:
                return one
    return None


def _message(change: Change) -> Said:
    if change.old is None and change.new is not None:
        return say(
            "this spec was approved without {}", change.new.text if change.new.key[0] == "text" else change.new.name
        )
    if change.new is None and change.old is not None:
        return say("{} was approved and is gone: {}", change.old.name, visible(change.old.text))
    assert change.old is not None  # noqa: S101 - else nothing has changed
    assert change.new is not None  # noqa: S101
    texts = change.old.text, change.new.text
    shown = tuple(map(visible, texts))
    if shown[0] == shown[1]:
        shown = texts  # a tag alone is another, as one that strikes the text through
    old, new = _differing(shown[0].split(), shown[1].split())
    return say("{} was approved as {} and says {} now", change.old.name, old, new)


def _differing(old: list[str], new: list[str]) -> tuple[str, str]:
    """The words in which two texts differ, with a few around them."""
    most = min(len(old), len(new))
    start = next((at for at in range(most) if old[at] != new[at]), most)
    end = next((at for at in range(most - start) if old[-1 - at] != new[-1 - at]), most - start)
    low, tail = max(0, start - _AROUND), max(0, end - _AROUND)
    return _joined(old[low : len(old) - tail]), _joined(new[low : len(new) - tail])


def _joined(words: list[str]) -> str:
    """Words as a message quotes them: what parts the cells of a row stands between words alone."""
    return " ".join(words).strip("| ")
