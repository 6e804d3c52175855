"""What the last audit found, spec by spec: it stands for every spec whose questions are still answered the same."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from speclatch.judging.evidence import SnapshotEvidence
from speclatch.judging.recall.answers import Answers, Ground, Question
from speclatch.judging.recall.base import Base
from speclatch.judging.recall.kept import (
    FAULTS,
    SPEC,
    Answered,
    Grounds,
    Kept,
    Known,
    Since,
    Traced,
    findings_of,
    known_of,
    raw_findings,
    result_of,
    write,
    write_since,
)
from speclatch.judging.recall.views import RecordedEvidence
from speclatch.judging.worker import Result, Worker
from speclatch.model import Finding
from speclatch.rules.base import ChangeRule, Want
from speclatch.specs.snapshot import Snapshot

Ask = Callable[[ChangeRule], tuple[Finding, ...]]
"""Gives what a rule about all specs finds."""

ON_PATHS = frozenset({Want.MIGRATIONS})
"""What a rule may want of which paths are all that is looked at."""


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


class Memory:
    """What an audit remembers of the one before.

    Args:
        known: what another run left in ``kept``; it may be anything.
        since: what one left in ``kept_since``, likewise.
        circumstances: names what every result depends on: configuration, templates, the program.
        stamp: what tells the content at a path from any other that was ever there; ``""`` if nothing does.
        head: names the history of what is audited.
    """

    def __init__(self, known: bytes, since: bytes, circumstances: str, stamp: Callable[[str], str], head: str) -> None:
        self._known = known
        self._known_since = since
        self._circumstances = circumstances
        self._stamp = stamp
        self._head = head
        self._looked: _Looked | None = None
        self._fresh: Mapping[str, Traced] = {}
        self._new: list[tuple[Known, Traced]] = []
        self._name: str | None = None
        self._whole: dict[str, msgspec.Raw] = {}
        self._is_all_kept = True
        self.judged: tuple[str, ...] = ()

    def recalls(self, paths: Sequence[str], evidence: SnapshotEvidence, rules: Iterable[ChangeRule], ask: Ask) -> bool:
        """Whether an audit of these paths would find just what the last one found; nothing of that is looked at.

        Args:
            paths: all that may be specs.
            evidence: the version they would be judged by.
            rules: those about all specs.
            ask: gives what such a rule finds.
        """
        looked = self._look(paths, evidence)
        base = looked.base
        if not (looked.standing.keys() == base.known.keys() == set(paths)):
            return False
        if all(one.kind != SPEC for one in base.known.values()):
            return False  # what is said where there is none is no rule's
        for rule in rules:
            self.about_all(rule, ask)
        return self._whole == base.whole

    def judge(
        self,
        paths: Sequence[str],
        evidence: SnapshotEvidence,
        spread: Callable[[Callable[[str], Traced], Sequence[str]], list[Traced]],
    ) -> list[Result]:
        """What stands at each path: remembered, where that still holds, else judged by ``spread``."""
        looked = self._look(paths, evidence)
        try:
            still = {path: result_of(one) for path, one in looked.standing.items()}
        except FAULTS:
            looked.standing.clear()
            still = {}
        rest = [path for path in paths if path not in still]
        self._fresh = dict(zip(rest, spread(Tracer(looked.answers).judge, rest), strict=True))
        new = ((known_of(path, traced), traced) for path, traced in self._fresh.items())
        self._new = [(known, traced) for known, traced in new if known is not None]
        self._name = None
        self.judged = tuple(rest)
        return [self._fresh[path].result if path in self._fresh else still[path] for path in paths]

    def about_all(self, rule: ChangeRule, ask: Ask) -> tuple[Finding, ...]:
        """What a rule about all specs finds: remembered where it looks at nothing but paths, and they are the same."""
        looked = self._looked
        if looked is None:
            return ask(rule)
        if rule.wants <= ON_PATHS and rule.id in looked.base.whole and looked.base.stands(Ground.PATHS):
            with contextlib.suppress(*FAULTS):
                found = findings_of(looked.base.whole[rule.id])
                self._whole[rule.id] = looked.base.whole[rule.id]
                return found
        found = ask(rule)
        raw = raw_findings(found)
        if raw is None:
            self._is_all_kept = False
        else:
            self._whole[rule.id] = raw
        return found

    @property
    def name(self) -> str:
        """Stands for all that was found, once that is done: what two audits of one name found is the same.

        ``""`` where there is no saying.
        """
        if self._name is None:  # of ten thousand specs it takes a tenth of a second
            self._name = self._named()
        return self._name

    def _named(self) -> str:
        looked = self._looked
        if looked is None or not self._is_all_kept or len(self._new) < len(self._fresh):
            return ""
        earlier = looked.base.name
        if earlier and self._is_same:
            return earlier
        hasher = hashlib.blake2b(earlier.encode(), digest_size=16)
        for path, known in looked.standing.items():
            hasher.update(path.encode() + b"\0" if earlier else msgspec.json.encode(known))
        for known, traced in self._new:
            hasher.update(msgspec.json.encode((known, traced.asked)))
        hasher.update(msgspec.json.encode(self._whole))
        return hasher.hexdigest()

    @property
    def kept(self) -> bytes | None:
        """What the next audit is to know; None where that is nothing else than what this one knew, or nothing."""
        looked = self._looked
        if looked is None:
            return None
        is_same = self._is_same and self.name == looked.base.name
        if is_same and (self.name or looked.grounds == looked.base.grounds):  # what has a name has its grounds apart
            return None
        base, standing = looked.base, looked.standing
        grounds = Grounds() if self.name else looked.grounds
        kept = Kept(looked.key, self.name, grounds, base.questions, tuple(standing.values()), self._whole)
        return write(kept, self._new, renumber=base.is_loose or len(self._fresh) > len(standing))

    @property
    def kept_since(self) -> bytes | None:
        """What the next audit is to know of the grounds; None where that is what is known."""
        looked = self._looked
        if looked is None or not self.name:
            return None
        raw = write_since(Since(self.name, looked.grounds))
        return raw if raw != self._known_since else None

    @property
    def _is_same(self) -> bool:
        """Whether what was found is what the earlier audit had found."""
        base, standing = (self._looked.base, self._looked.standing) if self._looked is not None else (None, {})
        if base is None or self._fresh:
            return False
        return standing.keys() == base.known.keys() and self._whole == base.whole

    def _look(self, paths: Sequence[str], evidence: SnapshotEvidence) -> _Looked:
        """Find out what of what is known still stands, once."""
        if self._looked is None:
            answers = Answers(evidence, self._stamp, self._head)
            key = f"{self._circumstances} {_profiles(evidence.snapshot)}"
            base = Base(self._known, self._known_since, key, answers)
            evidence.snapshot.know_ids(base.ids(paths))
            self._looked = _Looked(key, answers, base, base.standing(paths))
        return self._looked


class _Looked(NamedTuple):
    """What was found out of an audit before anything is judged: by what, and what of it stands."""

    key: str
    answers: Answers
    base: Base
    standing: dict[str, Known]

    @property
    def grounds(self) -> Grounds:
        """What the answers rest on; of documents whose names JSON cannot hold, nothing."""
        texts = self.answers.texts
        if not "".join(texts).isascii():
            texts = {path: said for path, said in texts.items() if _is_utf_8(path)}
        return Grounds({one.name: digest for one, digest in self.answers.grounds.items()}, texts)


def _profiles(snapshot: Snapshot) -> str:
    """Which profiles there are, and where their documents are looked for."""
    return repr([(one.name, one.match, one.place) for one in snapshot.matcher.scopes])


def _is_utf_8(path: str) -> bool:
    """Whether the name of a file is UTF-8, as JSON is."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
