"""Rules about the migrations that specs name; those about what a change brings stand beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from speclatch.documents.document import Document, Section
from speclatch.migrations.index import Mention, MentionForm, MigrationIndex, mentions, misnamed
from speclatch.migrations.presets import Migration
from speclatch.model import Edit, Finding, Fix
from speclatch.rules import brought
from speclatch.rules.base import Context, Levels, Need, Rule, by_phase
from speclatch.specs.catalogue import Spec

_NEEDS = frozenset({Need.LANDING, Need.MIGRATIONS})


def section_of(document: Document, line: int) -> Section | None:
    """The innermost section that a line stands in."""
    inside = [one for one in document.sections if one.location.line <= line <= one.location.end_line]
    return inside[-1] if inside else None


def _mentions(subject: Spec, index: MigrationIndex) -> Iterator[tuple[Mention, ...]]:
    """The mentions of one migration on one line (a link's text and its target): one fault is one finding."""
    found: dict[tuple[int, str], list[Mention]] = {}
    for mention in mentions(subject.document, index):
        found.setdefault((mention.location.line, mention.name), []).append(mention)
    for group in found.values():
        yield tuple(group)


def _mended(group: Sequence[Mention], index: MigrationIndex) -> tuple[str, Fix | None]:
    """The hint and the fix for a migration that is not there: the one that is most likely meant."""
    near = index.nearest(group[0])
    if near is None:
        return "", None
    migration, certain = near
    edits = tuple(_edit(mention, migration, index) for mention in group)
    return f"Did you mean `{migration.path}`?", Fix(edits, safe=certain)


def _edit(mention: Mention, migration: Migration, index: MigrationIndex) -> Edit:
    """Put a migration's name for a mention's; its whole path where the folders are wrong, too."""
    named = _renamed(mention, migration.name)
    if "/" in mention.text and not index.found(named, mention.location.path):
        return Edit(mention.location, migration.path)
    return Edit(mention.name_location, migration.name)


def _renamed(mention: Mention, name: str) -> Mention:
    text = name.join(mention.text.rsplit(mention.name, 1))
    return Mention(
        text,
        name,
        MentionForm.NAME,
        mention.preset,
        mention.version,
        mention.suffix,
        mention.location,
        mention.name_location,
    )


class MigrationMissing(Rule):
    """Finds migrations that a spec names and the repository does not hold.

    ## What it does
    Looks up every migration that the spec names: by path, by bare file name, with line numbers
    (`x.sql:66-75`), as a glob, as a folder, in code spans, tables, links, text and front matter. Tests are no
    migrations.

    ## Why is this bad
    The spec says that the schema changes, and nothing changes it.

    ## Example
    ```markdown
    - Migration file: `supabase/migrations/20260422183640_add_consent.sql`
    ```
    while the folder holds `20260422183650_add_consent.sql`.

    ## Instead
    Name the migration that is there, or add it to this change. One whose version is later than every one
    there is taken for planned: a warning until the spec is done.

    ## Options
    `migrations.preset`, or `migrations.glob` with `migrations.version`.
    """

    id = "migration-missing"
    summary = "a named migration does not exist"
    variants: ClassVar[Mapping[str, Levels]] = {"planned": by_phase("warning", "warning", "error")}
    levels = by_phase("warning", "error", "error")
    needs = _NEEDS
    yields_to: ClassVar[frozenset[str]] = frozenset(
        {"migration-placeholder", "migration-name", "reference-broken", "reference-case", "reference-outside"}
    )

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per place that names a migration which is not there."""
        index = context.migrations
        for group in _mentions(subject, index):
            if group[0].form is MentionForm.PLACEHOLDER or misnamed(group[0]):
                continue
            missing = [one for one in group if not index.found(one, subject.path)]
            if not missing:
                continue
            mention, (hint, fix) = missing[0], _mended(missing, index)
            planned = fix is None and index.planned(mention)
            name = f"`{mention.text}`"
            yield self.finding(
                f"{name} is planned, but not there yet" if planned else f"migration {name} does not exist",
                mention.location,
                mention.name,
                section=section_of(subject.document, mention.location.line),
                hint=hint or "Add the migration to this change, or name the one that is there.",
                fix=fix,
                variant="planned" if planned else "",
            )


class MigrationPlaceholder(Rule):
    """Finds migration names whose version was never filled in.

    ## What it does
    Reports `YYYYMMDDHHMMSS_x.sql`, `<timestamp>_x.sql`, `{ts}_x.sql` and the like. Where a migration with the
    same rest of the name is there, the finding offers its real name.

    ## Why is this bad
    The name leads nowhere, and nobody can tell whether the migration was ever written.

    ## Example
    ```markdown
    `supabase/migrations/YYYYMMDDHHMMSS_add_consent.sql`
    ```

    ## Instead
    ```markdown
    `supabase/migrations/20260422183640_add_consent.sql`
    ```
    or, where there is none, `None`.

    ## Options
    `migrations.preset`, or `migrations.glob` with `migrations.version`.
    """

    id = "migration-placeholder"
    summary = "a migration's name still has a placeholder for its version"
    levels = by_phase("note", "warning", "error")
    needs = _NEEDS

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per name with a placeholder."""
        for group in _mentions(subject, context.migrations):
            mention = group[0]
            if mention.form is MentionForm.PLACEHOLDER:
                hint, fix = _mended(group, context.migrations)
                yield self.finding(
                    f"`{mention.name}` is still a placeholder",
                    mention.location,
                    mention.name,
                    section=section_of(subject.document, mention.location.line),
                    hint=hint or "Name the migration once it is written, or say `None`.",
                    fix=fix,
                )


class MigrationName(Rule):
    """Finds named migrations that the tool would not run.

    ## What it does
    Reports a migration that a spec names in a form its tool does not take, and a timestamp that is no moment
    of the calendar. Migrations that were there before the change are left alone.

    ## Why is this bad
    The tool passes such a file over without a word, or sorts it where it does not belong.

    ## Example
    ```markdown
    `supabase/migrations/20261345000000_add_consent.sql`
    ```

    ## Instead
    ```markdown
    `supabase/migrations/20260422183640_add_consent.sql`
    ```

    ## Options
    `migrations.preset`, or `migrations.glob` with `migrations.version`.
    """

    id = "migration-name"
    summary = "a migration's name is not of the tool's form, or its time is impossible"
    levels = by_phase("warning", "error", "error")
    needs = _NEEDS
    yields_to: ClassVar[frozenset[str]] = frozenset({"migration-placeholder"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per name that the tool would not take."""
        index = context.migrations
        for group in _mentions(subject, index):
            mention, why = group[0], misnamed(group[0])
            if not why or index.was_there(mention.name):
                continue
            hint, fix = ("", None) if index.found(mention, subject.path) else _mended(group, index)
            yield self.finding(
                f"`{mention.name}` {why}",
                mention.location,
                mention.name,
                section=section_of(subject.document, mention.location.line),
                hint=hint or f"Name it like `{mention.preset.shown}`.",
                fix=fix,
            )


RULES: tuple[Rule, ...] = (
    MigrationMissing(),
    MigrationPlaceholder(),
    MigrationName(),
    *brought.RULES,
)
"""In the order of the table of rules."""
