"""Who may approve a spec, as the base has it: its owner, CODEOWNERS, the people and teams of the configuration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from speclatch.config.model import ApprovalsSettings
from speclatch.patterns import lazy_re
from speclatch.references.resolver import Resolver
from speclatch.rules.approval import code_owners
from speclatch.rules.reference.targets import judged
from speclatch.specs.catalogue import Spec

OWNERS = ("owner", "owners", "assignee", "dri", "lead", "deciders", "decision-makers")
"""Fields that name who a spec belongs to; the first that is filled counts."""
_LOGIN = lazy_re(r"[A-Za-z0-9][A-Za-z0-9_-]{0,38}(?:\[bot\])?")
"""A login; those that a company manages have its short code behind ``_``."""
_PARTED = lazy_re(r"[,;&+]|\s/\s|\band\b")


def approvers(spec: Spec, before: Spec | None, settings: ApprovalsSettings, base: Resolver | None) -> frozenset[str]:
    """The logins, case folded, of all who may approve a spec.

    What the change itself says of its owner or of CODEOWNERS counts for nothing.
    """
    names: list[str] = []
    for one in settings.by:
        if one.casefold() == "owner":
            names += _owners(before) if before is not None else ()
        elif one.casefold() == "codeowners":
            names += _code_owners(spec, before, base) if base is not None else ()
        else:
            names.append(one)
    return frozenset(_logins(names, settings))


def _logins(names: Iterable[str], settings: ApprovalsSettings) -> Iterator[str]:
    for name in names:
        bare = name.strip().lstrip("@").casefold()
        if bare in settings.teams:
            yield from (member.strip().lstrip("@").casefold() for member in settings.teams[bare])
        elif _LOGIN.fullmatch(bare):
            yield bare


def _owners(spec: Spec) -> Iterator[str]:
    entries = (spec.metadata.find(key) for key in OWNERS)
    entry = next((one for one in entries if one is not None and one.text.strip()), None)
    for scalar in entry.scalars if entry is not None else ():
        yield from (part for part in _PARTED.split(scalar.text) if part.strip())


def _code_owners(spec: Spec, before: Spec | None, base: Resolver) -> Iterator[str]:
    """Who owns the spec's path or its PRDs', by the base's CODEOWNERS."""
    listing, documents = base.index.listing, base.index.documents
    path = next((one for one in code_owners.PATHS if one in listing.entries), "")
    document = documents.get(path) if path else None
    if document is None:
        return
    for one in dict.fromkeys((before.path if before is not None else spec.path, *_prds(before or spec, base))):
        yield from code_owners.owners_of(one, document.raw)


def _prds(spec: Spec, base: Resolver) -> Iterator[str]:
    for reference, found in base.resolved(spec):
        if reference.kind is not None and reference.kind.name == "prd":
            yield from (document.path for document in judged(reference, found, base))
