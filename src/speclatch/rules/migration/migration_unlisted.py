"""The rule migration-unlisted: the change adds a migration that no spec names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from speclatch.migrations.index import file_of
from speclatch.model import Finding, Location, Phase
from speclatch.rules.base import ChangeRule, Context, Levels, Want, by_phase
from speclatch.rules.messages import say
from speclatch.rules.migration.named import changed_specs, named_by, texts_of


class MigrationUnlisted(ChangeRule):
    """Finds added migrations that no spec names.

    ## What it does
    Reports a migration that the change adds and that no spec of the repository names, by path, bare name or
    glob: a warning where the change touches a spec whose work is done, else a note.

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
    cases: ClassVar[Mapping[str, Levels]] = {"done": by_phase("warning", "warning", "warning")}
    wants = frozenset({Want.CATALOGUE, Want.MIGRATIONS, Want.CHANGES})

    def check(self, context: Context) -> Iterator[Finding]:
        """Yield a finding per added migration that no spec names."""
        if context.changes is None:
            return
        index = context.migrations
        if not index.added or not context.catalogue.specs:
            return
        named = named_by(context.catalogue.naming(texts_of(index)), index)
        done = any(spec.phase is Phase.DONE for spec in changed_specs(context))
        for one in index.added:
            if one.path not in named:
                yield self.finding(
                    say("no spec names {}", one.name),
                    Location(file_of(one), 1),
                    one.name,
                    hint=say("Name it in the spec it belongs to."),
                    case="done" if done else "",
                )
