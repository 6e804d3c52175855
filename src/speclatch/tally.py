"""A spec in numbers: how many of its references, migrations, rows and boxes are as they should be."""

from __future__ import annotations

from speclatch.catalogue import Spec
from speclatch.model import Counts, SpecReport, Tally
from speclatch.profiles.filled import is_answered, is_blank_table
from speclatch.profiles.wording import none_within
from speclatch.references.follow import reference_states, resolved
from speclatch.references.migrations import mentions
from speclatch.rules.base import Context
from speclatch.rules.governance import must_rows


def spec_report(spec: Spec, context: Context) -> SpecReport:
    """What the report says of a spec."""
    return SpecReport(
        path=spec.path,
        profile=spec.profile.name,
        status=spec.status,
        phase=spec.phase,
        title=spec.title,
        counts=counts(spec, context),
        references=reference_states(spec, context.references, context.config),
        changed=spec.changed,
    )


def counts(spec: Spec, context: Context) -> Counts:
    """Count what a spec has and what of it is done."""
    alignment = spec.alignment
    references = [found.found for one, found in resolved(spec, context.references, context.config) if one.kind]
    named = mentions(spec.document, context.migrations)
    migrations = {one.text: bool(context.migrations.found(one, spec.path)) for one in named}
    musts = [is_answered(must.answer, alignment, must.table.section) for must in must_rows(alignment)]
    tasks = [task.checked or task.struck or none_within(task.text) is not None for task in spec.document.tasks]
    return Counts(
        references=Tally(sum(references), len(references)),
        migrations=Tally(sum(migrations.values()), len(migrations)),
        governance=Tally(sum(musts), len(musts)),
        tasks=Tally(sum(tasks), len(tasks)),
        empty_tables=sum(map(is_blank_table, spec.document.tables)),
    )
