"""Rules about references that lead nowhere: left open, broken, out of the repository, in the wrong letter case."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename
from typing import ClassVar
from urllib.parse import urlsplit

from speclatch.catalogue import Spec
from speclatch.config import ReferenceKind
from speclatch.documents.document import FrontMatterEntry
from speclatch.model import Finding, Location
from speclatch.profiles.profile import KeyRule, KeyType
from speclatch.profiles.wording import none_answer
from speclatch.references.collect import Origin, Reference, is_left_open, resolved
from speclatch.references.grammar import Form
from speclatch.references.mending import mended, shown
from speclatch.references.paths import matches
from speclatch.references.resolve import Resolution, State, documents_of
from speclatch.rules import targets
from speclatch.rules.base import Context, Need, Rule, levels

_NEEDS = frozenset({Need.LANDING, Need.INDEX})


class ReferenceMissing(Rule):
    """Finds references that the template asks for and the author has not given.

    ## What it does
    Reports a reference key of the template (lists aside) that is absent, empty or still a placeholder, and a key of
    a kind that the configuration calls `required` and that says `None`. Keys of one kind stand for each other:
    `prd:` answers a template's `prd_ref:`.

    ## Why is this bad
    Without the PRD nobody can say whether the spec builds what was asked for.

    ## Example
    ```yaml
    prd_ref: docs/10-prd/PRD-###-<slug>.md
    ```

    ## Instead
    ```yaml
    prd_ref: docs/10-prd/PRD-062-pilot-mail.md
    ```
    or, where there is none and the kind is not required, `prd_ref: None` or `N/A`.

    ## Options
    `references.<kind>.keys` are the keys of a kind, `references.<kind>.required` forbids `None`.
    """

    id = "reference-missing"
    summary = "a reference key of the template is absent, empty or a placeholder"
    levels = levels("warning", "error", "error")
    yields_to: ClassVar[frozenset[str]] = frozenset({"front-matter-invalid"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per key that is left open, on its value; on the opening fence where there is no key."""
        front_matter = subject.front_matter
        if not front_matter.readable:
            return
        asked = list(_asked(subject, context))
        for key, is_list, kind in asked:
            entries = _answers(subject, context, key, kind)
            if not entries and not (is_list and not (kind and kind.required)):
                place = Location(front_matter.location.path, front_matter.location.line)
                hint = f"Add `{key}:` with the path or id of the {_noun(kind)}, or `None`."
                yield self.finding(f"`{key}` is missing", place, key, hint=hint)
            for entry in entries:
                yield from self._left(
                    entry, subject, kind, is_list=is_list or entry.key != key and entry.is_list
                )

    def _left(
        self, entry: FrontMatterEntry, subject: Spec, kind: ReferenceKind | None, *, is_list: bool
    ) -> Iterator[Finding]:
        required = kind is not None and kind.required
        empty = not any(scalar.text.strip() for scalar in entry.scalars)
        place = _place_of_value(entry)
        hint = f"Give the path or id of the {_noun(kind)}" + ("." if required else ", or `None`.")
        if empty and is_list and not required:
            return
        if is_left_open(entry, subject.profile):
            what = "is empty" if empty else "is still a placeholder"
            yield self.finding(f"`{entry.key}` {what}", place, entry.key, hint=hint)
        elif required and all(none_answer(scalar.text) is not None for scalar in entry.scalars):
            yield self.finding(f"`{entry.key}` may not be `{entry.text}`", place, entry.key, hint=hint)


def _asked(subject: Spec, context: Context) -> Iterator[tuple[str, bool, ReferenceKind | None]]:
    """The reference keys a spec must have: the template's, and those of required kinds."""
    kinds = {kind.name: kind for kind in context.config.references}
    covered: set[str] = set()
    for rule in subject.profile.keys:
        if rule.type is KeyType.REFERENCE and (rule.required or _is_required(rule, kinds)):
            kind = context.config.kind_of_key(rule.key) or kinds.get(rule.kind)
            covered.add(kind.name if kind is not None else rule.key)
            yield rule.key, rule.is_list, kind
    for kind in context.config.references:
        if kind.required and kind.name not in covered and kind.keys:
            yield kind.keys[0], False, kind


def _is_required(rule: KeyRule, kinds: dict[str, ReferenceKind]) -> bool:
    return rule.kind in kinds and kinds[rule.kind].required


def _answers(subject: Spec, context: Context, key: str, kind: ReferenceKind | None) -> list[FrontMatterEntry]:
    """The entries that answer for a key: itself, else its aliases."""
    front_matter = subject.front_matter
    own = front_matter.get(key)
    if own is not None:
        return [own]
    return [entry for entry in front_matter.entries if kind and context.config.kind_of_key(entry.key) == kind]


def _place_of_value(entry: FrontMatterEntry) -> Location:
    """The value's own span; the key's line where the value is empty or a list."""
    if len(entry.scalars) == 1 and not entry.is_list and entry.scalars[0].text:
        return entry.scalars[0].location
    return Location(entry.location.path, entry.location.line)


def _noun(kind: ReferenceKind | None) -> str:
    if kind is None:
        return "document"
    return kind.name.upper() if len(kind.name) <= 3 else f"{kind.name} document"


class ReferenceBroken(Rule):
    """Finds references to documents that are not there.

    ## What it does
    Follows every path, id and anchor in the reference keys of the front matter, behind the labels of a kind in the
    body (`PRD`, `ADR(s)`, `Related Architecture`) and in links into a kind's folders, and reports those that lead
    nowhere in the tree as it will be after the merge. A kind that the configuration calls `required` must lead to
    another, non-empty file inside its `paths`.

    ## Why is this bad
    A reader who follows the spec to its PRD or ADR ends at a missing page, and nobody can check one against the
    other.

    ## Example
    ```yaml
    prd_ref: docs/10-prd/PRD-062-pilot-mial.md
    ```

    ## Instead
    Name what is there: a path from the root, a path relative to the spec, or an id. The finding proposes the
    nearest file.

    ## Options
    `references.<kind>` with `keys`, `labels`, `paths`, `id`, `required`, `hosts` (hosts whose URLs may stand for a
    required document).
    """

    id = "reference-broken"
    summary = "a path, id or anchor that does not exist"
    levels = levels("error", "error", "error")
    needs = _NEEDS
    yields_to: ClassVar[frozenset[str]] = frozenset({"reference-missing"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per reference of a kind that leads nowhere."""
        for reference, found in resolved(subject, context.references, context.config):
            if reference.origin is Origin.LINK and reference.kind is None:
                continue
            fault = _fault(reference, found) or _unfit(reference, found, subject, context)
            if fault:
                hint, fix = mended(reference, found, context.references, subject.document)
                hint = hint or "Name a file that will be there after the merge, or add it to this change."
                yield self.finding(
                    fault, reference.location, shown(reference), section=reference.section, hint=hint, fix=fix
                )


def _fault(reference: Reference, found: Resolution) -> str:
    """What is wrong with a reference by itself, for people; empty if nothing."""
    name = shown(reference)
    if found.state in {State.MISSING, State.MOVED}:
        if reference.parsed.form is Form.ID:
            return f"no document has the id `{name}`"
        return f"`{reference.parsed.target}` does not exist"
    if found.state is State.ANCHOR_MISSING:
        return f"`{found.target}` has no section `#{reference.parsed.anchor}`"
    if found.state is State.PROSE and reference.origin is Origin.KEY:
        return f"`{reference.name}: {name}` names no file, id or URL"
    return ""


def _unfit(reference: Reference, found: Resolution, subject: Spec, context: Context) -> str:
    """Why what is there does not do for a required kind; empty if it does."""
    kind = reference.kind
    if kind is None or not kind.required or reference.origin is not Origin.KEY:
        return ""
    name = shown(reference)
    if found.state is State.EXTERNAL:
        host = urlsplit(reference.parsed.target).hostname or ""
        allowed = not host or any(host == one or host.endswith(f".{one}") for one in kind.hosts)
        return (
            "" if allowed else f"`{name}` is outside the repository, and the {kind.name} must be a file of it"
        )
    if not found.found:
        return ""
    if all(target == subject.path for target in found.targets):
        return f"`{name}` is this document itself"
    if kind.paths and not any(matches(target, kind.paths) for target in found.targets):
        return f"`{name}` is not in {', '.join(f'`{glob}`' for glob in kind.paths)}"
    documents = list(documents_of(found, context.references))
    if documents and all(document.empty for document in documents):
        return f"`{basename(found.targets[0])}` is empty"
    return ""


class ReferenceOutside(Rule):
    """Finds references that leave the repository.

    ## What it does
    Reports paths that climb above the root with `..`, and paths through a symbolic link that points out of the
    repository.

    ## Why is this bad
    What is outside the repository is not there for the reader on GitHub, and may be anything on a laptop.

    ## Example
    ```yaml
    prd_ref: ../../../../docs/10-prd/PRD-062-pilot-mail.md
    ```

    ## Instead
    ```yaml
    prd_ref: docs/10-prd/PRD-062-pilot-mail.md
    ```

    ## Options
    None.
    """

    id = "reference-outside"
    summary = "a reference leaves the repository, by `..` or by a symbolic link"
    levels = levels("error", "error", "error")
    needs = _NEEDS
    yields_to: ClassVar[frozenset[str]] = frozenset({"reference-missing"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per reference that leaves the repository."""
        for reference, found in resolved(subject, context.references, context.config):
            if found.state is State.OUTSIDE:
                hint, fix = mended(reference, found, context.references, subject.document)
                name = shown(reference)
                yield self.finding(
                    f"`{name}` leaves the repository",
                    reference.location,
                    name,
                    section=reference.section,
                    hint=hint or "Name a file inside the repository, or use its URL.",
                    fix=fix,
                )


class ReferenceCase(Rule):
    """Finds references whose letter case differs from the file's.

    ## What it does
    Reports paths that exist only with other capital or small letters.

    ## Why is this bad
    It works on the author's laptop, where the file system may not care, and is a missing page on GitHub.

    ## Example
    ```yaml
    prd_ref: docs/10-PRD/prd-062-pilot-mail.md
    ```

    ## Instead
    ```yaml
    prd_ref: docs/10-prd/PRD-062-pilot-mail.md
    ```

    ## Options
    None.
    """

    id = "reference-case"
    summary = "a reference exists only with other letter case"
    levels = levels("error", "error", "error")
    needs = _NEEDS
    yields_to: ClassVar[frozenset[str]] = frozenset({"reference-missing"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per reference in the wrong letter case."""
        for reference, found in resolved(subject, context.references, context.config):
            if found.state is State.CASE:
                hint, fix = mended(reference, found, context.references, subject.document)
                name = shown(reference)
                message = f"`{name}` exists only as `{found.target}`"
                yield self.finding(
                    message, reference.location, name, section=reference.section, hint=hint, fix=fix
                )


RULES: tuple[Rule, ...] = (
    ReferenceMissing(),
    ReferenceBroken(),
    ReferenceOutside(),
    ReferenceCase(),
    *targets.RULES,
)
"""In the order of the table of rules."""
