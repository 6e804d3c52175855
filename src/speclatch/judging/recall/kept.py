"""What an audit keeps of what it found, as JSON, and how that is read again."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from speclatch.judging.recall.answers import UNKNOWN, Question
from speclatch.judging.recall.later import Later
from speclatch.judging.worker import Result, SpecResult
from speclatch.model import Finding, NamedRequirement, ReferenceState
from speclatch.specs.catalogue import Unreadable

KINDS: tuple[type | None, ...] = (None, Unreadable, SpecResult)
"""What judging a path may give, by number."""
SPEC = KINDS.index(SpecResult)
NOTHING = msgspec.Raw(b"[]")
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


class Grounds(NamedTuple):
    """What the answers rest on that led to what was found.

    ``digests`` are the grounds by name, in few letters; ``texts`` says what stands at the paths of documents.
    """

    digests: Mapping[str, str] = {}
    texts: Mapping[str, str] = {}


class Since(NamedTuple):
    """The grounds of an audit that found what ``name`` stands for; see ``Kept``.

    They are small, and often all that another tree makes different.
    """

    name: str
    grounds: Grounds


class Kept(NamedTuple):
    """What an audit keeps: what it depends on as a whole, and each question with its answer, once.

    ``name`` stands for all that was found, so that a report on it is known again. ``whole`` holds what rules about all
    specs found, by their ids.
    """

    key: str
    name: str
    grounds: Grounds
    questions: tuple[Answered, ...]
    specs: tuple[Known, ...]
    whole: Mapping[str, msgspec.Raw]


def read(raw: bytes) -> Kept:
    """What an audit kept; nothing where it is something else."""
    with contextlib.suppress(*FAULTS):
        if raw:
            return msgspec.json.decode(raw, type=Kept)
    return Kept("", "", Grounds(), (), (), {})


def read_since(raw: bytes) -> Since:
    """What ``write_since`` wrote; nothing where it is something else."""
    with contextlib.suppress(*FAULTS):
        if raw:
            return msgspec.json.decode(raw, type=Since)
    return Since("", Grounds())


def write_since(since: Since) -> bytes:
    """What an audit keeps of the grounds apart from all else."""
    return msgspec.json.encode(since)


def write(kept: Kept, fresh: Sequence[tuple[Known, Traced]], *, renumber: bool) -> bytes:
    """What ``read`` reads.

    Args:
        kept: what is kept of an earlier audit.
        fresh: what was judged anew.
        renumber: leave out questions that are asked for nothing, which takes long.
    """
    if renumber:
        numbers: dict[Answered, int] = {}
        specs = [one._replace(asked=_numbered([kept.questions[at] for at in one.asked], numbers)) for one in kept.specs]
    else:
        numbers = {one: number for number, one in enumerate(kept.questions)}
        specs = list(kept.specs)
    specs += [known._replace(asked=_numbered(traced.asked, numbers)) for known, traced in fresh]
    return msgspec.json.encode(kept._replace(questions=tuple(numbers), specs=tuple(specs)))


def _numbered(asked: Sequence[Answered], numbers: dict[Answered, int]) -> tuple[int, ...]:
    return tuple([numbers.setdefault(one, len(numbers)) for one in asked])


def known_of(path: str, traced: Traced) -> Known | None:
    """What is kept of what was judged at a path, its questions aside; None where nobody can tell how long it holds.

    So it is where JSON cannot hold it, as it names a file whose name is no UTF-8.
    """
    if any(one.digest == UNKNOWN for one in traced.asked):
        return None
    result, name, apart = traced.result, "", (NOTHING, NOTHING)
    with contextlib.suppress(UnicodeEncodeError):
        msgspec.json.encode((path, traced.asked))
        if isinstance(result, SpecResult):
            name = result.report.id
            apart = (_raw(tuple(result.report.references)), _raw(tuple(result.report.requirements)))
            result = result._replace(report=result.report._replace(references=(), requirements=()))
        kind = 0 if result is None else KINDS.index(type(result))
        return Known(path, name, kind, _raw(result), *apart, ())
    return None


def result_of(known: Known) -> Result:
    """What judging a path gave; raises one of ``FAULTS`` if that is none of ours."""
    if known.kind == SPEC:
        result = _RESULTS.decode(known.result)
        report = result.report._replace(
            references=Later(known.references, _REFERENCES.decode),
            requirements=Later(known.requirements, _REQUIREMENTS.decode),
        )
        return SpecResult(report, result.judgement, result.old)
    return _UNREADABLE.decode(known.result) if KINDS[known.kind] is Unreadable else None


def raw_findings(found: tuple[Finding, ...]) -> msgspec.Raw | None:
    """Findings as JSON; None where one names a file whose name is no UTF-8."""
    with contextlib.suppress(UnicodeEncodeError):
        return _raw(found)
    return None


def findings_of(raw: msgspec.Raw) -> tuple[Finding, ...]:
    """The findings that a text holds; raises one of ``FAULTS`` if that is none of ours."""
    return _FINDINGS.decode(raw)


def _raw(value: object) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value, enc_hook=_plain))


def _plain(value: object) -> str:
    """A message as the text that it is."""
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"nothing says how a {type(value)} is kept")


_FINDINGS = msgspec.json.Decoder(tuple[Finding, ...])
_RESULTS = msgspec.json.Decoder(SpecResult)
_UNREADABLE = msgspec.json.Decoder(Unreadable)
_REFERENCES = msgspec.json.Decoder(tuple[ReferenceState, ...])
_REQUIREMENTS = msgspec.json.Decoder(tuple[NamedRequirement, ...])
