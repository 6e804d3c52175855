"""The rule requirement-duplicate: a requirement id is defined twice in one document."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.documents.document import Section
from speclatch.model import Finding, Related
from speclatch.patterns import lazy_re
from speclatch.profiles.brackets import IDENTIFIER
from speclatch.profiles.text import fold
from speclatch.references.tokens import SMALL_ID, requirement_key
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.rules.requirement.ids import Place, ids_at
from speclatch.specs.catalogue import Spec

_ID_COLUMN = lazy_re(
    r"(?:req(?:uirement)?\.? )?ids?|#|no\.?|nr\.?|№|"
    r"kennung|nummer|anforderung|identifiant|numéro|identificador|número|код|номер|编号|編號|番号|번호"
)
_TEXT_COLUMN = lazy_re(
    r"requirement|description|statement|criteri|^text$|^what$|anforderung|beschreibung|exigence|critère|requisito|"
    r"requerimiento|descripci|descriç|требован|описан|需求|要求|描述|说明|說明|要件|説明|내용|요구|설명"
)
"""Titles of columns that hold ids, and words in those of columns that say what is required."""
_ANY_ID = rf"{IDENTIFIER.pattern}|{SMALL_ID.pattern}"
_WHOLE_ID = lazy_re(rf"\W*(?P<id>{_ANY_ID})\W*")
_BRACKETED = lazy_re(rf"\W*\[(?P<id>{_ANY_ID})\]")


class RequirementDuplicate(SpecRule):
    """Finds requirement ids that one document defines twice.

    ## What it does
    Reports an id that a second row of a requirements table (its `ID` column), a second labelled bullet (`-
    **[VAL-SPC-001] Unit Tests**:`) or a second item of one list (`- **FR-001**:`) defines. Naming an id elsewhere, in a
    test matrix or in text, is no definition.

    ## Why is this bad
    A test that covers the id covers one of two requirements, and nobody knows which.

    ## Example
    ```markdown
    | ID | Requirement Description |
    |---|---|
    | **[REQ-SPC-001]** | Mail the receipt |
    | **[REQ-SPC-001]** | Keep the receipt |
    ```

    ## Instead
    Give the second one the next free id.
    """

    id = "requirement-duplicate"
    summary = "a requirement id is defined twice in one document"
    levels = by_phase("error", "error", "error")

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per definition of an id that is defined above."""
        first: dict[tuple[Section | None, str], Place] = {}
        listed = [*((None, place) for place in _definitions(spec)), *_listed(spec)]
        for where, place in sorted(listed, key=lambda one: one[1].location):
            before = first.setdefault((where, requirement_key(place.name)), place)
            if before is not place:
                yield self.finding(
                    say("{} is defined twice", place.name),
                    place.location,
                    place.name,
                    section=place.section,
                    hint=say("Give it the next free id."),
                    related=(Related(before.location, "is the first definition"),),
                )


def _definitions(spec: Spec) -> Iterator[Place]:
    document = spec.document
    for table in document.tables:
        titles = [fold(title) for title in table.header]
        if not titles or not _ID_COLUMN.fullmatch(titles[0]) or not any(map(_TEXT_COLUMN.search, titles[1:])):
            continue
        for row in table.rows:
            if _WHOLE_ID.fullmatch(row.cells[0]):
                yield from ids_at(row.cells[0], row.cell_location(0), document.lines, table.section)
    for field in document.fields:
        if found := _BRACKETED.match(field.label):
            yield from ids_at(found["id"], field.location, document.lines, field.section)


def _listed(spec: Spec) -> Iterator[tuple[Section | None, Place]]:
    """The ids that labels consist of (``- **FR-001**: ...``), with where they are listed.

    A list elsewhere may say of each requirement how it is tested: what sections of requirements define is one list.
    """
    document = spec.document
    for field in document.fields:
        if field.marked and _WHOLE_ID.fullmatch(field.label):
            section = field.section
            listed = None if section is not None and _TEXT_COLUMN.search(fold(section.title)) else section
            for place in ids_at(field.label, field.location, document.lines, section):
                yield listed, place
