"""The results of an earlier audit, and which of them still stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from speclatch.judging.recall.answers import UNKNOWN, Answers, Ground, ground_of
from speclatch.judging.recall.kept import FAULTS, SPEC, Known, read, read_grounds

LOOSE = 0.1
"""The share of questions that nobody asks any more from which on they are left out: looking for them takes long."""


class Base:
    """The results of an earlier audit, and the questions they rest on.

    Args:
        raw: what ``Memory.kept`` was then; it may be anything.
        raw_grounds: what ``Memory.kept_grounds`` was since; it may be anything.
        key: names all that every result depends on. What was found under another one is of no use.
    """

    def __init__(self, raw: bytes, raw_grounds: bytes, key: str) -> None:
        kept = read(raw)
        is_ours = kept.key == key
        self.name = kept.name if is_ours else ""
        self.questions = kept.questions if is_ours else ()
        since = read_grounds(raw_grounds)
        is_later = kept.name != "" and kept.name == since.name
        self.grounds = (since.digests if is_later else kept.grounds) if is_ours else {}
        self.known = {one.path: one for one in kept.specs} if is_ours else {}
        self.whole = kept.whole if is_ours else {}

    def stands(self, ground: Ground, answers: Answers) -> bool:
        """Whether what answers rest on is known to be as it was."""
        return UNKNOWN != answers.grounds[ground] == self.grounds.get(ground.name)

    def standing(self, paths: Sequence[str], answers: Answers) -> dict[str, Known]:
        """What is known of those of the paths for which every question is answered as it was."""
        try:
            other = set(self._answered_otherwise(answers)) if self.known else set()
            near = {path: known for path in paths if (known := self.known.get(path)) is not None}
            return {path: one for path, one in near.items() if other.isdisjoint(one.asked)}
        except FAULTS:
            return {}

    def ids(self, paths: Sequence[str], answers: Answers) -> dict[str, str]:
        """The ids of those of the paths whose content is as it was."""
        specs = [one for path in paths if (one := self.known.get(path)) is not None and one.kind == SPEC]
        if self.stands(Ground.TEXTS, answers):
            return {one.path: one.name for one in specs}
        said = {one.question: one.digest for one in self.questions if one.question[0] == "spec"}
        contents = ((one, ("spec", one.path)) for one in specs)
        return {
            one.path: one.name
            for one, question in contents
            if said.get(question, UNKNOWN) != UNKNOWN and answers.digest(question) == said[question]
        }

    def _answered_otherwise(self, answers: Answers) -> Iterator[int]:
        same = {one for one in Ground if self.stands(one, answers)}
        if Ground.HISTORY in same:
            answers.remembered = {
                one.question: one.digest for one in self.questions if one.question[0] == "last_change"
            }
        for number, (question, digest) in enumerate(self.questions):
            if ground_of(question) not in same and (digest == UNKNOWN or answers.digest(question) != digest):
                yield number

    @property
    def is_loose(self) -> bool:
        """Whether many of the questions are no longer asked for any path."""
        asked = set(chain.from_iterable(one.asked for one in self.known.values()))
        return len(asked) < len(self.questions) * (1 - LOOSE)
