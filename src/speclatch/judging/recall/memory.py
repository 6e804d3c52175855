"""What the last audit found, spec by spec: it stands for every spec whose questions are still answered the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from speclatch.judging.evidence import SnapshotEvidence
from speclatch.judging.recall.answers import UNKNOWN, Answers, Ground, Question, ground_of
from speclatch.judging.recall.rows import Row, packer, unpacker
from speclatch.judging.recall.views import RecordedEvidence
from speclatch.judging.worker import Result, SpecResult, Worker
from speclatch.specs.catalogue import Unreadable
from speclatch.specs.snapshot import Snapshot

KINDS: tuple[Any, ...] = (None, Unreadable, SpecResult)
"""What judging a path may give; a row of it begins with the number."""
FAULTS = (ValueError, TypeError, LookupError, AttributeError)
"""What reading a row that is none may raise."""


class Answered(NamedTuple):
    """A question, and what was answered, in few letters."""

    question: Question
    digest: str


class Traced(NamedTuple):
    """What judging a path gave, and all that was asked for it."""

    result: Result
    asked: tuple[Answered, ...]


class Known(NamedTuple):
    """What is known of a path from an earlier audit: the result as a row, and which of the questions were asked."""

    row: Row
    asked: Sequence[int]


class Tracer:
    """Judges specs as a ``Worker`` does, and says what was asked for each."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._answered: dict[Question, Answered] = {}

    def judge(self, path: str) -> Traced:
        """Judge what stands at a path."""
        evidence = RecordedEvidence(self._answers)
        result = Worker(evidence, None).judge(path)
        return Traced(result, tuple(map(self._answer, evidence.asked)))

    def _answer(self, question: Question) -> Answered:
        """The question with its answer; one and the same for all specs, as it goes through a pipe."""
        known = self._answered.get(question)
        if known is None:
            known = self._answered[question] = Answered(question, self._answers.digest(question))
        return known


class Base:
    """The results of an earlier audit, and the questions they rest on.

    Args:
        row: what ``packed`` gave then; it may be anything.
        key: names all that every result depends on. What was found under another one is of no use.
    """

    def __init__(self, row: Row | None, key: str) -> None:
        self.questions: tuple[Answered, ...] = ()
        self.grounds: Mapping[str, str] = {}
        self.known: Mapping[str, Known] = {}
        try:
            found, grounds, questions, specs = row if row is not None else ("", (), (), ())
            if found == key:
                self.questions = tuple(Answered(tuple(map(str, about)), str(digest)) for about, digest in questions)
                self.grounds = {str(name): str(digest) for name, digest in grounds}
                self.known = {str(path): Known(result, asked) for path, result, asked in specs}
        except FAULTS:
            self.questions, self.grounds, self.known = (), {}, {}

    def still(self, paths: Sequence[str], answers: Answers) -> dict[str, Result]:
        """What stands for those of the paths for which every question is answered as it was."""
        try:
            other = set(self._answered_otherwise(answers)) if self.known else set()
            near = {path: known for path in paths if (known := self.known.get(path)) is not None}
            return {path: _unpacked(one.row) for path, one in near.items() if other.isdisjoint(one.asked)}
        except FAULTS:
            return {}

    def _answered_otherwise(self, answers: Answers) -> Iterator[int]:
        now = answers.grounds
        same = {one for one in Ground if now[one] != UNKNOWN and self.grounds.get(one.name) == now[one]}
        if Ground.HISTORY in same:
            answers.remembered = {
                one.question: one.digest for one in self.questions if one.question[0] == "last_change"
            }
        for number, (question, digest) in enumerate(self.questions):
            if ground_of(question) not in same and (digest == UNKNOWN or answers.digest(question) != digest):
                yield number


class Memory:
    """What an audit remembers of the one before.

    Args:
        known: what another run left in ``kept``; it may be anything.
        circumstances: names what every result depends on: configuration, templates, the program.
        stamp: what tells the content at a path from any other that was ever there; ``""`` if nothing does.
        head: names the history of what is audited.
    """

    def __init__(self, known: Row | None, circumstances: str, stamp: Callable[[str], str], head: str) -> None:
        self._known = known
        self._circumstances = circumstances
        self._stamp = stamp
        self._head = head
        self.kept: Row | None = None
        self.judged: tuple[str, ...] = ()

    def judge(
        self,
        paths: Sequence[str],
        evidence: SnapshotEvidence,
        spread: Callable[[Callable[[str], Traced], Sequence[str]], list[Traced]],
    ) -> list[Result]:
        """What stands at each path: remembered, where that still holds, else judged by ``spread``."""
        answers = Answers(evidence, self._stamp, self._head)
        key = f"{self._circumstances} {_profiles(evidence.snapshot)}"
        base = Base(self._known, key)
        still = base.still(paths, answers)
        rest = [path for path in paths if path not in still]
        fresh = dict(zip(rest, spread(Tracer(answers).judge, rest), strict=True))
        self.judged = tuple(rest)
        if fresh or {one.name: digest for one, digest in answers.grounds.items()} != base.grounds:
            self.kept = _packed(key, answers.grounds, base, still, fresh)
        return [fresh[path].result if path in fresh else still[path] for path in paths]


def _profiles(snapshot: Snapshot) -> str:
    """Which profiles there are, and where their documents are looked for."""
    return repr([(one.name, one.match, one.place) for one in snapshot.matcher.profiles])


def _packed(
    key: str, grounds: Mapping[Ground, str], base: Base, still: Mapping[str, Result], fresh: Mapping[str, Traced]
) -> Row:
    """All results as a row; those of which nobody can tell whether they still hold are left out."""
    numbers: dict[Answered, int] = {}
    specs: list[Row] = []
    for path in still:
        row, asked = base.known[path]
        specs.append([path, row, [numbers.setdefault(base.questions[one], len(numbers)) for one in asked]])
    for path, traced in fresh.items():
        if all(one.digest != UNKNOWN for one in traced.asked):
            asked = [numbers.setdefault(one, len(numbers)) for one in traced.asked]
            specs.append([path, _row(traced.result), asked])
    questions = [[list(question), digest] for question, digest in numbers]
    return [key, [[one.name, digest] for one, digest in grounds.items()], questions, specs]


def _row(result: Result) -> Row:
    number = 0 if result is None else KINDS.index(type(result))
    return [number, packer(KINDS[number])(result) if number else None]


def _unpacked(row: Row) -> Result:
    number, inner = row
    found: Result = unpacker(KINDS[number])(inner) if number else None
    return found
