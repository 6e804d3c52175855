"""Rules about a document that says one thing twice: status, title and place must agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname, normpath
from typing import ClassVar

from speclatch.documents.document import Field
from speclatch.model import Finding, Location, Related
from speclatch.profiles.filled import leftover
from speclatch.profiles.guidance import key_guidance_left
from speclatch.profiles.phases import STATUS_KEY, phase_of
from speclatch.profiles.template import document_title
from speclatch.profiles.wording import alternatives, answers_nothing, fold, normalise_label
from speclatch.rules.base import Context, Rule, by_phase, quoted
from speclatch.specs.catalogue import Spec

PLACE_LABELS = frozenset({"target directory", "target path", "target file"})


class StatusDisagrees(Rule):
    """A body that names another status than the front matter.

    ## What it does
    Compares a `Status:` line before the first section with the front matter's `status`, by their leading words.

    ## Why is this bad
    The gate, dashboards and agents read the front matter; people read the line.

    ## Example
    `> **Status**: Draft` below `status: Validated`.

    ## Instead
    Change both, or take the line out.
    """

    id = "status-disagrees"
    summary = "the body names another status than the front matter"
    levels = by_phase("note", "warning", "warning")
    yields_to: ClassVar = frozenset({"placeholder-left", "front-matter-value", "front-matter-missing-key"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield the line that disagrees."""
        entry = subject.front_matter.find(STATUS_KEY)
        if entry is None or answers_nothing(entry.text) or alternatives(entry.text):
            return
        if not subject.front_matter.readable:
            return
        for field in preamble_fields(subject):
            if normalise_label(field.label) != STATUS_KEY or answers_nothing(field.value):
                continue
            if leftover(field.value, subject.alignment, field.section) or alternatives(field.value):
                continue
            ours, theirs = phase_of(field.value, context.config), phase_of(entry.text, context.config)
            if _leading(field.value) != _leading(entry.text) and (ours is not theirs or ours is None):
                yield self.finding(
                    f"the body says {quoted(field.value)}, the front matter {quoted(entry.text)}",
                    field.location,
                    STATUS_KEY,
                    section=field.section,
                    hint="The front matter counts; make the line agree or take it out.",
                    related=(Related(entry.location, "the status that counts"),),
                )


def _leading(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", fold(text))[:1]


def preamble_fields(subject: Spec) -> Iterator[Field]:
    """The labelled values before the first section."""
    title = document_title(subject.document)
    for field in subject.document.fields:
        if field.section is None or field.section is title:
            yield field


class TitleDisagrees(Rule):
    """A first heading that is another title than the front matter's.

    ## What it does
    Where the template puts the same placeholder into the front matter's `title` and the first heading, the document's
    two titles must be the same; letter case and white space aside.

    ## Why is this bad
    Indexes show the one, readers see the other, and nobody finds the spec by either.

    ## Example
    `title: "Exec Spec: Refunds"` above `# Exec Spec: Reimbursements`.

    ## Instead
    Use one title.
    """

    id = "title-disagrees"
    summary = "the first heading is not the front matter's title"
    levels = by_phase("note", "warning", "warning")
    yields_to: ClassVar = frozenset({"placeholder-left", "front-matter-missing-key"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield the heading that disagrees."""
        entry = subject.front_matter.find("title")
        title = document_title(subject.document)
        if not subject.profile.titles_agree or entry is None or title is None or not subject.front_matter.readable:
            return
        guidance = subject.profile.guidance
        source = subject.document.lines[title.heading.location.line - 1]
        if key_guidance_left("title", (entry.text, entry.raw), guidance) or leftover(source, subject.alignment, None):
            return
        if not answers_nothing(entry.text) and fold(entry.text) != fold(title.title):
            yield self.finding(
                f"the heading is {quoted(title.title)}, the front matter's title {quoted(entry.text)}",
                title.heading.location,
                "title",
                hint="Use one title in both places.",
                related=(Related(entry.location, "the front matter's title"),),
            )


class PathUnexpected(Rule):
    """A spec that does not lie where it, or its template, says.

    ## What it does
    Compares the line `Target Directory:` with where the file is: it may name the file or its directory. Without the
    line, and without globs in the configuration, the template's own pattern (`specs/<feature>/spec.md`) counts.

    ## Why is this bad
    Agents write code beside the spec they were given; a wrong path sends them elsewhere.

    ## Example
    `*Target Directory: specs/<feature>/spec.md*` left as it was.

    ## Instead
    `*Target Directory: specs/deposit-holds/spec.md*`
    """

    id = "path-unexpected"
    summary = "the file is not where its `Target Directory` or its profile says"
    levels = by_phase("warning", "warning", "warning")

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield the line that is wrong, or the title where there is no such line."""
        pattern = subject.profile.directory
        if not pattern:
            return
        fields = [field for field in subject.document.fields if normalise_label(field.label) in PLACE_LABELS]
        for field in fields:
            named = field.value.strip("`*_ ")
            if not same_place(named, subject.path):
                yield self._finding(f"the spec says it lies at {quoted(named)}", field.location, subject)
        if not fields and not subject.profile.match and not matches(pattern, subject.path):
            title = document_title(subject.document)
            place = title.heading.location if title else Location(subject.path, 1)
            yield self._finding(f"the template says specs lie at {quoted(pattern)}", place, subject)

    def _finding(self, message: str, location: Location, subject: Spec) -> Finding:
        return self.finding(
            f"{message}, and it lies at {quoted(subject.path)}",
            location,
            "target directory",
            hint="Name the file's real path, or move the file.",
        )


def same_place(named: str, path: str) -> bool:
    """Whether a path in a document names a file or its directory."""
    bare = normpath(named.lstrip("/")) if named else ""
    return bare in (path, dirname(path))


def matches(pattern: str, path: str) -> bool:
    """Whether a path has the form of a template's pattern, ``<...>`` standing for one segment's part."""
    parts = re.split(r"<[^<>/]+>|\{[^{}/]+\}", pattern.strip("/"))
    return re.fullmatch("[^/]+".join(map(re.escape, parts)) + "(?:/[^/]+)?", path) is not None


RULES = (StatusDisagrees(), TitleDisagrees(), PathUnexpected())
