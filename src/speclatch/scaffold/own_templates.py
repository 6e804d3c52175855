"""The templates of a repository that has no gate yet: what speaks to its author, and what resembles it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from posixpath import basename, dirname

from speclatch.config.model import Config
from speclatch.documents import UnreadableError, parse, parse_metadata
from speclatch.globs import globs_of
from speclatch.profiles.bundled import PLACES, own_folders, places_among
from speclatch.profiles.profile import KeyType
from speclatch.profiles.template import derive
from speclatch.scaffold.names import ONE_EACH
from speclatch.scaffold.sketches import Sketch, is_aside
from speclatch.scaffold.stages import above_stages
from speclatch.scaffold.templates import (
    ALIKE,
    NAMED_SHARE,
    SPEC_WORDS,
    SURE_SHARE,
    Template,
    guidance_share,
    has_number,
    has_sample_letters,
    is_called_template,
    is_named_template,
    is_nothing_but_template,
    is_numbered_sample,
    is_of_meetings,
    kind_of_template,
    may_be_template,
    template_name,
)
from speclatch.trees import Listing, Tree

LEAST_SHARE = 0.2
"""The share of its sections that speak to an author in a template that is called one and has so many followers:"""
FOLLOWERS = 5
MIN_BESIDE = 3
"""Documents in its folder that resemble what is called a template, from which it is one however it speaks."""
MOST_OF_A_NAME = 2
"""Files of one name above which none of them is a template only because of a word in its path."""
FILLED = 0.15
"""The share of its sections that a document has filled, which its template leaves to the author."""
STATUS_LIKE = frozenset({"status", "state", "stage"})
"""Names of the field that says how far a spec is."""


def own_templates(tree: Tree, seen: Sequence[Sketch]) -> list[Template]:
    """The repository's templates: what speaks to its author, and resembles documents or is called a template.

    What lies where a bundled family has its documents is a document, be it about templates.
    """
    placed = globs_of(tuple(PLACES[name].match[0] for name in places_among(tree.listing.entries)))
    tools = own_folders()
    found: list[Template] = []
    taken: set[str] = set()
    names = Counter(one.name for one in seen)
    for one in seen:
        if placed.matches(one.path) or any(folder in f"/{one.path}" for folder in tools):
            continue
        called = is_called_template(one.path)
        if not called and (not may_be_template(one.path) or names[one.name] > MOST_OF_A_NAME):
            continue
        if is_of_meetings(one.path):
            continue
        beside = called and (is_nothing_but_template(one.path) or _is_called_after(one.path, seen))
        template = _read(tree, one.path, taken, 0.0 if beside else LEAST_SHARE if called else SURE_SHARE)
        if template is not None and _is_sure(template, seen, beside=beside):
            found.append(template)
            taken.add(template.profile.name)
    found = [one for one in found if not any(_is_zeroth_beside(one.path, other.path) for other in found)]
    looks = {one.path: one for one in seen}
    return [one for one in found if not any(_is_document_of(looks[one.path], one, other) for other in found)]


def _is_sure(template: Template, seen: Sequence[Sketch], *, beside: bool) -> bool:
    """Whether it asks enough, or so many documents resemble it that it is a template, though it explains more.

    Of one whose name says no more than that (``beside``), a few in its own folder do, whatever language it speaks;
    where its fields hold choices and samples, one; where it waits for the first, that.
    """
    if template.guidance >= NAMED_SHARE:
        return True
    alike = [
        one for one in seen if one.path != template.path and template.likeness(one) >= ALIKE and _looks_like_spec(one)
    ]
    near = [one for one in alike if is_beside(one.path, template.path)]
    if template.guidance >= LEAST_SHARE and (len(alike) >= FOLLOWERS or (beside and _is_alone(template.path, seen))):
        return True
    return beside and len(near) >= (1 if _asks_in_fields(template) else MIN_BESIDE)


def _is_alone(path: str, seen: Sequence[Sketch]) -> bool:
    """Whether a folder of specs holds no document beside a template yet."""
    words = set(re.split(r"[^a-z]+", dirname(path).lower()))
    others = (one.path for one in seen if dirname(one.path) == dirname(path) and one.path != path)
    return bool(words & SPEC_WORDS) and all(map(is_aside, others))


def _asks_in_fields(template: Template) -> bool:
    """Whether what stands in several of its fields is no value: a choice, a sample of a date or of an id."""
    return sum(key.type in (KeyType.ENUM, KeyType.DATE, KeyType.ID) for key in template.profile.keys) > 1


def _is_called_after(path: str, seen: Sequence[Sketch]) -> bool:
    """Whether a template's name has no more than the prefix of numbered documents beside it (``pip-template.md``)."""
    name = kind_of_template(path)
    numbered = re.compile(rf"{re.escape(name)}[-_ ]?\d", re.IGNORECASE)
    beside = (one for one in seen if name and dirname(one.path) == dirname(path))
    return is_named_template(path) and sum(bool(numbered.match(one.name)) for one in beside) >= MIN_BESIDE


def _is_zeroth_beside(path: str, template: str) -> bool:
    """Whether a file with the number zero lies beside one that is called a template: it is the first document."""
    zero = is_numbered_sample(path) and not has_sample_letters(path)
    return zero and dirname(path) == dirname(template) and is_named_template(template)


def is_beside(path: str, template: str) -> bool:
    """Whether a document lies in a template's folder, in that of a year or stage in there, or has one of its own."""
    folder = dirname(dirname(path)) if basename(path).lower() in ONE_EACH else dirname(path)
    return dirname(template) in (folder, dirname(path), above_stages(dirname(path)))


def _looks_like_spec(one: Sketch) -> bool:
    """Whether a document has a number or a status, or lies where specs do by a word, as pages do not."""
    words = set(re.split(r"[^a-z]+", dirname(one.path).lower()))
    return has_number(one.path) or bool(one.keys & STATUS_LIKE or words & SPEC_WORDS)


def _is_document_of(look: Sketch, one: Template, other: Template) -> bool:
    """Whether what looks like a template is a document of another one: it resembles that, and says more itself."""
    numbered = has_number(one.path) and not has_number(other.path)
    unnumbered = is_numbered_sample(one.path) and not is_numbered_sample(other.path)  # nobody gave it a number yet
    if (numbered or unnumbered) and one is not other and other.likeness(look) >= ALIKE:
        return True
    if is_called_template(one.path) and not is_numbered_sample(one.path):
        elsewhere = is_nothing_but_template(one.path) and dirname(one.path) != dirname(other.path)
        if elsewhere or one.guidance >= NAMED_SHARE:
            return False
    return one is not other and other.likeness(look) >= ALIKE and one.guidance < other.guidance - FILLED


def _read(tree: Tree, path: str, taken: Collection[str], least: float) -> Template | None:
    """A file as a template; None where it says too little to an author."""
    try:
        document = parse(path, tree.read(path))
    except UnreadableError:
        return None
    share = guidance_share(document)
    if share < least or not document.sections:
        return None
    sidecar = None
    for beside in metadata_beside(path, tree.listing):
        try:
            sidecar = parse_metadata(beside, tree.read(beside))
        except UnreadableError:
            continue
    profile = derive(document, template_name(path, taken), Config().references, sidecar)
    return Template(path, profile, share)


def metadata_beside(path: str, listing: Listing) -> list[str]:
    """The YAML files in a file's folder, of which one may hold the metadata of such documents."""
    folder = dirname(path)
    return [
        one
        for one in listing.entries
        if one.endswith((".yaml", ".yml")) and dirname(one) == folder and not basename(one).startswith(".")
    ]


def is_variant(one: Sketch, template: Template) -> bool:
    """Whether a file beside a template is another one of its kind, with less or more in it."""
    beside = dirname(one.path) == dirname(template.path) and not (has_number(one.path) or is_numbered_sample(one.path))
    return beside and may_be_template(one.path) and template.likeness(one) >= ALIKE
