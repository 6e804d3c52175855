"""The rule migration-unlisted: the change adds a migration that no spec names."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.migrations.index import MentionForm, mentions
from speclatch.migrations.presets import Migration
from speclatch.model import Finding, Location
from speclatch.rules.base import ChangeRule, Context, Want, by_phase


class MigrationUnlisted(ChangeRule):
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
    wants = frozenset({Want.CATALOGUE, Want.MIGRATIONS})

    def check(self, context: Context) -> Iterator[Finding]:
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
