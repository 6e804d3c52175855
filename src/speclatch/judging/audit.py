"""Judge every spec of a tree: survey the files, put together what they say of each other, judge; in parts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from speclatch.judging.cache import Facts, NoMemory, Recall, Remembered
from speclatch.judging.codec import Outcome, Row, from_row, to_row
from speclatch.judging.evidence import GatheredEvidence
from speclatch.judging.spec_report import spec_report
from speclatch.judging.verdict import judge_spec
from speclatch.model import Finding
from speclatch.profiles.govern import is_markdown
from speclatch.references.index import ReferenceIndex
from speclatch.references.linked import LinkedDocument, linked_documents
from speclatch.references.resolver import Resolver, wanted_by
from speclatch.rules import SPEC_RULES
from speclatch.rules.base import Context, Evidence, SpecRule
from speclatch.specs.catalogue import Builder, Catalogue, Spec, Unreadable, paths_by_id
from speclatch.specs.snapshot import Ground

Meet = Callable[[Any], Any]
Work = Callable[[int, Meet], Any]


class Crew(Protocol):
    """Does the parts of one work, perhaps each in a process of its own."""

    def size(self, items: int) -> int:
        """Into how many parts a work on so many files is best cut."""
        ...

    def run(self, count: int, work: Work, meet: Callable[[list[Any]], Any]) -> list[Any]:
        """Call ``work(number, meet)`` for each part and give what each returns, in order.

        Every part calls the ``meet`` it is given once, with what it has found out; ``run``'s own ``meet`` makes one
        answer of it all, which each part gets. What goes between them is plain data.
        """
        ...


class Alone:
    """A crew of one: this process."""

    def size(self, items: int) -> int:  # noqa: ARG002
        """One part."""
        return 1

    def run(self, count: int, work: Work, meet: Callable[[list[Any]], Any]) -> list[Any]:
        """Do the one part."""
        assert count == 1  # noqa: S101 - size says so
        return [work(0, lambda found: meet([found]))]


@dataclass(frozen=True)
class Audit:
    """What an audit gave: an outcome per judged spec, sorted by path; and what rules about the whole may look at."""

    outcomes: tuple[Outcome, ...]
    evidence: Evidence


def audit(ground: Ground, only: Collection[str] | None, crew: Crew, memory: Remembered | None = None) -> Audit:
    """Judge every spec of a tree, or of ``only`` these paths.

    Raises:
        LimitError: time is up, or a part of the work was not finished.
        MissingObjectError: content cannot be had.
    """
    return _Auditor(ground, only, crew, Recall(ground, memory or NoMemory())).audit()


def find(spec: Spec, evidence: Evidence, rules: Sequence[SpecRule] = SPEC_RULES) -> Iterator[Finding]:
    """Everything that the rules find in one spec."""
    for rule in rules:
        yield from rule.check(spec, Context(evidence, rule))


@dataclass(frozen=True, slots=True)
class _Plan:
    """What every part needs to know to judge: the specs, the contents of what they link to, who judges what."""

    specs: frozenset[str]
    ids: Mapping[str, Sequence[str]]
    wanted: tuple[str, ...]
    brought: Mapping[str, bytes] = field(repr=False)  # those of ``wanted`` that are no candidates
    todo: tuple[str, ...] = ()
    shares: tuple[tuple[str, ...], ...] = ()


class _Auditor:
    def __init__(self, ground: Ground, only: Collection[str] | None, crew: Crew, recall: Recall) -> None:
        self._ground = ground
        self._only = only
        self._crew = crew
        self._recall = recall
        self._facts: dict[str, Facts] = {}
        self._outcomes: dict[str, Outcome] = {}

    def audit(self) -> Audit:
        paths = [path for path in sorted(self._ground.contents) if _may_be_governed(path, self._ground)]
        self._facts = {path: facts for path in paths if (facts := self._recall.facts(path)) is not None}
        unknown = [path for path in paths if path not in self._facts]
        plan = None if unknown else self._plan()
        count = self._crew.size(len(plan.todo if plan is not None else unknown))
        shares = _cut(unknown, count, self._ground.contents)
        met: list[_Plan] = []

        def meet(found: list[dict[str, Facts]]) -> _Plan:
            for facts in found:
                self._facts.update(facts)
            met.append(_shared(plan or self._plan(), shares, self._ground.contents))
            return met[0]

        def work(number: int, ask: Meet) -> dict[str, Row]:
            bench = _Bench(self._ground)
            return bench.judge(ask(bench.survey(shares[number])), number)

        rows = self._crew.run(count, work, meet)
        for path, row in sorted((path, row) for part in rows for path, row in part.items()):
            self._recall.keep_outcome(path, row)
            self._outcomes[path] = from_row(row[1])
        for path in unknown:
            self._recall.keep_facts(path, self._facts[path])
        return Audit(tuple(one for _, one in sorted(self._outcomes.items())), self._evidence(met[0]))

    def _plan(self) -> _Plan:
        """What is to be judged: all that memory does not know or that depends on what has changed."""
        ground = self._ground
        specs = sorted(path for path, facts in self._facts.items() if facts.spec)
        ids = paths_by_id((path, self._facts[path].id) for path in specs)
        wanted = tuple(sorted({one for path in specs for one in self._facts[path].wanted}))
        brought = ground.reader.files(path for path in wanted if path not in ground.contents)
        there = tuple(path for path in wanted if path in brought or ground.is_file(path))
        plan = _Plan(frozenset(specs), ids, there, brought)
        self._recall.settle(
            specs, _linked(ground, plan), {path for same in ids.values() if len(same) > 1 for path in same}
        )
        todo = []
        for path in specs:
            if self._only is not None and path not in self._only:
                continue
            outcome = self._recall.outcome(path)
            if outcome is None:
                todo.append(path)
            else:
                self._outcomes[path] = outcome
        return replace(plan, todo=tuple(todo))

    def _evidence(self, plan: _Plan) -> Evidence:
        unreadable = {path: facts.fault for path, facts in sorted(self._facts.items()) if facts.fault is not None}
        strays = {path: facts.stray for path, facts in sorted(self._facts.items()) if facts.stray}
        linked = linked_documents(_linked(self._ground, plan))
        return replace(_Bench(self._ground).evidence(plan, linked, unreadable, strays), only=self._only)


class _Bench:
    """Where one part of the work is done. A document is parsed when it is first asked for."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._builder = Builder(ground.listing, ground.contents, ground.governor, parser=ground.parser)
        self._index = ReferenceIndex(ground.listing, ground.config.references, symlinks=ground.symlinks)
        self._found: dict[str, Spec | Unreadable | None] = {}

    def survey(self, paths: Sequence[str]) -> dict[str, Facts]:
        """What others need to know of each file."""
        return {path: self._facts(path) for path in paths}

    def _at(self, path: str) -> Spec | Unreadable | None:
        if path not in self._found:
            self._ground.alive()
            self._found[path] = self._builder.spec_at(path)
        return self._found[path]

    def _facts(self, path: str) -> Facts:
        found = self._at(path)
        if isinstance(found, Spec):
            wanted = wanted_by(found, self._index)
            return Facts(spec=True, id=found.id, wanted=tuple(sorted(wanted)))
        if isinstance(found, Unreadable):
            return Facts(fault=found)
        return Facts(stray=self._builder.stray_at(path))

    def _spec(self, path: str) -> Spec:
        found = self._at(path)
        assert isinstance(found, Spec)  # noqa: S101 - surveyed as one, from the same bytes
        return found

    def evidence(
        self,
        plan: _Plan,
        documents: Mapping[str, LinkedDocument],
        unreadable: Mapping[str, Unreadable] | None = None,
        strays: Mapping[str, str] | None = None,
    ) -> GatheredEvidence:
        """What the rules may look at."""
        ground = self._ground
        return GatheredEvidence(
            config=ground.config,
            catalogue=Catalogue(_Specs(plan.specs, self._spec), unreadable or {}, strays or {}, plan.ids),
            base_catalogue=None,
            listing=ground.listing,
            base_listing=None,
            references=Resolver(replace(self._index, documents=documents)),
            migrations=ground.migrations,
        )

    def judge(self, plan: _Plan, number: int) -> dict[str, Row]:
        """Judge one part's share: per path the outcome's row, and what it depends on before it."""
        if not plan.shares[number]:
            return {}
        documents = _Noted(linked_documents(_linked(self._ground, plan)))
        evidence = self.evidence(plan, documents)
        evidence.references.index.find_id("")  # reads the ids of all documents, for every spec
        rows: dict[str, Row] = {}
        for path in plan.shares[number]:
            self._ground.alive()
            documents.seen.clear()
            spec = self._spec(path)
            judgement = judge_spec(spec, find(spec, evidence), evidence.config, path)
            row = to_row(Outcome(spec_report(spec, evidence), judgement))
            rows[path] = [sorted(documents.seen), row]
        return rows


class _Specs(Mapping[str, Spec]):
    """All specs of a tree by path; each is made when it is asked for."""

    def __init__(self, paths: frozenset[str], make: Callable[[str], Spec]) -> None:
        self._paths = paths
        self._make = make

    def __getitem__(self, path: str) -> Spec:
        if path not in self._paths:
            raise KeyError(path)
        return self._make(path)

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._paths))

    def __len__(self) -> int:
        return len(self._paths)


class _Noted(Mapping[str, LinkedDocument]):
    """Documents that note in ``seen`` which of them somebody asked for."""

    def __init__(self, documents: Mapping[str, LinkedDocument]) -> None:
        self._documents = documents
        self.seen: set[str] = set()

    def __getitem__(self, path: str) -> LinkedDocument:
        self.seen.add(path)
        return self._documents[path]

    def __contains__(self, path: object) -> bool:
        self.seen.add(str(path))
        return path in self._documents

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)


def _may_be_governed(path: str, ground: Ground) -> bool:
    """Whether a candidate can be a spec or a stray; the files that hold front matter of others are neither."""
    return is_markdown(path) or ground.governor.by_path(path) is not None


def _linked(ground: Ground, plan: _Plan) -> dict[str, bytes]:
    """The contents of all that specs link to."""
    return {path: ground.contents[path] if path in ground.contents else plan.brought[path] for path in plan.wanted}


def _cut(paths: Sequence[str], count: int, contents: Mapping[str, bytes]) -> tuple[tuple[str, ...], ...]:
    """Cut a list of files into pieces of about as many bytes; neighbours stay together."""
    total = sum(len(contents[path]) for path in paths) or 1
    shares: list[list[str]] = [[] for _ in range(count)]
    done = 0
    for path in paths:
        shares[min(done * count // total, count - 1)].append(path)
        done += len(contents[path])
    return tuple(tuple(share) for share in shares)


def _shared(plan: _Plan, surveyed: Sequence[Sequence[str]], contents: Mapping[str, bytes]) -> _Plan:
    """The plan with a share for each part: what it has surveyed, it judges; the rest is cut anew."""
    todo = set(plan.todo)
    known = {path for share in surveyed for path in share}
    rest = _cut([path for path in plan.todo if path not in known], len(surveyed), contents)
    shares = ((*(path for path in share if path in todo), *more) for share, more in zip(surveyed, rest, strict=True))
    return replace(plan, shares=tuple(shares))
