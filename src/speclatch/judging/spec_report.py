"""A spec in numbers: how many of its references, migrations, rows and boxes are as they should be."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.judging.tracing import named_requirements, owner_of, traced_tasks
from speclatch.migrations.index import mentions, migration_tally
from speclatch.migrations.mentions import MentionForm
from speclatch.model import Counts, ReferenceState, SpecReport, Tally
from speclatch.profiles.filled import is_blank_table, is_decided, section_says_none
from speclatch.profiles.musts import must_rows
from speclatch.references.resolve import State
from speclatch.rules.base import Evidence
from speclatch.specs.catalogue import Spec


def spec_report(spec: Spec, evidence: Evidence) -> SpecReport:
    """What the report says of a spec."""
    return SpecReport(
        path=spec.path,
        profile=spec.profile.name,
        status=spec.status,
        phase=spec.phase,
        title=spec.title,
        counts=counts(spec, evidence),
        references=(*evidence.references.states(spec), *migration_states(spec, evidence)),
        changed=spec.changed,
        id=spec.id,
        owner=owner_of(spec),
        requirements=named_requirements(spec.document, spec.id),
        tasks=traced_tasks(spec),
    )


def migration_states(spec: Spec, evidence: Evidence) -> Iterator[ReferenceState]:
    """What became of each migration that a spec names, as references of the kind ``migration``."""
    for one in mentions(spec.document, evidence.migrations):
        found = evidence.migrations.found(one, spec.path)
        target = found[0] if found else None
        path = target if target is None or isinstance(target, str) else target.path
        nameless = State.PLACEHOLDER if one.form is MentionForm.PLACEHOLDER else State.MISSING
        state = State.EXISTS if found else nameless
        yield ReferenceState("migration", one.text, path, state.value, one.location)


def counts(spec: Spec, evidence: Evidence) -> Counts:
    """Count what a spec has and what of it is done."""
    alignment = spec.alignment
    musts = [is_decided(must.answer, alignment, must.table.section) for must in must_rows(alignment)]
    tasks = [alignment.is_closed(task) for task in spec.document.tasks]
    # A section that says `None` excuses its tables: they are as they should be.
    empty = [
        table
        for table in spec.document.tables
        if is_blank_table(table) and not section_says_none(spec.document, table.section, spec.profile.words)
    ]
    return Counts(
        references=evidence.references.tally(spec),
        migrations=migration_tally(spec.document, evidence.migrations),
        governance=Tally(sum(musts), len(musts)),
        tasks=Tally(sum(tasks), len(tasks)),
        empty_tables=len(empty),
    )
