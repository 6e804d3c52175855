"""Rules about the migrations that specs name, and about those that a change brings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import ClassVar

from speclatch.catalogue import Spec
from speclatch.documents.document import Document, Section
from speclatch.model import Edit, Finding, Fix, Location, Related
from speclatch.references.migrations import Mention, MentionForm, MigrationIndex, mentions, misnamed
from speclatch.references.presets import Migration
from speclatch.rules.base import Context, Levels, Need, RepositoryRule, Rule, levels

_NEEDS = frozenset({Need.LANDING, Need.MIGRATIONS})


def section_of(document: Document, line: int) -> Section | None:
    """The innermost section that a line stands in."""
    inside = [one for one in document.sections if one.location.line <= line <= one.location.end_line]
    return inside[-1] if inside else None


def _mended(mention: Mention, index: MigrationIndex) -> tuple[str, Fix | None]:
    """The hint and the fix for a migration that is not there: the one that is most likely meant."""
    near = index.nearest(mention)
    if near is None:
        return "", None
    migration, certain = near
    if migration.name != mention.name:
        fix = Fix((Edit(mention.name_location, migration.name),), safe=certain and "/" not in mention.text)
        if "/" in mention.text and index.found(_renamed(mention, migration.name), mention.location.path):
            fix = Fix(fix.edits, safe=certain)
        elif "/" in mention.text:
            fix = Fix((Edit(mention.location, migration.path),), safe=certain)
    else:
        fix = Fix((Edit(mention.location, migration.path),), safe=certain)
    return f"Did you mean `{migration.path}`?", fix


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
    Looks up every migration that the spec names: by path, by bare file name, with line numbers (`x.sql:66-75`), as a
    glob, as a folder, in code spans, tables, links, text and front matter. Tests are no migrations.

    ## Why is this bad
    The spec says that the schema changes, and nothing changes it.

    ## Example
    ```markdown
    - Migration file: `supabase/migrations/20260422183640_add_consent.sql`
    ```
    while the folder holds `20260422183650_add_consent.sql`.

    ## Instead
    Name the migration that is there, or add it to this change. One whose version is later than every one there is
    taken for planned: a warning until the spec is done.

    ## Options
    `migrations.preset`, or `migrations.glob` with `migrations.version`.
    """

    id = "migration-missing"
    summary = "a named migration does not exist"
    variants: ClassVar[Mapping[str, Levels]] = {"planned": levels("warning", "warning", "error")}
    levels = levels("warning", "error", "error")
    needs = _NEEDS
    yields_to: ClassVar[frozenset[str]] = frozenset({"migration-placeholder", "migration-name"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per place that names a migration which is not there."""
        index = context.migrations
        for mention in mentions(subject.document, index):
            if mention.form is MentionForm.PLACEHOLDER or misnamed(mention):
                continue
            if index.found(mention, subject.path):
                continue
            hint, fix = _mended(mention, index)
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
    Reports `YYYYMMDDHHMMSS_x.sql`, `<timestamp>_x.sql`, `{ts}_x.sql` and the like. Where a migration with the same
    rest of the name is there, the finding offers its real name.

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
    levels = levels("note", "warning", "error")
    needs = _NEEDS

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per name with a placeholder."""
        for mention in mentions(subject.document, context.migrations):
            if mention.form is MentionForm.PLACEHOLDER:
                hint, fix = _mended(mention, context.migrations)
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
    Reports a migration that a spec names in a form its tool does not take, and a timestamp that is no moment of the
    calendar. Migrations that were there before the change are left alone.

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
    levels = levels("warning", "error", "error")
    needs = _NEEDS
    yields_to: ClassVar[frozenset[str]] = frozenset({"migration-placeholder"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per name that the tool would not take."""
        index = context.migrations
        for mention in mentions(subject.document, index):
            why = misnamed(mention)
            if not why or index.was_there(mention.name):
                continue
            hint, fix = ("", None) if index.found(mention, subject.path) else _mended(mention, index)
            yield self.finding(
                f"`{mention.name}` {why}",
                mention.location,
                mention.name,
                section=section_of(subject.document, mention.location.line),
                hint=hint or f"Name it like `{mention.preset.shown}`.",
                fix=fix,
            )


class MigrationOrder(RepositoryRule):
    """Finds added migrations that sort before one the base has.

    ## What it does
    Compares the version of every migration that the change adds with the latest one on the base branch, folder by
    folder. Tools that order by a graph of their own (Alembic, Django) are left out.

    ## Why is this bad
    Databases that have run the later one refuse the earlier one, or skip it, or run both in another order than here.

    ## Example
    The base has `20260501000000_orders.sql`; the change adds `20260422183640_consent.sql`.

    ## Instead
    Give the added migration a version after the latest one on the base.

    ## Options
    `migrations.preset`, or `migrations.glob` with `migrations.version`.
    """

    id = "migration-order"
    summary = "an added migration sorts before one on the base"
    levels = levels("error", "error", "error")
    needs = frozenset({Need.LANDING, Need.BASE, Need.MIGRATIONS})
    yields_to: ClassVar[frozenset[str]] = frozenset({"migration-version-reused"})

    def check_repository(self, context: Context) -> Iterator[Finding]:
        """Yield a finding per added migration that sorts before the base's latest."""
        latest: dict[str, Migration] = {}
        still = {one.path for one in context.migrations.landing}
        for one in context.migrations.base or ():
            if one.path in still and one.order is not None and one.preset.ordered:
                known = latest.get(one.folder)
                if known is None or known.order is None or one.order > known.order:
                    latest[one.folder] = one
        for one in context.migrations.added:
            last = latest.get(one.folder)
            if (
                last is not None
                and one.order is not None
                and last.order is not None
                and one.order < last.order
            ):
                related = (Related(Location(last.path, 1), "the latest migration on the base"),)
                yield self.finding(
                    f"`{one.name}` sorts before `{last.name}`, which the base already has",
                    Location(one.path, 1),
                    one.name,
                    hint=f"Give it a version after {last.version}.",
                    related=related,
                )


class MigrationVersionReused(RepositoryRule):
    """Finds two migrations of one version.

    ## What it does
    Reports a migration that the change adds with a version another one of its folder has; over a whole repository,
    every such pair. The two halves of one migration (`.up.sql`, `.down.sql`; Flyway's `V` and `U`) are one, and
    Django's numbers may repeat.

    ## Why is this bad
    The tool runs one of them, or neither.

    ## Example
    `20260422183640_consent.sql` and `20260422183640_orders.sql`.

    ## Instead
    Give the later one a version of its own.

    ## Options
    `migrations.preset`, or `migrations.glob` with `migrations.version`.
    """

    id = "migration-version-reused"
    summary = "two migrations have the same version"
    levels = levels("error", "error", "error")
    needs = frozenset({Need.LANDING, Need.MIGRATIONS})

    def check_repository(self, context: Context) -> Iterator[Finding]:
        """Yield a finding per migration whose version another one has."""
        index = context.migrations
        added = {one.path for one in index.added} if index.base is not None else None
        groups: dict[tuple[str, str, str], list[Migration]] = defaultdict(list)
        for one in index.landing:
            if one.version and one.preset.unique:
                groups[
                    one.folder, one.name[0] if one.preset.name == "flyway" else "", _canonical(one)
                ].append(one)
        for group in groups.values():
            distinct = {one.suffix for one in group}
            if len(distinct) < 2:
                continue
            new = [one for one in group if added is None or one.path in added]
            if added is None or len(new) == len(group):
                new = sorted(new, key=lambda one: one.path)[1:]
            for one in new:
                other = next(each for each in sorted(group, key=lambda one: one.path) if each is not one)
                yield self.finding(
                    f"`{one.name}` has the version of `{other.name}`",
                    Location(one.path, 1),
                    one.name,
                    hint="Give it a version of its own.",
                    related=(Related(Location(other.path, 1), "has the same version"),),
                )


def _canonical(migration: Migration) -> str:
    return str(migration.order) if migration.order is not None else migration.version


class MigrationUnlisted(RepositoryRule):
    """Finds added migrations that no spec names.

    ## What it does
    Reports a migration that the change adds and that no spec of the repository names, by path, bare name or glob.

    ## Why is this bad
    The schema changes and no document says why.

    ## Example
    A change adds `supabase/migrations/20260422183640_consent.sql`, and no spec mentions it.

    ## Instead
    Name it under the migrations of the spec it belongs to.

    ## Options
    `migrations.preset`, or `migrations.glob` with `migrations.version`.
    """

    id = "migration-unlisted"
    summary = "the change adds a migration that no spec names"
    levels = levels("note", "note", "warning")
    needs = frozenset({Need.LANDING, Need.BASE, Need.MIGRATIONS})

    def check_repository(self, context: Context) -> Iterator[Finding]:
        """Yield a finding per added migration that no spec names."""
        index = context.migrations
        if not index.added or not context.catalogue.specs:
            return
        named: set[str] = set()
        for spec in context.catalogue.specs.values():
            for mention in mentions(spec.document, index):
                if mention.form is not MentionForm.FOLDER:
                    found = index.found(mention, spec.path)
                    named.update(one.path if isinstance(one, Migration) else one for one in found)
        for one in index.added:
            inside = f"{one.path}/{one.preset.nested}" if one.preset.nested else one.path
            if one.path not in named and inside not in named:
                yield self.finding(
                    f"no spec names `{one.name}`",
                    Location(inside, 1),
                    one.name,
                    hint="Name it in the spec it belongs to.",
                )


RULES: tuple[Rule, ...] = (
    MigrationMissing(),
    MigrationPlaceholder(),
    MigrationName(),
    MigrationOrder(),
    MigrationVersionReused(),
    MigrationUnlisted(),
)
"""In the order of the table of rules."""
