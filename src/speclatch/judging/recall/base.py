"""The results of an earlier audit, and which of them still stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain

from speclatch.judging.recall.answers import UNKNOWN, Answers, Ground, ground_of
from speclatch.judging.recall.kept import FAULTS, SPEC, Grounds, Known, read, read_since

LOOSE = 0.1
"""The share of questions that nobody asks any more from which on they are left out: looking for them takes long."""


class Base:
    """The results of an earlier audit, and the questions they rest on.

    Args:
        raw: what ``Memory.kept`` was then; it may be anything.
        raw_since: what ``Memory.kept_since`` was since; it may be anything.
        key: names all that every result depends on. What was found under another one is of no use.
        answers: answers the questions as they are now.
    """

    def __init__(self, raw: bytes, raw_since: bytes, key: str, answers: Answers) -> None:
        kept = read(raw)
        is_ours = kept.key == key
        self.name = kept.name if is_ours else ""
        self.questions = kept.questions if is_ours else ()
        since = read_since(raw_since)
        is_later = kept.name != "" and kept.name == since.name
        self.grounds = (since.grounds if is_later else kept.grounds) if is_ours else Grounds()
        self.known = {one.path: one for one in kept.specs} if is_ours else {}
        self.whole = kept.whole if is_ours else {}
        self._answers = answers
        answers.earlier = self.grounds.digests

    def stands(self, ground: Ground) -> bool:
        """Whether what answers rest on is known to be as it was."""
        return UNKNOWN != self._answers.grounds[ground] == self.grounds.digests.get(ground.name)

    def standing(self, paths: Sequence[str]) -> dict[str, Known]:
        """What is known of those of the paths for which every question is answered as it was."""
        try:
            other = set(self._answered_otherwise()) if self.known else set()
            near = {path: known for path in paths if (known := self.known.get(path)) is not None}
            return {path: one for path, one in near.items() if other.isdisjoint(one.asked)}
        except FAULTS:
            return {}

    def ids(self, paths: Sequence[str]) -> dict[str, str]:
        """The ids of those of the paths whose content is as it was."""
        specs = (one for path in paths if (one := self.known.get(path)) is not None and one.kind == SPEC)
        return {one.path: one.name for one in specs if one.path in self._same_specs}

    @cached_property
    def _same_texts(self) -> frozenset[str]:
        """The paths of documents, and of files that may hold their front matter, where all is as it was."""
        now, then = self._answers.texts, self.grounds.texts
        return frozenset([path for path, said in now.items() if said != UNKNOWN and then.get(path) == said])

    @cached_property
    def _same_specs(self) -> frozenset[str]:
        """The paths of what may be specs whose content is as it was, with all that may hold their front matter."""
        snapshot, same = self._answers.evidence.snapshot, self._same_texts
        near = same.intersection(snapshot.candidates)
        if not snapshot.has_sidecars:
            return near
        return frozenset(path for path in near if same.issuperset(snapshot.with_sidecars((path,))))

    def _answered_otherwise(self) -> Iterator[int]:
        same = {one for one in Ground if self.stands(one)}
        if Ground.HISTORY in same:
            self._answers.remembered = {
                one.question: one.digest for one in self.questions if one.question[0] == "last_change"
            }
        unchanged = {"spec": self._same_specs, "entry": self._same_texts}
        for number, (question, digest) in enumerate(self.questions):
            name, about = question[0], question[1] if len(question) > 1 else ""
            if about in unchanged.get(name, ()) or ground_of(question) in same:
                continue
            if digest == UNKNOWN or self._answers.digest(question) != digest:
                yield number

    @property
    def is_loose(self) -> bool:
        """Whether many of the questions are no longer asked for any path."""
        asked = set(chain.from_iterable(one.asked for one in self.known.values()))
        return len(asked) < len(self.questions) * (1 - LOOSE)
