"""The rule migration-order: an added migration sorts before one on the base."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.config.options import Choice
from speclatch.migrations.presets import Migration
from speclatch.model import Finding, Location, Related
from speclatch.rules.base import ChangeRule, Context, Want, by_phase

ORDER = Choice(
    "order",
    "Whether the database takes migrations in `any` order or refuses what sorts before the latest it has run.",
    default="strict",
    values=("strict", "any"),
)


class MigrationOrder(ChangeRule):
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
    wants = frozenset({Want.MIGRATIONS})
    options = (ORDER,)
    yields_to = frozenset({"migration-version-reused"})

    def check(self, context: Context) -> Iterator[Finding]:
        """Yield a finding per added migration that sorts before the base's latest."""
        if context.option(ORDER) == "any":
            return
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
