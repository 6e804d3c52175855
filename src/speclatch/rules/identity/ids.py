"""The id that a spec says it has, and the one that its file name says."""

from __future__ import annotations

import re
from posixpath import basename

from speclatch.documents.document import FrontMatterEntry, Scalar
from speclatch.profiles.profile import KeyType
from speclatch.references.kinds import prefixes
from speclatch.specs.catalogue import Spec

ID_KEY = "id"


def id_of(spec: Spec) -> tuple[FrontMatterEntry, Scalar] | None:
    """A spec's id where it is one filled-in value, or a list of one."""
    entry = spec.front_matter.find(ID_KEY)
    if entry is None or isinstance(entry.value, dict) or len(entry.scalars) != 1 or not entry.scalars[0].text.strip():
        return None
    return entry, entry.scalars[0]


def is_well_formed(spec: Spec, name: str) -> bool:
    """Whether an id is of the template's pattern, so that comparing it says something."""
    rule = spec.profile.key(ID_KEY)
    if rule is None or rule.type is not KeyType.ID or not rule.pattern:
        return "#" not in name
    return re.fullmatch(rule.pattern, name) is not None


def named_by_file(spec: Spec, name: str) -> str | None:
    """The id that the file's name opens with, of the same prefix as ``name``; None if it opens with none."""
    prefix = re.sub(r"\d+[A-Za-z]?$", "", name).casefold()
    for one in prefixes(basename(spec.path)):
        if re.sub(r"\d+[A-Za-z]?$", "", one).casefold() == prefix:
            return one
    return None


def mismatches(spec: Spec) -> bool:
    """Whether a spec's id is not the one of its file name."""
    found = id_of(spec)
    if found is None or not is_well_formed(spec, found[1].text):
        return False
    named = named_by_file(spec, found[1].text)
    return named is not None and named.casefold() != found[1].text.casefold()
