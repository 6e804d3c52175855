"""Make the defects of one document, judge each, and say what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from speclatch.documents.deadlines import check_deadline
from speclatch.judging.prove import edits
from speclatch.judging.prove.asked import asked, may_be_empty, may_go
from speclatch.judging.prove.parts import PartKind, PartName, emptying, guidance, parts_of, removal
from speclatch.judging.prove.plan import Item
from speclatch.judging.prove.results import DefectKind, Outcome, Tried
from speclatch.judging.prove.survey import Standard
from speclatch.judging.prove.trial import Court, edited, fresh
from speclatch.judging.verdict import Judgement
from speclatch.model import Edit, Location, Phase
from speclatch.profiles.answers import section_says_none
from speclatch.profiles.phases import STATUS_KEY, phase_of
from speclatch.specs.catalogue import Spec

REFERENCES = 5
"""References of one document that are broken."""


@dataclass(frozen=True)
class Courts:
    """Who judges: by the configuration, and by the template and the rules' own weights alone."""

    configured: Court
    plain: Court


class Prover:
    """Tries the defects of one document after the other."""

    def __init__(self, courts: Courts, lenient: Courts, standards: Mapping[str, Standard]) -> None:
        self._courts = {False: courts, True: lenient}
        self._standards = standards

    def prove(self, item: Item) -> list[Tried]:
        """What came of each defect of a document."""
        check_deadline()
        standard = self._standards[item.profile]
        courts = self._courts[item.as_finished]
        spec = courts.configured.spec(item.path, {})
        return list(_Document(spec, courts, standard).all(item)) if spec is not None else []


@dataclass(frozen=True)
class _Alteration:
    """One thing that is altered, and what to call it."""

    kind: DefectKind
    part: str
    name: str
    place: Location
    edits: Sequence[Edit]
    optional: bool = False
    unknown: bool = False


class _Document:
    """One document, and what becomes of it."""

    def __init__(self, spec: Spec, courts: Courts, standard: Standard) -> None:
        self._spec = spec
        self._courts = courts
        self._standard = standard
        beside = spec.sidecar
        self._lines = {spec.path: spec.document.lines} | ({beside.path: beside.lines} if beside is not None else {})
        self._raw = {path: courts.configured.snapshot.read(path) for path in self._lines}

    def all(self, item: Item) -> Iterator[Tried]:
        """Everything that is asked for."""
        made = list(self._of_parts(item.parts))
        if item.besides:
            made.extend(self._besides())
        for one in made:
            check_deadline()
            yield self._try(one)

    def _of_parts(self, wanted: Sequence[tuple[DefectKind, PartName]]) -> Iterator[_Alteration]:
        own = parts_of(self._spec.document, self._spec.sidecar)
        template = self._standard.parts
        plain = self._standard.plain
        known = asked(plain)
        spared = {DefectKind.REMOVED: may_go(plain), DefectKind.EMPTIED: may_be_empty(plain)}
        for kind, name in wanted:
            part = own[name]
            if kind is DefectKind.GUIDANCE and self._is_status(name, template[name].content):
                continue
            found: Sequence[Edit | None]
            if kind is DefectKind.REMOVED:
                found = (removal(part, self._lines),)
            elif kind is DefectKind.EMPTIED:
                found = emptying(part, template[name], self._lines)
            else:
                found = (guidance(part, template[name], self._lines),)
            made = tuple(edit for edit in found if edit is not None)
            if made:
                shown = template[name].shown
                yield _Alteration(
                    kind,
                    name.kind.value,
                    shown,
                    part.place,
                    made,
                    name in spared.get(kind, spared[DefectKind.EMPTIED]),
                    name not in known,
                )

    def _is_status(self, name: PartName, text: str) -> bool:
        """Whether a text is a status like any other, such as the ``Draft`` that a template begins with."""
        config = self._courts.configured.matcher.config
        return name.kind is PartKind.FIELD and name.name == STATUS_KEY and phase_of(text, config) is not None

    def _besides(self) -> Iterator[_Alteration]:
        spec, document = self._spec, self._spec.document
        status = edits.unknown_status(spec)
        if status is not None:
            yield _Alteration(DefectKind.STATUS, "status", spec.status, status.location, (status,))
        if spec.phase is Phase.DONE:
            boxes = list(edits.opened_boxes(spec))
            for edit in boxes[:: max(1, len(boxes) // REFERENCES)][:REFERENCES]:
                yield _Alteration(DefectKind.BOX, "box", document.lines[edit.location.line - 1], edit.location, (edit,))
        yield from self._references()
        faulty = {one.finding.location.line for one in self._before.findings}
        for name, made in (
            ("a typo", edits.typo(document, faulty)),
            ("a new paragraph", edits.paragraph(document, faulty)),
            ("a new subsection", edits.subsection(document)),
        ):
            if made is not None:
                yield _Alteration(DefectKind.HARMLESS, "prose", name, made.location, (made,))

    def _references(self) -> Iterator[_Alteration]:
        faulty = {one.finding.location.line for one in self._before.findings}
        found = [
            (reference, edit)
            for reference in self._spec.references
            if reference.location.line not in faulty and (edit := edits.broken(self._spec, reference)) is not None
        ]
        for reference, edit in found[:: max(1, len(found) // REFERENCES)][:REFERENCES]:
            yield _Alteration(DefectKind.REFERENCE, reference.origin.value, edit.old, edit.location, (edit,))

    @cached_property
    def _before(self) -> Judgement:
        return self._courts.configured.judge(self._spec.path, {}) or Judgement()

    @cached_property
    def _plainly_before(self) -> Judgement:
        return self._courts.plain.judge(self._spec.path, {}) or Judgement()

    def _try(self, made: _Alteration) -> Tried:
        """Judge the document with one thing altered."""
        files = edited(self._raw, made.edits)
        after = self._courts.configured.judge(self._spec.path, files) or Judgement()
        line = made.place.line
        found = fresh(after, self._before)
        if found:
            rules = tuple(dict.fromkeys(one.finding.rule for one in found))
            worst = max(one.severity for one in found)
            return Tried(made.kind, made.part, made.name, made.place.path, line, Outcome.CAUGHT, worst, rules)
        outcome, reason = self._why_not(made, files, after)
        return Tried(made.kind, made.part, made.name, made.place.path, line, outcome, reason=reason)

    def _why_not(self, made: _Alteration, files: Mapping[str, bytes], after: Judgement) -> tuple[Outcome, str]:
        """Why nothing is said of a defect."""
        if made.optional:
            return Outcome.OPTIONAL, "the template lets it be left out or empty"
        if self._applies_not(made):
            return Outcome.INAPPLICABLE, "the section around it says that it does not apply"
        if len(after.ignored) > len(self._before.ignored):
            return Outcome.EXCUSED, "a comment in the document excuses it"
        plainly = self._courts.plain.judge(self._spec.path, files)
        if plainly is not None and fresh(plainly, self._plainly_before):
            return Outcome.WAIVED, "the configuration does not ask for it"
        if any(one.finding.location.overlaps(made.place) for one in self._before.findings):
            return Outcome.ALREADY, "the document is wrong in that place as it is"
        return Outcome.MISSED, NOT_DERIVED if made.unknown else NO_RULE

    def _applies_not(self, made: _Alteration) -> bool:
        """Whether what is altered stands below a section that is answered by ``None``: nothing is asked for there."""
        if made.kind not in _OF_PARTS or made.place.path != self._spec.path:
            return False
        line = made.place.line
        around = [one for one in self._spec.document.sections if one.location.line <= line <= one.location.end_line]
        section = around[-1] if around else None
        if section is not None and section.location.line == line:
            section = section.parent
        return section_says_none(self._spec.document, section, self._spec.profile.words)


_OF_PARTS = frozenset({DefectKind.REMOVED, DefectKind.EMPTIED, DefectKind.GUIDANCE})
NOT_DERIVED = "nothing of the kind was understood from the template"
NO_RULE = "no rule says anything of it"
