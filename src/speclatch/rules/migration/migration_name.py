"""The rule migration-name: a migration's name is not of the tool's form, or its time is impossible."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.migrations.index import Mention, MentionForm, MigrationIndex, misnamed
from speclatch.model import Finding
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import NOTHING, Said, say
from speclatch.rules.migration.named import grouped, mended, section_of
from speclatch.specs.catalogue import Spec


class MigrationName(SpecRule):
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
    wants = frozenset({Want.MIGRATIONS})
    yields_to = frozenset({"migration-placeholder"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per name that the tool would not take."""
        index = context.migrations
        for group in grouped(spec, index):
            mention, why = group[0], misnamed(group[0])
            taken = mention.form is MentionForm.MISNAMED and _is_taken(mention, spec.path, index)
            if not why or taken or index.was_there(mention.name):
                continue
            hint, fix = (NOTHING, None) if index.found(mention, spec.path) else mended(group, index)
            yield self.finding(
                say("{} {}", mention.name, Said(why)),
                mention.location,
                mention.name,
                section=section_of(spec.document, mention.location.line),
                hint=hint or say("Name it like {}.", mention.preset.shown),
                fix=fix,
            )


def _is_taken(mention: Mention, path: str, index: MigrationIndex) -> bool:
    """Whether a tool runs what is there by that name, or would run it where no other shows how a team calls them."""
    unknown = not index.landing and not index.base and not index.configured
    return index.takes(mention, path) or (unknown and mention.preset.takes.fullmatch(mention.name) is not None)
