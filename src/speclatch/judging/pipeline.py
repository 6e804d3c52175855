"""The way through the program on one page: what changed -> what is judged -> what is found -> what it weighs."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from posixpath import basename
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from speclatch.cache import CacheStore
from speclatch.config.model import Config
from speclatch.documents.deadlines import time_limit
from speclatch.errors import CannotJudgeError, LimitError
from speclatch.judging.evidence import SnapshotEvidence
from speclatch.judging.executors import WORTH_IT, Executor, SerialExecutor
from speclatch.judging.reporting import Judged, report_of
from speclatch.judging.scope import missed, scope_finding, sentence
from speclatch.judging.tracing import upstream
from speclatch.judging.verdict import Judgement, judge_repository
from speclatch.judging.worker import Result, SpecResult, Worker
from speclatch.model import ChangedFile, ChangeKind, Finding, Report
from speclatch.profiles.file_names import is_markdown
from speclatch.profiles.load import load_profiles
from speclatch.profiles.matching import ProfileMatcher
from speclatch.references.home import Home
from speclatch.references.paths import is_written, markdown_of, reads_as_markdown
from speclatch.references.resolver import wanted_by
from speclatch.rules import CHANGE_RULES
from speclatch.rules.base import ChangeRule, Context, Evidence
from speclatch.specs.catalogue import Spec, Unreadable
from speclatch.specs.documents import DocumentCache
from speclatch.specs.snapshot import Snapshot
from speclatch.trees import Tree, Trees, read_regular
from speclatch.trees.store import is_stored, prefetch_together

if TYPE_CHECKING:
    from speclatch.judging.recall.memory import Memory
    from speclatch.judging.shards import Shard
    from speclatch.specs.policy import PolicyChange
    from speclatch.specs.pull_request import PullRequestFacts
    from speclatch.trees.history import History

FEW_DOCUMENTS = 300
"""Documents up to which a repository's are fetched all at once: a megabyte or two as git sends them."""

FEW = 250
"""Of so many specs, one is judged by this process: a look at the whole tree, which each fork takes, is slower."""

Done = TypeVar("Done")
Versions = tuple[Snapshot, Snapshot | None]
"""What will be there, and what there was if something is compared."""


class Case(NamedTuple):
    """What is put before the gate.

    ``changes`` is None for an audit of everything that ``trees.landing`` holds. ``only`` restricts what is judged to
    these paths. ``templates`` is the tree that templates are read from: the base's, for a pull request. ``baseline``
    holds fingerprints of old findings; they are listed and do not fail. ``policy_change`` is what the change does to
    configuration, templates and baseline, if anything: it is reported, and in force after the merge. ``home`` is where
    the repository lives: addresses of its own pages are paths. ``shard`` leaves the rest of an audit to others.
    ``with_upstream`` asks for the documents that specs build on, which takes reading them all. ``history`` is the
    repository's where it is at hand, ``pull_request`` what is known of the one that the change is. ``profiles`` keeps
    what earlier runs have derived from templates.
    """

    trees: Trees
    config: Config
    templates: Tree
    changes: tuple[ChangedFile, ...] | None = None
    only: Collection[str] | None = None
    baseline: frozenset[str] = frozenset()
    policy_change: PolicyChange | None = None
    home: Home = Home()
    shard: Shard | None = None
    with_upstream: bool = False
    history: History | None = None
    pull_request: PullRequestFacts | None = None
    profiles: CacheStore | None = None


def run(
    case: Case,
    clock: Callable[[], float] = time.monotonic,
    executor: Executor | None = None,
    versions: Versions | None = None,
    memory: Memory | None = None,
) -> Report:
    """Judge a case.

    Args:
        case: what is put before the gate.
        clock: seconds, for the limit of time.
        executor: who judges the specs; none: this process, one after the other.
        versions: what ``snapshots`` gave for this case, or for the same trees, where somebody has looked at it already.
        memory: what an audit of all specs remembers of the one before; none: all are judged anew.

    Raises:
        ConfigError: the configuration cannot be used.
        LimitError: a bound was reached before everything was looked at.
        MissingObjectError: content that a tree names cannot be had.
    """
    with time_limit(case.config.limits.seconds, clock):
        landing, base = versions or snapshots(case)
        changes = None if case.changes is None else {changed.path: changed for changed in case.changes}
        evidence = SnapshotEvidence(landing, changes, case.only, _seen(case, clock), case.history, case.pull_request)
        own = _audited(case, landing) if changes is None else _changed(case, landing, changes)
        others: list[str] = []
        if base is not None and changes:
            from speclatch.specs.impact import affected  # only where something is compared

            prefetch_together((landing.tree, landing.with_sidecars(own)), (base.tree, base.own(_before(base, changes))))
            others = affected(landing, base, changes, _owned(landing, changes))
        executor = executor or SerialExecutor()
        results = judge((*own, *others), evidence, base, executor, elsewhere=frozenset(others), memory=memory)
        landing.note(one for one in results if isinstance(one, Unreadable))
        unseen = missed(landing) if not any(isinstance(one, SpecResult) for one in results) else ()
        if unseen and changes is None and case.only is None:
            raise CannotJudgeError(f"{sentence(unseen)}. Nothing was judged, so this is no pass: mend `match`.")
        whole = _judge_whole(evidence, case, [scope_finding(unseen, case.config)] if unseen else [], memory)
        judged = Judged(tuple(one for one in results if isinstance(one, SpecResult)), whole)
        report = report_of(judged, evidence, base, case.config, case.baseline)
        return replace(report, upstream=upstream(landing)) if case.with_upstream else report


class Recalled(NamedTuple):
    """What an audit looks at, and the ``Memory.name`` of what it would find; ``""`` where it has to be judged."""

    versions: Versions
    name: str


def recall(case: Case, memory: Memory) -> Recalled:
    """See whether an audit would find what the last one found; that is not looked at. Raises as ``run`` does."""
    with time_limit(case.config.limits.seconds, time.monotonic):
        landing, _ = versions = snapshots(case)
        evidence = SnapshotEvidence(landing, None, case.only, None, case.history)
        same = memory.recalls(_audited(case, landing), evidence, CHANGE_RULES, _asking(evidence))
        return Recalled(versions, memory.name if same else "")


def _seen(case: Case, clock: Callable[[], float]) -> PolicyChange | None:
    """The change of the policy with what it does to the specs that are there, as far as a third of the time goes."""
    change = case.policy_change
    if change is None or change.baseline_alone:
        return change
    from speclatch.judging.policy_effects import effects_of  # few changes are about the policy
    from speclatch.specs.policy import Effects

    try:
        with time_limit(case.config.limits.seconds / 3, clock):
            effects = effects_of(change, case.trees.landing, case.templates, case.home)
    except LimitError:
        effects = Effects(complete=False)
    return change._replace(effects=effects)


def judge(
    specs: Sequence[str],
    evidence: SnapshotEvidence,
    base: Snapshot | None,
    executor: Executor,
    elsewhere: Collection[str] = (),
    memory: Memory | None = None,
) -> list[Result]:
    """Judge specs of a version of the repository: the one way to a judgement.

    Args:
        specs: the paths of what may be specs.
        evidence: the version they are judged by.
        base: the version before the change; None where nothing is compared.
        executor: who does the work.
        elsewhere: those that the change does not touch: of them, only what it breaks counts.
        memory: what an audit remembers; only where nothing is compared, and nobody asked for some specs alone.
    """
    before = SnapshotEvidence(base) if base is not None else None
    _prefetch(specs, evidence.snapshot, base)

    def spread(work: Callable[[str], Done], paths: Sequence[str]) -> list[Done]:
        if len(paths) < len(specs) // FEW:
            return SerialExecutor().map(work, paths)
        if len(paths) >= WORTH_IT and evidence.history is not None:
            evidence.history.walk()
        return executor.map(work, paths)

    if memory is not None:
        return memory.judge(specs, evidence, spread)
    return spread(Worker(evidence, before, elsewhere).judge, specs)


def snapshots(case: Case, documents: DocumentCache | None = None) -> Versions:
    """What will be there, and what there was if something is compared; raises as ``run`` does.

    ``documents`` are those that somebody has parsed before.
    """
    _prefetch_first(case)
    read_template, there = partial(read_regular, case.templates), case.trees.landing.listing.entries
    matcher = ProfileMatcher(load_profiles(case.config, read_template, there, case.profiles), case.config)
    documents = documents or DocumentCache()
    if case.changes is None:
        return Snapshot(case.trees.landing, matcher, documents, also=case.only or (), home=case.home), None
    touched = {path for changed in case.changes for path in changed.paths}
    looked_at = frozenset(path for path in touched if is_markdown(path) or matcher.may_match(path))
    renamed = {changed.path: old for changed in case.changes if (old := changed.previous_path)}
    base = Snapshot(case.trees.base, matcher, documents, also=looked_at, home=case.home)
    landing = Snapshot(case.trees.landing, matcher, documents, base=base, renamed=renamed, also=looked_at)
    return landing, base


def _prefetch_first(case: Case) -> None:
    """Fetch in one batch what is looked at in any case: templates, and the documents of the change on both sides.

    Where a change touches documents and the repository has few, they are fetched too; see ``few_documents``.
    """
    templates = [use.template for use in case.config.profiles if use.template]
    beside = {basename(use.metadata) for use in case.config.profiles if use.metadata}

    def is_document(path: str) -> bool:
        return reads_as_markdown(path) or basename(path) in beside

    touched = [changed for changed in case.changes or () if is_written(changed.path)]
    new, old = [one.path for one in touched], [one.base_path for one in touched if one.base_path]
    if touched and is_stored(case.trees.landing, new):
        new += few_documents(case.trees.landing, is_document)
    prefetch_together((case.templates, templates), (case.trees.landing, new), (case.trees.base, old))


def few_documents(tree: Tree, is_document: Callable[[str], bool] = reads_as_markdown) -> list[str]:
    """The paths of a tree's documents where they are few; none where they are many.

    Few are worth fetching in one batch before anybody asks: each further batch is a round trip, which takes longer.
    """
    documents = list(islice(filter(is_document, tree.listing.entries), FEW_DOCUMENTS + 1))
    return documents if len(documents) <= FEW_DOCUMENTS else []


def specs_of(case: Case) -> tuple[Spec, ...]:
    """Every spec that the landing tree holds, unjudged; raises as ``run`` does."""
    landing, _ = snapshots(case)
    landing.prefetch(landing.with_sidecars(landing.candidates))
    return tuple(landing.catalogue.specs.values())


def _audited(case: Case, landing: Snapshot) -> list[str]:
    """What may be a spec, of all or of what somebody asked for."""
    if case.shard is not None:
        return list(filter(case.shard.holds, landing.candidates))
    if case.only is None:
        return list(landing.candidates)
    return sorted(path for path in case.only if path in landing.listing.entries and landing.matcher.may_match(path))


def _changed(case: Case, landing: Snapshot, changes: Mapping[str, ChangedFile]) -> list[str]:
    """What may be a spec and is in the change, itself or by the file that holds its front matter."""
    return sorted(path for path in _owned(landing, changes) if case.only is None or path in case.only)


def _owned(landing: Snapshot, changes: Mapping[str, ChangedFile]) -> set[str]:
    there = {path for path, changed in changes.items() if changed.kind is not ChangeKind.DELETED}
    own = {path for path in there if landing.may_be_spec(path)}
    return own | landing.owners_of({path for changed in changes.values() for path in changed.paths})


def _before(base: Snapshot, changes: Mapping[str, ChangedFile]) -> Iterable[str]:
    """The documents of the change as the base has them."""
    paths = (changed.base_path for changed in changes.values())
    return base.with_sidecars(path for path in paths if path and reads_as_markdown(path))


def _prefetch(specs: Sequence[str], snapshot: Snapshot, base: Snapshot | None) -> None:
    """Fetch what is judged, then what that refers to, in one batch each."""
    versions = [snapshot] if base is None else [snapshot, base]
    prefetch_together(*((one.tree, one.own(one.with_sidecars(specs))) for one in versions))
    if base is None:
        # Too many to look into each beforehand: what specs refer to is documents, nearly always.
        snapshot.prefetch(markdown_of(snapshot.listing))
    elif is_stored(snapshot.tree, specs):
        found = [spec for path in specs if isinstance(spec := snapshot.classify(path), Spec)]
        wanted = [(one.tree, [path for spec in found for path in wanted_by(spec, one.index)]) for one in versions]
        prefetch_together(*wanted)


def _judge_whole(
    evidence: Evidence, case: Case, besides: Sequence[Finding] = (), memory: Memory | None = None
) -> Judgement:
    """Judge what is no single spec's."""
    ask = _asking(evidence)

    def found_by(rule: ChangeRule) -> tuple[Finding, ...]:
        return ask(rule) if memory is None else memory.about_all(rule, ask)

    return judge_repository(
        (*besides, *(found for rule in CHANGE_RULES for found in found_by(rule))),
        case.config,
        {new: changed.base_path or new for new, changed in (evidence.changes or {}).items()},
    )


def _asking(evidence: Evidence) -> Callable[[ChangeRule], tuple[Finding, ...]]:
    """Gives what a rule that is no single spec's finds."""
    return lambda rule: tuple(rule.check(Context(evidence, rule)))
