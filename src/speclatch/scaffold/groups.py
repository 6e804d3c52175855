"""Documents that belong together by place and form of their names, before anybody asks for their template."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from posixpath import basename, dirname

from speclatch.scaffold.names import ONE_EACH, Form, form_of, has_own_folder, shared_names
from speclatch.scaffold.sketches import Sketch, is_aside
from speclatch.scaffold.templates import ALIKE, Template, is_among_templates, kind_of_template


@dataclass(frozen=True, slots=True)
class Group:
    """Documents of one folder, or of one name in many folders."""

    form: Form
    place: str
    sketches: tuple[Sketch, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """Their paths."""
        return tuple(one.path for one in self.sketches)


def groups_of(documents: Sequence[Sketch], own: Sequence[Template]) -> list[Group]:
    """Documents by folder and the form of their names; READMEs and the like only where they resemble a template."""
    listed = [one for one in documents if not is_aside(one.path) or _is_one_each(one, own)]
    kinds = {kind_of_template(one.path) for one in own if is_among_templates(one.path)}
    shared = shared_names(one.path for one in listed) | {f"-{kind}.md" for kind in kinds if kind}
    counted = Counter(dirname(one.path) for one in documents)
    found: dict[tuple[Form, str], list[Sketch]] = defaultdict(list)
    for one in listed:
        form = form_of(one.path, shared)
        found[form, _place(one.path, form, alone=counted[dirname(one.path)] == 1)].append(one)
    return [Group(form, place, tuple(group)) for (form, place), group in sorted(found.items(), key=lambda e: e[0][1])]


def _place(path: str, form: Form, *, alone: bool = False) -> str:
    """The folder of a document; of one with a folder to itself, the first folders and the form of its own.

    A folder is its document's own where all are called so, or where it has the document's number, or a number and
    nothing else in it (``alone``).
    """
    if form.kind != "name" and not has_own_folder(path, alone=alone):
        return dirname(path)
    folder = dirname(path)
    own = form_of(f"{basename(folder)}.md")
    return f"{folder.partition('/')[0] if '/' in folder else ''}/{own.text}{'#' if own.kind == 'numbered' else ''}"


def _is_one_each(one: Sketch, own: Sequence[Template]) -> bool:
    if one.name.lower() not in ONE_EACH:
        return False
    numbered = form_of(f"{basename(dirname(one.path))}.md").kind == "numbered"
    return numbered or any(template.likeness(one) >= ALIKE for template in own)


def is_numbered(group: Group) -> bool:
    """Whether documents, or the folders each has to itself, are numbered."""
    return group.form.kind == "numbered" or group.place.endswith("#")
