"""Which of several templates a group of documents is of: the one they are most like, by place, name and titles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from posixpath import basename, commonprefix, dirname

from speclatch.scaffold.groups import Group, is_numbered
from speclatch.scaffold.templates import ALIKE, Template, is_among_templates, is_nothing_but_template

NUMBERED_SHARE = 0.1
"""The share of a folder's numbered documents that resemble a template, from which all of them are its family."""
MIN_DOCUMENTS = 3
"""Documents below which a group without a template is no family."""
SURE_TITLES = 3
"""Titles that a template has at least to be sure of: with fewer, everything looks like it."""
NEARER = 0.2
"""What it counts that a template lies beside its documents."""
TIE = 0.01
"""What counts between templates that fit as well: how much of each the documents have, deep sections too."""


def best_of(group: Group, templates: Sequence[Template]) -> tuple[Template | None, set[str]]:
    """The template that a group is most like, and all that one of its documents is most like; None: there is none."""
    best: tuple[float, Template] | None = None
    closest: dict[str, tuple[float, str]] = {}
    templates = _of_its_folder(group, templates)
    for template in templates:
        alike = [one for one in group.sketches if template.likeness(one) >= ALIKE]
        share = len(alike) / len(group.sketches)
        if not alike or (is_numbered(group) and share < NUMBERED_SHARE and len(alike) < MIN_DOCUMENTS):
            continue
        for one in alike:
            closest[one.path] = max(closest.get(one.path, (0.0, "")), (template.fit(one), template.path))
        score = sum(map(template.fit, group.sketches)) / len(group.sketches) + NEARER * _is_near(group, template)
        score += NEARER * _belonging(group, template, templates) + TIE * _kept(template, group)
        if best is None or score > best[0]:
            best = (score, template)
    return (best[1] if best else _namesake(group, templates)), {path for _, path in closest.values()}


def _of_its_folder(group: Group, templates: Sequence[Template]) -> Sequence[Template]:
    """The templates that may be a group's: where its folder has its own, none of other documents' folders.

    One that says by its name of what it is the template (``decision-template.md``) has to be like one of them.
    """
    inside = [one for one in templates if f"{group.place}/".startswith(f"{dirname(one.path)}/")]
    around = {
        one.path
        for one in inside
        if is_nothing_but_template(one.path) or any(one.likeness(sketch) >= ALIKE for sketch in group.sketches)
    }
    if not around:
        return templates
    return [one for one in templates if one.path in around or is_among_templates(one.path)]


def _kept(template: Template, group: Group) -> float:
    """The share of a template's titles, deep ones too, that the documents of a group have, 0 to 1."""
    titles = template.all_titles
    kept = sum(len(titles & {title for _, title in one.titles}) for one in group.sketches)
    return kept / (len(titles) * len(group.sketches)) if titles else 0.0


def _belonging(group: Group, template: Template, templates: Sequence[Template]) -> int:
    """1: what a template's name says beside those next to it is said by the group's folder; -1: it says another."""
    beside = [_name_words(one.path) for one in templates if dirname(one.path) == dirname(template.path)]
    own = _name_words(template.path) - frozenset.intersection(*beside)
    said = _name_words(group.place)
    if own & said:
        return 1
    return -1 if any(words < _name_words(template.path) for words in beside) else 0


def _name_words(path: str) -> frozenset[str]:
    """The words of a template's name, or of a place's folders, without endings and plurals."""
    parts = path.split("/") if not path.endswith((".md", ".template", ".tmpl")) else [basename(path)]
    words = (word for part in parts for word in part.lower().partition(".")[0].replace("_", "-").split("-"))
    return frozenset(word.removesuffix("s") for word in words if word and not word.isdecimal())


def _namesake(group: Group, templates: Iterable[Template]) -> Template | None:
    """The template whose name the documents of a group share, file by file or by their folder; a plural counts."""
    if group.form.kind != "name":
        return None
    called = {basename(path).partition(".")[0].lower() for path in group.paths}
    inside = {basename(dirname(path)).lower() for path in group.paths}
    for template in templates:
        names = {template.profile.name, f"{template.profile.name}s"}
        if (called <= names or inside <= names) and not _is_unlike(group, template):
            return template
    return None


def _is_unlike(group: Group, template: Template) -> bool:
    """Whether most of a group's documents have not even two of a template's titles: only their names are the same."""
    if len(template.titles) < SURE_TITLES:
        return False
    return 2 * sum(template.likeness(one) > 0 for one in group.sketches) < len(group.sketches)


def _is_near(group: Group, template: Template) -> bool:
    """Whether a template lies in the folder of its documents, or in one beside or above them."""
    folder = dirname(template.path)
    return bool(folder) and commonprefix([f"{group.place}/", f"{folder}/"]).count("/") > folder.count("/")
