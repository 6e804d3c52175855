"""Rules about the migrations that a change brings: their order, their versions, whether a spec names them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar

from speclatch.migrations.index import MentionForm, mentions
from speclatch.migrations.presets import Migration
from speclatch.model import Finding, Location, Related
from speclatch.rules.base import Context, Need, RepositoryRule, Rule, by_phase


class MigrationOrder(RepositoryRule):
    """Finds added migrations that sort before one the base has.

    ## What it does
    Compares the version of every migration that the change adds with the latest one on the base branch,
    folder by folder. Tools that order by a graph of their own (Alembic, Django) are left out.

    ## Why is this bad
    Databases that have run the later one refuse the earlier one, or skip it, or run both in another order
    than here.

    ## Example
    The base has `20260501000000_orders.sql`; the change adds `20260422183640_consent.sql`.

    ## Instead
    Give the added migration a version after the latest one on the base.

    ## Options
    `migrations.preset`, or `migrations.glob` with `migrations.version`.
    """

    id = "migration-order"
    summary = "an added migration sorts before one on the base"
    levels = by_phase("error", "error", "error")
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
            if last is not None and one.order is not None and last.order is not None and one.order < last.order:
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
    Reports a migration that the change adds with a version another one of its folder has; over a whole
    repository, every such pair. The two halves of one migration (`.up.sql`, `.down.sql`; Flyway's `V` and
    `U`) are one, and Django's numbers may repeat.

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
    levels = by_phase("error", "error", "error")
    needs = frozenset({Need.LANDING, Need.MIGRATIONS})

    def check_repository(self, context: Context) -> Iterator[Finding]:
        """Yield a finding per migration whose version another one has."""
        index = context.migrations
        added = {one.path for one in index.added} if index.base is not None else None
        groups: dict[tuple[str, str, str], list[Migration]] = defaultdict(list)
        for one in index.landing:
            if one.version and one.preset.unique:
                groups[one.folder, one.name[0] if one.preset.name == "flyway" else "", _canonical(one)].append(one)
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
    Reports a migration that the change adds and that no spec of the repository names, by path, bare name or
    glob.

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
    levels = by_phase("note", "note", "warning")
    needs = frozenset({Need.LANDING, Need.BASE, Need.MIGRATIONS})

    def check_repository(self, context: Context) -> Iterator[Finding]:
        """Yield a finding per added migration that no spec names."""
        index = context.migrations
        if not index.added or not context.catalogue.specs:
            return
        named: set[str] = set()
        telling = {"*", *(one.version or one.name for one in index.added)}
        for spec in context.catalogue.specs.values():
            if not any(text in line for line in spec.document.lines for text in telling):
                continue
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


RULES: tuple[Rule, ...] = (MigrationOrder(), MigrationVersionReused(), MigrationUnlisted())
"""In the order of the table of rules."""
