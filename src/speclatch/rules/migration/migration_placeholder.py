"""The rule migration-placeholder: a migration's name still has a placeholder for its version."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.migrations.index import MentionForm
from speclatch.model import Finding
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import say
from speclatch.rules.migration.named import grouped, mended, section_of
from speclatch.specs.catalogue import Spec


class MigrationPlaceholder(SpecRule):
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
    wants = frozenset({Want.MIGRATIONS})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per name with a placeholder."""
        for group in grouped(spec, context.migrations):
            mention = group[0]
            if mention.form is MentionForm.PLACEHOLDER:
                hint, fix = mended(group, context.migrations)
                yield self.finding(
                    say("{} is still a placeholder", mention.name),
                    mention.location,
                    mention.name,
                    section=section_of(spec.document, mention.location.line),
                    hint=hint or say("Name the migration once it is written, or say `None`."),
                    fix=fix,
                )
