"""The rule status-lowered: the change moves a spec to an earlier phase."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from speclatch.model import ChangeKind, Finding, Phase
from speclatch.profiles.answers import is_answered, is_blank_table
from speclatch.profiles.phases import STATUS_KEY
from speclatch.profiles.required_rows import required_rows
from speclatch.profiles.text import visible
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.gate.same_spec import is_same_spec
from speclatch.rules.messages import Said, say
from speclatch.specs.catalogue import Spec

RETIRED_OPEN = "retired-open"
"""The case of a spec that is retired with what was open in it before: that need not be anybody's trick."""
_OPENED = "the change retires this spec and opens or blanks {} in it: {}"
_LEFT = "the change retires this spec while {} in it are open: {}"
_GONE = "the change retires this spec and takes out {} that were open: {}"
MAX_LISTED = 5
"""Open points that a message names."""
_ORDER = {phase: place for place, phase in enumerate(Phase)}


class StatusLowered(SpecRule):
    """A spec that the change moves to an earlier phase.

    ## What it does
    Compares the phase of `status` with the one on the base. A spec that the change deletes and creates again somewhere
    else is known by its id or its title. A retired spec that is taken up again is none: it is judged as it stands.

    Retiring a spec silences what is open in it: that is a warning which lists it, also where the change takes it out,
    and an error where the change itself has blanked an answer or opened a box.

    ## Why is this bad
    Less is asked of a draft. Going back to one would make every finding weigh less in the change that needs them.

    ## Example
    `status: Implementation` changed to `status: Draft`.

    ## Instead
    Mend the findings. If work on the spec has stopped, `status: Withdrawn` says so.
    """

    id = "status-lowered"
    summary = "the change moves a spec to an earlier phase"
    levels = by_phase("error", "error", "error", retired="error")
    cases: ClassVar = {RETIRED_OPEN: by_phase("warning", "warning", "warning", retired="warning")}
    wants = frozenset({Want.BASE, Want.CHANGES})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield the status that is earlier than the base's."""
        before = context.base_of(spec) or _deleted_twin(spec, context)
        if before is not None and spec.phase is Phase.RETIRED and before.phase is not Phase.RETIRED:
            yield from self._retired(spec, before)
            return
        if before is None or before.phase is Phase.RETIRED or _ORDER[spec.phase] >= _ORDER[before.phase]:
            return
        entry = spec.metadata.find(STATUS_KEY)
        yield self.finding(
            say("the status goes back from {} ({}) to {} ({})", *_named(before), *_named(spec)),
            entry.location if entry else spec.metadata.opening,
            STATUS_KEY,
            hint=say("Keep the status; a spec whose work has stopped is `Withdrawn`."),
        )

    def _retired(self, spec: Spec, before: Spec) -> Iterator[Finding]:
        """Yield what nobody looks at any more: what the change has blanked or opened, else what was open or went."""
        left, was = _open_points(spec), _open_points(before)
        opened = [name for name in left if name not in was]
        there = _points(spec)
        gone = [] if left else [name for name in was if name not in there]
        if not (left or gone):
            return
        said = _OPENED if opened else _LEFT if left else _GONE
        entry = spec.metadata.find(STATUS_KEY)
        yield self.finding(
            say(said, len(opened or left or gone), (opened or left or gone)[:MAX_LISTED]),
            entry.location if entry else spec.metadata.opening,
            STATUS_KEY,
            hint=say("Retire it as it was; what is open in it is not looked at any more."),
            case="" if opened else RETIRED_OPEN,
        )


def _named(spec: Spec) -> tuple[str, Said]:
    """A spec's status, and the phase that it stands for."""
    return spec.status, Said(spec.phase.value)


def _open_points(spec: Spec) -> list[str]:
    """The Must rows without an answer, the open boxes and the empty tables of a spec, by name, each once."""
    return list(dict.fromkeys(name for name, is_open in _all_points(spec) if is_open))


def _points(spec: Spec) -> frozenset[str]:
    """All Must rows, boxes and tables of a spec, by name."""
    return frozenset(name for name, _ in _all_points(spec))


def _all_points(spec: Spec) -> Iterator[tuple[str, bool]]:
    """What can be open in a spec, by name, and whether it is."""
    alignment = spec.alignment
    for row in required_rows(alignment):
        yield row.name, not is_answered(row.answer, alignment, row.table.section)
    for task in spec.document.tasks:
        yield visible(task.text), not alignment.is_closed(task)
    for table in spec.document.tables:
        yield " | ".join(table.header), is_blank_table(table)


def _deleted_twin(spec: Spec, context: Context) -> Spec | None:
    """The spec of the base that the change deletes and that has a new one's id or title."""
    changes, base = context.changes or {}, context.base_catalogue
    if base is None or spec.path not in changes:
        return None
    gone = [path for path, changed in changes.items() if changed.kind is ChangeKind.DELETED and path in base.specs]
    return next((base.specs[path] for path in gone if is_same_spec(base.specs[path], spec)), None)
