"""The rule migration-missing: a named migration does not exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from speclatch.migrations.index import MentionForm, misnamed
from speclatch.model import Finding
from speclatch.rules.base import Context, Levels, SpecRule, Want, by_phase
from speclatch.rules.messages import Said, say
from speclatch.rules.migration.named import grouped, mended, section_of
from speclatch.specs.catalogue import Spec


class MigrationMissing(SpecRule):
    """Finds migrations that a spec names and the repository does not hold.

    ## What it does
    Looks up every migration that the spec names: by path, by bare file name, with line numbers
    (`x.sql:66-75`), as a glob, as a folder, in code spans, tables, links, text and front matter. Tests are no
    migrations. One that the change empties, or replaces by a folder or a link to nothing, is not there either.

    ## Why is this bad
    The spec says that the schema changes, and nothing changes it.

    ## Example
    ```markdown
    - Migration file: `supabase/migrations/20260422183640_add_consent.sql`
    ```
    while the folder holds `20260422183650_add_consent.sql`.

    ## Instead
    Name the migration that is there, or add it to this change. One whose version is later than every one
    there, or there before the change, is taken for planned: a warning until the spec is done.

    ## Options
    `migrations.preset`, or `migrations.glob` with `migrations.version`.
    """

    id = "migration-missing"
    summary = "a named migration does not exist"
    cases: ClassVar[Mapping[str, Levels]] = {"planned": by_phase("warning", "warning", "error")}
    wants = frozenset({Want.MIGRATIONS})
    levels = by_phase("warning", "error", "error")
    yields_to = frozenset(
        {"migration-placeholder", "migration-name", "reference-broken", "reference-case", "reference-outside"}
    )

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per place that names a migration which is not there."""
        index = context.migrations
        for group in grouped(spec, index):
            if group[0].form is MentionForm.PLACEHOLDER or misnamed(group[0]):
                continue
            missing = [one for one in group if not index.found(one, spec.path)]
            if not missing:
                continue
            mention, lost = missing[0], index.why_lost(missing[0])
            hint, fix = (say("Restore it."), None) if lost else mended(missing, index)
            planned = not lost and fix is None and index.planned(mention)
            fault = "{} is planned, but not there yet" if planned else "migration {} does not exist"
            yield self.finding(
                say("migration {} {}", mention.text, Said(lost)) if lost else say(fault, mention.text),
                mention.location,
                mention.name,
                section=section_of(spec.document, mention.location.line),
                hint=hint or say("Add the migration to this change, or name the one that is there."),
                fix=fix,
                case="planned" if planned else "",
            )
