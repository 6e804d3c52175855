"""Follow the references of a spec: what became of each, and which documents must be read to know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from speclatch.config.model import Config
from speclatch.model import ReferenceState, Tally
from speclatch.references.collect import Reference, Referrer, collect
from speclatch.references.grammar import Form
from speclatch.references.index import ReferenceIndex, symlink_paths
from speclatch.references.linked import LinkedDocument
from speclatch.references.paths import reads_as_markdown
from speclatch.references.resolve import Resolution, State, read_for, resolve
from speclatch.trees import Listing


def wanted(
    referrers: Iterable[Referrer], listing: Listing, config: Config, symlinks: Mapping[str, str] | None = None
) -> set[str]:
    """The paths whose content the rules need, to be read in one batch: what references lead to.

    Includes the documents whose front matter may carry an id that no file name does, and the listing's
    symlinks where ``symlinks`` does not hold their target texts yet (ask again once it does).
    """
    index = ReferenceIndex(listing, config.references, symlinks=symlinks or {})
    found: set[str] = set(symlink_paths(listing) - set(symlinks or {}))
    return found.union(*(wanted_by(referrer, index, config) for referrer in referrers))


def wanted_by(referrer: Referrer, index: ReferenceIndex, config: Config) -> set[str]:
    """The paths whose content the rules need to judge one spec; ``index`` need hold no documents yet."""
    found: set[str] = set()
    for one in collected(referrer, index, config):
        result = resolve(one.parsed, one.path, index, kind=one.kind)
        found.update(path for path in read_for(result, index) if one.kind is not None or reads_as_markdown(path))
        if one.parsed.form is Form.ID:
            found.update(_id_documents(one.parsed.target, index))
    return found


def collected(referrer: Referrer, index: ReferenceIndex, config: Config) -> tuple[Reference, ...]:
    """Every reference of a spec, in order; remembered by the index."""
    known = index.collected.get(referrer.document)
    if known is None:
        known = index.collected[referrer.document] = collect(referrer, config)
    return known


def _id_documents(name: str, index: ReferenceIndex) -> tuple[str, ...]:
    """The documents of an id's kind, any of which may carry the id in its front matter or a heading."""
    kind = index.kind_of_id(name)
    if kind is None or index.by_id.get(name.casefold()):
        return ()
    return index.by_kind.get(kind.name, ())


def resolved(referrer: Referrer, index: ReferenceIndex, config: Config) -> tuple[tuple[Reference, Resolution], ...]:
    """Every reference of a spec and what became of it, in order; remembered by the index."""
    known = index.memory.get(referrer.document)
    if known is None:
        own = LinkedDocument(referrer.path, given=referrer.document)
        known = tuple(
            (one, resolve(one.parsed, one.path, index, kind=one.kind, own=own))
            for one in collected(referrer, index, config)
        )
        index.memory[referrer.document] = known
    return known


def reference_states(referrer: Referrer, index: ReferenceIndex, config: Config) -> tuple[ReferenceState, ...]:
    """What became of each reference of a spec that has a kind, for the report."""
    return tuple(
        ReferenceState(one.kind.name, one.parsed.target, found.target, found.state.value, one.location)
        for one, found in resolved(referrer, index, config)
        if one.kind is not None
    )


def reference_tally(referrer: Referrer, index: ReferenceIndex, config: Config) -> Tally:
    """How many references of a kind lead somewhere, of those that can be looked up in the tree."""
    kept = [found for one, found in resolved(referrer, index, config) if one.kind is not None]
    sought = [found for found in kept if found.state not in _ELSEWHERE]
    return Tally(sum(found.found for found in sought), len(sought))


_ELSEWHERE = frozenset({State.ABSENT, State.EXTERNAL, State.FOREIGN})
"""What is answered by ``None``, or stands outside of the tree."""
