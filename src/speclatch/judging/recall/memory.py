"""What the last audit found, spec by spec: it stands for every spec whose questions are still answered the same."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import msgspec

from speclatch.judging.evidence import SnapshotEvidence
from speclatch.judging.recall.answers import UNKNOWN, Answers, Ground, Question, ground_of
from speclatch.judging.recall.later import Later
from speclatch.judging.recall.views import RecordedEvidence
from speclatch.judging.worker import Result, SpecResult, Worker
from speclatch.model import Finding, NamedRequirement, ReferenceState
from speclatch.rules.base import ChangeRule, Want
from speclatch.specs.catalogue import Unreadable
from speclatch.specs.snapshot import Snapshot

KINDS: tuple[type | None, ...] = (None, Unreadable, SpecResult)
"""What judging a path may give, by number."""
SPEC = KINDS.index(SpecResult)
LOOSE = 0.1
"""The share of questions that nobody asks any more from which on they are left out: looking for them takes long."""
NOTHING = msgspec.Raw(b"[]")
ON_PATHS = frozenset({Want.MIGRATIONS})
"""What a rule may want of which paths are all that is looked at."""
FAULTS = (msgspec.MsgspecError, ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What reading a file that is none of ours may raise."""


class Answered(NamedTuple):
    """A question, and what was answered, in few letters."""

    question: Question
    digest: str


class Traced(NamedTuple):
    """What judging a path gave, and all that was asked for it."""

    result: Result
    asked: tuple[Answered, ...]


class Known(NamedTuple):
    """What an audit keeps of a path: the result as JSON, its kind, and which of the questions were asked for it.

    ``name`` is the id that a spec says of itself. ``references`` and ``requirements`` are the report's, apart from it.
    """

    path: str
    name: str
    kind: int
    result: msgspec.Raw
    references: msgspec.Raw
    requirements: msgspec.Raw
    asked: tuple[int, ...]


class Kept(NamedTuple):
    """What an audit keeps: what it depends on as a whole, and each question with its answer, once.

    ``whole`` holds what rules about all specs found that look at nothing but paths, by their ids.
    """

    key: str
    grounds: Mapping[str, str]
    questions: tuple[Answered, ...]
    specs: tuple[Known, ...]
    whole: Mapping[str, msgspec.Raw]


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
        raw: what ``Memory.kept`` was then; it may be anything.
        key: names all that every result depends on. What was found under another one is of no use.
    """

    def __init__(self, raw: bytes, key: str) -> None:
        kept = Kept("", {}, (), (), {})
        with contextlib.suppress(*FAULTS):
            kept = msgspec.json.decode(raw, type=Kept) if raw else kept
        is_ours = kept.key == key
        self.questions = kept.questions if is_ours else ()
        self.grounds = kept.grounds if is_ours else {}
        self.known = {one.path: one for one in kept.specs} if is_ours else {}
        self.whole = kept.whole if is_ours else {}

    def stands(self, ground: Ground, answers: Answers) -> bool:
        """Whether what answers rest on is known to be as it was."""
        return UNKNOWN != answers.grounds[ground] == self.grounds.get(ground.name)

    def still(self, paths: Sequence[str], answers: Answers) -> dict[str, Result]:
        """What stands for those of the paths for which every question is answered as it was."""
        try:
            other = set(self._answered_otherwise(answers)) if self.known else set()
            near = {path: known for path in paths if (known := self.known.get(path)) is not None}
            return {path: _unpacked(one) for path, one in near.items() if other.isdisjoint(one.asked)}
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


class Memory:
    """What an audit remembers of the one before.

    Args:
        known: what another run left in ``kept``; it may be anything.
        circumstances: names what every result depends on: configuration, templates, the program.
        stamp: what tells the content at a path from any other that was ever there; ``""`` if nothing does.
        head: names the history of what is audited.
    """

    def __init__(self, known: bytes, circumstances: str, stamp: Callable[[str], str], head: str) -> None:
        self._known = known
        self._circumstances = circumstances
        self._stamp = stamp
        self._head = head
        self._audit: _Audit | None = None
        self._whole: dict[str, msgspec.Raw] = {}
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
        answers.earlier = base.grounds
        evidence.snapshot.know_ids(base.ids(paths, answers))
        still = base.still(paths, answers)
        rest = [path for path in paths if path not in still]
        fresh = dict(zip(rest, spread(Tracer(answers).judge, rest), strict=True))
        self.judged = tuple(rest)
        self._audit = _Audit(key, answers, base, still, fresh)
        return [fresh[path].result if path in fresh else still[path] for path in paths]

    def about_all(self, rule: ChangeRule, ask: Callable[[ChangeRule], tuple[Finding, ...]]) -> tuple[Finding, ...]:
        """What a rule about all specs finds: remembered where it looks at nothing but paths, and they are the same."""
        if self._audit is None or not rule.wants <= ON_PATHS:
            return ask(rule)
        base = self._audit.base
        if rule.id in base.whole and base.stands(Ground.PATHS, self._audit.answers):
            with contextlib.suppress(*FAULTS):
                found = _FINDINGS.decode(base.whole[rule.id])
                self._whole[rule.id] = base.whole[rule.id]
                return found
        found = ask(rule)
        with contextlib.suppress(UnicodeEncodeError):  # it names a file whose name is no UTF-8
            self._whole[rule.id] = _raw(found)
        return found

    @property
    def kept(self) -> bytes | None:
        """What the next audit is to know; None where that is nothing else than what this one knew, or nothing."""
        audit = self._audit
        if audit is None:
            return None
        is_same = (audit.grounds, self._whole) == (audit.base.grounds, audit.base.whole)
        return None if is_same and not audit.fresh else _packed(audit, self._whole)


class _Audit(NamedTuple):
    """What came of judging all specs: by what, and what of it was remembered."""

    key: str
    answers: Answers
    base: Base
    still: Mapping[str, Result]
    fresh: Mapping[str, Traced]

    @property
    def grounds(self) -> Mapping[str, str]:
        """What the answers rest on, by name."""
        return {one.name: digest for one, digest in self.answers.grounds.items()}


def _profiles(snapshot: Snapshot) -> str:
    """Which profiles there are, and where their documents are looked for."""
    return repr([(one.name, one.match, one.place) for one in snapshot.matcher.scopes])


def _packed(audit: _Audit, whole: Mapping[str, msgspec.Raw]) -> bytes:
    """All results as JSON; those of which nobody can tell whether they still hold are left out.

    So are those that JSON cannot hold, as they name a file whose name is no UTF-8.
    """
    base, still, fresh = audit.base, audit.still, audit.fresh
    if base.is_loose or len(fresh) > len(still):
        numbers: dict[Answered, int] = {}
        specs = [_renumbered(base.known[path], base.questions, numbers) for path in still]
    else:  # as they were: few of the questions are asked for nothing now
        numbers = {one: number for number, one in enumerate(base.questions)}
        specs = [base.known[path] for path in still]
    for path, traced in fresh.items():
        if all(one.digest != UNKNOWN for one in traced.asked):
            with contextlib.suppress(UnicodeEncodeError):
                msgspec.json.encode((path, traced.asked))
                specs.append(_known(path, traced, numbers))
    return msgspec.json.encode(Kept(audit.key, audit.grounds, tuple(numbers), tuple(specs), whole))


def _renumbered(known: Known, questions: Sequence[Answered], numbers: dict[Answered, int]) -> Known:
    asked = tuple([numbers.setdefault(questions[one], len(numbers)) for one in known.asked])
    return known._replace(asked=asked)


def _known(path: str, traced: Traced, numbers: dict[Answered, int]) -> Known:
    """What is kept of what was judged just now; raises a UnicodeEncodeError as ``_packed`` says."""
    result, name, apart = traced.result, "", (NOTHING, NOTHING)
    if isinstance(result, SpecResult):
        name = result.report.id
        apart = (_raw(tuple(result.report.references)), _raw(tuple(result.report.requirements)))
        result = result._replace(report=result.report._replace(references=(), requirements=()))
    kind = 0 if result is None else KINDS.index(type(result))
    packed = _raw(result)
    asked = tuple([numbers.setdefault(one, len(numbers)) for one in traced.asked])
    return Known(path, name, kind, packed, *apart, asked)


def _raw(value: object) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value, enc_hook=_plain))


def _plain(value: object) -> str:
    """A message as the text that it is."""
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"nothing says how a {type(value)} is kept")


_FINDINGS = msgspec.json.Decoder(tuple[Finding, ...])
_RESULTS = msgspec.json.Decoder(SpecResult)
_FAULTS = msgspec.json.Decoder(Unreadable)
_REFERENCES = msgspec.json.Decoder(tuple[ReferenceState, ...])
_REQUIREMENTS = msgspec.json.Decoder(tuple[NamedRequirement, ...])


def _unpacked(known: Known) -> Result:
    if known.kind == SPEC:
        result = _RESULTS.decode(known.result)
        report = result.report._replace(
            references=Later(known.references, _REFERENCES.decode),
            requirements=Later(known.requirements, _REQUIREMENTS.decode),
        )
        return result._replace(report=report)
    return _FAULTS.decode(known.result) if KINDS[known.kind] is Unreadable else None
