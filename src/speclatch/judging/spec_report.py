"""A spec in numbers: how many of its references, migrations, rows and boxes are as they should be."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.documents.elements import Table
from speclatch.judging.tracing import named_requirements, owner_of, traced_tasks
from speclatch.migrations.index import mentions, migration_tally
from speclatch.migrations.mentions import MentionForm
from speclatch.model import Counts, ReferenceState, SpecReport, Tally
from speclatch.profiles.answers import section_says_none
from speclatch.profiles.normative import fingerprint, normative
from speclatch.profiles.required_rows import is_answered_row, required_rows
from speclatch.references.resolution import State
from speclatch.rules.base import Evidence
from speclatch.rules.table.table_empty import TableEmpty, is_empty_table
from speclatch.specs.catalogue import Spec, sidecar_of
from speclatch.specs.suppressions import Covering, ignores_of


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
        normative=fingerprint(normative(spec.alignment)),
        beside=sidecar_of(spec.path, spec.profile),
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
    musts = [is_answered_row(must, alignment) for must in required_rows(alignment)]
    tasks = [alignment.is_closed(task) for task in spec.document.tasks]
    return Counts(
        references=evidence.references.tally(spec),
        migrations=migration_tally(spec.document, evidence.migrations),
        governance=Tally(sum(musts), len(musts)),
        tasks=Tally(sum(tasks), len(tasks)),
        empty_tables=len(empty_tables(spec, evidence)),
    )


def empty_tables(spec: Spec, evidence: Evidence) -> list[Table]:
    """The blank tables of a spec that nothing excuses: no section that says ``None``, no comment with a reason."""
    blank = [
        table
        for table in spec.document.tables
        if is_empty_table(table, spec) and not section_says_none(spec.document, table.section, spec.profile.words)
    ]
    given = evidence.config.rules.get(TableEmpty.id)
    if not blank or (given is not None and not given.ignorable):
        return blank
    excused = Covering(ignores_of(spec))
    return [table for table in blank if excused.find(TableEmpty.id, table.location) is None]
