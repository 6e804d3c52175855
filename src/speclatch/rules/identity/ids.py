"""The id that a spec says it has, and the one that its file name says."""

from __future__ import annotations

import re
from posixpath import basename, dirname

from speclatch.documents.document import MetadataField, Scalar
from speclatch.globs import literal_head
from speclatch.patterns import lazy_re
from speclatch.profiles.profile import KeyType
from speclatch.references.kinds import prefixes
from speclatch.specs.catalogue import Spec

NUMBERED = "numbered"
"""The case of a number that stands for an id where a family has none."""
_NUMBER = lazy_re(r"\d{1,18}")
_NUMBERED = lazy_re(r"(?:[A-Za-z]+[-_]?)?(?P<number>\d{1,18})(?!\d)(?=[-_. ]|\Z)")
_FOLDER_NAMES = frozenset({"readme.md", "index.md", "_index.md"})
"""Files that are called after their folder."""


def id_of(spec: Spec) -> tuple[MetadataField, Scalar] | None:
    """A spec's id where it is one filled-in value, or a list of one."""
    entry = spec.metadata.find(spec.profile.id_key)
    if entry is None or isinstance(entry.value, dict) or len(entry.scalars) != 1 or not entry.scalars[0].text.strip():
        return None
    return entry, entry.scalars[0]


def is_well_formed(spec: Spec, name: str) -> bool:
    """Whether an id is of the template's pattern, so that comparing it says something."""
    rule = spec.profile.key(spec.profile.id_key)
    if rule is None or rule.type is not KeyType.ID or not rule.pattern:
        return "#" not in name
    return re.fullmatch(rule.pattern, name) is not None


def is_number(name: str) -> bool:
    """Whether an id is nothing but a number: it says something in its own series alone."""
    return name.isascii() and _NUMBER.fullmatch(name.strip()) is not None


def series(spec: Spec) -> tuple[str, str]:
    """What a number counts in: the profile, and the folder that its glob begins with."""
    for glob in spec.profile.match:
        folder = literal_head(glob)[0].removesuffix("/")
        if not glob.startswith("!") and (not folder or spec.path.startswith(folder + "/")):
            return spec.profile.name, folder
    return spec.profile.name, dirname(spec.path)


def named_by_file(spec: Spec, name: str) -> str | None:
    """The id that the file's name opens with, of the same prefix as ``name``; None if it opens with none."""
    if is_number(name):
        return _number_of_file(spec.path)
    prefix = re.sub(r"\d+[A-Za-z]?$", "", name).casefold()
    for one in prefixes(_own_name(spec.path)):
        if re.sub(r"\d+[A-Za-z]?$", "", one).casefold() == prefix:
            return one
    return None


def _number_of_file(path: str) -> str | None:
    found = _NUMBERED.match(_own_name(path))
    return found["number"] if found else None


def _own_name(path: str) -> str:
    """A file's name, or its folder's where the file is called after that."""
    own = basename(path)
    return basename(dirname(path)) if own.casefold() in _FOLDER_NAMES else own


def same_id(one: str, other: str) -> bool:
    """Whether two ids are one: in any case, a number with any zeros before it."""
    if is_number(one) and is_number(other):
        return int(one) == int(other)
    return one.casefold() == other.casefold()


def mismatches(spec: Spec) -> bool:
    """Whether a spec's id is not the one of its file name."""
    found = id_of(spec)
    if found is None or not is_well_formed(spec, found[1].text):
        return False
    named = named_by_file(spec, found[1].text)
    return named is not None and not same_id(named, found[1].text)


def is_part_of(one: str, other: str) -> bool:
    """Whether one of two files is called as the other, and more: its translation, its notes."""
    first, second = (basename(path).partition(".")[0].casefold() for path in (one, other))
    return first.startswith(second) or second.startswith(first)
