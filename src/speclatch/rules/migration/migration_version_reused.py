"""The rule migration-version-reused: two migrations have the same version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from speclatch.migrations.index import file_of
from speclatch.migrations.presets import Migration
from speclatch.model import Finding, Location, Related
from speclatch.rules.base import ChangeRule, Context, Want, by_phase
from speclatch.rules.messages import say


class MigrationVersionReused(ChangeRule):
    """Finds two migrations of one version.

    ## What it does
    Reports a migration that the change adds with a version another one of its folder has; over a whole
    repository, every such pair. The two halves of one migration (`.up.sql`, `.down.sql`; Flyway's `V` and
    `U`) are one, and Flyway's `V1.0` is its `V1`. Alembic's and Django's names hold no version.

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
    wants = frozenset({Want.MIGRATIONS})

    def check(self, context: Context) -> Iterator[Finding]:
        """Yield a finding per migration whose version another one has."""
        index = context.migrations
        added = {one.path for one in index.added} if index.base is not None else None
        groups: dict[tuple[str, str, str], list[Migration]] = defaultdict(list)
        for one in index.landing:
            if one.version and one.preset.unique:
                groups[one.home, one.kind, _canonical(one)].append(one)
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
                    say("{} has the version of {}", one.name, other.name),
                    Location(file_of(one), 1),
                    one.name,
                    hint=say("Give it a version of its own."),
                    related=(Related(Location(file_of(other), 1), "has the same version"),),
                )


def _canonical(migration: Migration) -> str:
    order = migration.order  # made anew each time
    return str(order) if order is not None else migration.version
