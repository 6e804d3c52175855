"""Which defects are made of which documents: each of the template's parts in a few of those that keep it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from speclatch.judging.prove.parts import Part, PartKind, PartName
from speclatch.judging.prove.results import DefectKind
from speclatch.judging.prove.survey import Surveyed
from speclatch.model import Phase
from speclatch.profiles.text import is_blank

KEPT = 0.5
"""The share of the finished documents that has to keep a part for a document without it to have a defect."""
ORDINARY = 0.05
"""The share of the documents that holds a text of the template by which it is no guidance, but what people write."""
MORE = 5
"""Documents per one of the sample that are altered in what is no part: references, status, harmless edits."""


@dataclass(frozen=True)
class Item:
    """The defects to make of one document. ``besides`` asks for those that are no part's."""

    path: str
    profile: str
    parts: tuple[tuple[DefectKind, PartName], ...] = ()
    besides: bool = False
    as_finished: bool = False


@dataclass(frozen=True)
class Plan:
    """The defects of one profile's documents; see ``ProfileStrength`` for what ``seldom`` and the numbers are."""

    items: tuple[Item, ...]
    documents: int
    finished: int
    as_finished: bool
    seldom: tuple[tuple[str, str], ...]


def plan(
    profile: str, template: Mapping[PartName, Part], surveyed: Collection[Surveyed], sample: int, seed: str
) -> Plan:
    """Choose documents for each defect.

    Args:
        profile: whose documents.
        template: the parts of its template.
        surveyed: its documents.
        sample: in how many documents each defect is made; 0: in all.
        seed: says which documents those are.
    """
    live = [one for one in surveyed if one.phase is not Phase.RETIRED]
    finished = [one for one in live if one.phase is not Phase.DRAFT]
    pool = sorted(finished or live, key=lambda one: _drawn(seed, one.path))
    chosen: dict[str, list[tuple[DefectKind, PartName]]] = {}
    seldom: list[tuple[str, str]] = []
    for name, part in template.items():
        if not _is_kept(sum(name in one.there for one in pool), pool):
            seldom.append((name.kind.value, part.shown))
            continue
        for kind, holders in _defects(name, part, pool, surveyed):
            for one in holders[: sample or len(holders)]:
                chosen.setdefault(one.path, []).append((kind, name))
    more = {one.path for one in pool[: MORE * sample or len(pool)]}
    items = [
        Item(one.path, profile, tuple(chosen.get(one.path, ())), one.path in more, not finished)
        for one in pool
        if one.path in chosen or one.path in more
    ]
    return Plan(tuple(items), len(surveyed), len(finished), not finished and bool(live), tuple(seldom))


def _defects(
    name: PartName, part: Part, pool: Sequence[Surveyed], everyone: Collection[Surveyed]
) -> Iterator[tuple[DefectKind, list[Surveyed]]]:
    """What can be made of a part, each with the documents that it can be made of.

    A label whose text documents leave as the template has it says nothing of theirs: without it nothing is lost.
    """
    there = [one for one in pool if name in one.there]
    said = [one for one in everyone if name in one.same]
    if name.kind in _LABELLED and _is_kept(len([one for one in said if one in there]), there):
        return
    yield DefectKind.REMOVED, there
    full = [one for one in pool if name in one.filled]
    if _is_kept(len(full), pool):
        yield DefectKind.EMPTIED, full
    if not is_blank(part.content) and part.value is not None and len(said) <= ORDINARY * len(everyone):
        yield DefectKind.GUIDANCE, [one for one in full if name not in one.same]


_LABELLED = frozenset({PartKind.FIELD, PartKind.LABEL})


def _is_kept(count: int, pool: Sequence[Surveyed]) -> bool:
    return count > 0 and count >= KEPT * len(pool)


def _drawn(seed: str, path: str) -> str:
    """Where a document comes in the draw: the same for everyone, and anywhere."""
    return hashlib.sha256(f"{seed}\0{path}".encode("utf-8", "surrogatepass")).hexdigest()
