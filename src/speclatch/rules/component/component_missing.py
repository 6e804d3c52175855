"""The rule component-missing: a file that a finished spec lists as its own is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname
from typing import ClassVar, NamedTuple

from speclatch.config.options import Flag
from speclatch.documents.document import Section
from speclatch.model import Finding, Location, Phase
from speclatch.patterns import lazy_re
from speclatch.profiles.text import fold
from speclatch.profiles.titles import normalise_label, normalise_title
from speclatch.references.claims import Claim, claims_in
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec

OLD = "old"
"""The case of a row that the change does not touch, in a spec that was done before: nobody did it now."""
AFFECTED = Flag(
    "affected", "Whether a change of code alone is told to the specs that list what it deletes.", default=False
)

_FILE = (
    "file, files, file name, filename, file path, path, source file, module file, datei, dateien, "
    "fichier, fichiers, archivo, archivos, arquivo, arquivos, файл, файлы, 文件, 檔案, ファイル, 파일"
)
_HEADERS = frozenset(_FILE.split(", "))
"""Titles of the first column of a table that lists files."""
_TITLES = frozenset(("component breakdown", "components", "component list", "files", "file list", "file structure"))
_GONE = lazy_re(r"\b(?:delet|remov|drop(?:s|ped)?\b|entfern|lösch|supprim|elimin|удал)|删除|削除|삭제", re.IGNORECASE)


class Component(NamedTuple):
    """A file that a spec lists as its own: what stands there, where, and all that stands in its row."""

    claim: Claim
    location: Location
    section: Section | None
    row: str


class ComponentMissing(SpecRule):
    """A file that a finished spec lists as its own is not there.

    ## What it does
    Takes the files that a spec lists for itself: tables with a column `File` or `Path`, and bullets of a section
    such as `Component Breakdown` whose label is a path. Once the spec is done, reports those that are neither at their
    path nor at one that ends like it. It is a warning where the change sets the spec to done or touches the row, else a
    note. A change of code alone is told nobody.

    ## Why is this bad
    A finished spec is the map of what was built. A file that is not on the ground sends its reader astray.

    ## Example
    ```markdown
    | File | Purpose |
    |---|---|
    | `services/mail/receipt.ts` | mails the receipt |
    ```

    There is no such file.

    ## Instead
    Name the file that holds the work, or take the row out.

    ## Options
    `components` in a profile names more sections, labels and headers that list a spec's own files. `affected: true`
    reports specs that list what a change of code deletes.
    """

    id = "component-missing"
    summary = "a file that a finished spec lists as its own is not there"
    levels = by_phase("-", "-", "warning")
    cases: ClassVar = {OLD: by_phase("-", "-", "note")}
    wants = frozenset({Want.REFERENCES, Want.BASE, Want.CHANGES})
    options = (AFFECTED,)
    yields_to = frozenset(
        {"field-empty", "link-broken", "migration-missing", "migration-name", "open-point", "placeholder-left"}
        | {"reference-broken", "reference-case", "table-unfilled"}
    )

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every file that is not there, once, where it is named first."""
        is_audit = context.changes is None
        if spec.phase is not Phase.DONE or not (is_audit or spec.changed or context.option(AFFECTED)):
            return
        before = context.base_of(spec) if not is_audit else None
        was_done = before is not None and before.phase is Phase.DONE
        known = {one.row for one in components(before)} if before is not None and was_done else set()
        proof, seen = context.references.proof, set[str]()
        for one in components(spec):
            if one.claim.path in seen or proof.finds(one.claim) or not proof.concerns(one.claim, dirname(spec.path)):
                continue
            seen.add(one.claim.path)
            is_old = is_audit or not spec.changed or one.row in known
            yield self.finding(
                say("this spec is {} and lists {}, which is not there", spec.status, one.claim.path),
                one.location,
                one.claim.path,
                section=one.section,
                hint=say("Name the file that holds the work, or take it out."),
                case=OLD if is_old else "",
            )


def components(spec: Spec) -> Iterator[Component]:
    """The files that a spec lists as its own, in tables and bullets."""
    more = spec.profile.components
    headers = _HEADERS | frozenset(map(fold, more))
    for table in spec.document.tables:
        columns = [at for at, title in enumerate(table.header) if fold(title) in headers]
        for row in table.rows if columns else ():
            rest = " | ".join(cell for at, cell in enumerate(row.cells) if at != columns[0])
            for claim in claims_in(row.cells[columns[0]]) if not _GONE.search(rest) else ():
                whole = " | ".join(map(fold, row.cells))
                yield Component(claim, row.cell_location(columns[0]), table.section, whole)
    titles, labels = _TITLES | frozenset(map(normalise_title, more)), frozenset(map(normalise_label, more))
    for field in spec.document.fields:
        text = field.value if normalise_label(field.label) in labels else ""
        if not text and _is_listing(field.section, titles) and not _GONE.match(field.value):
            text = field.label
        for claim in claims_in(text):
            yield Component(claim, field.location, field.section, f"{fold(field.label)} {fold(field.value)}")


def _is_listing(section: Section | None, titles: frozenset[str]) -> bool:
    return section is not None and normalise_title(section.title) in titles
