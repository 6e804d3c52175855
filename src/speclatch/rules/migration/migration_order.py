"""The rule migration-order: an added migration sorts before one on the base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from speclatch.config.options import Choice
from speclatch.migrations.index import MigrationIndex, file_of
from speclatch.migrations.presets import Migration, time_of
from speclatch.model import Finding, Location, Related
from speclatch.rules.base import ChangeRule, Context, Levels, Want, by_phase
from speclatch.rules.messages import say
from speclatch.rules.migration.named import changed_specs, named_by

ORDER = Choice(
    "order",
    "Whether the database takes migrations in `any` order or refuses what sorts before the latest it has run.",
    default="strict",
    values=("strict", "any"),
)


AHEAD = 366
"""Days between two timestamps from which on the later one is taken for no time at all, but a number to stay last."""


class MigrationOrder(ChangeRule):
    """Finds added migrations that sort before one the base has.

    ## What it does
    Compares the version of every migration that the change adds with the latest one on the base branch,
    folder by folder. An error where a spec of the change names the migration; else a note, as it is where the
    base's latest lies more than a year ahead. A file that is renamed and keeps its version is not added. Tools
    that run whatever is pending (Rails, sqlx), or by a graph of their own (Alembic, Django), are left out.

    ## Why is this bad
    Databases that have run the later one refuse the earlier one (Supabase, Flyway, goose), or want to be set up
    anew (Prisma).

    ## Example
    The base has `20260501000000_orders.sql`; the change adds `20260422183640_consent.sql`.

    ## Instead
    Give the added migration a version after the latest one on the base.

    ## Options
    `order: any` where the tool is told to take them in any order (`--include-all`, `outOfOrder`,
    `-allow-missing`). `migrations.preset`, or `migrations.glob` with `migrations.version`.
    """

    id = "migration-order"
    summary = "an added migration sorts before one on the base"
    levels = by_phase("error", "error", "error")
    cases: ClassVar[Mapping[str, Levels]] = {
        "unnamed": by_phase("note", "note", "note"),
        "ahead": by_phase("note", "note", "note"),
    }
    wants = frozenset({Want.MIGRATIONS, Want.CATALOGUE, Want.CHANGES})
    options = (ORDER,)
    yields_to = frozenset({"migration-version-reused"})

    def check(self, context: Context) -> Iterator[Finding]:
        """Yield a finding per added migration that sorts before the base's latest."""
        if context.changes is None or context.option(ORDER) == "any":
            return
        index = context.migrations
        if not index.added:
            return
        latest = _latest(index)
        named = named_by(changed_specs(context), index)
        for one in index.added:
            last = latest.get((one.home, one.kind))
            if last is None or one.order is None or last.order is None or one.order >= last.order:
                continue
            if _was_renamed(one, context, index):
                continue
            ahead = _is_ahead(last, one)
            yield self.finding(
                say("{} sorts before {}, which the base already has", one.name, last.name),
                Location(file_of(one), 1),
                one.name,
                hint=say("The time of {} is still to come: give that one a time that has been.", last.name)
                if ahead
                else say("Give it a version after {}.", last.version),
                related=(Related(Location(file_of(last), 1), "the latest migration on the base"),),
                case="ahead" if ahead else "" if one.path in named else "unnamed",
            )


def _latest(index: MigrationIndex) -> dict[tuple[str, str], Migration]:
    """The base's latest migration of each folder, among those that are still there."""
    still = {one.path for one in index.landing}
    latest: dict[tuple[str, str], Migration] = {}
    for one in index.base or ():
        if one.path in still and one.order is not None and one.preset.ordered and one.kind in {"", "V"}:
            known = latest.get((one.home, one.kind))
            if known is None or known.order is None or one.order > known.order:
                latest[one.home, one.kind] = one
    return latest


def _was_renamed(one: Migration, context: Context, index: MigrationIndex) -> bool:
    """Whether a migration is one of the base that has another name, and its version still."""
    changed = (context.changes or {}).get(file_of(one))
    old = changed.previous_path if changed is not None else None
    return any(file_of(before) == old and before.version == one.version for before in index.base or ())


def _is_ahead(last: Migration, one: Migration) -> bool:
    """Whether both versions are times, and the base's latest lies far beyond the added one."""
    times = time_of(last.version), time_of(one.version)
    return None not in times and (times[0] - times[1]).days > AHEAD  # type: ignore[operator]
